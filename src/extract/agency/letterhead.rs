//! Capitals of a letterhead put in ordinary case.

use super::item::Reader;
use crate::{extract::Context, fold::fold, grammar::names::joins, passage::Passage};

/// How a word of the letterhead is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Title,
    Upper,
}

/// A letterhead in capitals, put in ordinary case; words that hold a small letter stay as printed.
///
/// ```
/// use kehoach::{extract::{Context, agency::ordinary_case}, grammar::Catalog};
/// let context = Context::new(Catalog::built_in());
/// assert_eq!(ordinary_case("ỦY BAN NHÂN DÂN TỈNH SƠN LA", &context), "Ủy ban nhân dân tỉnh Sơn La");
/// ```
#[must_use]
pub fn ordinary_case(printed: &str, context: &Context) -> String {
    let passage = Passage::from_text(printed);
    if passage.text().chars().any(char::is_lowercase) {
        return passage.text().to_owned();
    }
    let reader = Reader::new(&passage, context);
    let cases = reader.cases();
    let mut out = String::with_capacity(passage.len());
    let mut copied = 0;
    for (word, case) in reader.words.iter().zip(cases).filter(|(word, _)| !word.part) {
        out.push_str(&passage.text()[copied..word.range.start]);
        push_in(&mut out, &passage.text()[word.range.clone()], case);
        copied = word.range.end;
    }
    out.push_str(&passage.text()[copied..]);
    out
}

fn push_in(out: &mut String, word: &str, case: Case) {
    match case {
        Case::Upper => out.push_str(word),
        Case::Lower => out.push_str(&word.to_lowercase()),
        Case::Title => {
            let first = word.chars().next().map_or(0, char::len_utf8);
            out.push_str(&word[..first]);
            out.push_str(&word[first..].to_lowercase());
        }
    }
}

impl Reader<'_> {
    /// How each word is written: as in the catalogue, places in capitals, the rest small.
    fn cases(&self) -> Vec<Case> {
        let mut cases: Vec<Case> = self.words.iter().map(|word| if word.short { Case::Upper } else { Case::Lower }).collect();
        let mut at = 0;
        while at < self.words.len() {
            let end = self.case_name(at, &mut cases).or_else(|| self.case_place(at, &mut cases));
            at = end.unwrap_or(at + 1).max(at + 1);
        }
        // Also where the catalogue has a name without it: "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM".
        for at in (0..self.words.len()).filter(|&at| self.names_country(at)) {
            cases[at..at + 2].fill(Case::Title);
        }
        if let Some(first) = cases.first_mut().filter(|case| **case == Case::Lower) {
            *first = Case::Title;
        }
        cases
    }

    /// Writes a name of the catalogue as it is written there, and tells where it ends.
    fn case_name(&self, at: usize, cases: &mut [Case]) -> Option<usize> {
        let list = self.agencies?;
        let (row, length) = self.row(list, &list.names().at(at, |at| self.form(at)))?;
        let name = if row.get("full").is_empty() { row.get("name") } else { row.get("full") };
        let mut written = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        for here in (at..at + length).filter(|&here| !joins(self.form(here)) && !self.words[here].short) {
            let same = written.find(|word| Some(fold(word).as_str()) == self.form(here));
            if same.is_some_and(|word| word.starts_with(char::is_uppercase)) {
                cases[here] = Case::Title;
            }
        }
        Some(at + length)
    }

    /// Writes the place after its level, or a province, with capitals.
    fn case_place(&self, at: usize, cases: &mut [Case]) -> Option<usize> {
        let (from, end) = match self.place_after_level(at) {
            Some(found) => found,
            None => (at, self.province(at)?.0),
        };
        for (here, case) in cases.iter_mut().enumerate().take(end).skip(from) {
            if !joins(self.form(here)) && !self.words[here].short {
                *case = Case::Title;
            }
        }
        Some(end)
    }

    /// True for "VIỆT NAM".
    fn names_country(&self, at: usize) -> bool {
        self.words.get(at..at + 2).is_some_and(|words| words[0].form == "việt" && words[1].form == "nam")
    }
}
