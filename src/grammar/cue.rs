//! Cues: words without which a grammar reads nothing, told from its pattern and named in its file. All cues of all grammars are found
//! in one pass over a passage, and a grammar without its cues is not tried.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use super::{
    Grammar,
    ready::{self, Finders},
    spec::Form,
};
use crate::passage::{Cues, Passage};

/// Finds the cues of all grammars of a catalog.
#[derive(Debug)]
pub(super) struct CueIndex {
    /// Tells this index from another.
    id: usize,
    /// How many cues each form has.
    counts: [usize; 2],
    finders: Finders<'static>,
}

/// What a grammar needs: one cue of each group.
#[derive(Debug, Clone)]
pub(super) struct Needs {
    groups: Vec<Vec<u32>>,
    form: Form,
    index: Arc<CueIndex>,
}

/// Tells each grammar what it needs, by one index of all cues; `finders` are those of these grammars, where they are known.
pub(super) fn index(grammars: &mut [Grammar], finders: Option<Finders<'static>>) {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let (lists, groups) = ready::listed(grammars.iter().map(|grammar| &grammar.ready));
    // Too many cues to be indexed: every grammar is tried.
    let Some(finders) = finders.or_else(|| ready::finders(&lists)) else { return };
    let counts = [lists[0].len(), lists[1].len()];
    let index = Arc::new(CueIndex { id: NEXT.fetch_add(1, Ordering::Relaxed), counts, finders });
    for (grammar, groups) in grammars.iter_mut().zip(groups) {
        grammar.needs = (!groups.is_empty()).then(|| Needs { groups, form: grammar.ready.reads, index: Arc::clone(&index) });
    }
}

impl Needs {
    /// True where the passage has what the grammar needs.
    pub(super) fn met_by(&self, passage: &Passage) -> bool {
        let look = || self.index.look(self.form, self.form.of(passage));
        let cues = passage.cues(self.form as usize, look);
        if cues.index == self.index.id { self.met(cues) } else { self.met(&look()) }
    }

    fn met(&self, cues: &Cues) -> bool {
        let stands = |cue: &u32| cues.found[*cue as usize / 64] & (1 << (cue % 64)) != 0;
        self.groups.iter().all(|group| group.iter().any(stands))
    }
}

impl CueIndex {
    /// The cues that stand in `words`, which are in that form.
    fn look(&self, form: Form, words: &str) -> Cues {
        let mut found = vec![0; self.counts[form as usize].div_ceil(64)];
        self.finders[form as usize].find(words, |cue| found[cue as usize / 64] |= 1 << (cue % 64));
        Cues { index: self.id, found }
    }
}
