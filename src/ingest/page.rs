//! Pages as they are seen: words and ruling lines with their places, which become lines, paragraphs and tables. PDF fills them; what
//! reads pictures of pages hands over the same.

pub(super) mod columns;
pub(super) mod compose;
pub(super) mod furniture;
pub(super) mod grid;
pub(super) mod line;
mod patience;
pub(super) mod spaced;
pub(super) mod unruled;

use crate::{error::Error, ingest::Pages, limit::Limits, threads::Threads};

/// A page as it is seen, turned upright; places in points from its top left.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Width in points.
    pub(super) width: f32,
    /// Height in points.
    pub(super) height: f32,
    /// The words, one after the other.
    pub(super) text: String,
    /// Where each word stands.
    pub(super) words: Vec<Word>,
    /// Ruling lines.
    pub(super) rules: Vec<Rule>,
    /// True where the page is a picture, and its words were read from it: its ruling lines are in the picture, and words stand unevenly.
    pub(super) is_picture: bool,
}

impl Page {
    /// The letters of a word.
    pub(super) fn word(&self, at: usize) -> &str {
        let word = &self.words[at];
        &self.text[word.start as usize..word.end as usize]
    }
}

/// A word: what stands between two gaps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// First byte in the page's text.
    pub(super) start: u32,
    /// The byte after the last.
    pub(super) end: u32,
    /// Its box, in the frame that its turn makes upright.
    pub(super) frame: Rect,
    /// Where the letters stand, in the same frame.
    pub(super) baseline: f32,
    /// Size of the letters in points.
    pub(super) size: f32,
    /// Bold print.
    pub(super) bold: bool,
    /// How the word is turned on the page.
    pub(super) turn: Turn,
    /// What kind of text it is.
    pub(super) kind: WordKind,
}

/// What kind of text a word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// The page's text.
    Text,
    /// Marked by the producer as belonging to the page: a running head or page number.
    Pagination,
    /// What a signing program put on the page.
    Stamp,
}

impl Word {
    /// The word's box on the page.
    pub(super) fn seen(&self) -> Rect {
        self.turn.to_page(self.frame)
    }
}

/// How text is turned, clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// As usual.
    Upright,
    /// Read from top to bottom.
    Down,
    /// Upside down.
    Over,
    /// Read from bottom to top.
    Up,
}

impl Turn {
    /// A place of the page in the frame in which the text is upright.
    pub(super) fn to_frame(self, (x, y): (f32, f32)) -> (f32, f32) {
        match self {
            Self::Upright => (x, y),
            Self::Down => (y, -x),
            Self::Over => (-x, -y),
            Self::Up => (-y, x),
        }
    }

    /// A box of the frame on the page.
    fn to_page(self, frame: Rect) -> Rect {
        let back = |(u, v): (f32, f32)| match self {
            Self::Upright => (u, v),
            Self::Down => (-v, u),
            Self::Over => (-u, -v),
            Self::Up => (v, -u),
        };
        Rect::around(back((frame.left, frame.top)), back((frame.right, frame.bottom)))
    }
}

/// A box: top is less than bottom.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Rect {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Rect {
    /// The box that has two points as opposite corners.
    pub(super) fn around(a: (f32, f32), b: (f32, f32)) -> Self {
        Self { left: a.0.min(b.0), top: a.1.min(b.1), right: a.0.max(b.0), bottom: a.1.max(b.1) }
    }

    /// The smallest box that holds both.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// True where the point lies inside.
    pub(super) fn holds(self, (x, y): (f32, f32)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// Its middle.
    pub(super) fn middle(self) -> (f32, f32) {
        (self.left.midpoint(self.right), self.top.midpoint(self.bottom))
    }

    /// Its width.
    pub(super) fn width(self) -> f32 {
        self.right - self.left
    }

    /// Its height.
    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }
}

/// A ruling line, level or upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// True for a level one.
    pub(super) level: bool,
    /// Its height on the page, or, for an upright one, its distance from the left.
    pub(super) at: f32,
    /// Where it starts.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

/// Puts pages together: lines, paragraphs and tables in reading order, with their text.
///
/// # Errors
/// More cells of tables than the limit allows.
pub(super) fn read(pages: &[Page], limits: Limits, threads: &Threads) -> Result<Pages, Error> {
    compose::compose(pages, limits, threads)
}
