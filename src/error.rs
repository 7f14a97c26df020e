//! Why a file could not be opened at all. After the door, values come with findings instead.

use std::fmt;

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
            Self::UnknownFormat(Some(kind)) => write!(f, "{kind} is not read yet; save the document as text (UTF-8) first"),
            Self::UnknownFormat(None) => write!(f, "not a text file; save the document as text (UTF-8) first"),
            Self::Encoding => write!(f, "the text is neither UTF-8 nor UTF-16; save it as UTF-8"),
            Self::TooLarge(limit) => write!(f, "larger than {limit} bytes; split the file"),
            Self::Grammar { path, line: Some(line), reason } => write!(f, "{path}:{line}: {reason}"),
            Self::Grammar { path, line: None, reason } => write!(f, "{path}: {reason}"),
        }
    }
}

impl std::error::Error for Error {}
