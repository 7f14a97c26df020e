//! "Báo cáo định kỳ hàng quý, năm 2021" in a plan of 2022.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
    words::folded,
};
use crate::plan::{MilestoneKind, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH213",
    name: "past-year-in-deadline",
    severity: Severity::Error,
    what: both("Thời gian định kỳ ghi năm đã qua", "A recurring time that names a year before the plan"),
    why: both(
        "Kế hoạch năm N không thể yêu cầu báo cáo định kỳ của năm N-1; thường chép từ kế hoạch năm trước",
        "A plan cannot ask for periodic reports of a past year; mostly copied from last year's plan",
    ),
    beyond: both(
        "Mốc theo sự kiện (công bố chỉ số của năm trước là đúng)",
        "Times after an event: indices of the year before are published in the year of the plan",
    ),
    examples: &[
        bad(Rows, "Công khai tiến độ | Báo cáo | Sở Nội vụ | Các sở | Báo cáo định kỳ hàng quý, năm 2021 theo quy định", "năm 2021"),
        good(Rows, "Công khai tiến độ | Báo cáo | Sở Nội vụ | Các sở | Báo cáo định kỳ hàng quý, năm 2022 theo quy định"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some((Some(first), _)) = subject.years else { return };
    for milestone in subject.rows().flat_map(|row| &row.milestones) {
        if !matches!(milestone.kind, MilestoneKind::Recurring | MilestoneKind::Reference | MilestoneKind::Continuous) {
            continue;
        }
        notes.look();
        let words = folded(&milestone.text);
        let mut years = words.windows(2).filter(|pair| pair[0] == "năm").filter_map(|pair| pair[1].parse::<i32>().ok());
        if let Some(year) = years.rfind(|year| (1990..first).contains(year)) {
            notes
                .find(
                    subject.time(milestone),
                    said!("ghi năm {year}, trước kỳ kế hoạch {first}", "it names {year}, before the plan's first year {first}"),
                )
                .suggest(said!("xem lại năm", "check the year"));
        }
    }
}
