//! The plan's own year, written otherwise in the sentence that issues it, in an article or over its annex.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH218",
    name: "plan-year-that-differs",
    severity: Severity::Error,
    what: both("Năm của chính kế hoạch ghi khác nhau ở các phần", "The plan's own year differs between its parts"),
    why: both(
        "Thường là chép từ kế hoạch năm trước mà chưa sửa hết năm; tên ở quyết định, kế hoạch và phụ lục phải giống nhau",
        "Mostly the plan of the year before was copied and not all years were changed; the title must be the same in all parts",
    ),
    beyond: both(
        "Kế hoạch nhiều năm; năm ở nơi khác ngoài câu ban hành, điều ban hành và tên phụ lục",
        "Plans of several years; years elsewhere than in the sentence or article that issues it and in the annex's title",
    ),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2022\n\n\
             Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính năm 2021 như sau:\n\nI. NHIỆM VỤ\n\n- Rà soát văn bản.\n",
            "năm 2021",
        ),
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2022\n\n\
             I. NHIỆM VỤ\n\n- Rà soát văn bản.\n\nPHỤ LỤC\n\nDANH MỤC NHIỆM VỤ NĂM 2021\n\nSTT\tNhiệm vụ\tChủ trì\tThời gian\n1\tRà soát\tSở Tư pháp\tQuý I/2022\n",
            "NĂM 2021",
        ),
        good(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2022\n\n\
             Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021, Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính năm 2022 như sau:\n\n\
             I. NHIỆM VỤ\n\n- Rà soát các tồn tại của Kế hoạch cải cách hành chính năm 2021.\n",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some((_, year)) = subject.years.filter(|(first, last)| *first == Some(*last)) else { return };
    for line in subject.lines.iter().filter(|line| !line.words.is_empty()) {
        let Some(from) = names_the_plan(line) else { continue };
        let years = (from..line.words.len()).filter(|&at| at > 0 && line.word(at - 1) == Some("năm"));
        // "ngày 15 tháng 7 năm 2021" is another act's day.
        let years = years.filter(|&at| at < 3 || line.word(at - 3) != Some("tháng"));
        let years: Vec<(usize, i32)> = years.filter_map(|at| Some((at, line.word(at)?.parse().ok()?))).collect();
        let [(at, own)] = years.as_slice() else { continue };
        notes.look();
        if *own != year {
            let place = subject.place(line, line.bytes(at - 1..at + 1));
            notes.find(place, said!("kế hoạch này là của năm {year}", "this is the plan of {year}"));
        }
    }
}

/// The word from which a line says what the plan is called.
fn names_the_plan(line: &Line<'_>) -> Option<usize> {
    let issues = || (0..line.words.len()).rev().find(|&at| line.word(at) == Some("hành") && line.word(at + 1) == Some("kế"));
    match line.part {
        Part::Paragraph
            if line.words.len() > 1 && line.word(line.words.len() - 2) == Some("như") && line.word(line.words.len() - 1) == Some("sau") =>
        {
            issues()
        }
        Part::Article if line.folded().contains("ban hành kèm theo") => (0..line.words.len()).find(|&at| line.word(at) == Some("kế")),
        Part::Heading if line.item.starts_with("PL") && !line.item.contains('.') => Some(0),
        _ => None,
    }
}
