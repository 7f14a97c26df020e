//! The years that the title of a plan names.

use std::ops::Range;

use crate::{extract::Context, passage::Passage, plan::Rule};

/// First year, last year, the rule that read them, where they stand.
pub type Years = (Option<i32>, Option<i32>, Rule, Range<usize>);

/// The years that a title covers: first, last, the rule, and where they stand; one of the two is missing where the title leaves it open.
///
/// ```
/// use kehoach::{extract::{Context, deadline::period}, grammar::Catalog, passage::Passage};
/// let title = Passage::from_text("PHÁT TRIỂN HẠ TẦNG 5G TRÊN ĐỊA BÀN THÀNH PHỐ HÀ NỘI ĐẾN NĂM 2030");
/// let (first, last, ..) = period(&title, &Context::new(Catalog::built_in())).expect("a year is named");
/// assert_eq!((first, last), (None, Some(2030)));
/// ```
#[must_use]
pub fn period(passage: &Passage, context: &Context) -> Option<Years> {
    let folded = passage.folded();
    let mut best: Option<(u8, Years)> = None;
    for reading in context.catalog.scan("period", passage) {
        let year = |name| reading.words(name, folded).and_then(|year| year.parse::<i32>().ok());
        let (first, last) = (year("from"), year("to").or_else(|| year("bare")));
        // A plan of one year may carry out a programme of many, so its own year says more; else what stands last is the plan's.
        let (rank, first, last) = match (reading.grammar.means(), first, last) {
            ("years", Some(first), None) => (3, Some(first), Some(first)),
            ("years", Some(first), Some(last)) if first <= last => (2, Some(first), Some(last)),
            ("since", Some(first), _) => (2, Some(first), None),
            ("until", _, Some(last)) => (1, None, Some(last)),
            _ => continue,
        };
        if best.as_ref().is_none_or(|(known, _)| *known <= rank) {
            best = Some((rank, (first, last, reading.grammar.name(), passage.trim(&reading.range))));
        }
    }
    best.map(|(_, period)| period)
}
