//! Reads Vietnamese administrative decisions and the plans they issue, and writes them down as canonical JSON.

pub mod error;
pub mod extract;
pub mod fold;
pub mod grammar;
pub mod json;
pub mod passage;
pub mod plan;
pub mod schema;
pub mod span;

// STUB: everything below is replaced by the real pipeline on merge.

use error::Error;
use grammar::Catalog;
use passage::Passage;
use plan::{Coverage, Entry, Evidence, Ignored, Origin, Paragraph, Plan};

/// What a reading depends on beside the bytes.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Name of the file, without folders; `-` for standard input.
    pub name: &'a str,
    /// Grammars and code lists.
    pub catalog: &'a Catalog,
}

/// A document, read.
#[derive(Debug)]
pub struct Document {
    /// The plan.
    pub plan: Plan,
    /// The text that offsets count in.
    pub text: String,
}

/// Reads a file.
///
/// # Errors
/// A file that is empty, no text, or text in no known encoding.
#[expect(clippy::needless_pass_by_value, reason = "the real one takes the bytes over")]
pub fn read(bytes: Vec<u8>, options: &Options<'_>) -> Result<Document, Error> {
    const KINDS: [(&[u8], &str); 5] =
        [(b"%PDF-", "PDF"), (b"PK\x03\x04", "DOCX"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"\xd0\xcf\x11\xe0", "DOC")];
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::UnknownFormat(Some(kind)));
    }
    if bytes.contains(&0) {
        return Err(Error::UnknownFormat(None));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| Error::Encoding)?.trim_start_matches('\u{feff}').to_owned();
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let mut decision = plan::Decision::default();
    let (mut paragraphs, mut at, mut kept) = (Vec::new(), 0u32, 0u64);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at + u32::try_from(line.chars().take_while(|c| c.is_whitespace()).count()).unwrap_or(0);
        let length = u32::try_from(words.chars().count()).unwrap_or(0);
        let origin = vec![Origin { page: None, start, end: start + length, boxes: None }];
        at += u32::try_from(line.chars().count()).unwrap_or(0);
        if words.is_empty() {
            continue;
        }
        kept += u64::from(length);
        if words == "QUYẾT ĐỊNH" {
            decision.kind = Some("Quyết định".to_owned());
        }
        let passage = Passage::from_text(words);
        if let Some(reading) = options.catalog.first("decision", &passage)
            && decision.number.is_none()
        {
            decision.number = reading.words("number", words).map(ToOwned::to_owned);
            decision.evidence.push(Evidence { field: "number".into(), origin: origin.clone(), rule: reading.grammar.name() });
        }
        let id = format!("#{}", paragraphs.len() + 1);
        paragraphs.push(Paragraph { id, bullet: None, text: words.to_owned(), cells: Vec::new(), origin });
    }
    let entry = Entry {
        id: "0".to_owned(),
        parent: None,
        level: 0,
        marker: None,
        title: None,
        run_in: false,
        area: None,
        paragraphs,
        origin: Vec::new(),
        rule: "layout/stub".into(),
    };
    let source = plan::SourceInfo {
        name: options.name.to_owned(),
        sha256: String::new(),
        media_type: "text/plain".into(),
        pages: None,
        text: plan::TextKind::Plain,
        part: None,
    };
    let generator =
        plan::Generator { name: "kehoach".into(), version: env!("CARGO_PKG_VERSION").into(), grammars: options.catalog.digest().into() };
    let white_space = Ignored { reason: "white_space".into(), characters: u64::from(at) - kept };
    let coverage = Coverage { characters: u64::from(at), read: 0, kept, ignored: vec![white_space], unread: Vec::new() };
    let plan = Plan {
        format: plan::FORMAT.into(),
        generator,
        source,
        decision,
        plan: plan::PlanInfo::default(),
        outline: vec![entry],
        areas: Vec::new(),
        indicators: Vec::new(),
        tasks: Vec::new(),
        activities: Vec::new(),
        duties: Vec::new(),
        reports: plan::Reports::default(),
        citations: Vec::new(),
        abbreviations: Vec::new(),
        coverage,
        findings: Vec::new(),
    };
    Ok(Document { plan, text })
}
