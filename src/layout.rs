//! Source becomes layout: the parts of the document's form, and the outline of its headings, paragraphs and tables.

pub mod form;
mod letterhead;
pub mod marker;
pub mod outline;
pub mod table;
pub mod tree;

use std::ops::Range;

use crate::{
    grammar::Catalog,
    source::Source,
    span::{Clean, Span},
};

/// An act laid out.
#[derive(Debug)]
pub struct Layout {
    /// Letterhead, preamble, articles, recipients, signature.
    pub form: form::Form,
    /// Headings with what stands under them.
    pub outline: outline::Outline,
    /// The parts of the source that it was laid out from; the next act of the file begins where they end.
    pub parts: Range<usize>,
    /// The stretch of text that they stand in, with what was set aside between them.
    pub text: Span<Clean>,
}

/// Lays out the act that begins with the part `from` of its source: up to the letterhead of another, or the end.
#[must_use]
pub fn layout(source: &Source, from: usize, catalog: &Catalog) -> Layout {
    let (form, body, next) = form::divide(source, from, catalog);
    let outline = outline::build(source, body, catalog);
    let parts = from..next;
    let text = source.stretch(&parts);
    Layout { form, outline, parts, text }
}
