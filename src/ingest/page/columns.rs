//! Text side by side: the letterhead with the motto, the recipients with the signature. Told by the gutter between the two.

use crate::fold::fold;

use super::{Page, Rect, line::Line, patience::Patience};

/// Rows of a page that stand side by side: which, and where the gutter lies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SideBySide {
    /// The rows.
    pub(super) rows: std::ops::Range<usize>,
    /// Where the gutter starts and ends.
    pub(super) gutter: Gutter,
    /// Where the right column starts and ends.
    pub(super) right: (f32, f32),
    /// Size of the letters on the left.
    pub(super) size: f32,
    /// True where they are smaller than those of the body.
    pub(super) is_small: bool,
}

impl SideBySide {
    /// The middle of the gutter.
    pub(super) fn middle(&self) -> f32 {
        self.gutter.0.midpoint(self.gutter.1)
    }
}

/// A gutter is at least so wide, in sizes of the letters.
const GUTTER: f32 = 0.8;
/// A gap within a row is at least so wide to make one look for a gutter.
const GAP: f32 = 1.0;
/// A gutter that is narrower could be a wide gap of justified text: the right column must start at one place.
const WIDE: f32 = 1.6;
/// From one row to the next, at most: there is room for a signature between.
const FAR: f32 = 130.0;

/// How often a row is looked at for each row above it.
const LOOKS: usize = 8;

/// Finds the rows that stand side by side, from top to bottom.
pub(super) fn find(page: &Page, rows: &[Line], patience: &mut Patience) -> Vec<SideBySide> {
    // A page of more rows is no page of a document; looking for gutters takes the square of them.
    const MOST: usize = 400;
    if rows.len() > MOST {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let gutters = candidates(page, rows, at).into_iter();
        let grown = gutters.filter_map(|gutter| grow(page, rows, at, gutter, patience));
        match grown.max_by_key(|block| block.rows.len()) {
            Some(block) if found.last().is_none_or(|last: &SideBySide| last.rows.end <= block.rows.start) => {
                at = block.rows.end;
                found.push(block);
            }
            _ => at += 1,
        }
    }
    found
}

/// From the left column to the right one.
pub(super) type Gutter = (f32, f32);

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

/// What is left of the gutter when a row is seen too: a clear strip, or one within a gap of the row that no blank makes. A row on one side
/// alone may reach as near to the other column as the padding of two cells leaves.
fn narrowed(page: &Page, row: &Line, gutter: Gutter) -> Option<Gutter> {
    const NARROW: f32 = 0.3;
    const PADDING: f32 = 0.6;
    const OWN_GAP: f32 = 1.5;
    let mut best: Option<Gutter> = None;
    let mut own = 0.0;
    let mut from = f32::MIN;
    let ends = row.words.iter().map(|&at| (page.words[at].frame.left, page.words[at].frame.right));
    for (left, right) in ends.chain([(f32::MAX, f32::MAX)]) {
        let free = (from.max(gutter.0), left.min(gutter.1));
        if free.1 - free.0 > best.map_or(0.0, |best| best.1 - best.0) {
            best = Some(free);
            own = if from > f32::MIN && left < f32::MAX { left - from } else { 0.0 };
        }
        from = from.max(right);
    }
    let least = match own {
        own if own >= OWN_GAP * row.size => NARROW,
        own if own > 0.0 => GUTTER,
        _ => PADDING,
    };
    best.filter(|best| best.1 - best.0 >= least * row.size)
}

/// On which sides of the gutter a row has words.
fn sides(row: &Line, gutter: Gutter) -> (bool, bool) {
    (row.frame.left < gutter.0 + 0.1, row.frame.right > gutter.1 - 0.1)
}

fn grow(page: &Page, rows: &[Line], start: usize, gutter: Gutter, patience: &mut Patience) -> Option<SideBySide> {
    let mut gutter = narrowed(page, &rows[start], gutter)?;
    let mut last = start;
    // Downwards, as far as the gutter reaches.
    let mut reach = vec![start];
    while let Some(row) = rows.get(last + 1) {
        if row.baseline - rows[last].baseline > FAR || !patience.lasts(LOOKS * (row.words.len() + 1)) {
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
    let sized = size_of_left(&rows[start..end], gutter);
    while let Some(row) = rows.get(end).filter(|_| end <= last && patience.lasts(rows.len())) {
        let belongs = match sides(row, gutter) {
            (false, _) => stands_under(page, row, &rows[start..end], gutter),
            (true, _) => {
                let above = &rows[end - 1];
                let near = row.baseline - above.baseline < 2.0 * row.size;
                let like = sized == 0.0 || (row.size - sized).abs() < 0.08 * sized;
                // Recipients start at one edge, or are centred on one line.
                let centred = left_of(page, above, gutter)
                    .is_some_and(|(from, to)| (row.frame.middle().0 - from.midpoint(to)).abs() < 0.5 * row.size);
                let aligned = (row.frame.left - left_edge).abs() < 1.5 * row.size || centred;
                // Lines of the body stand at the same edge, but in larger letters, and they are as long as the page is wide.
                let is_small = rows.iter().any(|other| other.size > row.size * 1.08);
                let is_last = || rows[end..].iter().all(|other| sides(other, gutter) == (true, false));
                near && like && aligned && (is_small || is_last() || is_broken(page, above, row, &rows[start..end], gutter))
            }
        };
        if !belongs {
            break;
        }
        end += 1;
    }
    let starts: Vec<f32> = doubles.iter().filter_map(|&at| right_of(page, &rows[at], gutter)).map(|place| place.0).collect();
    let straight = starts.iter().all(|left| (left - starts[0]).abs() < 1.5) && starts.len() >= 2;
    // What stands above it on the right alone belongs to it too, and so does what starts in both columns where they do, however narrow
    // its own gap is.
    let mut first = start;
    while first > 0 {
        let (row, below) = (&rows[first - 1], &rows[first]);
        let right_alone = row.frame.left > gutter.1 - 0.1 && row.frame.left > page.width * 0.4;
        let in_both = || {
            straight
                && narrowed(page, row, gutter).is_some()
                && (row.frame.left - left_edge).abs() < 1.5
                && right_of(page, row, gutter).is_some_and(|place| (place.0 - starts[0]).abs() < 1.5)
        };
        if below.baseline - row.baseline > 2.2 * row.size || !(right_alone || in_both()) {
            break;
        }
        first -= 1;
    }
    let block = &rows[first..end];
    let (lefts, rights) = (count(block, |row| sides(row, gutter).0), count(block, |row| sides(row, gutter).1));
    let width = |side: bool| {
        let words =
            block.iter().flat_map(|row| &row.words).map(|&at| page.words[at].frame).filter(|frame| (frame.left < gutter.0 + 0.1) == side);
        let (from, to) = words.fold((f32::MAX, f32::MIN), |(from, to), frame| (from.min(frame.left), to.max(frame.right)));
        to - from
    };
    const NARROWEST: f32 = 0.09;
    let wide = width(true) > NARROWEST * page.width && width(false) > NARROWEST * page.width;
    let enough = doubles.len() >= 2 || (!doubles.is_empty() && lefts >= 2 && rights >= 2);
    let is_small = sized > 0.0 && rows.iter().any(|row| row.size > sized * 1.08);
    let right = block.iter().filter_map(|row| right_of(page, row, gutter)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let found = || SideBySide { rows: first..end, gutter, right, size: sized, is_small };
    let plain = gutter.1 - gutter.0 >= WIDE * rows[start].size || straight || doubles.len() >= 3;
    // A signature of one line stands beside a column that is full down to its end.
    const LONG: usize = 4;
    let full = || block.len() > LONG && block.windows(2).all(|pair| is_broken(page, &pair[0], &pair[1], block, gutter));
    (wide && ((enough && plain && lefts >= 2 && rights >= 2) || full())).then(found)
}

/// True where the line above a row on the left was broken for want of room in a narrow column.
fn is_broken(page: &Page, above: &Line, row: &Line, block: &[Line], gutter: Gutter) -> bool {
    let edge = block.iter().filter(|row| sides(row, gutter) == (true, false)).map(|row| row.frame.right).fold(f32::MIN, f32::max);
    sides(above, gutter).0 && above.frame.right.min(gutter.0) + row.first_width(page) > edge.max(gutter.0) - row.size
}

/// Size of the letters of rows on the left alone.
fn size_of_left(rows: &[Line], gutter: Gutter) -> f32 {
    rows.iter().filter(|row| sides(row, gutter) == (true, false)).map(|row| row.size).fold(0.0, f32::max)
}

/// True where a row on the right is centred under, or starts with, what stands there above it.
fn stands_under(page: &Page, row: &Line, above: &[Line], gutter: Gutter) -> bool {
    let Some(place) = right_of(page, row, gutter) else { return false };
    above.iter().filter_map(|row| right_of(page, row, gutter)).any(|other| is_aligned(place, other, row.size))
}

/// From where to where a row has words on the right.
fn right_of(page: &Page, row: &Line, gutter: Gutter) -> Option<(f32, f32)> {
    stretch(page, row, |frame| frame.left > gutter.0)
}

/// From where to where a row has words on the left.
fn left_of(page: &Page, row: &Line, gutter: Gutter) -> Option<(f32, f32)> {
    stretch(page, row, |frame| frame.left <= gutter.0)
}

fn stretch(page: &Page, row: &Line, wanted: impl Fn(&Rect) -> bool) -> Option<(f32, f32)> {
    let words = row.words.iter().map(|&at| page.words[at].frame).filter(wanted);
    words.map(|frame| (frame.left, frame.right)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// True where two stretches start at one place, or have one middle.
fn is_aligned(a: (f32, f32), b: (f32, f32), size: f32) -> bool {
    (a.0 - b.0).abs() < 0.7 * size || (a.0.midpoint(a.1) - b.0.midpoint(b.1)).abs() < 1.6 * size
}

/// The rows at the top of a page that go on with what stood side by side at the end of the page before.
pub(super) fn go_on(page: &Page, rows: &[Line], before: &SideBySide) -> Option<SideBySide> {
    // The letterhead of what is attached begins a page, however well its columns stand under the recipients and the signature.
    if rows.iter().take(LETTERHEAD).any(|row| names_the_republic(page, row)) {
        return None;
    }
    let mut gutter = before.gutter;
    let mut taken = (0, gutter);
    let is_small = before.is_small || rows.iter().any(|row| row.size > before.size * 1.08);
    let last_right = rows.iter().rposition(|row| sides(row, gutter).1).map_or(0, |at| at + 1);
    for (at, row) in rows.iter().enumerate() {
        if at > 0 && row.baseline - rows[at - 1].baseline > FAR {
            break;
        }
        let Some(narrower) = narrowed(page, row, gutter) else { break };
        gutter = narrower;
        match sides(row, gutter) {
            (true, false) if before.size > 0.0 && (row.size - before.size).abs() > 0.08 * before.size => break,
            (true, false) if is_small || (taken.0 >= last_right && last_right > 0) => taken = (at + 1, gutter),
            (true, false) => {}
            _ if !right_of(page, row, gutter).is_some_and(|place| is_aligned(place, before.right, row.size)) => break,
            _ => taken = (at + 1, gutter),
        }
    }
    (taken.0 > 0).then(|| SideBySide { rows: 0..taken.0, gutter: taken.1, ..before.clone() })
}

/// Rows at the top of a page among which a letterhead names the republic.
const LETTERHEAD: usize = 3;

fn names_the_republic(page: &Page, row: &Line) -> bool {
    let words: Vec<&str> = row.words.iter().map(|&at| page.word(at)).collect();
    fold(&words.join(" ")).contains("cộng hoà xã hội chủ nghĩa")
}

fn count(rows: &[Line], test: impl Fn(&Line) -> bool) -> usize {
    rows.iter().filter(|row| test(row)).count()
}
