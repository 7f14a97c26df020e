//! Marks and spaces where none belong.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const AFTER_PREPOSITION: Rule = Rule {
    code: "KH713",
    name: "mark-after-preposition",
    severity: Severity::Warning,
    what: both("Dấu câu ngay sau giới từ, liên từ", "A mark right after a preposition or conjunction"),
    why: both("“tại;”, “của,” là lỗi gõ hoặc mất từ phía sau", "“tại;” is a slip, or words are lost after it"),
    beyond: both("Dấu hai chấm mở danh sách; từ cuối đoạn", "Colons that open a list, and the end of a paragraph"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Thực hiện ở cấp huyện và cấp xã; tại; Bộ phận một cửa.", "tại;"),
        good(Body, "I. NHIỆM VỤ\n- Thực hiện ở cấp huyện và cấp xã; tại Bộ phận một cửa; các nơi khác."),
    ],
    check: Code(after_preposition),
};

pub(super) const SPACES: Rule = Rule {
    code: "KH714",
    name: "space-around-mark",
    severity: Severity::Info,
    what: both("Khoảng trắng thừa hoặc thiếu quanh dấu câu", "A space too many or too few around a mark"),
    why: both(
        "“2022 -2025”, “lần/ năm”, “Tài nguyên- Môi trường”: lỗi trình bày, làm sai khi máy đọc",
        "“2022 -2025”, “lần/ năm”: a slip that also misleads programs",
    ),
    beyond: both(
        "Gạch nối có khoảng trắng hai bên; dấu câu đầu dòng",
        "Dashes with a space on both sides, and marks at the start of a line",
    ),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Thực hiện Đề án giai đoạn 2022 -2025.", "2022 -2025"),
        good(Body, "I. NHIỆM VỤ\n- Thực hiện Đề án giai đoạn 2022 - 2025; 2 lần/năm; kinh tế - xã hội."),
    ],
    check: Code(spaces),
};

pub(super) const BRACKETS: Rule = Rule {
    code: "KH715",
    name: "bracket-without-its-pair",
    severity: Severity::Info,
    what: both("Ngoặc mở không có ngoặc đóng, hoặc ngược lại", "A bracket without its other half"),
    why: both("Mất dấu hoặc mất phần trong ngoặc", "The mark, or what stood in the brackets, is lost"),
    beyond: both("Số mục a), 1) và tham chiếu kiểu “điểm a)”", "Markers such as a) and 1)"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Triển khai tại các huyện (Quỳnh Nhai, Thuận Châu trong năm 2022.", "(Quỳnh Nhai"),
        good(Body, "I. NHIỆM VỤ\n- Triển khai tại các huyện (Quỳnh Nhai, Thuận Châu) trong năm 2022; theo điểm a), b) khoản 1."),
    ],
    check: Code(brackets),
};

pub(super) const AND_BEFORE_YEAR: Rule = Rule {
    code: "KH717",
    name: "and-before-year",
    severity: Severity::Warning,
    what: both("Chữ “và” thừa trước “năm …”, hoặc mất từ", "A stray “và” before “năm …”, or words lost"),
    why: both(
        "“kế hoạch đầu tư công và năm 2022”: trước “và” không có năm nào khác",
        "“kế hoạch đầu tư công và năm 2022”: there is no other year before the “và”",
    ),
    beyond: both("Câu có một mốc thời gian khác ở trước", "Sentences that name another time before"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Tham mưu thực hiện kế hoạch đầu tư công và năm 2022.", "và năm 2022"),
        good(
            Body,
            "I. NHIỆM VỤ\n- Tổng kết năm 2021 và năm 2022; báo cáo quý, 6 tháng và năm 2022; kế hoạch giai đoạn 2021-2025 và năm 2022; kết quả hằng năm và năm 2022.",
        ),
    ],
    check: Code(and_before_year),
};

fn and_before_year(subject: &Subject<'_>, notes: &mut Notes) {
    const TIMES: &[&str] = &["năm", "quý", "tháng", "tuần", "ngày", "đoạn", "kỳ", "hạn", "nay", "trước"];
    for (line, at) in subject.phrase(&["và", "năm"]).filter(|(line, _)| line.is_prose()) {
        let year = line.word(at + 2).is_some_and(|word| word.len() == 4 && word.parse::<u32>().is_ok());
        notes.look();
        let timed = |at: usize| line.word(at).is_some_and(|word| TIMES.contains(&word) || word.bytes().any(|c| c.is_ascii_digit()));
        if year && !(0..at).any(timed) {
            notes.find(subject.place(line, line.bytes(at..at + 3)), said!("“và” thừa, hoặc thiếu từ", "a stray “và”, or words are lost"));
        }
    }
}

fn after_preposition(subject: &Subject<'_>, notes: &mut Notes) {
    const PREPOSITIONS: &[&str] = &["tại", "của", "và", "với", "cho", "đối", "trên", "bởi", "vì", "nhằm", "hoặc"];
    for (line, at) in subject.spelt(|_, word| PREPOSITIONS.contains(&word)).filter(|(line, _)| line.is_prose()) {
        if at + 1 < line.words.len() {
            notes.look();
            let gap = line.gap(at);
            // A quotation or brackets may follow; "tương đối;" and "cơ bản và:" are no slips of this kind.
            let stray = gap.starts_with([';', ',', '.']) && !gap.contains(['“', '"', '(', ':']) && !gap.starts_with("..");
            let compound = at.checked_sub(1).and_then(|at| line.word(at)).is_some_and(|before| {
                matches!(
                    (before, line.word(at)),
                    ("tương" | "phản" | "cân" | "đến" | "tuyệt", Some("đối"))
                        | ("hiện" | "tồn", Some("tại"))
                        | ("trở" | "cấp" | "nêu" | "đề" | "bên" | "ở" | "lên" | "phía", Some("trên"))
                        | ("đơn" | "bài", Some("vì"))
                        | (_, Some("trên"))
                )
            });
            let compound = compound || matches!(line.word(at), Some("vì" | "cho" | "với" | "đối")) && gap.starts_with(',');
            if stray && !compound && line.gap(at).len() < 4 {
                let range = line.words[at].range().start..line.words[at].range().end + 1;
                notes.find(
                    subject.place(line, range),
                    said!("dấu câu thừa, hoặc thiếu từ sau giới từ", "a stray mark, or words lost after the preposition"),
                );
            }
        }
    }
}

fn spaces(subject: &Subject<'_>, notes: &mut Notes) {
    for line in &subject.lines {
        notes.look();
        for at in 0..line.words.len().saturating_sub(1) {
            let gap = line.gap(at);
            let odd = match gap {
                " -" | "- " | " –" | "– " => true,
                "/ " | " /" => true,
                _ => {
                    gap.starts_with([' ']) && gap.len() == 3 && gap.ends_with(' ') && [",", ";", "."].iter().any(|mark| gap.trim() == *mark)
                }
            };
            if odd && !opens_item(line, at) {
                notes.find(
                    subject.place(line, line.bytes(at..at + 2)),
                    said!("khoảng trắng quanh dấu không cân", "the spaces around the mark are uneven"),
                );
                break;
            }
        }
    }
}

/// "… ; - Kế hoạch": a dash that opens an item within a cell, or a number with a sign.
fn opens_item(line: &Line<'_>, at: usize) -> bool {
    line.text[line.words[at].range().end..].starts_with("- ")
        && line.printed(at + 1).is_some_and(|word| word.starts_with(char::is_uppercase))
        && !line.printed(at).is_some_and(|word| word.starts_with(char::is_uppercase) || word.ends_with(char::is_alphabetic))
}

fn brackets(subject: &Subject<'_>, notes: &mut Notes) {
    for line in subject.prose() {
        if !line.text.contains('(') {
            continue;
        }
        notes.look();
        let mut open: Option<usize> = None;
        for (at, c) in line.text.char_indices() {
            match c {
                '(' => open = open.or(Some(at)),
                ')' if open.is_some() => open = None,
                _ => {}
            }
        }
        // A bracket that closes nothing is mostly a marker: "a)".
        if let Some(at) = open {
            let end = line.text[at..].char_indices().nth(24).map_or(line.text.len(), |(more, _)| at + more);
            notes.find(subject.place(line, at..end), said!("ngoặc này không được đóng", "this bracket is not closed"));
        }
    }
}
