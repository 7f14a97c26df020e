//! Cues: words of which one stands in every text that a grammar reads. All cues of all grammars are found in one pass over a passage,
//! and a grammar without its cue is neither tried nor compiled.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Form, Grammar};
use crate::{
    code::code,
    fold::fold,
    passage::{Cues, Passage},
};

/// Finds the cues of all grammars of a catalog.
#[derive(Debug)]
pub(super) struct CueIndex {
    /// Tells this index from another.
    id: usize,
    grammars: usize,
    coded: Finder,
    printed: Finder,
}

#[derive(Debug)]
struct Finder {
    cues: AhoCorasick,
    /// For each cue, the grammar that it belongs to.
    owners: Vec<usize>,
}

/// Gives each grammar with cues its place in one index of all.
pub(super) fn index(grammars: &mut [Grammar]) {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let cues_of = |form: Form| -> Vec<(usize, String)> {
        let owned = grammars.iter().enumerate().filter(|(_, grammar)| grammar.spec.reads == form);
        owned.flat_map(|(place, grammar)| grammar.spec.cue.iter().map(move |cue| (place, cue.clone()))).collect()
    };
    let coded = cues_of(Form::Folded).into_iter().map(|(place, cue)| (place, code(&fold(&cue)))).collect();
    let (Some(coded), Some(printed)) = (Finder::of(coded), Finder::of(cues_of(Form::Printed))) else { return };
    let index = Arc::new(CueIndex { id: NEXT.fetch_add(1, Ordering::Relaxed), grammars: grammars.len(), coded, printed });
    for (place, grammar) in grammars.iter_mut().enumerate() {
        if !grammar.spec.cue.is_empty() {
            grammar.cues = Some((place, Arc::clone(&index)));
        }
    }
}

impl Finder {
    /// None where the cues are too many to be indexed; every grammar is tried then.
    fn of(cues: Vec<(usize, String)>) -> Option<Self> {
        let (owners, words): (Vec<usize>, Vec<String>) = cues.into_iter().unzip();
        let cues = AhoCorasick::builder().match_kind(MatchKind::Standard).build(words).ok()?;
        Some(Self { cues, owners })
    }

    fn mark(&self, text: &str, found: &mut [u64]) {
        for cue in self.cues.find_overlapping_iter(text) {
            let owner = self.owners[cue.pattern().as_usize()];
            found[owner / 64] |= 1 << (owner % 64);
        }
    }
}

impl CueIndex {
    /// True where a cue of the grammar at `place` stands in the passage.
    pub(super) fn stand_in(&self, place: usize, passage: &Passage) -> bool {
        let cues = passage.cues(|passage| self.look(passage));
        let has = |cues: &Cues| cues.found[place / 64] & (1 << (place % 64)) != 0;
        if cues.index == self.id { has(cues) } else { has(&self.look(passage)) }
    }

    fn look(&self, passage: &Passage) -> Cues {
        let mut found = vec![0; self.grammars.div_ceil(64)];
        self.coded.mark(passage.code(), &mut found);
        self.printed.mark(passage.text(), &mut found);
        Cues { index: self.id, found }
    }
}
