//! Activities: rows of a task annex, and tasks with label lines.

mod label;

pub use label::{labelled, under_headings};

use std::ops::Range;

use crate::{
    layout::{
        outline::{Entry, Rows},
        table::{Column, Grid, GridRow, Role, RowKind},
    },
    passage::Passage,
    plan::{Activity, Cell, Milestone, MilestoneKind, Origins, Text},
    threads::Threads,
};

use super::{Context, agency, deadline, indicator, measure};

/// A row of a task table that is an activity.
struct Told<'t> {
    row: &'t GridRow,
    id: String,
    number: Option<String>,
    parent: Option<String>,
    /// Its cells, those that the row leaves to the one before filled in.
    cells: Vec<Passage>,
}

/// The activities of a task table under one heading.
#[must_use]
pub fn rows(rows: &Rows, entry: &Entry, area: Option<&str>, context: &Context<'_>, threads: &Threads) -> Vec<Activity> {
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut above: Option<String> = None;
    for (at, row) in rows.grid.rows.iter().enumerate() {
        let RowKind::Plain { number, below } = &row.kind else { continue };
        let number = number.as_ref().map(|(cell, range)| row.cells[*cell].text()[range.clone()].to_owned());
        let id = match &number {
            Some(number) => format!("act:{}.{number}", entry.id),
            None => format!("act:{}#{}", entry.id, at + 1),
        };
        let parent = if *below { above.clone() } else { None };
        if !below {
            above = Some(id.clone());
        }
        let cells = without_dittos(row, told.last().map_or(&[], |before| &before.cells), context);
        told.push(Told { row, id, number, parent, cells });
    }
    threads.map(&told, |told| Activity {
        section: Some(entry.id.clone()),
        area: area.map(ToOwned::to_owned),
        ..told.activity(&rows.grid, context)
    })
}

impl Told<'_> {
    /// The words of its name; a number that it begins with is the row's.
    fn name(&self, cell: Passage, grid: &Grid) -> Passage {
        match &self.row.kind {
            RowKind::Plain { number: Some((at, range)), .. } if grid.column(Role::Name) == Some(*at) => {
                let words = cell.text()[range.end.min(cell.len())..].trim_start_matches(['.', ')', ' ']);
                cell.slice(&(cell.len() - words.len()..cell.len()))
            }
            _ => cell,
        }
    }

    fn activity(&self, grid: &Grid, context: &Context<'_>) -> Activity {
        let cell = |role: Role| grid.column(role).and_then(|at| self.cells.get(at)).cloned().unwrap_or_default();
        let name = self.name(cell(Role::Name), grid);
        let mut activity = of_parts(
            &Parts {
                name: &name,
                results: vec![cell(Role::Result)],
                lead: cell(Role::Lead),
                coordinating: cell(Role::Coordinating),
                time: counted(cell(Role::Time), header_of(grid, Role::Time)),
                result_and_time: cell(Role::ResultAndTime),
                span: (cell(Role::Start), cell(Role::End)),
                lead_header: header(grid, Role::Lead),
            },
            &self.id,
            context,
        );
        activity.number.clone_from(&self.number);
        activity.parent.clone_from(&self.parent);
        let told = times_by_column(grid, &self.cells, &self.id, context);
        activity.milestones.extend(told.iter().flat_map(|(_, milestones)| milestones.iter().cloned()));
        let told: Vec<usize> = told.into_iter().map(|(column, _)| column).collect();
        activity.note = Some(cell(Role::Note).text().to_owned()).filter(|note| !note.is_empty());
        activity.measures.extend(indicator::of_row(self.row, grid, context));
        activity.cells.extend(other_cells(grid, self.row, &told));
        activity.origin = row_origin(self.row, &name);
        activity.rule = "layout/table".into();
        activity
    }
}

/// The cells of a row, those that it shares with the row before and ditto marks replaced by what stands there.
fn without_dittos(row: &GridRow, before: &[Passage], context: &Context<'_>) -> Vec<Passage> {
    let is_ditto = |cell: &Passage| context.catalog.reads("cell/ditto", cell);
    let shared = |at: usize| at < row.merged || row.reaching.contains(&at);
    let said = |(at, cell): (usize, &Passage)| before.get(at).filter(|_| shared(at) || is_ditto(cell)).unwrap_or(cell).clone();
    row.cells.iter().enumerate().map(said).collect()
}

/// The passages that make up an activity.
struct Parts<'p> {
    name: &'p Passage,
    results: Vec<Passage>,
    lead: Passage,
    coordinating: Passage,
    time: Passage,
    /// What comes out and when, where one column says both.
    result_and_time: Passage,
    /// When it begins and when it ends, where columns of their own say so.
    span: (Passage, Passage),
    /// What the column or label of the leads is called.
    lead_header: Option<String>,
}

fn of_parts(parts: &Parts<'_>, id: &str, context: &Context<'_>) -> Activity {
    let name = without_dash(parts.name);
    let (start, end) = &parts.span;
    let mut milestones =
        if start.is_empty() && end.is_empty() { deadline::cell(&parts.time, context, id) } else { deadline::span(start, end, context, id) };
    let mut outcomes: Vec<Text> = parts.results.iter().flat_map(|result| results(result, context)).collect();
    if milestones.is_empty() {
        milestones.extend(parts.results.iter().flat_map(|result| times_in_brackets(result, context, id)));
    }
    let (more, times) = results_and_times(&parts.result_and_time, context, id);
    outcomes.extend(more);
    milestones.extend(times);
    let mut activity = Activity {
        reading: None,
        id: id.to_owned(),
        section: None,
        number: None,
        parent: None,
        area: None,
        name: parts.name.text()[name].to_owned(),
        results: outcomes,
        lead: Vec::new(),
        coordinating: Vec::new(),
        milestones,
        measures: measure::read(parts.name, context, None).measures,
        cells: Vec::new(),
        note: None,
        origin: Vec::new(),
        rule: "layout/table".into(),
    };
    let parties = agency::parties(&parts.lead, &parts.coordinating, context);
    activity.lead = parties.lead;
    activity.coordinating = parties.coordinating;
    // What a lead cell says beside names is kept under the column's name.
    activity.cells = parties.rest.into_iter().map(|rest| Cell { header: parts.lead_header.clone(), text: rest.text }).collect();
    activity
}

/// The words of a cell without end mark; a dash before the only name of a row is set aside like any list dash.
pub(super) fn without_dash(words: &Passage) -> Range<usize> {
    words.behind_dash(&words.trim_final(&words.whole()))
}

/// "Kế hoạch (tháng 01/2025); Báo cáo (trước ngày 15/12/2025)": times that stand in brackets behind the results, where nothing else says when.
fn times_in_brackets(results: &Passage, context: &Context<'_>, id: &str) -> Vec<Milestone> {
    let times = deadline::cell(results, context, id);
    // "Báo cáo (lồng ghép với Báo cáo CCHC năm 2022)" names a report and sets no time.
    let alone = |time: &Milestone| {
        let behind = time.deliverable.as_deref().filter(|name| !name.contains('(')).and_then(|name| time.text.strip_prefix(name));
        behind.is_some_and(|behind| behind.trim_start().starts_with('(') && behind.ends_with(')'))
    };
    times.into_iter().filter(|time| time.kind != MilestoneKind::Unread && alone(time)).collect()
}

/// What a cell that says both gives: a piece without a time is a result and nothing more.
fn results_and_times(cell: &Passage, context: &Context<'_>, id: &str) -> (Vec<Text>, Vec<Milestone>) {
    let (unread, times): (Vec<_>, Vec<_>) =
        deadline::cell(cell, context, id).into_iter().partition(|milestone| milestone.kind == MilestoneKind::Unread);
    if times.is_empty() {
        return (results(cell, context), Vec::new());
    }
    let named = times.iter().filter_map(|time| time.deliverable.as_deref());
    let mut outcomes: Vec<Text> = Vec::new();
    for words in named.chain(unread.iter().map(|rest| rest.text.as_str())) {
        let found = cell.text().find(words).map(|start| start..start + words.len());
        if let Some(range) = found.filter(|_| outcomes.iter().all(|known| known.text != words)) {
            outcomes.push(Text { reading: None, text: words.to_owned(), origin: cell.origin(&range) });
        }
    }
    outcomes.sort_by_key(|outcome| outcome.origin.first().map(|origin| origin.start));
    (outcomes, times)
}

fn header(grid: &Grid, role: Role) -> Option<String> {
    header_of(grid, role).map(|header| header.text().to_owned())
}

fn header_of(grid: &Grid, role: Role) -> Option<&Passage> {
    grid.columns[grid.column(role)?].header.as_ref()
}

/// A time cell of bare numbers, behind what its header counts: "3, 6, 9" under "Tháng thực hiện".
fn counted(time: Passage, header: Option<&Passage>) -> Passage {
    let bare = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | ' ' | ',' | ';' | '-' | '–');
    let unit = header.filter(|header| header.folded().starts_with("tháng") || header.folded().starts_with("quý"));
    match unit {
        Some(header) if !time.is_empty() && time.text().chars().all(bare) => {
            let unit = header.text().find(' ').unwrap_or(header.len());
            Passage::concat(&[header.slice(&(0..unit)), time])
        }
        _ => time,
    }
}

/// What the columns of quarters, months and years say of a row, each with its column: a mark says that it is done then; words that are a time
/// say it themselves ("Thường xuyên" over all quarters).
fn times_by_column(grid: &Grid, cells: &[Passage], id: &str, context: &Context<'_>) -> Vec<(usize, Vec<Milestone>)> {
    let told = |(at, (column, cell)): (usize, (&Column, &Passage))| {
        let header = column.header.as_ref().filter(|_| is_other(column.role) && !cell.is_empty())?;
        if let Some(milestone) = deadline::marked(header, cell, context, id) {
            return Some((at, vec![milestone]));
        }
        let times = if column.role == Role::Period { deadline::cell(cell, context, id) } else { Vec::new() };
        let read = !times.is_empty() && times.iter().all(|time| time.kind != MilestoneKind::Unread);
        read.then_some((at, times))
    };
    grid.columns.iter().zip(cells).enumerate().filter_map(told).collect()
}

/// Cells of columns that are none of those that an activity names, but for `told`, which say when.
fn other_cells(grid: &Grid, row: &GridRow, told: &[usize]) -> Vec<Cell> {
    let numbered = matches!(row.kind, RowKind::Plain { number: Some(_), .. });
    // Words in the column of the numbers that are none are kept like those of any other column.
    let is_kept =
        |role: Role, cell: &Passage| is_other(role) || (role == Role::Number && !numbered && cell.text().contains(char::is_alphanumeric));
    grid.columns
        .iter()
        .zip(&row.cells)
        .enumerate()
        .filter(|(at, (column, cell))| is_kept(column.role, cell) && !cell.is_empty() && !told.contains(at))
        .map(|(_, (column, cell))| Cell {
            header: column.header.as_ref().map(|header| header.text().to_owned()),
            text: cell.text().to_owned(),
        })
        .collect()
}

/// True for a column that an activity has no field for.
fn is_other(role: Role) -> bool {
    matches!(role, Role::Other | Role::Period | Role::Indicator | Role::Unit | Role::Target | Role::Baseline)
}

/// The whole row in one piece, or, where something cuts it, the pieces of its cells in the order of the columns.
#[must_use]
pub fn row_origin(row: &GridRow, name: &Passage) -> Origins {
    let pieces: Origins = row.cells.iter().flat_map(|cell| cell.origin(&cell.whole())).collect();
    if row.cut || name.origin(&name.whole()).len() > 1 {
        return pieces;
    }
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) if first.page == last.page && first.start <= last.end => {
            let mut whole = first.clone();
            whole.end = last.end;
            vec![whole]
        }
        _ => pieces,
    }
}

/// The results of a cell: set apart by `;`, by list dashes, and by tags that break a line.
#[must_use]
pub fn results(cell: &Passage, context: &Context<'_>) -> Vec<Text> {
    let text = cell.text();
    let listed = text.starts_with(['-', '–', '+', '•']);
    let mut seams: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => seams.push(at..at + 1),
            '-' | '–' | '+' | '•' if depth == 0 && is_dash(text, at, c) => {
                let rest = at + c.len_utf8()..text.len();
                let starts_output = || context.catalog.reads("result/output", &cell.slice(&cell.trim(&rest)));
                let capital = text[rest.clone()].trim_start().starts_with(char::is_uppercase);
                if at == 0 || (listed && capital) || (capital && starts_output()) {
                    seams.push(at..rest.start);
                }
            }
            _ => {}
        }
    }
    // A line is looked at alone, so that a cell of many is read in time.
    let reads = |name: &str, line: Range<usize>| context.catalog.reads(name, &cell.slice(&cell.trim(&line)));
    let breaks = cell.breaks();
    for (nth, &at) in breaks.iter().enumerate() {
        let before = nth.checked_sub(1).map_or(0, |nth| breaks[nth])..at;
        let line = at..breaks.get(nth + 1).copied().unwrap_or(text.len());
        if text[at..].starts_with(char::is_uppercase) && reads("result/output", line) && !reads("result/unfinished", before) {
            seams.push(at..at);
        }
    }
    seams.sort_by_key(|seam| seam.start);
    let mut results = Vec::new();
    let mut from = 0;
    for seam in seams.into_iter().chain(std::iter::once(text.len()..text.len())) {
        let range = cell.trim_final(&(from..seam.start));
        if !range.is_empty() {
            results.push(Text { reading: None, text: text[range.clone()].to_owned(), origin: cell.origin(&range) });
        }
        from = seam.end;
    }
    results
}

/// True for a dash between words, not inside one.
fn is_dash(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    before.is_none_or(char::is_whitespace) && after.is_some_and(|after| after.is_whitespace() || at == 0)
}
