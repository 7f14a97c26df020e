//! How long one looks for what is not drawn: columns, and tables without lines. Every line of a page may be looked at for every other.

use crate::{
    limit::{Limit, Limits},
    plan::{Finding, Severity},
};

/// What may still be looked at in a file, counted in words and the gaps between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    allowed: u64,
    left: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self::of(Limits::default())
    }
}

impl Patience {
    pub(super) fn of(limits: Limits) -> Self {
        let allowed = limits.of(Limit::Looks);
        Self { allowed, left: allowed }
    }

    /// True where so much more may be looked at.
    pub(super) fn lasts(&mut self, cost: usize) -> bool {
        self.left = self.left.saturating_sub(cost as u64);
        self.left > 0
    }

    /// What to tell where it did not last.
    pub(super) fn finding(&self) -> Option<Finding> {
        let (name, allowed) = (Limit::Looks.name(), self.allowed);
        (self.left == 0).then(|| Finding {
            code: "layout-unsought".into(),
            severity: Severity::Warning,
            message: format!(
                "có quá nhiều chỗ trống giữa các chữ (giới hạn {name}: {allowed}); từ một trang nào đó không còn tìm cột và bảng không kẻ"
            ),
            item: None,
            origin: Vec::new(),
            suggestion: Some(format!("tách tệp thành nhiều phần, hoặc nâng giới hạn bằng --limit {name}=SỐ")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_that_ends_is_told_by_the_name_of_its_limit() {
        let mut patience = Patience::of(Limits::default().with(Limit::Looks, 7));
        assert!(patience.lasts(1) && patience.finding().is_none());
        assert!(!patience.lasts(usize::MAX));
        assert!(patience.finding().is_some_and(|finding| finding.message.contains("looks: 7")));
    }
}
