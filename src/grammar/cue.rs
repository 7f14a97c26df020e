//! Cues: words without which a grammar reads nothing, told from its pattern and named in its file. All cues of all grammars are found
//! in one pass over a passage, and a grammar without its cues is neither tried nor compiled.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Form, Grammar};
use crate::passage::{Cues, Passage};

/// Finds the cues of all grammars of a catalog.
#[derive(Debug)]
pub(super) struct CueIndex {
    /// Tells this index from another.
    id: usize,
    cues: usize,
    coded: Finder,
    printed: Finder,
}

/// What a grammar needs: one cue of each group.
#[derive(Debug, Clone)]
pub(super) struct Needs {
    groups: Vec<Vec<u32>>,
    index: Arc<CueIndex>,
}

#[derive(Debug)]
struct Finder {
    words: AhoCorasick,
    /// Number of the first cue of this finder.
    first: usize,
}

/// Tells each grammar what it needs, by one index of all cues.
pub(super) fn index(grammars: &mut [Grammar]) {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let mut coded: BTreeMap<String, u32> = BTreeMap::new();
    let mut printed: BTreeMap<String, u32> = BTreeMap::new();
    let mut needs: Vec<Vec<Vec<(Form, u32)>>> = Vec::with_capacity(grammars.len());
    for grammar in &*grammars {
        let form = grammar.ready.reads;
        let known = if form == Form::Folded { &mut coded } else { &mut printed };
        let mut number = |word: &String| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            (form, *known.entry(word.clone()).or_insert(next))
        };
        needs.push(grammar.ready.needs.iter().map(|group| group.iter().map(&mut number).collect()).collect());
    }
    let first_printed = u32::try_from(coded.len()).unwrap_or(u32::MAX);
    let cues = coded.len() + printed.len();
    // Too many cues to be indexed: every grammar is tried.
    let (Some(coded), Some(printed)) = (Finder::of(coded, 0), Finder::of(printed, first_printed as usize)) else { return };
    let index = Arc::new(CueIndex { id: NEXT.fetch_add(1, Ordering::Relaxed), cues, coded, printed });
    for (grammar, groups) in grammars.iter_mut().zip(needs) {
        let place = |(form, number): (Form, u32)| if form == Form::Folded { number } else { number + first_printed };
        let groups: Vec<Vec<u32>> = groups.into_iter().map(|group| group.into_iter().map(place).collect()).collect();
        grammar.needs = (!groups.is_empty()).then(|| Needs { groups, index: Arc::clone(&index) });
    }
}

impl Finder {
    fn of(words: BTreeMap<String, u32>, first: usize) -> Option<Self> {
        let mut words: Vec<(String, u32)> = words.into_iter().collect();
        words.sort_by_key(|(_, number)| *number);
        let words = words.into_iter().map(|(word, _)| word);
        Some(Self { words: AhoCorasick::builder().match_kind(MatchKind::Standard).build(words).ok()?, first })
    }

    fn mark(&self, text: &str, found: &mut [u64]) {
        for cue in self.words.find_overlapping_iter(text) {
            let cue = self.first + cue.pattern().as_usize();
            found[cue / 64] |= 1 << (cue % 64);
        }
    }
}

impl Needs {
    /// True where the passage has what the grammar needs.
    pub(super) fn met_by(&self, passage: &Passage) -> bool {
        let cues = passage.cues(|passage| self.index.look(passage));
        if cues.index == self.index.id { self.met(cues) } else { self.met(&self.index.look(passage)) }
    }

    fn met(&self, cues: &Cues) -> bool {
        let stands = |cue: &u32| cues.found[*cue as usize / 64] & (1 << (cue % 64)) != 0;
        self.groups.iter().all(|group| group.iter().any(stands))
    }
}

impl CueIndex {
    fn look(&self, passage: &Passage) -> Cues {
        let mut found = vec![0; self.cues.div_ceil(64)];
        self.coded.mark(passage.code(), &mut found);
        self.printed.mark(passage.text(), &mut found);
        Cues { index: self.id, found }
    }
}
