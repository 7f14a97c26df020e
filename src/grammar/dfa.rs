//! A pattern as a table that tells where it reads, looking at each byte once.

use serde::{Deserialize, Serialize};

use super::table::Table;

/// A deterministic automaton, its states known by their rows: its last column is the end of the text, its state 0 the one from which
/// nothing more is read.
///
/// As in the crate regex-automata, from which its states come, that something was read is told by the state after the byte that follows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Dfa<'a> {
    #[serde(borrow)]
    pub(super) table: Table<'a>,
    /// Where a text begins after each of [`Before`].
    pub(super) starts: [u16; 5],
    /// From this state on, something was read.
    pub(super) first_read: usize,
}

/// What stands before the first byte, as far as a pattern looks at it.
#[derive(Debug, Clone, Copy)]
enum Before {
    Nothing,
    Word,
    Other,
    LineFeed,
    CarriageReturn,
}

impl Before {
    fn of(byte: Option<u8>) -> Self {
        match byte {
            None => Self::Nothing,
            Some(b'\n') => Self::LineFeed,
            Some(b'\r') => Self::CarriageReturn,
            Some(byte) if byte.is_ascii_alphanumeric() || byte == b'_' => Self::Word,
            Some(_) => Self::Other,
        }
    }
}

impl Dfa<'_> {
    /// Where the first words at or after `start` that it reads end; with `any`, where it is known that it reads some.
    pub(super) fn end(&self, words: &[u8], start: usize, any: bool) -> Option<usize> {
        let table = self.table.walk();
        let mut state = self.start(start.checked_sub(1).map(|before| words[before]));
        let mut end = None;
        for (at, &byte) in words.iter().enumerate().skip(start) {
            state = table.after_row(state, byte);
            if state >= self.first_read {
                end = Some(at);
                if any {
                    return end;
                }
            } else if state == 0 {
                return end;
            }
        }
        if table.after_last(state) >= self.first_read { Some(words.len()) } else { end }
    }

    /// For the automaton that reads backward: where words that end at `end` and begin at or after `floor` begin, as far left as may be.
    pub(super) fn begin(&self, words: &[u8], floor: usize, end: usize) -> Option<usize> {
        let table = self.table.walk();
        let mut state = self.start(words.get(end).copied());
        let mut begin = None;
        for at in (floor..end).rev() {
            state = table.after_row(state, words[at]);
            if state >= self.first_read {
                begin = Some(at + 1);
            } else if state == 0 {
                return begin;
            }
        }
        let last = match floor.checked_sub(1) {
            Some(before) => table.after_row(state, words[before]),
            None => table.after_last(state),
        };
        if last >= self.first_read { Some(floor) } else { begin }
    }

    fn start(&self, before: Option<u8>) -> usize {
        usize::from(self.starts[Before::of(before) as usize])
    }
}
