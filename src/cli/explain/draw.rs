//! Lines of the document with carets under the words that were read.

use std::io::{self, Write};

use serde_json::Value;
use unicode_normalization::char::is_combining_mark;

use crate::cli::{
    message::Lang,
    output::{Paint, shown},
};

/// Columns of the document in one row; a longer line is drawn in several.
const WIDTH: usize = 100;
/// Rows of one piece; what is more is counted.
const ROWS: usize = 12;

/// A document's text by lines.
pub(super) struct Page<'t> {
    /// First code point and words of each line, the line break with it.
    lines: Vec<(usize, &'t str)>,
}

impl<'t> Page<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut at = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let start = at;
            at += line.chars().count();
            (start, line)
        });
        Self { lines: lines.collect() }
    }

    /// The words of an origin, its pieces joined by a space.
    pub(super) fn words(&self, origin: Option<&Value>) -> String {
        let mut words = String::new();
        for piece in origin.and_then(Value::as_array).into_iter().flatten() {
            let (start, end) = bounds(piece);
            if !words.is_empty() {
                words.push(' ');
            }
            for (first, line) in &self.lines[self.line_of(start)..] {
                if *first >= end {
                    break;
                }
                words.extend(line.chars().skip(start.saturating_sub(*first)).take(end - start.max(*first)));
            }
        }
        words
    }

    /// Draws one piece of an origin.
    pub(super) fn draw(&self, out: &mut dyn Write, piece: &Value, lang: Lang, paint: Paint) -> io::Result<()> {
        let (start, end) = bounds(piece);
        let first = self.line_of(start);
        let page = piece.get("page").map_or(String::new(), |page| format!("{} {page}, ", lang.pick("trang", "page")));
        let place = format!("  {page}{} {}, {start}..{end}", lang.pick("dòng", "line"), first + 1);
        writeln!(out, "{}", paint.dim(&place))?;
        let mut rows = 0;
        for (number, (at, line)) in self.lines.iter().enumerate().skip(first) {
            if *at >= end {
                break;
            }
            for row in marked_rows(line, start.saturating_sub(*at), end - at) {
                rows += 1;
                if rows > ROWS {
                    let more = self.line_of(end.saturating_sub(1)) - number + 1;
                    return writeln!(out, "        … {}", lang.pick(format!("còn {more} dòng"), format!("{more} more lines")));
                }
                writeln!(out, "  {:>5} | {}", number + 1, row.words)?;
                writeln!(out, "        | {}", paint.mark(&row.carets))?;
            }
        }
        Ok(())
    }

    /// The line that code point `at` stands on, from 0.
    fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|(first, _)| *first <= at).saturating_sub(1)
    }
}

struct Row {
    words: String,
    carets: String,
}

/// The rows of a line that hold something of its code points `start..end`.
fn marked_rows(line: &str, start: usize, end: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = Row { words: String::new(), carets: String::new() };
    let mut columns = 0;
    let mut close = |row: &mut Row, cut: bool| {
        let mut full = std::mem::replace(row, Row { words: String::new(), carets: String::new() });
        if full.carets.contains('^') {
            if cut {
                full.words.push('…');
            }
            full.carets.truncate(full.carets.trim_end().len());
            rows.push(full);
        }
    };
    for (at, c) in line.trim_end_matches(['\n', '\r']).chars().enumerate() {
        let wide = !is_combining_mark(c);
        if wide && columns == WIDTH {
            close(&mut row, true);
            columns = 0;
        }
        row.words.push(shown(c));
        if wide {
            columns += 1;
            row.carets.push(if (start..end).contains(&at) { '^' } else { ' ' });
        }
    }
    close(&mut row, false);
    rows
}

fn bounds(piece: &Value) -> (usize, usize) {
    let get = |key| piece.get(key).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    (get("start"), get("end").max(get("start")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn drawn(text: &str, start: usize, end: usize) -> String {
        let mut out = Vec::new();
        Page::of(text).draw(&mut out, &json!({ "start": start, "end": end }), Lang::En, Paint::none()).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn carets_stand_under_the_words() {
        let text = "một\nhai bà ba\nbốn";
        assert_eq!(drawn(text, 8, 10), "  line 2, 8..10\n      2 | hai bà ba\n        |     ^^\n");
        assert_eq!(Page::of(text).words(Some(&json!([{ "start": 0, "end": 3 }, { "start": 8, "end": 10 }]))), "một bà");
    }

    #[test]
    fn words_that_reach_over_a_line_break_are_drawn_on_both_lines() {
        let expected = "  line 1, 4..8\n      1 | một hai\n        |     ^^^\n      2 | ba\n        |\n";
        assert_eq!(drawn("một hai\nba", 4, 8), expected.replace("      2 | ba\n        |\n", ""));
    }

    #[test]
    fn a_long_line_shows_the_row_with_the_words_and_a_steering_character_is_a_space() {
        let text = format!("{}\u{1b}[31mđây", "x".repeat(150));
        let drawn = drawn(&text, 155, 158);
        assert!(drawn.contains(" [31mđây\n") && !drawn.contains('\u{1b}'), "{drawn}");
        let carets = drawn.lines().last().expect("a row");
        assert_eq!(carets.len() - carets.find('^').expect("carets"), 3, "{drawn}");
    }

    #[test]
    fn many_lines_are_counted_not_drawn() {
        let drawn = drawn(&"dòng\n".repeat(30), 0, 150);
        assert!(drawn.ends_with("… 18 more lines\n"), "{drawn}");
    }
}
