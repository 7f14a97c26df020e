//! Tables: which rows are headers, what each column is for, which rows open a section, and rows that a page cut put together again.

use std::ops::Range;

use crate::{
    grammar::Catalog,
    ingest::Gap,
    passage::Passage,
    plan::Rule,
    source::{Paragraph, Row, Source, Table},
};

use super::{
    form::is_capitals,
    marker::{self, Style},
};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The number of the row.
    Number,
    /// What is to be done.
    Name,
    /// What comes out of it.
    Result,
    /// What comes out of it, and when, in one column.
    ResultAndTime,
    /// Who leads.
    Lead,
    /// Who co-ordinates.
    Coordinating,
    /// When.
    Time,
    /// One quarter, month or half of the year: a mark in it says when.
    Period,
    /// When it begins, beside a column for its end.
    Start,
    /// When it ends, beside a column for its start.
    End,
    /// What is measured.
    Indicator,
    /// What the values are counted in.
    Unit,
    /// A value that is aimed at, most often that of one year.
    Target,
    /// A value that is reached already.
    Baseline,
    /// Remarks.
    Note,
    /// None of these.
    Other,
}

impl Role {
    fn of(means: &str) -> Option<Self> {
        Some(match means {
            "number" => Self::Number,
            "name" => Self::Name,
            "result" => Self::Result,
            "result-and-time" => Self::ResultAndTime,
            "lead" => Self::Lead,
            "coordinating" => Self::Coordinating,
            "time" => Self::Time,
            "period" => Self::Period,
            "start" => Self::Start,
            "end" => Self::End,
            "indicator" => Self::Indicator,
            "unit" => Self::Unit,
            "target" => Self::Target,
            "baseline" => Self::Baseline,
            "note" => Self::Note,
            _ => return None,
        })
    }
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The words of its header, if any.
    pub header: Option<Passage>,
    /// What it is for.
    pub role: Role,
    /// The grammar that told so.
    pub rule: Option<Rule>,
}

/// A table, read.
#[derive(Debug, Default)]
pub struct Grid {
    /// Its columns; one more than printed where rows have more cells than the header.
    pub columns: Vec<Column>,
    /// Its rows below the header.
    pub rows: Vec<GridRow>,
    /// True where it lists tasks: a name, and who or when.
    pub lists_tasks: bool,
    /// True where it lists what is measured, with the values aimed at or who is responsible.
    pub lists_indicators: bool,
    /// Cells of header rows that are printed again.
    pub repeated: Vec<Passage>,
    /// Cells of the header.
    pub header: Vec<Passage>,
    /// True where the header has no cell over the numbers of the rows, so that its cells stand over the columns behind theirs.
    pub unheaded_numbers: bool,
}

impl Grid {
    /// Its columns and what it lists.
    #[must_use]
    pub fn without_rows(&self) -> Self {
        let Self { columns, lists_tasks, lists_indicators, unheaded_numbers, .. } = self;
        let (lists_tasks, lists_indicators, unheaded_numbers) = (*lists_tasks, *lists_indicators, *unheaded_numbers);
        Self { columns: columns.clone(), lists_tasks, lists_indicators, unheaded_numbers, ..Self::default() }
    }

    /// The first column of a role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }
}

/// A row, its pieces put together.
#[derive(Debug, Clone)]
pub struct GridRow {
    /// Its cells, one a column; empty cells are empty passages.
    pub cells: Vec<Passage>,
    /// What kind of row it is.
    pub kind: RowKind,
    /// True where a page break cuts it.
    pub cut: bool,
    /// How many cells at the left it shares with the row above.
    pub merged: usize,
    /// Which other cells it shares with the row above.
    pub reaching: Vec<usize>,
}

/// What kind of row it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// It opens a section: cell and range of its marker, cell and range of its title.
    Section {
        /// The printed marker.
        marker: Option<(usize, Range<usize>)>,
        /// The title.
        title: (usize, Range<usize>),
    },
    /// A row of its own.
    Plain {
        /// Cell and range of its number.
        number: Option<(usize, Range<usize>)>,
        /// How deep it stands below the last row without this: 0, or 1 for a sub-row.
        below: bool,
    },
}

/// Reads a table. Without a header of its own it goes on with the table `before`, which a line between its rows has cut ("I. CẢI CÁCH THỂ
/// CHẾ" with nothing to set cells apart).
#[must_use]
pub fn read(source: &Source, table: &Table, before: Option<&Grid>, catalog: &Catalog) -> Grid {
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let passages = |row: &Row| -> Vec<Passage> { row.cells.iter().map(|cell| source.join(cell)).collect() };
    let mut found = header_of(table, width, &passages, catalog);
    if found.columns.is_empty()
        && let Some(before) = before.filter(|before| goes_on(before, table, width, &passages))
    {
        found.columns.clone_from(&before.columns);
    }
    let Header { mut columns, shown: header, above, rows: heads } = found;
    let unheaded_numbers = counted(&columns, &table.rows[heads..], &passages);
    if unheaded_numbers {
        columns.insert(0, Column { header: None, role: Role::Number, rule: None });
    }
    columns.resize_with(width.max(columns.len()), || Column { header: None, role: Role::Other, rule: None });
    settle(&mut columns, catalog);
    let has = |role: Role| columns.iter().any(|column| column.role == role);
    let any = |roles: &[Role]| roles.iter().copied().any(has);
    // Under a header that names fewer columns than there are, nobody can say which value is of which year.
    let named = columns.iter().all(|column| column.header.as_ref().is_some_and(|header| !header.is_empty()));
    let lists_indicators = match has(Role::Name) {
        _ if !named && has(Role::Target) => false,
        true => has(Role::Unit) && has(Role::Target) && !any(&[Role::Time, Role::End, Role::Result, Role::ResultAndTime]),
        false => has(Role::Indicator) && any(&[Role::Target, Role::Lead, Role::Time, Role::End]),
    };
    let lists_tasks = !lists_indicators
        && has(Role::Name)
        && any(&[Role::Lead, Role::Time, Role::Period, Role::End, Role::Coordinating, Role::ResultAndTime]);
    let printed: Vec<String> = header.iter().map(|cell| cell.folded().to_owned()).collect();
    let mut grid = Grid { columns, rows: Vec::new(), lists_tasks, lists_indicators, repeated: Vec::new(), header, unheaded_numbers };
    for row in table.rows[..above].iter().filter(|_| lists_tasks) {
        let mut cells = passages(row);
        cells.resize_with(grid.columns.len().max(row.cells.len()), Passage::default);
        let kind = kind_of(&cells, row.cells.len(), &grid, catalog);
        if matches!(kind, RowKind::Section { marker: Some(_), .. }) {
            grid.rows.push(GridRow { cells, kind, cut: false, merged: 0, reaching: Vec::new() });
        }
    }
    let mut open = OpenRow::default();
    let mut after_header = false;
    for row in table.rows.iter().skip(heads) {
        let cells = passages(row);
        if cells.iter().all(Passage::is_empty) {
            continue;
        }
        if is_header_again(&cells, &printed) {
            grid.repeated.extend(cells);
            after_header = true;
            continue;
        }
        let broken = row.gap > Gap::None || std::mem::take(&mut after_header);
        let name = grid.columns.iter().position(|column| column.role == Role::Name);
        if broken && grid.rows.last().is_some_and(|above| continues(above, open.ends, &cells, &grid.columns)) {
            open.more.push(&row.cells);
            open.ends = name.and_then(|at| cells.get(at)).filter(|name| !name.is_empty()).map_or(open.ends, ends);
            continue;
        }
        open.close(&mut grid, source);
        let mut cells = cells;
        let merged = merged_upwards(&cells, &grid);
        cells.splice(0..0, std::iter::repeat_n(Passage::default(), merged));
        cells.resize_with(grid.columns.len().max(cells.len()), Passage::default);
        if let (Some(number), Some(name)) = (grid.column(Role::Number), name)
            && cells[name].is_empty()
            && !cells[number].is_empty()
            && !counts_rows(cells[number].text())
        {
            cells.swap(number, name);
        }
        open = OpenRow { first: &row.cells, more: Vec::new(), ends: name.and_then(|at| cells.get(at)).is_some_and(ends) };
        let kind = kind_of(&cells, row.cells.len(), &grid, catalog);
        grid.rows.push(GridRow { cells, kind, cut: false, merged, reaching: row.reaching.clone() });
    }
    open.close(&mut grid, source);
    grid
}

/// True where the rows of a table without a header fit the columns of the one before it, and go on counting where that counts its rows.
fn goes_on(before: &Grid, table: &Table, width: usize, passages: &impl Fn(&Row) -> Vec<Passage>) -> bool {
    let lists = before.lists_tasks || before.lists_indicators;
    // The last cells of all rows may be empty, and leave no trace.
    let fits = width <= before.columns.len() && width + 1 >= before.columns.len() && width > 2;
    let number = before.column(Role::Number);
    let counts = |row: &&Row| number.is_none_or(|at| passages(row).get(at).is_some_and(|cell| counts_rows(cell.text())));
    lists && fits && table.rows.iter().filter(counts).count() * 2 > table.rows.len()
}

/// The last row met, and the rows after page breaks that go on with it.
#[derive(Default)]
struct OpenRow<'t> {
    /// Its cells.
    first: &'t [Vec<Paragraph>],
    /// Those of the rows that go on with it.
    more: Vec<&'t [Vec<Paragraph>]>,
    /// True where its name is a finished sentence.
    ends: bool,
}

impl OpenRow<'_> {
    /// Puts its pieces together, once all are known.
    fn close(&mut self, grid: &mut Grid, source: &Source) {
        let Some(row) = grid.rows.last_mut().filter(|_| !self.more.is_empty()) else { return };
        for (at, cell) in row.cells.iter_mut().enumerate() {
            let mut whole = self.first.get(at).cloned().unwrap_or_default();
            for piece in self.more.iter().filter_map(|cells| cells.get(at)) {
                whole.extend(
                    piece.iter().enumerate().map(|(nth, paragraph)| if nth == 0 { paragraph.after_cut() } else { paragraph.clone() }),
                );
            }
            *cell = source.join(&whole);
        }
        if let RowKind::Section { title: (at, range), .. } = &mut row.kind {
            *range = row.cells[*at].trim_final(&(range.start..row.cells[*at].len()));
        }
        row.cut = true;
    }
}

/// True for a name that ends as a sentence does.
fn ends(name: &Passage) -> bool {
    name.text().trim_end().ends_with(['.', ';'])
}

/// True where most rows have one cell more than the header, and begin with a number that no column of it is for.
fn counted(columns: &[Column], rows: &[Row], passages: &impl Fn(&Row) -> Vec<Passage>) -> bool {
    if columns.is_empty() || columns.iter().any(|column| column.role == Role::Number) {
        return false;
    }
    let longer = || rows.iter().filter(|row| row.cells.len() == columns.len() + 1);
    let most = longer().count() * 2 > rows.iter().filter(|row| row.cells.len() >= columns.len()).count();
    most && longer().filter(|row| passages(row).first().is_some_and(|first| counts_rows(first.text()))).count() * 4 > longer().count() * 3
}

/// Cells at the left that a short row shares with the row above: its first cell is no number, so that it stands under the names.
fn merged_upwards(cells: &[Passage], grid: &Grid) -> usize {
    let (true, Some(0), Some(name)) = (grid.lists_tasks, grid.column(Role::Number), grid.column(Role::Name)) else { return 0 };
    let fits = cells.len() > 1 && (cells.len() + name == grid.columns.len() || (name == 1 && cells.len() < grid.columns.len()));
    if fits && cells.first().is_some_and(|first| !first.is_empty() && !counts_rows(first.text())) { name } else { 0 }
}

/// True for words that may count a row: a sentence does not.
fn counts_rows(words: &str) -> bool {
    const LONGEST: usize = 12;
    let words = words.trim();
    let count = words.split_whitespace().count();
    words.chars().count() <= LONGEST && (count == 1 || (count == 2 && words.contains(|c: char| c.is_ascii_digit())))
}

/// What the first rows of a table say.
#[derive(Default)]
struct Header {
    columns: Vec<Column>,
    /// Its cells.
    shown: Vec<Passage>,
    /// How many rows stand above it.
    above: usize,
    /// How many rows there are down to its last.
    rows: usize,
}

fn header_of(table: &Table, width: usize, passages: &impl Fn(&Row) -> Vec<Passage>, catalog: &Catalog) -> Header {
    const LOOKED_AT: usize = 3;
    let first: Vec<Vec<Passage>> = table.rows.iter().take(LOOKED_AT + 2).map(passages).collect();
    let is_header = |cells: &Vec<Passage>| {
        let roles: Vec<Role> = cells.iter().filter_map(|cell| role_of(cell, catalog)).map(|(role, _)| role).collect();
        // Years or quarters alone may be the values of a row.
        roles.len() >= 2 && !roles.iter().all(|role| matches!(role, Role::Target | Role::Baseline | Role::Period))
    };
    let Some(at) = first.iter().take(LOOKED_AT).position(is_header) else {
        return Header::default();
    };
    let mut header: Vec<Passage> = first[at].clone();
    let mut shown = header.clone();
    let mut heads = at + 1;
    // A second header row names the parts of one column of the first.
    let named = header.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let parts = first.get(heads).map(|cells| cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<Passage>>());
    if let Some(below) = first.get(heads)
        && let Some(places) = parts_in_place(named, below, width)
    {
        header.truncate(named);
        shown.truncate(named);
        let spanned = places.start;
        let parts: Vec<Passage> = below[places].iter().map(|part| part_of(&header[spanned], part)).collect();
        shown.extend(below.iter().filter(|cell| !cell.is_empty()).cloned());
        header.splice(spanned..=spanned, parts);
        heads += 1;
    } else if let Some(parts) = parts
        && named < width
        && !parts.is_empty()
        && named - 1 + parts.len() == width
        && first[heads].iter().take(parts.len()).all(|cell| !cell.is_empty())
        && (first[heads].len() == parts.len() || parts.iter().any(|part| is_role(part, &[Role::Target, Role::Baseline], catalog)))
    {
        header.truncate(named);
        let spanned = spanned_column(&header, &parts, catalog);
        shown.extend(parts.iter().cloned());
        let parts: Vec<Passage> = parts.iter().map(|part| part_of(&header[spanned], part)).collect();
        header.splice(spanned..=spanned, parts);
        heads += 1;
    } else if let Some(parts) = first.get(heads)
        && names_parts(&header, parts, catalog)
    {
        shown.extend(parts.iter().cloned());
        header.resize_with(header.len().max(parts.len()), Passage::default);
        let mut over = Passage::default();
        for (whole, part) in header.iter_mut().zip(parts) {
            if !whole.is_empty() {
                over = whole.clone();
            }
            if !part.is_empty() {
                *whole = part_of(&over, part);
            }
        }
        heads += 1;
    }
    // "(1) (2) (3)" under the header counts the columns.
    if let Some(counts) = first.get(heads)
        && counts.len() > 2
        && counts.iter().enumerate().all(|(at, cell)| cell.text().trim_matches(['(', ')', ' ']).parse() == Ok(at + 1))
    {
        shown.extend(counts.iter().cloned());
        heads += 1;
    }
    let roles: Vec<_> = header.iter().map(|cell| role_of(cell, catalog)).collect();
    let spoken_for = |at: usize, role: Role| {
        let same = |other: &Option<(Role, Rule)>| other.as_ref().is_some_and(|(other, _)| *other == role);
        // "Nhiệm vụ" before "Hoạt động cụ thể": the finer one is what is to be done. Values of several years are told by their headers.
        if matches!(role, Role::Target | Role::Baseline | Role::Period) {
            false
        } else if role == Role::Name {
            roles[at + 1..].iter().any(same)
        } else {
            roles[..at].iter().any(same)
        }
    };
    let columns = header.iter().enumerate().map(|(at, cell)| {
        let known = match roles[at].clone() {
            // "Chỉ tiêu … Mục tiêu": what is measured, then what is aimed at.
            Some((Role::Indicator, rule)) if spoken_for(at, Role::Indicator) => Some((Role::Target, rule)),
            known => known.filter(|(role, _)| !spoken_for(at, *role)),
        };
        let (role, rule) = known.map_or((Role::Other, None), |(role, rule)| (role, Some(rule)));
        Column { header: Some(cell.clone()), role, rule }
    });
    Header { columns: columns.collect(), shown, above: at, rows: heads }
}

/// True where the second row has words only under columns that the first leaves to be named, each the name of a column.
fn names_parts(header: &[Passage], parts: &[Passage], catalog: &Catalog) -> bool {
    let words = || parts.iter().enumerate().filter(|(_, part)| !part.is_empty());
    let under_none = |at: usize| header.get(at).is_none_or(Passage::is_empty);
    words().count() > 1 && words().all(|(_, part)| role_of(part, catalog).is_some()) && words().any(|(at, _)| under_none(at))
}

/// A part of a column: its own words, behind those of the whole where only they name the year, or what a bare number counts ("Quý" over "I").
fn part_of(whole: &Passage, part: &Passage) -> Passage {
    let year = |words: &Passage| words.text().split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    let number = || !part.is_empty() && part.text().chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V'));
    let counts = || ["quý", "quí", "tháng"].iter().any(|unit| whole.folded().contains(unit));
    if (year(whole) && !year(part)) || (number() && counts()) { Passage::concat(&[whole.clone(), part.clone()]) } else { part.clone() }
}

/// Which column of the first header row the second one divides: the year that is under way, where the parts are what was planned for it
/// and what is reached; one that names who acts; else the last.
fn spanned_column(header: &[Passage], parts: &[Passage], catalog: &Catalog) -> usize {
    const WHO: [&str; 4] = ["thực hiện", "phân công", "trách nhiệm", "cơ quan"];
    if parts.iter().any(|part| is_role(part, &[Role::Baseline], catalog))
        && let Some(first) = header.iter().position(|cell| is_role(cell, &[Role::Target, Role::Baseline], catalog))
    {
        return first;
    }
    let unknown = |cell: &Passage| role_of(cell, catalog).is_none_or(|(role, _)| role == Role::Lead);
    header.iter().position(|cell| unknown(cell) && WHO.iter().any(|word| cell.folded().contains(word))).unwrap_or(header.len() - 1)
}

/// The cells of a second header row that stand in their columns, under a cell of the first that spans them: "Bắt đầu | Kết thúc" under
/// "Thời gian". The first row has that many cells less.
fn parts_in_place(named: usize, below: &[Passage], width: usize) -> Option<Range<usize>> {
    let start = below.iter().position(|cell| !cell.is_empty())?;
    let end = below.iter().rposition(|cell| !cell.is_empty())? + 1;
    let whole = below[start..end].iter().all(|cell| !cell.is_empty());
    let fits = below.len() == width && start > 0 && end - start > 1 && named + (end - start) == width + 1;
    (whole && fits).then_some(start..end)
}

/// A column whose role depends on which others there are.
struct Beside {
    /// What its own header says it is for, and the words that the header has, if that is nothing.
    is: Role,
    header: Option<&'static str>,
    /// There are columns for one role of each of these, and for none of those.
    with: &'static [&'static [Role]],
    without: &'static [Role],
    /// What it is for then: only the first such column, or all of them.
    becomes: Role,
    first_only: bool,
}

/// In this order: what one of them tells of a column holds for those below it.
const BESIDE: [Beside; 5] = [
    // "Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì": another column says who acts.
    Beside {
        is: Role::Other,
        header: Some("annex-beside/unit"),
        with: &[&[Role::Indicator], &[Role::Lead], &[Role::Result, Role::Target]],
        without: &[Role::Name],
        becomes: Role::Unit,
        first_only: false,
    },
    // Beside what is measured, and in what, the result is the value aimed at.
    Beside {
        is: Role::Result,
        header: None,
        with: &[&[Role::Indicator], &[Role::Lead], &[Role::Unit]],
        without: &[Role::Name, Role::Target],
        becomes: Role::Target,
        first_only: false,
    },
    // "Bắt đầu | Hoàn thành"
    Beside { is: Role::Time, header: None, with: &[&[Role::Start]], without: &[Role::End], becomes: Role::End, first_only: false },
    Beside {
        is: Role::Other,
        header: Some("annex-beside/lead"),
        with: &[&[Role::Name], &[Role::Time, Role::End, Role::Period]],
        without: &[Role::Lead, Role::Coordinating, Role::Unit, Role::Target],
        becomes: Role::Lead,
        first_only: true,
    },
    Beside {
        is: Role::Other,
        header: Some("annex-beside/name"),
        with: &[&[Role::Lead], &[Role::Time]],
        without: &[Role::Name],
        becomes: Role::Name,
        first_only: true,
    },
];

/// Gives columns the roles that they have beside the others.
fn settle(columns: &mut [Column], catalog: &Catalog) {
    for rule in &BESIDE {
        let any = |roles: &[Role]| columns.iter().any(|column| roles.contains(&column.role));
        if !rule.with.iter().all(|roles| any(roles)) || any(rule.without) {
            continue;
        }
        let named =
            |column: &Column| rule.header.is_none_or(|words| column.header.as_ref().is_some_and(|header| catalog.reads(words, header)));
        let most = if rule.first_only { 1 } else { usize::MAX };
        let found = columns.iter_mut().filter(|column| column.role == rule.is && named(column));
        found.take(most).for_each(|column| column.role = rule.becomes);
    }
}

fn is_role(header: &Passage, wanted: &[Role], catalog: &Catalog) -> bool {
    role_of(header, catalog).is_some_and(|(role, _)| wanted.contains(&role))
}

fn role_of(header: &Passage, catalog: &Catalog) -> Option<(Role, Rule)> {
    const LONGEST: usize = 200;
    if header.len() > LONGEST {
        return None;
    }
    let trimmed = header.slice(&header.trim_final(&header.whole()));
    catalog
        .cued("annex", &trimmed)
        .find_map(|grammar| Some((Role::of(grammar.means()).filter(|_| grammar.reads(&trimmed))?, grammar.name())))
}

fn is_header_again(cells: &[Passage], header: &[String]) -> bool {
    let filled: Vec<&str> = cells.iter().filter(|cell| !cell.is_empty()).map(Passage::folded).collect();
    // Its first row, or the row of parts below it.
    let first = cells.len() > 1 && header.len() >= cells.len() && cells.iter().zip(header).all(|(cell, head)| cell.folded() == head);
    let parts =
        || filled.len() > 1 && filled.len() < header.len() && header.ends_with(&filled.iter().map(ToString::to_string).collect::<Vec<_>>());
    first || parts()
}

/// True where a row after a page break goes on with the row above: it has no number, and its name does not start anew.
fn continues(above: &GridRow, finished: bool, cells: &[Passage], columns: &[Column]) -> bool {
    let at = |role: Role| columns.iter().position(|column| column.role == role).and_then(|at| cells.get(at));
    if above.merged > 0 || at(Role::Number).is_none_or(|number| !number.is_empty()) {
        return false;
    }
    if let RowKind::Section { marker, title } = &above.kind {
        let alone = cells.iter().enumerate().all(|(at, cell)| cell.is_empty() == (at != title.0));
        return marker.is_some() && alone && is_capitals(above.cells[title.0].text()) && is_capitals(cells[title.0].text());
    }
    let Some(name) = at(Role::Name) else { return false };
    let starts_anew = name.text().starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '+' | '–'));
    name.is_empty() || !(starts_anew && (finished || is_full(cells)))
}

/// True for a row with words in most cells.
fn is_full(cells: &[Passage]) -> bool {
    cells.iter().filter(|cell| !cell.is_empty()).count() * 2 > cells.len()
}

fn kind_of(cells: &[Passage], printed: usize, grid: &Grid, catalog: &Catalog) -> RowKind {
    let column = |role: Role| grid.column(role);
    let filled: Vec<usize> = (0..cells.len()).filter(|&at| !cells[at].is_empty()).collect();
    // One cell over all columns: a section, its marker in the same cell.
    if let [only] = filled[..]
        && (printed == 1 || Some(only) == column(Role::Name) || only == 0)
    {
        let cell = &cells[only];
        let marker = marker::read(cell, catalog).into_iter().next();
        let is_number = cell.text().trim_end_matches('.').parse::<u32>().is_ok();
        let marked = || marker.as_ref().is_some_and(|marker| marker.style <= Style::Roman);
        if !is_number && (printed == 1 || marked() || is_capitals(cell.text()) || names_area(cell, catalog)) {
            let start = marker.as_ref().map_or(0, |marker| marker.text);
            return RowKind::Section {
                marker: marker.map(|marker| (only, marker.number)),
                title: (only, cell.trim_final(&(start..cell.len()))),
            };
        }
    }
    let number_column = column(Role::Number);
    let number =
        number_column.map(|at| (at, number_range(&cells[at]))).filter(|(at, range)| counts_rows(&cells[*at].text()[range.clone()]));
    let name = column(Role::Name);
    if let (Some((at, range)), Some(name)) = (&number, name) {
        let words = &cells[*at].text()[range.clone()];
        let divides = words.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ') && words.len() <= 7;
        let alone = grid
            .columns
            .iter()
            .zip(cells)
            .all(|(column, cell)| cell.is_empty() || matches!(column.role, Role::Number | Role::Name | Role::Note | Role::Other));
        let title = &cells[name];
        let divides_by_title = || filled.len() == 2 && (is_capitals(title.text()) || names_area(title, catalog));
        if !words.is_empty() && !title.is_empty() && alone && (divides || divides_by_title()) {
            return RowKind::Section { marker: number.clone(), title: (name, cells[name].trim_final(&cells[name].whole())) };
        }
        // "1 | CẢI CÁCH THỂ CHẾ | 10 | 8,9": a group of criteria with its values, and nothing to do.
        let idle = || {
            let cells = grid.columns.iter().zip(cells);
            cells
                .filter(|(column, _)| !is_value(column.role))
                .all(|(_, cell)| cell.is_empty() || !cell.text().contains(char::is_alphabetic))
        };
        if let Some(criterion) = column(Role::Indicator).filter(|_| title.is_empty() && !words.is_empty())
            && (is_capitals(cells[criterion].text()) || names_area(&cells[criterion], catalog))
            && idle()
        {
            return RowKind::Section { marker: number.clone(), title: (criterion, cells[criterion].trim_final(&cells[criterion].whole())) };
        }
        // Its words may stand in the column behind the number, whatever that is for.
        if let [first, second] = filled[..]
            && divides
            && !words.is_empty()
            && first == *at
            && second == at + 1
        {
            return RowKind::Section { marker: number.clone(), title: (second, cells[second].trim_final(&cells[second].whole())) };
        }
    }
    let printed_number = number.as_ref().map_or("", |(at, range)| &cells[*at].text()[range.clone()]);
    let bulleted = name.is_some_and(|name| cells[name].text().starts_with(['-', '+', '–', '•']));
    let below = match printed_number {
        "" => bulleted,
        number => number.starts_with(['-', '+', '•']) || number.contains('.') || number.chars().all(char::is_lowercase),
    };
    let number = number.filter(|_| printed_number.chars().any(char::is_alphanumeric));
    let in_name = || name.filter(|_| number_column.is_none()).and_then(|at| Some((at, number_before(cells[at].text())?)));
    let number = number.or_else(in_name);
    RowKind::Plain { number, below }
}

/// True for the columns of what is measured, and of its values.
fn is_value(role: Role) -> bool {
    matches!(role, Role::Indicator | Role::Unit | Role::Target | Role::Baseline)
}

/// True for the name of an area, with or without a number before it: "1. Cải cách thể chế".
fn names_area(cell: &Passage, catalog: &Catalog) -> bool {
    let start = marker::read(cell, catalog).first().map_or(0, |marker| marker.text);
    let title = cell.slice(&cell.trim_final(&(start..cell.len())));
    catalog.reads("area", &title)
}

/// The number that a name begins with, where no column is for numbers: "1. Xây dựng Luật Phòng bệnh".
fn number_before(name: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 3;
    let end = name.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=LONGEST).contains(end))?;
    let behind = name[end..].strip_prefix(['.', ')'])?;
    behind.starts_with(' ').then_some(0..end)
}

/// The number in its cell, without point and bracket.
fn number_range(cell: &Passage) -> Range<usize> {
    let trimmed = cell.trim_final(&cell.whole());
    let words = &cell.text()[trimmed.clone()];
    let kept = words.trim_end_matches([')', ':']).len();
    trimmed.start..trimmed.start + kept
}
