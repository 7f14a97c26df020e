//! The form in which patterns are held against words: every letter a fixed run of ASCII, every byte in its place.
//!
//! Vietnamese letters beyond ASCII take two or three bytes in UTF-8. Here each becomes as many ASCII bytes of its own, capitals that
//! folded text does not have: `quý` is as long as before, and a word boundary, "any letter" and "any character" are small classes of
//! ASCII. Patterns then compile to small automata and run as fast as on English text. The code is like UTF-8: the first byte of a run
//! and the bytes that go on are different sets, so that no letter is found inside another.

use std::{ops::RangeInclusive, sync::OnceLock};

use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, ClassUnicode, Hir, HirKind, Look, Repetition};

/// The letters of Vietnamese beyond ASCII, small, by their length in UTF-8.
const TWO: &str = "àáâãèéêìíòóôõùúýăđĩũơư";
const THREE: &str = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ";
/// Marks that patterns name.
const MARKS: &str = "“”‘’–—…•●▪≤≥⁄·°";

/// First bytes of a letter's run, by its length; then the bytes that go on.
const LETTER: [(u8, u8); 3] = [(b'A', b'D'), (b'E', b'J'), (b'K', b'K')];
const GOES_ON: (u8, u8) = (b'L', b'Z');
/// First byte of a mark's run, by its length; then the bytes that go on.
const MARK: [(u8, u8); 3] = [(0x01, 0x02), (0x03, 0x06), (0x07, 0x07)];
const MARK_GOES_ON: (u8, u8) = (0x10, 0x1f);

/// `folded` in code: as many bytes, each character at the same place.
///
/// ```
/// assert_eq!(kehoach::code::code("quý i").len(), "quý i".len());
/// assert!(kehoach::code::code("quý i").starts_with("qu"));
/// ```
#[must_use]
pub fn code(folded: &str) -> String {
    static RUNS: OnceLock<Runs> = OnceLock::new();
    let runs = RUNS.get_or_init(Runs::new);
    let mut out = folded.as_bytes().to_vec();
    let mut at = 0;
    while let Some(next) = folded.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()) {
        at += next;
        let Some(c) = folded[at..].chars().next() else { break };
        out[at..].iter_mut().zip(runs.of(c)).take(c.len_utf8()).for_each(|(byte, coded)| *byte = coded);
        at += c.len_utf8();
    }
    String::from_utf8(out).expect("runs are ASCII")
}

/// The runs of all characters of the blocks in which Vietnamese stands.
struct Runs([Vec<[u8; 4]>; 3]);

impl Runs {
    /// Latin-1 Supplement, Extended-A, Extended-B; Extended Additional; General Punctuation.
    const BLOCKS: [RangeInclusive<char>; 3] = ['\u{80}'..='\u{1ff}', '\u{1e00}'..='\u{1eff}', '\u{2000}'..='\u{206f}'];

    fn new() -> Self {
        Self(Self::BLOCKS.map(|block| {
            let mut runs: Vec<_> = block.clone().map(other).collect();
            for (c, run) in named().filter(|(c, _)| block.contains(c)) {
                runs[c as usize - *block.start() as usize] = run;
            }
            runs
        }))
    }

    /// The run of a character beyond ASCII; what is not known by name shares one run with all of its kind and length.
    fn of(&self, c: char) -> [u8; 4] {
        let block = Self::BLOCKS.iter().zip(&self.0).find(|(block, _)| block.contains(&c));
        let known = block.and_then(|(block, runs)| runs.get(c as usize - *block.start() as usize));
        known.copied().unwrap_or_else(|| named().find(|(known, _)| *known == c).map_or_else(|| other(c), |(_, run)| run))
    }
}

/// The runs of the characters that are known by name.
fn named() -> impl Iterator<Item = (char, [u8; 4])> {
    let list = |letter: bool, list: &'static str, length: usize| {
        let list = list.chars().filter(move |c| c.len_utf8() == length);
        list.zip(1..).map(move |(c, index)| (c, spell(letter, length, index)))
    };
    [(true, TWO, 2), (true, THREE, 3), (false, MARKS, 2), (false, MARKS, 3)]
        .into_iter()
        .flat_map(move |(letter, chars, length)| list(letter, chars, length))
}

/// The run of a character that is not known by name.
fn other(c: char) -> [u8; 4] {
    spell(c.is_alphanumeric(), c.len_utf8(), 0)
}

/// The run of the `index`th character of its kind and length.
fn spell(letter: bool, length: usize, index: usize) -> [u8; 4] {
    let (firsts, (low, high)) = if letter { (LETTER, GOES_ON) } else { (MARK, MARK_GOES_ON) };
    let span = usize::from(high - low) + 1;
    let byte = |first: u8, index: usize| first + u8::try_from(index).unwrap_or(0);
    let (first, _) = firsts[length - 2];
    [byte(first, index / span), byte(low, index % span), low, low]
}

/// A pattern for folded text as a pattern for its code.
///
/// # Errors
/// A pattern that is no regular expression: the reason.
pub fn pattern(pattern: &str) -> Result<Hir, Box<regex_syntax::Error>> {
    Ok(coded(&regex_syntax::parse(pattern)?))
}

/// A pattern for printed text, its classes cut to Latin letters and marks: what no document of this genre holds only costs time.
///
/// # Errors
/// A pattern that is no regular expression: the reason.
pub fn latin_pattern(pattern: &str) -> Result<Hir, Box<regex_syntax::Error>> {
    Ok(map(&regex_syntax::parse(pattern)?, &ToOwned::to_owned, &latin, &|look| look))
}

fn coded(hir: &Hir) -> Hir {
    map(hir, &code, &class, &|look| match look {
        Look::WordUnicode => Look::WordAscii,
        Look::WordUnicodeNegate => Look::WordAsciiNegate,
        Look::WordStartUnicode => Look::WordStartAscii,
        Look::WordEndUnicode => Look::WordEndAscii,
        Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
        Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
        other => other,
    })
}

/// The same expression with its words, classes and boundaries replaced.
fn map(hir: &Hir, words: &impl Fn(&str) -> String, class: &impl Fn(&ClassUnicode) -> Hir, look: &impl Fn(Look) -> Look) -> Hir {
    match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(words(&String::from_utf8_lossy(&literal.0)).into_bytes()),
        HirKind::Class(Class::Unicode(set)) => class(set),
        HirKind::Class(Class::Bytes(set)) => Hir::class(Class::Bytes(set.clone())),
        HirKind::Look(at) => Hir::look(look(*at)),
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { sub: Box::new(map(&repetition.sub, words, class, look)), ..repetition.clone() })
        }
        HirKind::Capture(capture) => Hir::capture(Capture { sub: Box::new(map(&capture.sub, words, class, look)), ..capture.clone() }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(|part| map(part, words, class, look)).collect()),
        HirKind::Alternation(ways) => Hir::alternation(ways.iter().map(|way| map(way, words, class, look)).collect()),
    }
}

/// A set of characters as the runs that spell them.
fn class(set: &ClassUnicode) -> Hir {
    let holds = |c: char| set.ranges().iter().any(|range| range.start() <= c && c <= range.end());
    // Capitals and control characters spell runs and stand for nothing themselves.
    let ascii: Vec<u8> = (0x20..0x7f).filter(|byte: &u8| !byte.is_ascii_uppercase() && holds(char::from(*byte))).collect();
    let mut ways = Vec::new();
    if !ascii.is_empty() {
        ways.push(Hir::class(Class::Bytes(ClassBytes::new(ascii.into_iter().map(|byte| ClassBytesRange::new(byte, byte))))));
    }
    // One character that is not known by name stands for all of its kind.
    ways.extend(runs(true, 2, TWO.chars().collect(), 'ö', &holds));
    ways.extend(runs(true, 3, THREE.chars().collect(), 'ა', &holds));
    ways.extend(runs(true, 4, Vec::new(), '𐐨', &holds));
    for (length, other) in [(2, '§'), (3, '※'), (4, '😀')] {
        ways.extend(runs(false, length, MARKS.chars().filter(|mark| mark.len_utf8() == length).collect(), other, &holds));
    }
    Hir::alternation(ways)
}

/// The runs of those characters of one kind and length that a set holds.
fn runs(letter: bool, length: usize, known: Vec<char>, other: char, holds: &impl Fn(char) -> bool) -> Vec<Hir> {
    let all: Vec<char> = std::iter::once(other).chain(known).collect();
    let held: Vec<usize> = all.iter().enumerate().filter(|(_, c)| holds(**c)).map(|(index, _)| index).collect();
    let one = |low: u8, high: u8| Hir::class(Class::Bytes(ClassBytes::new([ClassBytesRange::new(low, high)])));
    if held.is_empty() {
        return Vec::new();
    }
    if held.len() == all.len() {
        let (first, rest) = if letter { (LETTER[length - 2], GOES_ON) } else { (MARK[length - 2], MARK_GOES_ON) };
        let spelt = std::iter::once(one(first.0, first.1)).chain((1..length).map(|_| one(rest.0, rest.1))).collect();
        return vec![Hir::concat(spelt)];
    }
    // Runs that share their first byte are one way, their second bytes a class.
    let mut ways: Vec<(u8, Vec<ClassBytesRange>, Vec<u8>)> = Vec::new();
    for index in held {
        let spelt = spell(letter, length, index);
        match ways.last_mut() {
            Some((first, seconds, _)) if *first == spelt[0] => seconds.push(ClassBytesRange::new(spelt[1], spelt[1])),
            _ => ways.push((spelt[0], vec![ClassBytesRange::new(spelt[1], spelt[1])], spelt[2..length].to_vec())),
        }
    }
    ways.into_iter()
        .map(|(first, seconds, rest)| {
            let seconds = Hir::class(Class::Bytes(ClassBytes::new(seconds)));
            Hir::concat([one(first, first), seconds].into_iter().chain(rest.into_iter().map(|byte| one(byte, byte))).collect())
        })
        .collect()
}

/// A set of characters without those beyond Latin letters and common marks.
fn latin(set: &ClassUnicode) -> Hir {
    const LATIN: [(char, char); 4] = [('\0', '\u{24f}'), ('\u{300}', '\u{36f}'), ('\u{1e00}', '\u{1eff}'), ('\u{2000}', '\u{25ff}')];
    // A set that holds nearly everything ("anything but a stop") stays whole.
    if set.ranges().iter().any(|range| range.end() == char::MAX) {
        return Hir::class(Class::Unicode(set.clone()));
    }
    let mut cut = set.clone();
    cut.intersect(&ClassUnicode::new(LATIN.map(|(low, high)| regex_syntax::hir::ClassUnicodeRange::new(low, high))));
    if cut.ranges().is_empty() { Hir::class(Class::Unicode(set.clone())) } else { Hir::class(Class::Unicode(cut)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    /// Holds the coded pattern to what the plain one finds in the same text.
    #[track_caller]
    fn check(plain: &str, texts: &[&str]) {
        let coded = regex::Regex::new(&pattern(plain).expect("a pattern").to_string()).expect("a coded pattern");
        let plain = regex::Regex::new(plain).expect("a pattern");
        for text in texts {
            let folded = fold(text);
            let code = code(&folded);
            assert_eq!(code.len(), folded.len());
            let found = |regex: &regex::Regex, text: &str| regex.find_iter(text).map(|found| found.range()).collect::<Vec<_>>();
            assert_eq!(found(&coded, &code), found(&plain, &folded), "{plain} in {text}");
        }
    }

    const TEXTS: &[&str] = &[
        "Quý IV/2025 – Quý II/2026; quyết định số 12/QĐ-UBND",
        "Ủy ban nhân dân tỉnh “Sơn La” (UBND) 1,8% biên chế…",
        "e ế ê én ến öß ※ 😀 𐐨 tuần tu",
        "",
    ];

    #[test]
    fn a_letter_is_not_found_inside_another() {
        check("e", TEXTS);
        check("ê", TEXTS);
        check("tu\\b", TEXTS);
    }

    #[test]
    fn classes_and_their_negations_find_the_same_characters() {
        for pattern in [
            r"\p{L}+",
            r"[^.;:,]+",
            r"\w+",
            r"\s",
            r"[àáạê“”–]",
            r".",
            r"\bquý?\b",
            r"[^a-zđ]",
            r"(?:qu[yý]|ủy)\s\p{L}{2,}",
            r"[0-9]+(?:,[0-9]+)?\s?%",
        ] {
            check(pattern, TEXTS);
        }
    }

    #[test]
    fn every_letter_of_vietnamese_has_a_run_of_its_own() {
        let known = Runs::new();
        let mut runs: Vec<[u8; 4]> = TWO.chars().chain(THREE.chars()).chain(MARKS.chars()).map(|c| known.of(c)).collect();
        let count = runs.len();
        runs.sort_unstable();
        runs.dedup();
        assert_eq!(runs.len(), count);
        assert!(TWO.chars().all(|c| c.len_utf8() == 2) && THREE.chars().all(|c| c.len_utf8() == 3));
    }
}
