//! Which grammars have their cues in a text: the words without which a grammar reads nothing, told from its pattern and named in its
//! file. All cues of all grammars are found in one pass, so that a grammar without its cues costs nothing.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{bits, finder::Finder, numbers::Lists, ready::Ready, spec::Form};

/// The cues of a list of grammars.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Index<'a> {
    #[serde(borrow)]
    finder: Finder<'a>,
    /// The groups that each cue belongs to. Many grammars share a group: a digit, "quý".
    #[serde(borrow)]
    groups: Lists<'a>,
    /// The groups of each of which a grammar needs a cue, by its place in the list; the most telling first.
    #[serde(borrow)]
    needs: Lists<'a>,
    /// The grammars of which a group is the most telling.
    #[serde(borrow)]
    told_by: Lists<'a>,
    /// The grammars that need none.
    needless: Vec<u64>,
    /// The grammars that are held against the words as printed.
    printed: Vec<u64>,
}

impl Index<'_> {
    /// The index of these grammars; none where their cues are too many.
    pub(super) fn of(grammars: &[&Ready<'_>]) -> Option<Index<'static>> {
        let needs: Vec<Vec<Vec<String>>> = grammars.iter().map(|grammar| telling(grammar.needs())).collect();
        let groups: BTreeMap<&[String], u32> = needs.iter().flatten().map(|group| (group.as_slice(), 0)).collect();
        let groups: BTreeMap<&[String], u32> = groups.into_keys().zip(0..).collect();
        let mut cues: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (group, number) in &groups {
            group.iter().for_each(|cue| cues.entry(cue).or_default().push(*number));
        }
        let (mut needless, mut printed) = (bits::none(grammars.len()), bits::none(grammars.len()));
        let (mut numbers, mut told_by) = (Vec::new(), vec![Vec::new(); groups.len()]);
        for (place, (grammar, needs)) in grammars.iter().zip(&needs).enumerate() {
            let needs: Vec<u32> = needs.iter().map(|group| groups[group.as_slice()]).collect();
            match needs.first() {
                Some(&group) => told_by[group as usize].push(u32::try_from(place).ok()?),
                None => bits::set(&mut needless, place),
            }
            if grammar.reads == Form::Printed {
                bits::set(&mut printed, place);
            }
            numbers.push(needs);
        }
        let words: Vec<&str> = cues.keys().copied().collect();
        let finder = Finder::of(&words)?;
        let (groups, needs) = (Lists::of(cues.into_values())?, Lists::of(numbers)?);
        Some(Index { finder, groups, needs, told_by: Lists::of(told_by)?, needless, printed })
    }

    /// One bit for each grammar of the list, set where all that it needs stands in `code`, the words of a passage in code.
    ///
    /// Where a slip stands among them, which is coded as it was likely meant, nobody can tell what words as printed hold.
    pub(super) fn met(&self, code: &str, has_slips: bool) -> Vec<u64> {
        let mut seen = bits::none(self.told_by.len());
        self.finder.find(code, |cue| self.groups.at(cue as usize).for_each(|group| bits::set(&mut seen, group as usize)));
        let mut met = self.needless.clone();
        if has_slips {
            met.iter_mut().zip(&self.printed).for_each(|(met, printed)| *met |= printed);
        }
        for group in bits::each(seen.iter().copied()) {
            for place in self.told_by.at(group) {
                if self.needs.at(place as usize).all(|group| bits::has(&seen, group as usize)) {
                    bits::set(&mut met, place as usize);
                }
            }
        }
        met
    }
}

/// The groups that tell most, those first: more of them would be looked for longer than what they keep from being tried takes.
fn telling(mut needs: Vec<Vec<String>>) -> Vec<Vec<String>> {
    const MOST: usize = 3;
    needs.sort_by_key(|group| Reverse(group.iter().map(String::len).min()));
    needs.truncate(MOST);
    needs
}
