//! A span of time whose end is before its start.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH217",
    name: "time-that-runs-backwards",
    severity: Severity::Error,
    what: both("Khoảng thời gian kết thúc trước khi bắt đầu", "A span of time that ends before it begins"),
    why: both("Không thực hiện được; thường là sai quý, tháng hoặc năm ở một đầu", "Nothing can be done in it; mostly one end is wrong"),
    beyond: both("Khoảng thời gian viết thành hai mốc riêng", "Spans that are written as two times of their own"),
    examples: &[
        bad(Rows, "Rà soát | Báo cáo | Sở Tư pháp | Các sở | Quý IV/2022 - Quý II/2022", "Quý IV/2022 - Quý II/2022"),
        good(Rows, "Rà soát | Báo cáo | Sở Tư pháp | Các sở | Quý II/2022 - Quý IV/2022"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for (milestone, _) in subject.milestones() {
        let (Some(start), Some(end)) = (&milestone.start, &milestone.end) else { continue };
        notes.look();
        if end < start {
            notes.find(subject.time(milestone), said!("bắt đầu {start}, kết thúc {end}", "it begins on {start} and ends on {end}"));
        }
    }
}
