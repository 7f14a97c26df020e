//! Where something stands, and in which text.

use std::{fmt, marker::PhantomData, ops::Range};

/// Counts bytes of the text as the file holds it, decoded.
#[derive(Debug)]
pub enum Raw {}

/// Counts bytes of the text as `kehoach text` prints it.
#[derive(Debug)]
pub enum Clean {}

/// A half-open stretch of bytes of one text; `In` says which, so that two texts cannot be mixed up.
///
/// Invariant: `start <= end`, and both stand between two characters.
///
/// ```
/// use kehoach::span::{Clean, Span};
/// assert_eq!(Span::<Clean>::new(3, 5).range(), 3..5);
/// ```
pub struct Span<In> {
    start: u32,
    end: u32,
    text: PhantomData<In>,
}

impl<In> Span<In> {
    /// The stretch from `start` to `end`; an inverted pair gives an empty stretch at `start`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start), text: PhantomData }
    }

    /// The stretch of a range of bytes. Texts are under 4 GiB, which the door checks.
    #[must_use]
    pub fn of(range: &Range<usize>) -> Self {
        Self::new(u32::try_from(range.start).unwrap_or(u32::MAX), u32::try_from(range.end).unwrap_or(u32::MAX))
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last.
    #[must_use]
    pub fn end(self) -> u32 {
        self.end
    }

    /// As indices into a string.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// True for a stretch without bytes.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

// Written out, since a derive would ask the same of the marker `In`.
impl<In> Clone for Span<In> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<In> Copy for Span<In> {}
impl<In> PartialEq for Span<In> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<In> Eq for Span<In> {}
impl<In> fmt::Debug for Span<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
