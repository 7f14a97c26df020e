//! 3022, 2202, 202: a year that is one digit away from a sensible one.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH205",
    name: "year-digits-off",
    severity: Severity::Warning,
    what: both("Năm ở quá xa, có vẻ sai một chữ số", "A year that is far off, as if one digit were wrong"),
    why: both("OCR và người gõ hay nhầm 2022 thành 2032, 3022, 202", "OCR and typists turn 2022 into 2032, 3022 or 202"),
    beyond: both("Năm từ 1945 đến 50 năm sau kỳ kế hoạch", "Years from 1945 to 50 years after the plan"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Hoàn thành trong tháng 12/3022.", "12/3022"),
        bad(Body, "I. NHIỆM VỤ\n- Báo cáo kết quả năm 202.", "năm 202"),
        good(Body, "I. NHIỆM VỤ\n- Quy hoạch đến năm 2030, tầm nhìn đến năm 2050; 75 năm thành lập nước, từ năm 1945; 5 năm 200 tỷ đồng."),
    ],
    check: Code(check),
};

const EARLIEST: i32 = 1945;
/// Visions reach this far beyond a plan.
const VISION: i32 = 50;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(last) = subject.years.map(|(_, last)| last).or(subject.issued_on.map(|day| i32::from(day.year()))) else { return };
    for (line, at) in subject.spelt(|word, _| word.ends_with(|c: char| c.is_ascii_digit())) {
        let Some((from, year)) = year_at(line, at) else { continue };
        notes.look();
        if year < EARLIEST || year > last + VISION {
            let place = subject.place(line, line.bytes(from..at + 1));
            notes.find(place, said!("năm {year} có vẻ sai chữ số", "the year {year} seems to have a wrong digit"));
        }
    }
}

/// The year that ends at word `at`, and the word where its words begin.
fn year_at(line: &Line<'_>, at: usize) -> Option<(usize, i32)> {
    let word = line.word(at)?;
    let number = |word: &str| word.parse::<i32>().ok().filter(|year| *year >= 1000);
    if let Some((before, year)) = word.rsplit_once('/') {
        let last = before.rsplit('/').next().unwrap_or("");
        let figures = before.chars().all(|c| c.is_ascii_digit() || c == '/') && last.parse().is_ok_and(|month| (1..=12).contains(&month));
        let month = figures || matches!(last, "i" | "ii" | "iii" | "iv");
        // A decree's year stands before the next slash; here the word ends.
        return number(year).filter(|_| month).map(|year| (at, year));
    }
    let before = at.checked_sub(1)?;
    // "5 năm 200 tỷ" counts years, "năm 202" names one.
    let counted = before.checked_sub(1).and_then(|at| line.word(at)).is_some_and(|word| word.parse::<u32>().is_ok());
    let ends = !line.gap(at).trim().is_empty() || at + 1 == line.words.len();
    if line.word(before) != Some("năm") || counted || !word.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    match word.len() {
        4 => number(word).map(|year| (before, year)),
        3 | 5 if ends && word.starts_with(['1', '2']) => word.parse().ok().map(|year| (before, year)),
        _ => None,
    }
}
