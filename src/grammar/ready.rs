//! Grammars made ready: all that reading with them takes. Ours are made ready when the program is built, a user's when it starts.

use std::{borrow::Cow, collections::HashMap};

use regex_syntax::hir::Hir;
use serde::{Deserialize, Serialize};

use super::{
    automaton,
    dfa::Dfa,
    finder::Finder,
    literal,
    parts::Parts,
    spec::{Form, Spec},
};
use crate::{code, error::Error, fold};

/// A grammar made ready.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ready<'a> {
    /// What its words mean; empty where the file says nothing.
    pub(super) means: String,
    /// Which form it is held against.
    pub(super) reads: Form,
    /// Groups of words, in that form and cut short, of each of which one stands in every text that it reads.
    pub(super) needs: Vec<Vec<String>>,
    /// The automaton of its pattern: see [`automaton::read`].
    #[serde(borrow)]
    pub(super) automaton: Cow<'a, [u8]>,
    /// True where its pattern names groups.
    pub(super) has_names: bool,
    /// The same as tables, where they were made and are small.
    #[serde(borrow)]
    pub(super) tables: Option<Tables<'a>>,
}

/// A pattern as tables.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Tables<'a> {
    /// Reads forward: where words end.
    #[serde(borrow)]
    pub(super) ends: Dfa<'a>,
    /// Reads backward from there: where they begin.
    #[serde(borrow)]
    pub(super) begins: Dfa<'a>,
}

/// Bytes of a needed word that are looked for: what follows them seldom tells more, and a small table is a fast one.
const LONGEST_WORD: usize = 9;

/// For each [`Form`] of a text what finds the words that grammars need in it.
pub(super) type Finders<'a> = [Finder<'a>; 2];

/// What the build script writes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ours<'a> {
    /// Our grammars, in the order of their list.
    #[serde(borrow)]
    pub(super) grammars: Vec<Ready<'a>>,
    /// The finders of the words that they need.
    #[serde(borrow)]
    pub(super) finders: Finders<'a>,
}

impl Ready<'_> {
    /// Makes the grammar of a file ready; `tables` makes its tables, which takes longer than a start may.
    ///
    /// # Errors
    /// A file that is no grammar, or holds a pattern that does not compile: path, line, reason.
    pub(super) fn of(
        path: &str,
        source: &str,
        parts: &Parts,
        tables: impl FnOnce(&Hir) -> Option<Tables<'static>>,
    ) -> Result<Ready<'static>, Error> {
        let spec = Spec::parse(path, source)?;
        let wrong = |reason: String| Error::Grammar {
            path: path.to_owned(),
            line: source.lines().position(|line| line.trim_start().starts_with("pattern")).map(|at| at + 1),
            reason,
        };
        let no_pattern = |error: &dyn std::error::Error| wrong(format!("the pattern does not compile: {}", last_line(&error.to_string())));
        let expanded = parts.expand(&spec.pattern).map_err(wrong)?;
        let (expanded, expression) = match spec.reads {
            Form::Folded => {
                let folded = fold::pattern(&expanded);
                let expression = code::pattern(&folded);
                (folded, expression)
            }
            Form::Printed => {
                let expression = code::latin_pattern(&expanded);
                (expanded, expression)
            }
        };
        let expression = expression.map_err(|error| no_pattern(&error))?;
        let nfa = automaton::compile(&expression).map_err(|error| no_pattern(&*error))?;
        let mut needs = literal::needed(&expanded);
        needs.extend((!spec.cue.is_empty()).then_some(spec.cue));
        if spec.reads == Form::Folded {
            needs.iter_mut().flatten().for_each(|word| *word = code::code(&fold::fold(word)));
        }
        needs.iter_mut().flatten().for_each(shorten);
        // An empty word stands everywhere.
        needs.retain(|group| group.iter().all(|word| !word.is_empty()));
        Ok(Ready {
            means: spec.means,
            reads: spec.reads,
            needs,
            automaton: automaton::write(&nfa).map_err(|error| no_pattern(&*error))?.into(),
            has_names: nfa.group_info().all_group_len() > 1,
            tables: tables(&expression),
        })
    }
}

/// The words that grammars need, a list for each [`Form`], and the groups of each grammar as places in the list of its form.
pub(super) fn listed<'r>(grammars: impl Iterator<Item = &'r Ready<'r>>) -> ([Vec<&'r str>; 2], Vec<Vec<Vec<u32>>>) {
    let mut lists: [Vec<&str>; 2] = Default::default();
    let mut known: [HashMap<&str, u32>; 2] = Default::default();
    let mut place = |form: Form, word: &'r str| {
        let list = &mut lists[form as usize];
        *known[form as usize].entry(word).or_insert_with(|| {
            list.push(word);
            u32::try_from(list.len() - 1).unwrap_or(u32::MAX)
        })
    };
    let places = grammars
        .map(|grammar| grammar.needs.iter().map(|group| group.iter().map(|word| place(grammar.reads, word)).collect()).collect())
        .collect();
    (lists, places)
}

/// Finders of the words of both lists; none where they are too many.
pub(super) fn finders([folded, printed]: &[Vec<&str>; 2]) -> Option<Finders<'static>> {
    Some([Finder::of(folded)?, Finder::of(printed)?])
}

/// Cuts a word to what is looked for.
fn shorten(word: &mut String) {
    let end = (0..=LONGEST_WORD.min(word.len())).rev().find(|&at| word.is_char_boundary(at));
    word.truncate(end.unwrap_or(0));
}

fn last_line(message: &str) -> String {
    message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("").trim().trim_start_matches("error: ").to_owned()
}
