//! Words that stand twice in a row, or a long phrase twice in a sentence.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{
        Check::Code,
        Frame::{Body, Rows},
        Rule, bad, both, good,
    },
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const IN_A_ROW: Rule = Rule {
    code: "KH706",
    name: "doubled-words",
    severity: Severity::Warning,
    what: both("Từ hoặc cụm từ lặp hai lần liền nhau", "Words that stand twice in a row"),
    why: both("Lỗi gõ, lỗi chép", "A slip of typing or copying"),
    beyond: both(
        "Từ láy và cặp hợp lệ như “Tờ trình trình” (danh mục doubled-words); lặp qua dấu câu; từ có thể thuộc hai từ ghép liền nhau chỉ là lưu ý",
        "Reduplication and lawful pairs such as “Tờ trình trình” (list doubled-words), and words repeated across a mark; what may end one compound and begin the next is information only",
    ),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Các các cơ quan, đơn vị đánh giá mức độ hoàn thành.", "Các các"),
        bad(Body, "I. NHIỆM VỤ\n- Bố trí vốn vốn đầu tư công.", "vốn vốn"),
        bad(Rows, "Báo cáo giải pháp nâng cao nâng cao Chỉ số PCI | Báo cáo | Sở Nội vụ | Các sở | Quý I/2022", "nâng cao nâng cao"),
        good(
            Rows,
            "Đề án thành lập phường | Tờ trình | Sở Nội vụ | Các sở | - Tờ trình trình phiên họp (tháng 3/2022)\nLuôn luôn đổi mới | Báo cáo | Sở Nội vụ | Các sở | Quý I/2022",
        ),
    ],
    check: Code(in_a_row),
};

pub(super) const IN_A_SENTENCE: Rule = Rule {
    code: "KH707",
    name: "phrase-repeated-in-sentence",
    severity: Severity::Warning,
    what: both("Cụm từ dài lặp lại trong một câu", "A long phrase that is repeated within a sentence"),
    why: both("Câu rườm rà hoặc chép thừa", "The sentence is clumsy, or copied twice"),
    beyond: both(
        "Cụm từ ngắn hơn 9 từ; phần lặp trong liệt kê (“… và …”, ngăn bằng dấu chấm phẩy); văn bản không phải kế hoạch, đoạn không phải nhiệm vụ, chỉ tiêu",
        "Phrases of fewer than 9 words, lists (“… và …”, parted by semicolons), acts that are no plans, and what is no task or target",
    ),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Rà soát biên chế sự nghiệp hưởng lương từ ngân sách nhà nước, năm 2022 giảm biên chế sự nghiệp hưởng lương từ ngân sách nhà nước.",
            "biên chế sự nghiệp hưởng lương từ ngân sách nhà nước",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n- Rà soát biên chế sự nghiệp hưởng lương từ ngân sách nhà nước; quản lý biên chế công chức của các cơ quan.",
        ),
    ],
    check: Code(in_a_sentence),
};

/// Longest phrase that is looked for twice in a row.
const LONGEST: usize = 4;
/// Words of a phrase that should not stand twice in a sentence, and how near.
const PHRASE: usize = 9;
const NEAR: usize = 6;

/// Words that never end one compound and begin the next.
const FUNCTION: &[&str] = &[
    "các", "những", "của", "và", "với", "cho", "là", "được", "để", "theo", "tại", "đến", "này", "về", "trên", "khi", "sẽ", "đã", "đang",
    "do", "hoặc", "cũng", "không", "trong", "bởi", "nhằm", "đối", "như", "thì", "mà",
];

fn in_a_row(subject: &Subject<'_>, notes: &mut Notes) {
    let list = subject.catalog.list("doubled-words");
    for line in subject.lines.iter().filter(|line| line.part != Part::Cell) {
        notes.look();
        let mut at = 0;
        while at < line.words.len() {
            let length = (1..=LONGEST).rev().find(|&length| twice(line, at, length));
            let Some(length) = length else {
                at += 1;
                continue;
            };
            let word = line.word(at).unwrap_or("");
            let lawful = length == 1 && list.is_some_and(|list| list.row(word).is_some());
            let figures = (at..at + length).any(|at| line.word(at).is_some_and(|word| word.bytes().any(|c| c.is_ascii_digit())));
            let short = length == 1 && word.chars().count() < 2;
            if !lawful && !figures && !short {
                let once = line.text[line.bytes(at..at + length)].to_owned();
                let slip = length > 1 || FUNCTION.contains(&word) || begins_compound(subject, line, at);
                let severity = if slip { Severity::Warning } else { Severity::Info };
                notes
                    .find(subject.place(line, line.bytes(at..at + 2 * length)), said!("lặp “{once}”", "“{once}” stands twice"))
                    .grave(severity)
                    .replace_with(&once);
            }
            at += 2 * length;
        }
    }
}

/// "kế kế hoạch" is a slip, "truyền thông thông tin" is none: there the first of the two ends a compound that the document has elsewhere.
fn begins_compound(subject: &Subject<'_>, line: &Line<'_>, at: usize) -> bool {
    let count = |one: Option<&str>, next: Option<&str>| one.zip(next).map_or(0, |(one, next)| subject.phrase(&[one, next]).count());
    let before = at.checked_sub(1).filter(|&before| line.gap(before) == " ").and_then(|before| line.word(before));
    // "di động động tại": the second of the two begins nothing either.
    let ends = line.word(at + 2).is_some_and(|next| FUNCTION.contains(&next)) && line.gap(at + 1) == " ";
    ends || count(before, line.word(at)) <= 1 && count(line.word(at + 1), line.word(at + 2)) > 1
}

/// True where the `length` words at `at` stand again right after, with nothing but a space between.
fn twice(line: &Line<'_>, at: usize, length: usize) -> bool {
    line.words.get(at + length).is_some_and(|again| again.form == line.words[at].form)
        && at + 2 * length <= line.words.len()
        && (1..length).all(|nth| line.same(at + nth, at + length + nth))
        && (at..at + 2 * length - 1).all(|at| line.gap(at) == " ")
}

fn in_a_sentence(subject: &Subject<'_>, notes: &mut Notes) {
    // Regulations must name the same things in every clause.
    if subject.years.is_none() {
        return;
    }
    let asks = subject.asking();
    for line in subject.lines.iter().filter(|line| line.part == Part::Name || asks.contains(line.item)) {
        notes.look();
        let mut at = 0;
        while at + 2 * PHRASE <= line.words.len() {
            let farthest = (at + 2 * PHRASE + NEAR).min(line.words.len() + 1 - PHRASE);
            let form = line.words[at].form;
            let mut near = line.words[at + PHRASE..farthest].iter().zip(at + PHRASE..).filter(|(word, _)| word.form == form);
            let again = near.find(|(_, again)| (1..PHRASE).all(|nth| line.same(again + nth, at + nth))).map(|(_, again)| again);
            let Some(again) = again.filter(|&again| !(at..again).any(|at| line.gap(at).contains([';', '.', '“', '”', '(', ')', ':'])))
            else {
                at += 1;
                continue;
            };
            let length = (0..line.words.len() - again).take_while(|&nth| line.same(again + nth, at + nth) && at + nth < again).count();
            let far = again > at + length + NEAR;
            let listed = far || line.word(again - 1) == Some("và") || line.gap(again - 1).contains(',');
            if listed {
                at += PHRASE;
                continue;
            }
            notes.find(
                subject.place(line, line.bytes(again..again + length)),
                said!("cụm từ này đã có ngay trước trong câu", "this phrase stands in the same sentence already"),
            );
            at = again + length;
        }
    }
}
