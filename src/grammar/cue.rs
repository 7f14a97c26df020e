//! Cues met by a passage: each passage remembers which grammars have theirs in it, and those without are not tried.

use std::{
    borrow::Cow,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::{
    Grammar, bits,
    index::{self, Index},
    spec::Form,
};
use crate::passage::{Cues, Passage};

/// The index of all grammars of a catalog.
#[derive(Debug)]
struct Known {
    /// Tells it from another.
    id: usize,
    index: Index<'static>,
}

/// What a grammar needs: the cues at its place in the index.
#[derive(Debug, Clone)]
pub(super) struct Needs {
    place: usize,
    form: Form,
    known: Arc<Known>,
}

/// Some grammars of a catalog, by their places in its list.
#[derive(Debug, Default)]
pub(super) struct Group {
    places: Vec<usize>,
    /// For each [`Form`], those that are held against it.
    of_form: [Vec<u64>; 2],
}

/// Tells each grammar what it needs; `index` is that of these grammars, where it was made ready.
pub(super) fn tell(grammars: &mut [Grammar], index: Option<Index<'static>>) {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let ready = || index::of(&grammars.iter().map(|grammar| &grammar.ready).collect::<Vec<_>>());
    // Too many cues to be indexed: every grammar is tried.
    let Some(index) = index.or_else(ready) else { return };
    let known = Arc::new(Known { id: NEXT.fetch_add(1, Ordering::Relaxed), index });
    for (place, grammar) in grammars.iter_mut().enumerate() {
        grammar.needs = Some(Needs { place, form: grammar.ready.reads, known: Arc::clone(&known) });
    }
}

impl Needs {
    /// True where the passage may have what the grammar needs, false where it has not.
    pub(super) fn met_by(&self, passage: &Passage) -> bool {
        bits::has(&self.known.met(passage, self.form), self.place)
    }
}

impl Known {
    /// The grammars of that form whose cues stand in the passage.
    fn met<'p>(&self, passage: &'p Passage, form: Form) -> Cow<'p, [u64]> {
        let look = |text: &str| Cues { index: self.id, met: self.index[form as usize].met(text) };
        let cues = passage.cues(form.of_passage(), look);
        // Those that another catalog left there tell nothing.
        if cues.index == self.id { Cow::Borrowed(&cues.met) } else { Cow::Owned(look(passage.form(form.of_passage())).met) }
    }
}

impl Group {
    /// Adds the grammar at `place`, held against that form.
    pub(super) fn add(&mut self, place: usize, form: Form) {
        self.places.push(place);
        let bits = &mut self.of_form[form as usize];
        bits.resize(bits.len().max(place / 64 + 1), 0);
        bits::set(bits, place);
    }

    /// All of them, in order of precedence.
    pub(super) fn all<'g>(&'g self, grammars: &'g [Grammar]) -> impl Iterator<Item = &'g Grammar> + use<'g> {
        self.places.iter().map(|&place| &grammars[place])
    }

    /// Those that may read some words of the passage, in order of precedence.
    pub(super) fn cued<'g>(&'g self, grammars: &'g [Grammar], passage: &Passage) -> impl Iterator<Item = &'g Grammar> + use<'g> {
        let known = self.places.first().and_then(|&first| grammars[first].needs.as_ref()).map(|needs| &needs.known);
        let mut cued = Vec::new();
        for form in [Form::Folded, Form::Printed] {
            let ours = &self.of_form[form as usize];
            cued.resize(cued.len().max(ours.len()), 0);
            match known {
                _ if ours.is_empty() => {}
                Some(known) => {
                    cued.iter_mut().zip(ours).zip(&*known.met(passage, form)).for_each(|((cued, ours), met)| *cued |= ours & met)
                }
                None => cued.iter_mut().zip(ours).for_each(|(cued, ours)| *cued |= ours),
            }
        }
        bits::each(cued.into_iter()).map(|place| &grammars[place])
    }
}
