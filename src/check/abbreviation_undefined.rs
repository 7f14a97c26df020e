//! Abbreviations that nobody has explained.

use std::collections::BTreeSet;

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH709",
    name: "abbreviation-undefined",
    severity: Severity::Info,
    what: both("Chữ viết tắt không được giải thích", "An abbreviation that is not explained"),
    why: both(
        "Nghị định 30/2020/NĐ-CP Phụ lục I, II.6: từ, cụm từ viết tắt phải được giải thích ở lần đầu",
        "Decree 30/2020/NĐ-CP, Annex I, II.6: an abbreviation is explained where it first stands",
    ),
    beyond: both(
        "Chữ viết tắt phổ biến (danh mục abbreviations, agency-abbreviations); ký hiệu văn bản; nơi nhận; chữ in hoa toàn bộ",
        "Common ones (lists abbreviations and agency-abbreviations), symbols of documents, recipients, words all in capitals",
    ),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Ban hành danh mục sử dụng NSNN theo quy định.", "NSNN"),
        good(Body, "I. NHIỆM VỤ\n- Thực hiện cải cách hành chính (CCHC); UBND tỉnh báo cáo kết quả CCHC, Chỉ số PAPI."),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let lists: Vec<_> = ["abbreviations", "agency-abbreviations"].iter().filter_map(|list| subject.catalog.list(list)).collect();
    let defined: BTreeSet<&str> = subject.plan.abbreviations.iter().map(|abbreviation| abbreviation.short.as_str()).collect();
    let mut told = BTreeSet::new();
    let short = |word: &str, _: &str| {
        let capitals = word.starts_with(char::is_uppercase) && word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
        capitals && !word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
    };
    let elsewhere = [Part::Head, Part::Recipient, Part::Heading, Part::Title, Part::Basis, Part::AttachedTo, Part::Cell];
    for (line, at) in subject.spelt(short).filter(|(line, _)| !elsewhere.contains(&line.part)) {
        let Some(word) = line.printed(at) else { continue };
        notes.look();
        // Words in capitals side by side are a heading or emphasis; in brackets it is explained right there.
        let neighbour = |at: Option<usize>| {
            at.and_then(|at| line.printed(at))
                .is_some_and(|word| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase() && c.is_alphabetic()))
        };
        let shouted = neighbour(at.checked_sub(1)) || neighbour(Some(at + 1));
        let bracket = at > 0 && line.gap(at - 1).contains(['(', '“', '"']);
        let known = defined.contains(word) || lists.iter().any(|list| list.row(word).is_some());
        if !shouted && !bracket && !known && told.insert(word) {
            notes
                .find(subject.place(line, line.bytes(at..at + 1)), said!("chưa thấy giải thích “{word}”", "“{word}” is explained nowhere"));
        }
    }
}
