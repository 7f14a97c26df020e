//! Automata as tables: a row for each state, a column for each kind of byte. They lie in the program as they are and need no building.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use serde::{Deserialize, Serialize};

/// Which state follows which. A state is known by its number, or by where its row begins, which saves a multiplication for each byte.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Table<'a> {
    /// The column of each byte.
    #[serde(borrow)]
    columns: Cow<'a, [u8]>,
    /// Number of columns.
    width: usize,
    /// The rows, two bytes a column, the smaller first.
    #[serde(borrow)]
    rows: Cow<'a, [u8]>,
}

impl Table<'_> {
    /// A table of `states`, which are numbered in their order, by `step`: 1, or the width where each is known by its row. `next` gives the
    /// state after a state and a column.
    ///
    /// None where they are too many, or where `next` leads elsewhere.
    pub(super) fn of<S: Copy + Ord>(
        columns: Vec<u8>,
        width: usize,
        states: &[S],
        step: usize,
        next: impl Fn(S, usize) -> S,
    ) -> Option<Table<'static>> {
        let numbers = states.iter().enumerate().map(|(number, &state)| Some((state, u16::try_from(number * step).ok()?)));
        let numbers: BTreeMap<S, u16> = numbers.collect::<Option<_>>()?;
        let mut rows = Vec::with_capacity(2 * width * states.len());
        for &state in states {
            for column in 0..width {
                rows.extend(numbers.get(&next(state, column))?.to_le_bytes());
            }
        }
        Some(Table { columns: columns.into(), width, rows: rows.into() })
    }

    /// The table to walk through, its parts at hand.
    pub(super) fn walk(&self) -> Walk<'_> {
        let columns = self.columns.first_chunk().expect("a column for each byte");
        Walk { columns, width: self.width, rows: self.rows.as_chunks().0 }
    }
}

/// A table that is being walked through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk<'t> {
    columns: &'t [u8; 256],
    width: usize,
    rows: &'t [[u8; 2]],
}

impl Walk<'_> {
    /// How far the number of a state is shifted to give its row, where the width is a power of two.
    pub(super) fn shift(self) -> u32 {
        self.width.trailing_zeros()
    }

    /// The state after a state, known by its row, and a byte.
    pub(super) fn after_row(self, row: usize, byte: u8) -> usize {
        self.at(row + usize::from(self.columns[usize::from(byte)]))
    }

    /// The state after a state, known by its row, and the last column, which stands for the end of a text where there is one.
    pub(super) fn after_last(self, row: usize) -> usize {
        self.at(row + self.width - 1)
    }

    fn at(self, place: usize) -> usize {
        usize::from(u16::from_le_bytes(self.rows[place]))
    }
}

/// All states that `next` leads to from `starts`, those first.
pub(super) fn reached<S: Copy + Ord>(starts: &[S], width: usize, next: impl Fn(S, usize) -> S) -> Vec<S> {
    let mut states = starts.to_vec();
    states.sort_unstable();
    states.dedup();
    let mut known: BTreeSet<S> = states.iter().copied().collect();
    let mut at = 0;
    while let Some(&state) = states.get(at) {
        for column in 0..width {
            let next = next(state, column);
            if known.insert(next) {
                states.push(next);
            }
        }
        at += 1;
    }
    states
}
