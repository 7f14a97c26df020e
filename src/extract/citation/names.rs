//! Types, issuers and laws as the code lists name them, ready to be looked up in folded text.

use crate::{fold::fold, grammar::Catalog};

/// The names that references are made of.
#[derive(Debug)]
pub(super) struct Names {
    types: Vec<Type>,
    issuers: Vec<Name>,
    issuer_symbols: Vec<String>,
    laws: Vec<Name>,
}

/// A type of document.
#[derive(Debug)]
struct Type {
    title: String,
    folded: Vec<String>,
    symbols: Vec<String>,
    party_symbols: Vec<String>,
}

/// A name with its ordinary form.
#[derive(Debug)]
pub(super) struct Name {
    folded: String,
    /// In ordinary spelling.
    pub(super) title: String,
    /// True where a bare place may follow: "Thành ủy Hà Nội".
    pub(super) place_follows: bool,
}

impl Names {
    /// The names of the code lists `document_types`, `issuers` and `laws`.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let rows = |list: &str| catalog.list(list).map(|list| list.rows()).unwrap_or_default();
        let several = |row: &crate::grammar::codelist::Row, column: &str| row.several(column).map(str::to_owned).collect::<Vec<_>>();
        let types = rows("document_types")
            .iter()
            .map(|row| Type {
                title: row.get("title").to_owned(),
                folded: std::iter::once(row.get("title")).chain(row.several("aliases")).map(fold).collect(),
                symbols: several(row, "symbols"),
                party_symbols: several(row, "party_symbols"),
            })
            .collect();
        let names = |list: &str| {
            rows(list)
                .iter()
                .flat_map(|row| {
                    std::iter::once(row.get("title")).chain(row.several("aliases")).map(|name| Name {
                        folded: fold(name),
                        title: row.get("title").to_owned(),
                        place_follows: row.get("place_follows") == "yes",
                    })
                })
                .collect::<Vec<_>>()
        };
        let issuer_symbols = rows("issuers").iter().map(|row| row.get("code").to_owned()).collect();
        Self { types, issuers: names("issuers"), issuer_symbols, laws: names("laws") }
    }

    /// The type that `folded` ends with, and where its words begin: the longest.
    pub(super) fn type_ending(&self, folded: &str) -> Option<(usize, &str)> {
        let ends = |name: &String| {
            let start = folded.strip_suffix(name.as_str())?.len();
            (!folded[..start].ends_with(char::is_alphanumeric)).then_some(start)
        };
        let all = self.types.iter().flat_map(|kind| kind.folded.iter().filter_map(ends).map(move |start| (start, kind.title.as_str())));
        all.min_by_key(|(start, _)| *start)
    }

    /// The type that a symbol stands for; the Party's own meaning first where the Party wrote it (`TT` is its Thông tri).
    pub(super) fn type_by_symbol(&self, symbol: &str, party: bool) -> Option<&str> {
        let same = |known: &String| known == symbol;
        let of_party = party.then(|| self.types.iter().find(|kind| kind.party_symbols.iter().any(same))).flatten();
        of_party.or_else(|| self.types.iter().find(|kind| kind.symbols.iter().any(same))).map(|kind| kind.title.as_str())
    }

    /// True for the symbol of a body that issues documents: `BNV`.
    pub(super) fn is_issuer_symbol(&self, symbol: &str) -> bool {
        self.issuer_symbols.iter().any(|known| known == symbol)
    }

    /// The issuer that `folded` begins with, and the bytes of its name: the longest.
    pub(super) fn issuer(&self, folded: &str) -> Option<(usize, &Name)> {
        longest(&self.issuers, folded)
    }

    /// The law whose name `folded` begins with, and the bytes of its name: the longest.
    pub(super) fn law(&self, folded: &str) -> Option<(usize, &Name)> {
        longest(&self.laws, folded)
    }
}

fn longest<'n>(names: &'n [Name], folded: &str) -> Option<(usize, &'n Name)> {
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
