//! What belongs to the page and not to the document, told by where it stands: page numbers, running heads, stamps of signatures.

use std::collections::BTreeMap;

use super::{Page, WordKind, line::Line};
use crate::ingest::Aside;

/// Says for each row of each page whether it is furniture.
pub(super) fn tell(pages: &[Page], rows: &[Vec<Line>]) -> Vec<Vec<Option<Aside>>> {
    let mut told: Vec<Vec<Option<Aside>>> =
        pages.iter().zip(rows).map(|(page, rows)| rows.iter().map(|row| by_producer(page, row)).collect()).collect();
    for ((page, rows), told) in pages.iter().zip(rows).zip(&mut told) {
        stamps(page, rows, told);
    }
    page_numbers(pages, rows, &mut told);
    // Twice: a head may have two lines.
    for _ in 0..2 {
        running_lines(pages, rows, &mut told);
    }
    told
}

/// What the producer marked, or a signing program drew.
fn by_producer(page: &Page, row: &Line) -> Option<Aside> {
    let all = |kind: WordKind| row.words.iter().all(|&at| page.words[at].kind == kind);
    if all(WordKind::Stamp) {
        return Some(Aside::SignatureStamp);
    }
    if !all(WordKind::Pagination) {
        return None;
    }
    Some(if number(&text(page, row)).is_some() { Aside::PageNumber } else { Aside::RunningHead })
}

/// Rows in small letters at the top of a page that name a mailbox, a time of day, or something after a colon: a signing program's.
fn stamps(page: &Page, rows: &[Line], told: &mut [Option<Aside>]) {
    const SMALL: f32 = 0.85;
    const REGION: f32 = 0.3;
    let mut sizes: Vec<f32> = rows.iter().map(|row| row.size).collect();
    let Some(usual) = super::line::middle(&mut sizes) else { return };
    let is_small = |row: &Line| row.size < SMALL * usual && row.frame.bottom < REGION * page.height;
    let mut at = 0;
    while let Some(start) = rows[at..].iter().position(is_small).map(|found| at + found) {
        // Its rows follow each other closely; what stands beside them in larger letters is skipped.
        let mut block = vec![start];
        for (nth, row) in rows.iter().enumerate().skip(start + 1) {
            let last = &rows[block[block.len() - 1]];
            if row.baseline - last.baseline > 2.2 * last.size {
                break;
            }
            if is_small(row) && (row.size - last.size).abs() < 0.15 * last.size {
                block.push(nth);
            }
        }
        let words = block.iter().map(|&nth| text(page, &rows[nth])).collect::<Vec<_>>().join(" ");
        let labelled = words.chars().take(20).any(|c| c == ':') && words.contains(':');
        let timed = words.split_whitespace().any(|word| word.matches(':').count() == 2 && word.starts_with(|c: char| c.is_ascii_digit()));
        if words.contains('@') || timed || labelled {
            block.iter().for_each(|&nth| told[nth] = told[nth].or(Some(Aside::SignatureStamp)));
        }
        at = block[block.len() - 1] + 1;
    }
}

/// First and last rows of a page that are not told yet.
fn outer(told: &[Option<Aside>]) -> impl Iterator<Item = usize> {
    let first = told.iter().position(Option::is_none);
    let last = told.iter().rposition(Option::is_none);
    first.into_iter().chain(last.filter(|last| Some(*last) != first))
}

/// True for a row within the margins at the top or the bottom.
fn in_margin(page: &Page, row: &Line) -> bool {
    const MARGIN: f32 = 0.13;
    row.frame.bottom < page.height * MARGIN || row.frame.top > page.height * (1.0 - MARGIN)
}

/// True for the header of a table that each page repeats: a running head has a left, a middle and a right part, and no more.
fn in_columns(page: &Page, row: &Line) -> bool {
    const PARTS: usize = 3;
    let frame = |at: usize| page.words[at].frame;
    row.words.windows(2).filter(|pair| frame(pair[1]).left - frame(pair[0]).right > row.size).count() >= PARTS
}

/// A number alone in the margin that counts up with the pages.
fn page_numbers(pages: &[Page], rows: &[Vec<Line>], told: &mut [Vec<Option<Aside>>]) {
    let mut found: Vec<(usize, usize, i64)> = Vec::new();
    for (nth, page) in pages.iter().enumerate() {
        for at in outer(&told[nth]) {
            let row = &rows[nth][at];
            if let Some(number) = number(&text(page, row)).filter(|_| in_margin(page, row)) {
                found.push((nth, at, i64::from(number) - i64::try_from(nth).unwrap_or(0)));
            }
        }
    }
    let mut offsets: BTreeMap<i64, usize> = BTreeMap::new();
    for (_, _, offset) in &found {
        *offsets.entry(*offset).or_insert(0) += 1;
    }
    for (nth, at, offset) in found {
        if offsets.get(&offset).is_some_and(|&times| times >= 2) || offset == 1 {
            told[nth][at] = Some(Aside::PageNumber);
        }
    }
}

/// The number of "12", "- 12 -", "Trang 12", "12/27".
fn number(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let text = lower.trim().trim_start_matches("trang").trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|'));
    let (number, all) = text.split_once('/').unwrap_or((text, "1"));
    let digits = |text: &str| text.trim().parse::<u32>().ok().filter(|_| text.trim().len() <= 4);
    digits(all)?;
    digits(number)
}

/// Rows at the edge of several pages that say the same at the same height, but for their numbers.
fn running_lines(pages: &[Page], rows: &[Vec<Line>], told: &mut [Vec<Option<Aside>>]) {
    const SEVERAL: usize = 3;
    let mut seen: BTreeMap<(String, bool), Vec<(usize, usize)>> = BTreeMap::new();
    for (nth, page) in pages.iter().enumerate() {
        for at in outer(&told[nth]) {
            let row = &rows[nth][at];
            if !in_margin(page, row) || in_columns(page, row) {
                continue;
            }
            let shape: String = text(page, row).chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
            let shape: String = shape.split(|c: char| c.is_whitespace() || c == '#').collect();
            let is_top = row.frame.bottom < page.height / 2.0;
            if shape.chars().any(char::is_alphabetic) {
                seen.entry((shape, is_top)).or_default().push((nth, at));
            }
        }
    }
    let enough = SEVERAL.min(pages.len().max(2));
    for places in seen.values().filter(|places| places.len() >= enough) {
        let heights: Vec<f32> = places.iter().map(|&(nth, at)| rows[nth][at].baseline).collect();
        for (&(nth, at), height) in places.iter().zip(&heights) {
            let alike = heights.iter().filter(|other| (*other - height).abs() < 12.0).count();
            if alike >= enough {
                told[nth][at] = Some(Aside::RunningHead);
            }
        }
    }
}

/// The words of a row.
pub(super) fn text(page: &Page, row: &Line) -> String {
    let mut out = String::new();
    for (nth, &at) in row.words.iter().enumerate() {
        if nth > 0 && !super::line::touch(page, row.words[nth - 1], at) {
            out.push(' ');
        }
        out.push_str(page.word(at));
    }
    out
}
