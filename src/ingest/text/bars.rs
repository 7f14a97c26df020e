//! Tables with one cell a line between lone bars, as web pages are saved:
//!
//! ```text
//! |
//! STT
//! |
//! Nhiệm vụ
//! |
//! |
//! 1
//! |
//! Rà soát
//! |
//! ```
//!
//! A bar opens a row, stands between cells and closes the row, so an empty cell and the seam of two rows look alike. Which is which
//! follows from the number of columns: the rows are cut so that as many as possible are full.

use std::ops::Range;

use super::{Bounds, next_line};

/// A table between lone bars.
#[derive(Debug)]
pub(super) struct Bars {
    /// Cells of each row.
    pub(super) rows: Vec<Vec<Range<usize>>>,
    /// Where the text after the table starts.
    pub(super) next: usize,
}

/// Most columns that a table may have.
const WIDEST: usize = 40;
/// Most lines that a cell may have; past that the bar above was the last.
const TALLEST: usize = 400;

/// Reads the table whose first bar stands on the line at `start`; nothing where the bar has no fellow.
pub(super) fn read(text: &str, start: usize) -> Option<Bars> {
    let (cells, next) = contents(text, start);
    if cells.is_empty() {
        return None;
    }
    let kinds: Vec<Kind> = cells.iter().map(|cell| Kind::of(&text[cell.clone()])).collect();
    let rows = cut(&kinds).into_iter().map(|row| cells[row].to_vec()).collect();
    Some(Bars { rows, next })
}

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Without words: an empty cell, or the seam of two rows. A cell of marks only (`* *`) is a cell, since somebody typed it.
    Empty,
    /// In capitals or with a Roman numeral: it may stand over all columns.
    Title,
    /// Any other words.
    Words,
}

impl Kind {
    fn of(cell: &str) -> Self {
        let words = cell.trim();
        if words.is_empty() {
            return Self::Empty;
        }
        let words = words.trim_start_matches(['*', '_', ' ']);
        let numeral = words.split(['.', ')', ' ', '\n']).next().unwrap_or("");
        let roman = !numeral.is_empty() && numeral.bytes().all(|byte| b"IVXABCD".contains(&byte)) && words.len() > numeral.len() + 2;
        let letters = || words.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().count() > 3 && letters().all(|c| !c.is_lowercase());
        if roman || capitals { Self::Title } else { Self::Words }
    }
}

/// What stands between the bars, and where the text after the last bar starts. A bar with an empty line after it is the last.
fn contents(text: &str, start: usize) -> (Vec<Range<usize>>, usize) {
    let mut cells = Vec::new();
    let Some(first) = next_line(text, start) else { return (cells, start) };
    let mut bar_end = first.next;
    while let Some(bar) = next_bar(text, bar_end) {
        cells.push(bar_end..bar.start);
        bar_end = bar.next;
    }
    (cells, bar_end)
}

/// The line of the bar that closes the cell at `start`.
fn next_bar(text: &str, start: usize) -> Option<Bounds> {
    let mut at = start;
    for lines in 0..TALLEST {
        let line = next_line(text, at)?;
        match text[line.start..line.end].trim() {
            "|" => return Some(line),
            "" if lines == 0 => return None,
            _ => at = line.next,
        }
    }
    None
}

/// Cuts the contents into rows; every seam between two rows is empty.
fn cut(cells: &[Kind]) -> Vec<Range<usize>> {
    let widths = candidate_widths(cells);
    let cuts = widths.into_iter().filter_map(|width| cut_at_width(cells, width));
    cuts.min_by_key(|(cost, _)| *cost).map_or_else(|| std::iter::once(0..cells.len()).collect(), |(_, rows)| rows)
}

/// Lengths of runs of cells with words, the most frequent first, and the longest.
fn candidate_widths(cells: &[Kind]) -> Vec<usize> {
    const TRIED: usize = 5;
    let mut counts = [0_usize; WIDEST + 1];
    let mut longest = 1;
    for run in cells.split(|cell| *cell == Kind::Empty).map(<[Kind]>::len).filter(|&run| run > 0) {
        if run <= WIDEST {
            counts[run] += 1;
            longest = longest.max(run);
        }
    }
    let mut widths: Vec<usize> = (1..=WIDEST).filter(|&width| counts[width] > 0).collect();
    widths.sort_by_key(|&width| (std::cmp::Reverse(counts[width]), std::cmp::Reverse(width)));
    widths.truncate(TRIED);
    if !widths.contains(&longest) {
        widths.push(longest);
    }
    widths
}

/// The cheapest cut into rows of at most `width` cells, with its cost.
fn cut_at_width(cells: &[Kind], width: usize) -> Option<(u64, Vec<Range<usize>>)> {
    const NEVER: u64 = u64::MAX;
    let count = cells.len();
    // From the end: the cost of cutting what starts at each place, and the cells of the first row there.
    let mut cost = vec![NEVER; count + 2];
    let mut taken = vec![0_usize; count + 2];
    cost[count] = 0;
    cost[count + 1] = 0;
    for start in (0..count).rev() {
        for row in 1..=width.min(count - start) {
            let seam = start + row;
            let closed = seam == count || (cells[seam] == Kind::Empty && seam + 1 < count);
            if !closed || cost[seam + 1] == NEVER {
                continue;
            }
            let total = cost[seam + 1] + row_cost(&cells[start..seam], width);
            if total < cost[start] {
                cost[start] = total;
                taken[start] = row;
            }
        }
    }
    if cost[0] == NEVER {
        return None;
    }
    let mut rows = Vec::new();
    let mut start = 0;
    while start < count && taken[start] > 0 {
        rows.push(start..start + taken[start]);
        start += taken[start] + 1;
    }
    Some((cost[0], rows))
}

/// What a row costs: nothing where it is full, little where it is a title over all columns, more where cells are missing, most where
/// it is hollow as well, since a hollow short row is rather two rows with a seam.
fn row_cost(row: &[Kind], width: usize) -> u64 {
    let empty = row.iter().filter(|cell| **cell == Kind::Empty).count();
    let blank = if empty == row.len() { 50 } else { 0 };
    // Tables count their rows at the left.
    let unnumbered = if row[0] == Kind::Empty { 3 } else { 0 };
    let short = match row {
        _ if row.len() == width => 0,
        [Kind::Title] => 4,
        [_] => 30,
        _ => 10 + 2 * (width - row.len()) + 12 * empty,
    };
    (blank + unnumbered + short) as u64
}
