//! A plan whose purpose is to carry out itself.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
    words::folded,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH419",
    name: "plan-that-serves-itself",
    severity: Severity::Info,
    what: both("Mục đích của kế hoạch là thực hiện chính kế hoạch đó", "A plan whose purpose is to carry out itself"),
    why: both("Mục đích phải dẫn văn bản cấp trên mà kế hoạch thực hiện", "The purpose names what the plan serves; itself says nothing"),
    beyond: both("Tên kế hoạch được viết khác với trích yếu", "The plan's title in other words than its own"),
    examples: &[
        bad(
            Body,
            "I. MỤC ĐÍCH\n- Triển khai hiệu quả Chương trình tổng thể và Kế hoạch cải cách hành chính năm 2022 của UBND tỉnh.",
            "Kế hoạch cải cách hành chính năm 2022",
        ),
        good(
            Body,
            "I. MỤC ĐÍCH\n- Triển khai hiệu quả Kế hoạch cải cách hành chính giai đoạn 2021-2025 của UBND tỉnh.\n\
             II. NHIỆM VỤ\n- Báo cáo kết quả thực hiện Kế hoạch cải cách hành chính năm 2022 của tỉnh.",
        ),
    ],
    check: Code(check),
};

/// Words of a title that a mention of it may leave out.
const FREE: &[&str] = &["nhà", "nước", "tỉnh", "của", "trên", "địa", "bàn"];

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let (Some(title), Some((_, last))) = (subject.plan.plan.title.as_deref(), subject.years) else { return };
    let year = last.to_string();
    let title = folded(title);
    // What it is about, and for which year: between them a province and the like may stand.
    let Some(about) = title.get(..4).filter(|about| title.contains(&year) && !about.contains(&year)) else { return };
    let phrase: Vec<&str> = ["kế", "hoạch"].into_iter().chain(about.iter().map(String::as_str)).collect();
    let purposes = subject.plan.outline.iter().filter(|entry| entry.title.as_deref().is_some_and(|title| serves(&folded(title))));
    let purposes: Vec<&str> = purposes.map(|entry| entry.id.as_str()).collect();
    for (line, at) in subject.phrase(&phrase).filter(|(line, _)| line.part == Part::Paragraph) {
        if !line.section.is_some_and(|section| purposes.contains(&section)) {
            continue;
        }
        notes.look();
        let rest = at + phrase.len();
        let free = (rest..line.words.len()).take_while(|&at| line.word(at).is_some_and(|word| FREE.contains(&word))).count();
        let named = line.word(rest + free) == Some("năm") && line.word(rest + free + 1) == Some(&year);
        if named {
            notes.find(subject.place(line, line.bytes(at..rest + free + 2)), said!("đây chính là kế hoạch này", "that is this very plan"));
        }
    }
}

/// True for the heading of a plan's purpose.
fn serves(title: &[String]) -> bool {
    title.windows(2).any(|pair| pair[0] == "mục" && pair[1] == "đích")
}
