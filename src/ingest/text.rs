//! Text as it is in the wild becomes lines and tables: Markdown, HTML left in cells, tables by tabs, by pipes, drawn with
//! rules, by HTML tags, or with one cell a line.

mod bars;
mod drawn;
mod html;
mod lone;
mod markup;
mod side;
mod tabs;

use self::markup::{Emphasis, Entities};
use super::{Block, Gap, Line, Pages, Row, Table};
use crate::{plan::TextKind, span::Raw};

/// Reads a decoded text.
///
/// ```
/// use kehoach::ingest::{Block, text};
/// let pages = text::read("**I. MỤC TIÊU**\n\nSTT\tNhiệm vụ\tChủ trì\n1\tRà soát\tSở Nội vụ\n".to_owned());
/// assert!(matches!(&pages.blocks[1], Block::Table(table) if table.rows.len() == 2));
/// ```
#[must_use]
pub fn read(text: String) -> Pages {
    let mut reader = Reader {
        text: &text,
        html: html::stretches(&text).into_iter().rev().map(|stretch| (stretch, 0)).collect(),
        blocks: Vec::new(),
        gap: Gap::None,
        pages: 1,
        emphasis: Emphasis::default(),
        entities: Vec::new(),
    };
    let mut at = 0;
    while let Some(line) = next_line(&text, at) {
        at = reader.take(line);
    }
    let Reader { blocks, mut entities, pages, .. } = reader;
    // Columns side by side and captions are not read in the order in which they stand.
    entities.sort_unstable_by_key(|(span, _)| span.start());
    Pages {
        media_type: "text/plain",
        kind: TextKind::Plain,
        count: (pages > 1).then_some(pages),
        text,
        written: entities,
        blocks,
        seen: Vec::new(),
        aside: Vec::new(),
        findings: Vec::new(),
    }
}

/// A line without its end: bytes `start..end`, the next line starts at `next`.
#[derive(Clone, Copy)]
struct Bounds {
    start: usize,
    end: usize,
    next: usize,
}

fn next_line(text: &str, start: usize) -> Option<Bounds> {
    if start >= text.len() {
        return None;
    }
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    Some(Bounds { start, end, next: (end + 1).min(text.len()) })
}

struct Reader<'t> {
    text: &'t str,
    /// Where HTML tables stand that were not met yet, and in how many frames; the next one last.
    html: Vec<(std::ops::Range<usize>, usize)>,
    blocks: Vec<Block<Raw>>,
    gap: Gap,
    pages: u32,
    emphasis: Emphasis,
    entities: Entities,
}

impl Reader<'_> {
    /// Takes the line, and those that belong to a table that it starts; returns where the next line starts.
    fn take(&mut self, line: Bounds) -> usize {
        if let Some(next) = self.html_tables(line) {
            return next;
        }
        self.turn_pages(line.start..line.end);
        let words = &self.text[line.start..line.end];
        if words.trim() == "|"
            && let Some(table) = bars::read(self.text, line.start)
        {
            return self.table_of_bars(&table);
        }
        if lone::opens(words)
            && let Some(table) = lone::read(self.text, line.start)
        {
            return self.table_of_bars(&table);
        }
        if let Some(table) = drawn::read(self.text, line.start) {
            return self.drawn_table(&table);
        }
        if let Some(columns) = side::read(self.text, line.start) {
            return self.side_by_side(&columns);
        }
        let cell = only_cell(words);
        let opens_act = || next_line(self.text, line.next).is_some_and(|below| bars::names_republic(&self.text[below.start..below.end]));
        if cell.is_some_and(|_| opens_act()) {
            // The issuer above the republic's name: the table above, which tells what a page knows of the act, is over.
        } else if let Some(cells) = cells_of_row(words, self.columns(), self.gap == Gap::None) {
            if cells.is_empty() {
                return line.next;
            }
            let row = tabs::row(self.text, line, cells, self.columns());
            let next = row.next;
            self.row(row);
            return next;
        }
        self.words(line.start..line.start + cell.unwrap_or(words).len());
        line.next
    }

    /// Counts the form feeds of a stretch.
    fn turn_pages(&mut self, stretch: std::ops::Range<usize>) {
        let form_feeds = self.text[stretch].bytes().filter(|&byte| byte == 0x0c).count();
        if form_feeds > 0 {
            self.pages += u32::try_from(form_feeds).unwrap_or(0);
            self.gap = Gap::Page;
        }
    }

    /// Takes a line of no table.
    fn words(&mut self, line: std::ops::Range<usize>) {
        let printed = markup::line(self.text, line.clone(), &mut self.emphasis, &mut self.entities);
        if printed.is_empty() {
            self.gap = self.gap.max(Gap::Blank);
            // Emphasis does not reach over an empty line; a mark left open there is a slip.
            if self.text[line].trim().is_empty() {
                self.emphasis = Emphasis::default();
            }
        }
        for mut line in printed {
            line.gap = std::mem::replace(&mut self.gap, Gap::None);
            self.blocks.push(Block::Line(line));
        }
    }

    /// Takes the HTML tables that start on the line, all in one go since a line may be the whole text, and the words before each; returns
    /// where the text after the last starts.
    fn html_tables(&mut self, line: Bounds) -> Option<usize> {
        /// Frames of one column in each other; what stands deeper is words.
        const DEEPEST: usize = 4;
        let mut next = None;
        while let Some((stretch, depth)) = self.html.pop_if(|(stretch, _)| stretch.start < line.end) {
            let from = next.unwrap_or(line.start);
            // Another table may have taken this one for words of its cells.
            if stretch.start < from {
                continue;
            }
            let Some(table) = html::read(self.text, stretch.clone()) else {
                if depth < DEEPEST {
                    let inside = html::inside(self.text, &stretch).into_iter().rev();
                    self.html.extend(inside.map(|stretch| (stretch, depth + 1)));
                }
                continue;
            };
            self.turn_pages(from..table.next);
            for line in std::iter::once(from..stretch.start).chain(table.outside) {
                self.words(line);
            }
            let gap = std::mem::replace(&mut self.gap, Gap::None);
            let rows = table.rows.into_iter().enumerate().map(|(at, row)| Row {
                cells: row.cells.into_iter().map(|lines| self.cell(lines.into_iter())).collect(),
                reaching: row.reaching,
                gap: if at == 0 { gap } else { Gap::None },
            });
            let rows: Vec<Row<Raw>> = rows.collect();
            let width = rows.first().map_or(0, |row| row.cells.len());
            let columns = self.columns();
            match self.blocks.last_mut() {
                // Converters that go page by page begin the table anew on each page, often in the middle of a row.
                Some(Block::Table(above)) if width > 2 && width == columns => above.rows.extend(rows),
                _ => self.blocks.push(Block::Table(Table { rows })),
            }
            self.emphasis = Emphasis::default();
            next = Some(table.next);
        }
        next
    }

    /// Columns of the table that stands above; rows may leave out the tabs at their end, so the first row counts too.
    fn columns(&self) -> usize {
        let width = |row: Option<&Row<Raw>>| row.map_or(0, |row| row.cells.len());
        match self.blocks.last() {
            Some(Block::Table(table)) => width(table.rows.first()).max(width(table.rows.last())),
            _ => 0,
        }
    }

    /// A row by tabs or pipes: it continues the table above, or starts one.
    fn row(&mut self, row: tabs::TabRow) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        self.emphasis = Emphasis::default();
        let cells: Vec<Vec<Line<Raw>>> = row.cells.into_iter().map(|lines| self.cell(lines.into_iter())).collect();
        let row = Row { cells, reaching: Vec::new(), gap };
        let columns = self.columns();
        match self.blocks.last_mut() {
            Some(Block::Table(table)) if gap < Gap::Page || row.cells.len() == columns => {
                table.rows.push(row);
            }
            _ => self.blocks.push(Block::Table(Table { rows: vec![row] })),
        }
    }

    fn drawn_table(&mut self, table: &drawn::Drawn) -> usize {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let mut rows = Vec::with_capacity(table.rows.len());
        for (at, row) in table.rows.iter().enumerate() {
            let cells = row.iter().map(|lines| self.cell(lines.iter().cloned())).collect();
            rows.push(Row { cells, reaching: Vec::new(), gap: if at == 0 { gap } else { Gap::None } });
        }
        self.blocks.push(Block::Table(Table { rows }));
        self.emphasis = Emphasis::default();
        table.next
    }

    fn table_of_bars(&mut self, table: &bars::Bars) -> usize {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let mut rows = Vec::with_capacity(table.rows.len());
        for (at, row) in table.rows.iter().enumerate() {
            let text = self.text;
            let cells = row.iter().map(|cell| self.cell(lines_of(text, cell.clone()))).collect();
            rows.push(Row { cells, reaching: Vec::new(), gap: if at == 0 { gap } else { Gap::None } });
        }
        self.blocks.push(Block::Table(Table { rows }));
        self.emphasis = Emphasis::default();
        table.next
    }

    fn side_by_side(&mut self, columns: &side::Columns) -> usize {
        for column in &columns.lines {
            self.gap = self.gap.max(Gap::Blank);
            self.emphasis = Emphasis::default();
            for line in column {
                for mut line in markup::line(self.text, line.clone(), &mut self.emphasis, &mut self.entities) {
                    line.gap = std::mem::replace(&mut self.gap, Gap::None);
                    self.blocks.push(Block::Line(line));
                }
            }
        }
        self.gap = Gap::Blank;
        self.emphasis = Emphasis::default();
        columns.next
    }

    /// The lines of a cell that has lines of its own.
    fn cell(&mut self, words: impl Iterator<Item = std::ops::Range<usize>>) -> Vec<Line<Raw>> {
        let mut lines: Vec<Line<Raw>> = Vec::new();
        let mut emphasis = Emphasis::default();
        let mut gap = Gap::None;
        for line in words {
            let printed = markup::line(self.text, line, &mut emphasis, &mut self.entities);
            if printed.is_empty() {
                gap = Gap::Blank;
            }
            for mut line in printed {
                line.gap = std::mem::replace(&mut gap, Gap::None);
                lines.push(line);
            }
        }
        lines
    }
}

/// The lines of a stretch of text.
fn lines_of(text: &str, stretch: std::ops::Range<usize>) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = stretch.start;
    std::iter::from_fn(move || {
        let line = next_line(&text[..stretch.end], at)?;
        at = line.next;
        Some(line.start..line.end)
    })
}

/// A line without the bar that closes it, where no other bar stands in it: the only cell of a row, as in a letterhead.
fn only_cell(line: &str) -> Option<&str> {
    line.trim_end().strip_suffix(" |").filter(|cell| !cell.contains('|') && !cell.trim().is_empty())
}

/// The cells of a line that is a row by tabs or by pipes; none for a rule of dashes between rows of pipes.
///
/// Pipes may stand between the cells only ("TT | Nhiệm vụ | Chủ trì | Thời gian"): three make a row, two where one of them closes the
/// line ("Số: 7/KH-UBND | Sơn La, ngày 05 tháng 01 năm 2026 |"), and one is enough right `below` a row.
/// Two tabs make a row, since one stands after a number; tabs at the start alone are an indent, unless the table above has as many
/// `columns`. One tab is enough on the line right `below` a row: "I", a tab, and the title of a section.
fn cells_of_row(line: &str, columns: usize, below: bool) -> Option<Vec<std::ops::Range<usize>>> {
    let line = line.trim_end_matches('\r');
    let trimmed = line.trim();
    if trimmed.starts_with('|') && trimmed[1..].contains('|') {
        let start = line.len() - line.trim_start().len() + 1;
        let end = start + trimmed[1..].strip_suffix('|').unwrap_or(&trimmed[1..]).len();
        let cells = split(line, start..end, '|');
        let is_rule = trimmed.contains("--") && trimmed.chars().all(|c| matches!(c, '-' | '+' | ':' | ' ' | '|'));
        return Some(if is_rule { Vec::new() } else { cells });
    }
    let goes_on = below && columns > 2;
    let closed = trimmed.ends_with(" |");
    let bars = if trimmed.contains('|') { trimmed.matches(" | ").count() + usize::from(closed) } else { 0 };
    let fewest = match () {
        () if goes_on => 1,
        () if closed => 2,
        () => 3,
    };
    if bars >= fewest && !trimmed.starts_with('|') {
        let line_end = line.trim_end();
        return Some(split(line, 0..line_end.strip_suffix('|').unwrap_or(line_end).len(), '|'));
    }
    let tabs = line.bytes().filter(|&byte| byte == b'\t').count();
    let is_row = !trimmed.is_empty() && tabs >= if goes_on { 1 } else { 2 } && (trimmed.contains('\t') || tabs + 1 == columns);
    is_row.then(|| split(line, 0..line.len(), '\t'))
}

/// The stretches between the marks; one that Markdown escapes ("A \| B") is part of its cell.
fn split(line: &str, range: std::ops::Range<usize>, mark: char) -> Vec<std::ops::Range<usize>> {
    let mut cells = Vec::new();
    let mut start = range.start;
    let marks = line[range.clone()].match_indices(mark).map(|(at, _)| range.start + at);
    for at in marks.filter(|&at| !line[..at].ends_with('\\')) {
        cells.push(start..at);
        start = at + mark.len_utf8();
    }
    cells.push(start..range.end);
    cells
}
