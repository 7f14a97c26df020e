//! Which grammars have their cues in a text: the words without which a grammar reads nothing, told from its pattern and named in its
//! file. All cues of all grammars are found in one pass, so that a grammar without its cues costs nothing.

use std::collections::BTreeMap;

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
    /// The grammars that need one cue of each group.
    grammars: Lists,
    /// How many groups each grammar needs, by its place in the list.
    needs: Vec<u8>,
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
        let mut cues: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut groups: BTreeMap<Vec<String>, Vec<u32>> = BTreeMap::new();
        let mut needs = vec![0; grammars.len()];
        for (place, grammar) in grammars.iter().enumerate().filter(|(_, grammar)| grammar.reads == form) {
            for mut group in grammar.needs() {
                group.sort_unstable();
                group.dedup();
                let users = groups.entry(group).or_default();
                // A grammar may need the same group twice.
                let fresh = users.last() != u32::try_from(place).ok().as_ref();
                if fresh && needs[place] < u8::MAX {
                    users.push(u32::try_from(place).ok()?);
                    needs[place] += 1;
                }
            }
        }
        for (number, group) in groups.keys().enumerate() {
            for cue in group {
                cues.entry(cue.clone()).or_default().push(u32::try_from(number).ok()?);
            }
        }
        let words: Vec<&str> = cues.keys().map(String::as_str).collect();
        Some(Cued { finder: Finder::of(&words)?, groups: Lists::of(cues.values())?, grammars: Lists::of(groups.values())?, needs })
    }

    /// True for a grammar that needs no cue.
    pub(super) fn needs_none(&self, place: usize) -> bool {
        self.needs[place] == 0
    }

    /// One bit for each grammar, set where all that it needs stands in `text`, which is in this form.
    pub(super) fn met(&self, text: &str) -> Vec<u64> {
        let mut met = vec![0; self.needs.len().div_ceil(64)];
        let mut missing = self.needs.clone();
        let (cues, groups) = (self.groups.ends.len().div_ceil(64), self.grammars.ends.len().div_ceil(64));
        let mut seen = vec![0; cues + groups];
        let (seen_cues, seen_groups) = seen.split_at_mut(cues);
        self.finder.find(text, |cue| {
            // Most cues stand in a text more than once.
            if !set(seen_cues, cue) {
                return;
            }
            for &group in self.groups.at(cue) {
                if set(seen_groups, group) {
                    for &grammar in self.grammars.at(group) {
                        missing[grammar as usize] -= 1;
                        if missing[grammar as usize] == 0 {
                            set(&mut met, grammar);
                        }
                    }
                }
            }
        });
        met
    }
}

/// Sets a bit; false where it was set.
fn set(bits: &mut [u64], at: u32) -> bool {
    let (word, bit) = (&mut bits[at as usize / 64], 1 << (at % 64));
    let fresh = *word & bit == 0;
    *word |= bit;
    fresh
}

impl Lists {
    fn of<'l>(lists: impl Iterator<Item = &'l Vec<u32>>) -> Option<Self> {
        let mut all = Self::default();
        for list in lists {
            all.items.extend(list);
            all.ends.push(u32::try_from(all.items.len()).ok()?);
        }
        Some(all)
    }

    fn at(&self, list: u32) -> &[u32] {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.items[start as usize..self.ends[list as usize] as usize]
    }
}
