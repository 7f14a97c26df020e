//! From one time to a milestone of the plan.

use std::ops::Range;

use super::time::Meaning;
use crate::{
    extract::{
        Context,
        calendar::{self, Stretch},
    },
    passage::Passage,
    plan::{Milestone, MilestoneKind, Precision, Rule},
};

/// A time of one deliverable, with what more is said about it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The words of the time, with its event.
    pub(super) range: Range<usize>,
    pub(super) rule: Rule,
    pub(super) meaning: Meaning,
    pub(super) event: Option<Range<usize>>,
    pub(super) boxed: bool,
    pub(super) weak: bool,
    /// Years after that of the plan: "năm sau" is 1.
    pub(super) years_on: i32,
}

/// Words that make one milestone or several.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// The words, for `text`.
    pub(super) text: Range<usize>,
    pub(super) deliverable: Option<Range<usize>>,
    pub(super) items: Vec<Item>,
}

/// More times than this share no phrase: each then keeps its own words only, so that the output stays in proportion to the text.
const MOST_TIMES: usize = 32;

/// Bytes of the words that each of so many times keeps: where all are one list, its first words.
const LONGEST: usize = 200;

/// One milestone for each time of each pair, in order, with ids `<id>/1`, `<id>/2`; a pair without a time is kept as unread.
pub(super) fn milestones(pairs: &[Pair], passage: &Passage, context: &Context, id: &str) -> Vec<Milestone> {
    let mut all = Vec::with_capacity(pairs.iter().map(|pair| pair.items.len().max(1)).sum());
    for pair in pairs {
        let blank = Milestone {
            reading: None,
            id: String::new(),
            deliverable: None,
            text: String::new(),
            kind: MilestoneKind::Unread,
            start: None,
            end: None,
            precision: None,
            exclusive: false,
            recurrence: None,
            event: None,
            offset: None,
            inferred_year: false,
            edtf: None,
            origin: Vec::new(),
            rule: "deadline".into(),
        };
        let mut next = |milestone: Milestone| all.push(Milestone { id: format!("{id}/{}", all.len() + 1), ..milestone });
        for (at, item) in pair.items.iter().enumerate() {
            let many = at >= MOST_TIMES;
            let first = passage.whole_letters(&(item.range.start..item.range.end.min(item.range.start + LONGEST)));
            let text = if many { &first } else { &pair.text };
            let blank = Milestone {
                reading: None,
                deliverable: pair.deliverable.clone().filter(|_| !many).map(|range| passage.text()[range].to_owned()),
                text: passage.text()[text.clone()].to_owned(),
                origin: passage.origin(text),
                ..blank.clone()
            };
            next(dated(item, passage, context, blank));
        }
        if pair.items.is_empty() {
            next(Milestone { text: passage.text()[pair.text.clone()].to_owned(), origin: passage.origin(&pair.text), ..blank });
        }
    }
    all
}

fn dated(item: &Item, passage: &Passage, context: &Context, blank: Milestone) -> Milestone {
    let event = item.event.clone().map(|range| passage.text()[range].to_owned());
    let mut made = Milestone { event, rule: item.rule.clone(), ..blank };
    match &item.meaning {
        Meaning::On { from, to, open } => {
            let (from, guessed) = with_year(*from, item, context);
            let (to, also) = to.map(|to| with_year(to, item, context)).unzip();
            made.kind = MilestoneKind::On;
            made.inferred_year = guessed || also == Some(true);
            made.start = from.first().map(|day| day.to_string());
            made.end = if *open { None } else { to.unwrap_or(from).last().map(|day| day.to_string()) };
            made.precision = Some(if *open || to.is_some() { Precision::Range } else { from.precision() });
            made.edtf = if *open || to.is_some() { calendar::interval(from, to) } else { from.edtf() };
        }
        Meaning::Around => made.kind = MilestoneKind::On,
        Meaning::Latest { at, exclusive } => {
            let (at, guessed) = with_year(*at, item, context);
            let printed = if *exclusive { at.first() } else { at.last() };
            made.kind = MilestoneKind::By;
            made.inferred_year = guessed;
            made.exclusive = *exclusive;
            made.end = printed.map(|day| day.to_string());
            made.precision = Some(at.precision());
            made.edtf = printed.and_then(|day| if *exclusive { day.before() } else { Some(day) }).and_then(calendar::up_to);
        }
        Meaning::Recurring { turn, .. } => {
            made.kind = MilestoneKind::Recurring;
            made.recurrence = Some(turn.clone());
        }
        Meaning::Continuous => made.kind = MilestoneKind::Continuous,
        Meaning::After { offset, .. } => {
            made.kind = MilestoneKind::After;
            made.offset.clone_from(offset);
        }
        Meaning::Reference => made.kind = MilestoneKind::Reference,
        Meaning::Closing { .. } | Meaning::Till { .. } => {}
    }
    made
}

/// The stretch with the plan's year, or the one before or after it, where its own is not printed and the plan covers one year.
fn with_year(stretch: Stretch, item: &Item, context: &Context) -> (Stretch, bool) {
    match (stretch.year, context.years) {
        (None, Some((first, last))) if first == last => (Stretch { year: Some(first + item.years_on), ..stretch }, true),
        _ => (stretch, false),
    }
}
