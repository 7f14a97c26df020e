//! Words become lines, and it is seen from the places of lines where a paragraph begins.

use super::{Page, Rect, Turn};

/// A line of words.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Places of its words in the page's list, from left to right.
    pub(super) words: Vec<usize>,
    /// Its box, in the frame that its turn makes upright.
    pub(super) frame: Rect,
    /// Where its letters stand, in the same frame.
    pub(super) baseline: f32,
    /// Size of its largest letters.
    pub(super) size: f32,
    pub(super) turn: Turn,
}

impl Line {
    /// True where every word is bold.
    pub(super) fn is_bold(&self, page: &Page) -> bool {
        self.words.iter().all(|&at| page.words[at].bold)
    }

    /// True where its last word ends a sentence or an item of a list.
    pub(super) fn ends_clause(&self, page: &Page) -> bool {
        self.words.last().is_some_and(|&at| page.word(at).trim_end_matches(['"', '”', ')']).ends_with(['.', ';']))
    }

    /// The width of its first word, the whole of it where a change of fonts made several of it.
    pub(super) fn first_width(&self, page: &Page) -> f32 {
        let Some(&first) = self.words.first() else { return 0.0 };
        let last = self.words.windows(2).find(|pair| !touch(page, pair[0], pair[1])).map_or(self.words.last(), |pair| pair.first());
        last.map_or(0.0, |&last| page.words[last].frame.right - page.words[first].frame.left)
    }
}

/// Puts words together to lines, from top to bottom; turned words stand after the upright ones.
pub(super) fn lines(page: &Page, words: &[usize]) -> Vec<Line> {
    let mut order = words.to_vec();
    order.sort_by(|&a, &b| {
        let (a, b) = (&page.words[a], &page.words[b]);
        a.turn.cmp(&b.turn).then(a.baseline.total_cmp(&b.baseline)).then(a.frame.left.total_cmp(&b.frame.left))
    });
    let mut lines: Vec<Line> = Vec::new();
    for at in order {
        const RECENT: usize = 3;
        let word = &page.words[at];
        let recent = lines.len().saturating_sub(RECENT);
        let line = lines[recent..].iter_mut().rev().find(|line| line.turn == word.turn && shares(line, word.baseline, word.size));
        match line {
            Some(line) => {
                // A raised figure joins the line of the larger letters.
                if word.size > line.size {
                    line.baseline = word.baseline;
                    line.size = word.size;
                }
                line.frame = line.frame.union(word.frame);
                line.words.push(at);
            }
            None => {
                lines.push(Line { words: vec![at], frame: word.frame, baseline: word.baseline, size: word.size, turn: word.turn });
            }
        }
    }
    for line in &mut lines {
        line.words.sort_by(|&a, &b| page.words[a].frame.left.total_cmp(&page.words[b].frame.left));
        drop_copies(page, line);
    }
    lines.sort_by(|a, b| a.turn.cmp(&b.turn).then(a.baseline.total_cmp(&b.baseline)));
    lines
}

/// Cuts rows where letters of another size stand far from the rest: a stamp beside a running head.
pub(super) fn apart(page: &Page, rows: Vec<Line>) -> Vec<Line> {
    const FAR: f32 = 1.5;
    const OTHER: f32 = 0.8;
    let mut cut = Vec::with_capacity(rows.len());
    for row in rows {
        let other = |pair: &[usize]| {
            let (left, right) = (&page.words[pair[0]], &page.words[pair[1]]);
            right.frame.left - left.frame.right > FAR * row.size && left.size.min(right.size) < OTHER * left.size.max(right.size)
        };
        match row.words.windows(2).position(other).or_else(|| after_small_print(page, &row)) {
            None => cut.push(row),
            Some(at) => {
                let (left, right) = row.words.split_at(at + 1);
                for words in [left, right] {
                    cut.extend(lines(page, words));
                }
            }
        }
    }
    cut.sort_by(|a, b| a.turn.cmp(&b.turn).then(a.baseline.total_cmp(&b.baseline)));
    cut
}

/// The last of several words in much smaller letters with which a row begins: a line of a stamp; a raised figure is one word.
fn after_small_print(page: &Page, row: &Line) -> Option<usize> {
    const SMALL: f32 = 0.7;
    const SEVERAL: usize = 3;
    let small = row.words.iter().take_while(|&&at| page.words[at].size < SMALL * row.size).count();
    let (last, next) = (row.words.get(small.checked_sub(1)?)?, row.words.get(small)?);
    let gap = page.words[*next].frame.left - page.words[*last].frame.right;
    (small >= SEVERAL && gap > SMALL * page.words[*last].size).then_some(small - 1)
}

/// True where letters at this height stand on the line.
fn shares(line: &Line, baseline: f32, size: f32) -> bool {
    let larger = line.size.max(size);
    let apart = baseline - line.baseline;
    if apart.abs() <= 0.25 * larger {
        return true;
    }
    // Raised or lowered: small letters within the height of large ones.
    let (small, large) = (size.min(line.size), larger);
    let above = if size < line.size { -apart } else { apart };
    small <= 0.8 * large && (-0.25 * large..=0.6 * large).contains(&above)
}

/// A word that was sent twice is printed once.
fn drop_copies(page: &Page, line: &mut Line) {
    let text = |at: usize| page.word(at);
    line.words.dedup_by(|&mut later, &mut earlier| {
        let apart = page.words[later].frame.left - page.words[earlier].frame.left;
        apart.abs() < 0.15 * page.words[later].size && text(later) == text(earlier)
    });
}

/// True where two words of a line stand so close that nothing divides them.
pub(super) fn touch(page: &Page, left: usize, right: usize) -> bool {
    const GAP: f32 = 0.09;
    let text = |at: usize| page.word(at);
    // A bracket that stands alone was set apart by a change of fonts.
    let bracket = text(left) == "(" || text(right) == ")";
    const WIDER: f32 = 0.4;
    let limit = if bracket { WIDER } else { GAP };
    let (left, right) = (&page.words[left], &page.words[right]);
    right.frame.left - left.frame.right < limit * left.size.min(right.size)
}

/// The column in which lines stand, and how its paragraphs begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where first lines of paragraphs start, right of the column's edge.
    indents: Vec<f32>,
    /// From one line of a paragraph to the next, in sizes of the letters.
    pitch: f32,
    /// True where all paragraphs stand apart from those before them.
    is_spaced: bool,
}

impl Column {
    /// The column of these lines; `right` where it is known.
    pub(super) fn of(page: &Page, lines: &[Line], right: Option<f32>, usual: Option<f32>) -> Self {
        let left = lines.iter().map(|line| line.frame.left).fold(f32::MAX, f32::min);
        let right = right.unwrap_or_else(|| lines.iter().map(|line| line.frame.right).fold(f32::MIN, f32::max));
        // The edge is where most lines that are not the first of a paragraph stand, not where one sticks out.
        let left = edge(lines, right).unwrap_or(left);
        let mut indents: Vec<f32> = Vec::new();
        for pair in lines.windows(2) {
            let [line, next] = pair else { continue };
            let is_indent = line.frame.left > left + 0.8 * line.size && (next.frame.left - left).abs() < 0.5 * line.size;
            let is_full = line.frame.right > right - 2.5 * line.size;
            const MOST: usize = 8;
            if is_indent
                && is_full
                && indents.len() < MOST
                && !indents.iter().any(|known| (known - line.frame.left).abs() < 0.3 * line.size)
            {
                indents.push(line.frame.left);
            }
        }
        let mut broken = Vec::new();
        pitches(page, lines, &mut broken);
        let pitch = if broken.len() >= 2 { middle(&mut broken) } else { usual.or_else(|| middle(&mut broken)) };
        let mut column = Self { left, right, indents, pitch: pitch.unwrap_or(0.0), is_spaced: false };
        // Lines that were read from a picture stand unevenly.
        column.is_spaced = !page.is_picture && column.spaces_all(page, lines);
        column
    }

    /// True where several paragraphs are seen to begin by the room that the line before has, and all of them stand apart.
    fn spaces_all(&self, page: &Page, lines: &[Line]) -> bool {
        const SEVERAL: usize = 3;
        let pairs = lines.windows(2).filter_map(|pair| <&[Line; 2]>::try_from(pair).ok());
        let mut begun = pairs.filter(|[before, line]| self.has_room(page, before, line) && !self.is_one_title(page, before, line));
        let mut count = 0;
        begun.all(|[before, line]| {
            count += 1;
            self.is_far(before, line)
        }) && count >= SEVERAL
    }

    /// True where the first word of a line would have had room on the line before.
    fn has_room(&self, page: &Page, before: &Line, line: &Line) -> bool {
        let size = before.size.max(line.size);
        before.frame.right + 0.3 * size + line.first_width(page) < self.right - 0.6 * size
    }

    /// True where a line stands further below the line before than lines of one paragraph do.
    fn is_far(&self, before: &Line, line: &Line) -> bool {
        self.pitch > 0.0 && line.baseline - before.baseline > (self.pitch * 1.2 + 0.1) * before.size.max(line.size)
    }

    /// True where `line` begins a paragraph, seen from the line before it.
    pub(super) fn begins(&self, page: &Page, before: &Line, line: &Line, before_begins: bool) -> bool {
        let size = before.size.max(line.size);
        let had_room = self.has_room(page, before, line);
        let far = self.is_far(before, line);
        let resized = (before.size - line.size).abs() > 0.15 * size;
        // The last line of a centred paragraph stands further in, but on the same middle.
        let centred = (line.frame.middle().0 - before.frame.middle().0).abs() < 0.3 * size;
        // So does a line right under one that goes on itself: where items hang, their lines may stand as far in as first lines elsewhere.
        let below = !before_begins && (line.frame.left - before.frame.left).abs() < 0.3 * size;
        let hanging = below || hangs_under(page, before, line) || (before_begins && falls_back(page, before, line));
        let indented = !centred
            && !hanging
            && line.frame.left > self.left + 0.8 * size
            && (line.frame.left > before.frame.left + 0.8 * size
                || self.indents.iter().any(|indent| (indent - line.frame.left).abs() < 0.3 * size));
        let outdented = line.frame.left < before.frame.left - 0.8 * size && !before_begins;
        let lighter = before.is_bold(page) && line.words.first().is_some_and(|&at| !page.words[at].bold);
        let had_room = had_room && !self.is_one_title(page, before, line);
        had_room || far || resized || indented || outdented || lighter
    }

    /// True for two lines of a title: a long one in small letters, centred, that ends no sentence, and one centred under it; the author broke it.
    fn is_one_title(&self, page: &Page, above: &Line, below: &Line) -> bool {
        const LONG: f32 = 0.5;
        let middle = self.left.midpoint(self.right);
        let centred = |line: &Line| {
            let inside = line.frame.left > self.left + line.size && line.frame.right < self.right - line.size;
            inside && (line.frame.middle().0 - middle).abs() < 0.5 * line.size
        };
        let ends_open = above.words.last().is_some_and(|&at| page.word(at).ends_with(char::is_alphanumeric));
        let starts = below.words.first().is_some_and(|&at| page.word(at).starts_with(char::is_alphabetic));
        let in_small = |line: &Line| line.words.iter().any(|&at| page.word(at).chars().skip(1).any(char::is_lowercase));
        above.frame.width() > LONG * (self.right - self.left)
            && centred(above)
            && centred(below)
            && ends_open
            && starts
            && in_small(above)
            && in_small(below)
            && above.is_bold(page) == below.is_bold(page)
    }

    /// True where a line that does not begin a paragraph cannot begin one: they all begin further right.
    pub(super) fn surely_goes_on(&self, line: &Line) -> bool {
        !self.indents.is_empty() && self.starts_at_edge(line)
    }

    /// True where a line that does not begin a paragraph cannot begin one: they all stand apart from the line before.
    pub(super) fn is_spaced(&self) -> bool {
        self.is_spaced
    }

    /// True where a line starts at the left edge of the column.
    pub(super) fn starts_at_edge(&self, line: &Line) -> bool {
        (line.frame.left - self.left).abs() < 0.5 * line.size
    }
}

/// True for a line under the words of an item whose number or bullet stands out to the left.
pub(super) fn hangs_under(page: &Page, item: &Line, line: &Line) -> bool {
    let Some(&text) = item.words.get(1) else { return false };
    let (left, start) = (line.frame.left, page.words[text].seen().left);
    begins_with_marker(page, item) && !begins_with_marker(page, line) && left > item.frame.left && left < start + 0.5 * line.size
}

/// True for a line further left than the first line of a paragraph that ends no sentence.
fn falls_back(page: &Page, first: &Line, line: &Line) -> bool {
    line.frame.left < first.frame.left - 0.8 * line.size && !first.ends_clause(page)
}

/// True for a line that begins an item of a list behind one that ends another.
pub(super) fn lists_on(page: &Page, above: &Line, line: &Line) -> bool {
    begins_with_marker(page, line) && above.ends_clause(page)
}

fn begins_with_marker(page: &Page, line: &Line) -> bool {
    line.words.first().is_some_and(|&at| is_marker(page.word(at)))
}

/// True for "4.", "1.2.", "a)", "(1)", "IV.", "-": what an item of a list begins with.
fn is_marker(word: &str) -> bool {
    let inner = word.strip_suffix(['.', ')']).map(|inner| inner.trim_start_matches('('));
    let Some(inner) = inner else { return word.chars().count() == 1 && !word.starts_with(char::is_alphanumeric) };
    let digits = inner.starts_with(|c: char| c.is_ascii_digit()) && inner.chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = !inner.is_empty() && inner.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'));
    digits || roman || (inner.chars().count() == 1 && inner.starts_with(char::is_alphabetic))
}

/// Adds how far lines stand below those that they continue: those that start with a small letter do.
pub(super) fn pitches(page: &Page, lines: &[Line], found: &mut Vec<f32>) {
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let pitch = (next.baseline - line.baseline) / line.size.max(1.0);
        let alike = (line.size - next.size).abs() < 0.1 * line.size && line.turn == next.turn;
        let first = next.words.first().and_then(|&at| page.text[page.words[at].start as usize..].chars().next());
        if alike && (0.8..3.0).contains(&pitch) && first.is_some_and(char::is_lowercase) {
            found.push(pitch);
        }
    }
}

/// The middle one of some numbers.
pub(super) fn middle(numbers: &mut [f32]) -> Option<f32> {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// The left edge that most full lines share.
fn edge(lines: &[Line], right: f32) -> Option<f32> {
    let mut lefts: Vec<f32> = lines.iter().filter(|line| line.frame.right > right - 3.0 * line.size).map(|line| line.frame.left).collect();
    lefts.sort_by(f32::total_cmp);
    // Of the places where at least a fifth of them start, the leftmost.
    let enough = (lefts.len() / 5).max(2);
    lefts.windows(enough).find(|together| together[enough - 1] - together[0] < 3.0).map(|together| together[0])
}
