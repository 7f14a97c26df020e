//! What a grammar file says, and how it is made ready to be read with.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{
    automaton::{self, Direction},
    literal,
    parts::{self, Parts},
};
use crate::{code, error::Error, fold};

/// What a grammar file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spec {
    /// Why the rule is so.
    pub(super) why: String,
    /// The regular expression; `{name}` stands for a part of `parts.toml`.
    pub(super) pattern: String,
    /// Words of which one stands in every text that the pattern reads: the pattern is not tried without.
    #[serde(default)]
    cue: Vec<String>,
    /// What the words mean, for the code that reads them.
    #[serde(default)]
    means: String,
    /// Which form the pattern is held against.
    #[serde(default)]
    reads: Form,
    /// Texts that it must read, each with the words that it takes, or with its captures.
    pub(super) yes: BTreeMap<String, Expected>,
    /// Texts that it must leave alone.
    pub(super) no: Vec<String>,
}

/// The form of the text that a pattern is held against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Form {
    /// Lower case, one tone-mark placement: write patterns in lower case.
    #[default]
    Folded,
    /// As printed, where capitals matter.
    Printed,
}

/// What an example expects.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Expected {
    Words(String),
    Captures(BTreeMap<String, String>),
}

/// A grammar made ready: all that reading with it takes. Ours are made ready when the program is built, a user's when it starts.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ready<'a> {
    /// What its words mean; empty where the file says nothing.
    pub(super) means: String,
    /// Which form it is held against.
    pub(super) reads: Form,
    /// Groups of words, in that form, of each of which one stands in every text that it reads.
    pub(super) needs: Vec<Vec<String>>,
    /// The automaton of its pattern.
    #[serde(borrow)]
    pub(super) forward: Cow<'a, [u8]>,
    /// The automaton that reads backward.
    #[serde(borrow)]
    pub(super) backward: Cow<'a, [u8]>,
}

impl Spec {
    /// Reads a grammar file.
    ///
    /// # Errors
    /// A file that is no TOML or lacks an example of either kind: path, line, reason.
    pub(super) fn parse(path: &str, source: &str) -> Result<Self, Error> {
        let wrong = |line: Option<usize>, reason: String| Error::Grammar { path: path.to_owned(), line, reason };
        let spec: Self = toml::from_str(source).map_err(|error| {
            let line = error.span().map(|span| parts::line_of(source, span.start));
            wrong(line, error.message().to_owned())
        })?;
        if spec.yes.is_empty() {
            return Err(wrong(None, "[yes] is empty: give one text that it must read".to_owned()));
        }
        if spec.no.is_empty() {
            return Err(wrong(None, "no is empty: give one text that it must leave alone".to_owned()));
        }
        Ok(spec)
    }
}

/// Makes the grammar of a file ready.
///
/// # Errors
/// A file that is no grammar, or holds a pattern that does not compile: path, line, reason.
pub(super) fn ready(path: &str, source: &str, parts: &Parts) -> Result<Ready<'static>, Error> {
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
    let compiled = |direction| automaton::write(&expression, direction).map(Cow::Owned).map_err(|error| no_pattern(&*error));
    let mut needs = literal::needed(&expanded);
    needs.extend((!spec.cue.is_empty()).then_some(spec.cue));
    if spec.reads == Form::Folded {
        needs.iter_mut().flatten().for_each(|word| *word = code::code(&fold::fold(word)));
    }
    Ok(Ready {
        means: spec.means,
        reads: spec.reads,
        needs,
        forward: compiled(Direction::Forward)?,
        backward: compiled(Direction::Backward)?,
    })
}

fn last_line(message: &str) -> String {
    message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("").trim().trim_start_matches("error: ").to_owned()
}
