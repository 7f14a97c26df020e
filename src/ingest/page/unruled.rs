//! Tables without ruling lines, or with level ones only: told by gutters that run down through several lines.

use std::ops::Range;

use super::{
    Page, Rect,
    grid::{Grid, GridCell, GridRow},
    line::{self, Line},
    patience::Patience,
};

/// A stretch across the page that is free of words.
pub(super) type Gutter = (f32, f32);

/// A gutter is at least so wide, in sizes of the letters.
const GUTTER: f32 = 0.55;
/// The same where many lines leave it free: the columns of ruled tables whose lines are a picture stand so close.
const NARROW: f32 = 0.35;
/// A line by which a table is found has gaps of at least so much.
const CLEAR: f32 = 1.0;
/// From one line of a table to the next, in sizes of the letters, at most.
const FAR: f32 = 4.5;
/// From one line of a cell to the next, at most.
const CLOSE: f32 = 1.5;
/// A table has at least so many columns: two are text side by side.
const COLUMNS: usize = 3;
/// Lines that follow each other and do not keep to the columns; with more the table has ended.
const ASTRAY: usize = 3;
/// Lines of a page; one of more is no page of a document.
const LINES: usize = 1500;

/// Finds tables among lines that stand in no ruled one, and says which lines each has.
///
/// `above` are the gutters of a table that the page before ends with.
pub(super) fn tables(page: &Page, lines: &[Line], above: Option<&[Gutter]>, patience: &mut Patience) -> Vec<(Grid, Range<usize>)> {
    const SEEDS: usize = 40;
    let mut found: Vec<(Grid, Range<usize>)> = Vec::new();
    if lines.len() > LINES || page.is_picture || !patience.lasts(0) {
        return found;
    }
    let mut at = 0;
    if let Some(region) = above.and_then(|above| Region::going_on(page, lines, above, patience)) {
        at = region.lines.end;
        found.push(region.into_grid());
    }
    let is_seed = |at: &usize| gaps(page, &lines[*at], CLEAR).len() + 1 >= COLUMNS;
    while let Some(seed) = (at..lines.len()).find(is_seed) {
        at = seed + 1;
        let floor = found.last().map_or(0, |(_, lines)| lines.end);
        let mut grown = |seed: usize| Region::around(page, lines, seed, floor, patience);
        let Some(first) = grown(seed) else { continue };
        // A header over two columns hides the gutter between; a row below it does not.
        let others: Vec<usize> = (seed + 1..first.lines.end).filter(is_seed).take(SEEDS).collect();
        let regions = others.into_iter().filter_map(grown).filter(|region| region.lines.start <= seed);
        let size = |region: &Region<'_>| (region.gutters.len(), region.lines.len());
        let best = regions.fold(first, |best, other| if size(&other) > size(&best) { other } else { best });
        at = best.lines.end;
        found.push(best.into_grid());
    }
    found
}

/// True where the gutters of one page lie over those of another.
pub(super) fn are_one(above: &[Gutter], below: &[Gutter]) -> bool {
    !above.is_empty() && above.len() == below.len() && above.iter().zip(below).all(|(a, b)| a.0.max(b.0) <= a.1.min(b.1))
}

/// Lines that form a table.
struct Region<'p> {
    page: &'p Page,
    all: &'p [Line],
    lines: Range<usize>,
    gutters: Vec<Gutter>,
}

/// How a line keeps to gutters.
#[derive(PartialEq)]
enum Fit {
    /// It leaves all of them free.
    Inside,
    /// It has several cells, some over more than one column.
    Spanning,
    /// It runs over the columns.
    Whole,
}

impl<'p> Region<'p> {
    /// The table of which one line is known.
    fn around(page: &'p Page, all: &'p [Line], seed: usize, floor: usize, patience: &mut Patience) -> Option<Self> {
        let mut region = Self { page, all, lines: seed..seed + 1, gutters: free(page, &all[seed]) };
        region.grow(seed + 1..all.len(), patience);
        region.grow_up(floor, patience);
        region.drop_margins();
        let lines = region.all[region.lines.clone()].iter();
        let looks = lines.take_while(|line| patience.lasts(cost(line, &region.gutters))).count();
        if looks < region.lines.len() {
            return None;
        }
        region.drop_doubtful();
        region.is_table().then_some(region)
    }

    /// What goes on with the table of the page before.
    fn going_on(page: &'p Page, all: &'p [Line], above: &[Gutter], patience: &mut Patience) -> Option<Self> {
        let mut region = Self { page, all, lines: 0..0, gutters: above.to_vec() };
        region.grow(0..all.len(), patience);
        region.lines.clone().any(|at| region.filled(&all[at]) >= 2).then_some(region)
    }

    /// Takes the lines below that keep to its columns.
    fn grow(&mut self, below: Range<usize>, patience: &mut Patience) {
        let mut astray = 0;
        for at in below {
            if !patience.lasts(cost(&self.all[at], &self.gutters)) {
                break;
            }
            if at > self.lines.start && self.step(at) > FAR * self.all[at].size {
                break;
            }
            let is_next = at == self.lines.end;
            match self.keeps(at) {
                // The lines of a long cell stand close together; a title between two tables stands apart.
                Some(columns) if columns > 1 || (is_next && at > 0 && self.step(at) < CLOSE * self.all[at].size) => {
                    self.narrow(self.lines.end..at + 1);
                    self.lines.end = at + 1;
                    astray = 0;
                }
                Some(_) if self.has_close(at) => {}
                _ => astray += 1,
            }
            if astray > ASTRAY {
                break;
            }
        }
    }

    /// Takes the lines above that keep to its columns.
    fn grow_up(&mut self, floor: usize, patience: &mut Patience) {
        const HALF: f32 = 0.95;
        let mut astray = 0;
        for at in (floor..self.lines.start).rev() {
            if !patience.lasts(cost(&self.all[at], &self.gutters)) {
                break;
            }
            let (step, size) = (self.step(at + 1), self.all[at].size);
            if step > FAR * size {
                break;
            }
            let is_next = at + 1 == self.lines.start;
            let spans = is_next && step < 2.0 * size && self.fit(&self.all[at]) == Fit::Spanning;
            match self.keeps(at) {
                _ if spans => {
                    self.lines.start = at;
                    astray = 0;
                }
                // A line of a header that is centred in its height stands half a line above the others; a title stands higher.
                Some(columns) if columns > 1 || (is_next && step < HALF * size) => {
                    self.narrow(at..self.lines.start);
                    self.lines.start = at;
                    astray = 0;
                }
                Some(_) if self.has_close(at) => {}
                _ => astray += 1,
            }
            if astray > ASTRAY {
                break;
            }
        }
    }

    /// In how many columns a line has words that keeps to the gutters.
    fn keeps(&self, at: usize) -> Option<usize> {
        let line = &self.all[at];
        (self.fit(line) == Fit::Inside).then(|| self.filled(line))
    }

    /// Narrows the gutters by those lines that keep to them.
    fn narrow(&mut self, lines: Range<usize>) {
        for line in &self.all[lines] {
            if self.fit(line) == Fit::Inside {
                self.gutters = narrowed(self.page, line, &self.gutters).into_iter().flatten().collect();
            }
        }
    }

    /// True where another line stands close to this.
    fn has_close(&self, at: usize) -> bool {
        let close = |at: usize| self.step(at) < CLOSE * self.all[at].size;
        (at > 0 && close(at)) || (at + 1 < self.all.len() && close(at + 1))
    }

    /// From the line above down to this.
    fn step(&self, at: usize) -> f32 {
        self.all[at].baseline - self.all[at - 1].baseline
    }

    fn fit(&self, line: &Line) -> Fit {
        let pieces = narrowed(self.page, line, &self.gutters);
        let crossed = pieces.iter().filter(|pieces| pieces.is_empty()).count();
        match crossed {
            0 => Fit::Inside,
            _ if crossed * 3 <= pieces.len() && !gaps(self.page, line, NARROW).is_empty() => Fit::Spanning,
            _ => Fit::Whole,
        }
    }

    /// In how many columns a line has words.
    fn filled(&self, line: &Line) -> usize {
        self.cells(line).len()
    }

    /// The words of a line, cut at gutters.
    fn cells(&self, line: &Line) -> Vec<Vec<usize>> {
        let frame = |at: usize| self.page.words[at].frame;
        let apart = |left: usize, right: usize| {
            let (from, to) = (frame(left).right, frame(right).left);
            self.gutters.iter().any(|gutter| gutter.1.min(to) - gutter.0.max(from) >= NARROW * line.size)
        };
        line.words.chunk_by(|&left, &right| !apart(left, right)).map(<[usize]>::to_vec).collect()
    }

    fn column(&self, word: usize) -> usize {
        let middle = self.page.words[word].frame.middle().0;
        self.gutters.partition_point(|gutter| gutter.0.midpoint(gutter.1) < middle)
    }

    /// What is free at the sides of all lines is no gutter.
    fn drop_margins(&mut self) {
        let frame = self.inside().map(|line| line.frame).reduce(Rect::union).unwrap_or_default();
        self.gutters.retain(|gutter| frame.left < gutter.0 && gutter.1 < frame.right);
    }

    /// A narrow gutter is one where several lines have words on both sides of it, or start right behind it.
    fn drop_doubtful(&mut self) {
        const SEVERAL: usize = 5;
        const STRAIGHT: f32 = 1.5;
        let inside: Vec<&Line> = self.inside().collect();
        let mut sure = Vec::with_capacity(self.gutters.len());
        for (at, gutter) in self.gutters.iter().enumerate() {
            let beside = inside.iter().filter(|line| {
                let has = |column: usize| line.words.iter().any(|&word| self.column(word) == column);
                has(at) && has(at + 1)
            });
            let size = inside.iter().map(|line| line.size).fold(0.0, f32::max);
            let lefts = || {
                inside
                    .iter()
                    .filter_map(|line| line.words.iter().map(|&word| self.page.words[word].frame.left).find(|left| *left >= gutter.1 - 0.1))
            };
            let edge = lefts().fold(f32::MAX, f32::min);
            let aligned = lefts().filter(|left| left - edge < STRAIGHT).count();
            sure.push(gutter.1 - gutter.0 >= GUTTER * size || beside.count() >= SEVERAL || aligned >= SEVERAL);
        }
        let mut sure = sure.into_iter();
        self.gutters.retain(|_| sure.next().unwrap_or(false));
    }

    /// Its lines that keep to its columns.
    fn inside(&self) -> impl Iterator<Item = &'p Line> {
        self.all[self.lines.clone()].iter().filter(|line| self.fit(line) == Fit::Inside)
    }

    /// Several lines have words in three columns, or two that are all there is in four; and every column has words in two lines.
    fn is_table(&self) -> bool {
        const FULL: usize = 3;
        let inside: Vec<&Line> = self.inside().collect();
        let full = inside.iter().filter(|line| self.filled(line) >= COLUMNS).count();
        let used = |column: usize| inside.iter().filter(|line| line.words.iter().any(|&word| self.column(word) == column)).count() >= 2;
        let columns = self.gutters.len() + 1;
        let enough = full >= FULL || (full == 2 && columns > COLUMNS && inside.len() == 2);
        // A line of prose that is stretched to its width has a word in each "cell".
        let worded = inside.iter().filter(|line| self.cells(line).iter().any(|cell| cell.len() > 1)).count();
        columns >= COLUMNS && enough && full * 4 >= inside.len() && worded * 4 >= inside.len() && (0..columns).all(used)
    }

    fn into_grid(self) -> (Grid, Range<usize>) {
        let all = &self.all[self.lines.clone()];
        let bounds = all.iter().map(|line| line.frame).reduce(Rect::union).unwrap_or_default();
        let sides = [bounds.left - 2.0, bounds.right + 2.0];
        let mut edges: Vec<f32> = self.gutters.iter().map(|gutter| gutter.0.midpoint(gutter.1)).chain(sides).collect();
        edges.sort_by(f32::total_cmp);
        let starts = self.row_starts(all);
        let ends = starts.iter().skip(1).copied().chain(std::iter::once(all.len()));
        let mut rows = Vec::new();
        for (&start, end) in starts.iter().zip(ends) {
            self.rows(&all[start..end], &edges, &mut rows);
        }
        (Grid { bounds, columns: edges, gutters: self.gutters, rows }, self.lines)
    }

    /// The lines with which rows begin: those below a ruling line, else those below a wider gap, else those with a word in the first
    /// column.
    fn row_starts(&self, all: &[Line]) -> Vec<usize> {
        let whole: Vec<bool> = all.iter().map(|line| self.fit(line) == Fit::Whole).collect();
        let ruled = |at: usize| {
            let between = |height: f32| all[at - 1].baseline < height + 1.0 && height < all[at].baseline;
            let wide = 0.5 * all[at].frame.union(all[at - 1].frame).width();
            self.page.rules.iter().any(|rule| rule.level && rule.to - rule.from > wide && between(rule.at))
        };
        let pitch = self.pitch(all);
        let step = |at: usize| all[at].baseline - all[at - 1].baseline;
        let first = |at: usize| all[at].words.iter().any(|&word| self.column(word) == 0);
        // A letter of another font pushes a line down a little: rows are further apart than that where their numbers show how far.
        let rows_apart = (1..all.len()).filter(|&at| first(at)).map(step).filter(|step| *step > 1.15 * pitch).fold(f32::MAX, f32::min);
        let least = if rows_apart < f32::MAX { pitch.midpoint(rows_apart).max(1.15 * pitch) } else { 1.15 * pitch };
        let spaced = |at: usize| step(at) > least;
        let count = |divides: &dyn Fn(usize) -> bool| (1..all.len()).filter(|&at| divides(at)).count();
        // What divides most of the rows that have something in the first column divides all.
        let most = |divides: &dyn Fn(usize) -> bool| count(divides) * 4 >= count(&first) * 3;
        let divides: &dyn Fn(usize) -> bool = if most(&ruled) {
            &ruled
        } else if most(&spaced) {
            &spaced
        } else {
            &first
        };
        let begins = |&at: &usize| at == 0 || divides(at) || ruled(at) || whole[at] != whole[at - 1];
        (0..all.len()).filter(begins).collect()
    }

    /// From one line of a cell to the next: as closely as any lines of a column follow each other, but for a point or two.
    fn pitch(&self, all: &[Line]) -> f32 {
        let mut last: Vec<Option<f32>> = vec![None; self.gutters.len() + 1];
        let mut steps = Vec::new();
        for line in all.iter().filter(|line| self.fit(line) == Fit::Inside) {
            let mut columns: Vec<usize> = line.words.iter().map(|&word| self.column(word)).collect();
            columns.dedup();
            steps.extend(columns.into_iter().filter_map(|column| Some(line.baseline - last[column].replace(line.baseline)?)));
        }
        let least = steps.iter().copied().fold(f32::MAX, f32::min);
        steps.retain(|step| *step < 1.15 * least);
        line::middle(&mut steps).unwrap_or(f32::MAX)
    }

    /// Adds the row that lines form; a header of which cells lie over several columns is two.
    fn rows(&self, lines: &[Line], edges: &[f32], rows: &mut Vec<GridRow>) {
        let frame = lines.iter().map(|line| line.frame).reduce(Rect::union).unwrap_or_default();
        let cell = |columns: Range<usize>, words: Vec<usize>| GridCell {
            bounds: Rect { left: edges[columns.start], right: edges[columns.end], ..frame },
            goes_on: false,
            words,
        };
        let columns = edges.len() - 1;
        if lines.iter().any(|line| self.fit(line) == Fit::Whole) {
            // A section's number stands in the first column, its title runs over all others.
            let numbered = lines.iter().all(|line| narrowed(self.page, line, &self.gutters[..1]).iter().all(|left| !left.is_empty()));
            let words = lines.iter().flat_map(|line| line.words.iter().copied());
            let (number, title): (Vec<usize>, Vec<usize>) = words.partition(|&word| numbered && self.column(word) == 0);
            let cells = match (number.len(), title.is_empty()) {
                (1, false) => vec![cell(0..1, number), cell(1..columns, title)],
                _ => vec![cell(0..columns, [number, title].concat())],
            };
            rows.push(GridRow { top: frame.top, cells });
            return;
        }
        let mut parts: Vec<Vec<usize>> = vec![Vec::new(); columns];
        let mut spans: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
        for words in lines.iter().flat_map(|line| self.cells(line)) {
            // Words may lie over each other: the first need not stand left of the last.
            let (one, other) = (self.column(words[0]), self.column(words[words.len() - 1]));
            let (first, last) = (one.min(other), one.max(other));
            if first == last {
                parts[first].extend(words);
            } else if rows.is_empty() && spans.iter().all(|(known, _)| known.end <= first) {
                spans.push((first..last + 1, words));
            } else {
                parts[first].extend(words);
            }
        }
        let (mut head, mut below) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < columns {
            match spans.iter_mut().find(|(span, _)| span.start == at) {
                Some((span, words)) => {
                    head.push(cell(span.clone(), std::mem::take(words)));
                    below.extend(span.clone().map(|column| cell(column..column + 1, std::mem::take(&mut parts[column]))));
                    at = span.end;
                }
                None => {
                    head.push(cell(at..at + 1, std::mem::take(&mut parts[at])));
                    below.push(GridCell { goes_on: true, ..cell(at..at + 1, Vec::new()) });
                    at += 1;
                }
            }
        }
        rows.push(GridRow { top: frame.top, cells: head });
        if !spans.is_empty() {
            rows.push(GridRow { top: frame.top, cells: below });
        }
    }
}

/// What it costs to hold a line against gutters.
fn cost(line: &Line, gutters: &[Gutter]) -> usize {
    (line.words.len() + 1) * (gutters.len() + 1)
}

/// Gaps between the words of a line, of at least so many sizes of its letters.
fn gaps(page: &Page, line: &Line, least: f32) -> Vec<Gutter> {
    let frame = |at: usize| page.words[at].frame;
    let pairs = line.words.windows(2).map(|pair| (frame(pair[0]).right, frame(pair[1]).left));
    pairs.filter(|gap| gap.1 - gap.0 >= least * line.size).collect()
}

/// All that a line leaves free, the margins too.
fn free(page: &Page, line: &Line) -> Vec<Gutter> {
    let mut free = gaps(page, line, NARROW);
    free.insert(0, (0.0, line.frame.left));
    free.push((line.frame.right, page.width.max(line.frame.right)));
    free
}

/// What is left of each gutter when a line is seen too; a word in the middle of one makes two.
fn narrowed(page: &Page, line: &Line, gutters: &[Gutter]) -> Vec<Vec<Gutter>> {
    let free = free(page, line);
    let left = |gutter: &Gutter| {
        let pieces = free.iter().map(|free| (free.0.max(gutter.0), free.1.min(gutter.1)));
        pieces.filter(|piece| piece.1 - piece.0 >= NARROW * line.size).collect()
    };
    gutters.iter().map(left).collect()
}
