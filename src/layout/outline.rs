//! The outline: headings with their ids, and the paragraphs and tables that stand under each.

use std::{collections::BTreeMap, ops::Range};

use crate::{grammar::Catalog, passage::Passage, plan::Rule, source::Source};

use super::{
    form::{AppendixHead, Body, Words, is_capitals},
    marker::{self, Marker, Style},
    table::{self, Column, Grid, GridRow, RowKind},
    tree::{self, Choice, Oddity},
};

/// Headings in document order.
#[derive(Debug, Default)]
pub struct Outline {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A heading, an appendix, a section row, or what stands before the first heading.
#[derive(Debug)]
pub struct Entry {
    /// From the printed numbering.
    pub id: String,
    /// Index of the heading above.
    pub parent: Option<usize>,
    /// Depth, from 1; 0 for what stands before the first heading.
    pub level: u32,
    /// The words that marker and title are ranges of.
    pub words: Passage,
    /// The printed marker.
    pub marker: Option<Range<usize>>,
    /// The title.
    pub title: Option<Range<usize>>,
    /// True where the title runs into the text.
    pub run_in: bool,
    /// What told that it is a heading.
    pub rule: Rule,
    /// What is odd about its number.
    pub oddity: Option<Oddity>,
    /// "(Kèm theo …)" under an appendix's title.
    pub attached_to: Option<Passage>,
    /// What stands under it, before the next heading.
    pub content: Vec<Content>,
    /// True for an appendix and what stands in it.
    pub in_appendix: bool,
}

/// What stands under a heading.
#[derive(Debug)]
pub enum Content {
    /// A paragraph.
    Paragraph(Para),
    /// A table; sections of a task table have entries of their own.
    Table(Rows),
}

/// A paragraph under a heading.
#[derive(Debug)]
pub struct Para {
    /// `II.3.a#4`
    pub id: String,
    /// The bullet.
    pub bullet: Option<Range<usize>>,
    /// The words without bullet.
    pub text: Range<usize>,
    /// All its words.
    pub words: Passage,
    /// Depth among bullets, from 0.
    pub depth: usize,
}

/// Rows of a table under one heading.
#[derive(Debug)]
pub struct Rows {
    /// The columns; header and repeated headers stand with the table's first rows.
    pub grid: Grid,
    /// Ids of the rows of a table that lists no tasks, counted among the paragraphs.
    pub ids: Vec<String>,
}

/// Builds the outline of a body.
#[must_use]
pub fn build(source: &Source, body: Vec<Body<'_>>, catalog: &Catalog) -> Outline {
    let mut builder = Builder { source, catalog, outline: Outline::default(), ids: BTreeMap::new(), appendices: 0, counts: Vec::new() };
    let mut segment: Vec<Body<'_>> = Vec::new();
    for part in body {
        if matches!(part, Body::Appendix(_)) {
            builder.segment(std::mem::take(&mut segment));
        }
        segment.push(part);
    }
    builder.segment(segment);
    builder.sentences_are_no_titles();
    builder.outline
}

struct Builder<'s, 'c> {
    source: &'s Source,
    catalog: &'c Catalog,
    outline: Outline,
    /// How often an id was given.
    ids: BTreeMap<String, u32>,
    appendices: u32,
    /// For each entry, how far its paragraphs are counted.
    counts: Vec<Count>,
}

/// Open bullets of an entry, how many paragraphs stand at each depth, and how many entries right below it.
#[derive(Default)]
struct Count {
    below: u32,
    bullets: Vec<char>,
    paragraphs: Vec<u32>,
}

impl Count {
    /// The next paragraph's numbers, and its depth.
    fn next(&mut self, bullet: Option<char>) -> (String, usize) {
        let depth = match bullet {
            None => {
                self.bullets.clear();
                0
            }
            Some(c) => {
                let depth = self.bullets.iter().position(|open| *open == c).unwrap_or(self.bullets.len()).min(DEEPEST_BULLET);
                self.bullets.truncate(depth);
                self.bullets.push(c);
                depth
            }
        };
        self.paragraphs.truncate(depth + 1);
        // A bullet may open deeper than what is counted, where a plain paragraph stands above it.
        while self.paragraphs.len() <= depth {
            self.paragraphs.push(0);
        }
        self.paragraphs[depth] += 1;
        let numbers: Vec<String> = self.paragraphs.iter().map(u32::to_string).collect();
        (numbers.join("."), depth)
    }
}

impl Builder<'_, '_> {
    /// The body up to an appendix, or an appendix with what stands in it.
    fn segment(&mut self, parts: Vec<Body<'_>>) {
        let headings: Vec<Vec<Marker>> = parts
            .iter()
            .map(|part| match part {
                Body::Words(words) => marker::read(&words.passage, self.catalog),
                _ => Vec::new(),
            })
            .collect();
        let marked: Vec<Vec<Marker>> = headings.iter().filter(|readings| !readings.is_empty()).cloned().collect();
        let mut choices = tree::choose(&marked).into_iter();
        let mut open: Vec<usize> = Vec::new();
        let mut root: Option<usize> = None;
        let mut parts = parts.into_iter().zip(headings).peekable();
        let mut before: Option<Grid> = None;
        while let Some((part, readings)) = parts.next() {
            match part {
                Body::Appendix(appendix) => {
                    root = Some(self.appendix(*appendix));
                    open.clear();
                }
                Body::Words(words) if !readings.is_empty() => {
                    let Some(choice) = choices.next() else { continue };
                    let Some(marker) = readings.get(choice.reading) else { continue };
                    open.truncate(choice.depth);
                    let parent = open.last().copied().or(root);
                    // "Chương I" stands alone, its title on the next line.
                    let title_below = marker.text >= words.passage.len()
                        && matches!(parts.peek(), Some((Body::Words(next), readings)) if readings.is_empty()
                            && (is_capitals(next.passage.text()) || (marker.style.is_word() && is_bold(next))));
                    let below = if title_below { parts.next() } else { None };
                    let below = below.and_then(|(part, _)| match part {
                        Body::Words(words) => Some(words),
                        _ => None,
                    });
                    let entry = self.heading(words, marker, choice, parent, below);
                    open.push(entry);
                }
                Body::Words(words) => {
                    let under = open.last().copied().or(root);
                    let under = self.under(under);
                    self.paragraph(under, words.passage);
                }
                Body::Table(table) => {
                    let under = open.last().copied().or(root);
                    let under = self.under(under);
                    let grid = table::read(self.source, table, before.as_ref(), self.catalog);
                    if !grid.header.is_empty() {
                        before = Some(grid.without_rows());
                    }
                    self.table(under, grid);
                }
            }
        }
    }

    /// The entry that stands for what comes before the first heading.
    fn under(&mut self, entry: Option<usize>) -> usize {
        entry.unwrap_or_else(|| {
            if let Some(last) = self.outline.entries.iter().rposition(|entry| entry.level == 0)
                && last + 1 == self.outline.entries.len()
            {
                return last;
            }
            let id = self.unique("0".to_owned());
            self.push(Entry { id, level: 0, rule: "layout/before-headings".into(), ..empty() })
        })
    }

    fn push(&mut self, entry: Entry) -> usize {
        if let Some(parent) = entry.parent {
            self.counts[parent].below += 1;
        }
        self.counts.push(Count::default());
        self.outline.entries.push(entry);
        self.outline.entries.len() - 1
    }

    fn unique(&mut self, id: String) -> String {
        let times = self.ids.entry(id.clone()).or_insert(0);
        *times += 1;
        if *times == 1 { id } else { format!("{id}~{times}") }
    }

    fn appendix(&mut self, appendix: AppendixHead) -> usize {
        let AppendixHead { head, number, title, titles, attached_to } = appendix;
        self.appendices += 1;
        let id = if self.appendices == 1 { "PL".to_owned() } else { format!("PL{}", self.appendices) };
        let marker = number.map_or_else(
            || 0..head.passage.text()[..title.min(head.passage.len())].trim_end_matches([' ', ':', '.', '-', '–']).len(),
            |number| 0..number.end,
        );
        let all: Vec<Passage> = std::iter::once(head.passage).chain(titles.into_iter().map(|words| words.passage)).collect();
        let words = Passage::concat(&all);
        let title = words.trim_final(&(title.min(words.len())..words.len()));
        let title = (!title.is_empty()).then_some(title);
        let attached_to = attached_to.map(|words| words.passage);
        self.push(Entry {
            id,
            level: 1,
            words,
            marker: Some(marker).filter(|marker| !marker.is_empty()),
            title,
            rule: "form/appendix".into(),
            attached_to,
            in_appendix: true,
            ..empty()
        })
    }

    fn heading(&mut self, words: Words, marker: &Marker, choice: Choice, parent: Option<usize>, below: Option<Words>) -> usize {
        let (above, level, in_appendix) = match parent {
            Some(parent) => {
                let parent = &self.outline.entries[parent];
                (Some(parent.id.clone()), parent.level + 1, parent.in_appendix)
            }
            None => (None, 1, false),
        };
        let number = segment_of(marker, &words.passage, choice);
        let id = self.unique(above.map_or(number.clone(), |above| format!("{above}.{number}")));
        let title = match &below {
            Some(_) => None,
            None => title_of(&words, marker.text, self.catalog),
        };
        let mut entry = Entry {
            id,
            parent,
            level,
            marker: Some(marker.number.clone()),
            rule: marker.rule.clone(),
            oddity: choice.oddity,
            in_appendix,
            ..empty()
        };
        let mut rest = None;
        match (title, below) {
            (_, Some(below)) => {
                let start = words.passage.len();
                entry.words = Passage::concat(&[words.passage, below.passage]);
                entry.title = Some(entry.words.trim_final(&(start..entry.words.len())));
            }
            (Some(title), None) => {
                entry.run_in = title.rest < words.passage.len();
                entry.title = Some(title.range);
                let after = words.passage.trim(&(title.rest..words.passage.len()));
                rest = entry.run_in.then(|| words.passage.slice(&after));
                entry.words = words.passage;
            }
            (None, None) => {
                let text = words.passage.trim(&(marker.text..words.passage.len()));
                rest = (!text.is_empty()).then(|| words.passage.slice(&text));
                entry.words = words.passage.slice(&(0..marker.text.min(words.passage.len())));
            }
        }
        let at = self.push(entry);
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            self.paragraph(at, rest);
        }
        at
    }

    /// A numbered sentence printed in bold, with nothing under it, is what the plan says there: "1. 100% các xã … nhiệm vụ." So is a short
    /// one without end mark beside others: "(5) Phát triển tối thiểu 10 doanh nghiệp công nghệ số".
    fn sentences_are_no_titles(&mut self) {
        /// Words; a title that ends in a full stop is shorter.
        const SHORTEST: usize = 12;
        let (mut leads, mut lists) = (vec![false; self.outline.entries.len()], vec![false; self.outline.entries.len()]);
        for entry in &self.outline.entries {
            let Some(parent) = entry.parent else { continue };
            leads[parent] = true;
            lists[parent] |= entry.marker.is_some() && entry.title.is_none() && !entry.content.is_empty();
        }
        for (at, _) in leads.iter().enumerate().filter(|(_, leads)| !**leads) {
            let entry = &mut self.outline.entries[at];
            let Some(title) = entry.title.clone().filter(|_| entry.marker.is_some() && entry.content.is_empty() && !entry.run_in) else {
                continue;
            };
            let text = entry.words.text();
            let long = text[title.clone()].split_whitespace().count() >= SHORTEST;
            let listed = text.starts_with('(') && entry.parent.is_some_and(|parent| lists[parent]);
            if listed || (long && text[title.end..].starts_with(['.', ';'])) {
                let sentence = entry.words.slice(&(title.start..entry.words.len()));
                entry.words = entry.words.slice(&(0..title.start));
                entry.title = None;
                self.paragraph(at, sentence);
            }
        }
    }

    fn paragraph(&mut self, under: usize, words: Passage) {
        let (bullet, text) = bullet_of(&words, self.catalog);
        let c = bullet.as_ref().and_then(|range| words.text()[range.clone()].chars().next());
        let (numbers, depth) = self.counts[under].next(c);
        let entry = &mut self.outline.entries[under];
        let id = format!("{}#{numbers}", entry.id);
        entry.content.push(Content::Paragraph(Para { id, bullet, text, words, depth }));
    }

    /// A table; each section row of a task table opens an entry, and the rows up to the next stand there.
    fn table(&mut self, under: usize, mut grid: Grid) {
        if !grid.lists_tasks {
            let ids = grid.rows.iter().map(|_| format!("{}#{}", self.outline.entries[under].id, self.counts[under].next(None).0)).collect();
            self.outline.entries[under].content.push(Content::Table(Rows { grid, ids }));
            return;
        }
        let rows = std::mem::take(&mut grid.rows);
        let columns = grid.columns.clone();
        let mut at = under;
        let mut numbered = under;
        let mut current = grid;
        for row in rows {
            if let RowKind::Section { marker, title } = &row.kind {
                let finished = Grid { columns: columns.clone(), lists_tasks: true, ..Grid::default() };
                let finished = std::mem::replace(&mut current, finished);
                self.outline.entries[at].content.push(Content::Table(Rows { grid: finished, ids: Vec::new() }));
                // "Mục tiêu 1: …" counts within the section that it stands in.
                let (cell, range) = title;
                let counts = marker.is_none() && self.catalog.reads("measure/label", &row.cells[*cell].slice(range));
                at = self.section_row(if counts { numbered } else { under }, &row.cells, marker.as_ref(), title);
                if !counts {
                    numbered = at;
                }
                let named: Vec<usize> = marker.iter().map(|(cell, _)| *cell).chain([*cell]).collect();
                self.beside_title(at, &columns, &row, &named);
            } else {
                current.rows.push(row);
            }
        }
        self.outline.entries[at].content.push(Content::Table(Rows { grid: current, ids: Vec::new() }));
    }

    /// What a section row says beside its title, kept as a row of its own: "1 | CẢI CÁCH THỂ CHẾ | 10 | 8,9".
    fn beside_title(&mut self, at: usize, columns: &[Column], row: &GridRow, named: &[usize]) {
        let mut cells = row.cells.clone();
        named.iter().filter_map(|&cell| Some(std::mem::take(cells.get_mut(cell)?))).for_each(drop);
        if cells.iter().all(Passage::is_empty) {
            return;
        }
        let id = format!("{}#{}", self.outline.entries[at].id, self.counts[at].next(None).0);
        let row = GridRow { cells, kind: RowKind::Plain { number: None, below: false }, ..row.clone() };
        let grid = Grid { columns: columns.to_vec(), rows: vec![row], ..Grid::default() };
        self.outline.entries[at].content.push(Content::Table(Rows { grid, ids: vec![id] }));
    }

    fn section_row(
        &mut self,
        under: usize,
        cells: &[Passage],
        marker: Option<&(usize, Range<usize>)>,
        title: &(usize, Range<usize>),
    ) -> usize {
        let (parent_id, level) = (self.outline.entries[under].id.clone(), self.outline.entries[under].level + 1);
        let in_appendix = self.outline.entries[under].in_appendix;
        let number = match marker {
            Some((cell, range)) => cells[*cell].text()[range.clone()].to_owned(),
            None => format!("§{}", self.counts[under].below + 1),
        };
        let id = self.unique(format!("{parent_id}.{number}"));
        let words = Passage::concat(cells);
        let offset = |cell: usize| Passage::concat(&cells[..cell]).len() + usize::from(cells[..cell].iter().any(|cell| !cell.is_empty()));
        let place = |(cell, range): &(usize, Range<usize>)| offset(*cell) + range.start..offset(*cell) + range.end;
        let (marker, title) = (marker.map(place), place(title));
        self.push(Entry {
            id,
            parent: Some(under),
            level,
            words,
            marker,
            title: (!title.is_empty()).then_some(title),
            rule: "layout/section-row".into(),
            in_appendix,
            ..empty()
        })
    }
}

/// How deep bullets may nest; deeper ones stand at this depth.
const DEEPEST_BULLET: usize = 6;

fn empty() -> Entry {
    Entry {
        id: String::new(),
        parent: None,
        level: 0,
        words: Passage::default(),
        marker: None,
        title: None,
        run_in: false,
        rule: Rule::default(),
        oddity: None,
        attached_to: None,
        content: Vec::new(),
        in_appendix: false,
    }
}

/// The last part of an id: the printed number, with its word where it has one.
fn segment_of(marker: &Marker, passage: &Passage, choice: Choice) -> String {
    let printed: String = passage.text()[marker.number.clone()].split_whitespace().collect::<Vec<_>>().join("-");
    match marker.style {
        Style::Part => format!("Phần-{printed}"),
        Style::Chapter => format!("Chương-{printed}"),
        Style::Section => format!("Mục-{printed}"),
        Style::Subsection => format!("Tiểu-mục-{printed}"),
        Style::Article => format!("Điều-{printed}"),
        Style::BracedNumber | Style::BracedLetter | Style::BracedRoman => format!("({printed})"),
        // Under its prefix, `1.2` is the second.
        Style::Dotted if choice.depth > 0 => marker.value.to_string(),
        _ => printed,
    }
}

/// A title, and where the text after it starts.
struct Title {
    range: Range<usize>,
    rest: usize,
}

/// The title of a heading whose words start at `start`; none for a numbered sentence.
fn title_of(words: &Words, start: usize, catalog: &Catalog) -> Option<Title> {
    const LONGEST_RUN_IN: usize = 45;
    const LONGEST: usize = 40;
    let passage = &words.passage;
    let text = &passage.text()[start..];
    if text.trim().is_empty() {
        return None;
    }
    let whole = |end: usize| Title { range: passage.trim_final(&(start..end)), rest: passage.len() };
    let without_colon = |end: usize| start + passage.text()[start..end].trim_end_matches([':', ' ', '.']).len();
    if is_bold(words) || is_capitals(text) {
        return Some(whole(without_colon(passage.len())));
    }
    let bold_end = bold_end(words);
    let counted = |range: Range<usize>| passage.text()[range].split_whitespace().count();
    if let Some(colon) = first_colon(text).map(|at| start + at) {
        let before = passage.trim(&(start..colon));
        let runs_on = passage.text()[colon + 1..].trim().len() > 1;
        let bold = bold_end + 3 >= colon && bold_end > start + 3;
        let sentence = [". ", "; "].iter().any(|seam| passage.text()[before.clone()].contains(seam));
        // "100% nguồn phát thải lớn: xi măng, … được quản lý" counts things; no title does.
        let introduces = catalog.reads("section/introduces", &passage.slice(&before)) || begins_with_share(&passage.text()[before.clone()]);
        if bold || (!sentence && !introduces && counted(before.clone()) <= LONGEST_RUN_IN) {
            return Some(Title { range: before, rest: if runs_on { colon + 1 } else { passage.len() } });
        }
        return None;
    }
    if bold_end > start + 3 && bold_end < passage.len() {
        let range = passage.trim_final(&(start..bold_end));
        // Bold print that ends within a sentence is stress, not a title.
        let ends =
            passage.text()[..bold_end].trim_end().ends_with(['.', ':']) || passage.text()[bold_end..].trim_start().starts_with(['.', ':']);
        if ends && !range.is_empty() {
            return Some(Title { range, rest: bold_end });
        }
    }
    let finished = text.trim_end().ends_with(['.', ';', ',', '…']);
    (!finished && !text.contains(". ") && counted(start..passage.len()) <= LONGEST).then(|| whole(passage.len()))
}

/// The first colon, unless it stands in brackets; none that is part of a number: "ISO 9001:2015", "từ 7:30".
fn first_colon(text: &str) -> Option<usize> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let number = |at: usize| digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next());
    let colon = text.match_indices(':').map(|(at, _)| at).find(|&at| !number(at))?;
    let bracketed = text[..colon].matches('(').count() > text[..colon].matches(')').count() && text[colon..].contains(')');
    (!bracketed).then_some(colon)
}

/// True for "100% …", "95,5% …".
fn begins_with_share(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    rest.len() < words.len() && rest.trim_start().starts_with('%')
}

/// True where all its words are bold.
fn is_bold(words: &Words) -> bool {
    words.bold > 0 && bold_end(words) >= words.passage.text().trim_end_matches([':', '.', ' ', ')', '*', ';']).len()
}

/// The byte where bold print that starts with the first word ends.
fn bold_end(words: &Words) -> usize {
    let mut left = words.bold;
    for (at, c) in words.passage.text().char_indices() {
        if left == 0 {
            return at;
        }
        if !c.is_whitespace() {
            left = left.saturating_sub(c.len_utf8());
        }
    }
    words.passage.len()
}

/// The bullet of a paragraph, and the range of its words.
fn bullet_of(words: &Passage, catalog: &Catalog) -> (Option<Range<usize>>, Range<usize>) {
    let reading = if words.text().starts_with(|c: char| c.is_alphanumeric()) { None } else { catalog.find("item/bullet", words) };
    match reading {
        Some(reading) => {
            let text = reading.get("text").map_or(reading.range.end, |text| text.start);
            (reading.get("bullet"), text..words.len())
        }
        None => (None, words.whole()),
    }
}
