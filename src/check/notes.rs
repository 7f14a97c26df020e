//! What a rule writes down while it looks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Rule,
    place::{Part, Place},
};
use crate::plan::{Origins, Severity};

/// Something in a plan that a rule finds wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Code of the rule: `KH201`.
    pub code: String,
    /// Name of the rule: `deadline-before-signing`.
    pub name: String,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in Vietnamese.
    pub message: String,
    /// What is wrong, in English.
    pub message_en: String,
    /// Id of the item that it is about.
    pub item: Option<String>,
    /// The part of the item: the cell of a row, a heading, a paragraph.
    pub part: Part,
    /// The words that it is about, as printed.
    pub words: String,
    /// Where they stand; empty for what is missing altogether.
    pub origin: Origins,
    /// What to do about it, in Vietnamese.
    pub suggestion: Option<String>,
    /// What to do about it, in English.
    pub suggestion_en: Option<String>,
    /// What to write in place of the words, where that is safe.
    pub replacement: Option<String>,
}

/// A line for people in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub vi: String,
    pub en: String,
}

/// `said!("tháng {month}", "month {month}")`.
macro_rules! said {
    ($vi:literal, $en:literal) => {
        $crate::check::notes::Said { vi: format!($vi), en: format!($en) }
    };
}
pub(super) use said;

/// What one rule looked at and found.
#[derive(Debug)]
pub(super) struct Notes<'r> {
    pub rule: &'r Rule<'r>,
    pub looked_at: usize,
    pub findings: Vec<Finding>,
}

impl<'r> Notes<'r> {
    pub(super) fn new(rule: &'r Rule<'r>) -> Self {
        Self { rule, looked_at: 0, findings: Vec::new() }
    }

    /// One more thing of the kind that the rule is about: without any the rule does not apply.
    pub(super) fn look(&mut self) {
        self.looked_at += 1;
    }

    /// Writes down that something is wrong at `place`.
    pub(super) fn find(&mut self, place: Place, said: Said) -> Found<'_> {
        let finding = Finding {
            code: self.rule.code.to_owned(),
            name: self.rule.name.to_owned(),
            severity: self.rule.severity,
            message: said.vi,
            message_en: said.en,
            item: place.item,
            part: place.part,
            words: place.words,
            origin: place.origin,
            suggestion: None,
            suggestion_en: None,
            replacement: None,
        };
        self.findings.push(finding);
        Found(self.findings.last_mut())
    }
}

/// A finding that was just written down, to say more of it.
pub(super) struct Found<'f>(Option<&'f mut Finding>);

impl Found<'_> {
    /// Less or more grave than the rule's other findings.
    pub(super) fn grave(self, severity: Severity) -> Self {
        self.with(|finding| finding.severity = severity)
    }

    /// What to do about it.
    pub(super) fn suggest(self, said: Said) -> Self {
        self.with(|finding| {
            finding.suggestion = Some(said.vi);
            finding.suggestion_en = Some(said.en);
        })
    }

    /// What to write in place of the words.
    pub(super) fn replace_with(self, words: &str) -> Self {
        let found = self.suggest(said!("viết “{words}”", "write “{words}”"));
        found.with(|finding| finding.replacement = Some(words.to_owned()))
    }

    fn with(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = self.0.as_deref_mut() {
            change(finding);
        }
        self
    }
}
