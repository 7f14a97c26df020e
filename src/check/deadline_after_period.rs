//! A deadline after the plan's period.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{MilestoneKind, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH203",
    name: "deadline-after-period",
    severity: Severity::Warning,
    what: both("Thời hạn ở sau kỳ kế hoạch", "A deadline after the plan's period"),
    why: both(
        "Việc của năm sau thuộc kế hoạch năm sau; thường là sai năm",
        "What is due in a later year belongs to that year's plan; mostly the year is wrong",
    ),
    beyond: both(
        "Việc xong trong quý đầu của năm sau (báo cáo tổng kết) và thời hạn nhiều năm (“đến năm 2025”): chỉ lưu ý",
        "What is due in the quarter after (closing reports), and horizons of several years (“by 2025”): information only",
    ),
    examples: &[
        bad(Rows, "Rà soát | Báo cáo | Sở Nội vụ | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo (tháng 11/2023)", "tháng 11/2023"),
        good(Rows, "Kế hoạch cải cách hành chính tỉnh Sơn La năm 2023 | Kế hoạch | Sở Nội vụ | Các sở | Tháng 12/2022"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some((_, last)) = subject.years else { return };
    let rows = subject.rows().map(|row| &row.milestones);
    for milestones in rows.chain(subject.plan.duties.iter().map(|duty| &duty.milestones)) {
        for milestone in milestones {
            let Some(end) = milestone.end.as_deref().filter(|_| matches!(milestone.kind, MilestoneKind::On | MilestoneKind::By)) else {
                continue;
            };
            let begin = milestone.start.as_deref().unwrap_or(end);
            let Some(year) = begin.get(..4).and_then(|year| year.parse::<i32>().ok()) else { continue };
            notes.look();
            if year > last {
                let next_quarter = year == last + 1 && end.get(5..7).is_some_and(|month| month <= "03");
                let horizon = milestone.precision == Some(crate::plan::Precision::Year);
                let severity = if next_quarter || horizon { Severity::Info } else { Severity::Warning };
                notes
                    .find(
                        subject.time(milestone),
                        said!(
                            "thời hạn này ở sau kỳ kế hoạch, kết thúc năm {last}",
                            "this time is after the plan's period, which ends in {last}"
                        ),
                    )
                    .grave(severity);
            }
        }
    }
}
