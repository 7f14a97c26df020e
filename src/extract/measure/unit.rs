//! Units: the words of the code list `units` that follow a number.

use std::ops::Range;

use crate::grammar::{Catalog, codelist::CodeList};

/// What a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// "%": a share needs no comparator to be a target.
    Share,
    /// "ngày": a time is a target only where it is changed or reached.
    Time,
    /// Anything else.
    Other,
}

/// A unit that follows a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) words: Range<usize>,
    /// Where its noun begins, behind "triệu" and the like.
    pub(super) noun: usize,
    pub(super) kind: UnitKind,
}

/// The units of the code list.
#[derive(Debug)]
pub(super) struct Units<'c> {
    list: Option<&'c CodeList>,
}

impl<'c> Units<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        Self { list: catalog.list("units") }
    }

    /// The unit that stands at byte `at` of the folded text, after at most one space: "triệu USD", "tỷ đồng/năm".
    pub(super) fn at(&self, folded: &str, at: usize) -> Option<Unit> {
        let start = at + usize::from(folded[at..].starts_with(' '));
        let (mut end, role, mut kind) = self.word(folded, start)?;
        let mut noun = start;
        // "nghìn tỷ đồng": no number has more than two words of scale.
        let mut scaled = role == "scale";
        for _ in 0..2 {
            let next = end + usize::from(folded[end..].starts_with(' '));
            let Some((after, role, of)) = self.word(folded, next).filter(|_| scaled) else { break };
            scaled = role == "scale";
            noun = if scaled { noun } else { next };
            (end, kind) = (after, of);
        }
        // Points and places are of something, they are nothing that is counted.
        if role == "index" {
            noun = end;
        }
        // "đồng/người/năm": no unit has more than three parts.
        for _ in 0..3 {
            let rest = &folded[end..];
            let slash = rest.trim_start_matches(' ');
            let Some(per) = slash.strip_prefix('/') else { break };
            let per_at = folded.len() - per.trim_start_matches(' ').len();
            match self.word(folded, per_at) {
                Some((after, _, _)) => end = after,
                None => break,
            }
        }
        Some(Unit { words: start..end, noun, kind })
    }

    fn word(&self, folded: &str, at: usize) -> Option<(usize, &'static str, UnitKind)> {
        let rest = folded.get(at..)?;
        let list = self.list?;
        list.words().iter().find_map(|(word, row)| {
            let after = rest.strip_prefix(word.as_str())?;
            let ends = word.ends_with('%') || !after.starts_with(char::is_alphanumeric);
            let (role, kind) = match list.rows()[*row].get("kind") {
                "share" => ("unit", UnitKind::Share),
                "time" => ("unit", UnitKind::Time),
                "scale" => ("scale", UnitKind::Other),
                "index" => ("index", UnitKind::Other),
                _ => ("unit", UnitKind::Other),
            };
            ends.then_some((at + word.len(), role, kind))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_is_read_with_its_scale_and_what_it_is_counted_by() {
        let units = Units::of(Catalog::built_in());
        for (text, unit) in [
            (" triệu usd, tăng", "triệu usd"),
            (" triệu đồng/người/năm", "triệu đồng/người/năm"),
            (" cơ sở y tế cung cấp", "cơ sở y tế"),
            (" xã, phường có", "xã, phường"),
            (" tỷ", "tỷ"),
            (" nghìn tỷ đồng", "nghìn tỷ đồng"),
        ] {
            assert_eq!(units.at(text, 0).map(|unit| &text[unit.words]), Some(unit), "{text}");
        }
        assert_eq!(units.at(" gigabit mỗi giây", 0), None);
    }
}
