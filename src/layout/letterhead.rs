//! Where the next act begins in a file that holds several: at a letterhead of its own, with national motto, number and day.
//!
//! The second header of an attached plan has no number of its own, or says below its title which act it is attached to; forms to be
//! filled in, as annexes hold them, have blanks for number and day.

use crate::{
    grammar::Catalog,
    passage::Passage,
    source::{Paragraph, Part, Source},
};

use super::{
    form::{is_capitals, is_motto},
    marker,
};

/// Most lines that a letterhead may have, and most between its title and the line that attaches it.
pub(super) const TALLEST: usize = 16;
/// Bytes of the longest line.
const LONGEST: usize = 300;

/// The number of the act whose letterhead `parts` begin with.
pub(super) fn number_of_act(source: &Source, parts: &[Part], catalog: &Catalog) -> Option<String> {
    let mut lines = parts.iter().flat_map(Part::paragraphs);
    // The issuer stands first, in capitals: nearly all parts are told by their first letters.
    let first = lines.clone().next()?.pieces.first()?;
    if !starts_in_capitals(source.words(first.span)) {
        return None;
    }
    // A letterhead that is set as a table holds the motto; other tables may begin with capitals.
    if let Part::Table(table) = parts.first()?
        && !table.paragraphs().any(|line| is_motto(catalog, &source.passage(line)))
    {
        return None;
    }
    let (mut motto, mut number, mut dated) = (false, None, false);
    let mut titled = false;
    for line in lines.by_ref().take(TALLEST) {
        let passage = source.passage(line);
        // Some pages leave the title out: what the act rests on follows.
        titled = is_title(&passage, catalog) || catalog.reads("form/basis", &passage);
        if titled || passage.len() > LONGEST {
            break;
        }
        motto |= is_motto(catalog, &passage);
        number = number.or_else(|| self::number(&passage, catalog));
        dated |= catalog.find("form/place-date", &passage).is_some_and(|reading| reading.get("day").is_some());
        // Above the first of these only the issuer's name stands; below it there may be a subject ("V/v …").
        if !(motto || number.is_some() || dated || is_issuer(&passage, catalog)) {
            return None;
        }
    }
    number.filter(|_| titled && motto && dated && !is_attached(source, lines, catalog))
}

/// How many of `parts` stand before the first letterhead as the frame of the web page that it was copied from: menus, and a list of what
/// the page knows of the act.
pub(super) fn framed(source: &Source, parts: &[Part], catalog: &Catalog) -> usize {
    const LARGEST: usize = 60;
    const OF_AN_ACT: [&str; 4] = ["form/basis", "form/article", "form/recipients", "form/signature"];
    let Some(frame) = (0..parts.len().min(LARGEST)).find(|&at| number_of_act(source, &parts[at..], catalog).is_some()) else { return 0 };
    let lines = || parts[..frame].iter().flat_map(Part::paragraphs).map(|line| source.passage(line));
    let in_act = |line: &Passage| {
        let titled = is_capitals(line.text()) && is_title(line, catalog);
        titled || is_motto(catalog, line) || OF_AN_ACT.iter().any(|name| catalog.reads(name, line))
    };
    if lines().any(|line| in_act(&line)) { 0 } else { frame }
}

/// True for the type of an act, or for whom a letter is addressed to: a letterhead ends above it.
fn is_title(passage: &Passage, catalog: &Catalog) -> bool {
    catalog.reads("form/addressee", passage) || catalog.find("form/kind", passage).is_some_and(|reading| reading.range.start == 0)
}

/// True where the lines below a title attach it to an act.
fn is_attached<'s>(source: &Source, lines: impl Iterator<Item = &'s Paragraph>, catalog: &Catalog) -> bool {
    let passages = lines.take(TALLEST).map(|line| source.passage(line));
    let mut above_text = passages.take_while(|passage| {
        passage.len() <= LONGEST
            && marker::read(passage, catalog).is_empty()
            && !["form/basis", "form/article", "form/order"].into_iter().any(|name| catalog.reads(name, passage))
    });
    above_text.any(|passage| catalog.reads("form/attached-to", &passage))
}

/// The number that a line of a letterhead gives, closed up; none where it is left blank.
pub(super) fn number(passage: &Passage, catalog: &Catalog) -> Option<String> {
    let reading = catalog.find("form/number", passage)?;
    let number: String = reading.words("number", passage.text())?.split_whitespace().collect();
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
}

/// True for a line in capitals that is neither a heading nor the end of the act above.
fn is_issuer(passage: &Passage, catalog: &Catalog) -> bool {
    is_capitals(passage.text())
        && marker::read(passage, catalog).is_empty()
        && !["form/signature", "form/office", "form/recipients"].into_iter().any(|name| catalog.reads(name, passage))
}

/// A quick look at the first letters, which may be those of one short word.
fn starts_in_capitals(words: &str) -> bool {
    const ENOUGH: usize = 4;
    let mut letters = words.chars().filter(|c| c.is_alphabetic()).take(ENOUGH).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}
