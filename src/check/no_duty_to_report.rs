//! A plan that asks nobody for a report.

use super::{
    notes::{Notes, said},
    place::Place,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH111",
    name: "no-duty-to-report",
    severity: Severity::Warning,
    what: both("Kế hoạch không giao ai báo cáo kết quả", "A plan that asks nobody to report"),
    why: both(
        "Nghị định 09/2019/NĐ-CP về chế độ báo cáo; không có báo cáo thì không theo dõi được việc thực hiện",
        "Decree 09/2019/NĐ-CP on reports; without them nobody can follow what becomes of the plan",
    ),
    beyond: both(
        "Văn bản không kèm kế hoạch có nhiệm vụ; nội dung và thời hạn của báo cáo",
        "Acts without a plan of tasks; what is to be reported and when",
    ),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Rà soát văn bản.\n- Sắp xếp bộ máy.\n- Kiểm tra công vụ.\nII. TỔ CHỨC THỰC HIỆN\nCác sở thực hiện Kế hoạch này.",
            "",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n- Rà soát văn bản.\n- Sắp xếp bộ máy.\n- Kiểm tra công vụ.\nII. TỔ CHỨC THỰC HIỆN\nCác sở thực hiện, báo cáo kết quả hằng quý.",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let plan = subject.plan;
    if plan.plan.title.is_none() || plan.tasks.len() + plan.activities.len() < 3 {
        return;
    }
    notes.look();
    let reports = subject.phrase(&["báo", "cáo"]).any(|(line, _)| line.is_prose());
    if plan.reports.periods.is_empty() && !reports {
        notes.find(
            Place::document(),
            said!("không thấy giao cho ai báo cáo kết quả thực hiện", "nobody is asked to report on what was done"),
        );
    }
}
