//! What numbers a heading: `Phần I`, `II.`, `3.`, `1.2.`, `a)`, `(1)`; and what stands before a bullet.

use std::ops::Range;

use crate::{grammar::Catalog, passage::Passage, plan::Rule};

/// A style of numbering; its order is that of NĐ 30/2020/NĐ-CP, Phụ lục I, II.6, then custom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `Phần I`
    Part,
    /// `Chương I`
    Chapter,
    /// `Mục 1`
    Section,
    /// `Tiểu mục 1`
    Subsection,
    /// `Điều 1.`
    Article,
    /// `A.`
    Upper,
    /// `I.`
    Roman,
    /// `1.`
    Arabic,
    /// `1.1`
    Dotted,
    /// `1)`
    ArabicBracket,
    /// `a)`
    Letter,
    /// `(1)`
    BracedNumber,
    /// `(a)`
    BracedLetter,
    /// `(i)`
    BracedRoman,
}

impl Style {
    fn of(means: &str) -> Option<Self> {
        Some(match means {
            "part" => Self::Part,
            "chapter" => Self::Chapter,
            "section" => Self::Section,
            "subsection" => Self::Subsection,
            "article" => Self::Article,
            "upper" => Self::Upper,
            "roman" => Self::Roman,
            "arabic" => Self::Arabic,
            "dotted" => Self::Dotted,
            "arabic-bracket" => Self::ArabicBracket,
            "letter" => Self::Letter,
            "braced-number" => Self::BracedNumber,
            "braced-letter" => Self::BracedLetter,
            "braced-roman" => Self::BracedRoman,
            _ => return None,
        })
    }

    /// True for a style named by a word, whose title often stands on the next line.
    #[must_use]
    pub fn is_word(self) -> bool {
        self <= Self::Article
    }
}

/// One reading of a marker.
#[derive(Debug, Clone)]
pub struct Marker {
    /// Its style.
    pub style: Style,
    /// Its place in the style's order, from 1.
    pub value: u32,
    /// The numbers before the last point of a dotted marker.
    pub prefix: Vec<u32>,
    /// The printed number: "II", "a", "1.1".
    pub number: Range<usize>,
    /// Where the words after it start.
    pub text: usize,
    /// The grammar that read it.
    pub rule: Rule,
}

/// Every reading of the marker that a passage starts with; `I.` is a Roman one and the letter after H.
#[must_use]
pub fn read(passage: &Passage, catalog: &Catalog) -> Vec<Marker> {
    if !could_start(passage.text()) {
        return Vec::new();
    }
    catalog.cued("heading", passage).filter_map(|grammar| marker(grammar, passage)).collect()
}

fn marker(grammar: &crate::grammar::Grammar, passage: &Passage) -> Option<Marker> {
    let style = Style::of(grammar.means())?;
    let reading = grammar.find(passage).filter(|reading| reading.range.start == 0)?;
    let number = reading.get("number")?;
    let printed = &passage.text()[number.clone()];
    let mut prefix = Vec::new();
    let value = match style {
        Style::Dotted => {
            let mut numbers: Vec<u32> = printed.split('.').filter_map(|number| number.trim().parse().ok()).collect();
            let last = numbers.pop()?;
            prefix = numbers;
            last
        }
        Style::Upper | Style::Letter | Style::BracedLetter => letter(printed)?,
        Style::Roman | Style::BracedRoman => roman(printed)?,
        _ => printed.parse().ok().or_else(|| roman(printed)).or_else(|| word(printed))?,
    };
    // Where words start with a figure ("1. 100% văn bản") the pattern names it apart.
    let text = reading.get("text").or_else(|| reading.get("figure")).map_or(reading.range.end, |text| text.start);
    Some(Marker { style, value, prefix, number, text, rule: grammar.name() })
}

/// A quick look at the first letters, which most paragraphs do not pass.
fn could_start(text: &str) -> bool {
    const WORDS: [&str; 8] = ["Phần", "PHẦN", "Chương", "CHƯƠNG", "Mục", "MỤC", "Tiểu", "TIỂU"];
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    if first.is_ascii_digit() || first == '(' {
        return true;
    }
    if text.starts_with("Điều") || text.starts_with("ĐIỀU") || WORDS.iter().any(|word| text.starts_with(word)) {
        return true;
    }
    let short = text.char_indices().take(8).find(|(_, c)| !c.is_alphanumeric());
    first.is_alphabetic() && short.is_some_and(|(_, c)| matches!(c, '.' | ')' | '-' | ' ' | '/' | '–' | ':'))
}

/// Place in the Vietnamese order of letters, which has đ and no f, j, w, z (NĐ 30/2020/NĐ-CP, Điều 8).
fn letter(printed: &str) -> Option<u32> {
    const ORDER: &str = "abcdđeghiklmnopqrstuvxy";
    let mut chars = printed.chars();
    let c = chars.next()?.to_lowercase().next()?;
    if chars.next().is_some() {
        return None;
    }
    let place = ORDER.chars().position(|known| known == c)?;
    u32::try_from(place + 1).ok()
}

/// Value of a Roman numeral up to a hundred, in its one correct spelling.
fn roman(printed: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    const TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];
    let upper = printed.to_ascii_uppercase();
    let value = (1..100_usize).find(|value| format!("{}{}", TENS[value / 10], UNITS[value % 10]) == upper)?;
    u32::try_from(value).ok()
}

/// "thứ nhất" and its fellows.
fn word(printed: &str) -> Option<u32> {
    const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let folded = crate::fold::fold(printed);
    let last = folded.split_whitespace().last()?;
    u32::try_from(WORDS.iter().position(|word| *word == last)? + 1).ok()
}
