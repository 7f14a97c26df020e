//! Source becomes layout: the parts of the document's form, and the outline of its headings, paragraphs and tables.

pub mod form;
pub mod marker;
pub mod outline;
pub mod table;
pub mod tree;

use crate::{grammar::Catalog, source::Source};

/// A document laid out.
#[derive(Debug)]
pub struct Layout {
    /// Letterhead, preamble, articles, recipients, signature.
    pub form: form::Form,
    /// Headings with what stands under them.
    pub outline: outline::Outline,
}

/// Lays a document out.
#[must_use]
pub fn layout(source: &Source, catalog: &Catalog) -> Layout {
    let (form, body) = form::divide(source, catalog);
    let outline = outline::build(source, body, catalog);
    Layout { form, outline }
}
