//! Abbreviations that a document defines: "cải cách hành chính (CCHC)", "Ủy ban nhân dân (sau đây gọi tắt là UBND)".
//!
//! The grammars `abbreviation/…` find the short form; its letters find the long one: each capital begins a word, small letters after it go
//! on in that word ("TTr", Tờ trình). Where the initials do not fit there is no definition: "Phòng Thương mại và Công nghiệp Việt Nam
//! (VCCI)" and "Internet vạn vật (IoT)" abbreviate the English name, and how many words before the bracket that name covers cannot be told
//! from the text.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::{fold::fold, grammar::Catalog, passage::Passage, plan};

/// Words of a long form that are looked at, and letters of a short one.
const MAX_WORDS: usize = 24;
const MAX_LETTERS: usize = 16;

/// Words that an abbreviation may pass over.
const CONNECTING: [&str; 11] = ["và", "của", "các", "về", "với", "cho", "trong", "theo", "-", "–", "&"];

/// Every abbreviation that `passage` defines, in order.
///
/// ```
/// use kehoach::{extract::abbreviation, grammar::Catalog, passage::Passage};
/// let passage = Passage::from_text("100% văn bản quy phạm pháp luật (QPPL) của tỉnh");
/// let read = abbreviation::read(&passage, Catalog::built_in());
/// assert_eq!((read[0].short.as_str(), read[0].long.as_str()), ("QPPL", "quy phạm pháp luật"));
/// ```
#[must_use]
pub fn read(passage: &Passage, catalog: &Catalog) -> Vec<plan::Abbreviation> {
    let text = passage.text();
    let mut read = Vec::new();
    for reading in catalog.find_all("abbreviation", passage) {
        let Some(short) = reading.get("short") else { continue };
        let start = short.start;
        let inside = reading.get("long");
        let space = inside.clone().unwrap_or_else(|| sentence_before(text, reading.range.start));
        let Some(long) = long_form(text, space.clone(), &text[short.clone()]) else { continue };
        if inside.is_some() && long != passage.trim(&space) {
            continue;
        }
        read.push(plan::Abbreviation {
            short: text[short].to_owned(),
            long: text[long.clone()].to_owned(),
            origin: passage.origin(&(long.start.min(start)..reading.range.end)),
            rule: reading.grammar.name(),
        });
    }
    read
}

/// The stretch before `end` that a long form may stand in: no sentence end, bracket or cell bound between.
fn sentence_before(text: &str, end: usize) -> Range<usize> {
    let start = text[..end]
        .rfind(['.', ';', ':', '(', ')', '|', '"', '“', '”', '/'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    start..end
}

/// The last words of `space` whose initials are the letters of `short`.
fn long_form(text: &str, space: Range<usize>, short: &str) -> Option<Range<usize>> {
    let letters = letters(short);
    if !(2..=MAX_LETTERS).contains(&letters.len()) {
        return None;
    }
    let words = words(text, space);
    // Places of the word that the letter just matched begins; several, since "và" may be passed over or count.
    let mut places: Vec<usize> = Vec::new();
    for (count, letter) in letters.iter().rev().enumerate() {
        let next: Vec<usize> = if count == 0 { words.len().checked_sub(1).into_iter().collect() } else { steps_back(&words, &places) };
        places = next.into_iter().filter(|at| words[*at].base.starts_with(letter.as_str())).collect();
    }
    let first = places.into_iter().max()?;
    Some(words[first].range.start..words.last()?.range.end)
}

/// The places before `places`, with and without connecting words passed over; each once, in order.
fn steps_back(words: &[Word], places: &[usize]) -> Vec<usize> {
    let mut before: Vec<usize> = Vec::new();
    for &place in places {
        let mut at = place;
        while let Some(previous) = at.checked_sub(1) {
            before.push(previous);
            at = previous;
            if !words[previous].connecting {
                break;
            }
        }
    }
    before.sort_unstable();
    before.dedup();
    before
}

struct Word {
    range: Range<usize>,
    /// Without marks, đ kept: "đạo" is "đao".
    base: String,
    connecting: bool,
}

/// The last words of a stretch, commas set aside.
fn words(text: &str, space: Range<usize>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = space.end;
    for word in text[space].rsplit([' ', ',']) {
        let range = end - word.len()..end;
        end = range.start.saturating_sub(1);
        if !word.is_empty() {
            words.push(Word { range, base: base(word), connecting: CONNECTING.contains(&fold(word).as_str()) });
        }
        if words.len() == MAX_WORDS {
            break;
        }
    }
    words.reverse();
    words
}

/// "QLVB&ĐH" as q, l, v, b, đ, h; "TTr" as t, tr; "UBND tỉnh" as u, b, n, d, tinh.
fn letters(short: &str) -> Vec<String> {
    let mut letters: Vec<String> = Vec::new();
    let mut fresh = true;
    for c in short.chars() {
        if !c.is_alphabetic() {
            fresh = true;
            continue;
        }
        match letters.last_mut() {
            Some(last) if !fresh && c.is_lowercase() => last.push_str(&base(c.encode_utf8(&mut [0; 4]))),
            _ => letters.push(base(c.encode_utf8(&mut [0; 4]))),
        }
        fresh = false;
    }
    letters
}

/// Lower case without tone and vowel marks; đ stays a letter of its own.
fn base(word: &str) -> String {
    word.to_lowercase().nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect()
}
