//! Grammar files: how something is written, why the rule is so, what it must read and what it must leave alone.
//!
//! A grammar is data. What its words mean is code, in [`crate::extract`] and [`crate::layout`]; the two meet in the grammar's folder
//! (`deadline/…` is read as a deadline), its `means`, and the names of its captures. `grammars/README.md` shows how to write one.

mod automaton;
mod bits;
mod catalog;
pub mod codelist;
mod cue;
mod dfa;
mod digest;
mod files;
mod finder;
mod index;
mod literal;
mod matcher;
pub mod names;
mod numbers;
mod parts;
mod ready;
mod sheet;
mod spec;
mod table;

use std::{borrow::Cow, ops::Range, sync::OnceLock};

pub use catalog::{Catalog, File};

use crate::{
    error::Error,
    passage::{self, Passage},
    plan::Rule,
};
use matcher::Matcher;
use parts::Parts;
use ready::Ready;
use spec::{Expected, Form, Spec};

/// One grammar file.
#[derive(Debug)]
pub struct Grammar {
    name: Rule,
    path: String,
    source: Cow<'static, str>,
    /// What the file says, parsed when somebody asks: reading needs only what was made ready.
    spec: OnceLock<Spec>,
    ready: Ready<'static>,
    /// The words without which it reads nothing.
    needs: Option<cue::Needs>,
    matcher: Matcher,
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

/// Words that a grammar reads, while their captures are not asked for.
#[derive(Debug)]
struct Hit<'g> {
    grammar: &'g Grammar,
    range: Range<usize>,
    /// The same in the form that the grammar is held against.
    in_form: Range<usize>,
}

impl<'g> Hit<'g> {
    fn reading(self, passage: &Passage) -> Reading<'g> {
        let Grammar { ready, matcher, .. } = self.grammar;
        let groups = matcher.groups(passage.form(ready.reads.of_passage()), &self.in_form);
        let captures = groups.into_iter().map(|(name, range)| (name, self.grammar.printed(passage, range))).collect();
        Reading { grammar: self.grammar, range: self.range, captures }
    }
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
    fn parse(name: Rule, path: String, source: Cow<'static, str>, parts: &Parts) -> Result<Self, Error> {
        let (ready, pattern) = Ready::of(&path, &source, parts, |_| None)?;
        Ok(Self::made_ready(name, path, source, ready, Matcher::of(pattern)))
    }

    fn made_ready(name: Rule, path: String, source: Cow<'static, str>, ready: Ready<'static>, matcher: Matcher) -> Self {
        Self { name, path, source, spec: OnceLock::new(), ready, needs: None, matcher }
    }

    fn spec(&self) -> &Spec {
        self.spec.get_or_init(|| Spec::parse(&self.path, &self.source).expect("it was parsed when it was made ready"))
    }

    /// Its name: `deadline/quarter`.
    #[must_use]
    pub fn name(&self) -> Rule {
        self.name.clone()
    }

    /// What its words mean: `means`, or the file's own name where it says nothing.
    #[must_use]
    pub fn means(&self) -> &str {
        if self.ready.means.is_empty() { self.name.rsplit('/').next().unwrap_or("") } else { &self.ready.means }
    }

    /// Why the rule is so.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.spec().why
    }

    /// The regular expression as written, with `{name}` for parts.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.spec().pattern
    }

    /// How many texts it must read and how many it must leave alone.
    #[must_use]
    pub fn examples(&self) -> (usize, usize) {
        (self.spec().yes.len(), self.spec().no.len())
    }

    /// The file as written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The first words of `passage` that it reads.
    #[must_use]
    pub fn find<'g>(&'g self, passage: &Passage) -> Option<Reading<'g>> {
        self.find_from(passage, 0)
    }

    /// True where it reads some words of `passage`.
    #[must_use]
    pub fn reads(&self, passage: &Passage) -> bool {
        self.cued(passage) && self.matcher.reads(passage.form(self.ready.reads.of_passage()))
    }

    /// The first words at or after byte `start` that it reads.
    #[must_use]
    pub fn find_from<'g>(&'g self, passage: &Passage, start: usize) -> Option<Reading<'g>> {
        Some(self.hit(passage, start)?.reading(passage))
    }

    fn hit<'g>(&'g self, passage: &Passage, start: usize) -> Option<Hit<'g>> {
        // Cues are looked for once: asking again after each reading would cost the square of a long text.
        if start == 0 && !self.cued(passage) {
            return None;
        }
        let start = passage.whole_letters(&(start.min(passage.len())..start.min(passage.len()))).end;
        let start = if self.ready.reads == Form::Folded { passage.to_code(start) } else { start };
        let in_form = self.matcher.find(passage.form(self.ready.reads.of_passage()), start)?;
        Some(Hit { grammar: self, range: self.printed(passage, in_form.clone()), in_form })
    }

    /// Where words of the form that it is held against stand in the passage.
    fn printed(&self, passage: &Passage, range: Range<usize>) -> Range<usize> {
        match self.ready.reads {
            Form::Folded => passage.from_code(&range),
            Form::Printed => range,
        }
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
        let mut fail = |text: &str, what: String| {
            let line = self.source.lines().position(|line| line.contains(text)).map_or(String::new(), |at| format!(":{}", at + 1));
            broken.push(format!("{}{line}: {what}", self.path));
        };
        for (text, expected) in &self.spec().yes {
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
        for text in &self.spec().no {
            if let Some(reading) = self.find(&Passage::from_text(text)) {
                let words = &Passage::from_text(text).text()[reading.range].to_owned();
                fail(text, format!("must leave \u{201c}{text}\u{201d} alone and reads \u{201c}{words}\u{201d}"));
            }
        }
        broken
    }

    fn cued(&self, passage: &Passage) -> bool {
        self.needs.as_ref().is_none_or(|needs| needs.met_by(passage))
    }
}

impl Form {
    /// The form of a passage that it is.
    fn of_passage(self) -> passage::Form {
        match self {
            Self::Folded => passage::Form::Code,
            Self::Printed => passage::Form::Text,
        }
    }
}
