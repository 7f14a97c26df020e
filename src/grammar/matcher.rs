//! A pattern held against words: a table tells where it reads, its automaton which groups took part.

use std::{
    error::Error,
    ops::Range,
    panic::{RefUnwindSafe, UnwindSafe},
    sync::OnceLock,
};

use regex_automata::{
    Anchored, Input,
    hybrid::dfa as lazy,
    nfa::thompson::{
        backtrack::{self, BoundedBacktracker},
        pikevm::{self, PikeVM},
    },
    util::{
        pool::Pool,
        primitives::{NonMaxUsize, PatternID},
    },
};

use super::{automaton, ready::Ready};

/// Holds a pattern against words.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    /// Most patterns need it only once their table says that they read something.
    follower: OnceLock<Follower>,
}

/// Follows an automaton through words, with its groups.
#[derive(Debug)]
struct Follower {
    /// A table that grows while it is used, for patterns without one. None where a boundary asks for more than the next byte: "\b" beside
    /// a letter beyond ASCII.
    growing: Option<lazy::DFA>,
    /// For short words.
    short: BoundedBacktracker,
    /// For words of any length.
    any: PikeVM,
    /// Named groups, with their number.
    names: Vec<(String, usize)>,
    notes: Pool<Notes, Box<dyn Fn() -> Notes + Send + Sync + UnwindSafe + RefUnwindSafe>>,
}

/// What a search writes down; kept for the next.
#[derive(Debug, Default)]
struct Notes {
    growing: Option<lazy::Cache>,
    short: Option<backtrack::Cache>,
    any: Option<pikevm::Cache>,
    slots: Vec<Option<NonMaxUsize>>,
}

/// The named groups that took part, each with its range.
pub(super) type Groups<'m> = Vec<(&'m str, Range<usize>)>;

impl Matcher {
    /// True where the pattern reads some of `words`.
    pub(super) fn reads(&self, pattern: &Ready<'_>, words: &str) -> bool {
        match &pattern.tables {
            Some(tables) => tables.ends.end(words.as_bytes(), 0, true).is_some(),
            None => self.follower(pattern).reads(words),
        }
    }

    /// The first of `words` at or after byte `start` that the pattern reads.
    pub(super) fn find(&self, pattern: &Ready<'_>, words: &str, start: usize) -> Option<Range<usize>> {
        let Some(tables) = &pattern.tables else { return self.follower(pattern).find(words, start) };
        let end = tables.ends.end(words.as_bytes(), start, false)?;
        Some(tables.begins.begin(words.as_bytes(), start, end)?..end)
    }

    /// The groups of what the pattern reads at `range`.
    pub(super) fn groups(&self, pattern: &Ready<'_>, words: &str, range: &Range<usize>) -> Groups<'_> {
        if !pattern.has_names {
            return Groups::new();
        }
        let input = Input::new(words).span(range.clone()).anchored(Anchored::Yes);
        self.follower(pattern).groups(&input).map(|(_, groups)| groups).unwrap_or_default()
    }

    fn follower(&self, pattern: &Ready<'_>) -> &Follower {
        self.follower.get_or_init(|| Follower::new(pattern).expect("an automaton that was made ready"))
    }
}

impl Follower {
    fn new(pattern: &Ready<'_>) -> Result<Self, Box<dyn Error>> {
        let nfa = automaton::read(&pattern.automaton)?;
        // A cache that is too small for an automaton is made as large as it must be.
        let lazy = || lazy::DFA::builder().configure(lazy::Config::new().skip_cache_capacity_check(true)).build_from_nfa(nfa.clone()).ok();
        let growing = if pattern.tables.is_none() { lazy() } else { None };
        let names = nfa.group_info().pattern_names(PatternID::ZERO).enumerate();
        let names = names.filter_map(|(group, name)| Some((name?.to_owned(), group))).collect();
        Ok(Self {
            growing,
            short: BoundedBacktracker::new_from_nfa(nfa.clone())?,
            any: PikeVM::new_from_nfa(nfa)?,
            names,
            notes: Pool::new(Box::new(Notes::default)),
        })
    }

    fn reads(&self, words: &str) -> bool {
        let input = Input::new(words).earliest(true);
        match self.end(&input) {
            Ok(end) => end.is_some(),
            Err(Unknown) => self.groups(&input).is_some(),
        }
    }

    fn find(&self, words: &str, start: usize) -> Option<Range<usize>> {
        let input = Input::new(words).span(start..words.len());
        let (whole, _) = match self.end(&input) {
            Ok(end) => self.groups(&input.span(start..end?)),
            Err(Unknown) => self.groups(&input),
        }?;
        Some(whole)
    }

    /// Where the first words that are read end.
    fn end(&self, input: &Input<'_>) -> Result<Option<usize>, Unknown> {
        let growing = self.growing.as_ref().ok_or(Unknown)?;
        let notes = &mut *self.notes.get();
        let cache = notes.growing.get_or_insert_with(|| growing.create_cache());
        growing.try_search_fwd(cache, input).map(|found| found.map(|found| found.offset())).map_err(|_| Unknown)
    }

    /// The first words that are read, with their groups.
    fn groups(&self, input: &Input<'_>) -> Option<(Range<usize>, Groups<'_>)> {
        let notes = &mut *self.notes.get();
        let slots = &mut notes.slots;
        slots.clear();
        slots.resize(self.any.get_nfa().group_info().slot_len(), None);
        if input.get_span().len() <= self.short.max_haystack_len() {
            let cache = notes.short.get_or_insert_with(|| self.short.create_cache());
            self.short.try_search_slots(cache, input, slots).ok()??;
        } else {
            let cache = notes.any.get_or_insert_with(|| self.any.create_cache());
            self.any.search_slots(cache, input, slots)?;
        }
        let group = |number: usize| Some(slots[2 * number]?.get()..slots[2 * number + 1]?.get());
        let named = self.names.iter().filter_map(|(name, number)| Some((name.as_str(), group(*number)?)));
        Some((group(0)?, named.collect()))
    }
}

/// The table cannot tell.
struct Unknown;
