//! Many words found in one pass: an Aho–Corasick automaton as one table, which needs no building where it was made ready.

use std::{borrow::Cow, collections::BTreeMap};

use aho_corasick::{Anchored, automaton::Automaton, nfa::noncontiguous::NFA};
use serde::{Deserialize, Serialize};

/// Finds all words of a list, known by their place in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Finder<'a> {
    /// The column of each byte.
    #[serde(borrow)]
    columns: Cow<'a, [u8]>,
    /// Number of columns.
    width: usize,
    /// A row for each state, two bytes a column, the smaller first: the state that follows. A text begins in the state 0.
    #[serde(borrow)]
    next: Cow<'a, [u8]>,
    /// From this state on, words end in each.
    first_end: usize,
    /// The words that end in each of those.
    ends: Vec<Vec<u32>>,
}

impl Finder<'_> {
    /// A finder of `words`, none of them empty; nothing where they are too many for its table.
    pub(super) fn of(words: &[&str]) -> Option<Finder<'static>> {
        let automaton = NFA::new(words).ok()?;
        // What stands in no word shares the column 0; 0xff stands in no UTF-8.
        let mut columns = vec![0; 256];
        let mut bytes = vec![0xff];
        for byte in words.iter().flat_map(|word| word.bytes()) {
            if columns[usize::from(byte)] == 0 {
                columns[usize::from(byte)] = u8::try_from(bytes.len()).ok()?;
                bytes.push(byte);
            }
        }
        let mut states = vec![automaton.start_state(Anchored::No).ok()?];
        let mut known = BTreeMap::from([(states[0], ())]);
        let mut at = 0;
        while let Some(&state) = states.get(at) {
            for &byte in &bytes {
                let next = automaton.next_state(Anchored::No, state, byte);
                known.entry(next).or_insert_with(|| states.push(next));
            }
            at += 1;
        }
        // Where words end comes last, so that one comparison tells.
        states.sort_by_key(|&state| automaton.is_match(state));
        let first_end = states.partition_point(|&state| !automaton.is_match(state));
        let numbers = states.iter().enumerate().map(|(number, &state)| Some((state, u16::try_from(number).ok()?)));
        let numbers: BTreeMap<_, _> = numbers.collect::<Option<_>>()?;
        let row = |&state: &_| bytes.iter().map(move |&byte| (state, byte));
        let next =
            states.iter().flat_map(row).flat_map(|(state, byte)| numbers[&automaton.next_state(Anchored::No, state, byte)].to_le_bytes());
        let number = |state, nth| u32::try_from(automaton.match_pattern(state, nth).as_usize()).ok();
        let ends = states[first_end..].iter().map(|&state| (0..automaton.match_len(state)).map(|nth| number(state, nth)).collect());
        Some(Finder {
            width: bytes.len(),
            next: Cow::Owned(next.collect()),
            first_end,
            ends: ends.collect::<Option<_>>()?,
            columns: columns.into(),
        })
    }

    /// Tells `found` each word that stands in `text`, as often as it does.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(u32)) {
        let mut state = 0;
        for byte in text.bytes() {
            let at = 2 * (state * self.width + usize::from(self.columns[usize::from(byte)]));
            state = usize::from(u16::from_le_bytes([self.next[at], self.next[at + 1]]));
            if state >= self.first_end {
                self.ends[state - self.first_end].iter().for_each(|&word| found(word));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_words_are_found() {
        let words = ["quý", "hằng quý", "ng q", "ý"];
        let finder = Finder::of(&words).expect("a small table");
        let find = |text: &str| {
            let mut found = Vec::new();
            finder.find(text, |word| found.push(words[word as usize]));
            found
        };
        assert_eq!(find("hằng quý, mỗi quý"), ["ng q", "hằng quý", "quý", "ý", "quý", "ý"]);
        assert_eq!(find("hằng qu \u{ff}"), ["ng q"]);
        assert!(Finder::of(&[]).expect("an empty table").columns.len() == 256);
    }
}
