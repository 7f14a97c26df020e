//! Many words found in one pass: an Aho–Corasick automaton as one table, which needs no building where it was made ready.

use aho_corasick::{Anchored, automaton::Automaton, nfa::noncontiguous::NFA};
use serde::{Deserialize, Serialize};

use super::{
    numbers::Lists,
    table::{Table, reached},
};

/// Finds all words of a list, known by their place in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Finder<'a> {
    /// A text begins in the state 0.
    #[serde(borrow)]
    table: Table<'a>,
    /// From this state on, words end in each.
    first_end: usize,
    /// The words that end in each of those.
    #[serde(borrow)]
    ends: Lists<'a>,
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
        let next = |state, column: usize| automaton.next_state(Anchored::No, state, bytes[column]);
        let mut states = reached(&[automaton.start_state(Anchored::No).ok()?], bytes.len(), next);
        // Where words end comes last, so that one comparison tells.
        states.sort_by_key(|&state| automaton.is_match(state));
        let first_end = states.partition_point(|&state| !automaton.is_match(state));
        let words_at = |&state| (0..automaton.match_len(state)).map(|nth| automaton.match_pattern(state, nth).as_u32()).collect();
        let ends = Lists::of(states[first_end..].iter().map(words_at))?;
        // Rows of that length are found without a multiplication for each byte; what fills them up is never asked for.
        let width = bytes.len().next_power_of_two();
        let next = |state, column: usize| next(state, if column < bytes.len() { column } else { 0 });
        Some(Finder { first_end, ends, table: Table::of(columns, width, &states, 1, next)? })
    }

    /// Tells `found` each word that stands in `text`, some of them more than once.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(u32)) {
        let table = self.table.walk();
        let shift = table.shift();
        let mut seen = vec![0_u64; self.ends.len().div_ceil(64)];
        let mut state = 0;
        for byte in text.bytes() {
            state = table.after_row(state << shift, byte);
            if state >= self.first_end {
                let end = state - self.first_end;
                let bit = 1 << (end % 64);
                // Most words stand in a text more than once.
                if seen[end / 64] & bit == 0 {
                    seen[end / 64] |= bit;
                    self.ends.at(end).for_each(&mut found);
                }
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
    }
}
