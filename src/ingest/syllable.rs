//! Whether letters are a Vietnamese syllable: an initial, a rhyme, and a tone that the rhyme may bear.

use unicode_normalization::UnicodeNormalization as _;

#[rustfmt::skip]
const INITIALS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t",
    "v", "x", "",
];

/// Rhymes that end in a vowel.
const OPEN: &str = " a ai ao au ay âu ây e eo ê êu i ia iu iêu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua ui uây uê uôi uơ uy uya uyu ư ưa ưi ưu \
                    ươi ươu y yêu ";

/// Vowels before a final consonant, and which may follow.
const CLOSED: &[(&str, &str)] = &[
    ("a", " c ch m n ng nh p t "),
    ("ă", " c m n ng p t "),
    ("â", " c m n ng p t "),
    ("e", " c m n ng p t "),
    ("ê", " ch m n nh p t "),
    ("i", " ch m n nh p t "),
    ("iê", " c m n ng p t "),
    ("o", " c m n ng p t "),
    ("oa", " c ch m n ng nh p t "),
    ("oă", " c m n ng t "),
    ("oe", " m n t "),
    ("oo", " c ng "),
    ("ô", " c m n ng p t "),
    ("ơ", " m n p t "),
    ("u", " c m n ng p t "),
    ("uâ", " n ng t "),
    ("uê", " ch n nh "),
    ("uô", " c m n ng t "),
    ("uy", " ch n nh p t "),
    ("uyê", " n t "),
    ("ư", " c m n ng t "),
    ("ươ", " c m n ng p t "),
    ("y", " ch m n nh p t "),
    ("yê", " m n ng t "),
];

/// True for a syllable, in capitals or not.
pub(super) fn is_syllable(word: &str) -> bool {
    const LONGEST: usize = 40;
    if word.len() > LONGEST {
        return false;
    }
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let lower = word.to_lowercase();
    let tones: Vec<char> = lower.nfd().filter(is_tone).collect();
    let letters: String = lower.nfd().filter(|c| !is_tone(c)).nfc().collect();
    let is_stopped_right = |last: &str| !matches!(last, "c" | "ch" | "p" | "t") || matches!(tones[..], ['\u{301}' | '\u{323}']);
    tones.len() <= 1
        && INITIALS.iter().filter_map(|initial| letters.strip_prefix(initial)).any(|rhyme| {
            let is_listed = |list: &str, part: &str| !part.is_empty() && list.contains(&format!(" {part} "));
            is_listed(OPEN, rhyme)
                || CLOSED.iter().any(|(vowels, finals)| {
                    rhyme.strip_prefix(vowels).is_some_and(|last| is_listed(finals, last) && is_stopped_right(last))
                })
        })
}

/// Letters as syllables: how many letters each has, where one way to cut them has the fewest.
pub(super) fn cut(letters: &[&str]) -> Option<Vec<usize>> {
    const LONGEST: usize = 7;
    const MOST: usize = 200;
    if letters.len() > MOST {
        return None;
    }
    // Of what stands before each letter: the fewest syllables, whether one way only has so few, and how long the last is.
    let mut ways: Vec<Option<(usize, bool, usize)>> = vec![Some((0, true, 0))];
    for end in 1..=letters.len() {
        let mut best: Option<(usize, bool, usize)> = None;
        for start in end.saturating_sub(LONGEST)..end {
            let Some((count, one, _)) = ways[start].filter(|_| is_syllable(&letters[start..end].concat())) else { continue };
            match best {
                Some((fewest, _, _)) if fewest <= count => {}
                Some((fewest, _, length)) if fewest == count + 1 => best = Some((fewest, false, length)),
                _ => best = Some((count + 1, one, end - start)),
            }
        }
        ways.push(best);
    }
    let mut lengths = Vec::new();
    let mut end = letters.len();
    ways[end].filter(|&(_, one, _)| one)?;
    while end > 0 {
        let (_, _, length) = ways[end]?;
        lengths.push(length);
        end -= length;
    }
    lengths.reverse();
    Some(lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_letters() {
        for word in ["Việt", "QUYẾT", "nghiêng", "giếng", "gì", "quốc", "ạ", "thuở", "khuya", "Ủy", "ban", "tru\u{301}c", "yêu", "hạnh"]
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["abcd", "hoach", "lâ", "bb", "STT", "tđịnh", "iii", "á́", "", "clập", "việtnam"] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn letters_are_cut_where_there_is_one_way() {
        let cut = |word: &str| {
            let letters: Vec<String> = word.chars().map(String::from).collect();
            super::cut(&letters.iter().map(String::as_str).collect::<Vec<_>>())
        };
        assert_eq!(cut("QUYẾTĐỊNH"), Some(vec![5, 4]));
        assert_eq!(cut("ĐỘCLẬP"), Some(vec![3, 3]));
        assert_eq!(cut("Việt"), Some(vec![4]));
        assert_eq!(cut("hoạch"), Some(vec![5]));
        // "than" and "hà", or "thanh" and "à".
        assert_eq!(cut("thanhà"), None);
        assert_eq!(cut("abc"), None);
    }
}
