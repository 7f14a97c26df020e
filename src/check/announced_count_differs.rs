//! "06 lĩnh vực", and seven follow.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::{passage::Passage, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH110",
    name: "announced-count-differs",
    severity: Severity::Warning,
    what: both("Số lượng nêu ra khác số mục được liệt kê", "A count that differs from what is listed after it"),
    why: both(
        "Hoặc danh sách thừa, thiếu, hoặc con số sai: văn bản tự mâu thuẫn",
        "Either the list or the number is wrong: the text contradicts itself",
    ),
    beyond: both(
        "Chỉ so với danh sách có số trong ngoặc (1), (2)… cùng đoạn, hoặc các gạch đầu dòng ngay sau đoạn kết thúc bằng dấu hai chấm",
        "Only lists with (1), (2)… in the same paragraph, or bullets right after a paragraph that ends with a colon",
    ),
    examples: &[
        bad(
            Body,
            "I. YÊU CẦU\n- Kế hoạch bao gồm đầy đủ 02 lĩnh vực cải cách: (1) Cải cách thể chế; (2) Cải cách công vụ; (3) Cải cách tài chính công.",
            "02 lĩnh vực",
        ),
        good(
            Body,
            "I. YÊU CẦU\n- Kế hoạch bao gồm đầy đủ 03 lĩnh vực cải cách: (1) Cải cách thể chế; (2) Cải cách công vụ; (3) Cải cách tài chính công.",
        ),
        good(Body, "I. YÊU CẦU\n- Hoàn thành 15 nhiệm vụ trong năm, trong đó: (1) Cải cách thể chế; (2) Cải cách công vụ."),
    ],
    check: Code(check),
};

/// What can be counted and listed.
const NOUNS: &[&str] = &[
    "lĩnh vực",
    "nội dung",
    "nhiệm vụ",
    "nhóm",
    "mục tiêu",
    "giải pháp",
    "chỉ tiêu",
    "tiêu chí",
    "nguyên tắc",
    "yêu cầu",
    "điều kiện",
    "trường hợp",
    "bước",
    "phần",
    "loại",
    "hoạt động",
    "đề án",
    "dự án",
    "giai đoạn",
];
/// Words between the number and its list that say that not all are listed.
const PART_ONLY: &[&str] = &["trong đó", "như:", "chủ yếu", "trọng tâm", "nhất là", "trước mắt"];

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for (nth, line) in subject.lines.iter().enumerate().filter(|(_, line)| line.part == Part::Paragraph || line.part == Part::Heading) {
        let listed = match in_brackets(line) {
            Some((at, count)) => Some((at, count + areas_without_number(subject, line, count))),
            None if line.text.ends_with(':') => Some((line.text.len(), bullets(subject, nth))),
            None => None,
        };
        let Some((before, listed)) = listed.filter(|(_, listed)| *listed > 1) else { continue };
        // "a) Kế hoạch gồm 05 nhiệm vụ:" is a heading of its own before "(1) …".
        let heading = nth.checked_sub(1).and_then(|nth| subject.lines.get(nth)).filter(|other| before == 0 && other.part == Part::Heading);
        let (line, before) = heading.map_or((line, before), |heading| (heading, heading.text.len()));
        let Some((at, announced)) = announced(line, before) else { continue };
        notes.look();
        let words = line.bytes(at..at + 2);
        if announced != listed && !PART_ONLY.iter().any(|part| line.folded()[words.end..before].contains(part)) {
            let place = subject.place(line, line.bytes(at..at + 3));
            notes.find(place, said!("nêu {announced}, nhưng liệt kê {listed}", "{announced} are announced, but {listed} are listed"));
        }
    }
}

/// Where "(1)" stands and how many follow in order.
fn in_brackets(line: &Line<'_>) -> Option<(usize, usize)> {
    let first = line.text.contains('(').then(|| line.text.find("(1)")).flatten()?;
    let mut at = first;
    let mut count = 0;
    while let Some(next) = line.text[at..].find(&format!("({})", count + 1)) {
        at += next;
        count += 1;
    }
    Some((first, count))
}

/// Reform areas that the last item of a list names after its own: "(6) Chính quyền số và Công tác chỉ đạo, điều hành".
fn areas_without_number(subject: &Subject<'_>, line: &Line<'_>, count: usize) -> usize {
    let Some(at) = line.text.find(&format!("({count})")) else { return 0 };
    let end = line.text[at..].find('.').map_or(line.text.len(), |end| at + end);
    let parts = line.text[at..end].match_indices(" và ").map(|(and, words)| &line.text[at + and + words.len()..end]);
    let parts = parts.map(|part| part.split(" của ").next().unwrap_or(part));
    parts
        .filter(|part| {
            part.starts_with(char::is_uppercase)
                && subject.catalog.find("area", &Passage::from_text(part)).is_some_and(|area| area.range.start == 0)
        })
        .count()
}

/// How many bulleted paragraphs follow a line in its section.
fn bullets(subject: &Subject<'_>, nth: usize) -> usize {
    let line = &subject.lines[nth];
    let Some(entry) = subject.plan.outline.iter().find(|entry| Some(entry.id.as_str()) == line.section) else { return 0 };
    let here = entry.paragraphs.iter().position(|paragraph| paragraph.id == line.item).map_or(0, |at| at + 1);
    let own = here.checked_sub(1).and_then(|at| entry.paragraphs[at].bullet.as_ref());
    let mut after = entry.paragraphs[here..].iter().take_while(|paragraph| paragraph.bullet.is_some()).peekable();
    let bullet = after.peek().and_then(|paragraph| paragraph.bullet.clone());
    if bullet.is_none() || own == bullet.as_ref() { 0 } else { after.take_while(|paragraph| paragraph.bullet == bullet).count() }
}

/// The last number with a noun before byte `before`.
fn announced(line: &Line<'_>, before: usize) -> Option<(usize, usize)> {
    let mut found = None;
    for at in 0..line.words.len().saturating_sub(2) {
        if line.words[at + 1].range().end > before {
            break;
        }
        let number = line.word(at).filter(|word| word.len() <= 2).and_then(|word| word.parse::<usize>().ok());
        if number.is_none() {
            continue;
        }
        let words = line.bytes(at + 1..at + 3);
        let noun = NOUNS.iter().any(|noun| line.folded()[words.clone()].starts_with(noun));
        if let Some(number) = number.filter(|number| noun && *number > 1) {
            found = Some((at, number));
        }
    }
    found
}
