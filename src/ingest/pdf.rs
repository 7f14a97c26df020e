//! Born-digital PDF, of any producer: letters and ruling lines with their places. Only this room knows how a PDF is made.

mod budget;
mod cmap;
mod encoding;
mod font;
mod gate;
mod glyph;
mod interpret;
mod legacy;
mod lexer;
mod matrix;
mod open;
mod pages;
mod paint;
mod predefined;
mod program;
mod raw;
mod unlock;

use std::collections::BTreeSet;

use lopdf::{Document, ObjectId};

use self::open::Get as _;
use super::{Opening, Pages, language, page};
use crate::{
    error::Error,
    limit::Limit,
    plan::{Finding, Severity},
};

/// Reads a PDF.
///
/// # Errors
/// A file that is damaged beyond repair, locked with another password, over a limit, or scanned.
pub fn read(bytes: &[u8], opening: &Opening<'_>) -> Result<Pages, Error> {
    let document = open::open(bytes, opening)?;
    let allowed = opening.limits.of(Limit::Pages);
    let most = usize::try_from(allowed).unwrap_or(usize::MAX);
    let ids: Vec<ObjectId> = document.page_iter().take(most.saturating_add(1)).collect();
    if ids.len() > most {
        return Err(Error::Limit(Limit::Pages, allowed));
    }
    if ids.is_empty() {
        return Err(Error::Damaged);
    }
    let hidden = switched_off(&document);
    let pages::Run { mut pages, mut told, .. } = pages::draw(&document, &ids, &hidden, opening)?;
    told.refuse(&pages)?;
    let repaired = language::repair(&mut pages);
    let mut read = page::read(&pages, opening.limits, opening.threads)?;
    read.media_type = "application/pdf";
    read.findings.extend(told.findings());
    read.findings.extend(repaired);
    if document.xref_recovery.is_some() {
        let message = "tệp bị hỏng một phần và đã được ghép lại; có thể thiếu nội dung".to_owned();
        read.findings.push(finding("file-repaired", Severity::Warning, message));
    }
    Ok(read)
}

fn finding(code: &'static str, severity: Severity, message: String) -> Finding {
    Finding { code: code.into(), severity, message, item: None, origin: Vec::new(), suggestion: None }
}

/// Layers that are switched off.
fn switched_off(document: &Document) -> BTreeSet<ObjectId> {
    let usual = document.catalog().ok().and_then(|catalog| catalog.dict(document, b"OCProperties")?.dict(document, b"D"));
    let off = usual.and_then(|usual| usual.array(document, b"OFF")).unwrap_or(&[]);
    off.iter().filter_map(|group| group.as_reference().ok()).collect()
}
