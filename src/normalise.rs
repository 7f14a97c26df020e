//! Pages become a source: one spelling for each letter, furniture set aside, broken lines joined. Once, here, and nowhere else.

pub mod furniture;
pub mod lines;
pub mod reading;
pub mod unicode;

use crate::{
    grammar::Catalog,
    ingest::{self, Aside, Block, Line, Pages, Seen},
    source::{Paragraph, Part, Piece, Row, Source, Table},
    span::{Clean, Raw, Span},
    threads::Threads,
};

/// Cleans a document.
#[must_use]
pub fn normalise(pages: Pages, catalog: &Catalog, threads: &Threads) -> Source {
    let Pages { media_type, kind, count, text, written, blocks, seen, aside, findings } = pages;
    let text = unicode::clean(text, &written);
    let back = text.back.clone();
    let mut source = Source::new(text, media_type, kind, count);
    let mut blocks: Vec<Block<Clean>> = blocks.into_iter().map(|block| block.map(&|at| back.clean(at))).collect();
    let moved = |span: Span<Raw>| Span::new(back.clean(span.start()), back.clean(span.end()));
    source.seen =
        seen.into_iter().map(|seen| Seen { span: moved(seen.span), page: seen.page, line: seen.line, bounds: seen.bounds }).collect();
    source.findings = findings;
    source.aside = aside.into_iter().map(|(span, why)| (moved(span), why)).collect();
    let by_words = furniture::set_aside(&source, &mut blocks, catalog);
    source.aside.extend(by_words);
    let lines: Vec<&Line<Clean>> = blocks.iter().filter_map(Block::line).collect();
    let items = threads.map(&lines, |line| lines::item(&source, line, catalog));
    let style = lines::Style::of(&source, &lines, &items);
    let mut run: Vec<Line<Clean>> = Vec::new();
    let mut items = &items[..];
    // The paragraphs of the lines that stand together.
    let mut close = |source: &mut Source, run: &mut Vec<Line<Clean>>| {
        let run = std::mem::take(run);
        let (own, rest) = items.split_at(run.len());
        items = rest;
        let paragraphs = lines::join(source, &run, &style, catalog, |at| own[at]);
        source.parts.extend(paragraphs.into_iter().map(Part::Paragraph));
    };
    for block in blocks {
        match block {
            Block::Line(line) => run.push(line),
            Block::Table(table) => {
                close(&mut source, &mut run);
                let rows = threads.map(&table.rows, |row| cells(&source, row, catalog));
                source.parts.push(Part::Table(Table { rows }));
            }
        }
    }
    close(&mut source, &mut run);
    set_pen_marks_aside(&mut source);
    reading::find(&mut source, catalog, threads);
    source
}

/// A letter or two after the end mark `./.` is a stroke of the signer's pen that was read as text.
fn set_pen_marks_aside(source: &mut Source) {
    const LONGEST: usize = 3;
    let mut parts = std::mem::take(&mut source.parts);
    for part in &mut parts {
        let Part::Paragraph(paragraph) = part else { continue };
        let Some(last) = paragraph.pieces.last().copied() else { continue };
        let (words, start) = (source.words(last.span), last.span.start());
        let before = paragraph.pieces.len().checked_sub(2).map(|at| paragraph.pieces[at].span);
        let mark = match (words.rfind("./."), before) {
            (Some(end), _) => Span::new(start + u32::try_from(end + 3).unwrap_or(0), last.span.end()),
            (None, Some(before)) if source.words(before).trim_end().ends_with("./.") => last.span,
            _ => continue,
        };
        let printed = source.words(mark).trim();
        if printed.chars().count() > LONGEST || !printed.chars().any(char::is_alphabetic) {
            continue;
        }
        source.aside.push((mark, Aside::PenMark));
        paragraph.pieces.pop();
        if mark.start() > start {
            paragraph.pieces.push(Piece { span: Span::new(start, mark.start()), ..last });
        }
    }
    source.parts = parts;
}

fn cells(source: &Source, row: &ingest::Row<Clean>, catalog: &Catalog) -> Row {
    Row { cells: row.cells.iter().map(|cell| cell_of(source, cell, catalog)).collect(), reaching: row.reaching.clone(), gap: row.gap }
}

fn cell_of(source: &Source, lines: &[Line<Clean>], catalog: &Catalog) -> Vec<Paragraph> {
    lines::join(source, lines, &lines::Style::CELL, catalog, |at| lines::item(source, &lines[at], catalog))
}

impl<In> Block<In> {
    fn line(&self) -> Option<&Line<In>> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }
}

impl Block<Raw> {
    /// The same block in another text, its places moved by `to`.
    fn map(self, to: &impl Fn(u32) -> u32) -> Block<Clean> {
        match self {
            Self::Line(line) => Block::Line(line.map(to)),
            Self::Table(table) => Block::Table(ingest::Table {
                rows: table
                    .rows
                    .into_iter()
                    .map(|row| ingest::Row {
                        cells: row.cells.into_iter().map(|cell| cell.into_iter().map(|line| line.map(to)).collect()).collect(),
                        reaching: row.reaching,
                        gap: row.gap,
                    })
                    .collect(),
            }),
        }
    }
}

impl Line<Raw> {
    fn map(self, to: &impl Fn(u32) -> u32) -> Line<Clean> {
        let pieces = self.pieces.into_iter().map(|piece| Span::new(to(piece.start()), to(piece.end()))).collect();
        Line { pieces, bold_until: self.bold_until.map(to), gap: self.gap }
    }
}
