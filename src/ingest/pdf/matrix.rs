//! Transformations: from glyph to text, form, page, and the page as it is seen.

use crate::ingest::page::Turn;

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f32; 6]);

impl Matrix {
    pub(super) const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let (m, n) = (self.0, next.0);
        Self([
            m[0] * n[0] + m[1] * n[2],
            m[0] * n[1] + m[1] * n[3],
            m[2] * n[0] + m[3] * n[2],
            m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4],
            m[4] * n[1] + m[5] * n[3] + n[5],
        ])
    }

    pub(super) fn moved(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) fn point(self, x: f32, y: f32) -> (f32, f32) {
        let m = self.0;
        (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
    }

    /// The way that a step along the line takes.
    pub(super) fn step(self, x: f32) -> (f32, f32) {
        (self.0[0] * x, self.0[1] * x)
    }

    /// How much larger what is drawn becomes, across the line.
    pub(super) fn height(self) -> f32 {
        self.0[2].hypot(self.0[3])
    }

    /// Area of the unit square.
    pub(super) fn area(self) -> f32 {
        (self.0[0] * self.0[3] - self.0[1] * self.0[2]).abs()
    }

    /// How text is turned, on a page whose heights grow downwards; none for a slanted line.
    pub(super) fn turn(self) -> Option<Turn> {
        const SLANT: f32 = 0.2;
        let (right, down) = (self.0[0], self.0[1]);
        if down.abs() <= SLANT * right.abs() {
            return Some(if right >= 0.0 { Turn::Upright } else { Turn::Over });
        }
        (right.abs() <= SLANT * down.abs()).then_some(if down > 0.0 { Turn::Down } else { Turn::Up })
    }

    pub(super) fn is_finite(self) -> bool {
        self.0.iter().all(|part| part.is_finite())
    }
}
