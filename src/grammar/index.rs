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
    /// The grammars of which each group is the most telling one: only where it is met the others are looked at.
    told_by: Lists,
    /// The other groups that each grammar needs, by its place in the list.
    others: Lists,
    /// True for each grammar that needs a cue.
    needy: Vec<bool>,
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
        let mut told_by = vec![Vec::new(); groups.len()];
        let mut others = vec![Vec::new(); needs.len()];
        for (place, needs) in needs.iter().enumerate() {
            let shortest = |group: &&Vec<String>| group.iter().map(String::len).min();
            if let Some(key) = needs.iter().max_by_key(shortest) {
                told_by[groups[key.as_slice()] as usize].push(u32::try_from(place).ok()?);
                others[place] = needs.iter().filter(|group| *group != key).map(|group| groups[group.as_slice()]).collect();
            }
        }
        let words: Vec<&str> = cues.keys().copied().collect();
        Some(Cued {
            finder: Finder::of(&words)?,
            groups: Lists::of(cues.values())?,
            told_by: Lists::of(told_by.iter())?,
            others: Lists::of(others.iter())?,
            needy: needs.iter().map(|groups| !groups.is_empty()).collect(),
        })
    }

    /// True for a grammar that needs a cue.
    pub(super) fn is_needy(&self, place: usize) -> bool {
        self.needy[place]
    }

    /// One bit for each grammar, set where all that it needs stands in `text`, which is in this form.
    pub(super) fn met(&self, text: &str) -> Vec<u64> {
        let mut seen = vec![0; self.told_by.ends.len().div_ceil(64)];
        let mut telling = Vec::new();
        self.finder.find(text, |cue| {
            for &group in self.groups.at(cue) {
                if set(&mut seen, group) && !self.told_by.at(group).is_empty() {
                    telling.push(group);
                }
            }
        });
        let mut met = vec![0; self.needy.len().div_ceil(64)];
        for grammar in telling.into_iter().flat_map(|group| self.told_by.at(group)) {
            if self.others.at(*grammar).iter().all(|&group| is_set(&seen, group)) {
                set(&mut met, *grammar);
            }
        }
        met
    }
}

fn is_set(bits: &[u64], at: u32) -> bool {
    bits[at as usize / 64] & (1 << (at % 64)) != 0
}

/// Sets a bit; false where it was set.
fn set(bits: &mut [u64], at: u32) -> bool {
    let fresh = !is_set(bits, at);
    bits[at as usize / 64] |= 1 << (at % 64);
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
