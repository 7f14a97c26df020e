//! Paragraphs that are left open.

use super::{
    notes::{Notes, said},
    place::{Part, Place, narrow},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH708",
    name: "unfinished-with-ellipsis",
    severity: Severity::Info,
    what: both("Đoạn kết thúc bằng dấu ba chấm", "A paragraph that ends with an ellipsis"),
    why: both(
        "Nội dung giao nhiệm vụ bị bỏ lửng: không biết còn phải làm gì",
        "What is asked is left open: nobody knows what else is meant",
    ),
    beyond: both("Dấu ba chấm giữa đoạn; mẫu biểu để trống", "Ellipses within a paragraph, and blanks of forms"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Trang bị máy tính, máy in, máy quét tại Bộ phận một cửa hiện đại...", "hiện đại"),
        good(Body, "I. NHIỆM VỤ\n- Trang bị máy tính, máy in... tại Bộ phận một cửa."),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    // A paragraph's words come without the marks that end it: only the text has them.
    let Some(text) = &subject.text else { return };
    for entry in &subject.plan.outline {
        for paragraph in entry.paragraphs.iter().filter(|paragraph| paragraph.cells.is_empty()) {
            let Some(end) = paragraph.origin.last().map(|origin| origin.end) else { continue };
            notes.look();
            let after = text.between(end.saturating_sub(3), end + 8);
            let marks =
                after.trim_start_matches(char::is_alphanumeric).split(|c: char| !matches!(c, '.' | '…' | ';' | ' ')).next().unwrap_or("");
            let open = marks.starts_with("...") || marks.starts_with('…') || paragraph.text.ends_with('…');
            let blank = marks.starts_with("....") || marks.starts_with("……");
            if open && !blank && paragraph.text.split_whitespace().count() > 6 {
                let last: Vec<&str> = paragraph.text.split_whitespace().rev().take(3).collect();
                let words = last.into_iter().rev().collect::<Vec<_>>().join(" ");
                let at = paragraph.text.len() - words.len().min(paragraph.text.len());
                let origin = narrow(&paragraph.text, &(at..paragraph.text.len()), &paragraph.origin, Some(text));
                let place = Place { item: Some(paragraph.id.clone()), part: Part::Paragraph, words, origin };
                notes.find(place, said!("đoạn bị bỏ lửng bằng dấu ba chấm", "the paragraph is left open with an ellipsis"));
            }
        }
    }
}
