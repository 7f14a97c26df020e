//! A deadline after signing, but before the plan's period begins.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Milestone, MilestoneKind, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH202",
    name: "deadline-before-period",
    severity: Severity::Warning,
    what: both("Thời hạn ở trước kỳ kế hoạch", "A deadline before the plan's period"),
    why: both(
        "Việc của kế hoạch năm N mà xong trước năm N thì hoặc sai năm hoặc không thuộc kế hoạch",
        "What is done before the year of the plan has a wrong year or does not belong to it",
    ),
    beyond: both(
        "Mốc đầu tiên của một dòng còn có mốc trong kỳ (ví dụ thành lập Hội đồng tháng 12 năm trước), và kế hoạch nhiều năm: chỉ lưu ý",
        "The first of several times of a row whose others lie in the period (a council set up in December), and plans of several years: information only",
    ),
    examples: &[
        bad(Rows, "Đồng bộ dịch vụ công | Báo cáo | Sở Nội vụ | Các sở | Tháng 12/2021", "Tháng 12/2021"),
        good(Rows, "Đồng bộ dịch vụ công | Báo cáo | Sở Nội vụ | Các sở | Tháng 12/2022"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(first) = subject.plan.plan.period.as_ref().and_then(|period| period.start.as_ref()) else { return };
    let issued = subject.plan.decision.issued_on.as_deref().unwrap_or("");
    let end = |milestone: &Milestone| match milestone.kind {
        MilestoneKind::On | MilestoneKind::By if !milestone.inferred_year => milestone.end.clone(),
        _ => None,
    };
    for row in subject.rows() {
        for milestone in &row.milestones {
            let Some(day) = end(milestone) else { continue };
            notes.look();
            if day < *first && day.as_str() >= issued {
                // A plan of several years is prepared in the year before.
                let several_years = subject.years.is_some_and(|(first, last)| first != Some(last));
                let others = several_years || row.milestones.iter().any(|other| end(other).is_none_or(|end| end >= *first));
                let severity = if others { Severity::Info } else { Severity::Warning };
                let found = notes.find(
                    subject.time(milestone),
                    said!(
                        "thời hạn này ở trước kỳ kế hoạch, bắt đầu {first}",
                        "this time is before the plan's period, which begins on {first}"
                    ),
                );
                found.grave(severity);
            }
        }
    }
}
