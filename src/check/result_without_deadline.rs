//! A row that names times for some of its results only.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::{fold::fold, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH108",
    name: "result-without-deadline",
    severity: Severity::Info,
    what: both(
        "Kết quả không có thời gian riêng trong khi kết quả khác của cùng dòng có",
        "A result without a time of its own, beside results that have one",
    ),
    why: both("Nơi thực hiện không biết sản phẩm này phải xong lúc nào", "Whoever carries it out cannot know when this one is due"),
    beyond: both("Dòng chỉ ghi một thời gian chung cho mọi kết quả", "Rows with one time for all their results"),
    examples: &[
        bad(Rows, "Kiểm tra công vụ | - Kế hoạch; - Báo cáo kết quả | Sở Nội vụ | Các sở | Kế hoạch (tháng 01/2022)", "Báo cáo kết quả"),
        good(
            Rows,
            "Kiểm tra công vụ | - Kế hoạch; - Báo cáo kết quả | Sở Nội vụ | Các sở | - Kế hoạch (tháng 01/2022) - Báo cáo (tháng 12/2022)\n\
             Tuyên truyền | - Kế hoạch; - Báo cáo | Sở Nội vụ | Các sở | Quý IV/2022",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for row in subject.rows().filter(|row| row.results.len() > 1) {
        let due: Vec<String> = row.milestones.iter().filter_map(|milestone| milestone.deliverable.as_deref().map(fold)).collect();
        // A time without a name is for all of them.
        if due.is_empty() || due.len() < row.milestones.len() || due.len() >= row.results.len() {
            continue;
        }
        notes.look();
        for result in &row.results {
            let folded = fold(&result.text);
            let head: Vec<&str> = folded.split_whitespace().take(2).collect();
            if !due.iter().any(|due| due.contains(&head.join(" "))) {
                let place = Place::of(&row.id, Part::Results, &result.text, &result.origin);
                notes.find(
                    place,
                    said!(
                        "kết quả này không có thời gian, các kết quả khác của dòng thì có",
                        "no time is set for this result, unlike the others of the row"
                    ),
                );
            }
        }
    }
}
