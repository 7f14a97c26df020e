//! Grammar files: how something is written, why the rule is so, what it must read and what it must leave alone.
//!
//! A grammar is data. What its words mean is code, in [`crate::extract`] and [`crate::layout`]; the two meet in the grammar's folder
//! (`deadline/…` is read as a deadline), its `means`, and the names of its captures. `grammars/README.md` shows how to write one.

mod catalog;
pub mod codelist;
mod cue;
mod files;
mod literal;
pub mod names;
mod parts;

use std::{collections::BTreeMap, ops::Range, sync::OnceLock};

use regex::Regex;
use serde::Deserialize;

pub use catalog::{Catalog, File};

use crate::{code, error::Error, fold, passage::Passage, plan::Rule};

/// One grammar file.
#[derive(Debug)]
pub struct Grammar {
    name: Rule,
    path: String,
    source: String,
    spec: Spec,
    /// The pattern with its parts written out, ready to compile.
    expanded: String,
    /// The words without which it reads nothing.
    needs: Option<cue::Needs>,
    compiled: OnceLock<Regex>,
}

/// What a grammar file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec {
    /// Why the rule is so.
    why: String,
    /// The regular expression; `{name}` stands for a part of `parts.toml`.
    pattern: String,
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
    yes: BTreeMap<String, Expected>,
    /// Texts that it must leave alone.
    no: Vec<String>,
}

/// The form of the text that a pattern is held against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// Lower case, one tone-mark placement: write patterns in lower case.
    #[default]
    Folded,
    /// As printed, where capitals matter.
    Printed,
}

/// What an example expects.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Expected {
    Words(String),
    Captures(BTreeMap<String, String>),
}

/// What a grammar read: where, and its named captures.
#[derive(Debug, Clone)]
pub struct Reading<'g> {
    /// The grammar.
    pub grammar: &'g Grammar,
    /// The words, as a range of the passage.
    pub range: Range<usize>,
    captures: Vec<(&'g str, Range<usize>)>,
}

impl Reading<'_> {
    /// Where the capture `name` stands, if it took part.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Range<usize>> {
        self.captures.iter().find(|(known, _)| *known == name).map(|(_, range)| range.clone())
    }

    /// The words of the capture `name` in `text`.
    #[must_use]
    pub fn words<'t>(&self, name: &str, text: &'t str) -> Option<&'t str> {
        self.get(name).map(|range| &text[range])
    }

    /// All named captures that took part, in the order of the pattern.
    #[must_use]
    pub fn captures(&self) -> &[(&str, Range<usize>)] {
        &self.captures
    }
}

impl Grammar {
    /// Reads a grammar file: `name` is its path without folders above and without extension (`deadline/quarter`).
    ///
    /// # Errors
    /// A file that is no TOML, lacks an example of either kind, or holds a pattern that does not compile: path, line, reason.
    fn parse(name: Rule, path: &str, source: &str, parts: &parts::Parts) -> Result<Self, Error> {
        let wrong = |line: Option<usize>, reason: String| Error::Grammar { path: path.to_owned(), line, reason };
        let spec: Spec = toml::from_str(source).map_err(|error| {
            let line = error.span().map(|span| line_of(source, span.start));
            wrong(line, error.message().to_owned())
        })?;
        if spec.yes.is_empty() {
            return Err(wrong(None, "[yes] is empty: give one text that it must read".to_owned()));
        }
        if spec.no.is_empty() {
            return Err(wrong(None, "no is empty: give one text that it must leave alone".to_owned()));
        }
        let pattern_line = source.lines().position(|line| line.trim_start().starts_with("pattern")).map(|at| at + 1);
        let expanded = parts.expand(&spec.pattern).map_err(|reason| wrong(pattern_line, reason))?;
        let expanded = match spec.reads {
            Form::Folded => fold::pattern(&expanded),
            Form::Printed => expanded,
        };
        Ok(Self { name, path: path.to_owned(), source: source.to_owned(), spec, expanded, needs: None, compiled: OnceLock::new() })
    }

    /// Its name: `deadline/quarter`.
    #[must_use]
    pub fn name(&self) -> Rule {
        self.name.clone()
    }

    /// What its words mean: `means`, or the file's own name where it says nothing.
    #[must_use]
    pub fn means(&self) -> &str {
        if self.spec.means.is_empty() { self.name.rsplit('/').next().unwrap_or("") } else { &self.spec.means }
    }

    /// Why the rule is so.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.spec.why
    }

    /// The regular expression as written, with `{name}` for parts.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.spec.pattern
    }

    /// How many texts it must read and how many it must leave alone.
    #[must_use]
    pub fn examples(&self) -> (usize, usize) {
        (self.spec.yes.len(), self.spec.no.len())
    }

    /// The file as written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Compiles the pattern now, to tell early whether it can be.
    ///
    /// # Errors
    /// A pattern that does not compile: path, line, reason.
    pub fn compile(&self) -> Result<&Regex, Error> {
        if let Some(regex) = self.compiled.get() {
            return Ok(regex);
        }
        let pattern = match self.spec.reads {
            Form::Folded => code::pattern(&self.expanded),
            Form::Printed => code::latin_pattern(&self.expanded),
        };
        let wrong = |error: String| Error::Grammar {
            path: self.path.clone(),
            line: self.source.lines().position(|line| line.trim_start().starts_with("pattern")).map(|at| at + 1),
            reason: format!("the pattern does not compile: {}", one_line(&error)),
        };
        let pattern = pattern.map_err(|error| wrong(error.to_string()))?;
        let regex = Regex::new(&pattern).map_err(|error| wrong(error.to_string()))?;
        Ok(self.compiled.get_or_init(|| regex))
    }

    /// The first words of `passage` that it reads.
    #[must_use]
    pub fn find<'g>(&'g self, passage: &Passage) -> Option<Reading<'g>> {
        self.find_from(passage, 0)
    }

    /// True where it reads some words of `passage`.
    #[must_use]
    pub fn reads(&self, passage: &Passage) -> bool {
        self.cued(passage) && self.compile().is_ok_and(|regex| regex.is_match(self.form(passage)))
    }

    /// The first words at or after byte `start` that it reads.
    #[must_use]
    pub fn find_from<'g>(&'g self, passage: &Passage, start: usize) -> Option<Reading<'g>> {
        let start = passage.whole_letters(&(start.min(passage.len())..start.min(passage.len()))).end;
        // Cues are looked for once: asking again after each reading would cost the square of a long text.
        if start == 0 && !self.cued(passage) {
            return None;
        }
        let regex = self.compile().ok()?;
        let start = if self.spec.reads == Form::Folded { passage.to_code(start) } else { start };
        let found = regex.captures_at(self.form(passage), start)?;
        let printed = |found: regex::Match<'_>| match self.spec.reads {
            Form::Folded => passage.from_code(&found.range()),
            Form::Printed => found.range(),
        };
        let range = printed(found.get(0)?);
        let captures = regex.capture_names().flatten().filter_map(|name| Some((name, printed(found.name(name)?)))).collect();
        Some(Reading { grammar: self, range, captures })
    }

    /// All words of `passage` that it reads, from left to right.
    #[must_use]
    pub fn find_all<'g>(&'g self, passage: &Passage) -> Vec<Reading<'g>> {
        let mut readings: Vec<Reading<'g>> = Vec::new();
        let mut start = 0;
        while let Some(reading) = self.find_from(passage, start) {
            start = reading.range.end;
            if reading.range.is_empty() {
                start += passage.text()[start..].chars().next().map_or(1, char::len_utf8);
            }
            readings.push(reading);
        }
        readings
    }

    /// Holds the grammar to its examples; one line for each that fails.
    #[must_use]
    pub fn broken_examples(&self) -> Vec<String> {
        let mut broken = Vec::new();
        if let Err(error) = self.compile() {
            broken.push(error.to_string());
            return broken;
        }
        let mut fail = |text: &str, what: String| {
            let line = self.source.lines().position(|line| line.contains(text)).map_or(String::new(), |at| format!(":{}", at + 1));
            broken.push(format!("{}{line}: {what}", self.path));
        };
        for (text, expected) in &self.spec.yes {
            let passage = Passage::from_text(text);
            let Some(reading) = self.find(&passage) else {
                fail(text, format!("must read \u{201c}{text}\u{201d} and does not"));
                continue;
            };
            let words = &passage.text()[reading.range.clone()];
            match expected {
                Expected::Words(want) if want != words => {
                    fail(text, format!("reads \u{201c}{words}\u{201d}, expected \u{201c}{want}\u{201d}"))
                }
                Expected::Words(_) => {}
                Expected::Captures(wanted) => {
                    for (name, want) in wanted {
                        let got = if name == "words" { words } else { reading.words(name, passage.text()).unwrap_or("") };
                        if got != want {
                            fail(text, format!("reads {name} \u{201c}{got}\u{201d}, expected \u{201c}{want}\u{201d}"));
                        }
                    }
                }
            }
        }
        for text in &self.spec.no {
            if let Some(reading) = self.find(&Passage::from_text(text)) {
                let words = &Passage::from_text(text).text()[reading.range].to_owned();
                fail(text, format!("must leave \u{201c}{text}\u{201d} alone and reads \u{201c}{words}\u{201d}"));
            }
        }
        broken
    }

    fn form<'p>(&self, passage: &'p Passage) -> &'p str {
        match self.spec.reads {
            Form::Folded => passage.code(),
            Form::Printed => passage.text(),
        }
    }

    fn cued(&self, passage: &Passage) -> bool {
        self.needs.as_ref().is_none_or(|needs| needs.met_by(passage))
    }
}

/// The line, from 1, that byte `at` stands on.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

fn one_line(message: &str) -> String {
    message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("").trim().trim_start_matches("error: ").to_owned()
}
