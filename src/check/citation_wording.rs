//! Citations without the word "số", and two citations with nothing between them.

use super::{
    cited_act::place,
    notes::{Notes, said},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const WITHOUT_SO: Rule = Rule {
    code: "KH413",
    name: "number-without-word",
    severity: Severity::Info,
    what: both("Thiếu chữ “số” trước số văn bản", "The word “số” missing before a number"),
    why: both(
        "Viện dẫn ghi tên loại rồi “số” (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6)",
        "Citations say type, then “số” (Decree 30/2020/NĐ-CP, Annex I, II.6)",
    ),
    beyond: both("Văn bản không chỗ nào ghi “số”", "Documents that never write it"),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Nghị định 120/2020/NĐ-CP ngày 07/10/2020.\n- Thực hiện Nghị định số 107/2020/NĐ-CP ngày 14/9/2020.",
            "Nghị định 120/2020/NĐ-CP",
        ),
        good(Body, "I. NHIỆM VỤ\n- Thực hiện Nghị định số 120/2020/NĐ-CP ngày 07/10/2020."),
    ],
    check: Code(without_so),
};

pub(super) const RUN_TOGETHER: Rule = Rule {
    code: "KH414",
    name: "citations-run-together",
    severity: Severity::Warning,
    what: both("Hai văn bản viện dẫn liền nhau không có dấu ngăn cách", "Two citations with no mark between them"),
    why: both("Người đọc hiểu văn bản sau là một phần tên của văn bản trước", "The second act reads as part of the title of the first"),
    beyond: both("Văn bản thứ nhất của đoạn", "The first citation of a paragraph"),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Nghị định số 62/2020/NĐ-CP về vị trí việc làm và biên chế công chức Nghị định số 106/2020/NĐ-CP về số lượng người làm việc.",
            "Nghị định số 106/2020/NĐ-CP",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Nghị định số 62/2020/NĐ-CP về vị trí việc làm và biên chế công chức; Nghị định số 106/2020/NĐ-CP sửa đổi Nghị định số 41/2012/NĐ-CP.",
        ),
    ],
    check: Code(run_together),
};

fn without_so(subject: &Subject<'_>, notes: &mut Notes) {
    let citations = &subject.plan.citations;
    let numbered = |text: &str| text.split_whitespace().any(|word| word.eq_ignore_ascii_case("số"));
    if !citations.iter().any(|citation| numbered(&citation.text)) {
        return;
    }
    for citation in citations {
        let (Some(kind), Some(_)) = (&citation.r#type, &citation.number) else { continue };
        notes.look();
        let after = citation.text.strip_prefix(kind.as_str()).map(str::trim_start);
        if after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit())) {
            notes
                .find(place(citation), said!("thiếu chữ “số”", "the word “số” is missing"))
                .suggest(said!("viết “{kind} số …”", "write “{kind} số …”"));
        }
    }
}

/// Words after which an act may follow without a mark.
const LEADS_ON: &[&str] = &[
    "theo", "của", "tại", "và", "bằng", "hiện", "với", "vào", "kèm", "từ", "trong", "sung", "thế", "bỏ", "đổi", "do", "về", "hoặc", "các",
    "những", "đến", "cho", "qua", "cứ", "dụng", "dẫn", "hành", "thi", "khai", "ngoài", "là", "như", "trước", "sau", "khi", "tinh", "thần",
    "này", "cùng", "ở", "gồm", "kể", "đó", "điều", "khoản", "điểm", "mục", "chương", "cả", "hai", "một", "số", "dung", "định", "thuộc",
    "dưới", "để", "có", "được", "hợp", "còn", "thay", "rồi", "thì", "luật", "lục", "ngày", "i", "ii", "iii", "iv", "v", "vi", "khoá",
    "khóa", "bởi", "nghị", "thông", "phần", "sửa", "kết", "chỉ", "quyết", "đúng", "chính", "tiết",
];

fn run_together(subject: &Subject<'_>, notes: &mut Notes) {
    let number = |word: &str, _: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('/') && word.contains('-');
    let numbers: Vec<(&Line<'_>, usize)> = subject.spelt(number).filter(|(line, _)| line.is_prose()).collect();
    for numbers in numbers.chunk_by(|(one, _), (next, _)| std::ptr::eq(*one, *next)) {
        let mut cited_before = false;
        for &(line, at) in numbers {
            let Some(first) = kind_before(line, at) else { continue };
            if cited_before {
                notes.look();
                let before = first.checked_sub(1);
                let runs_on = before.is_some_and(|before| {
                    let word = line.word(before).unwrap_or("");
                    line.gap(before) == " " && !LEADS_ON.contains(&word) && word.chars().all(char::is_alphabetic) && word.len() > 1
                });
                if runs_on {
                    let place = subject.place(line, line.bytes(first..at + 1));
                    notes
                        .find(place, said!("thiếu dấu ngăn cách trước văn bản này", "a mark is missing before this act"))
                        .suggest(said!("thêm dấu chấm phẩy", "add a semicolon"));
                }
            }
            cited_before = true;
        }
    }
}

/// The word where "Nghị định số" before a number begins.
fn kind_before(line: &Line<'_>, number: usize) -> Option<usize> {
    const KINDS: &[[&str; 2]] = &[["nghị", "định"], ["quyết", "định"], ["thông", "tư"], ["nghị", "quyết"], ["chỉ", "thị"], ["kế", "hoạch"]];
    let last = if line.word(number.checked_sub(1)?)? == "số" { number - 1 } else { number };
    let first = last.checked_sub(2)?;
    let capital = line.printed(first)?.starts_with(char::is_uppercase);
    let known = KINDS.iter().any(|kind| line.word(first) == Some(kind[0]) && line.word(first + 1) == Some(kind[1]));
    (capital && known).then_some(first)
}
