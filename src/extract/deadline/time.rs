//! What the words of one deadline grammar mean.

use std::{borrow::Cow, ops::Range};

use super::recurrence::{self, Term};
use crate::{
    extract::calendar::{Part, Stretch},
    grammar::{Catalog, Reading},
    passage::Passage,
    plan::{Per, Recurrence, Rule},
};

/// Words that set a time, or that look so and only name something.
#[derive(Debug, Clone)]
pub(super) struct Time {
    pub(super) range: Range<usize>,
    pub(super) rule: Rule,
    /// One, or several where one wording lists them ("hàng quý và năm"); none for a name.
    pub(super) meanings: Vec<Meaning>,
    /// "hoàn thành", "xong", "chậm nhất": said to be a deadline.
    pub(super) firm: bool,
    /// May as well belong to a name: "Kế hoạch năm 2022".
    pub(super) weak: bool,
    /// Alone in brackets: "(tháng 12/2022)".
    pub(super) boxed: bool,
    /// Years after that of the plan, where the words count from it: 1 for "năm sau", -1 for "năm trước".
    pub(super) years_on: i32,
}

/// One time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Within a span; `to` is none for a single stretch, and the end stays open where `open`.
    On { from: Stretch, to: Option<Stretch>, open: bool },
    /// In a part of the year whose days are not fixed: "cuối năm".
    Around,
    /// At the latest at the end of `at`, or before its start where `exclusive`.
    Latest { at: Stretch, exclusive: bool },
    /// Again and again; `term` where a reporting term was named.
    Recurring { turn: Recurrence, term: Option<Term> },
    /// On a day of the last month of terms that are named elsewhere.
    Closing { day: u8, exclusive: bool },
    /// All the time.
    Continuous,
    /// Once something has happened; its words begin at byte `event`.
    After { event: usize, offset: Option<String> },
    /// Until something happens.
    Till { event: usize },
    /// As another document says.
    Reference,
}

/// All times of the passage, and the names that look like times, from left to right.
pub(super) fn times(passage: &Passage, catalog: &Catalog) -> Vec<Time> {
    catalog.find_all("deadline", passage).iter().map(|reading| time(reading, passage)).collect()
}

/// The times of a cell. In a list of nothing but times a dash is no span: "- Tháng 6/2021 - Tháng 10/2021".
pub(super) fn of_cell(passage: &Passage, catalog: &Catalog) -> Vec<Time> {
    const DASHES: [char; 3] = ['-', '–', '+'];
    const LONGEST: usize = 60;
    let text = passage.text();
    let mut items = vec![0];
    let mut from = 0;
    for (at, dash) in text.match_indices(DASHES).skip_while(|(at, _)| *at == 0 && text.starts_with(DASHES)) {
        let behind = &text[at + dash.len()..];
        if !text[from..].starts_with(DASHES) || at - from > LONGEST {
            break;
        }
        let item = passage.slice(&passage.behind_dash(&passage.trim(&(from..at))));
        let is_time = || times(&item, catalog).iter().any(|time| time.range == item.whole());
        if behind.starts_with(' ') && behind.trim_start().starts_with(char::is_uppercase) && is_time() {
            items.push(at);
            from = at;
        }
    }
    let ends = items.iter().skip(1).copied().chain(std::iter::once(text.len()));
    items
        .iter()
        .zip(ends)
        .flat_map(|(&from, to)| times(&passage.slice(&(from..to)), catalog).into_iter().map(move |time| time.moved(from)))
        .collect()
}

impl Time {
    /// The same `by` bytes further on.
    fn moved(mut self, by: usize) -> Self {
        self.range = self.range.start + by..self.range.end + by;
        for meaning in &mut self.meanings {
            if let Meaning::After { event, .. } | Meaning::Till { event } = meaning {
                *event += by;
            }
        }
        self
    }
}

/// The time that the header of a column names, and nothing else: "Quý I", "T3", "Năm 2026".
pub(super) fn of_column(header: &Passage, catalog: &Catalog) -> Option<Time> {
    let period = catalog.find("annex/period", header).map(|reading| time(&reading, header));
    let named = || times(header, catalog).into_iter().find(|time| time.range == header.whole());
    period.or_else(named).filter(|time| matches!(time.meanings[..], [Meaning::On { .. }]))
}

/// Those of `times` that stand inside `range`.
pub(super) fn inside<'t>(times: &'t [Time], range: &Range<usize>) -> &'t [Time] {
    let first = times.partition_point(|time| time.range.start < range.start);
    let count = times[first..].partition_point(|time| time.range.end <= range.end);
    &times[first..first + count]
}

fn time(reading: &Reading, passage: &Passage) -> Time {
    let means = reading.grammar.means();
    let other_year = reading.get("next").or_else(|| reading.get("last"));
    let range = passage.trim(&(reading.range.start..other_year.map_or(reading.range.end, |words| words.end)));
    let folded = passage.folded();
    let has = |name| reading.get(name).is_some();
    let boxed = has("boxed") || (folded[..range.start].trim_end().ends_with('(') && folded[range.end..].trim_start().starts_with(')'));
    Time {
        rule: reading.grammar.name(),
        meanings: meanings(means, reading, &Said::of(reading, passage)).unwrap_or_default(),
        firm: has("done") || has("regular") || has("firm") || matches!(means, "before" | "before-two" | "before-days" | "by" | "by-days"),
        weak: means == "year" && !boxed,
        boxed,
        years_on: i32::from(has("next")) - i32::from(has("last")),
        range,
    }
}

/// The named words of a reading, folded, slips in them as they were likely meant.
struct Said<'p>(Vec<(&'p str, Cow<'p, str>)>);

impl<'p> Said<'p> {
    fn of(reading: &'p Reading, passage: &'p Passage) -> Self {
        Self(reading.captures().iter().map(|(name, range)| (*name, passage.meant(range))).collect())
    }

    fn words(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, words)| words.as_ref())
    }
}

fn meanings(means: &str, reading: &Reading, said: &Said) -> Option<Vec<Meaning>> {
    let words = |name| said.words(name);
    let small = |name| words(name).and_then(number);
    let exclusive = words("before").is_some();
    Some(match means {
        "on" | "year" | "period" => spans(said)?,
        "around" => vec![Meaning::Around],
        "before" | "by" | "until" => vec![Meaning::Latest { at: stretch(said, "")?, exclusive: means == "before" }],
        "since" => vec![Meaning::On { from: stretch(said, "")?, to: None, open: true }],
        "every" => every(words("terms").or_else(|| words("listed"))?)?,
        "before-two" => {
            let (mut first, second) = (stretch(said, "")?, stretch(said, "to_")?);
            first.year = first.year.or(second.year.filter(|_| order(first) <= order(second)));
            [first, second].map(|at| Meaning::Latest { at, exclusive: true }).to_vec()
        }
        "before-days" | "by-days" => {
            let year = words("year").and_then(|year| year.parse().ok());
            days(words("days")?, year).map(|at| Meaning::Latest { at, exclusive: means == "before-days" }).collect()
        }
        "each" => match words("months").or_else(|| words("quarters")) {
            Some(list) => {
                let times = u32::try_from(members(list).len()).ok()?;
                vec![Meaning::Recurring { turn: Recurrence { times, ..Term::of(words("per")?)?.once() }, term: None }]
            }
            None if words("weekday").is_some() => {
                let day = words("weekday").and_then(recurrence::weekday)?;
                // "Trước 15h00 thứ Năm" is on that Thursday; "trước thứ Năm" is not.
                let rrule = Some(recurrence::weekly(day, exclusive && words("hour").is_none()));
                vec![Meaning::Recurring { turn: Recurrence { rrule, ..Term::Week.once() }, term: None }]
            }
            None => vec![each(words("per")?, small("month"), small("day"), exclusive, words("to_month").is_some())?],
        },
        "each-of-two" => {
            let one = |month, day| each(words("per")?, small(month), small(day), exclusive, false);
            vec![one("month", "day")?, one("to_month", "to_day")?]
        }
        "closing" => {
            let day = small("day")?;
            match words("per").and_then(Term::of) {
                Some(term) => {
                    let turn = Recurrence { rrule: recurrence::closing(term, day, exclusive), ..term.once() };
                    vec![Meaning::Recurring { turn, term: None }]
                }
                None => vec![Meaning::Closing { day, exclusive }],
            }
        }
        "times" => {
            let turn = Recurrence { times: small("times")?.into(), ..Term::of(words("per")?)?.once() };
            vec![Meaning::Recurring { turn, term: None }]
        }
        "interval" => vec![Meaning::Recurring { turn: interval(small("every")?, words("unit")?)?, term: None }],
        "continuous" => vec![Meaning::Continuous],
        "after" => {
            let offset = match (words("count"), words("unit")) {
                (Some(count), Some(unit)) => Some(duration(count, unit)?),
                _ => None,
            };
            vec![Meaning::After { event: reading.get("event").map_or(reading.range.end, |range| range.start), offset }]
        }
        "till" => vec![Meaning::Till { event: reading.range.end }],
        "reference" => vec![Meaning::Reference],
        _ => return None,
    })
}

/// Spans of the calendar: one, or one for each member of a list whose members do not follow each other.
fn spans(said: &Said) -> Option<Vec<Meaning>> {
    let year = said.words("year").or_else(|| said.words("boxed")).and_then(|year| year.parse().ok());
    let open = said.words("open").is_some();
    for (name, part) in [("quarters", Part::Quarter as fn(u8) -> Part), ("months", Part::Month)] {
        if let Some(list) = said.words(name) {
            let members = members(list);
            let follow = members.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1]));
            return Some(listed(members.into_iter().map(|member| Stretch { year, part: part(member) }).collect(), follow));
        }
    }
    if let Some(list) = said.words("days") {
        return Some(listed(days(list, year).collect(), false));
    }
    if let Some(list) = said.words("years") {
        let years: Vec<i32> = list.split(|c: char| !c.is_ascii_digit()).filter_map(|year| year.parse().ok()).collect();
        let follow = years.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        return Some(listed(years.into_iter().map(|year| Stretch { year: Some(year), part: Part::Year }).collect(), follow));
    }
    let mut from = stretch(said, "")?;
    let Some(mut to) = stretch(said, "to_") else { return Some(vec![Meaning::On { from, to: None, open }]) };
    // "từ ngày 08 đến ngày 10 tháng 12": the month is printed once.
    if let (Part::Day { month: month @ 0, .. }, Part::Day { month: printed, .. }) = (&mut from.part, to.part) {
        *month = printed;
    }
    // A year printed once holds for both ends, unless the span would then run backwards.
    match (from.year, to.year) {
        (Some(year), None) if order(from) <= order(to) => to.year = Some(year),
        (None, Some(year)) if order(from) <= order(to) => from.year = Some(year),
        _ => {}
    }
    Some(vec![Meaning::On { from, to: (!open).then_some(to), open }])
}

/// The days of a list: "14/3, 14/6 và 14/9".
fn days(list: &str, year: Option<i32>) -> impl Iterator<Item = Stretch> {
    let figures: Vec<u8> = list.split(|c: char| !c.is_ascii_digit()).filter_map(|figure| figure.parse().ok()).collect();
    let pairs: Vec<(u8, u8)> = figures.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().map(move |(day, month)| Stretch { year, part: Part::Day { day, month } })
}

/// The numbers of a list: "II, III", "6 và tháng 12".
fn members(list: &str) -> Vec<u8> {
    list.split(|c: char| !c.is_alphanumeric()).filter_map(number).collect()
}

/// One span where the members follow each other, else each for itself.
fn listed(members: Vec<Stretch>, follow: bool) -> Vec<Meaning> {
    match (members.first(), members.last()) {
        (Some(&from), Some(&to)) if follow => vec![Meaning::On { from, to: Some(to), open: false }],
        _ => members.into_iter().map(|from| Meaning::On { from, to: None, open: false }).collect(),
    }
}

/// Where in its year a stretch begins.
fn order(stretch: Stretch) -> Option<(u8, u8)> {
    Stretch { year: Some(2000), ..stretch }.first().map(|day| (day.month, day.day))
}

fn stretch(said: &Said, prefix: &str) -> Option<Stretch> {
    let words = |name: &str| said.words(&format!("{prefix}{name}"));
    let small = |name: &str| words(name).and_then(number);
    let year = words("year").or_else(|| words("boxed")).or_else(|| words("over")).and_then(|year| year.parse().ok());
    let part = if let Some(half) = words("half") {
        Part::Half(if half == "đầu" { 1 } else { 2 })
    } else if words("quarter").is_some() {
        Part::Quarter(small("quarter")?)
    } else if words("day").is_some() {
        Part::Day { month: small("month").unwrap_or(0), day: small("day")? }
    } else if words("month").is_some() {
        Part::Month(small("month")?)
    } else if year.is_some() || words("this").is_some() {
        Part::Year
    } else {
        return None;
    };
    Some(Stretch { year, part })
}

/// Terms that share one "hằng": each a recurrence; a year with its number is that year.
fn every(words: &str) -> Option<Vec<Meaning>> {
    let mut all = Vec::new();
    for member in words.split([',', ';', '/']).flat_map(|words| words.split(" và ")).flat_map(|words| words.split(" hoặc ")) {
        let year = member.split_whitespace().find_map(|word| word.parse().ok().filter(|year| (1900..2100).contains(year)));
        if let Some(year) = year {
            all.push(Meaning::On { from: Stretch { year: Some(year), part: Part::Year }, to: None, open: false });
        } else if let Some(term) = Term::of(member) {
            all.push(Meaning::Recurring { turn: term.once(), term: Some(term) });
        }
    }
    (!all.is_empty()).then_some(all)
}

/// What comes back in every term: a day that is fixed, or a span that is not.
fn each(per: &str, month: Option<u8>, day: Option<u8>, exclusive: bool, span: bool) -> Option<Meaning> {
    let term = Term::of(per)?;
    let rrule = match (month, day) {
        _ if span => None,
        (Some(month), Some(day)) => recurrence::yearly(&[month], day, exclusive),
        (None, Some(day)) if term == Term::Month => recurrence::monthly(day, exclusive),
        _ => None,
    };
    Some(Meaning::Recurring { turn: Recurrence { rrule, ..term.once() }, term: None })
}

/// "6 tháng/lần": how often that is, where it divides a year or is one turn of a term.
fn interval(count: u8, unit: &str) -> Option<Recurrence> {
    let (times, per) = match (unit, count) {
        ("tháng", 1) => (1, Per::Month),
        ("tháng", 3) | ("quý", 1) => (1, Per::Quarter),
        ("tháng", 6) | ("quý", 2) => (1, Per::Half),
        ("tháng", 2 | 4) => (12 / u32::from(count), Per::Year),
        ("tháng", 12) | ("quý", 4) | ("năm", 1) => (1, Per::Year),
        ("tuần", 1) => (1, Per::Week),
        _ => return None,
    };
    let every = match unit {
        "quý" => format!("P{}M", u32::from(count) * 3),
        _ => duration(&count.to_string(), unit)?,
    };
    Some(Recurrence { times, per, every: Some(every), rrule: None })
}

/// An ISO 8601 duration.
pub(super) fn duration(count: &str, unit: &str) -> Option<String> {
    let in_words = || crate::extract::quantity::in_words(count).map(|count| count.0.to_string());
    let count = count.trim().parse().ok().map(|count: u32| count.to_string()).or_else(in_words)?;
    let unit = match unit {
        "ngày" => 'D',
        "tuần" => 'W',
        "tháng" => 'M',
        "năm" => 'Y',
        _ => return None,
    };
    Some(format!("P{count}{unit}"))
}

/// A small number in figures, Roman numerals or words, in lower case.
pub(super) fn number(words: &str) -> Option<u8> {
    const WORDS: [(&str, u8); 22] = [
        ("i", 1),
        ("ii", 2),
        ("iii", 3),
        ("iv", 4),
        ("một", 1),
        ("giêng", 1),
        ("hai", 2),
        ("ba", 3),
        ("bốn", 4),
        ("tư", 4),
        ("năm", 5),
        ("sáu", 6),
        ("bảy", 7),
        ("bẩy", 7),
        ("tám", 8),
        ("chín", 9),
        ("mười", 10),
        ("mười một", 11),
        ("mười hai", 12),
        ("chạp", 12),
        ("đầu", 1),
        ("cuối", 2),
    ];
    words.parse().ok().or_else(|| WORDS.iter().find(|(word, _)| *word == words).map(|(_, value)| *value))
}
