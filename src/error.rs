//! Why a file could not be opened at all. After the door, values come with findings instead.

use std::fmt;

use crate::limit::Limit;

/// One line that says what, where and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file holds no words.
    Empty,
    /// The file is of a kind that is not read; the name of the kind where it is known.
    UnknownFormat(Option<&'static str>),
    /// The file is text, but in no encoding that is known.
    Encoding,
    /// The file is larger than can be addressed; the limit in bytes.
    TooLarge(u64),
    /// The file is locked with a password, and none was given.
    Locked,
    /// The file is locked with another password than the one that was given.
    WrongPassword,
    /// The file is damaged beyond repair.
    Damaged,
    /// The file asks for more than a document needs: of what, and how much is allowed.
    Limit(Limit, u64),
    /// These pages, from 1, hold pictures of words and no words.
    Scanned(Vec<u32>),
    /// These pages, from 1, hold a text that is no language.
    Garbled(Vec<u32>),
    /// A grammar file or code list is wrong: path, line from 1 where it is known, reason.
    Grammar {
        /// The file.
        path: String,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong and what to do.
        reason: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the file is empty; is it the right one?"),
            Self::UnknownFormat(Some(kind)) => write!(f, "{kind} is not read yet; save the document as PDF, or as text (UTF-8)"),
            Self::UnknownFormat(None) => write!(f, "not a text file; save the document as text (UTF-8) first"),
            Self::Encoding => write!(f, "the text is neither UTF-8 nor UTF-16; save it as UTF-8"),
            Self::TooLarge(limit) => write!(f, "larger than {limit} bytes; split the file"),
            Self::Locked => write!(f, "locked with a password; give it with --password, or save a copy without one"),
            Self::WrongPassword => write!(f, "locked with another password; ask whoever made the file"),
            Self::Damaged => write!(f, "damaged beyond repair; print it to a new PDF"),
            Self::Limit(limit, allowed) => {
                write!(
                    f,
                    "over the limit {0}: {allowed}, which no document needs; print it to a new PDF, or raise it with --limit {0}=NUMBER",
                    limit.name()
                )
            }
            Self::Scanned(pages) => write!(f, "scanned: needs OCR (page {}); run it through an OCR program first", stretches(pages)),
            Self::Garbled(pages) => {
                write!(f, "scanned: needs OCR, its text layer is no text (page {}); run it through an OCR program first", stretches(pages))
            }
            Self::Grammar { path, line: Some(line), reason } => write!(f, "{path}:{line}: {reason}"),
            Self::Grammar { path, line: None, reason } => write!(f, "{path}: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// Pages in words: `1-3, 7`.
///
/// ```
/// assert_eq!(kehoach::error::stretches(&[1, 2, 3, 7]), "1-3, 7");
/// ```
#[must_use]
pub fn stretches(pages: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match parts.last_mut() {
            Some(last) if last.1 + 1 == page => last.1 = page,
            _ => parts.push((page, page)),
        }
    }
    let parts: Vec<String> = parts.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") }).collect();
    parts.join(", ")
}
