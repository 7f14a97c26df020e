//! How long one looks for what is not drawn: columns, and tables without lines. Every line of a page may be looked at for every other.

/// What may still be looked at in a file, counted in words and the gaps between them; a document of hundreds of pages uses a hundredth.
#[derive(Debug)]
pub(super) struct Patience(usize);

impl Default for Patience {
    fn default() -> Self {
        Self(16_000_000)
    }
}

impl Patience {
    /// True where so much more may be looked at.
    pub(super) fn lasts(&mut self, cost: usize) -> bool {
        self.0 = self.0.saturating_sub(cost);
        self.0 > 0
    }
}
