//! What a file may ask for. A plan of 200 pages uses a hundredth of it; a file that asks for more is hostile or broken.

/// A thing that is counted while a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Limit {
    /// Pages of a PDF.
    Pages,
    /// Bytes that one stream may unfold to while a PDF is opened.
    StreamBytes,
    /// Objects in the object streams of a PDF, those within others and their numbers included.
    Objects,
    /// Bytes of content, forms included, that a page may unfold to.
    PageBytes,
    /// The same for a whole file.
    ContentBytes,
    /// Drawing operators of a page.
    PageOperators,
    /// Drawing operators of a whole file.
    Operators,
    /// Letters of a page.
    PageLetters,
    /// Letters of a whole file.
    Letters,
    /// Cells of all tables of a file, empty ones too.
    Cells,
    /// Words and gaps that are looked at in a file in search of columns and of tables without lines. A file over it is read all the same,
    /// without looking further.
    Looks,
}

impl Limit {
    /// All there are.
    pub const ALL: [Self; 11] = [
        Self::Pages,
        Self::StreamBytes,
        Self::Objects,
        Self::PageBytes,
        Self::ContentBytes,
        Self::PageOperators,
        Self::Operators,
        Self::PageLetters,
        Self::Letters,
        Self::Cells,
        Self::Looks,
    ];

    /// How it is called on the command line: `page-bytes`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::StreamBytes => "stream-bytes",
            Self::Objects => "objects",
            Self::PageBytes => "page-bytes",
            Self::ContentBytes => "content-bytes",
            Self::PageOperators => "page-operators",
            Self::Operators => "operators",
            Self::PageLetters => "page-letters",
            Self::Letters => "letters",
            Self::Cells => "cells",
            Self::Looks => "looks",
        }
    }

    /// How much is allowed where nobody says otherwise.
    #[must_use]
    pub fn usual(self) -> u64 {
        match self {
            Self::Pages => 1_000,
            Self::StreamBytes => 4 << 20,
            // One is kept in 80 bytes; an array or a dictionary counts for five.
            Self::Objects => 1 << 20,
            Self::PageBytes => 16 << 20,
            Self::ContentBytes => 128 << 20,
            Self::PageOperators => 3_000_000,
            Self::Operators => 6_000_000,
            Self::PageLetters => 100_000,
            Self::Letters => 2_000_000,
            Self::Cells => 300_000,
            Self::Looks => 16_000_000,
        }
    }
}

/// How much of each is allowed.
///
/// ```
/// use kehoach::limit::{Limit, Limits};
/// let limits = Limits::default().with(Limit::Pages, 10);
/// assert_eq!((limits.of(Limit::Pages), limits.of(Limit::Letters)), (10, 2_000_000));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits([u64; Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Self {
        Self(Limit::ALL.map(Limit::usual))
    }
}

impl Limits {
    /// How much of it is allowed.
    #[must_use]
    pub fn of(&self, limit: Limit) -> u64 {
        self.0[limit as usize]
    }

    /// The same limits but for one.
    #[must_use]
    pub fn with(mut self, limit: Limit, allowed: u64) -> Self {
        self.0[limit as usize] = allowed;
        self
    }
}
