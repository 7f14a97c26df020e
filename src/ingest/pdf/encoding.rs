//! Encodings of simple fonts (ISO 32000-1, Annex D) and names of glyphs.

use unicode_normalization::UnicodeNormalization;

/// The encoding that a font starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// StandardEncoding, of Type 1 fonts.
    Standard,
    /// WinAnsiEncoding, which is windows-1252.
    WinAnsi,
    /// MacRomanEncoding.
    MacRoman,
}

/// Codes 128 to 159 of windows-1252; above, it is Latin-1.
const WIN_ANSI: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
/// Codes 128 to 255.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\0ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// Codes 128 to 255.
const STANDARD: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß\0\0\0\0";

impl Base {
    /// By its name in a file.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" => Some(Self::WinAnsi),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            _ => None,
        }
    }

    /// The character of a code.
    pub(super) fn character(self, code: u8) -> Option<char> {
        let high = |table: &str| table.chars().nth(usize::from(code) - 128).filter(|&c| c != '\0');
        match (self, code) {
            (_, 0..32 | 127) => None,
            (Self::Standard, b'\'') => Some('’'),
            (Self::Standard, b'`') => Some('‘'),
            (_, 32..127) => Some(char::from(code)),
            (Self::WinAnsi, 160..) => Some(char::from(code)),
            (Self::WinAnsi, 128..160) => high(WIN_ANSI),
            (Self::MacRoman, _) => high(MAC_ROMAN),
            (Self::Standard, _) => high(STANDARD),
        }
    }
}

/// The code that windows-1252 has for a character.
pub(super) fn windows_1252(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ (0..128 | 160..256) => u8::try_from(code).ok(),
        _ => WIN_ANSI.chars().position(|known| known == c && c != '\0').and_then(|at| u8::try_from(at + 128).ok()),
    }
}

/// The letter without its marks: it is as wide.
pub(super) fn unmarked(c: char) -> char {
    std::iter::once(c).nfd().next().unwrap_or(c)
}

/// Names of glyphs that are no letters, and letters that are no base with marks.
#[rustfmt::skip]
const NAMES: &[(&str, char)] = &[
    ("space", ' '), ("nbspace", ' '), ("exclam", '!'), ("quotedbl", '"'), ("numbersign", '#'), ("dollar", '$'), ("percent", '%'),
    ("ampersand", '&'), ("quotesingle", '\''), ("quoteright", '’'), ("quoteleft", '‘'), ("parenleft", '('), ("parenright", ')'),
    ("asterisk", '*'), ("plus", '+'), ("comma", ','), ("hyphen", '-'), ("minus", '-'), ("sfthyphen", '-'), ("softhyphen", '-'),
    ("period", '.'), ("slash", '/'), ("zero", '0'), ("one", '1'), ("two", '2'), ("three", '3'), ("four", '4'), ("five", '5'),
    ("six", '6'), ("seven", '7'), ("eight", '8'), ("nine", '9'), ("colon", ':'), ("semicolon", ';'), ("less", '<'), ("equal", '='),
    ("greater", '>'), ("question", '?'), ("at", '@'), ("bracketleft", '['), ("backslash", '\\'), ("bracketright", ']'),
    ("asciicircum", '^'), ("underscore", '_'), ("grave", '`'), ("braceleft", '{'), ("bar", '|'), ("braceright", '}'),
    ("asciitilde", '~'), ("exclamdown", '¡'), ("cent", '¢'), ("sterling", '£'), ("currency", '¤'), ("yen", '¥'), ("brokenbar", '¦'),
    ("section", '§'), ("dieresis", '¨'), ("copyright", '©'), ("ordfeminine", 'ª'), ("guillemotleft", '«'), ("logicalnot", '¬'),
    ("registered", '®'), ("macron", '¯'), ("degree", '°'), ("plusminus", '±'), ("twosuperior", '²'), ("threesuperior", '³'),
    ("acute", '´'), ("mu", 'µ'), ("paragraph", '¶'), ("periodcentered", '·'), ("middot", '·'), ("cedilla", '¸'), ("onesuperior", '¹'),
    ("ordmasculine", 'º'), ("guillemotright", '»'), ("onequarter", '¼'), ("onehalf", '½'), ("threequarters", '¾'),
    ("questiondown", '¿'), ("multiply", '×'), ("divide", '÷'), ("germandbls", 'ß'), ("AE", 'Æ'), ("ae", 'æ'), ("OE", 'Œ'), ("oe", 'œ'),
    ("Oslash", 'Ø'), ("oslash", 'ø'), ("Eth", 'Ð'), ("eth", 'ð'), ("Thorn", 'Þ'), ("thorn", 'þ'), ("dcroat", 'đ'), ("dmacron", 'đ'),
    ("dslash", 'đ'), ("dbar", 'đ'), ("Dcroat", 'Đ'), ("Dslash", 'Đ'), ("Dmacron", 'Đ'), ("Dbar", 'Đ'), ("dotlessi", 'ı'), ("Lslash", 'Ł'),
    ("lslash", 'ł'), ("florin", 'ƒ'), ("circumflex", 'ˆ'), ("tilde", '˜'), ("breve", '˘'), ("dotaccent", '˙'), ("ring", '˚'),
    ("caron", 'ˇ'), ("ogonek", '˛'), ("hungarumlaut", '˝'), ("endash", '–'), ("emdash", '—'), ("quotesinglbase", '‚'),
    ("quotedblleft", '“'), ("quotedblright", '”'), ("quotedblbase", '„'), ("dagger", '†'), ("daggerdbl", '‡'), ("bullet", '•'),
    ("ellipsis", '…'), ("perthousand", '‰'), ("guilsinglleft", '‹'), ("guilsinglright", '›'), ("fraction", '/'), ("Euro", '€'),
    ("dong", '₫'), ("trademark", '™'), ("arrowleft", '←'), ("arrowup", '↑'), ("arrowright", '→'), ("arrowdown", '↓'),
    ("notequal", '≠'), ("lessequal", '≤'), ("greaterequal", '≥'), ("filledbox", '■'), ("square", '□'), ("checkmark", '✓'),
    ("ff", 'ﬀ'), ("fi", 'ﬁ'), ("fl", 'ﬂ'), ("ffi", 'ﬃ'), ("ffl", 'ﬄ'),
];

/// Marks as they follow a letter in the name of a glyph: `ocircumflexacute`.
const MARKS: &[(&str, char)] = &[
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circumflex", '\u{302}'),
    ("tilde", '\u{303}'),
    ("macron", '\u{304}'),
    ("breve", '\u{306}'),
    ("dotaccent", '\u{307}'),
    ("dieresis", '\u{308}'),
    ("hookabove", '\u{309}'),
    ("hook", '\u{309}'),
    ("ring", '\u{30a}'),
    ("caron", '\u{30c}'),
    ("horn", '\u{31b}'),
    ("dotbelow", '\u{323}'),
    ("cedilla", '\u{327}'),
];

/// Appends the characters that the name of a glyph stands for; false for a name that says nothing (`g37`).
pub(super) fn characters_of_name(name: &str, out: &mut String) -> bool {
    const LONGEST: usize = 64;
    // `a.sc`, `f_i`: a variant, a ligature.
    let stem = name.split('.').next().unwrap_or(name);
    if stem.is_empty() || stem.len() > LONGEST {
        return false;
    }
    let before = out.len();
    for part in stem.split('_') {
        match one_of_name(part) {
            Some(c) => out.push(c),
            None if many_of_name(part, out) => {}
            None => {
                out.truncate(before);
                return false;
            }
        }
    }
    true
}

fn one_of_name(name: &str) -> Option<char> {
    if let Some((_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let mut chars = name.chars();
    let base = chars.next().filter(char::is_ascii_alphabetic)?;
    let mut rest = chars.as_str();
    let mut letter = String::from(base);
    while !rest.is_empty() {
        let (mark, c) = MARKS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        letter.push(*c);
        rest = &rest[mark.len()..];
        // `hookabovecomb` alone is a mark without letter.
    }
    let mut composed = letter.nfc();
    let c = composed.next()?;
    composed.next().is_none().then_some(c)
}

fn many_of_name(name: &str, out: &mut String) -> bool {
    if let Some(mark) = name.strip_suffix("comb").or_else(|| name.strip_suffix("cmb"))
        && let Some((_, c)) = MARKS.iter().find(|(known, _)| *known == mark)
    {
        out.push(*c);
        return true;
    }
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
        && digits.is_ascii()
    {
        let units: Option<Vec<char>> = digits.as_bytes().chunks_exact(4).map(|four| std::str::from_utf8(four).ok().and_then(hex)).collect();
        return units.is_some_and(|units| {
            out.extend(units);
            true
        });
    }
    match name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())).and_then(hex) {
        Some(c) => {
            out.push(c);
            true
        }
        None => false,
    }
}

/// Widths of codes 32 to 126 in thousandths of an em, in fonts that a file need not describe (ISO 32000-1, 9.6.2.2).
pub(super) fn standard_widths(font: &str, bold: bool, italic: bool) -> Option<&'static [u16; 95]> {
    let name = font.to_ascii_lowercase();
    Some(match () {
        () if name.contains("courier") => &[600; 95],
        () if name.contains("times") => match (bold, italic) {
            (false, false) => &TIMES,
            (true, false) => &TIMES_BOLD,
            (false, true) => &TIMES_ITALIC,
            (true, true) => &TIMES_BOLD_ITALIC,
        },
        () if name.contains("helvetica") || name.contains("arial") => {
            if bold {
                &HELVETICA_BOLD
            } else {
                &HELVETICA
            }
        }
        () => return None,
    })
}

#[rustfmt::skip]
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556,
    611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778,
    500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
#[rustfmt::skip]
const TIMES_BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556,
    667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833,
    556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
#[rustfmt::skip]
const TIMES_ITALIC: [u16; 95] = [
    250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611, 611, 722, 722, 333, 444, 667, 556, 833, 667, 722, 611, 722, 611, 500,
    556, 722, 611, 833, 611, 556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444, 278, 722,
    500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
];
#[rustfmt::skip]
const TIMES_BOLD_ITALIC: [u16; 95] = [
    250, 389, 555, 500, 500, 833, 778, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    333, 333, 570, 570, 570, 500, 832, 667, 667, 667, 722, 667, 667, 722, 778, 389, 500, 667, 611, 889, 722, 722, 611, 722, 667, 556,
    611, 722, 667, 889, 667, 611, 611, 333, 278, 333, 570, 500, 333, 500, 500, 444, 500, 444, 333, 500, 556, 278, 278, 500, 278, 778,
    556, 500, 500, 500, 389, 389, 278, 556, 444, 667, 500, 444, 389, 348, 220, 348, 570,
];
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,
    611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
    556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
#[rustfmt::skip]
const HELVETICA_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667,
    611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889,
    611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_stand_for_letters() {
        let read = |name: &str| {
            let mut out = String::new();
            characters_of_name(name, &mut out).then_some(out)
        };
        for (name, letter) in [
            ("ocircumflexacute", "ố"),
            ("Uhornhookabove", "Ử"),
            ("adotbelow", "ạ"),
            ("dcroat", "đ"),
            ("uni1EA1", "ạ"),
            ("u1EA1", "ạ"),
            ("uni00410301", "A\u{301}"),
            ("f_i", "fi"),
            ("a.sc", "a"),
            ("hookabovecomb", "\u{309}"),
        ] {
            assert_eq!(read(name).as_deref(), Some(letter), "{name}");
        }
        assert!(["g37", "cid1", "", ".notdef", "aabc"].iter().all(|name| read(name).is_none()));
    }

    #[test]
    fn encodings_have_a_place_for_each_code() {
        assert_eq!((WIN_ANSI.chars().count(), MAC_ROMAN.chars().count(), STANDARD.chars().count()), (32, 128, 128));
        assert_eq!(Base::WinAnsi.character(0x96), Some('–'));
        assert_eq!(Base::MacRoman.character(0x8e), Some('é'));
        assert_eq!(windows_1252('–'), Some(0x96));
    }
}
