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
    for (at, mark) in marks(words, times).into_iter().chain([(end, ' ')]) {
        let range = words.passage.trim(&(start..at));
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
        start = at + words.passage.text()[at..].chars().next().map_or(0, char::len_utf8);
    }
    cuts
}

fn takes_the_rest(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::After { .. } | Meaning::Till { .. } | Meaning::Reference)
}

/// The marks that may separate items: outside brackets and outside times; `-` stands for every list dash.
fn marks(words: Words, times: &[Time]) -> Vec<(usize, char)> {
    let text = words.passage.text();
    let brackets = brackets(text);
    let (mut marks, mut bracket, mut time) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        while brackets.get(bracket).is_some_and(|range| range.end <= at) {
            bracket += 1;
        }
        while times.get(time).is_some_and(|time| time.range.end <= at) {
            time += 1;
        }
        let held =
            brackets.get(bracket).is_some_and(|range| range.contains(&at)) || times.get(time).is_some_and(|time| time.range.contains(&at));
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let begins = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, ';' | '.' | ')' | ','));
        match c {
            _ if held => {}
            ';' => marks.push((at, ';')),
            '•' => marks.push((at, '-')),
            '-' | '–' | '+' | '*' if begins && after.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()) => {
                marks.push((at, '-'))
            }
            '.' if after.trim_start().starts_with(char::is_uppercase) && after.starts_with(' ') => marks.push((at, '.')),
            _ => {}
        }
    }
    marks
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
