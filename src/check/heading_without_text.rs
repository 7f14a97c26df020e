//! A heading with nothing under it.

use std::collections::BTreeSet;

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH504",
    name: "heading-without-text",
    severity: Severity::Warning,
    what: both("Đề mục không có nội dung", "A heading with nothing under it"),
    why: both("Nội dung bị bỏ sót khi soạn hoặc khi chuyển định dạng", "Its text was forgotten, or lost on the way"),
    beyond: both("Câu có số ở đầu, và khoản viết liền một dòng", "Numbered sentences"),
    examples: &[
        bad(
            Body,
            "I. MỤC TIÊU\n1. Mục tiêu chung\nNâng cao chất lượng.\n2. Mục tiêu cụ thể\nII. NHIỆM VỤ\n1. Thể chế\nRà soát.",
            "Mục tiêu cụ thể",
        ),
        good(
            Body,
            "I. MỤC TIÊU\n1. Mục tiêu chung\nNâng cao chất lượng.\n2. Mục tiêu cụ thể\nĐạt chuẩn.\nII. NHIỆM VỤ\n1. Thể chế\nRà soát.",
        ),
    ],
    check: Code(check),
};

/// A heading is short and names something; a numbered item that is longer is its own text.
const LONGEST: usize = 60;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let plan = subject.plan;
    let parents: BTreeSet<&str> = plan.outline.iter().filter_map(|entry| entry.parent.as_deref()).collect();
    let filled: BTreeSet<&str> = plan.activities.iter().filter_map(|row| row.section.as_deref()).collect();
    let empty = |id: &str, paragraphs: usize| paragraphs == 0 && !parents.contains(id) && !filled.contains(id);
    let rooms: Vec<bool> = plan.outline.iter().map(|entry| !empty(&entry.id, entry.paragraphs.len())).collect();
    for (entry, full) in plan.outline.iter().zip(&rooms) {
        let Some(title) = entry.title.as_deref().filter(|_| entry.marker.is_some() && !entry.id.starts_with("PL")) else { continue };
        notes.look();
        // Where the siblings are empty too they are items of a list, not headings.
        let siblings = plan.outline.iter().zip(&rooms).filter(|(other, _)| other.parent == entry.parent && other.id != entry.id);
        let (mut others, mut with_text) = (0, 0);
        for (_, full) in siblings {
            others += 1;
            with_text += usize::from(*full);
        }
        let mark = entry.origin.last().zip(subject.text.as_ref()).map_or("", |(last, text)| text.between(last.end, last.end + 1));
        let ends_as_sentence = title.ends_with(['.', ';', ',']) || matches!(mark, "." | ";") || title.contains([';', ':']);
        if !full && others == with_text && others > 0 && title.chars().count() <= LONGEST && !ends_as_sentence {
            notes.find(
                Place::of(&entry.id, Part::Heading, title, &entry.origin),
                said!("đề mục này không có nội dung", "nothing stands under this heading"),
            );
        }
    }
}
