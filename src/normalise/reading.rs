//! Likely readings of OCR slips: "Chi số" is "Chỉ số", "Phân đầu" is "Phấn đấu".
//!
//! OCR of Vietnamese mostly turns a word into another word, so a list of syllables finds nothing; a phrase that makes no sense does. The
//! grammars `reading/…` are a closed list of such phrases, each with the one near reading that makes sense. The printed words are never
//! changed: the reading stands beside them. No number becomes another: a figure is part of a slip only where it stands in a Roman numeral
//! ("Quý 1V").

use std::ops::Range;

use crate::{
    grammar::{self, Catalog},
    passage::Passage,
    plan::Rule,
    source::{Misread, Paragraph, Part, Source},
    threads::Threads,
};

/// A phrase that is printed wrong, and what it was meant to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The printed phrase, as a range of the passage.
    pub range: Range<usize>,
    /// The phrase as it was likely written: "Chỉ số".
    pub likely: String,
    /// The grammar that read it.
    pub rule: Rule,
}

/// The likely readings of all slips in `passage`, in order.
///
/// ```
/// use kehoach::{grammar::Catalog, normalise::reading, passage::Passage};
/// let passage = Passage::from_text("Công bố Chi số SIPAS năm 2021");
/// let readings = reading::read(&passage, Catalog::built_in());
/// assert_eq!(readings[0].likely, "Chỉ số");
/// assert_eq!(&passage.text()[readings[0].range.clone()], "Chi số");
/// ```
#[must_use]
pub fn read(passage: &Passage, catalog: &Catalog) -> Vec<Reading> {
    catalog.find_all("reading", passage).iter().filter_map(|reading| likely(passage, reading)).collect()
}

/// Words with their slips put right: for a value that is no quotation, such as a name put in ordinary case.
///
/// ```
/// use kehoach::{grammar::Catalog, normalise::reading};
/// assert_eq!(reading::meant("QUYÉT ĐỊNH", Catalog::built_in()), "QUYẾT ĐỊNH");
/// ```
#[must_use]
pub fn meant(words: &str, catalog: &Catalog) -> String {
    let passage = Passage::from_text(words);
    reread(&passage, &passage.whole(), &read(&passage, catalog))
}

/// Finds the slips of a document, for every passage that is made of it.
pub(super) fn find(source: &mut Source, catalog: &Catalog, threads: &Threads) {
    let misread = |paragraph: &&Paragraph| -> Vec<Misread> {
        let passage = source.passage(paragraph);
        let stands = |reading: Reading| match passage.spans(&reading.range)[..] {
            [first, .., last] | [first @ last] => Some(Misread {
                printed: passage.text()[reading.range.clone()].to_owned(),
                start: first.start(),
                end: last.end(),
                likely: reading.likely,
            }),
            [] => None,
        };
        read(&passage, catalog).into_iter().filter_map(stands).collect()
    };
    let paragraphs: Vec<&Paragraph> = source.parts.iter().flat_map(Part::paragraphs).collect();
    let misread = threads.map(&paragraphs, misread);
    source.set_misread(misread.into_iter().flatten().collect());
}

/// The words of `range` with every slip in them read as it was likely meant; as printed where there is none.
///
/// The result has no offsets into the document: it is for comparing and for showing beside the printed words.
#[must_use]
pub fn reread(passage: &Passage, range: &Range<usize>, readings: &[Reading]) -> String {
    let mut words = String::with_capacity(range.len());
    let mut at = range.start;
    for reading in readings.iter().filter(|reading| range.start <= reading.range.start && reading.range.end <= range.end) {
        words.push_str(&passage.text()[at..reading.range.start]);
        words.push_str(&reading.likely);
        at = reading.range.end;
    }
    words.push_str(&passage.text()[at..range.end]);
    words
}

fn likely(passage: &Passage, reading: &grammar::Reading) -> Option<Reading> {
    let text = passage.text();
    // A grammar that knows the slip by the words before and by those after has a second pair of names.
    let (slip, phrase) = match (reading.get("slip"), reading.get("slip_after")) {
        (Some(slip), _) => (slip, reading.get("phrase")?),
        (None, Some(slip)) => (slip, reading.get("phrase_after")?),
        (None, None) => return None,
    };
    let meant = in_case_of(&text[slip.clone()], reading.grammar.means());
    let likely = format!("{}{meant}{}", &text[phrase.start..slip.start], &text[slip.end..phrase.end]);
    Some(Reading { range: phrase, likely, rule: reading.grammar.name() })
}

/// `meant` with the capitals of `printed`.
fn in_case_of(printed: &str, meant: &str) -> String {
    let upper = printed.chars().all(|c| !c.is_lowercase());
    if upper && printed.chars().count() > 1 {
        return meant.to_uppercase();
    }
    let mut letters = meant.chars();
    match letters.next() {
        Some(first) if printed.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => meant.to_owned(),
    }
}
