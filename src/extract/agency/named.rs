//! Agencies by their names in the catalogue, alone or several in one phrase.

use super::item::{CATALOGUE, Item, Reader};
use crate::{
    grammar::{
        codelist::Row,
        names::{self, joins},
    },
    plan::AgencyKind,
};

/// What follows a name and says whose it is: "tỉnh", "huyện Mai Sơn", "các huyện: Quỳnh Nhai, Thuận Châu".
pub(super) struct Qualifier {
    /// The word after it.
    pub end: usize,
    /// In ordinary spelling; several where the phrase lists places.
    pub words: Vec<String>,
    /// True for a level alone.
    pub level_only: bool,
}

/// Levels and kinds of places, as they are written before a place's name.
const LEVELS: [&[&str]; 12] = [
    &["thành", "phố"],
    &["thị", "trấn"],
    &["thị", "xã"],
    &["đặc", "khu"],
    &["cấp", "tỉnh"],
    &["cấp", "huyện"],
    &["cấp", "xã"],
    &["tỉnh"],
    &["huyện"],
    &["quận"],
    &["xã"],
    &["phường"],
];

/// A place's name has no more words than this, unless it is a province's.
const PLACE_WORDS: usize = 4;

/// One phrase shares a head or a place among no more names than this.
const SHARED: usize = 40;

/// A name with what follows it, before anything is shared.
struct Single {
    name: String,
    head: String,
    kept: bool,
    qualifiers: Vec<String>,
    end: usize,
}

impl Single {
    fn agencies(&self) -> Vec<String> {
        match self.qualifiers.as_slice() {
            [] => vec![self.name.clone()],
            several => several.iter().map(|qualifier| format!("{} {qualifier}", self.name)).collect(),
        }
    }

    fn open(&self) -> bool {
        self.kept && self.qualifiers.is_empty()
    }
}

impl Reader<'_> {
    /// The agency of the catalogue, or the several of one phrase, that begin at `at`.
    pub(super) fn named(&self, at: usize) -> Option<Item> {
        let start = if self.form(at) == Some("các") { at + 1 } else { at };
        let first = self.head_before_colon(start).or_else(|| self.single(start))?;
        let colon = (start..first.end).any(|at| self.form(at) == Some(":"));
        let singles = self.siblings(first, colon);
        let end = singles.last().map_or(start, |single| single.end);
        let open = singles.last().is_some_and(Single::open);
        let agencies = singles.iter().flat_map(Single::agencies).collect();
        Some(Item { end, agencies, kind: AgencyKind::Agency, rule: CATALOGUE, exact: true, open })
    }

    /// "Sở: Nội vụ" — the first name after a head and a colon.
    fn head_before_colon(&self, at: usize) -> Option<Single> {
        let colon = (at + 1..at + 3).find(|&colon| self.form(colon) == Some(":"))?;
        let head: Vec<&str> = (at..colon).filter_map(|at| self.form(at)).collect();
        self.after_head(&head, colon + 1)
    }

    /// The name at `at` with the head left out: "Tư pháp" for "Sở Tư pháp".
    fn after_head(&self, head: &[&str], at: usize) -> Option<Single> {
        let list = self.agencies?;
        let found = list.names().after(head, at, |at| self.form(at));
        let (row, length) = self.row(list, &found)?;
        let is_head = names::words(row.get("head")).iter().map(String::as_str).eq(head.iter().copied());
        (is_head && self.capital(at)).then(|| self.with_qualifier(row, at + length)).flatten()
    }

    /// The name at `at`, with what follows it.
    fn single(&self, at: usize) -> Option<Single> {
        let list = self.agencies?;
        let (row, length) = self.row(list, &list.names().at(at, |at| self.form(at)))?;
        self.with_qualifier(row, at + length)
    }

    fn with_qualifier(&self, row: &Row, end: usize) -> Option<Single> {
        if self.words.get(end).is_some_and(|word| word.part) {
            return None;
        }
        let name = row.get("name").to_owned();
        let head = row.get("head").to_owned();
        let kept = row.get("place") == "kept";
        let qualifier = if row.get("place").is_empty() { None } else { self.qualifier(end, &name) };
        let Some(qualifier) = qualifier else { return Some(Single { name, head, kept, qualifiers: Vec::new(), end }) };
        let qualifiers = if qualifier.level_only && !kept { Vec::new() } else { qualifier.words };
        Some(Single { name, head, kept, qualifiers, end: qualifier.end })
    }

    /// `first` and the names that share its head ("Sở Nội vụ, Tài chính") or the place after the last ("HĐND, UBND tỉnh").
    fn siblings(&self, first: Single, colon: bool) -> Vec<Single> {
        let head_words = names::words(&first.head);
        let head: Vec<&str> = head_words.iter().map(String::as_str).collect();
        let mut singles = vec![first];
        while singles.len() < SHARED {
            let Some(last) = singles.last() else { break };
            let Some(at) = self.past_separators(last.end, colon) else { break };
            let own = self.single(at).filter(|_| self.capital(at));
            let sibling = (!head.is_empty()).then(|| self.after_head(&head, at)).flatten();
            // "Bộ Tài chính, Công an tỉnh": a name that is complete of itself shares no head.
            let complete = !last.open() && own.as_ref().is_some_and(|own| !own.open() || sibling.as_ref().is_none_or(|s| own.end > s.end));
            let next = if complete { None } else { sibling.or(own.filter(|own| last.open() && own.kept)) };
            let Some(next) = next else { break };
            if self.group_end(at).is_some_and(|end| end > next.end) {
                break;
            }
            singles.push(next);
        }
        self.share_place(&mut singles);
        singles
    }

    /// The word after separators, where there are some: `;` separates inside a list that a colon opens.
    fn past_separators(&self, at: usize, colon: bool) -> Option<usize> {
        let separates = |at: usize| joins(self.form(at)) || (colon && self.form(at) == Some(";"));
        let next = (at..).find(|&at| !separates(at)).unwrap_or(at);
        (next > at).then_some(next)
    }

    /// Gives the place after the last name to those before it that lack one; names that get none are let go.
    fn share_place(&self, singles: &mut Vec<Single>) {
        let shared = singles.last().map(|last| last.qualifiers.clone()).unwrap_or_default();
        if shared.is_empty() {
            // Nothing to share: names that only a shared place would have held together stand alone.
            let keep = 1 + singles.iter().skip(1).take_while(|single| !single.kept).count();
            singles.truncate(keep);
        }
        for single in singles.iter_mut().filter(|single| single.open()) {
            single.qualifiers.clone_from(&shared);
        }
    }

    /// What follows a name and says whose it is.
    pub(super) fn qualifier(&self, at: usize, name: &str) -> Option<Qualifier> {
        let plural = self.form(at) == Some("các");
        let from = if plural { at + 1 } else { at };
        let Some((end, level)) = self.level(from) else {
            let (end, place) = self.province(at).filter(|_| !name.is_empty())?;
            return Some(Qualifier { end, words: vec![place], level_only: false });
        };
        let listed = plural || self.form(end) == Some(":");
        let from = if self.form(end) == Some(":") { end + 1 } else { end };
        let Some((mut end, place)) = self.place(from) else {
            return (!listed).then(|| Qualifier { end, words: vec![level], level_only: true });
        };
        let mut words = vec![format!("{level} {place}")];
        while let Some(next) = self.past_separators(end, false).filter(|_| words.len() < SHARED) {
            let own = self.level(next);
            if !listed && own.is_none() {
                break;
            }
            let Some((after, place)) = self.place(own.as_ref().map_or(next, |(end, _)| *end)) else { break };
            words.push(format!("{} {place}", own.map_or(level.clone(), |(_, level)| level)));
            end = after;
        }
        Some(Qualifier { end, words, level_only: false })
    }

    /// A level, or a numbered region: the word after it, and how it is written.
    fn level(&self, at: usize) -> Option<(usize, String)> {
        if self.form(at) == Some("khu") && self.form(at + 1) == Some("vực") {
            let number = self.words.get(at + 2).map(|word| &self.passage.text()[word.range.clone()])?;
            let counts = number.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
            return counts.then(|| (at + 3, format!("khu vực {number}")));
        }
        let level = LEVELS.iter().find(|level| level.iter().enumerate().all(|(nth, word)| self.form(at + nth) == Some(word)))?;
        Some((at + level.len(), level.join(" ")))
    }

    /// Where the place begins and ends whose level stands at `at`.
    pub(super) fn place_after_level(&self, at: usize) -> Option<(usize, usize)> {
        let (from, _) = self.level(at)?;
        let (end, _) = self.place(from)?;
        Some((from, end))
    }

    /// A province's name.
    pub(super) fn province(&self, at: usize) -> Option<(usize, String)> {
        let list = self.provinces?;
        if !self.capital(at) {
            return None;
        }
        let (row, length) = self.row(list, &list.names().at(at, |at| self.form(at)))?;
        Some((at + length, row.get("name").to_owned()))
    }

    /// A place's name: a province's, or words in capital up to the next agency.
    pub(super) fn place(&self, at: usize) -> Option<(usize, String)> {
        if let Some(province) = self.province(at) {
            return Some(province);
        }
        let stops = |at: usize| {
            let word = &self.words[at];
            let letters = word.form.starts_with(char::is_alphanumeric);
            !letters || !self.capital(at) || word.form == "các" || self.group_end(at).is_some() || self.begins_name(at)
        };
        let most = self.words.len().min(at + PLACE_WORDS);
        let end = (at..most).find(|&at| stops(at)).unwrap_or(most);
        (end > at).then(|| (end, self.passage.text()[self.bytes(at..end)].to_owned()))
    }

    fn begins_name(&self, at: usize) -> bool {
        self.agencies.is_some_and(|list| !list.names().at(at, |at| self.form(at)).is_empty())
    }
}
