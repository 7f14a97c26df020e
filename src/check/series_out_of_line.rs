//! Targets of one thing for one year after the other, of which one breaks the row.

use std::collections::BTreeMap;

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Measure, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH309",
    name: "target-that-breaks-its-series",
    severity: Severity::Warning,
    what: both("Chỉ tiêu theo các năm tăng dần mà có một năm tụt xuống", "Targets that rise year by year, but for one"),
    why: both(
        "Thường là gõ sai một con số; nếu đúng thì cần nói rõ",
        "Mostly one number is mistyped; if it is right it should be explained",
    ),
    beyond: both(
        "Dãy ít hơn bốn năm; chỉ tiêu mà tên viết khác nhau",
        "Series of fewer than four years; targets that are worded differently",
    ),
    examples: &[
        bad(
            Body,
            "I. CHỈ TIÊU\n- Đến năm 2025: 30% doanh nghiệp ứng dụng công nghệ số.\n- Đến năm 2030: 60% doanh nghiệp ứng dụng công nghệ số.\n\
             - Đến năm 2035: 45% doanh nghiệp ứng dụng công nghệ số.\n- Đến năm 2040: 95% doanh nghiệp ứng dụng công nghệ số.",
            "45%",
        ),
        good(
            Body,
            "I. CHỈ TIÊU\n- Đến năm 2025: 30% doanh nghiệp ứng dụng công nghệ số.\n- Đến năm 2030: 60% doanh nghiệp ứng dụng công nghệ số.\n\
             - Đến năm 2035: 85% doanh nghiệp ứng dụng công nghệ số.\n- Đến năm 2040: 95% doanh nghiệp ứng dụng công nghệ số.",
        ),
    ],
    check: Code(check),
};

/// By when, how much, and where it is said.
type Target<'p> = (&'p str, f64, &'p Measure);

/// Fewer values show no direction.
const FEWEST: usize = 4;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let mut series: BTreeMap<(&str, &str), Vec<Target<'_>>> = BTreeMap::new();
    for measure in subject.plan.indicators.iter().flat_map(|indicator| &indicator.measures) {
        let (Some(what), Some(value), Some(by)) = (&measure.subject, measure.value, &measure.by) else { continue };
        series.entry((what, measure.unit.as_deref().unwrap_or(""))).or_default().push((by, value.0, measure));
    }
    for mut values in series.into_values().filter(|values| values.len() >= FEWEST) {
        values.sort_by_key(|(by, ..)| *by);
        notes.look();
        let falls: Vec<usize> = (1..values.len()).filter(|&at| values[at].1 < values[at - 1].1).collect();
        let [at] = falls.as_slice() else { continue };
        // The value that falls is too low, or the one before it too high: then the values after are below it as well.
        let high = values.get(at + 1).is_some_and(|next| next.1 < values[at - 1].1);
        let (by, _, measure) = values[if high { at - 1 } else { *at }];
        let place = Place::of(subject.item_at(&measure.origin), Part::Paragraph, &measure.text, &measure.origin);
        notes.find(place, said!("trị số của {by} không theo chiều của các năm khác", "the value of {by} does not go with the other years"));
    }
}
