//! Deadlines: what is due, and when.
//!
//! A time cell is scanned for times (`time`), cut into items (`cut`), and each item into pairs of what is due and when (`pair`); times
//! that stand together then say more about each other (`together`). Wordings are grammars (`deadline/…`, `deadline-word/…`).

mod cut;
mod milestone;
mod pair;
mod period;
mod recurrence;
mod report;
mod running;
mod time;
mod together;
mod words;

pub use period::{Covered, period};
pub use report::{report_period, report_periods};

use self::words::Words;
use super::Context;
use crate::{
    extract::calendar,
    passage::Passage,
    plan::{Milestone, MilestoneKind, Precision},
};

/// The milestones of a time cell, or of the words after "Thời gian thực hiện:".
///
/// Every word of the cell is in the `text` of some milestone; what is not read is one of kind `unread`.
///
/// ```
/// use kehoach::{extract::{Context, deadline::cell}, grammar::Catalog, passage::Passage};
/// let words = Passage::from_text("- Kế hoạch (tháng 01/2022) - Báo cáo (trước ngày 10/12/2022)");
/// let milestones = cell(&words, &Context::new(Catalog::built_in()), "act:PL.II.6");
/// assert_eq!(milestones[0].deliverable.as_deref(), Some("Kế hoạch"));
/// assert_eq!(milestones[1].id, "act:PL.II.6/2");
/// assert_eq!(milestones[1].edtf.as_deref(), Some("../2022-12-09"));
/// ```
#[must_use]
pub fn cell(passage: &Passage, context: &Context, id: &str) -> Vec<Milestone> {
    let words = Words { passage, catalog: context.catalog };
    let times = time::of_cell(passage, context.catalog);
    let pairs: Vec<_> = cut::items(words, &times).iter().flat_map(|item| pair::pairs(words, &times, item)).collect();
    milestone::milestones(&pairs, passage, context, id)
}

/// True for words that are a time, or several, and nothing else.
///
/// ```
/// use kehoach::{extract::{Context, deadline::is_time}, grammar::Catalog, passage::Passage};
/// let is_time = |words: &str| is_time(&Passage::from_text(words), &Context::new(Catalog::built_in()));
/// assert!(is_time("hoàn thành trong quý IV/2022"));
/// assert!(!is_time("Báo cáo năm 2022"));
/// ```
#[must_use]
pub fn is_time(passage: &Passage, context: &Context) -> bool {
    let times = cell(passage, context, "");
    !times.is_empty() && times.iter().all(|time| time.kind != MilestoneKind::Unread && time.deliverable.is_none())
}

/// The milestones of two cells, one for the start and one for the end: one span where each names one time.
///
/// An end alone is the latest time, a start alone leaves the end open. Cells that say more stay milestones of their own.
///
/// ```
/// use kehoach::{extract::{Context, deadline::span}, grammar::Catalog, passage::Passage};
/// let (start, end) = (Passage::from_text("Tháng 3/2026"), Passage::from_text("Quý IV/2026"));
/// let milestones = span(&start, &end, &Context::new(Catalog::built_in()), "act:III.1");
/// assert_eq!(milestones[0].edtf.as_deref(), Some("2026-03-01/2026-12-31"));
/// ```
#[must_use]
pub fn span(start: &Passage, end: &Passage, context: &Context, id: &str) -> Vec<Milestone> {
    let (from, to) = (cell(start, context, id), cell(end, context, id));
    let whole = Passage::concat(&[start.clone(), end.clone()]);
    let (first, last) = match (&from[..], &to[..]) {
        ([first], [last]) if first.start.is_some() && last.end.is_some() => (first.start.clone(), last.end.clone()),
        // "Cả năm" in the column for the start is both.
        ([first], []) if matches!(first.precision, Some(Precision::Year | Precision::Range)) => (None, None),
        ([first], []) => (first.start.clone(), None),
        ([], [last]) => (None, last.end.clone()),
        _ => (None, None),
    };
    let (kind, precision) = match (&first, &last) {
        (None, None) => return from.into_iter().chain(to).collect(),
        (None, Some(_)) => (MilestoneKind::By, to[0].precision),
        (Some(_), _) => (MilestoneKind::On, Some(Precision::Range)),
    };
    let edtf = calendar::days(first.as_deref(), last.as_deref());
    let Some(model) = to.first().or(from.first()).cloned() else { return Vec::new() };
    vec![Milestone {
        text: whole.text().to_owned(),
        kind,
        start: first,
        end: last,
        precision,
        exclusive: model.exclusive && kind == MilestoneKind::By,
        inferred_year: from.iter().chain(&to).any(|milestone| milestone.inferred_year),
        edtf,
        origin: whole.origin(&whole.whole()),
        rule: "extract/start-and-end".into(),
        ..model
    }]
}

/// The milestone of a mark in the column of a quarter, month or year: "x" under "Quý I". Nothing where the header names no time.
///
/// ```
/// use kehoach::{extract::{Context, deadline::marked}, grammar::Catalog, passage::Passage};
/// let (header, mark) = (Passage::from_text("Quý IV/2026"), Passage::from_text("x"));
/// let milestone = marked(&header, &mark, &Context::new(Catalog::built_in()), "act:II.1").expect("a quarter");
/// assert_eq!(milestone.edtf.as_deref(), Some("2026-36"));
/// ```
#[must_use]
pub fn marked(header: &Passage, mark: &Passage, context: &Context, id: &str) -> Option<Milestone> {
    if !context.catalog.reads("cell/mark", mark) {
        return None;
    }
    let time = time::of_column(header, context.catalog)?;
    let words = Words { passage: header, catalog: context.catalog };
    let pair = milestone::Pair { text: header.whole(), deliverable: None, items: pair::items(words, &[time], &header.whole()) };
    let mut milestone = milestone::milestones(&[pair], header, context, id).pop()?;
    milestone.origin.extend(mark.origin(&mark.whole()));
    Some(milestone)
}

/// The milestones that running text sets, by its bounded wordings only ("chậm nhất là ngày …", "trước ngày 15 của tháng cuối kỳ báo cáo").
///
/// ```
/// use kehoach::{extract::{Context, deadline::sentence}, grammar::Catalog, passage::Passage};
/// let words = Passage::from_text("Thời điểm ban hành Kế hoạch chậm nhất là ngày 10/01/2022.");
/// let milestones = sentence(&words, &Context::new(Catalog::built_in()), "duty:1");
/// assert_eq!(milestones[0].end.as_deref(), Some("2022-01-10"));
/// ```
#[must_use]
pub fn sentence(passage: &Passage, context: &Context, id: &str) -> Vec<Milestone> {
    let words = Words { passage, catalog: context.catalog };
    let times = time::times(passage, context.catalog);
    milestone::milestones(&running::pairs(words, &times, context), passage, context, id)
}
