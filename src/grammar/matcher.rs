//! A pattern held against words: a table tells where it reads, its automaton which groups took part.

use std::{
    error::Error,
    ops::Range,
    panic::{RefUnwindSafe, UnwindSafe},
    sync::{LazyLock, OnceLock},
};

use regex_automata::{
    Anchored, Input,
    hybrid::dfa as lazy,
    nfa::thompson::pikevm::{self, PikeVM},
    util::{pool::Pool, primitives::NonMaxUsize},
};

use super::{
    automaton::{Automaton, Trail},
    ready::Pattern,
};

/// Holds a pattern against words.
#[derive(Debug)]
pub(super) struct Matcher {
    /// The pattern, once it was held against any.
    pattern: OnceLock<Pattern<'static>>,
    /// Where it lies in the program.
    lies: &'static [u8],
    /// For what is too long to follow.
    engine: OnceLock<Engine>,
}

/// Things that each thread takes one of, and puts back for the next.
type Kept<T> = Pool<T, Box<dyn Fn() -> T + Send + Sync + UnwindSafe + RefUnwindSafe>>;

/// The engines that can read anything.
#[derive(Debug)]
struct Engine {
    /// A table that grows while it is used. None where a boundary asks for more than the next byte: "\b" beside a letter beyond ASCII.
    growing: Option<lazy::DFA>,
    any: PikeVM,
    notes: Kept<Notes>,
}

/// What a search writes down.
#[derive(Debug, Default)]
struct Notes {
    growing: Option<lazy::Cache>,
    any: Option<pikevm::Cache>,
    slots: Vec<Option<NonMaxUsize>>,
}

/// The named groups that took part, each with its range.
pub(super) type Groups<'m> = Vec<(&'m str, Range<usize>)>;

impl Matcher {
    /// For a pattern that was just made ready.
    pub(super) fn of(pattern: Pattern<'static>) -> Self {
        Self { pattern: pattern.into(), lies: &[], engine: OnceLock::new() }
    }

    /// For one that the build script wrote.
    pub(super) fn lying(at: &'static [u8]) -> Self {
        Self { pattern: OnceLock::new(), lies: at, engine: OnceLock::new() }
    }

    fn pattern(&self) -> &Pattern<'static> {
        self.pattern.get_or_init(|| postcard::from_bytes(self.lies).expect("the build script wrote it"))
    }

    /// True where the pattern reads some of `words`.
    pub(super) fn reads(&self, words: &str) -> bool {
        match &self.pattern().tables {
            Some(tables) => tables.ends.end(words.as_bytes(), 0, true).is_some(),
            None => self.follow(words, 0..words.len(), Anchored::No).is_some(),
        }
    }

    /// The first of `words` at or after byte `start` that the pattern reads.
    pub(super) fn find(&self, words: &str, start: usize) -> Option<Range<usize>> {
        let tables = self.pattern().tables.as_ref();
        let end = match tables {
            Some(tables) => tables.ends.end(words.as_bytes(), start, false)?,
            None => words.len(),
        };
        match tables.and_then(|tables| tables.begins.as_ref()) {
            Some(begins) => Some(begins.begin(words.as_bytes(), start, end)?..end),
            None => self.follow(words, start..end, Anchored::No).map(|(whole, _)| whole),
        }
    }

    /// The groups of what the pattern reads at `range`.
    pub(super) fn groups(&self, words: &str, range: &Range<usize>) -> Groups<'_> {
        if self.pattern().names.is_empty() {
            return Groups::new();
        }
        self.follow(words, range.clone(), Anchored::Yes).map(|(_, groups)| groups).unwrap_or_default()
    }

    /// The first words within `range` that the pattern reads, with their groups.
    fn follow(&self, words: &str, range: Range<usize>, anchored: Anchored) -> Option<(Range<usize>, Groups<'_>)> {
        /// Most bits that a trail takes: half a megabyte. An engine needs longer to be made than most documents take.
        const SHORT: usize = 1 << 22;
        static TRAILS: LazyLock<Kept<Trail>> = LazyLock::new(|| Pool::new(Box::new(Trail::default)));
        let pattern = self.pattern();
        let read = |place: &dyn Fn(usize) -> Option<usize>| {
            let group = |number: usize| Some(place(2 * number)?..place(2 * number + 1)?);
            let named = pattern.names.iter().filter_map(|(name, number)| Some((name.as_str(), group(*number as usize)?)));
            Some((group(0)?, named.collect()))
        };
        let automaton = Automaton::of(&pattern.automaton);
        if automaton.cost(range.len()) > SHORT {
            let engine = self.engine.get_or_init(|| Engine::of(pattern).expect("an automaton that was made ready"));
            return engine.slots(Input::new(words).span(range).anchored(anchored), |slots| read(&|slot| Some(slots[slot]?.get())));
        }
        let mut trail = TRAILS.get();
        trail.slots.clear();
        trail.slots.resize(2 * (1 + pattern.names.last().map_or(0, |(_, number)| *number as usize)), None);
        let found = automaton.follow(words.as_bytes(), range, anchored, &mut trail);
        if found { read(&|slot| trail.slots[slot]) } else { None }
    }
}

impl Engine {
    fn of(pattern: &Pattern<'_>) -> Result<Self, Box<dyn Error>> {
        let nfa = Automaton::of(&pattern.automaton).build(&pattern.names)?;
        // A cache that is too small for an automaton is made as large as it must be.
        let config = lazy::Config::new().skip_cache_capacity_check(true);
        let growing = lazy::DFA::builder().configure(config).build_from_nfa(nfa.clone()).ok();
        Ok(Self { growing, any: PikeVM::new_from_nfa(nfa)?, notes: Pool::new(Box::new(Notes::default)) })
    }

    /// What `found` makes of the slots of the first words that are read.
    fn slots<R>(&self, mut input: Input<'_>, found: impl FnOnce(&[Option<NonMaxUsize>]) -> Option<R>) -> Option<R> {
        let Notes { growing, any, slots } = &mut *self.notes.get();
        // Where nothing is read, as mostly, the table tells so fast; where it cannot tell, it is not asked.
        if let Some(table) = &self.growing {
            let cache = growing.get_or_insert_with(|| table.create_cache());
            if let Ok(end) = table.try_search_fwd(cache, &input) {
                input.set_end(end?.offset());
            }
        }
        slots.clear();
        slots.resize(self.any.get_nfa().group_info().slot_len(), None);
        self.any.search_slots(any.get_or_insert_with(|| self.any.create_cache()), &input, slots)?;
        found(slots)
    }
}
