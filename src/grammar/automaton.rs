//! Automata as bytes: a pattern is compiled once, when the program is built, and a start only reads what came of it.

use std::{borrow::Cow, error::Error, sync::Arc};

use regex_automata::{
    nfa::thompson::{self, Builder, NFA, Transition},
    util::{
        look::Look,
        primitives::{PatternID, StateID},
    },
};
use regex_syntax::hir::Hir;
use serde::{Deserialize, Serialize};

/// Most bytes that the automaton of one pattern may take.
const LIMIT: usize = 10 << 20;

/// What stands before the states of a Thompson automaton, which are numbered in their order.
#[derive(Serialize, Deserialize)]
struct Head<'a> {
    /// First state where a reading begins at the first byte, and where it may begin anywhere.
    starts: (u32, u32),
    /// Names of the groups.
    #[serde(borrow)]
    groups: Vec<Option<Cow<'a, str>>>,
}

#[derive(Serialize, Deserialize)]
enum State {
    Byte(Step),
    OneOf(Vec<Step>),
    Look { look: u32, next: u32 },
    Ways(Vec<u32>),
    Opens { group: u32, next: u32 },
    Closes { group: u32, next: u32 },
    Fail,
    Match,
}

/// From the bytes `first..=last` to a state.
#[derive(Serialize, Deserialize)]
struct Step {
    first: u8,
    last: u8,
    next: u32,
}

/// Compiles an expression.
///
/// # Errors
/// An expression that is too large.
pub(super) fn compile(expression: &Hir) -> Result<NFA, Box<dyn Error>> {
    Ok(NFA::compiler().configure(thompson::Config::new().nfa_size_limit(Some(LIMIT))).build_from_hir(expression)?)
}

/// An automaton as bytes.
///
/// # Errors
/// None that is known; writing may fail.
pub(super) fn write(nfa: &NFA) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut states = nfa.states().iter().map(|state| match state {
        thompson::State::ByteRange { trans } => State::Byte(step(trans)),
        thompson::State::Sparse(steps) => State::OneOf(steps.transitions.iter().map(step).collect()),
        thompson::State::Dense(steps) => {
            let next = |byte: u8| Some(Step { first: byte, last: byte, next: steps.matches_byte(byte)?.as_u32() });
            State::OneOf((0..=u8::MAX).filter_map(next).collect())
        }
        thompson::State::Look { look, next } => State::Look { look: look.as_repr(), next: next.as_u32() },
        thompson::State::Union { alternates } => State::Ways(alternates.iter().map(|way| way.as_u32()).collect()),
        thompson::State::BinaryUnion { alt1, alt2 } => State::Ways(vec![alt1.as_u32(), alt2.as_u32()]),
        // The slots of a group are two neighbours: where it opens, where it closes.
        thompson::State::Capture { next, group_index, slot, .. } => match slot.as_usize() % 2 {
            0 => State::Opens { group: group_index.as_u32(), next: next.as_u32() },
            _ => State::Closes { group: group_index.as_u32(), next: next.as_u32() },
        },
        thompson::State::Fail => State::Fail,
        thompson::State::Match { .. } => State::Match,
    });
    let head = Head {
        starts: (nfa.start_anchored().as_u32(), nfa.start_unanchored().as_u32()),
        groups: nfa.group_info().pattern_names(PatternID::ZERO).map(|name| name.map(Cow::Borrowed)).collect(),
    };
    Ok(states.try_fold(postcard::to_allocvec(&head)?, |bytes, state| postcard::to_extend(&state, bytes))?)
}

fn step(transition: &Transition) -> Step {
    Step { first: transition.start, last: transition.end, next: transition.next.as_u32() }
}

/// The automaton that [`write`] wrote.
///
/// # Errors
/// Bytes that it did not write.
pub(super) fn read(bytes: &[u8]) -> Result<NFA, Box<dyn Error>> {
    let (head, mut states): (Head<'_>, &[u8]) = postcard::take_from_bytes(bytes)?;
    let id = |state: u32| StateID::new(state as usize);
    let transition = |step: Step| Ok::<_, Box<dyn Error>>(Transition { start: step.first, end: step.last, next: id(step.next)? });
    let names: Vec<Option<Arc<str>>> = head.groups.iter().map(|name| name.as_deref().map(Arc::from)).collect();
    let mut builder = Builder::new();
    builder.set_utf8(true);
    builder.start_pattern()?;
    while !states.is_empty() {
        let (state, rest) = postcard::take_from_bytes(states)?;
        states = rest;
        match state {
            State::Byte(step) => builder.add_range(transition(step)?)?,
            State::OneOf(steps) => builder.add_sparse(steps.into_iter().map(transition).collect::<Result<_, _>>()?)?,
            State::Look { look, next } => builder.add_look(id(next)?, Look::from_repr(look).ok_or("no such assertion")?)?,
            State::Ways(ways) => builder.add_union(ways.into_iter().map(id).collect::<Result<_, _>>()?)?,
            State::Opens { group, next } => builder.add_capture_start(id(next)?, group, names.get(group as usize).cloned().flatten())?,
            State::Closes { group, next } => builder.add_capture_end(id(next)?, group)?,
            State::Fail => builder.add_fail()?,
            State::Match => builder.add_match()?,
        };
    }
    builder.finish_pattern(id(head.starts.0)?)?;
    Ok(builder.build(id(head.starts.0)?, id(head.starts.1)?)?)
}
