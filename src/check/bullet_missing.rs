//! The only paragraph of a list without a bullet.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Entry, Paragraph, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH510",
    name: "bullet-missing",
    severity: Severity::Warning,
    what: both("Một đoạn trong danh sách thiếu gạch đầu dòng", "One paragraph of a list lacks its bullet"),
    why: both("Đoạn đó bị hiểu là phần tiếp của gạch đầu dòng trước", "It reads as if it went on with the one before"),
    beyond: both("Đoạn dẫn ở đầu và đoạn kết ở cuối danh sách", "Paragraphs before and after a list"),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Triển khai Đề án đổi mới cơ chế một cửa.\nNâng cao chất lượng hoạt động của Bộ phận một cửa cấp xã.\n- Rà soát thủ tục.\n- Số hóa hồ sơ.\n- Công khai kết quả.",
            "Nâng cao chất lượng",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\nCác cơ quan tập trung:\n- Triển khai Đề án.\n- Rà soát thủ tục.\n- Số hóa hồ sơ.\nGiao Sở Nội vụ theo dõi.",
        ),
    ],
    check: Code(check),
};

/// Words that begin a second sentence of the bullet before.
const CONNECTIVES: &[&str] = &[
    "Khi ",
    "Trường hợp",
    "Riêng",
    "Đối với",
    "Trong đó",
    "Đồng thời",
    "Ngoài ra",
    "Cụ thể",
    "Theo ",
    "Việc ",
    "Sau ",
    "Trước ",
    "Nếu ",
    "Trên cơ sở",
    "Căn cứ",
    "Các ",
    "Qua đó",
];

/// A list has at least so many bullets.
const LIST: usize = 4;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for entry in &subject.plan.outline {
        let bulleted = entry.paragraphs.iter().filter(|paragraph| paragraph.bullet.as_deref() == Some("-")).count();
        if bulleted < LIST {
            continue;
        }
        notes.look();
        let bare: Vec<usize> = (0..entry.paragraphs.len()).filter(|&at| is_bare(&entry.paragraphs[at])).collect();
        let [only] = bare.as_slice() else { continue };
        if *only > 0 && *only + 1 < entry.paragraphs.len() && stands_alone(entry, *only) {
            let paragraph = &entry.paragraphs[*only];
            notes
                .find(
                    Place::of(&paragraph.id, Part::Paragraph, &paragraph.text, &paragraph.origin),
                    said!("thiếu gạch đầu dòng như các đoạn khác", "it lacks the bullet of the others"),
                )
                .suggest(said!("thêm “- ”", "add “- ”"));
        }
    }
}

fn is_bare(paragraph: &Paragraph) -> bool {
    paragraph.bullet.is_none() && paragraph.cells.is_empty()
}

/// A sentence of its own between two bullets, which does not lead to a list.
fn stands_alone(entry: &Entry, at: usize) -> bool {
    let text = &entry.paragraphs[at].text;
    let before = &entry.paragraphs[at - 1];
    let page =
        |paragraph: &Paragraph, last: bool| if last { paragraph.origin.last() } else { paragraph.origin.first() }.and_then(|at| at.page);
    // What a page break cuts off is the rest of the bullet before.
    let closed = !before.text.ends_with(':') && page(before, true) == page(&entry.paragraphs[at], false);
    let goes_on = CONNECTIVES.iter().any(|word| text.starts_with(word));
    closed && !goes_on && !text.ends_with(':') && text.starts_with(char::is_uppercase) && text.chars().count() > 20
}
