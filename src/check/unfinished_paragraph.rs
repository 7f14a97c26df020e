//! Paragraphs that are left open.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH708",
    name: "unfinished-with-ellipsis",
    severity: Severity::Warning,
    what: both("Đoạn kết thúc bằng dấu ba chấm", "A paragraph that ends with an ellipsis"),
    why: both("Nội dung giao nhiệm vụ bị bỏ lửng: không biết còn phải làm gì", "What is asked is left open: nobody knows what else is meant"),
    beyond: both("Dấu ba chấm giữa đoạn; mẫu biểu để trống", "Ellipses within a paragraph, and blanks of forms"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Trang bị máy tính, máy in, máy quét tại Bộ phận một cửa hiện đại...", "hiện đại..."),
        good(Body, "I. NHIỆM VỤ\n- Trang bị máy tính, máy in... tại Bộ phận một cửa."),
    ],
    check,
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for entry in &subject.plan.outline {
        for paragraph in entry.paragraphs.iter().filter(|paragraph| paragraph.cells.is_empty()) {
            notes.look();
            let text = paragraph.text.trim_end_matches(['.', '…', ' ', ';']);
            let tail = &paragraph.text[text.len()..];
            let open = (tail.contains("...") || tail.contains('…')) && tail.len() < 6;
            let blanks = paragraph.text.contains("....") || paragraph.text.contains("…………");
            if open && !blanks && text.split_whitespace().count() > 6 {
                let last: Vec<&str> = paragraph.text.split_whitespace().rev().take(3).collect();
                let words = last.into_iter().rev().collect::<Vec<_>>().join(" ");
                let place = Place::of(&paragraph.id, Part::Paragraph, &words, &paragraph.origin);
                notes.find(place, said!("đoạn bị bỏ lửng bằng dấu ba chấm", "the paragraph is left open with an ellipsis"));
            }
        }
    }
}
