//! The same paragraph, row or target word for word in two places.

use std::collections::BTreeMap;

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH512",
    name: "paragraph-repeated",
    severity: Severity::Info,
    what: both("Một đoạn lặp lại nguyên văn ở hai nơi", "A paragraph that stands word for word in two places"),
    why: both(
        "Thường do chép hai lần; sửa một nơi thì hai nơi mâu thuẫn",
        "Mostly copied twice; where one is mended the other contradicts it",
    ),
    beyond: both(
        "Đoạn ngắn hơn 12 từ; văn bản không phải kế hoạch có nhiệm vụ, chỉ tiêu",
        "Paragraphs of fewer than 12 words; acts without tasks and targets",
    ),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n1. Thể chế\n- Nâng cao chất lượng xây dựng, ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy ban nhân dân các cấp.\n\
             2. Thủ tục\n- Nâng cao chất lượng xây dựng, ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy ban nhân dân các cấp.",
            "Nâng cao chất lượng",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n1. Thể chế\n- Nâng cao chất lượng xây dựng, ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy ban nhân dân các cấp.\n\
             2. Thủ tục\n- Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết của các sở, ban, ngành và Ủy ban nhân dân các cấp.",
        ),
    ],
    check: Code(check),
};

const FEWEST: usize = 12;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    // Only what asks for something: reasons and forms are often the same.
    let asks = subject.asking();
    // A row of the annex may well repeat the task of the body that it spells out.
    let mut met: BTreeMap<(Part, Vec<u32>), &str> = BTreeMap::new();
    for line in subject.lines.iter().filter(|line| line.words.len() >= FEWEST) {
        let label = line.text.starts_with('(') || line.text.find(':').is_some_and(|at| at < 30);
        if label || !(line.part == Part::Name || (line.part == Part::Paragraph && asks.contains(line.item))) {
            continue;
        }
        notes.look();
        let words: Vec<u32> = line.words.iter().map(|word| word.form).collect();
        let key = (line.part, words);
        if let Some(first) = met.get(&key) {
            notes.find(subject.whole(line), said!("lặp lại nguyên văn {first}", "word for word the same as {first}"));
        } else {
            met.insert(key, line.item);
        }
    }
}
