//! Lists of numbers that lie in the program as they are.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Numbers, four bytes each, the smaller first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Numbers<'a>(#[serde(borrow)] Cow<'a, [u8]>);

/// Many short lists as one: each ends where the next begins.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Lists<'a> {
    #[serde(borrow)]
    ends: Numbers<'a>,
    #[serde(borrow)]
    items: Numbers<'a>,
}

impl Numbers<'_> {
    /// These numbers.
    pub(super) fn of(numbers: impl IntoIterator<Item = u32>) -> Numbers<'static> {
        Numbers(numbers.into_iter().flat_map(u32::to_le_bytes).collect())
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        self.0.as_chunks::<4>().0.len()
    }

    /// The number at a place.
    pub(super) fn get(&self, at: usize) -> Option<u32> {
        self.0.as_chunks().0.get(at).map(|bytes| u32::from_le_bytes(*bytes))
    }
}

impl Lists<'_> {
    /// These lists; none where they hold too much.
    pub(super) fn of(lists: impl IntoIterator<Item = Vec<u32>>) -> Option<Lists<'static>> {
        let (mut ends, mut items) = (Vec::new(), Vec::new());
        for list in lists {
            items.extend(list);
            ends.push(u32::try_from(items.len()).ok()?);
        }
        Some(Lists { ends: Numbers::of(ends), items: Numbers::of(items) })
    }

    /// How many lists they are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of one list.
    pub(super) fn at(&self, list: usize) -> impl Iterator<Item = u32> + '_ {
        let end = |list: usize| self.ends.get(list).map_or(0, |end| end as usize);
        let start = list.checked_sub(1).map_or(0, end);
        self.items.0.as_chunks().0[start..end(list).max(start)].iter().map(|bytes| u32::from_le_bytes(*bytes))
    }
}
