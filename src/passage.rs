//! A stretch of the document's words as a reader reads them, each character knowing where it stands.

use std::{
    borrow::Cow,
    ops::Range,
    sync::{Arc, OnceLock},
};

use crate::{
    code::code,
    fold::fold,
    plan::{Origin, Origins},
    span::{Clean, Span},
};

/// Words in reading order: mark-up left out, broken lines joined, white space folded to single spaces.
///
/// Every reader of the program works on a passage; offsets into it are bytes and hold for [`text`](Self::text) and
/// [`folded`](Self::folded) alike. Patterns are held against [`code`](Self::code), where OCR slips are read as they were likely meant; what
/// they find stands in the printed words.
///
/// ```
/// use kehoach::passage::Passage;
/// let passage = Passage::from_text("Quý I/2022");
/// assert_eq!(passage.folded(), "quý i/2022");
/// assert_eq!(passage.origin(&(5..6))[0].start, 4, "origins count code points");
/// ```
///
/// A copy and a [`slice`](Self::slice) share the words that they are made of.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    words: Arc<Words>,
    /// The bytes of `words` that it is; its ends are whole letters in both forms and cut no slip.
    range: Range<usize>,
    /// Of a short part of `words`: see [`cues`](Self::cues).
    cues: OnceLock<Arc<Cues>>,
}

/// What passages are parts of.
#[derive(Debug, Clone, Default)]
struct Words {
    text: String,
    folded: String,
    pieces: Vec<Piece>,
    slips: Vec<Slip>,
    code: OnceLock<String>,
    cues: OnceLock<Arc<Cues>>,
}

/// The form of a passage that a pattern is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Its [`code`](Passage::code).
    Code,
    /// Its [`text`](Passage::text).
    Text,
}

/// Words that make no sense as printed, and those that were likely meant: "Chi" in "Chi số CCHC" for "Chỉ".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    range: Range<usize>,
    /// What was likely meant, folded.
    meant: String,
    /// First byte of what was meant in the passage's code.
    coded: usize,
}

impl Slip {
    /// The words at `range` were likely meant as `meant`.
    #[must_use]
    pub fn new(range: Range<usize>, meant: &str) -> Self {
        Self { range, meant: fold(meant), coded: 0 }
    }

    /// Without the words at its start and end that are printed as they were meant, so that "quý ll" tells of the "ll" only.
    fn narrowed(self, folded: &str) -> Self {
        let Some(printed) = folded.get(self.range.clone()) else { return self };
        let same = |(one, other): &(&str, &str)| one == other;
        let (before, after) = (printed.split_inclusive(' '), self.meant.split_inclusive(' '));
        let first: usize = before.clone().zip(after.clone()).take_while(same).map(|(word, _)| word.len()).sum();
        let last: usize = before.rev().zip(after.rev()).take_while(same).map(|(word, _)| word.len()).sum();
        if first + last >= printed.len().min(self.meant.len()) {
            return self;
        }
        let range = self.range.start + first..self.range.end - last;
        Self { range, meant: self.meant[first..self.meant.len() - last].to_owned(), ..self }
    }

    fn coded_end(&self) -> usize {
        self.coded + self.meant.len()
    }

    /// The same slip in a passage where it stands elsewhere.
    fn moved(&self, place: impl Fn(usize) -> usize) -> Self {
        Self { range: place(self.range.start)..place(self.range.end), ..self.clone() }
    }
}

/// Which grammars have their cues in a passage, by the index that looked for them.
#[derive(Debug, Clone)]
pub struct Cues {
    /// Tells the index from another.
    pub index: usize,
    /// One bit for each grammar.
    pub met: Vec<u64>,
}

/// A run of the passage that stands in one stretch of the document, character for character.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// First byte in the passage.
    at: u32,
    /// Bytes, the same in passage and document.
    length: u32,
    /// First byte in the document's text.
    byte: u32,
    /// First code point in the document's text.
    char: u32,
    /// Page, from 1; 0 where the input has none.
    page: u32,
    /// True where an origin must not reach across from the piece before: a page break or other words stand between.
    apart: bool,
    /// True where a tag begins a new line.
    broken: bool,
}

/// A place in the document from which a piece is taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// First byte in the document's text.
    pub byte: u32,
    /// First code point in the document's text.
    pub char: u32,
    /// Page, from 1; 0 where the input has none.
    pub page: u32,
    /// True where an origin must not reach across from what was pushed before.
    pub apart: bool,
    /// True where a tag begins a new line.
    pub broken: bool,
}

impl Passage {
    /// The words of `text`, standing at its start: for examples and tests.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut builder = PassageBuilder::default();
        builder.push(text, Place::default());
        builder.finish()
    }

    /// Several passages as one, with a space between those that have words.
    #[must_use]
    pub fn concat(parts: &[Self]) -> Self {
        let mut all = Words::default();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            if !all.text.is_empty() {
                all.text.push(' ');
                all.folded.push(' ');
            }
            let start = all.text.len();
            let offset = u32::try_from(start).unwrap_or(u32::MAX);
            let moved = part.pieces_of(&part.whole()).enumerate();
            all.pieces.extend(moved.map(|(nth, piece)| Piece {
                at: piece.at + offset,
                apart: piece.apart || (nth == 0 && offset > 0),
                ..piece
            }));
            all.slips.extend(part.slips().iter().map(|slip| slip.moved(|at| at - part.range.start + start)));
            all.text.push_str(part.text());
            all.folded.push_str(part.folded());
        }
        all.whole()
    }

    /// The words as printed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.words.text[self.range.clone()]
    }

    /// The words as compared: see [`fold`].
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.words.folded[self.range.clone()]
    }

    /// The words as patterns are held against them: slips as they were likely meant, and all in [`code`](crate::code).
    ///
    /// Offsets differ from those of the text behind a slip: [`to_code`](Self::to_code) and [`from_code`](Self::from_code) lead from one
    /// to the other.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.words.code()[self.words.to_code(self.range.start)..self.words.to_code(self.range.end)]
    }

    /// The slips that stand in it.
    fn slips(&self) -> &[Slip] {
        let slips = &self.words.slips;
        let first = slips.partition_point(|slip| slip.range.start < self.range.start);
        let count = slips[first..].partition_point(|slip| slip.range.end <= self.range.end);
        &slips[first..first + count]
    }

    /// The folded words of `range` as they were likely meant.
    ///
    /// ```
    /// use kehoach::passage::{Passage, Slip};
    /// let passage = Passage::from_text("Quý ll/2023").with_slips(vec![Slip::new(0..7, "quý II")]);
    /// assert_eq!(passage.meant(&(5..7)), "ii");
    /// assert_eq!(passage.meant(&(8..12)), "2023");
    /// ```
    #[must_use]
    pub fn meant(&self, range: &Range<usize>) -> Cow<'_, str> {
        let Words { folded, slips, .. } = &*self.words;
        let range = self.range.start + range.start..self.range.start + range.end;
        let first = slips.partition_point(|slip| slip.range.end <= range.start);
        let slips: Vec<_> = slips[first..].iter().take_while(|slip| slip.range.start < range.end).collect();
        let (Some(first), Some(last)) = (slips.first(), slips.last()) else { return Cow::Borrowed(&folded[range]) };
        let mut meant = folded[range.start.min(first.range.start)..first.range.start].to_owned();
        for pair in slips.windows(2) {
            meant = meant + &pair[0].meant + &folded[pair[0].range.end..pair[1].range.start];
        }
        Cow::Owned(meant + &last.meant + &folded[last.range.end..range.end.max(last.range.end)])
    }

    /// The same words, patterns reading `slips` as they were likely meant; a slip that overlaps the one before or cuts a letter is left out.
    ///
    /// ```
    /// use kehoach::passage::{Passage, Slip};
    /// let passage = Passage::from_text("Chi số CCHC").with_slips(vec![Slip::new(0..3, "chỉ")]);
    /// assert_eq!(passage.text(), "Chi số CCHC");
    /// assert_eq!(passage.from_code(&(0..passage.code().len())), passage.whole());
    /// ```
    #[must_use]
    pub fn with_slips(self, slips: Vec<Slip>) -> Self {
        let mut words = self.words_of_its_own();
        words.slips.clear();
        for slip in slips {
            let slip = slip.narrowed(&words.folded);
            let Range { start, end } = slip.range;
            if words.slips.last().map_or(0, |last| last.range.end) <= start && start < end && words.stands(start) && words.stands(end) {
                words.slips.push(slip);
            }
        }
        words.whole()
    }

    /// The byte of [`code`](Self::code) for a byte of the text; where it lies in a slip, the end of what was meant.
    #[must_use]
    pub fn to_code(&self, at: usize) -> usize {
        self.words.to_code(self.range.start + at) - self.words.to_code(self.range.start)
    }

    /// The bytes of the text for bytes of [`code`](Self::code), widened to whole slips and whole letters.
    #[must_use]
    pub fn from_code(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.words.to_code(self.range.start);
        let range = self.words.printed(&(first + range.start..first + range.end));
        let inside = |at: usize| at.saturating_sub(self.range.start);
        self.whole_letters(&(inside(range.start)..inside(range.end)))
    }

    /// Which grammars have their cues in it, told once by `look` from its code and whether a slip stands in it.
    ///
    /// A part that is much of its words is told by all of them: a cue more does no harm, another look costs more.
    pub fn cues(&self, look: impl FnOnce(&str, bool) -> Cues) -> &Cues {
        if self.is_told_by_all() {
            self.words.cues.get_or_init(|| look(self.words.code(), !self.words.slips.is_empty()).into())
        } else {
            self.cues.get_or_init(|| look(self.code(), !self.slips().is_empty()).into())
        }
    }

    /// The same, where it was told.
    #[must_use]
    pub fn known_cues(&self) -> Option<&Cues> {
        if self.is_told_by_all() { self.words.cues.get() } else { self.cues.get() }.map(Arc::as_ref)
    }

    fn is_told_by_all(&self) -> bool {
        self.len() > self.words.text.len() / 4
    }

    /// The words in that form.
    #[must_use]
    pub fn form(&self, form: Form) -> &str {
        match form {
            Form::Code => self.code(),
            Form::Text => self.text(),
        }
    }

    /// Bytes of the text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// True for a passage without words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// The whole of it.
    #[must_use]
    pub fn whole(&self) -> Range<usize> {
        0..self.len()
    }

    /// `range` without white space at its ends.
    #[must_use]
    pub fn trim(&self, range: &Range<usize>) -> Range<usize> {
        self.trim_matches(range, char::is_whitespace)
    }

    /// `range` without the dash or bullet of a list at its start.
    #[must_use]
    pub fn behind_dash(&self, range: &Range<usize>) -> Range<usize> {
        let words = self.text()[range.clone()].trim_start_matches(['-', '–', '+', '•', ' ']);
        range.end - words.len()..range.end
    }

    /// `range` without white space and final `.` `;` `,` at its end, as names, results and bullets are written.
    #[must_use]
    pub fn trim_final(&self, range: &Range<usize>) -> Range<usize> {
        let trimmed = self.trim(range);
        // `./.` closes a whole text (NĐ 30/2020/NĐ-CP, Phụ lục I).
        let words = &self.text()[trimmed.clone()];
        let words = words.strip_suffix("./.").unwrap_or(words);
        let kept = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ','));
        trimmed.start..trimmed.start + kept.len()
    }

    fn trim_matches(&self, range: &Range<usize>, drop: fn(char) -> bool) -> Range<usize> {
        let text = &self.text()[range.clone()];
        let from_start = text.trim_start_matches(drop);
        let start = range.end - from_start.len();
        start..start + from_start.trim_end_matches(drop).len()
    }

    /// `range` widened to letters that are whole in both forms: `Ủy` and `uỷ` have their bytes at different places within the pair.
    #[must_use]
    pub fn whole_letters(&self, range: &Range<usize>) -> Range<usize> {
        let whole = |at: usize| self.words.stands(self.range.start + at);
        let start = (0..=range.start.min(self.len())).rev().find(|&at| whole(at)).unwrap_or(0);
        let end = (range.end..=self.len()).find(|&at| whole(at)).unwrap_or(self.len());
        start..end.max(start)
    }

    /// Where the words of `range` stand: one entry, or one for each piece where something cuts them.
    #[must_use]
    pub fn origin(&self, range: &Range<usize>) -> Origins {
        // Nearly all have one entry, and there is an origin for each item of a plan.
        let mut origins: Origins = Vec::with_capacity(1);
        for piece in self.pieces_of(range) {
            let page = (piece.page > 0).then_some(piece.page);
            let (start, end) = (piece.char, piece.char + self.count_chars(piece));
            match origins.last_mut() {
                Some(last) if !piece.apart && last.page == page && last.end <= start => last.end = end,
                _ => origins.push(Origin { page, start, end, boxes: None }),
            }
        }
        origins
    }

    /// The stretches of the document that the words of `range` stand in.
    #[must_use]
    pub fn spans(&self, range: &Range<usize>) -> Vec<Span<Clean>> {
        self.pieces_of(range).map(|piece| Span::new(piece.byte, piece.byte + piece.length)).collect()
    }

    /// The stretches of the document that it is made of, each with its first byte in the passage.
    #[must_use]
    pub fn places(&self) -> Vec<(Span<Clean>, usize)> {
        let pieces = self.pieces_of(&self.whole());
        pieces.map(|piece| (Span::new(piece.byte, piece.byte + piece.length), piece.at as usize)).collect()
    }

    /// The bytes at which a tag such as `<br>` begins a new line.
    #[must_use]
    pub fn breaks(&self) -> Vec<usize> {
        self.pieces_of(&self.whole()).filter(|piece| piece.broken && piece.at > 0).map(|piece| piece.at as usize).collect()
    }

    /// The words of `range` as a passage of their own.
    #[must_use]
    pub fn slice(&self, range: &Range<usize>) -> Self {
        let part = self.range.start + range.start..self.range.start + range.end;
        let part = Self { words: Arc::clone(&self.words), range: part, cues: Default::default() };
        // A cut within a moved tone mark has no counterpart in the folded form; one within a slip leaves its words as printed.
        if self.words.may_be_cut(part.range.start) && self.words.may_be_cut(part.range.end) {
            part
        } else {
            part.words_of_its_own().whole()
        }
    }

    /// Words of which it is the whole.
    fn words_of_its_own(self) -> Words {
        if self.range == (0..self.words.text.len()) {
            let words = Arc::unwrap_or_clone(self.words);
            return Words { text: words.text, folded: words.folded, pieces: words.pieces, slips: words.slips, ..Words::default() };
        }
        let pieces = self.pieces_of(&self.whole()).collect();
        let text = self.text().to_owned();
        let folded = self.words.folded.get(self.range.clone()).map_or_else(|| fold(&text), ToOwned::to_owned);
        let slips = self.slips().iter().map(|slip| slip.moved(|at| at - self.range.start)).collect();
        Words { text, folded, pieces, slips, ..Words::default() }
    }

    fn count_chars(&self, piece: Piece) -> u32 {
        let words = &self.text()[piece.at as usize..(piece.at + piece.length) as usize];
        u32::try_from(words.chars().count()).unwrap_or(u32::MAX)
    }

    /// The pieces that `range` touches, cut to it; where they stand is counted in this passage.
    fn pieces_of(&self, range: &Range<usize>) -> impl Iterator<Item = Piece> + '_ {
        let in_words = |at: usize| u32::try_from(self.range.start + at).unwrap_or(u32::MAX);
        let (offset, from, to) = (in_words(0), in_words(range.start), in_words(range.end));
        let Words { text, pieces, .. } = &*self.words;
        let first = pieces.partition_point(|piece| piece.at + piece.length <= from);
        pieces[first..].iter().take_while(move |piece| piece.at < to).map(move |piece| {
            let skip = from.saturating_sub(piece.at);
            let end = to.min(piece.at + piece.length);
            let before = &text[piece.at as usize..(piece.at + skip) as usize];
            Piece {
                at: piece.at + skip - offset,
                length: end - piece.at - skip,
                byte: piece.byte + skip,
                char: piece.char + u32::try_from(before.chars().count()).unwrap_or(u32::MAX),
                broken: piece.broken && skip == 0,
                ..*piece
            }
        })
    }
}

impl Words {
    /// All of them, as a passage.
    fn whole(mut self) -> Passage {
        // Tells each slip where what was meant stands in code.
        let (mut coded, mut printed) = (0, 0);
        for slip in &mut self.slips {
            slip.coded = coded + slip.range.start - printed;
            (coded, printed) = (slip.coded_end(), slip.range.end);
        }
        Passage { range: 0..self.text.len(), words: Arc::new(self), cues: Default::default() }
    }

    fn code(&self) -> &str {
        self.code.get_or_init(|| {
            let mut meant = String::new();
            let mut at = 0;
            for slip in &self.slips {
                meant.push_str(&self.folded[at..slip.range.start]);
                meant.push_str(&slip.meant);
                at = slip.range.end;
            }
            if at == 0 { code(&self.folded) } else { code(&(meant + &self.folded[at..])) }
        })
    }

    /// True for a byte at which both forms have a letter, or end.
    fn stands(&self, at: usize) -> bool {
        self.text.is_char_boundary(at) && self.folded.is_char_boundary(at)
    }

    /// True for a byte at which a part may begin or end.
    fn may_be_cut(&self, at: usize) -> bool {
        let before = self.slips.partition_point(|slip| slip.range.start < at).checked_sub(1);
        self.stands(at) && before.is_none_or(|last| self.slips[last].range.end <= at)
    }

    fn to_code(&self, at: usize) -> usize {
        match self.slips.partition_point(|slip| slip.range.start < at).checked_sub(1) {
            Some(last) => self.slips[last].coded_end() + at.saturating_sub(self.slips[last].range.end),
            None => at,
        }
    }

    /// The bytes of the text for bytes of the code, widened to whole slips.
    fn printed(&self, range: &Range<usize>) -> Range<usize> {
        let before = |at: usize| self.slips.partition_point(|slip| slip.coded < at).checked_sub(1).map(|last| &self.slips[last]);
        let start = match before(range.start) {
            Some(slip) if range.start < slip.coded_end() => slip.range.start,
            Some(slip) => slip.range.end + range.start - slip.coded_end(),
            None => range.start,
        };
        let end = match before(range.end) {
            Some(slip) => slip.range.end + range.end.saturating_sub(slip.coded_end()),
            None => range.end,
        };
        start..end
    }
}

/// Puts a passage together from stretches of the document.
#[derive(Debug, Default)]
pub struct PassageBuilder {
    text: String,
    pieces: Vec<Piece>,
    space: bool,
    apart: bool,
    broken: bool,
}

impl PassageBuilder {
    /// A builder with room for so many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), pieces: Vec::with_capacity(1), ..Self::default() }
    }

    /// Adds words that stand at `place`; white space is folded, and none is added between two pushes.
    pub fn push(&mut self, words: &str, place: Place) {
        self.apart |= place.apart;
        self.broken |= place.broken;
        let (mut byte, mut char) = (place.byte, place.char);
        let mut rest = words;
        while !rest.is_empty() {
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                self.space = true;
                char += u32::try_from(rest[..blank].chars().count()).unwrap_or(0);
                byte += u32::try_from(blank).unwrap_or(0);
                rest = &rest[blank..];
                continue;
            }
            let run = run_length(rest);
            if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
            // Short pieces keep the way from a byte to its code point short, however long a line is.
            for part in parts(&rest[..run]) {
                let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
                let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
                self.pieces.push(Piece { at, length, byte, char, page: place.page, apart: self.apart, broken: self.broken });
                (self.apart, self.broken) = (false, false);
                self.text.push_str(part);
                char += u32::try_from(part.chars().count()).unwrap_or(0);
                byte += length;
            }
            rest = &rest[run..];
        }
    }

    /// Asks for a space before what comes next.
    pub fn space(&mut self) {
        self.space = true;
    }

    /// The passage.
    #[must_use]
    pub fn finish(self) -> Passage {
        Words { folded: fold(&self.text), text: self.text, pieces: self.pieces, ..Words::default() }.whole()
    }
}

/// A run of words in parts of bounded length.
fn parts(mut run: &str) -> impl Iterator<Item = &str> {
    const LONGEST: usize = 512;
    std::iter::from_fn(move || {
        let end = (LONGEST.min(run.len())..=run.len()).find(|&at| run.is_char_boundary(at))?;
        let (part, rest) = run.split_at(end);
        run = rest;
        (!part.is_empty()).then_some(part)
    })
}

/// Bytes up to white space that is more than one plain space between words.
fn run_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let begins_blank = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let ends = |at: usize| match bytes[at] {
        b' ' => at + 1 == bytes.len() || begins_blank(at + 1),
        b'\t'..=b'\r' => true,
        // White space beyond ASCII begins with one of these; 0xe1 also begins most letters of Vietnamese.
        0xc2 | 0xe2 | 0xe3 => begins_blank(at),
        0xe1 => bytes.get(at + 1) == Some(&0x9a) && begins_blank(at),
        _ => false,
    };
    (0..bytes.len()).find(|&at| ends(at)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_at_white_space_of_any_script() {
        for blank in ('\0'..='\u{ffff}').filter(|c| c.is_whitespace() && *c != ' ') {
            assert_eq!(run_length(&format!("ẵ ô{blank}x")), "ẵ ô".len(), "{blank:?}");
        }
        assert_eq!((run_length("a b  c"), run_length("a "), run_length("một hai")), (3, 1, "một hai".len()));
    }

    #[test]
    fn white_space_is_folded_and_offsets_lead_back() {
        let raw = "  a\u{a0} bé \n\tc  d ";
        let passage = Passage::from_text(raw);
        assert_eq!(passage.text(), "a bé c d");
        let spans = passage.spans(&passage.whole());
        let back: Vec<_> = spans.iter().map(|span| &raw[span.range()]).collect();
        assert_eq!(back, ["a", "bé", "c", "d"]);
        assert_eq!(passage.origin(&(2..5)), [Origin { page: None, start: 5, end: 7, boxes: None }]);
    }

    #[test]
    fn what_is_found_in_the_likely_reading_stands_in_the_printed_words() {
        let text = "Nâng cao Chi số CCHC, Phân đầu 95%";
        let range = |words: &str| text.find(words).map(|at| at..at + words.len()).expect("it stands there");
        let passage = Passage::from_text(text).with_slips(vec![Slip::new(range("Chi"), "chỉ"), Slip::new(range("Phân đầu"), "phấn đấu")]);
        let code = passage.code();
        for (meant, printed) in [("chỉ số", "Chi số"), ("phấn", "Phân đầu"), ("95%", "95%"), ("nâng cao ", "Nâng cao "), (", ", ", ")]
        {
            let at = code.find(&crate::code::code(meant)).expect("it is meant");
            assert_eq!(&text[passage.from_code(&(at..at + meant.len()))], printed, "{meant}");
        }
        assert_eq!(passage.from_code(&(code.len()..code.len())), text.len()..text.len());
        assert_eq!(passage.to_code(text.len()), code.len());
        let slice = passage.slice(&range("số CCHC, Phân đầu"));
        assert_eq!(slice.code(), crate::code::code("số cchc, phấn đấu"));
        assert_eq!(Passage::concat(&[passage.clone(), slice.clone()]).code(), format!("{code} {}", slice.code()));
    }

    #[test]
    fn an_origin_has_two_pieces_where_a_page_break_cuts_it() {
        let mut builder = PassageBuilder::default();
        builder.push("kiểm tra tình", Place { byte: 0, char: 0, page: 1, ..Place::default() });
        builder.space();
        builder.push("hình thực hiện", Place { byte: 40, char: 30, page: 2, apart: true, broken: false });
        let passage = builder.finish();
        let tinh_hinh = passage.text().find("tình hình").map(|at| at..at + "tình hình".len()).expect("it stands there");
        let origin = passage.origin(&tinh_hinh);
        assert_eq!(origin.iter().map(|o| (o.page, o.start, o.end)).collect::<Vec<_>>(), [(Some(1), 9, 13), (Some(2), 30, 34)]);
    }
}
