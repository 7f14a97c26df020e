//! The words after a number or a law: its day, who issued it, the year of a law.

use super::names::Names;
use crate::{extract::Context, grammar::Reading, passage::Passage};

/// What the words after a number say.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// Where the reference ends.
    pub(super) end: usize,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) year: Option<i32>,
}

/// Bytes that a day or the name of an issuer with its place may take.
const WITHIN: usize = 240;

/// The tail that begins at `from`: day and issuer in either order, each once; the year only of a law.
pub(super) fn after(passage: &Passage, from: usize, law: bool, names: &Names, context: &Context) -> Tail {
    let mut tail = Tail { end: from, ..Tail::default() };
    for _ in 0..2 {
        if tail.date.is_none()
            && let Some((end, date)) = date(passage, tail.end, context)
        {
            (tail.end, tail.date) = (end, Some(date));
        } else if tail.issuer.is_none()
            && let Some((end, issuer)) = issuer(passage, tail.end, names, context)
        {
            (tail.end, tail.issuer) = (end, Some(issuer));
        } else if law
            && tail.date.is_none()
            && let Some((end, year)) = year(passage, tail.end, context)
        {
            (tail.end, tail.year) = (end, Some(year));
        }
    }
    tail.year = tail.year.or_else(|| if law { tail.date.as_deref()?.get(..4)?.parse().ok() } else { None });
    tail
}

/// The day that begins at `from`, ISO 8601, and where it ends.
fn date(passage: &Passage, from: usize, context: &Context) -> Option<(usize, String)> {
    let window = window(passage, from);
    let reading = starting("date", &window, context)?;
    let part = |name: &str| reading.words(name, window.text()).and_then(closed);
    let (day, month) = (part("day")?, part("month").or_else(|| part("month_name"))?);
    let year = part("year")?;
    let end = from + reading.range.end;
    (1..=31).contains(&day).then(|| (end, format!("{year:04}-{month:02}-{day:02}")))
}

fn year(passage: &Passage, from: usize, context: &Context) -> Option<(usize, i32)> {
    let window = window(passage, from);
    let reading = starting("year", &window, context)?;
    let year = reading.words("year", window.text()).and_then(closed)?;
    Some((from + reading.get("year")?.end, i32::try_from(year).ok()?))
}

/// The issuer that begins at `from` with "của", as printed, and where its words end.
pub(super) fn issuer(passage: &Passage, from: usize, names: &Names, context: &Context) -> Option<(usize, String)> {
    let window = window(passage, from);
    let reading = starting("issuer", &window, context)?;
    let body = reading.get("office").map_or(reading.range.end, |office| office.start);
    // "Chủ tịch nước" is a body of its own, "Chủ tịch UBND tỉnh" the head of one.
    let (at, (length, name)) = [body, reading.range.end].into_iter().find_map(|at| Some((at, names.issuer(&window.folded()[at..])?)))?;
    let mut end = at + length;
    let place = window.slice(&(end..window.len()));
    if let Some(place) =
        starting("place", &place, context).or_else(|| name.place_follows.then(|| starting("name", &place, context)).flatten())
    {
        end += place.range.end;
    }
    let end = before_verb(&window, at + length, end, context);
    Some((from + end, window.text()[body..end].to_owned()))
}

/// "tỉnh Quy định tiêu chuẩn": a capital does not make the verb part of the place.
fn before_verb(window: &Passage, from: usize, end: usize, context: &Context) -> usize {
    let verb = context.catalog.cued("citation/verb", window).filter_map(|grammar| grammar.find_from(window, from));
    verb.map(|verb| verb.range.start).filter(|start| *start < end).min().unwrap_or(end)
}

/// What the grammars of that meaning read at the very beginning of `window`.
pub(super) fn starting<'c>(means: &str, window: &Passage, context: &Context<'c>) -> Option<Reading<'c>> {
    let catalog: &'c crate::grammar::Catalog = context.catalog;
    let mut grammars = catalog.cued(&format!("citation/{means}"), window);
    grammars.find_map(|grammar| grammar.find(window).filter(|reading| reading.range.start == 0))
}

/// The words from `from` on, as far as a tail may reach.
fn window(passage: &Passage, from: usize) -> Passage {
    super::words_from(passage, from, WITHIN)
}

/// A number whose digits may have blanks between them.
fn closed(digits: &str) -> Option<u32> {
    digits.chars().filter(|c| !c.is_whitespace()).collect::<String>().parse().ok()
}
