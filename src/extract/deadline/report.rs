//! The data window of a report.

use crate::{
    extract::{
        Context,
        date::{Day, day},
    },
    grammar::Reading,
    passage::Passage,
    plan::ReportPeriod,
};

/// The report that a line names, with the days between which its data are counted.
///
/// ```
/// use kehoach::{extract::{Context, deadline::report_period}, grammar::Catalog, passage::Passage};
/// let line = Passage::from_text("- Báo cáo Quý I/2022: thời gian chốt số liệu tính từ ngày 15/12/2021 đến ngày 14/3/2022.");
/// let period = report_period(&line, &Context::new(Catalog::built_in())).expect("a window");
/// assert_eq!((&*period.name, &*period.from, &*period.to), ("Báo cáo Quý I/2022", "2021-12-15", "2022-03-14"));
/// ```
#[must_use]
pub fn report_period(passage: &Passage, context: &Context) -> Option<ReportPeriod> {
    period(&context.catalog.find("report", passage)?, passage, context)
}

/// The reports of a list under words that say once what their days are: "Thời gian chốt số liệu: quý I từ ngày …; 6 tháng từ ngày …". These
/// words begin the passage, or are the `heading` that runs into it.
#[must_use]
pub fn report_periods(passage: &Passage, heading: Option<&Passage>, context: &Context) -> Vec<ReportPeriod> {
    let opens = |words: &Passage| context.catalog.find("report-list/heading", words).map(|reading| reading.range.end);
    let Some(start) = opens(passage).or_else(|| heading.and_then(opens).map(|_| 0)) else { return Vec::new() };
    let ends = passage.text()[start..].match_indices(';').map(|(at, _)| start + at).chain(std::iter::once(passage.len()));
    let mut from = start;
    let items = ends.map(|end| passage.slice(&passage.trim(&(std::mem::replace(&mut from, end + 1)..end))));
    items.filter_map(|item| period(&context.catalog.find("report-list/window", &item)?, &item, context)).collect()
}

fn period(reading: &Reading, passage: &Passage, context: &Context) -> Option<ReportPeriod> {
    let words = |name| reading.words(name, passage.text());
    let own_year = context.years.filter(|(first, last)| first == last).map(|(first, _)| first);
    let (to, from) = (words("to")?, words("from")?);
    // A report of a plan of one year is of that year; a year printed once, at the end, holds for both days.
    let to = full_day(to, own_year)?;
    let from = full_day(from, Some(to.year - i32::from(words("last").is_some())))?;
    Some(ReportPeriod {
        name: passage.text()[passage.trim_final(&reading.get("name")?)].to_owned(),
        from: from.to_string(),
        to: to.to_string(),
        origin: passage.origin(&passage.trim_final(&passage.trim_start_marks(&reading.range))),
        rule: reading.grammar.name(),
    })
}

/// A day, of `year` where none is printed.
fn full_day(words: &str, year: Option<i32>) -> Option<Day> {
    let in_words = words.contains("tháng");
    let completed = || Some(if in_words { format!("{words} năm {}", year?) } else { format!("{words}/{}", year?) });
    day(words).or_else(|| day(&completed()?)).map(|(_, day)| day)
}
