//! Makes our grammars ready when the program is built, so that no start has to: parses, expands and compiles each of them.
//!
//! The work is that of `src/grammar`, whose rooms are taken in here as they stand; the program does the same for a user's grammars.

#![allow(dead_code, unreachable_pub, clippy::print_stdout, reason = "rooms of the library are used in part; cargo is told by printing")]

use std::{env, error::Error, fs, path::Path};

#[path = "src/code.rs"]
mod code;
#[path = "src/error.rs"]
mod error;
#[path = "src/fold.rs"]
mod fold;
#[path = "src/limit.rs"]
mod limit;

#[path = "src/grammar"]
mod grammar {
    #[path = "automaton.rs"]
    mod automaton;
    #[path = "bits.rs"]
    mod bits;
    #[path = "dfa.rs"]
    mod dfa;
    #[path = "digest.rs"]
    mod digest;
    #[path = "files.rs"]
    mod files;
    #[path = "finder.rs"]
    mod finder;
    #[path = "index.rs"]
    mod index;
    #[path = "literal.rs"]
    mod literal;
    #[path = "numbers.rs"]
    mod numbers;
    #[path = "parts.rs"]
    mod parts;
    #[path = "ready.rs"]
    mod ready;
    #[path = "sheet.rs"]
    mod sheet;
    #[path = "spec.rs"]
    mod spec;
    #[path = "table.rs"]
    mod table;

    use std::iter;

    use regex_automata::{
        Anchored, MatchKind,
        dfa::{Automaton, StartKind, dense},
        nfa::thompson::{self, NFA, WhichCaptures},
        util::{primitives::StateID, start},
    };
    use regex_syntax::hir::Hir;

    use dfa::Dfa;
    use ready::{Ours, Pattern, Ready, Tables};

    /// Our grammars as bytes, in the order of the list, and their patterns.
    pub(super) fn ready() -> Result<(Vec<u8>, Vec<u8>), Box<dyn std::error::Error>> {
        let mut parts = parts::Parts::default();
        parts.add("grammars/parts.toml", files::PARTS)?;
        let ready = files::GRAMMARS.iter().map(|(name, text)| Ready::of(&format!("grammars/{name}.toml"), text, &parts, tables));
        let (grammars, all) = ready.collect::<Result<(Vec<_>, Vec<Pattern<'_>>), _>>()?;
        let (mut patterns, mut ends) = (Vec::new(), Vec::new());
        for pattern in all {
            patterns.extend(postcard::to_allocvec(&pattern)?);
            ends.push(patterns.len());
        }
        let index = index::Index::of(&grammars.iter().collect::<Vec<_>>()).ok_or("too many cues")?;
        let lists = files::LISTS.iter().map(|(name, text)| sheet::Sheet::parse(&format!("grammars/codelists/{name}.csv"), text));
        let lists = lists.collect::<Result<_, _>>()?;
        let files = iter::once(&("parts.toml", files::PARTS)).chain(files::LISTS).chain(files::GRAMMARS);
        let digest = digest::of(files.copied()).into();
        Ok((postcard::to_allocvec(&Ours { grammars, ends, index, lists, digest })?, patterns))
    }

    /// Most bytes of a table: the few patterns that need more are followed through their automaton.
    const LIMIT: usize = 500_000;

    fn tables(expression: &Hir) -> Option<Tables<'static>> {
        let config = dense::Config::new().minimize(true).dfa_size_limit(Some(LIMIT)).determinize_size_limit(Some(4 * LIMIT));
        let forward = config.clone().start_kind(StartKind::Unanchored);
        let backward = config.start_kind(StartKind::Anchored).match_kind(MatchKind::All);
        let ends = table(expression, forward, false)?;
        Some(Tables { ends, begins: table(expression, backward, true) })
    }

    fn table(expression: &Hir, config: dense::Config, backward: bool) -> Option<Dfa<'static>> {
        let captures = thompson::Config::new().reverse(backward).which_captures(WhichCaptures::None);
        let nfa = NFA::compiler().configure(captures).build_from_hir(expression).ok()?;
        // What reads no words at all may end inside a letter: a table does not see that.
        if nfa.has_empty() {
            return None;
        }
        let dfa = dense::Builder::new().configure(config).build_from_nfa(&nfa).ok()?;
        let classes = dfa.byte_classes();
        let columns = (0..=u8::MAX).map(|byte| classes.get(byte)).collect();
        let units: Vec<_> = classes.representatives(..).collect();
        let next = |state, column: usize| match units[column].as_u8() {
            Some(byte) => dfa.next_state(state, byte),
            None => dfa.next_eoi_state(state),
        };
        let anchored = if backward { Anchored::Yes } else { Anchored::No };
        let start = |before| dfa.start_state(&start::Config::new().anchored(anchored).look_behind(before)).ok();
        let starts: Vec<_> = [None, Some(b'a'), Some(b' '), Some(b'\n'), Some(b'\r')].into_iter().map(start).collect::<Option<_>>()?;
        let dead = Some(StateID::ZERO).filter(|&state| dfa.is_dead_state(state))?;
        let mut states = table::reached(&[&[dead], &starts[..]].concat(), units.len(), next);
        states.sort_by_key(|&state| (state != dead, dfa.is_match_state(state)));
        let width = units.len();
        let row = |state| u16::try_from(states.iter().position(|&known| known == state)? * width).ok();
        let starts = starts.into_iter().map(row).collect::<Option<Vec<_>>>()?.try_into().ok()?;
        let first_read = width * states.partition_point(|&state| !dfa.is_match_state(state));
        Some(Dfa { table: table::Table::of(columns, width, &states, width, next)?, starts, first_read })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build.rs", "grammars", "src/code.rs", "src/error.rs", "src/fold.rs", "src/grammar", "src/limit.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let (grammars, patterns) = grammar::ready()?;
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("grammars"), grammars)?;
    fs::write(Path::new(&folder).join("patterns"), patterns)?;
    Ok(())
}
