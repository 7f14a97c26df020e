//! A deadline that had passed when the act was signed.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{MilestoneKind, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH201",
    name: "deadline-before-signing",
    severity: Severity::Error,
    what: both("Thời hạn đã qua khi văn bản được ký", "A deadline that had passed when the act was signed"),
    why: both(
        "Không ai làm được việc phải xong trước khi có kế hoạch; thường là sai năm",
        "Nobody can do what was due before the plan; mostly the year is wrong",
    ),
    beyond: both(
        "Tháng ký văn bản; năm trong tên chỉ số, tên văn bản; “hết hiệu lực đến ngày”; mốc trong phần lời chỉ là cảnh báo",
        "The month of signing; years in names of indices and documents; “lapsed on”; times in the body are warnings only",
    ),
    examples: &[
        bad(
            Rows,
            "Kiểm tra công vụ | Văn bản chấn chỉnh | Sở Nội vụ | Các sở | - Kế hoạch (tháng 01/2022) - Văn bản chấn chỉnh (tháng 12/2020)",
            "tháng 12/2020",
        ),
        good(
            Rows,
            "Đánh giá | Quyết định | Sở Nội vụ | Các sở | - Quyết định thành lập Hội đồng (tháng 12/2021); - Báo cáo (tháng 01/2022)",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(issued) = &subject.plan.decision.issued_on else { return };
    for (milestone, in_row) in subject.milestones() {
        if !matches!(milestone.kind, MilestoneKind::On | MilestoneKind::By) || milestone.inferred_year {
            continue;
        }
        let Some(end) = &milestone.end else { continue };
        notes.look();
        if end < issued {
            let severity = if in_row { Severity::Error } else { Severity::Warning };
            let found = notes.find(
                subject.time(milestone),
                said!("thời hạn này ở trước ngày ký ({issued})", "this time is before the day of signing ({issued})"),
            );
            found.grave(severity).suggest(said!("xem lại năm", "check the year"));
        }
    }
}
