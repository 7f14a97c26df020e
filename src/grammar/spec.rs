//! What a grammar file says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::parts;
use crate::error::Error;

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
    pub(super) cue: Vec<String>,
    /// What the words mean, for the code that reads them.
    #[serde(default)]
    pub(super) means: String,
    /// Which form the pattern is held against.
    #[serde(default)]
    pub(super) reads: Form,
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
