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

use super::{Bounds, lone::opens, next_line};

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
/// Most lines of a cell that begins with the type of an act, as the name of a column may.
const TALLEST_HEADER: usize = 8;

/// Reads the table whose first bar stands on the line at `start`; nothing where the bar has no fellow.
pub(super) fn read(text: &str, start: usize) -> Option<Bars> {
    let (cells, next) = contents(text, start);
    if cells.is_empty() {
        return None;
    }
    let kinds: Vec<Kind> = cells.iter().map(|cell| Kind::of(&text[cell.clone()])).collect();
    let counted = text[cells[0].clone()].trim().lines().next().is_some_and(opens);
    let rows = cut(&kinds, counted).into_iter().map(|row| cells[row].to_vec()).collect();
    Some(Bars { rows, next })
}

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Without words: an empty cell, or the seam of two rows. A cell of marks only (`* *`) is a cell, since somebody typed it.
    Empty,
    /// In capitals or with a Roman numeral: it may stand over all columns.
    Title,
    /// The number of a row, alone.
    Number(u32),
    /// The numeral or letter of a section, alone.
    Section,
    /// Words that may count rows as well: "-", "a)".
    Brief,
    /// Any other words.
    Words,
}

impl Kind {
    fn of(cell: &str) -> Self {
        const LONGEST_BRIEF: usize = 12;
        let words = cell.trim();
        if words.is_empty() {
            return Self::Empty;
        }
        let words = words.trim_start_matches(['*', '_', ' ']);
        if let Some(number) = Self::of_number(words.trim_end_matches(['*', '_', ' ', '\n', '\r']).trim_end_matches(['.', ')'])) {
            return number;
        }
        let numeral = words.split(['.', ')', ' ', '\n']).next().unwrap_or("");
        let roman = !numeral.is_empty() && numeral.bytes().all(|byte| b"IVXABCD".contains(&byte)) && words.len() > numeral.len() + 2;
        let letters = || words.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().count() > 3 && letters().all(|c| !c.is_lowercase());
        match () {
            () if roman || capitals => Self::Title,
            () if words.chars().nth(LONGEST_BRIEF).is_none() => Self::Brief,
            () => Self::Words,
        }
    }

    /// A cell that holds nothing but a number or numeral.
    fn of_number(bare: &str) -> Option<Self> {
        let letters = |known: &[u8]| !bare.is_empty() && bare.bytes().all(|byte| known.contains(&byte));
        if (bare.len() <= 5 && letters(b"IVX")) || (bare.len() == 1 && letters(b"ABCDEFGH")) {
            return Some(Self::Section);
        }
        let number = bare.len() <= 3 && letters(b"0123456789");
        number.then(|| bare.parse().ok().map(Self::Number)).flatten()
    }

    /// True where a row that begins with `self` and holds an empty cell before `next` is rather two rows.
    fn goes_on_at(self, next: Self) -> bool {
        match (self, next) {
            (Self::Number(own), Self::Number(next)) => next == own + 1,
            (Self::Section, Self::Number(1)) | (Self::Number(_) | Self::Section, Self::Section) => true,
            _ => false,
        }
    }
}

/// What stands between the bars, and where the text after the last bar starts. A bar with an empty line after it is the last, and so is
/// one before the title of an act or an appendix, or before the letterhead of an act, which is a table of its own.
fn contents(text: &str, start: usize) -> (Vec<Range<usize>>, usize) {
    let mut cells: Vec<Range<usize>> = Vec::new();
    let Some(first) = next_line(text, start) else { return (cells, start) };
    let mut bar = first;
    let mut opening = first;
    while let Some(next) = next_bar(text, bar.next) {
        // The issuer stands in the cell before the republic's name.
        if cells.len() > 1 && names_republic(&text[bar.next..next.start]) {
            cells.pop();
            return (cells, opening.start);
        }
        cells.push(bar.next..next.start);
        (opening, bar) = (bar, next);
    }
    (cells, bar.next)
}

/// The bar that closes the cell at `start`: a line of its own, or the end of one.
fn next_bar(text: &str, start: usize) -> Option<Bounds> {
    let mut at = start;
    let mut ends_at_title = Title::None;
    for lines in 0..TALLEST {
        let line = next_line(text, at)?;
        let words = text[line.start..line.end].trim();
        if ends_at_title == Title::None {
            // Pages are saved with lines broken anywhere: "QUYẾT" and below it "ĐỊNH".
            let below = next_line(text, line.next).map_or("", |below| text[below.start..below.end].trim());
            ends_at_title = Title::of(words).or_else(|| Title::of(&format!("{words} {below}")));
        }
        match ends_at_title {
            Title::Appendix => return None,
            Title::Act if lines > TALLEST_HEADER => return None,
            _ => {}
        }
        match words {
            "|" => return Some(line),
            "" if lines == 0 => return None,
            _ if words.starts_with('|') => return None,
            _ if words.ends_with('|') => {
                return Some(Bounds { start: line.start + text[line.start..line.end].trim_end().len() - 1, ..line });
            }
            _ => at = line.next,
        }
    }
    None
}

/// What the first words of a cell are, as far as a table may end with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Title {
    /// No words yet.
    None,
    /// The type of an act, in capitals on a line of its own.
    Act,
    /// The head of an appendix.
    Appendix,
    /// Any other words.
    Other,
}

impl Title {
    /// What is told by more words, where these tell nothing.
    fn or_else(self, more: impl FnOnce() -> Self) -> Self {
        if self == Self::Other { more() } else { self }
    }

    fn of(line: &str) -> Self {
        const ACTS: [&str; 8] = ["QUYẾT ĐỊNH", "KẾ HOẠCH", "CHƯƠNG TRÌNH", "NGHỊ QUYẾT", "CHỈ THỊ", "QUY ĐỊNH", "QUY CHẾ", "ĐỀ ÁN"];
        let words = line.trim_matches(|c: char| matches!(c, '*' | '_' | '#') || c.is_whitespace());
        match words {
            "" => Self::None,
            _ if ACTS.contains(&words) => Self::Act,
            _ if words.strip_prefix("PHỤ LỤC").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '.'])) => {
                Self::Appendix
            }
            _ => Self::Other,
        }
    }
}

/// True for the cell of a letterhead that begins with the name of the republic.
pub(super) fn names_republic(cell: &str) -> bool {
    const WORDS: [&str; 4] = ["CỘNG", "HOÀ", "XÃ", "HỘI"];
    cell.trim_start_matches(['*', '_']).split_whitespace().take(WORDS.len()).map(|word| if word == "HÒA" { "HOÀ" } else { word }).eq(WORDS)
}

/// Cuts the contents into rows, which may be `counted` in the first column; every seam between two rows is empty.
fn cut(cells: &[Kind], counted: bool) -> Vec<Range<usize>> {
    let widths = candidate_widths(cells);
    let cuts = widths.into_iter().filter_map(|width| cut_at_width(cells, width, counted));
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

/// The cheapest cut into rows of `width` cells, or somewhat more where no seam is left, with its cost.
fn cut_at_width(cells: &[Kind], width: usize, counted: bool) -> Option<(u64, Vec<Range<usize>>)> {
    const NEVER: u64 = u64::MAX;
    let count = cells.len();
    // From the end: the cost of cutting what starts at each place, and the cells of the first row there.
    let mut cost = vec![NEVER; count + 2];
    let mut taken = vec![0_usize; count + 2];
    cost[count] = 0;
    cost[count + 1] = 0;
    for start in (0..count).rev() {
        // A longer row is one between whose cells no seam is left.
        let run = cells[start..].iter().take(WIDEST).take_while(|cell| **cell != Kind::Empty).count();
        for row in 1..=width.max(run).min(count - start) {
            let seam = start + row;
            let closed = seam == count || (cells[seam] == Kind::Empty && seam + 1 < count);
            if !closed || cost[seam + 1] == NEVER {
                continue;
            }
            let total = cost[seam + 1] + row_cost(&cells[start..seam], width, counted && start > 0);
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

/// What a row costs: nothing where it is full, little where it is a title over all columns, alone or behind its number, more where cells
/// are missing or too many, most where it is hollow as well, since a hollow short row is rather two rows with a seam.
fn row_cost(row: &[Kind], width: usize, counted: bool) -> u64 {
    let empty = row.iter().filter(|cell| **cell == Kind::Empty).count();
    let blank = if empty == row.len() { 50 } else { 0 };
    // Tables count their rows at the left.
    let unnumbered = if row[0] == Kind::Empty { 3 } else { 0 };
    // Where rows are counted, words at the left are those of a row that shares its number with the row above: it is short.
    let uncounted = if counted && row[0] == Kind::Words && row.len() >= width && empty > 0 { 40 } else { 0 };
    // Behind an empty cell the numbers go on with the next row.
    let numbered_inside = row.windows(2).filter(|pair| pair[0] == Kind::Empty && row[0].goes_on_at(pair[1])).count();
    let short = match row {
        _ if row.len() == width => 0,
        _ if row.len() > width => 40,
        [Kind::Title] => 4,
        [Kind::Number(_) | Kind::Section, Kind::Title] if width > 2 => 5,
        [Kind::Section, Kind::Words | Kind::Brief] if width > 2 => 8,
        [_] => 30,
        _ => 10 + 2 * (width - row.len()) + 12 * empty,
    };
    (blank + unnumbered + uncounted + 40 * numbered_inside + short) as u64
}
