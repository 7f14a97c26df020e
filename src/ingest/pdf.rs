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
mod paint;
mod predefined;
mod program;

use std::collections::BTreeSet;

use lopdf::{Document, ObjectId};

use self::open::Get as _;
use super::{
    Opening, Pages, language,
    page::{self, Page, Rect, WordKind},
};
use crate::{
    error::{Error, stretches},
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
    let mut fonts = font::Fonts::new();
    let mut budget = budget::Budget::new(opening.limits);
    let mut told = Told::default();
    let mut pages = Vec::with_capacity(ids.len());
    for (at, id) in ids.iter().enumerate() {
        let Some(leaf) = open::leaf(&document, *id) else {
            pages.push(Page::default());
            continue;
        };
        let mut page = Page { width: leaf.width, height: leaf.height, ..Page::default() };
        let drawn = interpret::draw(&document, &leaf, &hidden, &mut fonts, &mut budget)?;
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        told.page(number, &drawn);
        glyph::words(&drawn.glyphs, told.keeps_hidden(&drawn), &mut page);
        leave_out_unseen(&mut page);
        page::spaced::join(&mut page);
        page.rules = drawn.rules;
        page.is_picture = drawn.pictured >= MOST_OF_IT;
        told.scanned(number, &page);
        pages.push(page);
    }
    told.refuse(&pages)?;
    let repaired = language::repair(&mut pages);
    let mut read = page::read(&pages);
    read.media_type = "application/pdf";
    read.findings = told.findings();
    read.findings.extend(repaired);
    if document.xref_recovery.is_some() {
        let message = "tệp bị hỏng một phần và đã được ghép lại; có thể thiếu nội dung".to_owned();
        read.findings.push(finding("file-repaired", Severity::Warning, message));
    }
    Ok(read)
}

/// Words beside the sheet, such as what is cut off of a larger one, are not seen.
fn leave_out_unseen(page: &mut Page) {
    let (width, height) = (page.width, page.height);
    page.words.retain(|word| {
        let Rect { left, top, right, bottom } = word.seen();
        left < width && right > 0.0 && top < height && bottom > 0.0
    });
}

/// Share of a page that pictures cover from which on it is one.
const MOST_OF_IT: f32 = 0.5;

/// What is told of the whole file.
#[derive(Default)]
struct Told {
    letters: u32,
    unknown: u32,
    slanted: u32,
    unread: Vec<u32>,
    pictures: Vec<u32>,
    count: u32,
}

impl Told {
    fn page(&mut self, number: u32, drawn: &interpret::Drawn) {
        self.count = number;
        self.letters += u32::try_from(drawn.glyphs.len()).unwrap_or(0);
        self.unknown += drawn.unknown;
        self.slanted += drawn.slanted;
    }

    /// Hidden text is the text of a page that shows a picture; beside seen text it is a copy.
    fn keeps_hidden(&self, drawn: &interpret::Drawn) -> bool {
        let seen = drawn.glyphs.iter().filter(|glyph| !glyph.hidden && glyph.kind == WordKind::Text).count();
        let hidden = drawn.glyphs.iter().filter(|glyph| glyph.hidden).count();
        hidden > seen
    }

    fn scanned(&mut self, number: u32, page: &Page) {
        const FEW_WORDS: usize = 15;
        let words = page.words.iter().filter(|word| word.kind == WordKind::Text).count();
        if page.is_picture && words < FEW_WORDS {
            self.unread.push(number);
        } else if page.is_picture {
            self.pictures.push(number);
        }
    }

    /// A file that holds pictures of words, or letters that nobody can tell.
    fn refuse(&mut self, pages: &[Page]) -> Result<(), Error> {
        let all = || (1..=self.count).collect();
        if pages.iter().all(|page| page.words.is_empty()) {
            return Err(if self.unread.is_empty() { Error::Empty } else { Error::Scanned(all()) });
        }
        if !self.unread.is_empty() {
            return Err(Error::Scanned(std::mem::take(&mut self.unread)));
        }
        if self.unknown * 10 > self.letters || language::is_garbled(pages) {
            return Err(Error::Garbled(all()));
        }
        Ok(())
    }

    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.unknown > 0 {
            let message = format!("{} chữ không rõ là chữ gì vì phông chữ trong tệp không nói, được ghi là \u{fffd}", self.unknown);
            findings.push(finding("letters-unknown", Severity::Warning, message));
        }
        if !self.pictures.is_empty() {
            let pages = stretches(&self.pictures);
            let message = format!("trang {pages} là ảnh, lớp chữ do một chương trình OCR làm ra: chữ có thể sai, bảng không kẻ lại được");
            findings.push(finding("text-over-picture", Severity::Info, message));
        }
        if self.slanted > 0 {
            let message = format!("bỏ qua {} chữ in nghiêng chéo trên trang (dấu chìm)", self.slanted);
            findings.push(finding("slanted-text", Severity::Info, message));
        }
        findings
    }
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
