//! One agency, where it begins: by name, as one of a group, or by the shape of its name.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::words::{self, Word};
use crate::{
    extract::Context,
    grammar::{
        Reading,
        codelist::{CodeList, Row},
        names::{Found, joins},
    },
    passage::Passage,
    plan::{AgencyKind, Rule},
};

/// A passage with what is needed to find agencies in it.
pub(super) struct Reader<'r> {
    pub passage: &'r Passage,
    pub context: &'r Context<'r>,
    pub words: Vec<Word>,
    /// What the grammars of `agency` read, by the word where it begins.
    groups: BTreeMap<usize, Reading<'r>>,
    /// Words that may follow an agency, by the word where they begin: their last word's successor.
    tails: BTreeMap<usize, usize>,
    /// Words for the head of an agency, the same.
    persons: BTreeMap<usize, usize>,
    /// What gives somebody a part.
    pub(super) roles: Vec<Reading<'r>>,
    /// Where a word that gives somebody a part begins: no name reaches over it.
    pub(super) verbs: BTreeSet<usize>,
    pub(super) agencies: Option<&'r CodeList>,
    pub(super) provinces: Option<&'r CodeList>,
}

/// An agency, or several that one phrase names, or a group.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The word after it.
    pub end: usize,
    pub agencies: Vec<String>,
    pub kind: AgencyKind,
    pub rule: Rule,
    /// True where its end is known: not for a body that is told by its first word only.
    pub exact: bool,
    /// True for a name that a place should follow ("Công an") and none does.
    pub open: bool,
}

/// What a list found in the catalogue reads as its rule.
pub(super) const CATALOGUE: Rule = Cow::Borrowed("codelists/agencies");

impl<'r> Reader<'r> {
    pub(super) fn new(passage: &'r Passage, context: &'r Context<'r>) -> Self {
        let words = words::of(passage, context);
        let at = |byte: usize| words.partition_point(|word| word.range.start < byte);
        let starts = |folder: &'static str| {
            let readings = context.catalog.find_all(folder, passage).into_iter();
            readings.map(|reading| (at(reading.range.start), reading)).collect::<BTreeMap<_, _>>()
        };
        let groups = starts("agency");
        let ends = |folder| starts(folder).into_iter().map(|(from, reading)| (from, at(reading.range.end))).collect();
        let (tails, persons) = (ends("agency-tail"), ends("agency-head"));
        let list = |name| context.catalog.list(name);
        let roles = context.catalog.find_all("role", passage);
        let stops = |reading: &Reading| matches!(reading.grammar.means(), "lead" | "with" | "verb");
        let verbs: BTreeMap<_, _> = roles.iter().map(|reading| (at(reading.range.start), stops(reading))).collect();
        let verbs = verbs.into_iter().filter(|(_, stops)| *stops).map(|(at, _)| at).collect();
        let (agencies, provinces) = (list("agencies"), list("provinces"));
        Self { passage, context, groups, tails, persons, roles, verbs, agencies, provinces, words }
    }

    /// The agency that begins at word `at`: the longest reading.
    pub(super) fn item(&self, at: usize) -> Option<Item> {
        if self.words.get(at)?.part || self.inside_word(at) {
            return None;
        }
        let headed = self.persons.get(&at).and_then(|&from| longer(self.group(from), self.named(from)));
        // "Chủ tịch UBND cấp xã" are the communes, "Chủ tịch UBND tỉnh" is an authority of its own.
        let (groups, others) =
            if headed.as_ref().is_some_and(|item| item.kind == AgencyKind::Collective) { (headed, None) } else { (None, headed) };
        let item = longer(longer(self.group(at), groups), longer(self.named(at), others))?;
        Some(self.unit_of_another(at, &item).unwrap_or(item))
    }

    /// "Đảng ủy Sở", "Trung tâm Thông tin y tế Quốc gia": a name without a place that goes on is another body than the catalogue's, and
    /// one that the catalogue does not hold.
    fn unit_of_another(&self, at: usize, name: &Item) -> Option<Item> {
        let in_capitals = |at: usize| self.words.get(at).is_some_and(|word| word.range.len() > 1 && !self.holds_small(word));
        if !name.open || name.agencies.len() != 1 || (!self.words[at].short && in_capitals(at)) {
            return None;
        }
        let whose = || self.named(name.end).filter(|_| self.capital(name.end)).map(|whose| whose.end);
        let own = || matches!(self.form(name.end), Some("sở" | "bộ")).then_some(name.end + 1).filter(|_| self.capital(name.end));
        let end = whose().or_else(own).or_else(|| self.end_in_country(name.end))?;
        let rule = self.groups.get(&at).map_or(CATALOGUE, |reading| reading.grammar.name());
        Some(Item { end, agencies: Vec::new(), kind: AgencyKind::Unknown, rule, exact: true, open: false })
    }

    /// Where a name ends whose further words are small up to the country's: "y tế Quốc gia".
    fn end_in_country(&self, at: usize) -> Option<usize> {
        const FIELD_WORDS: usize = 6;
        let small = |at: usize| {
            let word = self.words.get(at);
            word.is_some_and(|word| word.form.starts_with(char::is_alphabetic)) && !self.capital(at) && !self.verbs.contains(&at)
        };
        let country = (at..at + FIELD_WORDS).find(|&at| !small(at))?;
        let named = |words: [&str; 2]| words.iter().enumerate().all(|(nth, word)| self.form(country + nth) == Some(word));
        let names = self.capital(country) && (named(["quốc", "gia"]) || named(["việt", "nam"]) || named(["trung", "ương"]));
        names.then_some(country + 2)
    }

    fn holds_small(&self, word: &Word) -> bool {
        self.passage.text()[word.range.clone()].contains(char::is_lowercase)
    }

    /// The word after words such as "có liên quan" or "trên địa bàn tỉnh Sơn La" that begin at `at`.
    pub(super) fn tail(&self, at: usize) -> Option<usize> {
        let end = *self.tails.get(&at)?;
        let place = self.province(end).map(|(end, _)| end);
        Some(place.unwrap_or(end))
    }

    /// True where the word is printed with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.passage.text()[word.range.start..].starts_with(char::is_uppercase))
    }

    pub(super) fn form(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(|word| word.form.as_str())
    }

    /// The word that begins at or after a byte.
    pub(super) fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.range.start < byte)
    }

    /// The bytes of the words `from..to`.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(self.passage.len(), |word| word.range.start);
        let end = words.end.checked_sub(1).and_then(|last| self.words.get(last)).map_or(start, |word| word.range.end);
        start..end.max(start)
    }

    /// The first word at or after `at` that joins nothing: "Sở A, và Sở B".
    pub(super) fn past_joins(&self, at: usize) -> usize {
        (at..).find(|&at| !joins(self.form(at))).unwrap_or(at)
    }

    /// "sở" of "cơ sở" and "bộ" of "cán bộ" begin no agency.
    fn inside_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.form(before)).unwrap_or("");
        match self.form(at) {
            Some("sở") => before == "cơ",
            Some("bộ") => matches!(before, "cán" | "nội" | "toàn" | "đồng" | "tiến"),
            _ => false,
        }
    }

    /// Where what a grammar reads here ends.
    pub(super) fn group_end(&self, at: usize) -> Option<usize> {
        self.groups.get(&at).map(|reading| self.word_at(reading.range.end))
    }

    /// What a grammar of the folder `agency` reads here.
    fn group(&self, at: usize) -> Option<Item> {
        let reading = self.groups.get(&at)?;
        let end = self.word_at(reading.range.end);
        let rule = reading.grammar.name();
        Some(match reading.grammar.means() {
            // Of "unknown-whole" the grammar reads all words; of "unknown" the first ones.
            means @ ("unknown" | "unknown-whole") => {
                let exact = means == "unknown-whole";
                Item { end: end.max(at + 1), agencies: Vec::new(), kind: AgencyKind::Unknown, rule, exact, open: false }
            }
            "agency" => {
                let qualifier = self.qualifier(end, "").map(|qualifier| qualifier.end);
                let end = qualifier.or_else(|| self.place(end).map(|(end, _)| end)).unwrap_or(end);
                let name = self.ordinary(at..end);
                Item { end, agencies: vec![name], kind: AgencyKind::Agency, rule, exact: true, open: false }
            }
            codes => {
                let agencies = codes.split('|').map(ToOwned::to_owned).collect();
                Item { end, agencies, kind: AgencyKind::Collective, rule, exact: true, open: false }
            }
        })
    }

    /// The row among equally long names that stands on the day of the act.
    pub(super) fn row(&self, list: &'r CodeList, found: &[Found]) -> Option<(&'r Row, usize)> {
        let rows = |found: &Found| Some((list.rows().get(found.row)?, found.length));
        let day = self.context.issued_on.map(|day| day.to_string());
        let stands = |row: &Row| {
            let (from, to) = (row.get("valid_from"), row.get("valid_to"));
            day.as_deref().is_none_or(|day| (from.is_empty() || from <= day) && (to.is_empty() || day <= to))
        };
        let mut rows = found.iter().filter_map(rows);
        let first = rows.clone().find(|(row, _)| stands(row));
        first.or_else(|| rows.next())
    }

    /// The printed words with abbreviations of words written out: "Ban QL các khu công nghiệp" has "Quản lý".
    fn ordinary(&self, words: Range<usize>) -> String {
        let mut out = String::new();
        let mut at = words.start;
        let mut last = None;
        while at < words.end {
            let range = self.words[at].range.clone();
            let next = (at + 1..words.end).find(|&next| !self.words[next].part).unwrap_or(words.end);
            let printed = &self.passage.text()[range.clone()];
            if last.is_some_and(|end| end < range.start) {
                out.push(' ');
            }
            let key: String = printed.chars().filter(|c| c.is_alphanumeric()).collect();
            let long = self.context.catalog.list("agency-abbreviations").and_then(|list| list.row(&key)).map(|row| row.get("long"));
            out.push_str(long.filter(|_| self.words[at].short && key != "UBND" && key != "HĐND").unwrap_or(printed));
            last = Some(range.end);
            at = next;
        }
        // Both spellings are printed; one agency has one name.
        out.replace("Ban quản lý", "Ban Quản lý").replace(" & ", " và ")
    }
}

/// The reading whose end is known and that takes more words; on a tie the first.
fn longer(first: Option<Item>, second: Option<Item>) -> Option<Item> {
    match (first, second) {
        (Some(first), Some(second)) => Some(if (second.exact, second.end) > (first.exact, first.end) { second } else { first }),
        (first, second) => first.or(second),
    }
}
