//! "Báo cáo lần 1", and no second.

use std::collections::BTreeSet;

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::{fold::fold, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH112",
    name: "first-of-several-alone",
    severity: Severity::Info,
    what: both("Có “lần 1” mà không có lần sau", "A “first time” without a second"),
    why: both("Đã đánh số lần thì phải có lần tiếp theo; thường là bị bỏ sót", "Where times are counted the next one was likely forgotten"),
    beyond: both("Các lần ghi ở dòng khác của phụ lục", "Times that stand in other rows"),
    examples: &[
        bad(Rows, "Kiểm tra | Báo cáo | Sở Tư pháp | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo lần 1 trước ngày 28/11/2022", "lần 1"),
        good(Rows, "Kiểm tra | Báo cáo | Sở Tư pháp | Các sở | - Báo cáo lần 1 (tháng 6/2022) - Báo cáo lần 2 (tháng 11/2022)"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let counted: BTreeSet<&str> = subject.phrase(&["lần"]).map(|(line, _)| line.item).collect();
    for row in subject.rows().filter(|row| row.milestones.iter().any(|milestone| counted.contains(milestone.id.as_str()))) {
        let all: String = row.milestones.iter().map(|milestone| fold(&milestone.text) + "\n").collect();
        let said_of = |times: &[&str]| times.iter().any(|times| all.contains(times));
        for milestone in &row.milestones {
            let folded = fold(&milestone.text) + " ";
            if ["lần 1 ", "lần 01 ", "lần thứ nhất", "lần đầu "].iter().any(|first| folded.contains(first)) {
                notes.look();
                if !said_of(&["lần 2", "lần 02", "lần thứ hai", "lần cuối"]) {
                    notes.find(
                        Place::of(&milestone.id, Part::Time, &milestone.text, &milestone.origin),
                        said!("có lần 1 nhưng không có lần 2", "there is a first time, but no second"),
                    );
                }
            }
        }
    }
}
