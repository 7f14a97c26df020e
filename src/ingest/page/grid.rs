//! Ruling lines become tables: which cells they enclose, also where a row is left open at the end of a page.

use super::{Page, Rect, Rule, unruled::Gutter};

/// A table as it is ruled on one page.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) bounds: Rect,
    /// The upright lines, from left to right.
    pub(super) columns: Vec<f32>,
    /// Where no lines are: what is free between the columns.
    pub(super) gutters: Vec<Gutter>,
    pub(super) rows: Vec<GridRow>,
}

/// A row.
#[derive(Debug, Clone)]
pub(super) struct GridRow {
    pub(super) top: f32,
    pub(super) cells: Vec<GridCell>,
}

/// A cell, in the row in which it starts.
#[derive(Debug, Clone)]
pub(super) struct GridCell {
    pub(super) bounds: Rect,
    /// True for the lower part of a cell that reaches over several rows.
    pub(super) goes_on: bool,
    /// Words that stand in it.
    pub(super) words: Vec<usize>,
}

/// Lines nearer than this are one.
const NEAR: f32 = 3.0;
/// Two lines meet where they come as near as this.
const MEET: f32 = 3.5;
/// Cells of one table.
const CELLS: usize = 20_000;
/// Level or upright lines of a page; a drawing with more is no table.
const LINES: usize = 6_000;
/// Tables of a page.
const TABLES: usize = 300;

/// The tables of a page.
pub(super) fn grids(page: &Page) -> Vec<Grid> {
    let level = straighten(page.rules.iter().filter(|rule| rule.level));
    let upright = straighten(page.rules.iter().filter(|rule| !rule.level));
    if level.len().max(upright.len()) > LINES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = groups(&level, &upright).into_iter().filter_map(|(level, upright)| grid(&level, upright)).collect();
    grids.truncate(TABLES);
    grids.sort_by(|a, b| a.bounds.top.total_cmp(&b.bounds.top));
    // A frame around everything holds the tables, and is none.
    let inner: Vec<Rect> = grids.iter().map(|grid| grid.bounds).collect();
    grids.retain(|grid| grid.cell_count() > 1 || !inner.iter().any(|other| *other != grid.bounds && grid.bounds.holds(other.middle())));
    grids
}

impl Grid {
    /// How many cells it has, empty ones too.
    pub(super) fn cell_count(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).sum()
    }

    /// Puts a word into its cell; false where it stands outside.
    pub(super) fn take(&mut self, at: usize, place: (f32, f32)) -> bool {
        let slack = Rect { top: self.bounds.top - 1.0, bottom: self.bounds.bottom + 1.0, ..self.bounds };
        if !slack.holds(place) {
            return false;
        }
        let after = self.rows.partition_point(|row| row.top <= place.1).max(1);
        // The cell may have started in a row above.
        for row in self.rows.iter_mut().take(after).rev() {
            let cell = row.cells.iter_mut().find(|cell| !cell.goes_on && cell.bounds.left <= place.0 && place.0 <= cell.bounds.right);
            if let Some(cell) = cell {
                if cell.bounds.bottom + 1.0 >= place.1 {
                    cell.words.push(at);
                    return true;
                }
                return false;
            }
        }
        false
    }
}

/// Lines that lie on each other, or follow each other, become one.
fn straighten<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    // Bands of lines at nearly one place.
    let mut start = 0;
    let mut straight: Vec<Rule> = Vec::new();
    while start < rules.len() {
        let first = rules[start].at;
        let end = start + rules[start..].partition_point(|rule| rule.at - first < NEAR);
        let band = &mut rules[start..end];
        #[expect(clippy::cast_precision_loss, reason = "a few thousand lines")]
        let at = band.iter().map(|rule| rule.at).sum::<f32>() / band.len() as f32;
        band.sort_by(|a, b| a.from.total_cmp(&b.from));
        let from = straight.len();
        for rule in band.iter() {
            match straight[from..].last_mut() {
                Some(last) if rule.from - last.to <= MEET => last.to = last.to.max(rule.to),
                _ => straight.push(Rule { at, ..*rule }),
            }
        }
        start = end;
    }
    straight
}

/// Lines that meet, directly or through others.
fn groups(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let count = level.len() + upright.len();
    let mut parent: Vec<usize> = (0..count).collect();
    for (v, line) in upright.iter().enumerate() {
        let first = level.partition_point(|rule| rule.at < line.from - MEET);
        for (h, rule) in level.iter().enumerate().skip(first).take_while(|(_, rule)| rule.at <= line.to + MEET) {
            if rule.from - MEET <= line.at && line.at <= rule.to + MEET {
                let (a, b) = (root(&mut parent, h), root(&mut parent, level.len() + v));
                parent[a] = b;
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = std::collections::BTreeMap::new();
    for (at, rule) in level.iter().enumerate() {
        groups.entry(root(&mut parent, at)).or_default().0.push(*rule);
    }
    for (at, rule) in upright.iter().enumerate() {
        groups.entry(root(&mut parent, level.len() + at)).or_default().1.push(*rule);
    }
    groups.into_values().filter(|(_, upright)| upright.len() >= 2).collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

fn grid(level: &[Rule], mut upright: Vec<Rule>) -> Option<Grid> {
    let mut level = level.to_vec();
    close(&mut level, &upright);
    // A table may have no lines at its sides.
    let (left, right) =
        (level.iter().map(|rule| rule.from).fold(f32::MAX, f32::min), level.iter().map(|rule| rule.to).fold(f32::MIN, f32::max));
    let (top, bottom) =
        (level.iter().map(|rule| rule.at).fold(f32::MAX, f32::min), level.iter().map(|rule| rule.at).fold(f32::MIN, f32::max));
    for side in [left, right] {
        const SIDE: f32 = 14.0;
        if upright.iter().all(|rule| (rule.at - side).abs() > SIDE) && level.len() >= 2 {
            upright.push(Rule { level: false, at: side, from: top, to: bottom });
        }
    }
    let rows = places(level.iter().map(|rule| rule.at));
    let columns = places(upright.iter().map(|rule| rule.at));
    if rows.len() < 2 || columns.len() < 2 || (rows.len() - 1) * (columns.len() - 1) > CELLS {
        return None;
    }
    Some(cells(&rows, columns, &level, &upright))
}

/// A row that a page cuts is drawn without its last line, or its first: where several upright lines end at one height, there is one.
fn close(level: &mut Vec<Rule>, upright: &[Rule]) {
    const SEVERAL: usize = 3;
    for end in [|rule: &Rule| rule.from, |rule: &Rule| rule.to] {
        let mut ends: Vec<(f32, f32)> = upright.iter().map(|rule| (end(rule), rule.at)).collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut start = 0;
        while start < ends.len() {
            let height = ends[start].0;
            let stop = start + ends[start..].partition_point(|(other, _)| other - height < NEAR);
            let together = &ends[start..stop];
            let closed = level.iter().any(|rule| (rule.at - height).abs() <= MEET + 1.0);
            if together.len() >= SEVERAL.min(upright.len()) && !closed {
                let from = together.iter().map(|(_, at)| *at).fold(f32::MAX, f32::min);
                let to = together.iter().map(|(_, at)| *at).fold(f32::MIN, f32::max);
                level.push(Rule { level: true, at: height, from, to });
            }
            start = stop;
        }
    }
}

fn places(all: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut all: Vec<f32> = all.collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|later, earlier| *later - *earlier < NEAR);
    all
}

fn cells(rows: &[f32], columns: Vec<f32>, level: &[Rule], upright: &[Rule]) -> Grid {
    let (height, width) = (rows.len() - 1, columns.len() - 1);
    // The lines at each place, so that few are looked at for a field.
    let near = |rules: &[Rule], places: &[f32]| -> Vec<Vec<Rule>> {
        places.iter().map(|at| rules.iter().filter(|rule| (rule.at - at).abs() < NEAR).copied().collect()).collect()
    };
    let (level, upright) = (near(level, rows), near(upright, &columns));
    let drawn = |rules: &[Rule], place: f32| rules.iter().any(|rule| rule.from - 1.0 <= place && place <= rule.to + 1.0);
    // Which of the smallest fields belong together, since no line divides them.
    let mut parent: Vec<usize> = (0..height * width).collect();
    for row in 0..height {
        let middle = rows[row].midpoint(rows[row + 1]);
        for column in 0..width {
            let across = columns[column].midpoint(columns[column + 1]);
            if column + 1 < width && !drawn(&upright[column + 1], middle) {
                let (a, b) = (root(&mut parent, row * width + column), root(&mut parent, row * width + column + 1));
                parent[a.max(b)] = a.min(b);
            }
            if row + 1 < height && !drawn(&level[row + 1], across) {
                let (a, b) = (root(&mut parent, row * width + column), root(&mut parent, (row + 1) * width + column));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    // The box of each.
    let mut bounds: Vec<Option<Rect>> = vec![None; height * width];
    for row in 0..height {
        for column in 0..width {
            let field = Rect { left: columns[column], top: rows[row], right: columns[column + 1], bottom: rows[row + 1] };
            let at = root(&mut parent, row * width + column);
            bounds[at] = Some(bounds[at].map_or(field, |known| known.union(field)));
        }
    }
    let mut table = Vec::with_capacity(height);
    for (row, &top) in rows.iter().enumerate().take(height) {
        let mut cells: Vec<GridCell> = Vec::new();
        let mut column = 0;
        while column < width {
            let at = root(&mut parent, row * width + column);
            let bounds = bounds[at].unwrap_or_default();
            let goes_on = at / width < row;
            cells.push(GridCell { bounds, goes_on, words: Vec::new() });
            // What the box covers is one cell, even where the fields are no box.
            column += 1;
            while column < width && columns[column] < bounds.right - NEAR {
                column += 1;
            }
        }
        table.push(GridRow { top, cells });
    }
    let bounds = Rect { left: columns[0], top: rows[0], right: columns[width], bottom: rows[height] };
    Grid { bounds, columns, gutters: Vec::new(), rows: table }
}
