//! Rows by tabs whose cells have lines of their own:
//!
//! ```text
//! 2→Kiểm tra CCHC→- Kế hoạch kiểm tra
//! - Báo cáo kết quả→Sở Nội vụ→- Kế hoạch: Tháng 01
//! - Báo cáo: Tháng 11
//! ```
//!
//! Only lines that a list mark begins are taken, and one that has just the cells that the row lacks: nothing else tells a line of a cell from
//! the title of a section below the row.

use std::ops::Range;

use super::{Bounds, next_line, split};

/// A row: the lines of each cell, and where the text behind it starts.
#[derive(Debug)]
pub(super) struct TabRow {
    pub(super) cells: Vec<Vec<Range<usize>>>,
    pub(super) next: usize,
}

/// Lines of one row that are looked at: no cell is longer, and a list that never becomes a row is looked at once for each row.
const LONGEST: usize = 60;

/// The row that begins with `line`, of which `cells` are the cells, in a table of so many `columns`.
pub(super) fn row(text: &str, line: Bounds, cells: Vec<Range<usize>>, columns: usize) -> TabRow {
    let moved = |cell: Range<usize>| line.start + cell.start..line.start + cell.end;
    let cells: Vec<Vec<Range<usize>>> = cells.into_iter().map(|cell| Vec::from([moved(cell)])).collect();
    let mut whole = TabRow { cells, next: line.next };
    if columns < 3 || !text[line.start..line.end].contains('\t') {
        return whole;
    }
    // What a list adds, until it is known to fill the row.
    let (mut cells, mut at) = (whole.cells.clone(), whole.next);
    for _ in 0..LONGEST {
        let Some(line) = next_line(text, at) else { break };
        let pieces = split(text, line.start..line.end, '\t');
        let more = pieces.len() - 1;
        let words = &text[line.start..line.end];
        let fills = || more > 0 && cells.len() > 2 && cells.len() + more == columns && !is_number(&text[pieces[0].clone()]);
        if !listed(words) && !fills() {
            break;
        }
        let is_row_below = more > 0 && cells.len() + more == columns && cells.len() == 2 && repeats(text, line, more);
        if cells.len() + more > columns || is_row_below || (more == 0 && cells.len() == columns && !lists(text, cells.last())) {
            break;
        }
        let mut pieces = pieces.into_iter();
        if let (Some(last), Some(first)) = (cells.last_mut(), pieces.next()) {
            last.push(first);
        }
        cells.extend(pieces.map(|piece| Vec::from([piece])));
        at = line.next;
        if cells.len() == columns {
            whole = TabRow { cells: cells.clone(), next: at };
        }
    }
    whole
}

/// True for what may be the number of a row: "3", "II.", "a)".
fn is_number(cell: &str) -> bool {
    const LONGEST: usize = 4;
    let cell = cell.trim();
    cell.chars().count() <= LONGEST || cell.starts_with(|c: char| c.is_ascii_digit())
}

/// True for a line that a list mark begins.
fn listed(line: &str) -> bool {
    let mut letters = line.chars();
    matches!(letters.next(), Some('-' | '–' | '+' | '•')) && letters.next() == Some(' ')
}

/// True for a cell that holds a list, or announces one.
fn lists(text: &str, cell: Option<&Vec<Range<usize>>>) -> bool {
    let first = cell.and_then(|lines| lines.first()).map_or("", |line| text[line.clone()].trim());
    listed(first) || first.ends_with(':')
}

/// True where the line below is listed and as wide: each of them is a row below the one above, which has a number and a name only.
fn repeats(text: &str, line: Bounds, tabs: usize) -> bool {
    next_line(text, line.next).is_some_and(|below| {
        let below = &text[below.start..below.end];
        listed(below) && below.matches('\t').count() == tabs
    })
}
