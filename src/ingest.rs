//! Bytes become pages: the format is told by content, and its reader hands over text with lines and tables.
//!
//! This is the only door that can fail. What leaves it has the same form for every format: a decoded text, and [`Block`]s that say
//! which stretches of it are words, in reading order. What stands in no block is mark-up.

pub mod encoding;
mod language;
mod page;
pub mod pdf;
mod syllable;
pub mod text;

use crate::{
    error::Error,
    limit::Limits,
    plan::{Finding, TextKind},
    span::{Raw, Span},
    threads::Threads,
};

/// The largest file, in bytes: places are counted in 32 bits.
pub const LARGEST: u64 = u32::MAX as u64 - 1;

/// What is said of a file before it is opened.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    /// The password of a PDF that is locked with one.
    pub password: Option<&'a str>,
    /// What the file may ask for.
    pub limits: Limits,
    /// The threads that may read it.
    pub threads: &'a Threads,
}

impl Default for Opening<'_> {
    fn default() -> Self {
        Self { password: None, limits: Limits::default(), threads: Threads::ONE }
    }
}

/// A document as its reader hands it over.
#[derive(Debug)]
pub struct Pages {
    /// Told by content: `text/plain`.
    pub media_type: &'static str,
    /// How the words came to be text.
    pub kind: TextKind,
    /// Number of pages, where the format has pages.
    pub count: Option<u32>,
    /// The decoded text.
    pub text: String,
    /// Stretches of the text that stand for something else: HTML entities.
    pub written: Vec<(Span<Raw>, char)>,
    /// Lines and tables, in reading order.
    pub blocks: Vec<Block<Raw>>,
    /// Where words stand on their pages, in the order of the text, where the format tells.
    pub seen: Vec<Seen<Raw>>,
    /// What belongs to the page and not to the document, told by where it stands.
    pub aside: Vec<(Span<Raw>, Aside)>,
    /// What the reader of the plan should know of the file.
    pub findings: Vec<Finding>,
}

/// Where a word stands on its page.
#[derive(Debug, Clone, Copy)]
pub struct Seen<In> {
    /// The word.
    pub span: Span<In>,
    /// Its page, from 1.
    pub page: u32,
    /// Its line; no two lines of a document have the same.
    pub line: u32,
    /// Left, top, right and bottom, in points from the top left of the page as it is seen.
    pub bounds: [f32; 4],
}

/// Why a stretch of text was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// A page number.
    PageNumber,
    /// A head that runs over the pages.
    RunningHead,
    /// What a signing program stamps on a page.
    SignatureStamp,
    /// A stroke of the pen read as a letter.
    PenMark,
    /// A table's header row that is printed again.
    RepeatedHeader,
}

impl Aside {
    /// Its code in the list `ignored`.
    #[must_use]
    pub fn code(self) -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed(match self {
            Self::PageNumber => "page_number",
            Self::RunningHead => "running_head",
            Self::SignatureStamp => "signature_stamp",
            Self::PenMark => "pen_mark",
            Self::RepeatedHeader => "repeated_table_header",
        })
    }
}

/// A line, or a table.
#[derive(Debug)]
pub enum Block<In> {
    /// A line of words.
    Line(Line<In>),
    /// A table.
    Table(Table<In>),
}

/// A printed line, without its mark-up.
#[derive(Debug)]
pub struct Line<In> {
    /// The words, cut where mark-up stands between; white space belongs to the pieces.
    pub pieces: Vec<Span<In>>,
    /// Where bold print that starts with the first word ends.
    pub bold_until: Option<u32>,
    /// What stands before the line.
    pub gap: Gap,
}

/// What stands between a line, or a row, and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: the next line.
    None,
    /// An empty line.
    Blank,
    /// A page break.
    Page,
}

/// A table as printed, headers and all.
#[derive(Debug)]
pub struct Table<In> {
    /// Its rows, from top to bottom.
    pub rows: Vec<Row<In>>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row<In> {
    /// Its cells, from left to right; a row over all columns has one.
    pub cells: Vec<Vec<Line<In>>>,
    /// Which of them are cells of the row above that reach down, where the format tells.
    pub reaching: Vec<usize>,
    /// What stands before the row.
    pub gap: Gap,
}

/// Reads a file, of a format told by its content.
///
/// # Errors
/// An empty file, a format that is not read, an unknown encoding, a file over [`LARGEST`]; a PDF that is locked, damaged, scanned, or over a limit.
pub fn ingest(bytes: Vec<u8>, opening: &Opening<'_>) -> Result<Pages, Error> {
    if bytes.len() as u64 > LARGEST {
        return Err(Error::TooLarge(LARGEST));
    }
    if is_pdf(&bytes) {
        return pdf::read(&bytes, opening);
    }
    if let Some(kind) = known_binary(&bytes) {
        return Err(Error::UnknownFormat(Some(kind)));
    }
    let text = encoding::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    if is_web_page(&text) {
        return Err(Error::UnknownFormat(Some("an HTML page")));
    }
    Ok(text::read(text))
}

/// True for a PDF; some hold other bytes before their first line.
fn is_pdf(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    const WITHIN: usize = 1024;
    let start = &bytes[..bytes.len().min(WITHIN)];
    start.starts_with(MARK) || (start.contains(&0) && start.windows(MARK.len()).any(|window| window == MARK))
}

/// True for a whole web page, whose styles and scripts are no words; tags that are left in cells of a text are another thing.
fn is_web_page(text: &str) -> bool {
    let start = text.trim_start();
    let starts = |mark: &str| start.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    starts("<!doctype html") || starts("<html")
}

/// The name of a format that is told by its first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a ZIP package (DOCX, XLSX or an archive)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word 97-2003 document (DOC)"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"II*\x00", "a TIFF image"),
        (b"MM\x00*", "a TIFF image"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"Rar!", "a RAR archive"),
    ];
    KNOWN.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}
