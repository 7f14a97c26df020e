//! The grammar of document numbers: `3162/QĐ-UBND`, `30/2020/NĐ-CP`, `18-NQ/TW`, `2231/SNV-CCHC&PC`.
//!
//! NĐ 30/2020/NĐ-CP, Phụ lục I and III; Hướng dẫn 36-HD/VPTW for the Party. Careless typing and OCR put blanks around `/` and `-` and
//! between digits ("71/NQ -CP", "4 7/2020/NĐ-CP"): they are read over, and closed up in the value.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while_m_n},
    character::complete::{char, one_of, satisfy},
    combinator::{consumed, not, opt, peek, recognize, value, verify},
    multi::{fold_many_m_n, many_m_n},
    sequence::{preceded, terminated},
};

/// A document number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Bytes that were read.
    pub(super) length: usize,
    /// Closed up: `71/NQ-CP`.
    pub(super) value: String,
    /// The year in a normative number.
    pub(super) year: Option<i32>,
    /// First part of the symbol, which names the type where it is one of the type symbols: `NQ`, `SNV`, `QH15`.
    pub(super) first: String,
    /// All of the symbol: `NQ-CP`.
    pub(super) symbol: String,
    /// Parts of the symbol.
    pub(super) parts: usize,
    /// True where the hyphen stands before the type, as the Party writes it.
    pub(super) party: bool,
}

/// Parts that a symbol may have; the longest seen has five ("QCPH-UBND-UBMT-HCTĐ", joint circulars).
const MAX_PARTS: usize = 7;

/// Reads the number that `text` begins with; `spaced` allows blanks between its digits, which only a word before makes sure of.
pub(super) fn number(text: &str, spaced: bool) -> Option<Number> {
    let digits: fn(&str) -> IResult<&str, String> = if spaced { spaced_digits } else { plain_digits };
    let state = (digits, opt(letter), opt(part_of_series), slash, opt(terminated(year, slash)), symbol)
        .map(|(digits, letter, part, (), year, symbol)| (digits, letter, part, year.map(|year| ('/', year)), symbol, false));
    // Until about 2016 the Government wrote "19-2016/NQ-CP" too.
    let short = verify(digits, |digits: &String| digits.len() < 4);
    let dashed =
        (short, dash, year, slash, symbol).map(|(digits, (), year, (), symbol)| (digits, None, None, Some(('-', year)), symbol, false));
    let party = (digits, opt(letter), dash, symbol).map(|(digits, letter, (), symbol)| (digits, letter, None, None, symbol, true));
    let (_, (read, (digits, letter, part, year, symbol, party))) = consumed(alt((state, dashed, party))).parse(text).ok()?;
    let letter = letter.map(String::from).unwrap_or_default();
    let part = part.map(|part| format!(".{part}")).unwrap_or_default();
    let year_part = year.map(|(join, year)| format!("{join}{year}")).unwrap_or_default();
    let year = year.map(|(_, year)| year);
    let join = if party { '-' } else { '/' };
    Some(Number {
        length: read.len(),
        value: format!("{digits}{letter}{part}{year_part}{join}{}", symbol.closed),
        year,
        first: symbol.first,
        symbol: symbol.closed,
        parts: symbol.parts,
        party,
    })
}

fn plain_digits(text: &str) -> IResult<&str, String> {
    terminated(take_while_m_n(1, 5, |c: char| c.is_ascii_digit()), not(peek(satisfy(|c| c.is_ascii_digit()))))
        .map(str::to_owned)
        .parse(text)
}

/// "4 7" for 47.
fn spaced_digits(text: &str) -> IResult<&str, String> {
    terminated(
        fold_many_m_n(1, 5, preceded(opt(char(' ')), digit), String::new, |mut digits, digit| {
            digits.push(digit);
            digits
        }),
        not(peek(preceded(opt(char(' ')), digit))),
    )
    .parse(text)
}

fn digit(text: &str) -> IResult<&str, char> {
    satisfy(|c| c.is_ascii_digit()).parse(text)
}

/// The letter of "30c/NQ-CP".
fn letter(text: &str) -> IResult<&str, char> {
    satisfy(|c| c.is_ascii_lowercase() || c == 'đ').parse(text)
}

/// The ".2" of "66.2/2025/NQ-CP": resolutions of one series share their number.
fn part_of_series(text: &str) -> IResult<&str, String> {
    preceded(char('.'), take_while_m_n(1, 2, |c: char| c.is_ascii_digit())).map(str::to_owned).parse(text)
}

fn year(text: &str) -> IResult<&str, i32> {
    let four = recognize((digit, many_m_n(3, 3, preceded(opt(char(' ')), digit))));
    let year =
        four.map(|digits: &str| digits.chars().filter(char::is_ascii_digit).fold(0, |year, c| year * 10 + i32::from(c as u8 - b'0')));
    verify(year, |year| (1945..2100).contains(year)).parse(text)
}

fn slash(text: &str) -> IResult<&str, ()> {
    value((), (opt(char(' ')), one_of("/⁄"), opt(char(' ')))).parse(text)
}

fn dash(text: &str) -> IResult<&str, ()> {
    value((), (opt(char(' ')), one_of(DASHES), opt(char(' ')))).parse(text)
}

const DASHES: &str = "-–‑−";

struct Symbol {
    first: String,
    closed: String,
    parts: usize,
}

fn symbol(text: &str) -> IResult<&str, Symbol> {
    let (mut rest, first) = part(text)?;
    let mut symbol = Symbol { first: first.clone(), closed: first, parts: 1 };
    while symbol.parts < MAX_PARTS {
        let Ok((after, (join, next))) = next_part(rest, symbol.parts) else { break };
        symbol.closed.push(join);
        symbol.closed.push_str(&next);
        symbol.parts += 1;
        rest = after;
    }
    // A lone letter is a mark of something else ("5-P", "3/A").
    if symbol.parts == 1 && symbol.first.chars().count() == 1 {
        return Err(failed(text));
    }
    Ok((rest, symbol))
}

/// `-UBND`, `&VTLT`, `- UBND`; with blanks on both sides only after the first part, since "18-NQ/TW - UBND" goes on in words.
fn next_part(text: &str, parts: usize) -> IResult<&str, (char, String)> {
    let (rest, (before, join, after)) = (opt(char(' ')), one_of("-–‑−/⁄&"), opt(char(' '))).parse(text)?;
    if before.is_some() && after.is_some() && parts > 1 {
        return Err(failed(text));
    }
    let (rest, next) = part(rest)?;
    let blank = before.is_some() || after.is_some();
    if blank && next.chars().filter(|c| c.is_uppercase()).count() < 2 {
        return Err(failed(text));
    }
    let join = match join {
        '&' => '&',
        '/' | '⁄' => '/',
        _ => '-',
    };
    Ok((rest, (join, next)))
}

/// One part of a symbol: capitals, at most a few small letters ("TTg", "CTr", "QyĐ"), no tone marks; "QH 15" with its term.
fn part(text: &str) -> IResult<&str, String> {
    let assembly = (alt((tag("UBTVQH"), tag("QH"))), opt(char(' ')), take_while_m_n(1, 2, |c: char| c.is_ascii_digit()))
        .map(|(body, _, term): (&str, Option<char>, &str)| format!("{body}{term}"));
    let letters = verify(take_while_m_n(1, 14, is_symbol_letter), |letters: &str| is_symbol(letters)).map(str::to_owned);
    terminated(alt((assembly, letters)), not(peek(satisfy(char::is_alphanumeric)))).parse(text)
}

/// Letters of symbols carry no tone marks, which tells "NN&PTNT" from "KẾ HOẠCH".
fn is_symbol_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || "ĐđÐƯưƠơÔôÂâÊêĂă".contains(c)
}

fn is_symbol(letters: &str) -> bool {
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    let starts = letters.starts_with(char::is_uppercase);
    let length = letters.chars().count();
    let no_vowel = || !letters.to_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y', 'ư', 'ơ', 'ô', 'â', 'ê', 'ă']);
    starts && (capitals >= 2 || length == 1 || (length <= 4 && no_vowel()))
}

fn failed(text: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Verify))
}

#[cfg(test)]
mod tests {
    use super::number;

    fn value(text: &str) -> Option<String> {
        number(text, true).map(|number| number.value)
    }

    #[test]
    fn every_family_of_numbers_is_read() {
        for text in [
            "3162/QĐ-UBND",
            "23/CT-TTg",
            "30c/NQ-CP",
            "30/2020/NĐ-CP",
            "72/2025/QH15",
            "76/2025/UBTVQH15",
            "34/2007/PL-UBTVQH11",
            "11/2004/TTLT-BNN-BNV",
            "183/2010/TTLT/BTC-BNN",
            "03-NQ/TU",
            "36-HD/VPTW",
            "07-CTr/TU",
            "03-NQ/ĐH",
            "581/BNV-CCHC",
            "2231/SNV-CCHC&PC",
            "285/CCTTHC",
            "18/BCTĐ-STP",
            "03/VBHN-VPQH",
        ] {
            assert_eq!(value(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn blanks_are_closed_up() {
        for (text, closed) in [
            ("57- NQ/TW", "57-NQ/TW"),
            ("164/TTr- SKHCN", "164/TTr-SKHCN"),
            ("473/TTr - NN&PTNT", "473/TTr-NN&PTNT"),
            ("1206 /QĐ-UBND", "1206/QĐ-UBND"),
            ("4 7/2020/ND-CP", "47/2020/ND-CP"),
            ("71/NQ -CP", "71/NQ-CP"),
            ("27/NQ- TW", "27/NQ-TW"),
            ("64/2025/QH 15", "64/2025/QH15"),
        ] {
            assert_eq!(value(text).as_deref(), Some(closed));
        }
    }

    #[test]
    fn other_things_with_a_slash_or_a_dash_are_no_numbers() {
        for text in ["13/10", "24/7", "1/2022", "20/12/2021", "01.000/năm", "5/Phòng", "12/Ban", "3/A", "2021-2025", "7-Sở"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_words_go_on() {
        assert_eq!(value("18-NQ/TW - UBND tỉnh").as_deref(), Some("18-NQ/TW"));
        assert_eq!(value("76/NQ-CP - KẾ HOẠCH").as_deref(), Some("76/NQ-CP"));
    }
}
