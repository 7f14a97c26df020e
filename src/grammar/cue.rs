//! Cues met by a passage: each passage remembers which grammars have theirs in it, and those without are not tried.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use super::{Grammar, bits, index::Index};
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
    known: Arc<Known>,
}

/// Some grammars of a catalog, by their places in its list.
#[derive(Debug, Default)]
pub(super) struct Group {
    places: Vec<usize>,
    /// The same, a bit for each.
    bits: Vec<u64>,
}

/// Tells each grammar what it needs; `index` is that of these grammars, where it was made ready.
pub(super) fn tell(grammars: &mut [Grammar], index: Option<Index<'static>>) {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let ready = || Index::of(&grammars.iter().map(|grammar| &grammar.ready).collect::<Vec<_>>());
    // Too many cues to be indexed: every grammar is tried.
    let Some(index) = index.or_else(ready) else { return };
    let known = Arc::new(Known { id: NEXT.fetch_add(1, Ordering::Relaxed), index });
    for (place, grammar) in grammars.iter_mut().enumerate() {
        grammar.needs = Some(Needs { place, known: Arc::clone(&known) });
    }
}

impl Needs {
    /// False where the passage is known not to have what the grammar needs: looking for the cues of all takes longer than trying one.
    pub(super) fn met_by(&self, passage: &Passage) -> bool {
        passage.known_cues().and_then(|cues| self.known.own(cues)).is_none_or(|met| bits::has(met, self.place))
    }
}

impl Known {
    /// The grammars whose cues stand in the passage; nothing where another catalog looked for its own before.
    fn met<'p>(&self, passage: &'p Passage) -> Option<&'p [u64]> {
        self.own(passage.cues(|code, has_slips| Cues { index: self.id, met: self.index.met(code, has_slips) }))
    }

    fn own<'p>(&self, cues: &'p Cues) -> Option<&'p [u64]> {
        (cues.index == self.id).then_some(&cues.met)
    }
}

impl Group {
    /// Adds the grammar at `place`.
    pub(super) fn add(&mut self, place: usize) {
        self.places.push(place);
        self.bits.resize(self.bits.len().max(place / 64 + 1), 0);
        bits::set(&mut self.bits, place);
    }

    /// All of them, in order of precedence.
    pub(super) fn all<'g>(&'g self, grammars: &'g [Grammar]) -> impl Iterator<Item = &'g Grammar> + use<'g> {
        self.places.iter().map(|&place| &grammars[place])
    }

    /// Those that may read some words of the passage, in order of precedence.
    pub(super) fn cued<'g: 'p, 'p>(
        &'g self,
        grammars: &'g [Grammar],
        passage: &'p Passage,
    ) -> impl Iterator<Item = &'g Grammar> + use<'g, 'p> {
        /// So few are tried sooner than the cues of all grammars are looked for.
        const FEW: usize = 6;
        let known = self.places.first().and_then(|&first| grammars[first].needs.as_ref()).map(|needs| &needs.known);
        let met = known.and_then(|known| if self.places.len() > FEW { known.met(passage) } else { known.own(passage.known_cues()?) });
        let met = met.unwrap_or(&self.bits);
        bits::each(self.bits.iter().zip(met).map(|(ours, met)| ours & met)).map(|place| &grammars[place])
    }
}
