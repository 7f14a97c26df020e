//! The names of a code list, found in running words: longest first, connecting words set aside.

use std::collections::BTreeMap;

use super::codelist::Row;
use crate::fold::{fold, is_word};

/// What a comma, a dash and a slash between words are all read as.
pub const JOIN: &str = ",";
/// What "và" and "&" are read as.
pub const AND: &str = "&";

/// True for what stands between the words of a name, or between two names.
#[must_use]
pub fn joins(form: Option<&str>) -> bool {
    matches!(form, Some(JOIN | AND))
}

/// The names of a code list by their first word.
#[derive(Debug, Clone, Default)]
pub struct Names {
    by_first: BTreeMap<String, Vec<Name>>,
}

#[derive(Debug, Clone)]
struct Name {
    words: Vec<String>,
    row: usize,
}

/// A name that stands in the words: the row of its list, and how many words it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Index of the row.
    pub row: usize,
    /// Number of words, connecting words counted.
    pub length: usize,
}

impl Names {
    /// Reads the columns `name`, `full` and `aliases` of a list.
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut names = Self::default();
        for (row, columns) in rows.iter().enumerate() {
            for name in [columns.get("name"), columns.get("full")].into_iter().chain(columns.several("aliases")) {
                let words = words(name);
                if let Some(first) = words.first() {
                    names.by_first.entry(first.clone()).or_default().push(Name { words, row });
                }
            }
        }
        names
    }

    /// All longest names that begin at `at`; `form` gives the folded words, with [`JOIN`] and [`AND`] for connecting ones.
    ///
    /// ```
    /// use kehoach::grammar::{Catalog, names};
    /// let agencies = Catalog::built_in().list("agencies").expect("it comes with the program");
    /// let words = names::words("Sở Khoa học Công nghệ, Sở Nội vụ");
    /// let found = agencies.names().at(0, |at| words.get(at).map(String::as_str));
    /// assert_eq!(agencies.rows()[found[0].row].get("name"), "Sở Khoa học và Công nghệ");
    /// ```
    #[must_use]
    pub fn at<'w>(&self, at: usize, form: impl Fn(usize) -> Option<&'w str>) -> Vec<Found> {
        let Some(first) = form(at) else { return Vec::new() };
        let names = self.by_first.get(first).map_or(&[][..], Vec::as_slice);
        longest(names.iter().filter_map(|name| Some(Found { row: name.row, length: matched(&name.words, at, &form)? })))
    }

    /// All longest names that begin with `head` and go on at `at`: "Tư pháp" after "các Sở: Nội vụ, ".
    #[must_use]
    pub fn after<'w>(&self, head: &[&str], at: usize, form: impl Fn(usize) -> Option<&'w str>) -> Vec<Found> {
        let names = head.first().and_then(|first| self.by_first.get(*first)).map_or(&[][..], Vec::as_slice);
        longest(names.iter().filter_map(|name| {
            let rest = name.words.get(head.len()..).filter(|rest| !rest.is_empty() && !joins(Some(&rest[0])))?;
            let begins = name.words.iter().zip(head).all(|(word, head)| word == head);
            Some(Found { row: name.row, length: begins.then(|| matched(rest, at, &form)).flatten()? })
        }))
    }
}

/// The words of a name as they are compared.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut words = Vec::new();
    for word in folded.split_inclusive(|c: char| !is_word(c)) {
        let end = word.chars().next_back().filter(|&c| !is_word(c));
        let letters = word.trim_end_matches(|c: char| !is_word(c));
        if letters == "và" {
            words.push(AND.to_owned());
        } else if !letters.is_empty() {
            words.push(letters.to_owned());
        }
        match end {
            Some(',' | '-' | '–' | '/') => words.push(JOIN.to_owned()),
            Some(mark) if !mark.is_whitespace() => words.push(mark.to_string()),
            _ => {}
        }
    }
    words
}

/// How many words the name takes from `at`; what joins them may be missing in the text. "và" stands for a comma, but no comma for "và":
/// "Văn phòng HĐND, UBND tỉnh" are two offices, "Văn phòng HĐND và UBND huyện" is one.
fn matched<'w>(name: &[String], at: usize, form: &impl Fn(usize) -> Option<&'w str>) -> Option<usize> {
    let mut here = at;
    for word in name {
        if word == JOIN {
            while joins(form(here)) {
                here += 1;
            }
        } else if word == AND {
            here += usize::from(form(here) == Some(AND));
        } else if form(here)? == word {
            here += 1;
        } else {
            return None;
        }
    }
    Some(here - at)
}

fn longest(found: impl Iterator<Item = Found>) -> Vec<Found> {
    let mut best: Vec<Found> = Vec::new();
    for found in found {
        let length = best.first().map_or(0, |best| best.length);
        if found.length > length {
            best.clear();
        }
        if found.length >= length {
            best.push(found);
        }
    }
    best
}
