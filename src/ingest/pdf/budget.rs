//! What a file has spent of what it may ask for.

use crate::{
    error::Error,
    limit::{Limit, Limits},
};

/// Forms within forms.
pub(super) const FORM_DEPTH: u32 = 12;
/// States that are kept to be restored.
pub(super) const SAVED_STATES: usize = 256;
/// Operands of one operator.
pub(super) const OPERANDS: usize = 1 << 16;
/// Ruling lines of a page; a drawing with more is no table.
pub(super) const RULES: usize = 40_000;
/// Bytes of a font program, a CMap or another stream beside the content.
pub(super) const SIDE_STREAM: usize = 16 << 20;
/// Bytes of all of them; fonts beyond are read without.
pub(super) const ALL_SIDE_STREAMS: usize = 48 << 20;
/// Bytes that an entry of a font's lists counts for: a width, a name, a range.
pub(super) const FONT_ENTRY: usize = 16;
/// Bytes that a stream of content counts for at least, so that forms of forms end.
pub(super) const STREAM_COST: usize = 512;

/// What the pages of a file share.
const OF_FILE: [Limit; 3] = [Limit::ContentBytes, Limit::Operators, Limit::Letters];

/// What is left, for a page or for a file.
#[derive(Debug)]
pub(super) struct Budget {
    limits: Limits,
    left: Limits,
}

impl Budget {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, left: limits }
    }

    /// Counts what another spent of what the pages of a file share.
    pub(super) fn spend_all(&mut self, other: &Self) -> Result<(), Error> {
        OF_FILE.iter().try_for_each(|&limit| self.spend(limit, other.spent(limit)))
    }

    fn spent(&self, limit: Limit) -> u64 {
        self.limits.of(limit) - self.left.of(limit)
    }

    /// Bytes that the next stream of content may unfold to.
    pub(super) fn bytes_left(&self) -> usize {
        usize::try_from(self.left.of(Limit::PageBytes).min(self.left.of(Limit::ContentBytes))).unwrap_or(usize::MAX)
    }

    /// A stream would unfold to more bytes than are left.
    pub(super) fn too_many_bytes(&self) -> Error {
        let page = self.left.of(Limit::PageBytes) <= self.left.of(Limit::ContentBytes);
        self.over(if page { Limit::PageBytes } else { Limit::ContentBytes })
    }

    pub(super) fn spend_bytes(&mut self, count: usize) -> Result<(), Error> {
        self.spend(Limit::PageBytes, count as u64)?;
        self.spend(Limit::ContentBytes, count as u64)
    }

    pub(super) fn spend_operator(&mut self) -> Result<(), Error> {
        self.spend(Limit::PageOperators, 1)?;
        self.spend(Limit::Operators, 1)
    }

    pub(super) fn spend_letter(&mut self) -> Result<(), Error> {
        self.spend(Limit::PageLetters, 1)?;
        self.spend(Limit::Letters, 1)
    }

    fn spend(&mut self, limit: Limit, count: u64) -> Result<(), Error> {
        let left = self.left.of(limit).checked_sub(count).ok_or_else(|| self.over(limit))?;
        self.left = self.left.with(limit, left);
        Ok(())
    }

    fn over(&self, limit: Limit) -> Error {
        Error::Limit(limit, self.limits.of(limit))
    }
}
