//! Grammars made ready: all that reading with them takes. Ours are made ready when the program is built, a user's when it starts.

use std::borrow::Cow;

use regex_syntax::hir::Hir;
use serde::{Deserialize, Serialize};

use super::{
    automaton,
    dfa::Dfa,
    index::Index,
    literal,
    parts::Parts,
    sheet::Sheet,
    spec::{Form, Spec},
};
use crate::{code, error::Error, fold};

/// What a start needs of a grammar made ready; how its words are found is a [`Pattern`].
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ready<'a> {
    /// What its words mean; empty where the file says nothing.
    #[serde(borrow)]
    pub(super) means: Cow<'a, str>,
    /// Which form it is held against.
    pub(super) reads: Form,
    /// See [`needs`](Self::needs); as bytes, since nothing but an index asks for them.
    #[serde(borrow)]
    needs: Cow<'a, [u8]>,
}

/// The pattern of a grammar made ready: many bytes, which nothing looks at before its cues stand in a text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Pattern<'a> {
    /// Its automaton: see [`automaton::write`].
    #[serde(borrow)]
    pub(super) automaton: Cow<'a, [u8]>,
    /// The groups that it names, each with its number, in order.
    pub(super) names: Vec<(String, u32)>,
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
    /// Reads backward from there: where they begin. None where it would be large: then the automaton tells.
    #[serde(borrow)]
    pub(super) begins: Option<Dfa<'a>>,
}

/// Bytes of a needed word that are looked for: what follows them seldom tells more, and a small table is a fast one.
const LONGEST_WORD: usize = 9;

/// What the build script writes, beside the patterns, which lie one after the other in a file of their own.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ours<'a> {
    /// Our grammars, in the order of their list.
    #[serde(borrow)]
    pub(super) grammars: Vec<Ready<'a>>,
    /// Where the pattern of each ends.
    pub(super) ends: Vec<usize>,
    /// The index of their cues.
    #[serde(borrow)]
    pub(super) index: Index<'a>,
    /// Our code lists, in the order of theirs.
    #[serde(borrow)]
    pub(super) lists: Vec<Sheet<'a>>,
    /// What identifies all our files.
    #[serde(borrow)]
    pub(super) digest: Cow<'a, str>,
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
    ) -> Result<(Ready<'static>, Pattern<'static>), Error> {
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
        // Cues are looked for in the code of a passage, whatever form its words are held against.
        needs.iter_mut().flatten().for_each(|word| *word = code::code(&fold::fold(word)));
        needs.iter_mut().flatten().for_each(shorten);
        // An empty word stands everywhere.
        needs.retain(|group| group.iter().all(|word| !word.is_empty()));
        let needs = postcard::to_allocvec(&needs).map_err(|error| no_pattern(&error))?.into();
        let automaton = automaton::write(&nfa).map_err(|error| no_pattern(&*error))?.into();
        let pattern = Pattern { automaton, names: automaton::names(&nfa), tables: tables(&expression) };
        Ok((Ready { means: spec.means.into(), reads: spec.reads, needs }, pattern))
    }

    /// Groups of words, in code and cut short, of each of which one stands in every text that it reads.
    pub(super) fn needs(&self) -> Vec<Vec<String>> {
        postcard::from_bytes(&self.needs).expect("they were written when it was made ready")
    }
}

/// Cuts a word to what is looked for.
fn shorten(word: &mut String) {
    let end = (0..=LONGEST_WORD.min(word.len())).rev().find(|&at| word.is_char_boundary(at));
    word.truncate(end.unwrap_or(0));
}

fn last_line(message: &str) -> String {
    message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("").trim().trim_start_matches("error: ").to_owned()
}
