//! One spelling for each Vietnamese letter: NFC, look-alikes of đ, blanks and slashes of other scripts, invisible characters dropped.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class, is_nfc_quick};

use crate::{
    source::{Anchors, Text},
    span::{Raw, Span},
};

/// Cleans a text; `written` are stretches that stand for one character (HTML entities, what Markdown escapes), in order.
///
/// ```
/// use kehoach::{normalise::unicode::clean, span::Span};
/// assert_eq!(clean("1\\. &amp;".to_owned(), &[(Span::of(&(1..3)), '.'), (Span::of(&(4..9)), '&')]).text, "1. &");
/// assert_eq!(clean("QuyÐ\u{1ecb}nh 1\u{2044}2 a\u{301}".to_owned(), &[]).text, "QuyĐịnh 1/2 á");
/// ```
#[must_use]
pub fn clean(text: String, written: &[(Span<Raw>, char)]) -> Text {
    if written.is_empty() && !needs_cleaning(&text) {
        return Text { text, back: Anchors::default(), look_alikes: 0 };
    }
    let mut out = String::with_capacity(text.len());
    let mut back = Anchors::default();
    let mut look_alikes = 0;
    let mut written = written.iter().peekable();
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut at = 0;
    while at < text.len() {
        if let Some((span, c)) = written.next_if(|(span, _)| span.range().start == at) {
            out.push(*c);
            at = span.range().end;
            back.add(place(out.len()), place(at));
            continue;
        }
        let rest = &text[at..];
        // A stretch inside a cluster of marks was taken with it.
        while written.next_if(|(span, _)| span.range().start < at).is_some() {}
        let next = written.peek().map_or(rest.len(), |(span, _)| span.range().start - at);
        let plain = rest[..next].find(|c| !is_settled(c)).unwrap_or(next);
        // A combining mark belongs to the letter before it, so the last letter is taken with what follows.
        let last = rest[..plain].chars().next_back().filter(|_| rest[plain..].starts_with(is_mark));
        let plain = plain - last.map_or(0, char::len_utf8);
        if plain > 0 {
            out.push_str(&rest[..plain]);
            at += plain;
            continue;
        }
        let length = cluster_length(rest);
        let cluster = &rest[..length];
        at += length;
        let before = out.len();
        let mut changed = false;
        for c in cluster.nfc() {
            match look_alike(c) {
                Some(Some(other)) => {
                    look_alikes += u32::from(other.is_alphabetic());
                    out.push(other);
                }
                Some(None) => {}
                None => out.push(c),
            }
        }
        changed |= out[before..] != *cluster;
        if changed {
            back.add(place(before), place(at - length));
            back.add(place(out.len()), place(at));
        }
    }
    Text { text: out, back, look_alikes }
}

fn needs_cleaning(text: &str) -> bool {
    let unsettled = || text.chars().filter(|&c| !is_settled(c));
    unsettled().any(|c| look_alike(c).is_some()) || is_nfc_quick(unsettled()) != unicode_normalization::IsNormalized::Yes
}

/// True for a character that is NFC whatever stands before it, and no look-alike: nearly all of a Vietnamese text.
fn is_settled(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => true,
        'Ð' | 'ð' | 'Ɖ' => false,
        '\u{c0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2010}'..='\u{2027}' => true,
        _ => false,
    }
}

/// What a character is written for: another, or nothing; `None` where it stands for itself.
fn look_alike(c: char) -> Option<Option<char>> {
    match c {
        'ð' => Some(Some('đ')),
        'Ð' | 'Ɖ' => Some(Some('Đ')),
        '\u{2044}' | '\u{2215}' => Some(Some('/')),
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Some(Some(' ')),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Some(None),
        _ => None,
    }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && canonical_combining_class(c) != 0
}

/// Bytes of the first letter and the marks on it; a pile of marks is cut, so that no input makes this slow.
fn cluster_length(text: &str) -> usize {
    const MARKS: usize = 8;
    let mut chars = text.char_indices();
    chars.next();
    chars
        .take(MARKS)
        .find(|(_, c)| !is_mark(*c))
        .map_or_else(|| text.char_indices().nth(MARKS + 1).map_or(text.len(), |(at, _)| at), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_is_left_as_it_is() {
        for c in ('\0'..='\u{ffff}').filter(|&c| is_settled(c)) {
            assert!(look_alike(c).is_none() && canonical_combining_class(c) == 0, "{c:?}");
            assert_eq!(is_nfc_quick(std::iter::once(c)), unicode_normalization::IsNormalized::Yes, "{c:?}");
        }
    }

    #[test]
    fn a_letter_written_with_marks_becomes_one_and_leads_back() {
        let raw = "Uy\u{309} ban nha\u{302}n da\u{302}n";
        let Text { text, back, .. } = clean(raw.to_owned(), &[]);
        assert_eq!(text, "Uỷ ban nhân dân");
        let at = text.find("dân").expect("it stands there");
        assert_eq!(&raw[back.raw(u32::try_from(at).expect("small")) as usize..], "da\u{302}n");
    }

    #[test]
    fn places_of_the_file_lead_to_the_cleaned_text_and_back() {
        let raw = "a\u{a0}b\u{200b}c Ðd \u{2044} e\u{301}f";
        let cleaned = clean(raw.to_owned(), &[]);
        for (at, c) in cleaned.text.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()) {
            let there = cleaned.back.raw(u32::try_from(at).expect("small"));
            assert!(raw[there as usize..].starts_with(c), "{c}");
            assert_eq!(cleaned.back.clean(there) as usize, at, "{c}");
        }
    }

    #[test]
    fn an_entity_stands_for_its_character() {
        let raw = "A &amp; B";
        let cleaned = clean(raw.to_owned(), &[(Span::new(2, 7), '&')]);
        assert_eq!((cleaned.text.as_str(), cleaned.back.raw(4)), ("A & B", 8));
    }
}
