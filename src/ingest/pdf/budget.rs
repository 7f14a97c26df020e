//! What a file may cost. A plan of 200 pages uses a hundredth of it.

use crate::error::Error;

/// Bytes that one stream may unfold to while the file is opened.
pub(super) const OPENED_STREAM: usize = 64 << 20;
/// Pages.
pub(super) const PAGES: usize = 3_000;
/// Bytes of content, forms included, that a page may unfold to.
const PAGE_BYTES: usize = 16 << 20;
/// Bytes of content of a whole file.
const ALL_BYTES: usize = 128 << 20;
/// Drawing operators of a page.
const PAGE_OPERATORS: u32 = 3_000_000;
/// Drawing operators of a whole file.
const ALL_OPERATORS: u32 = 20_000_000;
/// Letters of a page.
const PAGE_GLYPHS: usize = 100_000;
/// Letters of a whole file.
const ALL_GLYPHS: usize = 4_000_000;
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
pub(super) const ALL_SIDE_STREAMS: usize = 128 << 20;
/// Bytes that drawing a form counts for at least, so that forms of forms end.
pub(super) const FORM_COST: usize = 512;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: usize,
    operators: u32,
    glyphs: usize,
    page_bytes: usize,
    page_operators: u32,
    page_glyphs: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self {
            bytes: ALL_BYTES,
            operators: ALL_OPERATORS,
            glyphs: ALL_GLYPHS,
            page_bytes: PAGE_BYTES,
            page_operators: PAGE_OPERATORS,
            page_glyphs: PAGE_GLYPHS,
        }
    }

    pub(super) fn next_page(&mut self) {
        self.page_bytes = PAGE_BYTES;
        self.page_operators = PAGE_OPERATORS;
        self.page_glyphs = PAGE_GLYPHS;
    }

    /// Bytes that the next stream of content may unfold to.
    pub(super) fn bytes_left(&self) -> usize {
        self.page_bytes.min(self.bytes)
    }

    pub(super) fn spend_bytes(&mut self, count: usize) -> Result<(), Error> {
        self.page_bytes = self.page_bytes.checked_sub(count).ok_or(Self::too_many_bytes())?;
        self.bytes = self.bytes.checked_sub(count).ok_or(Error::Limit("bytes of content", ALL_BYTES as u64))?;
        Ok(())
    }

    pub(super) fn too_many_bytes() -> Error {
        Error::Limit("bytes of content on a page", PAGE_BYTES as u64)
    }

    pub(super) fn spend_operator(&mut self) -> Result<(), Error> {
        self.page_operators =
            self.page_operators.checked_sub(1).ok_or(Error::Limit("drawing operators on a page", u64::from(PAGE_OPERATORS)))?;
        self.operators = self.operators.checked_sub(1).ok_or(Error::Limit("drawing operators", u64::from(ALL_OPERATORS)))?;
        Ok(())
    }

    pub(super) fn spend_glyph(&mut self) -> Result<(), Error> {
        self.page_glyphs = self.page_glyphs.checked_sub(1).ok_or(Error::Limit("letters on a page", PAGE_GLYPHS as u64))?;
        self.glyphs = self.glyphs.checked_sub(1).ok_or(Error::Limit("letters", ALL_GLYPHS as u64))?;
        Ok(())
    }
}
