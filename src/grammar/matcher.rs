//! A pattern held against words: a lazy DFA finds where it reads, the automaton itself which groups took part.

use std::{error::Error, ops::Range};

use regex_automata::{
    Anchored, Input, MatchKind,
    hybrid::{dfa, regex},
    nfa::thompson::{
        NFA,
        backtrack::{self, BoundedBacktracker},
        pikevm::{self, PikeVM},
    },
    util::{
        pool::Pool,
        primitives::{NonMaxUsize, PatternID},
    },
};

use super::automaton;

/// A compiled pattern, ready to search.
#[derive(Debug)]
pub(super) struct Matcher {
    /// None where a boundary asks for more than the next byte: "\b" beside a letter beyond ASCII.
    fast: Option<regex::Regex>,
    /// Follows the groups of short words.
    short: BoundedBacktracker,
    /// Follows the groups of words of any length.
    any: PikeVM,
    /// Named groups, with their number.
    names: Vec<(String, usize)>,
    notes: Pool<Notes, Box<dyn Fn() -> Notes + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>>,
}

/// What a search writes down, kept for the next.
#[derive(Debug, Default)]
struct Notes {
    fast: Option<regex::Cache>,
    short: Option<backtrack::Cache>,
    any: Option<pikevm::Cache>,
    slots: Vec<Option<NonMaxUsize>>,
}

/// What was read: the range of the whole, and of each named group that took part.
pub(super) type Found<'m> = (Range<usize>, Vec<(&'m str, Range<usize>)>);

impl Matcher {
    /// A matcher of automata in bytes.
    ///
    /// # Errors
    /// Bytes that hold no automata.
    pub(super) fn new(forward: &[u8], backward: &[u8]) -> Result<Self, Box<dyn Error>> {
        let nfa = automaton::read(forward)?;
        let fast = if nfa.look_set_any().contains_word_unicode() {
            None
        } else {
            let all = dfa::Config::new().match_kind(MatchKind::All);
            let (forward, backward) = (lazy(dfa::Config::new(), nfa.clone())?, lazy(all, automaton::read(backward)?)?);
            Some(regex::Builder::new().build_from_dfas(forward, backward))
        };
        let names = nfa.group_info().pattern_names(PatternID::ZERO).enumerate();
        let names = names.filter_map(|(group, name)| Some((name?.to_owned(), group))).collect();
        Ok(Self {
            fast,
            short: BoundedBacktracker::new_from_nfa(nfa.clone())?,
            any: PikeVM::new_from_nfa(nfa)?,
            names,
            notes: Pool::new(Box::new(Notes::default)),
        })
    }

    /// True where it reads some of `words`.
    pub(super) fn reads(&self, words: &str) -> bool {
        let notes = &mut *self.notes.get();
        if let Some(fast) = &self.fast {
            let cache = notes.fast.get_or_insert_with(|| fast.create_cache());
            let input = Input::new(words).earliest(true);
            if let Ok(found) = fast.forward().try_search_fwd(cache.forward_mut(), &input) {
                return found.is_some();
            }
        }
        self.groups(&Input::new(words), notes)
    }

    /// The first of `words` at or after byte `start` that it reads.
    pub(super) fn find(&self, words: &str, start: usize) -> Option<Found<'_>> {
        let notes = &mut *self.notes.get();
        let mut input = Input::new(words).span(start..words.len());
        if let Some(fast) = &self.fast {
            let cache = notes.fast.get_or_insert_with(|| fast.create_cache());
            if let Ok(found) = fast.try_search(cache, &input) {
                let range = found?.range();
                if self.names.is_empty() {
                    return Some((range, Vec::new()));
                }
                input.set_span(range);
                input.set_anchored(Anchored::Yes);
            }
        }
        if !self.groups(&input, notes) {
            return None;
        }
        let slots = &notes.slots;
        let group = |number: usize| Some(slots[2 * number]?.get()..slots[2 * number + 1]?.get());
        let named = self.names.iter().filter_map(|(name, number)| Some((name.as_str(), group(*number)?)));
        Some((group(0)?, named.collect()))
    }

    /// Notes the slots of each group; false where nothing is read.
    fn groups(&self, input: &Input<'_>, notes: &mut Notes) -> bool {
        notes.slots.clear();
        notes.slots.resize(self.any.get_nfa().group_info().slot_len(), None);
        if input.get_span().len() <= self.short.max_haystack_len() {
            let cache = notes.short.get_or_insert_with(|| self.short.create_cache());
            if let Ok(found) = self.short.try_search_slots(cache, input, &mut notes.slots) {
                return found.is_some();
            }
        }
        let cache = notes.any.get_or_insert_with(|| self.any.create_cache());
        self.any.search_slots(cache, input, &mut notes.slots).is_some()
    }
}

fn lazy(config: dfa::Config, nfa: NFA) -> Result<dfa::DFA, Box<dyn Error>> {
    // A cache that is too small for an automaton is made as large as it must be.
    Ok(dfa::DFA::builder().configure(config.skip_cache_capacity_check(true)).build_from_nfa(nfa)?)
}
