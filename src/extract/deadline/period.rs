//! The time that the title of a plan names: years, or a half or a quarter of one.

use std::ops::Range;

use super::time::number;
use crate::{
    extract::{
        Context,
        calendar::{Part, Stretch},
    },
    passage::Passage,
    plan::Rule,
};

/// What a title covers; one of the two ends is missing where it leaves it open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// It starts with this.
    pub first: Option<Stretch>,
    /// It ends with this.
    pub last: Option<Stretch>,
    /// The rule that read it.
    pub rule: Rule,
    /// Where it stands.
    pub range: Range<usize>,
}

impl Covered {
    /// Until when, as a year where it ends with one, else as a day: "2030", "2026-06-30".
    #[must_use]
    pub fn until(&self) -> Option<String> {
        let end = self.last?;
        match end.part {
            Part::Year => end.year.map(|year| year.to_string()),
            _ => end.last().map(|day| day.to_string()),
        }
    }
}

/// What a title covers.
///
/// ```
/// use kehoach::{extract::{Context, deadline::period}, grammar::Catalog, passage::Passage};
/// let title = Passage::from_text("PHÁT TRIỂN HẠ TẦNG 5G TRÊN ĐỊA BÀN THÀNH PHỐ HÀ NỘI ĐẾN NĂM 2030");
/// let covered = period(&title, &Context::new(Catalog::built_in())).expect("a year is named");
/// assert_eq!((covered.first, covered.last.and_then(|last| last.year)), (None, Some(2030)));
/// ```
#[must_use]
pub fn period(passage: &Passage, context: &Context) -> Option<Covered> {
    let folded = passage.folded();
    let mut best: Option<(u8, Covered)> = None;
    for reading in context.catalog.find_all("period", passage) {
        let year = |name| reading.words(name, folded).and_then(|year| year.parse::<i32>().ok());
        let (first, last) = (year("from"), year("to").or_else(|| year("bare")));
        let whole = |year: Option<i32>| year.map(|year| Stretch { year: Some(year), part: Part::Year });
        // A plan of one year may carry out a programme of many, so its own year says more; else what stands last is the plan's.
        let (rank, first, last) = match (reading.grammar.means(), first, last) {
            ("part", Some(year), _) => {
                let quarter = reading.words("quarter", folded).and_then(number).map(Part::Quarter);
                let half = reading.words("half", folded).and_then(number).map(Part::Half);
                let part = quarter.or(half).map(|part| Stretch { year: Some(year), part });
                (3, part, part)
            }
            ("years", Some(_), None) => (3, whole(first), whole(first)),
            ("years", Some(from), Some(to)) if from <= to => (2, whole(first), whole(last)),
            ("since", Some(_), _) => (2, whole(first), None),
            ("until", _, Some(_)) => (1, None, whole(last)),
            _ => continue,
        };
        if best.as_ref().is_none_or(|(known, _)| *known <= rank) {
            best = Some((rank, Covered { first, last, rule: reading.grammar.name(), range: passage.trim(&reading.range) }));
        }
    }
    best.map(|(_, period)| period)
}
