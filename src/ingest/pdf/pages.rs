//! Pages are drawn one by one, several at a time, and what is told of each adds up for the file.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use lopdf::{Document, ObjectId};

use super::{
    budget::{self, Budget},
    finding, font, glyph, interpret, open,
};
use crate::{
    error::{Error, stretches},
    ingest::{
        Opening, language,
        page::{self, Page, Rect, WordKind},
    },
    limit::Limits,
    plan::{Finding, Severity},
};

/// Draws pages side by side, each thread a run of neighbours.
pub(super) fn draw(document: &Document, ids: &[ObjectId], hidden: &BTreeSet<ObjectId>, opening: &Opening<'_>) -> Result<Run, Error> {
    let limits = opening.limits;
    let runs = shares(document, ids, opening.threads.count());
    if runs.len() > 1 {
        let common = Mutex::new(Budget::new(limits));
        let spend = |page: &Budget| common.lock().unwrap_or_else(PoisonError::into_inner).spend_all(page);
        let runs = opening.threads.map(&runs, |&(first, ids)| Run::of(document, first, ids, hidden, limits, spend));
        if let Some(all) = runs.into_iter().collect::<Result<Vec<Run>, Error>>().ok().and_then(Run::all) {
            return Ok(all);
        }
        // Together they ask for too much: one thread tells what of.
    }
    let mut budget = Budget::new(limits);
    Run::of(document, 0, ids, hidden, limits, |page| budget.spend_all(page))
}

/// Pages in as many runs of neighbours as there are threads, each with about as much to draw: its first page, and its pages.
fn shares<'i>(document: &Document, ids: &'i [ObjectId], threads: usize) -> Vec<(usize, &'i [ObjectId])> {
    // A page without content takes its time as well.
    let weights: Vec<usize> = ids.iter().map(|&id| 1 + interpret::content_length(document, id)).collect();
    let share = weights.iter().sum::<usize>().div_ceil(threads.max(1));
    let (mut runs, mut first, mut drawn) = (Vec::with_capacity(threads), 0, 0);
    for (at, weight) in weights.iter().enumerate() {
        // The page at the cut goes where more of it lies.
        if at > first && runs.len() + 1 < threads && drawn + weight / 2 >= share * (runs.len() + 1) {
            runs.push((first, &ids[first..at]));
            first = at;
        }
        drawn += weight;
    }
    runs.push((first, &ids[first..]));
    runs
}

/// Neighbouring pages, drawn.
pub(super) struct Run {
    pub(super) pages: Vec<Page>,
    pub(super) told: Told,
    /// Bytes of fonts.
    fonts: usize,
}

impl Run {
    /// Draws the pages of `ids`, before which `first` others stand, and says what each spent.
    fn of(
        document: &Document,
        first: usize,
        ids: &[ObjectId],
        hidden: &BTreeSet<ObjectId>,
        limits: Limits,
        mut spend: impl FnMut(&Budget) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let mut fonts = font::Fonts::new();
        let mut run = Self { pages: Vec::with_capacity(ids.len()), told: Told::default(), fonts: 0 };
        for (at, id) in ids.iter().enumerate() {
            let Some(leaf) = open::leaf(document, *id) else {
                run.pages.push(Page::default());
                continue;
            };
            let mut page = Page { width: leaf.width, height: leaf.height, ..Page::default() };
            let mut budget = Budget::new(limits);
            let drawn = interpret::draw(document, &leaf, hidden, &mut fonts, &mut budget)?;
            spend(&budget)?;
            let number = u32::try_from(first + at + 1).unwrap_or(u32::MAX);
            run.told.page(number, &drawn);
            glyph::words(&drawn.glyphs, run.told.keeps_hidden(&drawn), &mut page);
            leave_out_unseen(&mut page);
            page::spaced::join(&mut page);
            page.rules = drawn.rules;
            page.is_picture = drawn.pictured >= MOST_OF_IT;
            run.told.scanned(number, &page);
            run.pages.push(page);
        }
        run.fonts = fonts.bytes();
        Ok(run)
    }

    /// Runs that follow each other as one; none where their fonts are more than a file may have.
    fn all(runs: Vec<Self>) -> Option<Self> {
        let mut all = Self { pages: Vec::new(), told: Told::default(), fonts: 0 };
        for run in runs {
            all.pages.extend(run.pages);
            all.told.add(run.told);
            all.fonts += run.fonts;
        }
        (all.fonts <= budget::ALL_SIDE_STREAMS).then_some(all)
    }
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
pub(super) struct Told {
    letters: u32,
    unknown: u32,
    slanted: u32,
    unread: Vec<u32>,
    pictures: Vec<u32>,
    count: u32,
    marks: language::Marks,
}

impl Told {
    fn page(&mut self, number: u32, drawn: &interpret::Drawn) {
        self.count = number;
        self.letters += u32::try_from(drawn.glyphs.len()).unwrap_or(0);
        self.unknown += drawn.unknown;
        self.slanted += drawn.slanted;
    }

    /// Adds what is told of the pages that follow.
    fn add(&mut self, more: Self) {
        self.letters += more.letters;
        self.unknown += more.unknown;
        self.slanted += more.slanted;
        self.unread.extend(more.unread);
        self.pictures.extend(more.pictures);
        self.count = more.count.max(self.count);
        self.marks.add(&more.marks);
    }

    /// Hidden text is the text of a page that shows a picture; beside seen text it is a copy.
    fn keeps_hidden(&self, drawn: &interpret::Drawn) -> bool {
        let seen = drawn.glyphs.iter().filter(|glyph| !glyph.hidden && glyph.kind == WordKind::Text).count();
        let hidden = drawn.glyphs.iter().filter(|glyph| glyph.hidden).count();
        hidden > seen
    }

    fn scanned(&mut self, number: u32, page: &Page) {
        const FEW_WORDS: usize = 15;
        self.marks.add(&language::Marks::of(page));
        let words = page.words.iter().filter(|word| word.kind == WordKind::Text).count();
        if page.is_picture && words < FEW_WORDS {
            self.unread.push(number);
        } else if page.is_picture {
            self.pictures.push(number);
        }
    }

    /// A file that holds pictures of words, or letters that nobody can tell.
    pub(super) fn refuse(&mut self, pages: &[Page]) -> Result<(), Error> {
        let all = || (1..=self.count).collect();
        if pages.iter().all(|page| page.words.is_empty()) {
            return Err(if self.unread.is_empty() { Error::Empty } else { Error::Scanned(all()) });
        }
        if !self.unread.is_empty() {
            return Err(Error::Scanned(std::mem::take(&mut self.unread)));
        }
        if self.unknown * 10 > self.letters || self.marks.are_garbled() {
            return Err(Error::Garbled(all()));
        }
        Ok(())
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
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
