//! Tables with one cell a line and nothing between the cells, as they are copied from web pages and office programs:
//!
//! ```text
//! STT
//! Nhiệm vụ
//! Chủ trì
//! 1
//! Rà soát
//! Sở Nội vụ
//! ```
//!
//! The header ends where the first number stands alone; each number that goes on counting opens a row. An empty cell leaves an empty line
//! where nothing else does, or no trace; such a table is read only where its rows are as long as its header.

use std::ops::Range;

use super::{bars::Bars, next_line};

/// Fewest and most columns of a table.
const COLUMNS: std::ops::RangeInclusive<usize> = 4..=12;

/// True for the words over a column of row numbers, alone on their line.
pub(super) fn opens(line: &str) -> bool {
    /// Bytes of the longest: most lines need not be looked at.
    const LONGEST: usize = "SỐ THỨ TỰ".len();
    let line = bare(line);
    line.len() <= LONGEST && matches!(line.to_lowercase().as_str(), "tt" | "stt" | "số tt" | "số thứ tự")
}

/// Reads the table whose header starts on the line at `start`; nothing where rows and header do not fit together.
pub(super) fn read(text: &str, start: usize) -> Option<Bars> {
    let mut lines = Lines { text, at: start, apart: false };
    let mut header = vec![lines.next()?];
    let mut counter = Counter::default();
    let mut line = lines.next()?;
    // Whether cells stand right below each other, so that an empty line is an empty cell.
    let (mut tight, mut filled) = (!lines.apart, false);
    while !counter.counts(&text[line.clone()]) {
        tight &= !lines.apart;
        header.push(line);
        line = lines.next().filter(|_| header.len() < *COLUMNS.end())?;
    }
    let width = header.len();
    if !COLUMNS.contains(&width) {
        return None;
    }
    let notes = header.last().is_some_and(|last| bare(&text[last.clone()]).to_lowercase() == "ghi chú");
    let mut table = Bars { rows: vec![header], next: line.start };
    let mut open = Some(line);
    while let Some(number) = open.take() {
        let mut row = vec![number];
        let mut empty: Vec<usize> = Vec::new();
        while let Some(cell) = lines.next() {
            let words = &text[cell.clone()];
            empty.extend(lines.apart.then_some(row.len()));
            if counter.counts(words) {
                open = Some(cell);
                break;
            }
            // The header of another table: what is read of one is not read again for the next.
            if opens(words) {
                break;
            }
            let full = row.len() == width;
            match row.last_mut() {
                Some(last) if row_goes_on(words, &text[last.clone()]) => last.end = cell.end,
                _ if full => break,
                _ => row.push(cell),
            }
        }
        if row.len() == width && !empty.iter().all(|&at| at == width) {
            if filled {
                return None;
            }
            tight = false;
        }
        if tight && row.len() > 2 && row.len() < width && row.len() + empty.len() == width {
            for at in empty.into_iter().rev() {
                let place = row.get(at).map_or(row[at - 1].end, |next| next.start);
                row.insert(at, place..place);
            }
            filled = true;
        }
        // A number and a title open a section; remarks are mostly empty.
        if row.len() != width && row.len() != 2 && !(notes && row.len() + 1 == width) {
            return None;
        }
        table.next = row.last().map_or(table.next, |last| next_line(text, last.end).map_or(text.len(), |rest| rest.next));
        row.resize(width, table.next..table.next);
        table.rows.push(row);
    }
    (table.rows.len() > 2).then_some(table)
}

/// True for a further line of a cell: a list item under another, or the rest of a broken line.
fn row_goes_on(words: &str, above: &str) -> bool {
    let dashed = |words: &str| words.trim_start().starts_with(['-', '+', '•']);
    (dashed(words) && dashed(above)) || words.trim_start().starts_with(char::is_lowercase)
}

/// Lines with words.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    /// True where empty lines stand above the last line given.
    apart: bool,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        self.apart = false;
        loop {
            let line = next_line(self.text, self.at)?;
            self.at = line.next;
            self.apart |= self.text[line.start..line.end].trim().is_empty();
            if !self.text[line.start..line.end].trim().is_empty() {
                return Some(line.start..line.end);
            }
        }
    }
}

/// How far rows and sections are counted.
#[derive(Default)]
struct Counter {
    row: u32,
    section: usize,
}

impl Counter {
    /// True for the next number, the first one again, or the next section's.
    fn counts(&mut self, line: &str) -> bool {
        const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
        const LETTERS: [&str; 12] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "K", "L", "M"];
        let number = bare(line);
        let next = |names: &[&str], at: usize| names.get(at).is_some_and(|name| *name == number);
        if next(&ROMAN, self.section) || next(&LETTERS, self.section) {
            self.section += 1;
            return true;
        }
        match number.parse::<u32>().ok().filter(|_| number.len() <= 3) {
            Some(row) if row == self.row + 1 || row == 1 => {
                self.row = row;
                true
            }
            _ => false,
        }
    }
}

/// The words of a line without stress marks and end mark.
fn bare(line: &str) -> &str {
    line.trim().trim_matches('*').trim_end_matches(['.', ')']).trim()
}
