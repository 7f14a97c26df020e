//! "ngày 13/10": a day whose year is left open.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::{
    fold::fold,
    plan::{MilestoneKind, Precision, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "KH214",
    name: "day-without-year",
    severity: Severity::Info,
    what: both("Thời hạn ghi ngày, tháng mà không ghi năm", "A deadline that names day and month without the year"),
    why: both(
        "Năm phải suy ra từ tên kế hoạch; với kế hoạch nhiều năm thì không suy ra được",
        "The year must be guessed from the title, which a plan of several years does not allow",
    ),
    beyond: both("Mốc hằng năm", "Days of every year"),
    examples: &[
        bad(Rows, "Cà phê doanh nhân | Báo cáo | Sở Nội vụ | Các sở | 01 lần/năm và ngày 13/10", "13/10"),
        good(
            Rows,
            "Cà phê doanh nhân | Báo cáo | Sở Nội vụ | Các sở | Ngày 13/10/2022\nBáo cáo | Báo cáo | Sở Nội vụ | Các sở | Trước ngày 20/11 hằng năm",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for milestone in subject.rows().flat_map(|row| &row.milestones) {
        let rule = milestone.recurrence.as_ref().and_then(|recurrence| recurrence.rrule.as_deref()).unwrap_or("");
        let yearly_day =
            milestone.kind == MilestoneKind::Recurring && rule.contains("FREQ=YEARLY;BYMONTH=") && rule.contains("BYMONTHDAY=");
        if milestone.precision != Some(Precision::Day) && !yearly_day {
            continue;
        }
        notes.look();
        let folded = fold(&milestone.text);
        let every = ["hằng", "hàng", "mỗi", "định kỳ", "kỳ báo cáo"].iter().any(|every| folded.contains(every));
        if (milestone.inferred_year || yearly_day) && !every {
            notes.find(subject.time(milestone), said!("không ghi năm", "the year is not said"));
        }
    }
}
