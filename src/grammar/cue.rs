//! Cues met by a passage: each passage remembers which grammars have theirs in it, and the others are not tried.

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

/// What a grammar needs: that its place in the index is marked.
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
        let look = |text: &str| Cues { index: self.known.id, met: self.known.index[self.form as usize].met(text) };
        let marked = |cues: &Cues| cues.met[self.place / 64] & (1 << (self.place % 64)) != 0;
        let cues = passage.cues(self.form.of_passage(), look);
        if cues.index == self.known.id { marked(cues) } else { marked(&look(passage.form(self.form.of_passage()))) }
    }
}
