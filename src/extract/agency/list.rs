//! A row of agencies, taken apart.

use std::{borrow::Cow, ops::Range};

use super::item::{Item, Reader};
use crate::{
    grammar::names::{AND, JOIN},
    plan::{Agency, AgencyKind, Rule},
};

/// How the words around agencies are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A cell: every word belongs to some agency.
    Cell,
    /// A sentence: the row ends where something else is said.
    Sentence,
}

/// Agencies of a row, and the word after the last.
pub(super) struct Row {
    pub agencies: Vec<Agency>,
    pub end: usize,
}

/// The rule of words that no grammar and no catalogue knows.
pub(super) const NOT_KNOWN: Rule = Cow::Borrowed("extract/agency");

/// In a sentence, the name of a body that only its first word tells reaches no further than this.
const BODY_WORDS: usize = 14;

/// A bracket closes within this many words, or is a stray mark.
const BRACKET_WORDS: usize = 80;

impl Reader<'_> {
    /// The agencies that stand side by side in `words`, from its first word on.
    pub(super) fn row_of(&self, words: Range<usize>, mode: Mode) -> Row {
        let mut agencies = Vec::new();
        let mut end = words.start;
        let mut at = self.past_marks(words.start, words.end);
        while at < words.end {
            let item = self.item(at);
            if item.is_none() && mode == Mode::Sentence {
                break;
            }
            let item = item.unwrap_or_else(|| self.not_known(at));
            let after = match mode {
                Mode::Cell => self.end_in_cell(&item, words.end),
                Mode::Sentence => self.end_in_sentence(&item, words.end),
            };
            agencies.push(self.agency(at..after, item));
            end = after;
            at = self.past_marks(after, words.end);
            if mode == Mode::Sentence && (at == after || !self.only_separators(after..at)) {
                break;
            }
        }
        Row { agencies, end }
    }

    fn agency(&self, words: Range<usize>, mut item: Item) -> Agency {
        // "Trung tâm Thông tin Sở Nội vụ" is not the "Trung tâm Thông tin" of the catalogue.
        if item.open && words.end > item.end && self.tail(item.end).is_none() && self.form(item.end) != Some("(") {
            item = self.not_known(words.start);
        }
        let range = self.passage.trim_final(&self.bytes(words));
        let text = self.passage.text()[range.clone()].to_owned();
        Agency { text, reading: None, agencies: item.agencies, kind: item.kind, origin: self.passage.origin(&range), rule: item.rule }
    }

    fn not_known(&self, at: usize) -> Item {
        Item { end: at + 1, agencies: Vec::new(), kind: AgencyKind::Unknown, rule: NOT_KNOWN, exact: false, open: false }
    }

    /// Where an agency of a cell ends: at the next separator that another agency follows.
    fn end_in_cell(&self, item: &Item, end: usize) -> usize {
        let mut at = item.end.min(end);
        while at < end {
            if self.side_by_side(item, at) || self.form(at) == Some(";") {
                return at;
            }
            if self.form(at) == Some("(") {
                at = self.past_bracket(at, end);
                continue;
            }
            // "Vụ Pháp chế - Bộ Nội vụ": behind a dash stands what the unit belongs to, unless dashes make the list.
            let next = self.past_marks(at, end);
            let unit = || !item.exact || (item.open && matches!(self.form(next), Some("bộ" | "sở")));
            let belongs = self.is_mark(at, "-") && !self.is_mark(0, "-") && unit();
            if next == at || belongs {
                at += 1;
                continue;
            }
            let begins = next == end || self.item(next).is_some();
            // "Sở Công Thương, VNPT Sơn La": after a complete agency and a comma, a capital begins another.
            let capital = item.exact && !item.open && at == item.end && self.is_mark(at, ",") && self.capital(next);
            if begins || capital {
                return at;
            }
            at = next;
        }
        end
    }

    /// Where an agency of a sentence ends: after words that say which ones are meant.
    fn end_in_sentence(&self, item: &Item, end: usize) -> usize {
        let mut at = item.end.min(end);
        if !item.exact {
            at = self.body_end(at, end);
        }
        while let Some(after) = self.tail(at).filter(|&after| after <= end) {
            at = after;
        }
        at
    }

    /// Where the name of a body ends that only its first word tells: "Liên hiệp các hội Khoa học và Kỹ thuật tỉnh".
    fn body_end(&self, at: usize, end: usize) -> usize {
        let most = end.min(at + BODY_WORDS);
        let letters = |at: usize| self.form(at).is_some_and(|form| form.starts_with(char::is_alphanumeric));
        let mut here = at;
        while here < most && !self.verbs.contains(&here) {
            let next = self.past_joins(here);
            let goes_on = next == here || (next < most && self.capital(next) && self.item(next).is_none());
            if !goes_on || !letters(next) {
                break;
            }
            here = next + 1;
        }
        here
    }

    /// "Sở Khoa học và Công nghệ Sở Công Thương": a complete agency, and another one in capital right behind it.
    fn side_by_side(&self, item: &Item, at: usize) -> bool {
        if at != item.end || item.open || !self.capital(at) {
            return false;
        }
        self.item(at).is_some_and(|next| if item.exact { next.exact } else { next.kind == AgencyKind::Collective })
    }

    /// The word after separators and list marks at `at`; `at` itself where none stands there.
    pub(super) fn past_marks(&self, at: usize, end: usize) -> usize {
        let mut here = at;
        while here < end {
            let mark = matches!(self.form(here), Some(JOIN | AND | ";" | "." | ":" | "+" | "•" | "*" | "…" | "·"));
            let number = self.is_number(here) && matches!(self.form(here + 1), Some("." | ")")) && self.item(here + 2).is_some();
            here += if number { 2 } else { usize::from(mark) };
            if !number && !mark {
                break;
            }
        }
        here.min(end)
    }

    fn is_number(&self, at: usize) -> bool {
        let number = |form: &str| form.len() <= 2 && form.bytes().all(|byte| byte.is_ascii_digit());
        self.form(at).is_some_and(|form| number(form) || (form.len() == 1 && !self.capital(at) && form.starts_with(char::is_alphabetic)))
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.words.get(at).is_some_and(|word| &self.passage.text()[word.range.clone()] == mark)
    }

    fn only_separators(&self, words: Range<usize>) -> bool {
        words.into_iter().all(|at| matches!(self.form(at), Some(JOIN | AND | ";")))
    }

    /// The word after a bracket that opens at `at`; the next word where it never closes.
    fn past_bracket(&self, at: usize, end: usize) -> usize {
        (at..end.min(at + BRACKET_WORDS)).find(|&at| self.form(at) == Some(")")).map_or(at + 1, |close| close + 1)
    }
}
