//! A task of the body, or a result, that was due before the act was signed.

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

pub(super) const RULE: Rule = Rule {
    code: "KH219",
    name: "past-time-in-task",
    severity: Severity::Warning,
    what: both(
        "Thời hạn trong phần lời hoặc ô kết quả đã qua khi ký",
        "A time in a task or result that had passed when the act was signed",
    ),
    why: both(
        "Không ai làm được việc phải xong trước khi có kế hoạch; thường là sai năm",
        "Nobody can do what was due before the plan; mostly the year is wrong",
    ),
    beyond: both(
        "Mốc không đứng cuối câu, cuối ý (“hồ sơ nộp trước ngày 01/7/2025 nhưng …”); ô thời gian (KH201)",
        "Times that do not end a clause (“what was handed in before … but …”), and the cells that say when (KH201)",
    ),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Công khai dự toán ngân sách năm 2022 trước ngày 31/3/2021.", "trước ngày 31/3/2021"),
        bad(
            Rows,
            "Thi tuyển công chức | Kế hoạch (tháng 7/2022); quyết định (tháng 9/2012) | Sở Nội vụ | Các sở | Tháng 9/2022",
            "tháng 9/2012",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n- Công khai dự toán ngân sách năm 2022 trước ngày 31/3/2022; tổ chức thi tuyển trong quý III/2022.\n\
             - Rà soát hồ sơ nộp trước ngày 01/7/2021 nhưng chưa giải quyết; hoàn thành trong quý I/2022.",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(issued) = subject.issued_on.filter(|_| subject.years.is_some()) else { return };
    let asks = subject.asking();
    let months = subject.spelt(|_, word| word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v')) && word.contains('/'));
    for (line, at) in months.filter(|(line, _)| line.part == Part::Results || asks.contains(line.item)) {
        let Some((first, year, month)) = due(line, at) else { continue };
        notes.look();
        if (year, month) < (i32::from(issued.year()), i32::from(issued.month())) {
            notes
                .find(
                    subject.place(line, line.bytes(first..at + 1)),
                    said!("thời hạn này ở trước ngày ký ({issued})", "this time is before the day of signing ({issued})"),
                )
                .suggest(said!("xem lại năm", "check the year"));
        }
    }
}

/// The word where a time begins that ends at word `at` and ends a clause, its year and its last month.
fn due(line: &Line<'_>, at: usize) -> Option<(usize, i32, i32)> {
    let unit = at.checked_sub(1)?;
    let before = unit.checked_sub(1).and_then(|before| line.word(before));
    let bracket = unit > 0 && line.gap(unit - 1).ends_with('(');
    let ends = at + 1 == line.words.len() || line.gap(at).starts_with(['.', ';', ')']);
    let mut parts = line.word(at)?.rsplit('/');
    let year = parts.next()?.parse::<i32>().ok().filter(|year| (1990..2100).contains(year))?;
    let (month, day) = (parts.next()?, parts.next());
    let quarter = || ["i", "ii", "iii", "iv"].iter().position(|quarter| *quarter == month).and_then(|at| i32::try_from(3 * at + 3).ok());
    let month = match (line.word(unit)?, day) {
        ("ngày", Some(_)) if before == Some("trước") => month.parse().ok()?,
        ("tháng", None) if bracket || before == Some("trong") => month.parse().ok()?,
        ("quý", None) if bracket || before == Some("trong") => quarter()?,
        _ => return None,
    };
    let first = if bracket { unit } else { unit - 1 };
    ends.then_some((first, year, month))
}
