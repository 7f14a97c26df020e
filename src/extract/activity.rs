//! Activities: rows of a task annex, and tasks with label lines.

use std::ops::Range;

use crate::{
    layout::{
        outline::{Entry, Para, Rows},
        table::{Grid, GridRow, Role, RowKind},
    },
    passage::Passage,
    plan::{Activity, Cell, Origins, Text},
};

use super::{Context, agency, deadline, measure};

/// The activities of a task table under one heading.
#[must_use]
pub fn rows(rows: &Rows, entry: &Entry, area: Option<&str>, context: &Context<'_>) -> Vec<Activity> {
    let mut activities: Vec<Activity> = Vec::new();
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
        let name = cell(&rows.grid, row, Role::Name).cloned().unwrap_or_default();
        let mut activity = of_parts(
            Parts {
                name: &name,
                result: cell(&rows.grid, row, Role::Result),
                lead: cell(&rows.grid, row, Role::Lead),
                coordinating: cell(&rows.grid, row, Role::Coordinating),
                time: cell(&rows.grid, row, Role::Time),
            },
            &id,
            context,
        );
        activity.section = Some(entry.id.clone());
        activity.number = number;
        activity.parent = parent;
        activity.area = area.map(ToOwned::to_owned);
        activity.note = cell(&rows.grid, row, Role::Note).filter(|note| !note.is_empty()).map(|note| note.text().to_owned());
        activity.cells = other_cells(&rows.grid, row);
        activity.origin = row_origin(row, &name);
        activity.rule = "layout/table".into();
        activities.push(activity);
    }
    activities
}

/// The passages that make up an activity.
struct Parts<'p> {
    name: &'p Passage,
    result: Option<&'p Passage>,
    lead: Option<&'p Passage>,
    coordinating: Option<&'p Passage>,
    time: Option<&'p Passage>,
}

fn of_parts(parts: Parts<'_>, id: &str, context: &Context<'_>) -> Activity {
    let nothing = Passage::default();
    let parties = agency::parties(parts.lead.unwrap_or(&nothing), parts.coordinating.unwrap_or(&nothing), context);
    let name = parts.name.trim_final(&parts.name.whole());
    // A dash before the only name of a row is set aside like any list dash.
    let dash = parts.name.text()[name.clone()].len() - parts.name.text()[name.clone()].trim_start_matches(['-', '–', '+', '•', ' ']).len();
    Activity {
        id: id.to_owned(),
        section: None,
        number: None,
        parent: None,
        area: None,
        name: parts.name.text()[name.start + dash..name.end].to_owned(),
        results: parts.result.map(|result| results(result, context)).unwrap_or_default(),
        lead: parties.lead,
        coordinating: parties.coordinating,
        milestones: parts.time.map(|time| deadline::cell(time, context, id)).unwrap_or_default(),
        measures: measure::read(parts.name, context, None).measures,
        cells: Vec::new(),
        note: None,
        origin: Vec::new(),
        rule: "layout/table".into(),
    }
}

fn cell<'r>(grid: &Grid, row: &'r GridRow, role: Role) -> Option<&'r Passage> {
    grid.columns.iter().position(|column| column.role == role).and_then(|at| row.cells.get(at))
}

/// Cells of columns that are none of those that an activity names.
fn other_cells(grid: &Grid, row: &GridRow) -> Vec<Cell> {
    grid.columns
        .iter()
        .zip(&row.cells)
        .filter(|(column, cell)| column.role == Role::Other && !cell.is_empty())
        .map(|(column, cell)| Cell { header: column.header.as_ref().map(|header| header.text().to_owned()), text: cell.text().to_owned() })
        .collect()
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

/// The results of a cell: set apart by `;` and by list dashes.
#[must_use]
pub fn results(cell: &Passage, context: &Context<'_>) -> Vec<Text> {
    let text = cell.text();
    let listed = text.starts_with(['-', '–', '+', '•']);
    let outputs = context.catalog.get("result/output");
    let mut seams: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => seams.push(at..at + 1),
            '-' | '–' | '+' | '•' if depth == 0 && is_dash(text, at, c) => {
                let rest = at + c.len_utf8()..text.len();
                let starts_output = || outputs.is_some_and(|grammar| grammar.reads(&cell.slice(&cell.trim(&rest))));
                let capital = text[rest.clone()].trim_start().starts_with(char::is_uppercase);
                if at == 0 || (listed && capital) || (capital && starts_output()) {
                    seams.push(at..rest.start);
                }
            }
            _ => {}
        }
    }
    let mut results = Vec::new();
    let mut from = 0;
    for seam in seams.into_iter().chain(std::iter::once(text.len()..text.len())) {
        let range = cell.trim_final(&(from..seam.start));
        if !range.is_empty() {
            results.push(Text { text: text[range.clone()].to_owned(), origin: cell.origin(&range) });
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

/// The activities of the paragraphs under a heading: tasks followed by label lines ("Đơn vị chủ trì: …"); tasks that share one block
/// of labels are one activity each. Also the places of the paragraphs used.
#[must_use]
pub fn labelled(entry: &Entry, paragraphs: &[&Para], area: Option<&str>, context: &Context<'_>) -> (Vec<Activity>, Vec<usize>) {
    let labels: Vec<Option<Label>> = paragraphs.iter().map(|para| label(&para.words, context)).collect();
    let (mut activities, mut used) = (Vec::new(), Vec::new());
    let mut at = 0;
    let mut first = 0;
    while at < paragraphs.len() {
        if labels[at].is_none() {
            at += 1;
            continue;
        }
        let end = (at..paragraphs.len()).find(|&next| labels[next].is_none()).unwrap_or(paragraphs.len());
        let block: Vec<(&Passage, &Label)> = (at..end).filter_map(|next| Some((&paragraphs[next].words, labels[next].as_ref()?))).collect();
        if block.iter().any(|(_, label)| label.role.is_some_and(|role| matches!(role, Role::Lead | Role::Coordinating))) {
            let tasks = tasks_above(paragraphs, first..at);
            let content = block.iter().find(|(_, label)| label.role == Some(Role::Name));
            used.extend((at..end).chain(tasks.iter().copied()));
            let names: Vec<(Passage, String)> = match content {
                Some((words, label)) => vec![(words.slice(&(label.text..words.len())), format!("act:{}", entry.id))],
                None if tasks.is_empty() => heading(entry).map(|title| (title, format!("act:{}", entry.id))).into_iter().collect(),
                None => tasks
                    .iter()
                    .map(|&task| {
                        let para = paragraphs[task];
                        (para.words.slice(&para.text), format!("act:{}", para.id))
                    })
                    .collect(),
            };
            activities.extend(names.into_iter().map(|(name, id)| labelled_activity(entry, &name, &id, &block, area, context)));
        }
        first = end;
        at = end;
    }
    (activities, used)
}

fn labelled_activity(
    entry: &Entry,
    name: &Passage,
    id: &str,
    block: &[(&Passage, &Label)],
    area: Option<&str>,
    context: &Context<'_>,
) -> Activity {
    let joined = |role: Role| {
        let parts: Vec<Passage> = block
            .iter()
            .filter(|(_, label)| label.role == Some(role))
            .map(|(words, label)| words.slice(&(label.text..words.len())))
            .collect();
        (!parts.is_empty()).then(|| Passage::concat(&parts))
    };
    let (result, lead, coordinating, time) = (joined(Role::Result), joined(Role::Lead), joined(Role::Coordinating), joined(Role::Time));
    let mut activity = of_parts(
        Parts { name, result: result.as_ref(), lead: lead.as_ref(), coordinating: coordinating.as_ref(), time: time.as_ref() },
        id,
        context,
    );
    activity.section = Some(entry.id.clone());
    activity.area = area.map(ToOwned::to_owned);
    activity.note = joined(Role::Note).map(|note| note.text().to_owned());
    activity.origin = name.origin(&name.whole());
    activity.origin.extend(block.iter().flat_map(|(words, _)| words.origin(&words.whole())));
    activity.rule = "extract/label-lines".into();
    activity
}

/// The tasks that a block of labels belongs to: the paragraphs right above it, down to the block before; a sentence that introduces
/// bullets is none.
fn tasks_above(paragraphs: &[&Para], range: Range<usize>) -> Vec<usize> {
    let bulleted = range.clone().any(|at| paragraphs[at].bullet.is_some());
    range.filter(|&at| (!bulleted || paragraphs[at].bullet.is_some()) && !paragraphs[at].words.text().trim_end().ends_with(':')).collect()
}

fn heading(entry: &Entry) -> Option<Passage> {
    entry.title.as_ref().map(|title| entry.words.slice(title))
}

/// A label line.
struct Label {
    role: Option<Role>,
    /// Where the words after the label start.
    text: usize,
}

fn label(words: &Passage, context: &Context<'_>) -> Option<Label> {
    let grammar = context.catalog.group("label").find(|grammar| grammar.reads(words))?;
    let reading = grammar.find(words)?;
    let role = match grammar.means() {
        "lead" => Some(Role::Lead),
        "coordinating" => Some(Role::Coordinating),
        "time" => Some(Role::Time),
        "result" => Some(Role::Result),
        "content" => Some(Role::Name),
        "note" => Some(Role::Note),
        _ => None,
    };
    Some(Label { role, text: reading.range.end })
}
