//! Indicators of tables: a row is what is measured, its cells the values of the years; and who is responsible for a target.

use super::{Context, activity, agency, deadline, measure};
use crate::{
    layout::{
        outline::{Entry, Rows},
        table::{Column, Grid, GridRow, Role, RowKind},
    },
    passage::Passage,
    plan::{Baseline, Indicator, Measure, MilestoneKind, Precision},
};

/// The indicators of a table that lists them, without their place among those of the section.
///
/// A value of a year that is over, or of a column that says so, is what the row's targets start from. `by` is the year of the heading above,
/// for values of which neither column nor row says when they must hold.
#[must_use]
pub fn rows(rows: &Rows, entry: &Entry, area: Option<&str>, by: Option<&str>, context: &Context<'_>) -> Vec<Indicator> {
    let grid = &rows.grid;
    let values: Vec<Value> = grid.columns.iter().enumerate().filter_map(|(at, column)| Value::of(at, column, context)).collect();
    let name = [Role::Indicator, Role::Name].into_iter().find_map(|role| grid.column(role));
    let Some(name) = name else { return Vec::new() };
    let mut open: Vec<(u32, String)> = Vec::new();
    let mut indicator = |(line, id): (&GridRow, &String)| {
        let words = &line.cells[name];
        let scope = scope(line, name, &mut open);
        // "Giai đoạn 2025-2027" over rows says until when.
        let stage = scope.as_deref().and_then(|scope| deadline::period(&Passage::from_text(scope), context));
        let stage = stage.filter(|covered| covered.range.start == 0).and_then(|covered| covered.until());
        let mut measures = measures(line, grid, &values, words, stage.as_deref().or(by), context);
        measures.iter_mut().for_each(|measure| measure.scope = measure.scope.take().or_else(|| scope.clone()));
        let said = values.iter().any(|value| !value.past && says(&line.cells[value.at]));
        if !words.text().contains(char::is_alphabetic) || (measures.is_empty() && !said) {
            return None;
        }
        let cell = |role: Role| grid.column(role).map(|at| line.cells[at].clone()).unwrap_or_default();
        Some(Indicator {
            id: format!("ind:{id}"),
            section: Some(entry.id.clone()),
            order: 0,
            area: area.map(ToOwned::to_owned),
            text: words.text()[activity::without_dash(words)].to_owned(),
            reading: None,
            measures,
            lead: agency::parties(&cell(Role::Lead), &Passage::default(), context).lead,
            origin: activity::row_origin(line, words),
            rule: "layout/table".into(),
        })
    };
    grid.rows.iter().zip(&rows.ids).filter_map(&mut indicator).collect()
}

/// What the columns of values beside a column of indicators set for the row of an activity.
#[must_use]
pub fn of_row(line: &GridRow, grid: &Grid, context: &Context<'_>) -> Vec<Measure> {
    let Some(name) = grid.column(Role::Indicator) else { return Vec::new() };
    let values: Vec<Value> = grid.columns.iter().enumerate().filter_map(|(at, column)| Value::of(at, column, context)).collect();
    if values.iter().any(|value| !value.past) { measures(line, grid, &values, &line.cells[name], None, context) } else { Vec::new() }
}

/// A column of values.
struct Value<'c> {
    at: usize,
    header: &'c Passage,
    role: Role,
    year: Option<i32>,
    /// True for what is reached already.
    past: bool,
}

impl<'c> Value<'c> {
    fn of(at: usize, column: &'c Column, context: &Context<'_>) -> Option<Self> {
        let (rule, header) = (column.rule.as_ref()?, column.header.as_ref()?);
        let past = match column.role {
            Role::Target => false,
            Role::Baseline => true,
            _ => return None,
        };
        let words = header.slice(&header.trim_final(&header.whole()));
        let reading = context.catalog.get(rule).and_then(|grammar| grammar.find(&words));
        let year = reading
            .and_then(|reading| ["year", "of", "now", "own"].iter().find_map(|name| reading.words(name, words.folded())?.parse().ok()));
        let first = context.years.map(|(first, _)| first).or(context.issued_on.map(|day| i32::from(day.year())));
        let over = year.zip(first).is_some_and(|(year, first)| year < first);
        Some(Self { at, header, role: column.role, year, past: past || over })
    }
}

fn measures(
    line: &GridRow,
    grid: &Grid,
    values: &[Value<'_>],
    name: &Passage,
    heading: Option<&str>,
    context: &Context<'_>,
) -> Vec<Measure> {
    let unit_of = |value: &Value<'_>| match grid.column(Role::Unit) {
        Some(at) => line.cells[at].clone(),
        None => in_brackets(value.header).or_else(|| in_brackets(name)).unwrap_or_default(),
    };
    let read = |value: &Value<'_>| measure::cell(&line.cells[value.at], &unit_of(value), context);
    // What a column calls reached says more than the plan of the same year.
    let reached = |value: &&Value<'_>| value.past && value.role == Role::Baseline && says(&line.cells[value.at]);
    let start = values.iter().rev().find(reached).or_else(|| values.iter().rev().find(|value| value.past));
    let baseline = start.and_then(|start| {
        let found = read(start)?;
        let text = start.header.text().to_owned();
        Some(Baseline { text, year: start.year, value: found.value, unit: found.unit })
    });
    let subject = name.text()[activity::without_dash(name)].to_owned();
    let by = grid.column(Role::Time).or(grid.column(Role::End)).and_then(|at| last_day(&line.cells[at], context));
    let by = by.or_else(|| heading.map(ToOwned::to_owned));
    let mut measures = Vec::new();
    for value in values.iter().filter(|value| !value.past && says(&line.cells[value.at])) {
        let year = value.year.map(|year| year.to_string()).or_else(|| by.clone());
        if let Some(found) = read(value) {
            let comparator = of_change(found.comparator, name, context);
            measures.push(Measure { comparator, subject: Some(subject.clone()), baseline: baseline.clone(), by: year, ..found });
        } else {
            let whole = Passage::concat(&[name.clone(), line.cells[value.at].clone()]);
            measures.extend(measure::read(&whole, context, year.as_deref()).measures);
        }
    }
    if !values.iter().any(|value| !value.past) {
        measures = measure::read(name, context, by.as_deref()).measures;
    }
    measures
}

/// "Giảm chi phí tuân thủ | 20%": the name of the row says that its values are changes.
fn of_change(comparator: String, name: &Passage, context: &Context<'_>) -> String {
    let Some(change) = context.catalog.find("change", name).map(|reading| reading.grammar.means()) else { return comparator };
    match comparator.as_str() {
        "eq" => change.to_owned(),
        "ge" | "gt" => format!("{change}_ge"),
        _ => comparator,
    }
}

/// What the row stands under, by its number or dash ("Cà phê" over "- Diện tích"); the row itself becomes open for those below.
fn scope(line: &GridRow, name: usize, open: &mut Vec<(u32, String)>) -> Option<String> {
    const DASH: u32 = 8;
    let (number, title) = match &line.kind {
        RowKind::Section { marker, title } => (marker.as_ref(), Some(title)),
        RowKind::Plain { number, .. } => (number.as_ref(), None),
    };
    let (words, range) = match title {
        Some((cell, range)) => (&line.cells[*cell], range.clone()),
        None => (&line.cells[name], activity::without_dash(&line.cells[name])),
    };
    let printed = number.map_or("", |(cell, range)| &line.cells[*cell].text()[range.clone()]);
    let depth = match printed {
        "" if words.text().starts_with('+') => DASH + 1,
        "" => DASH,
        number if number.chars().all(char::is_uppercase) => 0,
        number if number.starts_with(|c: char| c.is_ascii_digit()) => 1 + u32::try_from(number.matches('.').count()).unwrap_or(DASH).min(4),
        _ => DASH - 1,
    };
    let own = words.text()[range].trim_end_matches(':').to_owned();
    if words.folded().trim_end_matches([':', ' ']) == "trong đó" || own.is_empty() {
        return None;
    }
    open.retain(|(above, _)| *above < depth);
    let above = open.last().map(|(_, above)| above.clone());
    open.push((depth, own));
    above
}

/// The year or day by which a time cell wants it.
fn last_day(cell: &Passage, context: &Context<'_>) -> Option<String> {
    match &deadline::cell(cell, context, "")[..] {
        [only] if matches!(only.kind, MilestoneKind::On | MilestoneKind::By) => {
            let end = only.end.clone()?;
            Some(if only.precision == Some(Precision::Year) { end.get(..4)?.to_owned() } else { end })
        }
        _ => None,
    }
}

/// False for a cell that is empty or struck out.
fn says(cell: &Passage) -> bool {
    cell.text().contains(char::is_alphanumeric) && !matches!(cell.folded(), "x" | "k" | "0x")
}

/// "Tỷ lệ hài lòng (%)", "Năm 2026 (điểm)": the unit in the last brackets.
fn in_brackets(words: &Passage) -> Option<Passage> {
    const LONGEST: usize = 30;
    let text = words.text().trim_end();
    let inside = text.strip_suffix(')')?;
    let open = inside.rfind('(')?;
    (inside.len() - open <= LONGEST).then(|| words.slice(&words.trim(&(open + 1..inside.len()))))
}
