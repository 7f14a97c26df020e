//! A day that no calendar has.

use jiff::civil::Date;

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH204",
    name: "impossible-date",
    severity: Severity::Error,
    what: both("Ngày, tháng, quý không có trong lịch", "A day, month or quarter that is not on the calendar"),
    why: both("Không ai biết thời hạn hay văn bản nào được nói đến", "Nobody can know which day or which document is meant"),
    beyond: both("Ngày viết bằng chữ", "Days written in words"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Gửi báo cáo trước ngày 31/11/2022.", "31/11/2022"),
        bad(Body, "I. NHIỆM VỤ\n- Gửi báo cáo trong tháng 13/2022.", "13/2022"),
        bad(Body, "I. NHIỆM VỤ\n- Gửi báo cáo hằng năm trước ngày 01/6 và 15/13.", "15/13"),
        bad(Body, "I. NHIỆM VỤ\n- Gửi báo cáo hằng năm trước ngày 32 tháng 11.", "32 tháng 11"),
        bad(Body, "I. NHIỆM VỤ\n- Hoàn thành trong quý V/2022.", "quý V"),
        bad(Body, "I. NHIỆM VỤ\n- Thực hiện Kế hoạch ban hành ngày 30 tháng 02 năm 2021.", "30 tháng 02 năm 2021"),
        good(Body, "I. NHIỆM VỤ\n- Hoàn thành trong Quý IV/2022; quý 3 và quý I năm sau; mời quý vị đại biểu; 15 ngày 31 đơn vị."),
        good(Body, "I. NHIỆM VỤ\n- Gửi báo cáo trước ngày 30/11/2022 theo Nghị định số 45/2020/NĐ-CP; đạt 31/31 đơn vị; tỷ lệ 24/24."),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for (line, at) in subject.spelt(|_, word| word.starts_with(|c: char| c.is_ascii_digit()) || matches!(word, "quý" | "quí")) {
        let Some((length, holds)) = date_at(line, at) else { continue };
        notes.look();
        if !holds {
            notes.find(
                subject.place(line, line.bytes(at..at + length)),
                said!("trong lịch không có thời gian này", "the calendar has no such time"),
            );
        }
    }
}

/// How many words the date at `at` takes, and whether the calendar has it.
fn date_at(line: &Line<'_>, at: usize) -> Option<(usize, bool)> {
    let quarter = matches!(line.word(at), Some("quý" | "quí"));
    let before = at.checked_sub(1).and_then(|before| line.word(before));
    let number = |at: usize| line.word(at).and_then(|word| word.parse::<i16>().ok());
    if quarter && line.gap(at) == " " {
        let quarter = line.word(at + 1)?.split('/').next()?;
        let named = quarter.bytes().all(|c| matches!(c, b'i' | b'v' | b'x')) || quarter.len() == 1 && quarter.parse::<u8>().is_ok();
        return named.then(|| (2, ["i", "ii", "iii", "iv", "1", "2", "3", "4"].contains(&quarter)));
    }
    let parts: Vec<i16> = line.word(at)?.split('/').map(str::parse).collect::<Result<_, _>>().ok()?;
    let day = |day: i16, month: i16, year: i16| {
        let fits = |part: i16| i8::try_from(part).ok();
        fits(day).zip(fits(month)).is_some_and(|(day, month)| Date::new(year, month, day).is_ok())
    };
    match (parts.as_slice(), before) {
        ([d, m, year], _) if *year > 1900 && *year < 2200 => Some((1, day(*d, *m, *year))),
        // A leap year, since the year is not said.
        ([d, m], Some("ngày")) if *m < 100 => Some((1, day(*d, *m, 2024))),
        // The second of "ngày 01/6 và 15/11".
        ([d, m], Some("và")) if *m < 100 && at > 2 && line.word(at - 3) == Some("ngày") && line.word(at - 2)?.contains('/') => {
            Some((1, day(*d, *m, 2024)))
        }
        ([month, year], Some("tháng")) if *year > 1900 && *year < 2200 => Some((1, (1..=12).contains(month))),
        ([d], Some("ngày")) if line.word(at + 1) == Some("tháng") && line.word(at + 3) == Some("năm") => {
            Some((5, day(*d, number(at + 2)?, number(at + 4).filter(|year| *year > 1900)?)))
        }
        ([d], Some("ngày")) if line.word(at + 1) == Some("tháng") => number(at + 2).map(|month| (3, day(*d, month, 2024))),
        _ => None,
    }
}
