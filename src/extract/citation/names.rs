//! Types, issuers and laws as the code lists name them, looked up in folded text.

use crate::grammar::{
    Catalog,
    codelist::{CodeList, Row},
};

/// The names that references are made of.
#[derive(Debug)]
pub(super) struct Names<'c> {
    types: Option<&'c CodeList>,
    issuers: Option<&'c CodeList>,
    laws: Option<&'c CodeList>,
}

/// A name of a list.
#[derive(Debug)]
pub(super) struct Name<'c> {
    /// In ordinary spelling.
    pub(super) title: &'c str,
    /// True where a bare place may follow: "Thành ủy Hà Nội".
    pub(super) place_follows: bool,
}

impl<'c> Names<'c> {
    /// The names of the code lists `document_types`, `issuers` and `laws`.
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        Self { types: catalog.list("document_types"), issuers: catalog.list("issuers"), laws: catalog.list("laws") }
    }

    /// The type that `folded` ends with, and where its words begin: the longest.
    pub(super) fn type_ending(&self, folded: &str) -> Option<(usize, &'c str)> {
        let ends = |name: &str| {
            let start = folded.strip_suffix(name)?.len();
            (!folded[..start].ends_with(char::is_alphanumeric)).then_some(start)
        };
        let all = self.types.into_iter().flat_map(CodeList::titles).filter_map(|(name, row)| Some((ends(name)?, row.get("title"))));
        all.min_by_key(|(start, _)| *start)
    }

    /// The type that a symbol stands for; the Party's own meaning first where the Party wrote it (`TT` is its Thông tri).
    pub(super) fn type_by_symbol(&self, symbol: &str, party: bool) -> Option<&'c str> {
        let rows = rows(self.types);
        let with = |column: &str| rows.iter().find(|row| row.several(column).any(|known| known == symbol));
        let of_party = party.then(|| with("party_symbols")).flatten();
        of_party.or_else(|| with("symbols")).map(|row| row.get("title"))
    }

    /// True for the symbol of a body that issues documents: `BNV`.
    pub(super) fn is_issuer_symbol(&self, symbol: &str) -> bool {
        rows(self.issuers).iter().any(|row| row.get("code") == symbol)
    }

    /// The issuer that `folded` begins with, and the bytes of its name: the longest.
    pub(super) fn issuer(&self, folded: &str) -> Option<(usize, Name<'c>)> {
        longest(self.issuers, folded)
    }

    /// The law whose name `folded` begins with, and the bytes of its name: the longest.
    pub(super) fn law(&self, folded: &str) -> Option<(usize, Name<'c>)> {
        longest(self.laws, folded)
    }
}

fn rows(list: Option<&CodeList>) -> &[Row] {
    list.map(CodeList::rows).unwrap_or_default()
}

fn longest<'c>(list: Option<&'c CodeList>, folded: &str) -> Option<(usize, Name<'c>)> {
    let names = list.into_iter().flat_map(CodeList::titles);
    let (length, row) = names.filter_map(|(name, row)| Some((begins_with(folded, name)?, row))).max_by_key(|(length, _)| *length)?;
    Some((length, Name { title: row.get("title"), place_follows: row.get("place_follows") == "yes" }))
}

/// Bytes of `text` that read `name`, commas set aside ("Luật Thi đua khen thưởng"), if a word ends there.
fn begins_with(text: &str, name: &str) -> Option<usize> {
    let mut printed = text.char_indices().filter(|(_, c)| *c != ',').peekable();
    for wanted in name.chars().filter(|c| *c != ',') {
        let (_, c) = printed.next()?;
        if c != wanted {
            return None;
        }
    }
    let end = printed.peek().map_or(text.len(), |(at, _)| *at);
    if text[end..].starts_with(char::is_alphanumeric) {
        return None;
    }
    // A comma after the name is not part of it.
    Some(text[..end].trim_end_matches(',').len())
}
