//! The report on a plan comes before the plan, or hardly after it.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::{
    fold::fold,
    plan::{Activity, Milestone, Severity},
};

pub(super) const BEFORE: Rule = Rule {
    code: "KH209",
    name: "report-before-plan",
    severity: Severity::Error,
    what: both("Báo cáo đến hạn trước kế hoạch của cùng dòng", "A report that is due before the plan of the same row"),
    why: both(
        "Không thể báo cáo kết quả của việc chưa có kế hoạch; thường là sai năm",
        "Nobody can report on what is not yet planned; mostly a year is wrong",
    ),
    beyond: both("Các sản phẩm khác ngoài kế hoạch và báo cáo", "Results other than plans and reports"),
    examples: &[
        bad(
            Rows,
            "Kiểm tra | - Kế hoạch; - Báo cáo | Sở Nội vụ | Các sở | - Kế hoạch (tháng 10/2022) - Báo cáo (tháng 02/2022)",
            "tháng 02/2022",
        ),
        good(Rows, "Kiểm tra | - Kế hoạch; - Báo cáo | Sở Nội vụ | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo (tháng 12/2022)"),
    ],
    check: Code(before),
};

pub(super) const SOON_AFTER: Rule = Rule {
    code: "KH210",
    name: "report-soon-after-plan",
    severity: Severity::Warning,
    what: both(
        "Báo cáo đến hạn ngay sau kế hoạch, khác hẳn các dòng khác",
        "A report that is due right after its plan, unlike in the other rows",
    ),
    why: both(
        "Các dòng khác để gần cả năm thực hiện; một hai tháng thường là sai tháng",
        "The other rows leave most of a year; one or two months are mostly a wrong month",
    ),
    beyond: both("Phụ lục có ít hơn ba dòng gồm cả kế hoạch và báo cáo", "Annexes with fewer than three rows that have both"),
    examples: &[
        bad(
            Rows,
            "Kiểm tra | - Kế hoạch; - Báo cáo | Sở Nội vụ | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo (tháng 12/2022)\n\
             Rà soát | - Kế hoạch; - Báo cáo | Sở Tư pháp | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo (tháng 11/2022)\n\
             Điều tra | - Kế hoạch; - Báo cáo | Sở Y tế | Các sở | - Kế hoạch (tháng 02/2022) - Báo cáo (tháng 12/2022)\n\
             Tuyên truyền | - Kế hoạch; - Báo cáo | Sở Tư pháp | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo (tháng 02/2022)",
            "tháng 02/2022",
        ),
        good(
            Rows,
            "Kiểm tra | - Kế hoạch; - Báo cáo | Sở Nội vụ | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo (tháng 02/2022)\n\
             Rà soát | - Kế hoạch; - Báo cáo | Sở Tư pháp | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo (tháng 03/2022)",
        ),
    ],
    check: Code(soon_after),
};

fn before(subject: &Subject<'_>, notes: &mut Notes) {
    for row in &subject.plan.activities {
        let Some((plan, report, months)) = plan_and_report(row) else { continue };
        notes.look();
        if months < 0 {
            let plan = &plan.text;
            notes.find(subject.time(report), said!("báo cáo đến hạn trước “{plan}”", "the report is due before “{plan}”"));
        }
    }
}

fn soon_after(subject: &Subject<'_>, notes: &mut Notes) {
    /// Months that count as soon.
    const SOON: i32 = 2;
    /// Months that the others usually leave.
    const USUAL: i32 = 6;
    let pairs: Vec<_> = subject.rows().filter_map(plan_and_report).filter(|(.., months)| *months >= 0).collect();
    let usual = pairs.iter().filter(|(.., months)| *months >= USUAL).count();
    if usual < 3 || usual * 2 < pairs.len() {
        return;
    }
    for (plan, report, months) in pairs {
        notes.look();
        if months < SOON {
            let (plan, months) = (&plan.text, months.max(0));
            notes.find(
                subject.time(report),
                said!(
                    "báo cáo chỉ cách “{plan}” {months} tháng, các dòng khác để từ {USUAL} tháng trở lên",
                    "the report is due {months} month(s) after “{plan}”; other rows leave {USUAL} months or more"
                ),
            );
        }
    }
}

/// The first plan and the last report of a row, and the months between them.
fn plan_and_report(row: &Activity) -> Option<(&Milestone, &Milestone, i32)> {
    let due = |noun: &'static str| {
        row.milestones.iter().filter(move |milestone| milestone.deliverable.as_deref().is_some_and(|words| fold(words).starts_with(noun)))
    };
    let months = |day: &str| {
        let (year, month) = (day.get(..4)?.parse::<i32>().ok()?, day.get(5..7)?.parse::<i32>().ok()?);
        Some(year * 12 + month)
    };
    let plan = due("kế hoạch").next()?;
    let report = due("báo cáo").next_back()?;
    let between = months(report.end.as_deref()?)? - months(plan.start.as_deref().or(plan.end.as_deref())?)?;
    Some((plan, report, between))
}
