//! Types, issuers and laws as the code lists name them, ready to be looked up in folded text.

use std::cell::OnceCell;

use crate::{
    fold::fold,
    grammar::{Catalog, codelist::Row},
};

/// The names that references are made of; each list is made ready when it is first asked for.
#[derive(Debug)]
pub(super) struct Names<'c> {
    catalog: &'c Catalog,
    types: OnceCell<Vec<Type<'c>>>,
    issuers: OnceCell<Vec<Name<'c>>>,
    laws: OnceCell<Vec<Name<'c>>>,
}

/// A type of document.
#[derive(Debug)]
struct Type<'c> {
    row: &'c Row,
    folded: Vec<String>,
}

/// A name with its ordinary form.
#[derive(Debug)]
pub(super) struct Name<'c> {
    folded: String,
    /// In ordinary spelling.
    pub(super) title: &'c str,
    /// True where a bare place may follow: "Thành ủy Hà Nội".
    pub(super) place_follows: bool,
}

impl<'c> Names<'c> {
    /// The names of the code lists `document_types`, `issuers` and `laws`.
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        Self { catalog, types: OnceCell::new(), issuers: OnceCell::new(), laws: OnceCell::new() }
    }

    fn rows(&self, list: &str) -> &'c [Row] {
        self.catalog.list(list).map(|list| list.rows()).unwrap_or_default()
    }

    fn types(&self) -> &[Type<'c>] {
        self.types.get_or_init(|| {
            self.rows("document_types").iter().map(|row| Type { row, folded: spellings(row).map(fold).collect() }).collect()
        })
    }

    fn names(&self, list: &str) -> Vec<Name<'c>> {
        let name = |row: &'c Row, spelling: &str| Name {
            folded: fold(spelling),
            title: row.get("title"),
            place_follows: row.get("place_follows") == "yes",
        };
        self.rows(list).iter().flat_map(|row| spellings(row).map(move |spelling| name(row, spelling))).collect()
    }

    /// The type that `folded` ends with, and where its words begin: the longest.
    pub(super) fn type_ending(&self, folded: &str) -> Option<(usize, &'c str)> {
        let ends = |name: &String| {
            let start = folded.strip_suffix(name.as_str())?.len();
            (!folded[..start].ends_with(char::is_alphanumeric)).then_some(start)
        };
        let all = self.types().iter().flat_map(|kind| kind.folded.iter().filter_map(ends).map(move |start| (start, kind.row.get("title"))));
        all.min_by_key(|(start, _)| *start)
    }

    /// The type that a symbol stands for; the Party's own meaning first where the Party wrote it (`TT` is its Thông tri).
    pub(super) fn type_by_symbol(&self, symbol: &str, party: bool) -> Option<&'c str> {
        let rows = self.rows("document_types");
        let with = |column: &str| rows.iter().find(|row| row.several(column).any(|known| known == symbol));
        let of_party = party.then(|| with("party_symbols")).flatten();
        of_party.or_else(|| with("symbols")).map(|row| row.get("title"))
    }

    /// True for the symbol of a body that issues documents: `BNV`.
    pub(super) fn is_issuer_symbol(&self, symbol: &str) -> bool {
        self.rows("issuers").iter().any(|row| row.get("code") == symbol)
    }

    /// The issuer that `folded` begins with, and the bytes of its name: the longest.
    pub(super) fn issuer(&self, folded: &str) -> Option<(usize, &Name<'c>)> {
        longest(self.issuers.get_or_init(|| self.names("issuers")), folded)
    }

    /// The law whose name `folded` begins with, and the bytes of its name: the longest.
    pub(super) fn law(&self, folded: &str) -> Option<(usize, &Name<'c>)> {
        longest(self.laws.get_or_init(|| self.names("laws")), folded)
    }
}

/// The title of a row and its aliases.
fn spellings(row: &Row) -> impl Iterator<Item = &str> {
    std::iter::once(row.get("title")).chain(row.several("aliases"))
}

fn longest<'n, 'c>(names: &'n [Name<'c>], folded: &str) -> Option<(usize, &'n Name<'c>)> {
    names.iter().filter_map(|name| Some((begins_with(folded, &name.folded)?, name))).max_by_key(|(length, _)| *length)
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
