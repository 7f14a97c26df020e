//! The form in which words are compared: case and tone-mark placement set aside, every byte still in its place.

use std::ops::Range;

/// `text` in lower case and with one placement of tone marks: `Ủy ban`, `UỶ BAN` and `uỷ ban` become one.
///
/// The result has as many bytes as `text`, and each syllable stands at the same bytes, so that what a pattern finds in the folded
/// text stands at the same place in the printed one. Only within the two letters of a moved mark the bytes differ (`Ủy` has three and
/// one, `uỷ` one and three). Three rare pairs (`ùy`/`uỳ`, `ũy`/`uỹ`, `õe`/`oẽ`) differ in their number of
/// bytes and stay as they are; [`pattern`] makes up for them. Placement: QĐ 1989/QĐ-BGDĐT, Điều 8.
///
/// ```
/// assert_eq!(kehoach::fold::fold("Ủy ban HÒA bình"), "uỷ ban hoà bình");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut at, mut taken) = (0, 0);
    // Few letters change: what stands between them is taken at once.
    let mut change = |range: Range<usize>, letters: &[char]| {
        out.push_str(&text[taken..range.start]);
        out.extend(letters);
        taken = range.end;
    };
    while let Some(next) = text.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()) {
        at += next;
        let mut chars = text[at..].chars();
        let Some(printed) = chars.next() else { break };
        let c = lower(printed);
        if may_move(c)
            && let Some(next) = chars.next()
            && let Some((plain, toned)) = moved(c, lower(next), text[..at].chars().next_back().map_or(' ', lower))
            && !chars.next().is_some_and(char::is_alphabetic)
        {
            let end = at + printed.len_utf8() + next.len_utf8();
            change(at..end, &[plain, toned]);
            at = end;
            continue;
        }
        let end = at + printed.len_utf8();
        if c != printed {
            change(at..end, &[c]);
        }
        at = end;
    }
    change(text.len()..text.len(), &[]);
    out.make_ascii_lowercase();
    out
}

/// `pattern` with the tone marks placed as [`fold`] places them, and the three pairs that it leaves alone written as alternatives.
#[must_use]
pub fn pattern(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut before = ' ';
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let pair = chars.peek().map(|&next| (c, next));
        let both = match pair {
            Some(('ù', 'y') | ('u', 'ỳ')) if before != 'q' => Some("(?:ùy|uỳ)"),
            Some(('ũ', 'y') | ('u', 'ỹ')) if before != 'q' => Some("(?:ũy|uỹ)"),
            Some(('õ', 'e') | ('o', 'ẽ')) => Some("(?:õe|oẽ)"),
            _ => None,
        };
        if let Some(both) = both {
            out.push_str(both);
            before = ' ';
            chars.next();
            continue;
        }
        if let Some((_, next)) = pair
            && let Some((plain, toned)) = moved(c, next, before)
        {
            let mut ahead = chars.clone();
            ahead.next();
            if !ahead.peek().is_some_and(|after| after.is_alphabetic()) {
                out.push(plain);
                out.push(toned);
                before = toned;
                chars.next();
                continue;
            }
        }
        out.push(c);
        before = c;
    }
    out
}

/// Lower case, where it has as many bytes as the capital. Vietnamese letters are told by their place in the code charts: the general
/// way costs more than the rest of folding.
fn lower(c: char) -> char {
    let shifted = |by: u32| char::from_u32(u32::from(c) + by).unwrap_or(c);
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        'À'..='Ö' | 'Ø'..='Þ' => shifted(0x20),
        '\u{df}'..='\u{ff}' => c,
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => match c {
            'Ơ' => 'ơ',
            'Ư' => 'ư',
            _ => shifted(1),
        },
        'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => c,
        '\u{1ea0}'..='\u{1ef9}' => shifted(u32::from(u32::from(c) % 2 == 0)),
        '\u{2000}'..='\u{206f}' => c,
        _ => {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        }
    }
}

/// True for a letter or a digit, as [`char::is_alphanumeric`] says; letters of Vietnamese are told without a search.
#[must_use]
pub fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{1b0}' => !matches!(c, '×' | '÷'),
        '\u{1ea0}'..='\u{1ef9}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// True for a letter whose mark [`moved`] may move: asked first, since few are.
fn may_move(glide: char) -> bool {
    matches!(glide, 'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ')
}

/// `ò` + `a` as `o` + `à`: the mark moved from the glide to the main vowel, where that keeps the number of bytes.
fn moved(glide: char, vowel: char, before: char) -> Option<(char, char)> {
    let tone = match glide {
        'ò' | 'ù' => 0,
        'ó' | 'ú' => 1,
        'ỏ' | 'ủ' => 2,
        'õ' | 'ũ' => 3,
        'ọ' | 'ụ' => 4,
        _ => return None,
    };
    let (plain, toned) = match (glide, vowel) {
        ('ò' | 'ó' | 'ỏ' | 'õ' | 'ọ', 'a') => ('o', ['à', 'á', 'ả', 'ã', 'ạ'][tone]),
        ('ò' | 'ó' | 'ỏ' | 'ọ', 'e') => ('o', ['è', 'é', 'ẻ', ' ', 'ẹ'][tone]),
        ('ú' | 'ủ' | 'ụ', 'y') if before != 'q' => ('u', [' ', 'ý', 'ỷ', ' ', 'ỵ'][tone]),
        _ => return None,
    };
    (plain.len_utf8() + toned.len_utf8() == glide.len_utf8() + vowel.len_utf8()).then_some((plain, toned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_placements_of_a_tone_mark_fold_to_one() {
        for (old, new) in [("Ủy", "Uỷ"), ("HÒA", "HOÀ"), ("thúy", "thuý"), ("khỏe", "khoẻ"), ("Hóa", "Hoá"), ("họa", "hoạ")]
        {
            assert_eq!(fold(old), fold(new), "{old} and {new}");
        }
    }

    #[test]
    fn vietnamese_letters_are_lowered_as_unicode_says() {
        for c in ('\u{c0}'..='\u{1b0}').chain('\u{1ea0}'..='\u{1ef9}') {
            let said: Vec<char> = c.to_lowercase().collect();
            if let [low] = said[..]
                && low.len_utf8() == c.len_utf8()
            {
                assert_eq!(lower(c), low, "{c}");
            }
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        assert!(('\0'..='\u{ffff}').all(|c| is_word(c) == c.is_alphanumeric()));
    }

    #[test]
    fn a_rime_with_a_final_consonant_keeps_its_mark() {
        assert_eq!(fold("hoàn TOÀN quỳ quý"), "hoàn toàn quỳ quý");
    }

    #[test]
    fn folding_keeps_every_syllable_in_its_place() {
        for text in ["Thùy lũy xõe İ ẞ K", "ĐẮK LẮK – Ủy ban HÒA BÌNH", "a\u{300}ò"] {
            let folded = fold(text);
            let places = |t: &str| t.match_indices(' ').map(|(at, _)| at).collect::<Vec<_>>();
            assert_eq!((places(text), text.len()), (places(&folded), folded.len()), "{text}");
        }
    }

    #[test]
    fn a_pattern_reads_both_spellings_of_the_pairs_that_differ_in_length() {
        let tuy = regex::Regex::new(&pattern("tùy theo|ủy ban")).expect("a pattern");
        assert!(tuy.is_match(&fold("Tuỳ theo")) && tuy.is_match(&fold("TÙY THEO")) && tuy.is_match(&fold("UỶ BAN")));
    }
}
