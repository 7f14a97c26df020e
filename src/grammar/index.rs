//! Which grammars have their cues in a text: the words without which a grammar reads nothing, told from its pattern and named in its
//! file. All cues of all grammars are found in one pass, so that a grammar without its cues costs nothing.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{finder::Finder, ready::Ready, spec::Form};

/// The cues of a list of grammars, for each [`Form`].
pub(super) type Index<'a> = [Cued<'a>; 2];

/// The cues of the grammars of one form.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Cued<'a> {
    #[serde(borrow)]
    finder: Finder<'a>,
    /// The groups that each cue belongs to. Many grammars share a group: a digit, "quý".
    groups: Lists,
    /// The groups of each of which a grammar needs a cue, by its place in the list; the most telling first.
    needs: Lists,
    /// Number of groups.
    count: usize,
}

/// Many short lists as one: each ends where the next begins.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

/// The index of these grammars; none where their cues are too many.
pub(super) fn of(grammars: &[&Ready<'_>]) -> Option<Index<'static>> {
    Some([Cued::of(grammars, Form::Folded)?, Cued::of(grammars, Form::Printed)?])
}

impl Cued<'_> {
    fn of(grammars: &[&Ready<'_>], form: Form) -> Option<Cued<'static>> {
        let needs: Vec<Vec<Vec<String>>> =
            grammars.iter().map(|grammar| if grammar.reads == form { grammar.needs() } else { Vec::new() }).collect();
        let groups: BTreeMap<&[String], u32> = needs.iter().flatten().map(|group| (group.as_slice(), 0)).collect();
        let groups: BTreeMap<&[String], u32> = groups.into_keys().zip(0..).collect();
        let mut cues: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (group, number) in &groups {
            group.iter().for_each(|cue| cues.entry(cue).or_default().push(*number));
        }
        let numbers = needs.iter().map(|needs| {
            let mut needs: Vec<&Vec<String>> = needs.iter().collect();
            needs.sort_by_key(|group| Reverse(group.iter().map(String::len).min()));
            needs.iter().map(|group| groups[group.as_slice()]).collect::<Vec<_>>()
        });
        let numbers = Lists::of(numbers)?;
        let words: Vec<&str> = cues.keys().copied().collect();
        let finder = Finder::of(&words)?;
        Some(Cued { finder, groups: Lists::of(cues.into_values())?, needs: numbers, count: groups.len() })
    }

    /// True for a grammar that needs a cue.
    pub(super) fn is_needy(&self, place: usize) -> bool {
        !self.needs.at(place).is_empty()
    }

    /// One bit for each group, set where a cue of it stands in `text`, which is in this form.
    pub(super) fn seen(&self, text: &str) -> Vec<u64> {
        let mut seen = vec![0; self.count.div_ceil(64)];
        self.finder.find(text, |cue| {
            for &group in self.groups.at(cue as usize) {
                seen[group as usize / 64] |= 1 << (group % 64);
            }
        });
        seen
    }

    /// True where all that a grammar needs was [`seen`](Self::seen).
    pub(super) fn met(&self, seen: &[u64], place: usize) -> bool {
        self.needs.at(place).iter().all(|&group| seen[group as usize / 64] & (1 << (group % 64)) != 0)
    }
}

impl Lists {
    fn of(lists: impl Iterator<Item = Vec<u32>>) -> Option<Self> {
        let mut all = Self::default();
        for list in lists {
            all.items.extend(list);
            all.ends.push(u32::try_from(all.items.len()).ok()?);
        }
        Some(all)
    }

    fn at(&self, list: usize) -> &[u32] {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[list] as usize]
    }
}
