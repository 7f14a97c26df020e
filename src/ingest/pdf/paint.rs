//! Paths that are stroked or filled become ruling lines: strokes, the sides of boxes, and boxes so thin that they are lines.

use super::matrix::Matrix;
use crate::ingest::page::{Rect, Rule};

type Point = (f32, f32);

/// A path as it is put together.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Straight pieces, on the page.
    pieces: Vec<(Point, Point)>,
    /// Boxes, on the page.
    boxes: Vec<Rect>,
    /// First piece of the part that is being drawn.
    part: usize,
    at: Point,
    start: Point,
}

/// Pieces of one path; a drawing with more is no table.
const PIECES: usize = 20_000;
/// A box that is no thicker is a line.
const THIN: f32 = 3.5;
/// A line that leaves its height by less is level.
const LEVEL: f32 = 0.6;
/// A shorter line is a dot.
const SHORTEST: f32 = 0.9;

impl Path {
    /// Adds what a path operator draws.
    pub(super) fn add(&mut self, operator: &[u8], n: &[f32; 6], ctm: Matrix) {
        if self.pieces.len() + self.boxes.len() >= PIECES {
            return;
        }
        match operator {
            b"m" => {
                self.close_box();
                self.at = ctm.point(n[0], n[1]);
                self.start = self.at;
                self.part = self.pieces.len();
            }
            b"l" => self.line_to(ctm.point(n[0], n[1])),
            b"h" => {
                self.line_to(self.start);
                self.close_box();
            }
            b"re" => {
                let (a, b) = (ctm.point(n[0], n[1]), ctm.point(n[0] + n[2], n[1] + n[3]));
                self.boxes.push(Rect::around(a, b));
                self.at = a;
                self.start = a;
            }
            b"c" => self.at = ctm.point(n[4], n[5]),
            _ => self.at = ctm.point(n[2], n[3]),
        }
    }

    fn line_to(&mut self, to: Point) {
        self.pieces.push((self.at, to));
        self.at = to;
    }

    /// A part that was drawn as a level box is one.
    fn close_box(&mut self) {
        let part = &self.pieces[self.part.min(self.pieces.len())..];
        if (3..=5).contains(&part.len())
            && part.iter().all(|(a, b)| (a.0 - b.0).abs() < 0.1 || (a.1 - b.1).abs() < 0.1)
            && let Some(bounds) = part.iter().map(|(a, b)| Rect::around(*a, *b)).reduce(Rect::union)
        {
            self.pieces.truncate(self.part);
            self.boxes.push(bounds);
        }
        self.part = self.pieces.len();
    }

    /// The ruling lines of the path, stroked.
    pub(super) fn stroked(&mut self, width: f32, rules: &mut Vec<Rule>) {
        self.close_box();
        // A stroke as thick as it is long is a box.
        for &(a, b) in &self.pieces {
            if (a.0 - b.0).hypot(a.1 - b.1) >= width.min(THIN) {
                rules.extend(rule(a, b));
            }
        }
        for bounds in &self.boxes {
            if let Some(thin) = thin(*bounds) {
                rules.push(thin);
            } else {
                let Rect { left, top, right, bottom } = *bounds;
                let sides = [((left, top), (right, top)), ((left, bottom), (right, bottom))];
                rules.extend(sides.iter().filter_map(|&(a, b)| rule(a, b)));
                let sides = [((left, top), (left, bottom)), ((right, top), (right, bottom))];
                rules.extend(sides.iter().filter_map(|&(a, b)| rule(a, b)));
            }
        }
    }

    /// The ruling lines of the path, filled: boxes that are thin.
    pub(super) fn filled(&mut self, rules: &mut Vec<Rule>) {
        self.close_box();
        rules.extend(self.boxes.iter().filter_map(|bounds| thin(*bounds)));
    }

    pub(super) fn clear(&mut self) {
        self.pieces.clear();
        self.boxes.clear();
        self.part = 0;
    }
}

fn rule(a: Point, b: Point) -> Option<Rule> {
    let (across, down) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    if !(across.is_finite() && down.is_finite()) || across.max(down) < SHORTEST {
        return None;
    }
    if down <= LEVEL && across > down {
        return Some(Rule { level: true, at: a.1.midpoint(b.1), from: a.0.min(b.0), to: a.0.max(b.0) });
    }
    (across <= LEVEL).then(|| Rule { level: false, at: a.0.midpoint(b.0), from: a.1.min(b.1), to: a.1.max(b.1) })
}

fn thin(bounds: Rect) -> Option<Rule> {
    let (x, y) = bounds.middle();
    if bounds.height() <= THIN && bounds.width() > 2.0 * bounds.height() {
        rule((bounds.left, y), (bounds.right, y))
    } else if bounds.width() <= THIN && bounds.height() > 2.0 * bounds.width() {
        rule((x, bounds.top), (x, bounds.bottom))
    } else {
        None
    }
}
