//! Automata as bytes: a pattern is compiled once, when the program is built, and followed where its bytes lie.
//!
//! Each state is a run of words of four bytes, the smaller first; a state is known by its first word. That word holds what the state does
//! in its lowest byte, and in the others a byte, a number of ways or a number of its own; the words that follow are the states that follow.

use std::{collections::BTreeSet, error::Error, ops::Range, sync::Arc};

use regex_automata::{
    Anchored,
    nfa::thompson::{self, Builder, NFA, Transition},
    util::{
        look::{Look, LookMatcher},
        primitives::{PatternID, StateID},
    },
};
use regex_syntax::hir::Hir;

/// Most bytes that the automaton of one pattern may take.
const LIMIT: usize = 10 << 20;

/// What a state does.
mod does {
    /// Takes one byte of a range, `first << 8 | last << 16`.
    pub(super) const BYTE: u32 = 0;
    /// Takes a byte of one of some ranges, `count << 8`, then of each `first | last << 8` and the state that follows.
    pub(super) const ONE_OF: u32 = 1;
    /// Looks around: the assertion follows, then a state.
    pub(super) const LOOK: u32 = 2;
    /// Goes one of some ways, `count << 8`, the first that leads on: its own number follows, then the ways.
    pub(super) const WAYS: u32 = 3;
    /// Notes the place in a slot, `slot << 8`.
    pub(super) const NOTE: u32 = 4;
    pub(super) const FAIL: u32 = 5;
    pub(super) const MATCH: u32 = 6;
}

/// Words before the first state: the states where a reading begins at the first byte and where it may begin anywhere, how many states go
/// several ways, and one bit for each byte that a reading may begin with.
const HEAD: usize = 11;
const FIRSTS: usize = 3;

/// Compiles an expression.
///
/// # Errors
/// An expression that is too large.
pub(super) fn compile(expression: &Hir) -> Result<NFA, Box<dyn Error>> {
    Ok(NFA::compiler().configure(thompson::Config::new().nfa_size_limit(Some(LIMIT))).build_from_hir(expression)?)
}

/// The named groups of an automaton, each with its number.
pub(super) fn names(nfa: &NFA) -> Vec<(String, u32)> {
    let names = nfa.group_info().pattern_names(PatternID::ZERO).zip(0..);
    names.filter_map(|(name, number)| Some((name?.to_owned(), number))).collect()
}

/// An automaton as bytes.
///
/// # Errors
/// One that is too large.
pub(super) fn write(nfa: &NFA) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut places = Vec::with_capacity(nfa.states().len());
    let mut end = HEAD;
    for state in nfa.states() {
        places.push(u32::try_from(end)?);
        end += match state {
            thompson::State::ByteRange { .. } | thompson::State::Capture { .. } => 2,
            thompson::State::Sparse(steps) => 1 + 2 * steps.transitions.len(),
            thompson::State::Dense(steps) => 1 + 2 * steps.transitions.iter().filter(|&&next| next != StateID::ZERO).count(),
            thompson::State::Look { .. } => 3,
            thompson::State::Union { alternates } => 2 + alternates.len(),
            thompson::State::BinaryUnion { .. } => 4,
            thompson::State::Fail | thompson::State::Match { .. } => 1,
        };
    }
    let place = |state: StateID| places[state.as_usize()];
    let mut ways = 0;
    let mut words = vec![place(nfa.start_anchored()), place(nfa.start_unanchored()), 0];
    words.extend(firsts(nfa));
    let mut go = |words: &mut Vec<u32>, all: &[StateID]| -> Result<(), Box<dyn Error>> {
        words.extend([does::WAYS | u32::try_from(all.len())? << 8, ways]);
        words.extend(all.iter().map(|&way| place(way)));
        ways += 1;
        Ok(())
    };
    for state in nfa.states() {
        match state {
            thompson::State::ByteRange { trans } => {
                words.extend([does::BYTE | u32::from(trans.start) << 8 | u32::from(trans.end) << 16, place(trans.next)]);
            }
            thompson::State::Sparse(steps) => {
                words.push(does::ONE_OF | u32::try_from(steps.transitions.len())? << 8);
                words
                    .extend(steps.transitions.iter().flat_map(|step| [u32::from(step.start) | u32::from(step.end) << 8, place(step.next)]));
            }
            thompson::State::Dense(steps) => {
                let steps: Vec<_> = (0..=u8::MAX).filter_map(|byte| Some((byte, steps.matches_byte(byte)?))).collect();
                words.push(does::ONE_OF | u32::try_from(steps.len())? << 8);
                words.extend(steps.iter().flat_map(|&(byte, next)| [u32::from(byte) | u32::from(byte) << 8, place(next)]));
            }
            thompson::State::Look { look, next } => words.extend([does::LOOK, look.as_repr(), place(*next)]),
            thompson::State::Union { alternates } => go(&mut words, alternates)?,
            thompson::State::BinaryUnion { alt1, alt2 } => go(&mut words, &[*alt1, *alt2])?,
            thompson::State::Capture { next, slot, .. } => words.extend([does::NOTE | slot.as_u32() << 8, place(*next)]),
            thompson::State::Fail => words.push(does::FAIL),
            thompson::State::Match { .. } => words.push(does::MATCH),
        }
    }
    words[2] = ways;
    Ok(words.into_iter().flat_map(u32::to_le_bytes).collect())
}

/// One bit for each byte that a reading may begin with; all of them where it may be empty.
fn firsts(nfa: &NFA) -> [u32; 8] {
    let mut firsts = [0; 8];
    let mut add = |range: &Transition| (range.start..=range.end).for_each(|byte| firsts[usize::from(byte / 32)] |= 1 << (byte % 32));
    let (mut known, mut todo) = (BTreeSet::new(), vec![nfa.start_anchored()]);
    while let Some(state) = todo.pop().filter(|_| !nfa.has_empty()) {
        if !known.insert(state) {
            continue;
        }
        match nfa.state(state) {
            thompson::State::ByteRange { trans } => add(trans),
            thompson::State::Sparse(steps) => steps.transitions.iter().for_each(&mut add),
            thompson::State::Dense(_) | thompson::State::Match { .. } => return [u32::MAX; 8],
            thompson::State::Look { next, .. } | thompson::State::Capture { next, .. } => todo.push(*next),
            thompson::State::Union { alternates } => todo.extend(alternates.iter()),
            thompson::State::BinaryUnion { alt1, alt2 } => todo.extend([*alt1, *alt2]),
            thompson::State::Fail => {}
        }
    }
    if nfa.has_empty() { [u32::MAX; 8] } else { firsts }
}

/// An automaton that lies somewhere as bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Automaton<'b>(&'b [[u8; 4]]);

/// What following an automaton writes down; kept for the next time.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// One bit for each state that goes several ways, at each place.
    been: Vec<u64>,
    todo: Vec<Step>,
    /// Where each group begins and ends, two slots a group.
    pub(super) slots: Vec<Option<usize>>,
}

#[derive(Debug)]
enum Step {
    Go {
        state: usize,
        at: usize,
    },
    /// What a slot held before the way that failed.
    Restore {
        slot: usize,
        at: Option<usize>,
    },
}

impl<'b> Automaton<'b> {
    /// The automaton that [`write`] wrote.
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self(bytes.as_chunks().0)
    }

    fn word(self, at: usize) -> u32 {
        u32::from_le_bytes(self.0[at])
    }

    fn state(self, at: usize) -> usize {
        self.word(at) as usize
    }

    /// How many bits following it through so many bytes writes down.
    pub(super) fn cost(self, length: usize) -> usize {
        self.state(2).saturating_mul(length + 1)
    }

    /// Follows it through the bytes of `range`: true where it reads something. The `slots` of `trail`, empty before, then hold the groups
    /// that there is room for, the first of them all that was read.
    ///
    /// Of several ways the first that leads to the end counts, as in Perl. No way is gone twice, so that it takes no more than
    /// [`cost`](Self::cost) says.
    pub(super) fn follow(self, words: &[u8], range: Range<usize>, anchored: Anchored, trail: &mut Trail) -> bool {
        trail.been.clear();
        trail.been.resize(self.cost(range.len()).div_ceil(64), 0);
        if anchored.is_anchored() {
            return self.follow_from(words, &range, range.start, trail);
        }
        let may_begin = |at: usize| match words[..range.end].get(at) {
            Some(&byte) => self.word(FIRSTS + usize::from(byte / 32)) & (1 << (byte % 32)) != 0,
            None => self.word(FIRSTS) == u32::MAX,
        };
        // What failed after one beginning fails after another too.
        (range.start..=range.end).any(|begin| may_begin(begin) && self.follow_from(words, &range, begin, trail))
    }

    fn follow_from(self, words: &[u8], range: &Range<usize>, begin: usize, trail: &mut Trail) -> bool {
        let looks = LookMatcher::new();
        let Trail { been, todo, slots } = trail;
        let (width, end) = (range.len() + 1, range.end);
        todo.clear();
        todo.push(Step::Go { state: self.state(0), at: begin });
        while let Some(step) = todo.pop() {
            let (mut state, mut at) = match step {
                Step::Go { state, at } => (state, at),
                Step::Restore { slot, at } => {
                    slots[slot] = at;
                    continue;
                }
            };
            loop {
                let word = self.word(state);
                let more = (word >> 8) as usize;
                match word & 0xff {
                    does::BYTE => {
                        let Some(&byte) = words[..end].get(at) else { break };
                        if byte < (word >> 8) as u8 || byte > (word >> 16) as u8 {
                            break;
                        }
                        (state, at) = (self.state(state + 1), at + 1);
                    }
                    does::ONE_OF => {
                        let Some(&byte) = words[..end].get(at) else { break };
                        let steps = self.0[state + 1..].as_chunks::<2>().0;
                        let holds = |step: &&[[u8; 4]; 2]| step[0][0] <= byte && byte <= step[0][1];
                        let Some(step) = steps[..more].iter().find(holds) else { break };
                        (state, at) = (u32::from_le_bytes(step[1]) as usize, at + 1);
                    }
                    does::LOOK => {
                        let Some(look) = Look::from_repr(self.word(state + 1)) else { break };
                        if !looks.matches(look, words, at) {
                            break;
                        }
                        state = self.state(state + 2);
                    }
                    does::WAYS => {
                        let bit = self.state(state + 1) * width + at - range.start;
                        if been[bit / 64] & (1 << (bit % 64)) != 0 {
                            break;
                        }
                        been[bit / 64] |= 1 << (bit % 64);
                        let first = state + 2;
                        todo.extend((first + 1..first + more).rev().map(|way| Step::Go { state: self.state(way), at }));
                        if more == 0 {
                            break;
                        }
                        state = self.state(first);
                    }
                    does::NOTE => {
                        if let Some(slot) = slots.get_mut(more) {
                            todo.push(Step::Restore { slot: more, at: *slot });
                            *slot = Some(at);
                        }
                        state = self.state(state + 1);
                    }
                    does::MATCH => return true,
                    _ => break,
                }
            }
        }
        false
    }

    /// The same automaton for the engines of the crate regex-automata; `names` are those of its groups.
    ///
    /// # Errors
    /// Bytes that [`write`] did not write.
    pub(super) fn build(self, names: &[(String, u32)]) -> Result<NFA, Box<dyn Error>> {
        let mut states = Vec::new();
        let mut place = HEAD;
        while place < self.0.len() {
            states.push(place);
            let more = (self.word(place) >> 8) as usize;
            place += match self.word(place) & 0xff {
                does::BYTE | does::NOTE => 2,
                does::ONE_OF => 1 + 2 * more,
                does::LOOK => 3,
                does::WAYS => 2 + more,
                _ => 1,
            };
        }
        let id = |place: usize| -> Result<StateID, Box<dyn Error>> {
            Ok(StateID::new(states.binary_search(&self.state(place)).map_err(|_| "no such state")?)?)
        };
        let mut builder = Builder::new();
        builder.set_utf8(true);
        builder.start_pattern()?;
        for &place in &states {
            let word = self.word(place);
            let more = (word >> 8) as usize;
            let [_, first, last, _] = word.to_le_bytes();
            match word & 0xff {
                does::BYTE => builder.add_range(Transition { start: first, end: last, next: id(place + 1)? })?,
                does::ONE_OF => {
                    let step = |at: usize| {
                        let [first, last, ..] = self.0[at];
                        Ok::<_, Box<dyn Error>>(Transition { start: first, end: last, next: id(at + 1)? })
                    };
                    builder.add_sparse((0..more).map(|nth| step(place + 1 + 2 * nth)).collect::<Result<_, _>>()?)?
                }
                does::LOOK => builder.add_look(id(place + 2)?, Look::from_repr(self.word(place + 1)).ok_or("no such assertion")?)?,
                does::WAYS => builder.add_union((0..more).map(|nth| id(place + 2 + nth)).collect::<Result<_, _>>()?)?,
                // The slots of a group are two neighbours: where it opens, where it closes.
                does::NOTE => {
                    let group = u32::try_from(more / 2)?;
                    let name = names.iter().find(|(_, number)| *number == group).map(|(name, _)| Arc::from(&**name));
                    match more % 2 {
                        0 => builder.add_capture_start(id(place + 1)?, group, name)?,
                        _ => builder.add_capture_end(id(place + 1)?, group)?,
                    }
                }
                does::FAIL => builder.add_fail()?,
                _ => builder.add_match()?,
            };
        }
        builder.finish_pattern(id(0)?)?;
        Ok(builder.build(id(0)?, id(1)?)?)
    }
}
