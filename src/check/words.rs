//! The words of a plan: how each is spelt, what it is when folded, and where it stands.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use foldhash::fast::FixedState;

use crate::fold::fold;

/// All words of some texts. Each spelling is looked at once; after that words are compared and found by number.
#[derive(Debug)]
pub(super) struct Words<'t> {
    /// Word by word, text by text.
    words: Vec<Word>,
    /// Where the words of each text begin; one more than there are texts.
    starts: Vec<usize>,
    /// Each spelling once, folded ones too.
    spellings: Vec<Cow<'t, str>>,
    /// Of each spelling, the number of its folded form.
    forms: Vec<u32>,
    known: HashMap<Cow<'t, str>, u32, FixedState>,
    /// Where the places of each form begin; one more than there are spellings.
    groups: Vec<usize>,
    /// Text and word, by form, each form's in order.
    places: Vec<(usize, usize)>,
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    start: u32,
    end: u32,
    /// The number of its spelling.
    spelling: u32,
    /// The number of its folded form: two words are the same where these are.
    pub form: u32,
}

impl Word {
    /// Its bytes in the text.
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<'t> Words<'t> {
    pub(super) fn of(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut all = Self {
            words: Vec::new(),
            starts: vec![0],
            spellings: Vec::new(),
            forms: Vec::new(),
            known: HashMap::with_hasher(FixedState::with_seed(0)),
            groups: Vec::new(),
            places: Vec::new(),
        };
        for text in texts {
            let mut from = 0;
            while let Some(range) = next(text, from) {
                from = range.end;
                let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else { break };
                let spelling = all.number(&text[range]);
                all.words.push(Word { start, end, spelling, form: all.forms[spelling as usize] });
            }
            all.starts.push(all.words.len());
        }
        all.place();
        all
    }

    /// The number of a spelling, new or known.
    fn number(&mut self, printed: &'t str) -> u32 {
        if let Some(&known) = self.known.get(printed) {
            return known;
        }
        let folded = fold(printed);
        let number = self.add(Cow::Borrowed(printed));
        if folded != printed {
            let known = self.known.get(folded.as_str()).copied();
            self.forms[number as usize] = known.unwrap_or_else(|| self.add(Cow::Owned(folded)));
        }
        number
    }

    /// A new spelling, held to be folded.
    fn add(&mut self, spelling: Cow<'t, str>) -> u32 {
        let number = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        self.spellings.push(spelling.clone());
        self.forms.push(number);
        self.known.insert(spelling, number);
        number
    }

    /// Sorts the places of all words by form, by counting.
    fn place(&mut self) {
        self.groups = vec![0; self.spellings.len() + 1];
        self.words.iter().for_each(|word| self.groups[word.form as usize + 1] += 1);
        for form in 0..self.spellings.len() {
            self.groups[form + 1] += self.groups[form];
        }
        let mut free = self.groups.clone();
        self.places = vec![(0, 0); self.words.len()];
        for (text, start) in self.starts.windows(2).enumerate() {
            for (at, word) in self.words[start[0]..start[1]].iter().enumerate() {
                let place = &mut free[word.form as usize];
                self.places[*place] = (text, at);
                *place += 1;
            }
        }
    }

    /// The words of a text.
    pub(super) fn of_text(&self, text: usize) -> &[Word] {
        &self.words[self.starts[text]..self.starts[text + 1]]
    }

    /// A word, folded.
    pub(super) fn folded(&self, word: Word) -> &str {
        &self.spellings[word.form as usize]
    }

    /// Where a folded phrase begins, in order: text and word. Its rarest word leads.
    pub(super) fn phrase(&self, phrase: &[&str]) -> Vec<(usize, usize)> {
        let forms: Option<Vec<u32>> = phrase.iter().map(|word| self.known.get(*word).map(|&known| self.forms[known as usize])).collect();
        let forms = forms.unwrap_or_default();
        let places = |form: u32| &self.places[self.groups[form as usize]..self.groups[form as usize + 1]];
        let rarest = (0..forms.len()).min_by_key(|&nth| places(forms[nth]).len());
        let Some(rarest) = rarest else { return Vec::new() };
        let begins = places(forms[rarest]).iter().filter_map(|&(text, at)| {
            let first = at.checked_sub(rarest)?;
            let words = self.of_text(text).get(first..first + forms.len())?;
            words.iter().map(|word| word.form).eq(forms.iter().copied()).then_some((text, first))
        });
        begins.collect()
    }

    /// Where words stand of which `is` says yes, asked once a spelling, as printed and folded; in order: text and word.
    pub(super) fn spelt(&self, is: impl Fn(&str, &str) -> bool) -> Vec<(usize, usize)> {
        let spellings = self.spellings.iter().zip(&self.forms);
        let yes: Vec<bool> = spellings.map(|(printed, &form)| is(printed, &self.spellings[form as usize])).collect();
        let mut text = 0;
        let hits = self.words.iter().enumerate().filter(|(_, word)| yes[word.spelling as usize]).map(|(word, _)| {
            while self.starts[text + 1] <= word {
                text += 1;
            }
            (text, word - self.starts[text])
        });
        hits.collect()
    }
}

/// The words of a phrase, folded.
pub(super) fn folded(text: &str) -> Vec<String> {
    let folded = fold(text);
    split(text).filter_map(|range| folded.get(range)).map(ToOwned::to_owned).collect()
}

/// Words with letters or figures; "1,8%", "12/2021" and "KH&CN" are one each.
pub(super) fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || next(text, from).inspect(|range| from = range.end))
}

/// The first word from byte `from` on.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    let mut end = run(text, start);
    while end == start {
        start += text[start..].chars().next()?.len_utf8();
        end = run(text, start);
    }
    while joins(text, end) {
        end = run(text, end + 1);
    }
    Some(start..end)
}

/// Where the letters, figures and `%` end that begin at byte `at`. Letters of Vietnamese are told by their bytes: U+00C0 to U+01BF but × and ÷,
/// U+1E80 to U+1EFF.
fn run(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        at += match (byte, bytes.get(at + 1)) {
            (b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'%', _) => 1,
            (..=0x7f, _) | (0xc3, Some(0x97 | 0xb7)) => break,
            (0xc3..=0xc6, _) => 2,
            (0xe1, Some(0xba | 0xbb)) => 3,
            _ => match text[at..].chars().next().filter(|c| c.is_alphanumeric()) {
                Some(c) => c.len_utf8(),
                None => break,
            },
        };
    }
    at
}

/// True where the mark at byte `at`, right after a word, joins it to more.
fn joins(text: &str, at: usize) -> bool {
    let Some(&mark) = text.as_bytes().get(at).filter(|mark| matches!(mark, b'/' | b'&' | b',' | b'.' | b'-')) else { return false };
    let Some(next) = text[at + 1..].chars().next().filter(|next| next.is_alphanumeric()) else { return false };
    let figures = next.is_ascii_digit() && text.as_bytes()[at - 1].is_ascii_digit();
    match mark {
        b',' | b'.' => figures,
        // "2021-2030" are two years, "18-NQ/TW" is one number.
        b'-' => !figures,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_marks_and_years_stand_apart() {
        let text = "Nghị quyết 18-NQ/TW, đạt 1,8% (KH&CN) giai đoạn 2021-2030, 12/2021; a - b/ c.";
        let words: Vec<&str> = split(text).map(|range| &text[range]).collect();
        let wanted = ["Nghị", "quyết", "18-NQ/TW", "đạt", "1,8%", "KH&CN", "giai", "đoạn", "2021", "2030", "12/2021", "a", "b", "c"];
        assert_eq!(words, wanted);
    }

    #[test]
    fn letters_are_told_by_their_bytes_as_unicode_says() {
        for c in ('\u{80}'..='\u{24f}').chain('\u{1e00}'..='\u{2100}') {
            assert_eq!(run(&c.to_string(), 0) > 0, c.is_alphanumeric(), "{c}");
        }
    }

    #[test]
    fn phrases_and_spellings_are_found_in_order() {
        let words = Words::of(["Ủy ban: Uỷ ban", "", "ban uỷ ban UBND"].into_iter());
        assert_eq!(words.phrase(&["uỷ", "ban"]), [(0, 0), (0, 2), (2, 1)]);
        assert_eq!(words.phrase(&["uỷ", "hội"]), []);
        assert_eq!(words.spelt(|printed, folded| printed != folded && folded == "uỷ"), [(0, 0), (0, 2)]);
        assert_eq!(words.spelt(|_, folded| folded == "ubnd"), [(2, 3)]);
    }
}
