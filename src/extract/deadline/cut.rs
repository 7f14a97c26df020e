//! A time cell is cut into its items: at list dashes, `;` and full stops, but never inside a name, an event or a span of time.

use std::ops::Range;

use super::{
    time::{Meaning, Time, inside},
    words::Words,
};

/// One item of the cell.
struct Cut {
    range: Range<usize>,
    /// A full stop stands before it.
    after_stop: bool,
    has_time: bool,
    /// Its last time takes all words that follow: an event, or "Quý I/2022:".
    open: bool,
    /// Begins with something handed in or done.
    output: bool,
}

/// The items of the cell, in order; together they hold all its words but dashes and marks.
pub(super) fn items(words: Words, times: &[Time]) -> Vec<Range<usize>> {
    let mut joined: Vec<Cut> = Vec::new();
    for cut in cuts(words, times) {
        match joined.last_mut() {
            // An event or a name goes on behind the mark.
            Some(before) if !cut.after_stop && !cut.output && ((!cut.has_time && before.open) || !before.has_time) => {
                before.range.end = cut.range.end;
                before.open = if cut.has_time { cut.open } else { before.open };
                before.has_time |= cut.has_time;
            }
            _ => joined.push(cut),
        }
    }
    joined.into_iter().map(|cut| cut.range).collect()
}

fn cuts(words: Words, times: &[Time]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let (mut start, mut dashed, mut stop) = (0, false, false);
    let end = words.passage.len();
    for (place, mark) in marks(words, times).into_iter().chain([(end..end, ' ')]) {
        if place.start < start {
            // The point of a number is no full stop.
            continue;
        }
        let range = words.passage.trim(&(start..place.start));
        if !range.is_empty() {
            let meanings = || inside(times, &range).iter().flat_map(|time| &time.meanings);
            cuts.push(Cut {
                after_stop: stop,
                has_time: meanings().next().is_some(),
                open: meanings().any(takes_the_rest) || words.of(&range).ends_with(':'),
                output: words.output(&range) || (dashed && words.read("output", &range).is_some()),
                range,
            });
            (dashed, stop) = (false, false);
        }
        dashed |= mark == '-';
        stop |= mark == '.';
        start = place.end;
    }
    cuts
}

fn takes_the_rest(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::After { .. } | Meaning::Till { .. } | Meaning::Reference)
}

/// The marks that may separate items, outside brackets and outside times; `-` stands for every list dash and number.
fn marks(words: Words, times: &[Time]) -> Vec<(Range<usize>, char)> {
    let text = words.passage.text();
    let brackets = brackets(text);
    let held = |place: &Range<usize>| {
        let bracket = brackets.get(brackets.partition_point(|bracket| bracket.end <= place.start));
        let time = times.get(times.partition_point(|time| time.range.end <= place.start));
        bracket.is_some_and(|bracket| bracket.start <= place.start) || time.is_some_and(|time| time.range.start < place.end)
    };
    let numbers = words.catalog.get("deadline-word/number").map(|grammar| grammar.find_all(words.passage)).unwrap_or_default();
    let numbers = numbers.iter().filter_map(|reading| Some((reading.get("number")?, '-')));
    let signs = text.char_indices().filter_map(|(at, c)| {
        let place = at..at + c.len_utf8();
        sign(&text[..at], c, &text[place.end..]).map(|mark| (place, mark))
    });
    let mut marks: Vec<_> = signs.chain(numbers).filter(|(place, _)| !held(place)).collect();
    marks.sort_by_key(|(place, _)| (place.start, place.end));
    marks
}

/// What `c` separates, where it stands between `before` and `after`.
fn sign(before: &str, c: char, after: &str) -> Option<char> {
    let begins = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, ';' | '.' | ')' | ','));
    match c {
        ';' => Some(';'),
        '•' => Some('-'),
        '-' | '–' | '+' | '*' if begins && after.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()) => Some('-'),
        '.' if after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase) => Some('.'),
        _ => None,
    }
}

/// The outermost brackets that close; one that never closes holds nothing.
pub(super) fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut closed: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => {
                if let Some(start) = open.pop() {
                    while closed.last().is_some_and(|inner| inner.start > start) {
                        closed.pop();
                    }
                    closed.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    closed
}
