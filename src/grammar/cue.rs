//! Cues met by a passage: each passage remembers which cues stand in it, and grammars without theirs are not tried.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use super::{
    Grammar,
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

/// Tells each grammar what it needs; `index` is that of these grammars, where it was made ready.
pub(super) fn tell(grammars: &mut [Grammar], index: Option<Index<'static>>) {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let ready = || index::of(&grammars.iter().map(|grammar| &grammar.ready).collect::<Vec<_>>());
    // Too many cues to be indexed: every grammar is tried.
    let Some(index) = index.or_else(ready) else { return };
    let known = Arc::new(Known { id: NEXT.fetch_add(1, Ordering::Relaxed), index });
    for (place, grammar) in grammars.iter_mut().enumerate() {
        let form = grammar.ready.reads;
        grammar.needs = known.index[form as usize].is_needy(place).then(|| Needs { place, form, known: Arc::clone(&known) });
    }
}

impl Needs {
    /// True where the passage may have what the grammar needs, false where it has not.
    pub(super) fn met_by(&self, passage: &Passage) -> bool {
        let index = &self.known.index[self.form as usize];
        let look = |text: &str| Cues { index: self.known.id, seen: index.seen(text) };
        let met = |cues: &Cues| index.met(&cues.seen, self.place);
        let cues = passage.cues(self.form.of_passage(), look);
        if cues.index == self.known.id { met(cues) } else { met(&look(passage.form(self.form.of_passage()))) }
    }
}
