//! Where something stands in a plan, down to the words of a cell.

use std::{cell::OnceCell, ops::Range};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::{Origin, Origins};

/// What part of a document or of a row the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The document as a whole.
    Document,
    /// Number, place, day, issuer, signature of the act.
    Head,
    /// What the act is about, or the plan's title.
    Title,
    /// A clause of the legal basis, or the proposal.
    Basis,
    /// An article of the act.
    Article,
    /// A line of "Nơi nhận".
    Recipient,
    /// The line that ties the plan to its act.
    AttachedTo,
    /// A heading.
    Heading,
    /// A paragraph under a heading.
    Paragraph,
    /// Cell: what is to be done.
    Name,
    /// Cell: results.
    Results,
    /// Cell: who leads.
    Lead,
    /// Cell: who co-ordinates.
    Coordinating,
    /// Cell: when.
    Time,
    /// Cell: notes.
    Note,
    /// Another cell.
    Cell,
}

impl Part {
    /// How a person calls it: Vietnamese, English.
    #[must_use]
    pub fn called(self) -> (&'static str, &'static str) {
        match self {
            Self::Document => ("văn bản", "document"),
            Self::Head => ("thể thức", "head"),
            Self::Title => ("trích yếu", "title"),
            Self::Basis => ("căn cứ", "legal basis"),
            Self::Article => ("điều", "article"),
            Self::Recipient => ("nơi nhận", "recipients"),
            Self::AttachedTo => ("dòng kèm theo", "attachment line"),
            Self::Heading => ("đề mục", "heading"),
            Self::Paragraph => ("đoạn", "paragraph"),
            Self::Name => ("ô nhiệm vụ", "cell: activity"),
            Self::Results => ("ô kết quả", "cell: results"),
            Self::Lead => ("ô chủ trì", "cell: lead"),
            Self::Coordinating => ("ô phối hợp", "cell: co-ordinating"),
            Self::Time => ("ô thời gian", "cell: time"),
            Self::Note => ("ô ghi chú", "cell: note"),
            Self::Cell => ("ô", "cell"),
        }
    }
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub item: Option<String>,
    pub part: Part,
    pub words: String,
    pub origin: Origins,
}

impl Place {
    /// The document as a whole: for what is missing altogether.
    pub(super) fn document() -> Self {
        Self { item: None, part: Part::Document, words: String::new(), origin: Vec::new() }
    }

    /// Words of an item.
    pub(super) fn of(item: &str, part: Part, words: &str, origin: &Origins) -> Self {
        Self { item: Some(item.to_owned()), part, words: words.to_owned(), origin: origin.clone() }
    }
}

/// The document's text, by code points.
#[derive(Debug)]
pub(super) struct Text<'t> {
    text: &'t str,
    /// The byte of every [`STEP`]th code point, when it is first asked for.
    steps: OnceCell<Vec<usize>>,
}

/// Code points from one known byte to the next.
const STEP: usize = 16;

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, steps: OnceCell::new() }
    }

    /// The byte of a code point; none beyond the end.
    fn byte(&self, at: u32) -> Option<usize> {
        let steps = self.steps.get_or_init(|| self.text.char_indices().map(|(byte, _)| byte).step_by(STEP).collect());
        let near = *steps.get(at as usize / STEP)?;
        let rest = &self.text[near..];
        rest.char_indices().map(|(byte, _)| byte).chain([rest.len()]).nth(at as usize % STEP).map(|byte| near + byte)
    }

    /// What stands between two code points, as far as the text goes.
    pub(super) fn between(&self, start: u32, end: u32) -> &'t str {
        let byte = |at| self.byte(at).unwrap_or(self.text.len());
        self.text.get(byte(start)..byte(end)).unwrap_or("")
    }

    /// The words that an origin names, its pieces joined by a space.
    pub(super) fn words(&self, origins: &Origins) -> String {
        origins.iter().map(|origin| self.between(origin.start, origin.end)).collect::<Vec<_>>().join(" ")
    }

    /// True where the words stand somewhere in it.
    pub(super) fn holds(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// Where the bytes `range` of `words` stand, which were read from `origins`: white space and mark-up in between are passed over.
    fn locate(&self, words: &str, range: &Range<usize>, origins: &Origins) -> Option<Origins> {
        let mut places = origins.iter().enumerate().flat_map(|(piece, origin)| {
            let chars = (origin.start..).zip(self.between(origin.start, origin.end).chars());
            chars.map(move |(at, c)| (piece, at, c))
        });
        let mut found: Vec<(usize, Range<u32>)> = Vec::new();
        for (byte, c) in words.char_indices() {
            if byte >= range.end {
                break;
            }
            if c.is_whitespace() {
                continue;
            }
            let (piece, at, _) = places.find(|(.., own)| *own == c)?;
            if byte >= range.start {
                match found.last_mut().filter(|(last, _)| *last == piece) {
                    Some((_, stretch)) => stretch.end = at + 1,
                    None => found.push((piece, at..at + 1)),
                }
            }
        }
        let stretch = |(piece, stretch): (usize, Range<u32>)| Origin {
            start: stretch.start,
            end: stretch.end,
            boxes: None,
            page: origins.get(piece).and_then(|origin| origin.page),
        };
        (!found.is_empty()).then(|| found.into_iter().map(stretch).collect())
    }
}

/// Where the bytes `range` of `words` stand, as near as can be told.
pub(super) fn narrow(words: &str, range: &Range<usize>, origins: &Origins, text: Option<&Text<'_>>) -> Origins {
    if let Some(origin) = text.and_then(|text| text.locate(words, range, origins)) {
        return origin;
    }
    let length = words.chars().count();
    match origins.as_slice() {
        [only] if (only.end - only.start) as usize == length => {
            let before = u32::try_from(words[..range.start].chars().count()).unwrap_or(0);
            let inside = u32::try_from(words[range.clone()].chars().count()).unwrap_or(0);
            let start = only.start + before;
            vec![Origin { page: only.page, start, end: start + inside, boxes: None }]
        }
        _ => origins.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_their_pieces_past_white_space_and_mark_up() {
        let text = Text::new("a **các\n\nsở** | x | ban b");
        let origins =
            vec![Origin { page: None, start: 0, end: 12, boxes: None }, Origin { page: Some(2), start: 20, end: 25, boxes: None }];
        let words = "a các sở ban b";
        let range = words.find("các").expect("there")..words.find(" b").expect("there") + " ban".len();
        let places: Vec<(u32, u32)> = narrow(words, &range, &origins, Some(&text)).iter().map(|o| (o.start, o.end)).collect();
        assert_eq!(places, [(4, 11), (20, 23)]);
    }
}
