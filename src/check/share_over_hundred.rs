//! A share of more than everything.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::{fold::fold, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH301",
    name: "share-over-hundred",
    severity: Severity::Error,
    what: both("Tỷ lệ trên 100%", "A share of more than 100%"),
    why: both("Một phần không thể lớn hơn toàn bộ", "A part cannot be more than the whole"),
    beyond: both(
        "Mức so với kế hoạch, dự toán, cùng kỳ, công suất: có thể vượt 100%",
        "Rates against a plan, an estimate, a year or a capacity, which may exceed 100%",
    ),
    examples: &[
        bad(Body, "I. CHỈ TIÊU\n- Phấn đấu trên 100% văn bản được triển khai kịp thời.", "trên 100%"),
        good(
            Body,
            "I. CHỈ TIÊU\n- 100% văn bản được triển khai kịp thời.\n- Thu ngân sách đạt 105% so với dự toán.\n- Doanh thu tăng trên 120%.",
        ),
    ],
    check: Code(check),
};

/// What a rate may exceed.
const AGAINST: &[&str] = &["so với", "dự toán", "kế hoạch", "cùng kỳ", "công suất", "chỉ tiêu", "nghị quyết", "bằng", "vượt", "giao"];

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for (text, measures) in subject.measures() {
        for measure in measures.iter().filter(|measure| measure.unit.as_deref() == Some("%")) {
            let Some(value) = measure.value.map(|value| value.0) else { continue };
            notes.look();
            let over = match measure.comparator.as_str() {
                "gt" => value >= 100.0,
                "eq" | "ge" | "range" => value > 100.0,
                _ => false,
            };
            let against = value > 100.0 && AGAINST.iter().any(|against| fold(unlabelled(text)).contains(against));
            if over && !against && measure.baseline.is_none() {
                let place = Place::of(subject.item_at(&measure.origin), Part::Paragraph, &measure.text, &measure.origin);
                let found = notes.find(place, said!("tỷ lệ không thể vượt 100%", "no share is over 100%"));
                found.suggest(said!("viết “100%” nếu muốn nói toàn bộ", "write “100%” if all is meant"));
            }
        }
    }
}

/// The words after "Chỉ tiêu 1:".
fn unlabelled(text: &str) -> &str {
    const LABEL: usize = 20;
    text.split_once(':').filter(|(label, _)| label.chars().count() < LABEL).map_or(text, |(_, rest)| rest)
}
