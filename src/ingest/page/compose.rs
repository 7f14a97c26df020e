//! Pages become one text, with lines and tables in reading order and the place of every word.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{
    Page, Rect, Turn, Word,
    columns::{self, SideBySide},
    furniture,
    grid::{self, Grid},
    line::{self, Column, Line},
    patience::Patience,
    unruled::{self, Gutter},
};
use crate::{
    error::Error,
    ingest::{self, Aside, Block, Gap, Pages, Seen, language},
    limit::{Limit, Limits},
    plan::TextKind,
    span::{Raw, Span},
    threads::Threads,
};

/// Puts pages together.
pub(super) fn compose(pages: &[Page], limits: Limits, threads: &Threads) -> Result<Pages, Error> {
    let allowed = limits.of(Limit::Cells);
    let cells = AtomicU64::new(0);
    let mut laid: Vec<Laid> = threads.map(pages, |page| Laid::out(page, &cells, allowed));
    if cells.into_inner() > allowed {
        return Err(Error::Limit(Limit::Cells, allowed));
    }
    let rows: Vec<Vec<Line>> = laid.iter_mut().map(|laid| std::mem::take(&mut laid.rows)).collect();
    let told = furniture::tell(pages, &rows);
    let mut pitches = Vec::new();
    pages.iter().zip(&rows).for_each(|(page, rows)| line::pitches(page, rows, &mut pitches));
    let mut writer = Writer { pitch: line::middle(&mut pitches), patience: Patience::of(limits), ..Writer::default() };
    for (nth, ((page, laid), (rows, told))) in pages.iter().zip(laid).zip(rows.iter().zip(told)).enumerate() {
        writer.page(page, u32::try_from(nth + 1).unwrap_or(u32::MAX), laid.grids, rows, &told);
    }
    writer.close();
    Ok(Pages {
        media_type: "",
        kind: TextKind::TextLayer,
        count: u32::try_from(pages.len()).ok(),
        text: writer.text,
        written: Vec::new(),
        blocks: writer.blocks,
        seen: writer.seen,
        aside: writer.aside,
        findings: writer.patience.finding().into_iter().collect(),
    })
}

/// A page's tables, and the rows of words that stand in none.
struct Laid {
    grids: Vec<Grid>,
    rows: Vec<Line>,
}

impl Laid {
    /// Lays a page out; `cells` counts those of the file, of which there may be so many.
    fn out(page: &Page, cells: &AtomicU64, allowed: u64) -> Self {
        let mut grids = grid::grids(page);
        let count = grids.iter().map(Grid::cell_count).sum::<usize>() as u64;
        if cells.fetch_add(count, Ordering::Relaxed) + count > allowed {
            return Self { grids: Vec::new(), rows: Vec::new() };
        }
        let mut free = Vec::new();
        for (at, word) in page.words.iter().enumerate() {
            let seen = word.seen();
            let middle = (seen.middle().0, word_height(word));
            if !grids.iter_mut().any(|grid| grid.take(at, middle)) {
                free.push(at);
            }
        }
        grids.retain(|grid| grid.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.words.is_empty()));
        Self { grids, rows: line::apart(page, line::lines(page, &free)) }
    }
}

/// The height at which a word's small letters stand: it lies within the cell even where the box of tall letters does not.
fn word_height(word: &Word) -> f32 {
    match word.turn {
        Turn::Upright => word.baseline - 0.3 * word.size,
        _ => word.seen().middle().1,
    }
}

/// What stands on a page, from top to bottom.
enum Item {
    Row { at: usize, why: Option<Aside> },
    Sides { left: Vec<usize>, right: Vec<usize>, block: SideBySide, goes_on: bool },
    Table(usize),
}

#[derive(Default)]
struct Writer {
    text: String,
    blocks: Vec<Block<Raw>>,
    seen: Vec<Seen<Raw>>,
    aside: Vec<(Span<Raw>, Aside)>,
    /// A table that may go on on the next page.
    open: Option<Open>,
    /// What stands side by side, and may go on on the next page.
    sides: Option<OpenSides>,
    /// The last line of the text, to see whether the next page goes on with it.
    last: Option<Last>,
    line: u32,
    number: u32,
    /// From one line of a paragraph to the next, in the document as a whole.
    pitch: Option<f32>,
    patience: Patience,
}

/// The columns so far, and what stood before them.
type OpenSides = (SideBySide, [Vec<ingest::Line<Raw>>; 2], Gap);

/// The pieces of a table, page by page.
struct Open {
    columns: Vec<f32>,
    gutters: Vec<Gutter>,
    rows: Vec<OpenRow>,
}

struct OpenRow {
    cells: Vec<OpenCell>,
    gap: Gap,
}

struct OpenCell {
    left: f32,
    right: f32,
    goes_on: bool,
    lines: Vec<ingest::Line<Raw>>,
}

/// The last line of a page.
struct Last {
    /// What is left of the line.
    room: f32,
    size: f32,
    bold: bool,
    /// True where it ends a sentence or a clause.
    ends: bool,
}

impl Last {
    fn of(page: &Page, row: &Line, column: &Column) -> Self {
        let ends =
            row.words.last().is_some_and(|&at| page.word(at).trim_end_matches(['"', '”', ')']).ends_with(['.', ';', ':', '!', '?', '…']));
        Self { room: column.right - row.frame.right, size: row.size, bold: row.is_bold(page), ends }
    }

    /// True where the first line of the next page goes on with it.
    fn is_continued_by(&self, page: &Page, row: &Line, column: &Column) -> bool {
        let alike = (self.size - row.size).abs() < 0.1 * row.size && self.bold == row.is_bold(page);
        let had_room = 0.9 * self.size + row.first_width(page) < self.room;
        !had_room && alike && (column.surely_goes_on(row) || (!self.ends && column.starts_at_edge(row)))
    }
}

impl Writer {
    fn page(&mut self, page: &Page, number: u32, grids: Vec<Grid>, rows: &[Line], told: &[Option<Aside>]) {
        let above = self.open.as_ref().map(|open| open.gutters.as_slice()).filter(|gutters| !gutters.is_empty());
        let (grids, rows, told) = with_unruled(page, grids, rows, told, above, &mut self.patience);
        let (grids, rows, told) = (&grids, &rows, &told);
        if number > 1 {
            self.text.push('\x0c');
        }
        self.number = number;
        let before = self.sides.as_ref().map(|(block, ..)| block);
        let items = items(page, grids, rows, told, before, &mut self.patience);
        let flowing: Vec<Line> = items
            .iter()
            .filter_map(|(_, item)| match item {
                Item::Row { at, why: None } => Some(rows[*at].clone()),
                _ => None,
            })
            .filter(|row| row.turn == Turn::Upright)
            .collect();
        let column = Column::of(page, &flowing, None, self.pitch);
        let mut before: Option<(usize, bool)> = None;
        // True within an item whose lines stand under its words, not under its number.
        let mut hanging = false;
        let mut first = true;
        for (_, item) in items {
            match item {
                Item::Row { at, why: Some(why) } => {
                    let line = self.line(page, &rows[at], Gap::Blank);
                    self.aside.extend(line.pieces.iter().map(|piece| (*piece, why)));
                }
                Item::Row { at, why: None } => {
                    self.close();
                    let row = &rows[at];
                    let begins = match before {
                        Some((above, began)) if row.turn == rows[above].turn => column.begins(page, &rows[above], row, began),
                        _ => true,
                    };
                    let gap = match (first && number > 1, &self.last) {
                        (true, Some(last)) if last.is_continued_by(page, row, &column) => Gap::None,
                        (true, _) => Gap::Page,
                        (false, _) if begins => Gap::Blank,
                        (false, _) => Gap::None,
                    };
                    let line = self.line(page, row, gap);
                    hanging = gap == Gap::None
                        && before.is_some_and(|(above, _)| {
                            let same = (rows[above].frame.left - row.frame.left).abs() < 0.5 * row.size;
                            line::hangs_under(page, &rows[above], row) || (hanging && same)
                        });
                    let listed = before.is_some_and(|(above, _)| line::lists_on(page, &rows[above], row));
                    let goes_on = hanging || column.surely_goes_on(row) || (column.is_spaced() && !self.is_announced(&line));
                    let sure = before.is_some() && !listed && goes_on;
                    self.flow(line, sure);
                    self.last = Some(Last::of(page, row, &column));
                    before = Some((at, gap > Gap::None));
                    first = false;
                }
                Item::Sides { left, right, block, goes_on } => {
                    if !goes_on {
                        self.close();
                    }
                    self.sides(page, &left, &right, block, if first && number > 1 { Gap::Page } else { Gap::Blank });
                    (before, first) = (None, false);
                    self.last = None;
                }
                Item::Table(at) => {
                    self.table(page, &grids[at], first && number > 1);
                    (before, first) = (None, false);
                    self.last = None;
                }
            }
        }
    }

    /// Writes a line, and says where its words stand.
    fn line(&mut self, page: &Page, row: &Line, gap: Gap) -> ingest::Line<Raw> {
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\x0c', '\t']) {
            self.text.push('\n');
        }
        self.words(page, row, gap)
    }

    fn words(&mut self, page: &Page, row: &Line, gap: Gap) -> ingest::Line<Raw> {
        let start = place(self.text.len());
        let mut bold_until = None;
        let mut bold = true;
        for (nth, &at) in row.words.iter().enumerate() {
            let word = &page.words[at];
            if nth > 0 && !line::touch(page, row.words[nth - 1], at) {
                self.text.push(' ');
            }
            let from = place(self.text.len());
            self.text.push_str(&page.text[word.start as usize..word.end as usize]);
            let span = Span::new(from, place(self.text.len()));
            let Rect { left, top, right, bottom } = word.seen();
            self.seen.push(Seen { span, page: self.number, line: self.line, bounds: [left, top, right, bottom] });
            bold &= word.bold;
            if bold {
                bold_until = Some(span.end());
            }
        }
        self.line += 1;
        ingest::Line { pieces: vec![Span::new(start, place(self.text.len()))], bold_until, gap }
    }

    /// Adds a line of running text. One that surely goes on with the paragraph is a piece of the same line, together with the white space
    /// before it.
    fn flow(&mut self, line: ingest::Line<Raw>, surely_goes_on: bool) {
        let is_cut_word = matches!(self.blocks.last(), Some(Block::Line(above)) if self.is_cut_word(above, &line));
        match self.blocks.last_mut() {
            Some(Block::Line(above)) if line.gap == Gap::None && (is_cut_word || surely_goes_on) => {
                let whole = above.pieces.last().is_some_and(|piece| above.bold_until == Some(piece.end()));
                if whole && let Some(until) = line.bold_until {
                    above.bold_until = Some(until);
                }
                above.pieces.extend(line.pieces.iter().map(
                    |piece| {
                        if is_cut_word { *piece } else { Span::new(piece.start() - 1, piece.end()) }
                    },
                ));
            }
            _ => self.blocks.push(Block::Line(line)),
        }
    }

    /// Adds a line to those before it. "2021-" and "2030" are one word that the end of a line cut, and so are "chuyê" and "n" in a
    /// narrow cell: then they are one line.
    fn add(&self, lines: &mut Vec<ingest::Line<Raw>>, line: ingest::Line<Raw>) {
        match lines.last_mut() {
            Some(above) if line.gap == Gap::None && (self.is_cut_word(above, &line) || self.is_cut_syllable(above, &line)) => {
                above.pieces.extend(line.pieces);
            }
            _ => lines.push(line),
        }
    }

    /// True where the line before announces what follows with a colon, and this one begins with a capital: a heading has no room to spare.
    fn is_announced(&self, line: &ingest::Line<Raw>) -> bool {
        let Some(Block::Line(above)) = self.blocks.last() else { return false };
        let (above, line) = self.seam(above, line);
        above.ends_with(':') && line.starts_with(char::is_uppercase)
    }

    fn is_cut_word(&self, above: &ingest::Line<Raw>, line: &ingest::Line<Raw>) -> bool {
        let (above, line) = self.seam(above, line);
        let mut end = above.chars().rev();
        matches!(end.next(), Some('-' | '/'))
            && end.next().is_some_and(char::is_alphanumeric)
            && line.chars().next().is_some_and(char::is_alphanumeric)
    }

    fn is_cut_syllable(&self, above: &ingest::Line<Raw>, line: &ingest::Line<Raw>) -> bool {
        let (above, line) = self.seam(above, line);
        language::is_cut_syllable(above, line) || language::is_cut_number(above, line)
    }

    /// The end of one line and the start of the next.
    fn seam(&self, above: &ingest::Line<Raw>, line: &ingest::Line<Raw>) -> (&str, &str) {
        let words = |piece: Option<&Span<Raw>>| piece.map_or("", |piece| &self.text[piece.range()]);
        (words(above.pieces.last()), words(line.pieces.first()))
    }

    /// Writes the lines of a cell, divided by `divider`.
    fn cell(&mut self, page: &Page, lines: &[Line], column: &Column, divider: char) -> Vec<ingest::Line<Raw>> {
        let mut written: Vec<ingest::Line<Raw>> = Vec::with_capacity(lines.len());
        for (nth, row) in lines.iter().enumerate() {
            let gap = match nth.checked_sub(1).map(|above| &lines[above]) {
                Some(above) if above.turn == row.turn => {
                    let began = written.last().is_some_and(|line| line.gap > Gap::None);
                    if column.begins(page, above, row, began) { Gap::Blank } else { Gap::None }
                }
                _ => Gap::Blank,
            };
            if nth > 0 {
                self.text.push(divider);
            }
            let line = self.words(page, row, gap);
            self.add(&mut written, line);
        }
        written
    }

    /// Two columns become a table of one row.
    fn sides(&mut self, page: &Page, left: &[usize], right: &[usize], block: SideBySide, gap: Gap) {
        let cells = [left, right].map(|words| {
            self.break_line();
            let lines = line::lines(page, words);
            let column = Column::of(page, &lines, None, self.pitch);
            self.cell(page, &lines, &column, '\n')
        });
        match &mut self.sides {
            Some((_, known, _)) => known.iter_mut().zip(cells).for_each(|(known, more)| known.extend(more)),
            None => self.sides = Some((block, cells, gap)),
        }
    }

    /// Hands over what may have gone on, and did not.
    fn close(&mut self) {
        self.close_table();
        if let Some((_, cells, gap)) = self.sides.take() {
            self.blocks.push(Block::Table(ingest::Table { rows: vec![ingest::Row { cells: cells.into(), reaching: Vec::new(), gap }] }));
        }
    }

    fn break_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\x0c']) {
            self.text.push('\n');
        }
    }

    fn table(&mut self, page: &Page, grid: &Grid, first: bool) {
        let goes_on = first
            && self
                .open
                .as_ref()
                .is_some_and(|open| unruled::are_one(&open.gutters, &grid.gutters) || is_one_table(&open.columns, &grid.columns));
        if !goes_on {
            self.close();
        }
        let mut rows = Vec::with_capacity(grid.rows.len());
        for (nth, row) in grid.rows.iter().enumerate() {
            self.break_line();
            let mut cells = Vec::with_capacity(row.cells.len());
            for (at, cell) in row.cells.iter().enumerate() {
                if at > 0 {
                    self.text.push('\t');
                }
                let lines = line::lines(page, &cell.words);
                const PADDING: f32 = 5.0;
                let column = Column::of(page, &lines, Some(cell.bounds.right - PADDING), None);
                let lines = self.cell(page, &lines, &column, ' ');
                cells.push(OpenCell { left: cell.bounds.left, right: cell.bounds.right, goes_on: cell.goes_on, lines });
            }
            let gap = if nth == 0 && first { Gap::Page } else { Gap::None };
            rows.push(OpenRow { cells, gap });
        }
        match &mut self.open {
            Some(open) => {
                // The columns of both pages, moved onto those of the first.
                let shift = open.columns[0] - grid.columns[0];
                let stretch = span_of(&open.columns) / span_of(&grid.columns).max(1.0);
                let known = open.columns.clone();
                let one = unruled::are_one(&open.gutters, &grid.gutters);
                let moved = |x: f32| match grid.columns.iter().position(|&column| column == x) {
                    // Gutters leave room for where a column ends; the first page says where.
                    Some(at) if one => known[at],
                    _ => (x - grid.columns[0]) * stretch + grid.columns[0] + shift,
                };
                for row in &mut rows {
                    for cell in &mut row.cells {
                        (cell.left, cell.right) = (moved(cell.left), moved(cell.right));
                    }
                }
                for column in grid.columns.iter().map(|&x| moved(x)) {
                    if open.columns.iter().all(|known| (known - column).abs() > SAME) {
                        open.columns.push(column);
                    }
                }
                open.columns.sort_by(f32::total_cmp);
                // The first words of a table's header row may stand on the page before.
                if let ([header], [rest, ..]) = (&mut open.rows[..], &mut rows[..])
                    && is_rest_of_header(&self.text, header, rest)
                {
                    let rest = rows.remove(0);
                    for (cell, more) in header.cells.iter_mut().zip(rest.cells) {
                        cell.lines.extend(more.lines);
                    }
                }
                open.rows.extend(rows);
            }
            None => self.open = Some(Open { columns: grid.columns.clone(), gutters: grid.gutters.clone(), rows }),
        }
    }

    /// Hands over the table that may have gone on, and did not.
    fn close_table(&mut self) {
        let Some(open) = self.open.take() else { return };
        let mut rows: Vec<ingest::Row<Raw>> = Vec::with_capacity(open.rows.len());
        for (nth, row) in open.rows.into_iter().enumerate() {
            let is_header = nth == 0 || row.gap == Gap::Page;
            rows.push(open_row(row, &open.columns, is_header));
        }
        if rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.is_empty()) {
            self.blocks.push(Block::Table(ingest::Table { rows }));
        }
    }
}

/// Upright lines of two pages nearer than this are one.
const SAME: f32 = 4.0;

/// True for a row on top of a page in which the words of a header row go on: it has the same cells, and none begins anew.
fn is_rest_of_header(text: &str, header: &OpenRow, row: &OpenRow) -> bool {
    let words = |cell: &OpenCell| cell.lines.first().and_then(|line| line.pieces.first()).map(|piece| text[piece.range()].trim());
    let alike = |(above, cell): (&OpenCell, &OpenCell)| (above.left - cell.left).abs() < SAME && (above.right - cell.right).abs() < SAME;
    let goes_on = |(above, cell): (&OpenCell, &OpenCell)| {
        words(cell).is_none_or(|words| !above.lines.is_empty() && words.starts_with(char::is_lowercase))
    };
    let pairs = || header.cells.iter().zip(&row.cells);
    header.cells.len() == row.cells.len()
        && pairs().all(alike)
        && pairs().all(goes_on)
        && row.cells.iter().any(|cell| words(cell).is_some())
}

fn span_of(columns: &[f32]) -> f32 {
    columns.last().copied().unwrap_or(0.0) - columns.first().copied().unwrap_or(0.0)
}

/// True where a table on the next page has the columns of the one before, or some of them.
fn is_one_table(above: &[f32], below: &[f32]) -> bool {
    let (wide, narrow) = if above.len() >= below.len() { (above, below) } else { (below, above) };
    let shift = wide.first().copied().unwrap_or(0.0) - narrow.first().copied().unwrap_or(0.0);
    (span_of(wide) - span_of(narrow)).abs() < 2.0 * SAME && narrow.iter().all(|x| wide.iter().any(|known| (known - x - shift).abs() < SAME))
}

/// A row as it is handed over: one cell a column, but for cells that reach to its end.
fn open_row(row: OpenRow, columns: &[f32], is_header: bool) -> ingest::Row<Raw> {
    let last = columns.len().saturating_sub(2);
    let column = |x: f32| {
        let near = |&at: &usize| (columns[at] - x).abs();
        (0..columns.len()).min_by(|a, b| near(a).total_cmp(&near(b))).unwrap_or(0)
    };
    let (mut cells, mut reaching) = (Vec::new(), Vec::new());
    for cell in row.cells {
        if cell.goes_on && cell.lines.is_empty() {
            reaching.push(cells.len());
        }
        let (from, to) = (column(cell.left), column(cell.right).saturating_sub(1));
        let wide = to > from;
        cells.push(cell.lines);
        if wide && to < last && !is_header {
            cells.extend((from..to).map(|_| Vec::new()));
        }
    }
    ingest::Row { cells, reaching, gap: row.gap }
}

/// The tables of a page, those without ruling lines too, and the rows that stand in none.
fn with_unruled(
    page: &Page,
    mut grids: Vec<Grid>,
    rows: &[Line],
    told: &[Option<Aside>],
    above: Option<&[Gutter]>,
    patience: &mut Patience,
) -> (Vec<Grid>, Vec<Line>, Vec<Option<Aside>>) {
    let flowing: Vec<usize> = (0..rows.len()).filter(|&at| told[at].is_none() && rows[at].turn == Turn::Upright).collect();
    let tops: Vec<f32> = grids.iter().map(|grid| grid.bounds.top).collect();
    let section = |at: usize| tops.iter().filter(|&&top| top < rows[at].baseline).count();
    let mut taken = vec![false; rows.len()];
    for (nth, stretch) in flowing.chunk_by(|&a, &b| section(a) == section(b)).enumerate() {
        let lines: Vec<Line> = stretch.iter().map(|&at| rows[at].clone()).collect();
        for (grid, lines) in unruled::tables(page, &lines, above.filter(|_| nth == 0 && section(stretch[0]) == 0), patience) {
            stretch[lines].iter().for_each(|&at| taken[at] = true);
            grids.push(grid);
        }
    }
    grids.sort_by(|a, b| a.bounds.top.total_cmp(&b.bounds.top));
    let left = || (0..rows.len()).filter(|&at| !taken[at]);
    (grids, left().map(|at| rows[at].clone()).collect(), left().map(|at| told[at]).collect())
}

fn items(
    page: &Page,
    grids: &[Grid],
    rows: &[Line],
    told: &[Option<Aside>],
    before: Option<&SideBySide>,
    patience: &mut Patience,
) -> Vec<(f32, Item)> {
    let upright = |at: &usize| told[*at].is_none() && rows[*at].turn == Turn::Upright;
    let flowing: Vec<usize> = (0..rows.len()).filter(upright).collect();
    let mut items: Vec<(f32, Item)> = Vec::new();
    let mut taken = vec![false; rows.len()];
    // Side by side only between tables: a gutter does not reach through one.
    let mut start = 0;
    while start < flowing.len() {
        let above = rows[flowing[start]].baseline;
        let end = grids.iter().map(|grid| grid.bounds.top).filter(|&top| top > above).fold(f32::MAX, f32::min);
        let stop = start + flowing[start..].partition_point(|&at| rows[at].baseline < end);
        let stretch: Vec<Line> = flowing[start..stop].iter().map(|&at| rows[at].clone()).collect();
        let first_table = grids.iter().map(|grid| grid.bounds.top).fold(f32::MAX, f32::min);
        let going_on = match before {
            Some(before) if start == 0 && above < first_table => columns::go_on(page, &stretch, before),
            _ => None,
        };
        let skip = going_on.as_ref().map_or(0, |block| block.rows.end);
        let mut blocks: Vec<(SideBySide, bool)> = going_on.into_iter().map(|block| (block, true)).collect();
        let below = columns::find(page, &stretch[skip..], patience).into_iter();
        blocks.extend(below.map(|block| (SideBySide { rows: block.rows.start + skip..block.rows.end + skip, ..block }, false)));
        for (block, goes_on) in blocks {
            let (mut left, mut right) = (Vec::new(), Vec::new());
            for at in block.rows.clone() {
                taken[flowing[start + at]] = true;
                for &word in &stretch[at].words {
                    if page.words[word].frame.left < block.middle() { left.push(word) } else { right.push(word) }
                }
            }
            items.push((top(&stretch[block.rows.start]), Item::Sides { left, right, block, goes_on }));
        }
        start = stop.max(start + 1);
    }
    items.extend(grids.iter().enumerate().map(|(at, grid)| (grid.bounds.top, Item::Table(at))));
    items.extend((0..rows.len()).filter(|&at| !taken[at]).map(|at| (top(&rows[at]), Item::Row { at, why: told[at] })));
    items.sort_by(|a, b| a.0.total_cmp(&b.0));
    items
}

/// The height at which a row stands on the page.
fn top(row: &Line) -> f32 {
    match row.turn {
        Turn::Upright => row.baseline - 0.5 * row.size,
        turn => turn.to_page(row.frame).top,
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
