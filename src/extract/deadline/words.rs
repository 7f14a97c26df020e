//! The words of a time cell that are no times: what is due, and what joins.

use std::ops::Range;

use crate::{grammar::Catalog, passage::Passage};

/// The passage and the grammars that know its small words (`deadline-word/…`).
#[derive(Clone, Copy)]
pub(super) struct Words<'w> {
    pub(super) passage: &'w Passage,
    pub(super) catalog: &'w Catalog,
}

/// No name needs more words set aside than this.
const MOST_VERBS: usize = 8;

impl Words<'_> {
    pub(super) fn of(&self, range: &Range<usize>) -> &str {
        &self.passage.text()[range.clone()]
    }

    /// The last of `range`, at most `bytes` of it.
    pub(super) fn tail(&self, range: &Range<usize>, bytes: usize) -> Range<usize> {
        let mut start = range.start.max(range.end.saturating_sub(bytes));
        while !self.passage.text().is_char_boundary(start) {
            start += 1;
        }
        start..range.end
    }

    /// Bytes of `range` that `deadline-word/<name>` reads.
    pub(super) fn read(&self, name: &str, range: &Range<usize>) -> Option<Range<usize>> {
        let grammar = self.catalog.get(&format!("deadline-word/{name}"))?;
        let found = grammar.find(&self.passage.slice(range))?.range;
        Some(range.start + found.start..range.start + found.end)
    }

    /// True where `range` holds marks and small words only.
    pub(super) fn joint(&self, range: &Range<usize>) -> bool {
        range.is_empty() || self.read("joint", range).is_some()
    }

    /// True where `range` begins with something handed in or done, with a capital.
    pub(super) fn output(&self, range: &Range<usize>) -> bool {
        let range = self.passage.trim_start_marks(range);
        self.of(&range).starts_with(char::is_uppercase) && self.read("output", &range).is_some()
    }

    /// The words that name what is due: without dash, brackets and the verbs of issuing; none where nothing is named.
    pub(super) fn deliverable(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let mut range = self.unbracketed(&self.passage.trim_start_marks(range));
        for _ in 0..MOST_VERBS {
            range = self.trim_end(&range);
            match self.read("issuing", &range) {
                Some(verb) => range.end = verb.start,
                None => break,
            }
        }
        range = self.trim_end(&range);
        if let Some(verb) = self.read("issue", &range) {
            range.start = verb.end;
        }
        let named = self.of(&range).contains(char::is_alphabetic) && self.read("idle", &range).is_none();
        named.then_some(range)
    }

    /// What stands in brackets, where the range is all in one pair of them: "(kế hoạch)".
    fn unbracketed(&self, range: &Range<usize>) -> Range<usize> {
        let words = self.of(range);
        let inner = words.strip_prefix('(').map(|rest| rest.split_once(')').unwrap_or((rest, "")));
        match inner {
            Some((inner, rest)) if !rest.contains(char::is_alphanumeric) => range.start + 1..range.start + 1 + inner.len(),
            _ => range.clone(),
        }
    }

    /// Without the marks at its end; a closing bracket stays where its opening one stands in the range too.
    fn trim_end(&self, range: &Range<usize>) -> Range<usize> {
        let mut kept = self.of(range);
        loop {
            let next = kept.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | ';' | ':' | '.' | '-' | '–' | '/'));
            let next =
                if next.ends_with(')') && next.matches(')').count() > next.matches('(').count() { &next[..next.len() - 1] } else { next };
            if next.len() == kept.len() {
                return range.start..range.start + kept.len();
            }
            kept = next;
        }
    }
}

impl Passage {
    /// Without the list dash and the marks at its start.
    pub(super) fn trim_start_marks(&self, range: &Range<usize>) -> Range<usize> {
        let words = &self.text()[range.clone()];
        let kept =
            words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '+' | '•' | '*' | ',' | ';' | ':' | '.' | ')'));
        range.end - kept.len()..range.end
    }
}
