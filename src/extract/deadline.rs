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

pub use period::{Years, period};
pub use report::report_period;

use self::words::Words;
use super::Context;
use crate::{passage::Passage, plan::Milestone};

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
    let times = time::times(passage, context.catalog);
    let pairs: Vec<_> = cut::items(words, &times).iter().flat_map(|item| pair::pairs(words, &times, item)).collect();
    milestone::milestones(&pairs, passage, context, id)
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
