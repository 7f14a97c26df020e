//! Data windows of reports that overlap or leave days out.

use jiff::{ToSpan as _, civil::Date};

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{ReportPeriod, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH206",
    name: "report-windows-that-do-not-meet",
    severity: Severity::Error,
    what: both("Kỳ số liệu của các báo cáo chồng lên nhau hoặc bỏ sót ngày", "Data windows of reports that overlap or leave a gap"),
    why: both(
        "Công văn 581/BNV-CCHC: quý III tính từ 15/6 đến 14/9; kỳ sau bắt đầu đúng ngày sau khi kỳ trước kết thúc, nếu không số liệu bị tính hai lần hoặc bị sót",
        "Official letter 581/BNV-CCHC: the third quarter runs from 15/6 to 14/9; a window that does not begin on the day after another counts days twice or not at all",
    ),
    beyond: both("Kỳ bắt đầu từ đầu năm báo cáo", "Windows that begin with the year of reporting"),
    examples: &[
        bad(
            Body,
            "I. BÁO CÁO\n- Báo cáo Quý I/2022: Số liệu từ ngày 15/12/2021 đến ngày 14/3/2022.\n- Báo cáo 6 tháng đầu năm 2022: Số liệu từ ngày 15/12/2021 \
             đến ngày 14/6/2022.\n- Báo cáo Quý III/2022: Số liệu từ ngày 14/6/2022 đến ngày 14/9/2022.",
            "14/6/2022",
        ),
        good(
            Body,
            "I. BÁO CÁO\n- Báo cáo Quý I/2022: Số liệu từ ngày 15/12/2021 đến ngày 14/3/2022.\n- Báo cáo 6 tháng đầu năm 2022: Số liệu từ ngày 15/12/2021 \
             đến ngày 14/6/2022.\n- Báo cáo Quý III/2022: Số liệu từ ngày 15/6/2022 đến ngày 14/9/2022.",
        ),
    ],
    check: Code(check),
};

/// A gap or an overlap of more days is another calendar, not a slip.
const NEAR: i32 = 20;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let periods = &subject.plan.reports.periods;
    let day = |day: &str| day.parse::<Date>().ok();
    let Some(earliest) = periods.iter().filter_map(|period| day(&period.from)).min() else { return };
    let ends: Vec<Date> = periods.iter().filter_map(|period| day(&period.to)).collect();
    for period in periods {
        let (Some(from), Some(to)) = (day(&period.from), day(&period.to)) else { continue };
        notes.look();
        let place = || window(subject, period);
        if to < from {
            notes.find(place(), said!("ngày cuối {to} ở trước ngày đầu {from}", "the last day, {to}, is before the first, {from}"));
            continue;
        }
        let Some(eve) = from.checked_sub(1.day()).ok().filter(|_| from > earliest) else { continue };
        let off = |end: &Date| end.until(eve).map_or(i32::MAX, |span| span.get_days());
        let Some(nearest) = ends.iter().min_by_key(|end| off(end).abs()) else { continue };
        let days = off(nearest);
        if days != 0 && days.abs() <= NEAR {
            let right = nearest.checked_add(1.day()).unwrap_or(from);
            let (over, gap) = (days.abs(), days);
            let said = if days < 0 {
                said!(
                    "kỳ này bắt đầu {from}, chồng {over} ngày lên kỳ kết thúc {nearest}",
                    "this window begins on {from} and overlaps the one that ends on {nearest} by {over} day(s)"
                )
            } else {
                said!(
                    "giữa kỳ kết thúc {nearest} và kỳ này, bắt đầu {from}, sót {gap} ngày",
                    "{gap} day(s) are left out between {nearest} and {from}, where this window begins"
                )
            };
            notes.find(place(), said).suggest(said!("bắt đầu từ {right}", "begin on {right}"));
        }
    }
}

/// Where the two days of a window stand; the whole entry where they are written out in words.
fn window(subject: &Subject<'_>, period: &ReportPeriod) -> Place {
    let item = subject.item_at(&period.origin);
    let printed = |day: &str| day.parse::<Date>().ok().map(|day| format!("{}/{}/{}", day.day(), day.month(), day.year()));
    let is = |word: Option<&str>, day: &str| {
        let plain = word.map(|word| word.split('/').map(|figures| figures.trim_start_matches('0')).collect::<Vec<_>>().join("/"));
        plain.is_some() && plain == printed(day)
    };
    let lines = subject.lines.iter().filter(|line| line.item == item);
    let found = lines.filter_map(|line| {
        let from = (0..line.words.len()).find(|&at| is(line.word(at), &period.from))?;
        let to = (from..line.words.len()).find(|&at| is(line.word(at), &period.to))?;
        Some(subject.place(line, line.bytes(from..to + 1)))
    });
    found.last().unwrap_or_else(|| Place::of("reports", Part::Paragraph, &period.name, &period.origin))
}
