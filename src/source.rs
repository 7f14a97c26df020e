//! A document's text and the way back to the file: what every later room reads from.

use std::{ops::Range, sync::OnceLock};

use crate::{
    fold::is_word,
    ingest::{Aside, Gap, Seen},
    passage::{Passage, PassageBuilder, Place, Slip},
    plan::{Finding, TextKind},
    span::{Clean, Raw, Span},
};

/// A cleaned document: its text, its paragraphs and tables in reading order, and what was set aside.
#[derive(Debug)]
pub struct Source {
    text: String,
    back: Anchors,
    chars: CharIndex,
    /// First byte of each page after the first.
    breaks: Vec<u32>,
    /// Media type, told by content.
    pub media_type: &'static str,
    /// How the words came to be text.
    pub kind: TextKind,
    /// Number of pages, where the input has pages.
    pub pages: Option<u32>,
    /// Paragraphs and tables, in reading order.
    pub parts: Vec<Part>,
    /// What is no part of the document's words, with the reason.
    pub aside: Vec<(Span<Clean>, Aside)>,
    /// How many letters were spelt with a look-alike.
    pub look_alikes: u32,
    misread: Vec<Misread>,
    /// Where words stand on their pages, in the order of the text.
    pub seen: Vec<Seen<Clean>>,
    /// What the reader of the plan should know of the file.
    pub findings: Vec<Finding>,
}

/// A phrase that makes no sense as printed, and the near one that does.
#[derive(Debug)]
pub struct Misread {
    /// The phrase as it is printed in its passage.
    pub printed: String,
    /// First byte of the printed phrase in the text.
    pub start: u32,
    /// The byte after it.
    pub end: u32,
    /// What was likely meant.
    pub likely: String,
}

/// A paragraph, or a table.
#[derive(Debug)]
pub enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

impl Part {
    /// Its paragraphs, cell by cell.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> + Clone {
        let (alone, table) = match self {
            Self::Paragraph(paragraph) => (Some(paragraph), None),
            Self::Table(table) => (None, Some(table)),
        };
        alone.into_iter().chain(table.into_iter().flat_map(Table::paragraphs))
    }
}

/// A paragraph: broken lines are joined.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// Its words.
    pub pieces: Vec<Piece>,
    /// How many bytes of its passage, from the start, are bold.
    pub bold: usize,
    /// Its words, once somebody asked for them.
    words: OnceLock<Passage>,
}

impl Paragraph {
    /// The same paragraph where it goes on after a cut.
    #[must_use]
    pub fn after_cut(&self) -> Self {
        let mut pieces = self.pieces.clone();
        if let Some(first) = pieces.first_mut() {
            first.join = Join::Cut;
        }
        Self { pieces, bold: self.bold, words: OnceLock::new() }
    }
}

/// A stretch of words and what joins it to the one before.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Where it stands.
    pub span: Span<Clean>,
    /// How it is joined.
    pub join: Join,
}

/// How a piece is joined to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Within a line: only mark-up stands between.
    Same,
    /// The line was broken.
    Line,
    /// A page break, or other words, stand between: an origin has two entries.
    Cut,
}

/// A table as printed.
#[derive(Debug)]
pub struct Table {
    /// Its rows, from top to bottom.
    pub rows: Vec<Row>,
}

impl Table {
    /// The paragraphs of its cells, row by row.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> + Clone {
        self.rows.iter().flat_map(|row| row.cells.iter().flatten())
    }
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// Its cells, from left to right; each holds paragraphs.
    pub cells: Vec<Vec<Paragraph>>,
    /// Which of them are cells of the row above that reach down.
    pub reaching: Vec<usize>,
    /// What stands before the row.
    pub gap: Gap,
}

/// What [`Source::new`] is made from.
#[derive(Debug)]
pub struct Text {
    /// The cleaned text.
    pub text: String,
    /// The way back to the file's text.
    pub back: Anchors,
    /// How many letters were spelt with a look-alike.
    pub look_alikes: u32,
}

impl Source {
    /// A source without parts yet.
    #[must_use]
    pub fn new(text: Text, media_type: &'static str, kind: TextKind, pages: Option<u32>) -> Self {
        let chars = CharIndex::new(&text.text);
        let breaks = text.text.bytes().enumerate().filter(|(_, byte)| *byte == 0x0c);
        let breaks = breaks.map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        Self {
            text: text.text,
            back: text.back,
            chars,
            breaks,
            media_type,
            kind,
            pages,
            parts: Vec::new(),
            aside: Vec::new(),
            look_alikes: text.look_alikes,
            misread: Vec::new(),
            seen: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The document's text, as `kehoach text` prints it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, when the rest is no longer needed.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// The words of a span.
    #[must_use]
    pub fn words(&self, span: Span<Clean>) -> &str {
        &self.text[span.range()]
    }

    /// The stretch of the file's text that a span was cleaned from.
    #[must_use]
    pub fn raw(&self, span: Span<Clean>) -> Span<Raw> {
        Span::new(self.back.raw(span.start()), self.back.raw(span.end()))
    }

    /// Code points before byte `at`.
    #[must_use]
    pub fn chars_before(&self, at: u32) -> u32 {
        self.chars.before(&self.text, at)
    }

    /// The page, from 1, that byte `at` stands on; 0 where the input has no pages.
    #[must_use]
    pub fn page(&self, at: u32) -> u32 {
        match self.pages {
            Some(_) => u32::try_from(self.breaks.partition_point(|&first| first <= at)).unwrap_or(0) + 1,
            None => 0,
        }
    }

    /// The stretch of text that a run of parts stands in: from its first byte, or the text's, up to what follows.
    #[must_use]
    pub fn stretch(&self, parts: &Range<usize>) -> Span<Clean> {
        let first = |at: usize| {
            let pieces = self.parts.get(at)?.paragraphs().flat_map(|paragraph| &paragraph.pieces);
            pieces.map(|piece| piece.span.start()).min()
        };
        let start = if parts.start == 0 { 0 } else { first(parts.start).unwrap_or(0) };
        let end = if parts.end >= self.parts.len() { None } else { first(parts.end) };
        Span::new(start, end.unwrap_or_else(|| u32::try_from(self.text.len()).unwrap_or(u32::MAX)))
    }

    /// Phrases that were likely misread, in the order of the text.
    #[must_use]
    pub fn misread(&self) -> &[Misread] {
        &self.misread
    }

    /// Says which phrases were likely misread: passages are told of them from now on.
    pub fn set_misread(&mut self, mut misread: Vec<Misread>) {
        misread.sort_unstable_by_key(|misread| misread.start);
        let stands_in = |piece: &Piece| {
            let first = misread.partition_point(|misread| misread.start < piece.span.start());
            misread.get(first).is_some_and(|misread| misread.start < piece.span.end())
        };
        for part in &mut self.parts {
            let paragraphs: &mut dyn Iterator<Item = &mut Paragraph> = match part {
                Part::Paragraph(paragraph) => &mut std::iter::once(paragraph),
                Part::Table(table) => &mut table.rows.iter_mut().flat_map(|row| row.cells.iter_mut().flatten()),
            };
            for paragraph in paragraphs.filter(|paragraph| paragraph.pieces.iter().any(stands_in)) {
                paragraph.words = OnceLock::new();
            }
        }
        self.misread = misread;
    }

    /// The words of a paragraph.
    #[must_use]
    pub fn passage(&self, paragraph: &Paragraph) -> Passage {
        paragraph.words.get_or_init(|| self.joined(std::slice::from_ref(paragraph))).clone()
    }

    /// True where letters or digits stand between two bytes: a tag, furniture, or other words.
    fn has_words(&self, start: u32, end: u32) -> bool {
        start > end || self.text[start as usize..end as usize].chars().any(is_word)
    }

    /// True where a tag between two bytes begins a new line.
    fn has_break(&self, start: u32, end: u32) -> bool {
        const NEAR: u32 = 200;
        let between = if start < end && end - start < NEAR { &self.text[start as usize..end as usize] } else { "" };
        between.split('<').skip(1).any(|tag| tag.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br")))
    }

    /// The words of several paragraphs, with a space between them.
    #[must_use]
    pub fn join(&self, paragraphs: &[Paragraph]) -> Passage {
        match paragraphs {
            [paragraph] => self.passage(paragraph),
            paragraphs => self.joined(paragraphs),
        }
    }

    fn joined(&self, paragraphs: &[Paragraph]) -> Passage {
        let pieces = paragraphs.iter().flat_map(|paragraph| &paragraph.pieces);
        let mut builder = PassageBuilder::with_capacity(pieces.map(|piece| piece.span.range().len() + 1).sum());
        let mut end = None;
        for paragraph in paragraphs {
            builder.space();
            for piece in &paragraph.pieces {
                if piece.join != Join::Same {
                    builder.space();
                }
                let byte = piece.span.start();
                let apart = piece.join == Join::Cut || end.is_some_and(|end| self.has_words(end, byte));
                let broken = end.is_some_and(|end| self.has_break(end, byte));
                let place = Place { byte, char: self.chars_before(byte), page: self.page(byte), apart, broken };
                builder.push(self.words(piece.span), place);
                end = Some(piece.span.end());
            }
        }
        let passage = builder.finish();
        if self.misread.is_empty() { passage } else { self.with_slips(passage) }
    }

    /// The passage, told of the slips that stand in it.
    fn with_slips(&self, passage: Passage) -> Passage {
        let mut places = passage.places();
        places.sort_unstable_by_key(|(span, _)| span.start());
        let at = |byte: u32| {
            let last = places.partition_point(|(span, _)| span.start() <= byte).checked_sub(1)?;
            let (span, at) = places[last];
            (byte < span.end()).then(|| at + (byte - span.start()) as usize)
        };
        let mut slips = Vec::new();
        for (span, _) in &places {
            let first = self.misread.partition_point(|misread| misread.start < span.start());
            for misread in self.misread[first..].iter().take_while(|misread| misread.start < span.end()) {
                if let (Some(start), Some(last)) = (at(misread.start), at(misread.end - 1)) {
                    slips.push((start..last + 1, misread.likely.as_str()));
                }
            }
        }
        slips.sort_unstable_by_key(|(range, _)| range.start);
        let slips = slips.into_iter().map(|(range, meant)| Slip::new(range, meant)).collect();
        passage.with_slips(slips)
    }
}

/// The way from the cleaned text back to the file's: places from which both run side by side.
#[derive(Debug, Clone, Default)]
pub struct Anchors(Vec<(u32, u32)>);

impl Anchors {
    /// Says that from byte `clean` of the cleaned text and byte `raw` of the file's both run side by side.
    pub fn add(&mut self, clean: u32, raw: u32) {
        match self.0.last_mut() {
            Some(last) if last.0 == clean => last.1 = raw,
            _ => self.0.push((clean, raw)),
        }
    }

    /// The byte of the file's text for a byte of the cleaned one.
    #[must_use]
    pub fn raw(&self, clean: u32) -> u32 {
        match self.0.partition_point(|&(at, _)| at <= clean).checked_sub(1) {
            Some(at) => {
                let (from, to) = self.0[at];
                let next = self.0.get(at + 1).map_or(u32::MAX, |next| next.1);
                (to + (clean - from)).min(next)
            }
            None => clean,
        }
    }

    /// The byte of the cleaned text for a byte of the file's.
    #[must_use]
    pub fn clean(&self, raw: u32) -> u32 {
        match self.0.partition_point(|&(_, at)| at <= raw).checked_sub(1) {
            Some(at) => {
                let (from, to) = self.0[at];
                let next = self.0.get(at + 1).map_or(u32::MAX, |next| next.0);
                (from + (raw - to)).min(next)
            }
            None => raw,
        }
    }
}

/// Code points before every 64th byte, so that a byte's code point is found by counting at most that many.
#[derive(Debug)]
struct CharIndex(Vec<u32>);

impl CharIndex {
    const STEP: usize = 64;

    fn new(text: &str) -> Self {
        let mut before = 0;
        let counts = text.as_bytes().chunks(Self::STEP).map(|chunk| {
            let at = before;
            before += starts(chunk);
            at
        });
        Self(counts.collect())
    }

    fn before(&self, text: &str, at: u32) -> u32 {
        let at = (at as usize).min(text.len());
        let block = at / Self::STEP;
        match self.0.get(block) {
            Some(before) => before + starts(&text.as_bytes()[block * Self::STEP..at]),
            None => self.0.last().map_or(0, |before| before + starts(&text.as_bytes()[(self.0.len() - 1) * Self::STEP..at])),
        }
    }
}

/// Code points that start in these bytes.
fn starts(bytes: &[u8]) -> u32 {
    // A block fits a byte: so it is counted many bytes at a time.
    let blocks = bytes.chunks(CharIndex::STEP);
    blocks.map(|block| u32::from(block.iter().map(|&byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>())).sum()
}
