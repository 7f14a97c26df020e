//! Whether words are Vietnamese: a text layer of wrong letters is told from text, and a letter that stands for another is put right.

use unicode_normalization::UnicodeNormalization as _;

use super::{page::Page, syllable};
use crate::plan::{Finding, Severity};

/// How Vietnamese the words of some pages look.
#[derive(Debug, Default)]
pub(super) struct Marks {
    words: usize,
    /// Those with a letter that only Vietnamese has so often.
    marked: usize,
    /// Those with signs or figures between letters.
    mixed: usize,
}

impl Marks {
    /// Of one page.
    pub(super) fn of(page: &Page) -> Self {
        let mut marks = Self::default();
        for word in &page.words {
            let text = page.text[word.start as usize..word.end as usize].trim_matches(|c: char| !c.is_alphanumeric());
            let vietnamese = text.chars().any(is_vietnamese);
            if text.chars().filter(|&c| c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic())).take(2).count() < 2 {
                continue;
            }
            marks.words += 1;
            marks.marked += usize::from(vietnamese);
            marks.mixed += usize::from(is_mixed(text));
        }
        marks
    }

    /// Adds those of other pages.
    pub(super) fn add(&mut self, more: &Self) {
        self.words += more.words;
        self.marked += more.marked;
        self.mixed += more.mixed;
    }

    /// True for a text layer that somebody's OCR made without knowing Vietnamese: few marks, and signs in the middle of words.
    pub(super) fn are_garbled(&self) -> bool {
        const ENOUGH: usize = 60;
        let Self { words, marked, mixed } = *self;
        // Nine in ten Vietnamese documents mark more than two thirds of their words, and mix signs into fewer than one in fifty.
        words >= ENOUGH && marked * 10 < words * 3 && mixed * 100 > words * 4
    }
}

/// True for a letter that only Vietnamese text has so often.
fn is_vietnamese(c: char) -> bool {
    matches!(c, 'ă' | 'â' | 'đ' | 'ê' | 'ô' | 'ơ' | 'ư' | 'Ă' | 'Â' | 'Đ' | 'Ê' | 'Ô' | 'Ơ' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
        || matches!(c, 'à'..='ã' | 'è' | 'é' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý' | 'À'..='Ã' | 'È' | 'É' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | '\u{300}'..='\u{323}')
}

/// Signs, or figures, between letters: `D()NG`, `d~t`, `6ng`; not `QĐ-UBND`, `a/b`.
fn is_mixed(text: &str) -> bool {
    let signs = text
        .chars()
        .any(|c| matches!(c, '~' | '$' | '^' | ';' | '!' | '|' | '{' | '}' | '\\' | '§' | '(' | ')' | '<' | '>' | '\'' | '@' | '#' | '='));
    let figures = text
        .chars()
        .zip(text.chars().skip(1))
        .any(|(a, b)| (a.is_ascii_digit() && b.is_lowercase()) || (a.is_lowercase() && b.is_ascii_digit()));
    let inner_capital = text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    !text.contains("://") && !text.contains('@') && (signs || figures || inner_capital)
}

/// True where the end of a line in a narrow cell cut a syllable: "nhiệ" and "m vụ", "thườn" and "g xuyên".
///
/// Only where the cut shows: the vowels ê after i or y, ô after u, ơ after ư, â and ă end no syllable, and g or h are none.
pub(super) fn is_cut_syllable(above: &str, below: &str) -> bool {
    const FINALS: [&str; 8] = ["c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let tail = below.split_whitespace().next().unwrap_or("").trim_end_matches([',', ';', '.', ')']);
    let head = above.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    // A closing bracket never begins a line by itself.
    if below.starts_with(')') && above.ends_with(char::is_alphanumeric) {
        return true;
    }
    // In capitals no unit of measurement stands alone: "ĐOẠ" and "N".
    let capitals = |word: &str| !word.is_empty() && word.chars().all(char::is_uppercase);
    if capitals(head) && capitals(tail) && below.trim() == tail && FINALS.contains(&tail.to_lowercase().as_str()) {
        return head.chars().count() > 1 && syllable::is_syllable(&format!("{head}{tail}"));
    }
    let head = head.to_lowercase();
    if tail == "g" || tail == "h" {
        return head.ends_with('n') && head.chars().count() > 1 || (tail == "h" && head.ends_with('c'));
    }
    let vowels: String = head.nfd().filter(|c| !matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')).nfc().collect();
    let open = ["iê", "yê", "uô", "ươ", "â", "ă"].iter().any(|end| vowels.ends_with(end));
    open && FINALS.contains(&tail)
}

/// True where the end of a line in a narrow cell cut a number within its thousands: "26.12" and "0".
pub(super) fn is_cut_number(above: &str, below: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((before, last)) = above.split_whitespace().last().and_then(|number| number.rsplit_once('.')) else { return false };
    let mut groups = before.split('.');
    let leads = groups.next().is_some_and(|first| digits(first) && first.len() <= 3);
    leads && groups.all(|group| digits(group) && group.len() == 3) && digits(last) && digits(below) && last.len() + below.len() == 3
}

/// A text layer in which ñ stands for every đ, and ð for every Đ: a map of glyphs that one producer's fonts bring along.
pub(super) fn repair(pages: &mut [Page]) -> Option<Finding> {
    const SEVERAL: usize = 5;
    let count = |c: char| pages.iter().map(|page| page.text.matches(c).count()).sum::<usize>();
    let (wrong, right) = (count('ñ'), count('đ'));
    if wrong < SEVERAL || right * 20 > wrong {
        return None;
    }
    let capitals = count('ð');
    let repaired = wrong + count('Ñ') + capitals;
    for page in pages {
        // The letters have as many bytes as those they stand for, so that words stay where they are.
        page.text = page
            .text
            .chars()
            .map(|c| match c {
                'ñ' => 'đ',
                'Ñ' | 'ð' => 'Đ',
                c => c,
            })
            .collect();
    }
    Some(Finding {
        code: "look-alike-letters".into(),
        severity: Severity::Info,
        message: format!("phông chữ trong tệp ghi ñ, ð thay cho đ, Đ; {repaired} chữ đã được đọc lại"),
        item: None,
        origin: Vec::new(),
        suggestion: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_cut_within_its_thousands_is_put_together() {
        for (above, below) in [("26.12", "0"), ("Ha 1.250.4", "00"), ("172.03", "3")] {
            assert!(is_cut_number(above, below), "{above}|{below}");
        }
        for (above, below) in [("2026", "0"), ("26,12", "0"), ("26.120", "1"), ("1.2.", "3"), ("26.12", "0 ha"), ("1.25.4", "00")] {
            assert!(!is_cut_number(above, below), "{above}|{below}");
        }
    }

    #[test]
    fn a_syllable_that_shows_its_cut_is_put_together() {
        for (above, below) in [
            ("Nội dung/nhiệ", "m vụ"),
            ("chuyê", "n đề"),
            ("Thườn", "g xuyên"),
            ("ngàn", "h"),
            ("luậ", "t"),
            ("ĐOẠ", "N"),
            ("(GRDP", ") giá"),
        ] {
            assert!(is_cut_syllable(above, below), "{above}|{below}");
        }
        for (above, below) in [
            ("Sở", "Tư pháp"),
            ("chiều dài", "m"),
            ("Thời gian", "hoàn thành"),
            ("chia", "c"),
            ("tỉnh", "g"),
            ("ô", "m"),
            ("A", "C"),
            ("UBN", "N"),
            ("năm:", ")"),
        ] {
            assert!(!is_cut_syllable(above, below), "{above}|{below}");
        }
    }
}
