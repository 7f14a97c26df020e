//! Page numbers, running heads and signature stamps: what belongs to the page and not to the document.

use std::collections::BTreeMap;

use crate::{
    grammar::Catalog,
    ingest::{Aside, Block, Gap, Line},
    passage::Passage,
    source::Source,
    span::{Clean, Span},
};

/// Takes furniture out of the blocks and says where it stood. The line after it starts a new page.
pub fn set_aside(source: &Source, blocks: &mut Vec<Block<Clean>>, catalog: &Catalog) -> Vec<(Span<Clean>, Aside)> {
    let heads = running_heads(source, blocks);
    let mut aside = Vec::new();
    let mut pages = PageNumbers::default();
    let mut broken = false;
    let count = blocks.len();
    let kept = std::mem::take(blocks);
    let mut iterator = kept.into_iter().enumerate().peekable();
    while let Some((at, mut block)) = iterator.next() {
        let alone_after = match iterator.peek() {
            Some((_, Block::Line(next))) => next.gap > Gap::None,
            _ => true,
        };
        let why = match &block {
            Block::Line(line) => {
                // On top of a page a number needs no empty line after it.
                let alone = line.gap == Gap::Page || ((at == 0 || line.gap > Gap::None || broken) && (alone_after || at + 1 == count));
                furniture(source, line, alone, &mut pages, &heads, catalog)
            }
            Block::Table(_) => None,
        };
        if let (Some(why), Block::Line(line)) = (why, &block) {
            aside.extend(line.pieces.iter().map(|piece| (*piece, why)));
            broken = true;
            continue;
        }
        if broken {
            match &mut block {
                Block::Line(line) => line.gap = Gap::Page,
                Block::Table(table) => {
                    if let Some(row) = table.rows.first_mut() {
                        row.gap = Gap::Page;
                    }
                }
            }
            broken = false;
        }
        // A table that furniture had cut in two is one table.
        match (blocks.last_mut(), block) {
            (Some(Block::Table(above)), Block::Table(below))
                if below.rows.first().is_some_and(|row| row.gap == Gap::Page)
                    && above.rows.last().map(|row| row.cells.len()) == below.rows.first().map(|row| row.cells.len()) =>
            {
                above.rows.extend(below.rows);
            }
            (_, block) => blocks.push(block),
        }
    }
    aside
}

fn furniture(
    source: &Source,
    line: &Line<Clean>,
    alone: bool,
    pages: &mut PageNumbers,
    heads: &BTreeMap<String, usize>,
    catalog: &Catalog,
) -> Option<Aside> {
    const LONGEST: usize = 160;
    let first = source.words(*line.pieces.first()?).trim();
    if line.pieces.len() > 1 || first.len() > LONGEST {
        return None;
    }
    if heads.get(first).is_some_and(|&times| times >= 3) && line.gap == Gap::Page {
        return Some(Aside::RunningHead);
    }
    // It has a figure or a colon, or is set in capitals.
    if !first.bytes().any(|byte| byte.is_ascii_digit() || byte == b':') && first.chars().any(char::is_lowercase) {
        return None;
    }
    let passage = Passage::from_text(first);
    let reading = catalog.find("furniture", &passage)?;
    match reading.grammar.means() {
        "page_number" => {
            let number = reading.words("number", passage.text())?.parse().ok()?;
            (alone && pages.follows(number)).then_some(Aside::PageNumber)
        }
        "running_head" => Some(Aside::RunningHead),
        "signature_stamp" => Some(Aside::SignatureStamp),
        _ => None,
    }
}

/// Lines that stand first on a page, with the number of pages that they stand on.
fn running_heads(source: &Source, blocks: &[Block<Clean>]) -> BTreeMap<String, usize> {
    let mut heads = BTreeMap::new();
    for block in blocks {
        if let Block::Line(line) = block
            && line.gap == Gap::Page
            && let [piece] = line.pieces.as_slice()
        {
            *heads.entry(source.words(*piece).trim().to_owned()).or_insert(0) += 1;
        }
    }
    heads
}

/// Page numbers count upwards; an appendix may start again (NĐ 30/2020/NĐ-CP, Phụ lục I, III.1).
#[derive(Default)]
struct PageNumbers {
    last: u32,
}

impl PageNumbers {
    fn follows(&mut self, number: u32) -> bool {
        const SKIPPED_AT_MOST: u32 = 20;
        let follows = (number > self.last && number <= self.last + SKIPPED_AT_MOST) || (1..=2).contains(&number);
        if follows {
            self.last = number;
        }
        follows
    }
}
