//! Text side by side: the letterhead with the motto, the recipients with the signature. Told by the gutter between the two.

use super::{Page, line::Line};

/// Rows of a page that stand side by side: which, and where the gutter lies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SideBySide {
    /// The rows.
    pub(super) rows: std::ops::Range<usize>,
    /// The middle of the gutter.
    pub(super) gutter: f32,
}

/// A gutter is at least so wide, in sizes of the letters.
const GUTTER: f32 = 1.0;
/// A gap within a row is at least so wide to make one look for a gutter.
const GAP: f32 = 1.6;
/// From one row to the next, at most: there is room for a signature between.
const FAR: f32 = 130.0;

/// Finds the rows that stand side by side, from top to bottom.
pub(super) fn find(page: &Page, rows: &[Line]) -> Vec<SideBySide> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        match candidates(page, rows, at).into_iter().filter_map(|gutter| grow(page, rows, at, gutter)).max_by_key(|block| block.rows.len()) {
            Some(block) if found.last().is_none_or(|last: &SideBySide| last.rows.end <= block.rows.start) => {
                at = block.rows.end;
                found.push(block);
            }
            _ => at += 1,
        }
    }
    found
}

type Gutter = (f32, f32);

/// Gaps of a row, or between it and the next where both stand at nearly one height.
fn candidates(page: &Page, rows: &[Line], at: usize) -> Vec<Gutter> {
    let row = &rows[at];
    let mut gaps: Vec<Gutter> = row
        .words
        .windows(2)
        .map(|pair| (page.words[pair[0]].frame.right, page.words[pair[1]].frame.left))
        .filter(|(left, right)| right - left > GAP * row.size)
        .collect();
    if let Some(next) = rows.get(at + 1)
        && next.baseline - row.baseline < 0.9 * row.size.max(next.size)
    {
        let (a, b) = (row.frame, next.frame);
        if a.right + GUTTER * row.size < b.left {
            gaps.push((a.right, b.left));
        } else if b.right + GUTTER * row.size < a.left {
            gaps.push((b.right, a.left));
        }
    }
    gaps
}

/// What is left of the gutter when a row is seen too.
fn narrowed(page: &Page, row: &Line, gutter: Gutter) -> Option<Gutter> {
    let mut best: Option<Gutter> = None;
    let mut from = f32::MIN;
    let ends = row.words.iter().map(|&at| (page.words[at].frame.left, page.words[at].frame.right));
    for (left, right) in ends.chain([(f32::MAX, f32::MAX)]) {
        let free = (from.max(gutter.0), left.min(gutter.1));
        if free.1 - free.0 > best.map_or(0.0, |best| best.1 - best.0) {
            best = Some(free);
        }
        from = from.max(right);
    }
    best.filter(|best| best.1 - best.0 >= GUTTER * row.size)
}

/// On which sides of the gutter a row has words.
fn sides(row: &Line, gutter: Gutter) -> (bool, bool) {
    (row.frame.left < gutter.0 + 0.1, row.frame.right > gutter.1 - 0.1)
}

fn grow(page: &Page, rows: &[Line], start: usize, gutter: Gutter) -> Option<SideBySide> {
    let mut gutter = narrowed(page, &rows[start], gutter)?;
    let mut last = start;
    // Downwards, as far as the gutter reaches.
    let mut reach = vec![start];
    while let Some(row) = rows.get(last + 1) {
        if row.baseline - rows[last].baseline > FAR {
            break;
        }
        let Some(narrower) = narrowed(page, row, gutter) else { break };
        gutter = narrower;
        last += 1;
        reach.push(last);
    }
    // Back to the last row that clearly belongs to it.
    let left_edge = reach.iter().filter(|&&at| sides(&rows[at], gutter).0).map(|&at| rows[at].frame.left).fold(f32::MAX, f32::min);
    let two_sided = |at: usize| {
        let (left, right) = sides(&rows[at], gutter);
        let beside = |other: usize| {
            (rows[at].baseline - rows[other].baseline).abs() < 0.9 * rows[at].size
                && sides(&rows[other], gutter) == (right, left)
                && left != right
        };
        (left && right) || (at > start && beside(at - 1)) || (at < last && beside(at + 1))
    };
    let doubles: Vec<usize> = reach.iter().copied().filter(|&at| two_sided(at)).collect();
    let &last_double = doubles.last()?;
    let mut end = last_double + 1;
    let sized = rows[start..end].iter().filter(|row| sides(row, gutter) == (true, false)).map(|row| row.size).fold(0.0, f32::max);
    while let Some(row) = rows.get(end).filter(|_| end <= last) {
        let belongs = match sides(row, gutter) {
            (false, _) => true,
            (true, _) => {
                let above = &rows[end - 1];
                let near = row.baseline - above.baseline < 2.0 * row.size;
                let like = sized == 0.0 || (row.size - sized).abs() < 0.08 * sized;
                let aligned = (row.frame.left - left_edge).abs() < 1.5 * row.size;
                // Lines of the body stand at the same edge, but in larger letters.
                let is_small = rows.iter().any(|other| other.size > row.size * 1.08);
                near && like && aligned && is_small
            }
        };
        if !belongs {
            break;
        }
        end += 1;
    }
    // What stands on the right alone above it belongs to it too.
    let mut first = start;
    while first > 0 {
        let (row, below) = (&rows[first - 1], &rows[first]);
        let right_alone = row.frame.left > gutter.1 - 0.1 && row.frame.left > page.width * 0.4;
        if !right_alone || below.baseline - row.baseline > 2.2 * row.size {
            break;
        }
        first -= 1;
    }
    let block = &rows[first..end];
    let (lefts, rights) = (count(block, |row| sides(row, gutter).0), count(block, |row| sides(row, gutter).1));
    let width = |side: bool| {
        let words = block.iter().flat_map(|row| &row.words).map(|&at| page.words[at].frame).filter(|frame| (frame.left < gutter.0 + 0.1) == side);
        let (from, to) = words.fold((f32::MAX, f32::MIN), |(from, to), frame| (from.min(frame.left), to.max(frame.right)));
        to - from
    };
    const NARROWEST: f32 = 0.09;
    let wide = width(true) > NARROWEST * page.width && width(false) > NARROWEST * page.width;
    let enough = doubles.len() >= 2 || (!doubles.is_empty() && lefts >= 2 && rights >= 2);
    (wide && enough && lefts >= 2 && rights >= 2).then(|| SideBySide { rows: first..end, gutter: gutter.0.midpoint(gutter.1) })
}

fn count(rows: &[Line], test: impl Fn(&Line) -> bool) -> usize {
    rows.iter().filter(|row| test(row)).count()
}
