//! How long one looks for what is not drawn: columns, and tables without lines. Every line of a page may be looked at for every other.

use crate::plan::{Finding, Severity};

/// What may still be looked at in a file, counted in words and the gaps between them.
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

    /// What to tell where it did not last.
    pub(super) fn finding(&self) -> Option<Finding> {
        (self.0 == 0).then(|| Finding {
            code: "layout-unsought".into(),
            severity: Severity::Warning,
            message: "có quá nhiều chỗ trống giữa các chữ; từ một trang nào đó không còn tìm cột và bảng không kẻ".to_owned(),
            item: None,
            origin: Vec::new(),
            suggestion: Some("tách tệp thành nhiều phần".to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_that_ends_is_told() {
        let mut patience = Patience::default();
        assert!(patience.lasts(1) && patience.finding().is_none());
        assert!(!patience.lasts(usize::MAX) && patience.finding().is_some());
    }
}
