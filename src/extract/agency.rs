//! Who acts: agencies of cells, label lines and sentences.
//!
//! Names stand in the code list `agencies` with the days from and to which they are valid, wordings of groups in the grammars of the folder
//! `agency`, words that give a part to somebody in the folder `role`.

mod item;
mod letterhead;
mod list;
mod named;
mod parts;
mod words;

pub use letterhead::ordinary_case;
pub use parts::{Parties, Roles, leads, led, named, parties, roles};

use self::{item::Reader, list::Mode};
use crate::{extract::Context, grammar::codelist::Row, passage::Passage, plan};

/// The agencies of a cell, or of the words after a label such as "Đơn vị phối hợp:". None of its words is dropped.
///
/// ```
/// use kehoach::{extract::{Context, agency}, grammar::Catalog, passage::Passage};
/// let cell = Passage::from_text("Sở Văn hóa, Thể thao và Du lịch, Sở KH&CN và các sở, ban, ngành.");
/// let agencies = agency::cell(&cell, &Context::new(Catalog::built_in()));
/// assert_eq!(agencies.len(), 3);
/// assert_eq!(agencies[1].agencies, ["Sở Khoa học và Công nghệ"]);
/// assert_eq!(agencies[2].agencies, ["departments"]);
/// ```
#[must_use]
pub fn cell(passage: &Passage, context: &Context) -> Vec<plan::Agency> {
    if passage.is_empty() {
        return Vec::new();
    }
    let reader = Reader::new(passage, context);
    reader.row_of(0..reader.words.len(), Mode::Cell).agencies
}

/// What the catalogue says of an agency by its name in ordinary spelling: the columns `valid_from`, `valid_to`, `successor`.
///
/// ```
/// use kehoach::{extract::{Context, agency}, grammar::Catalog};
/// let row = agency::catalogued("Sở Giao thông vận tải", &Context::new(Catalog::built_in())).expect("a department until 2025");
/// assert_eq!((row.get("valid_to"), row.get("successor")), ("2025-02-28", "so-xay-dung"));
/// ```
#[must_use]
pub fn catalogued<'c>(name: &str, context: &Context<'c>) -> Option<&'c Row> {
    context.catalog.list("agencies")?.rows().iter().find(|row| row.get("name") == name)
}
