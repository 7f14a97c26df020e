//! A target that cannot be measured.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH109",
    name: "target-without-value",
    severity: Severity::Info,
    what: both("Chỉ tiêu không có trị số", "A target without a value"),
    why: both(
        "Mục tiêu phải cụ thể, định lượng được thì mới đánh giá được kết quả (yêu cầu khi xây dựng kế hoạch CCHC)",
        "Objectives must be concrete and measurable for results to be judged",
    ),
    beyond: both("Kế hoạch không có chỉ tiêu định lượng nào", "Plans without any target that has a value"),
    examples: &[
        bad(
            Body,
            "I. CHỈ TIÊU\n- 100% hồ sơ được số hóa.\n- Hệ thống báo cáo của tỉnh được kết nối với hệ thống quốc gia.",
            "Hệ thống báo cáo",
        ),
        good(Body, "I. CHỈ TIÊU\n- 100% hồ sơ được số hóa.\n- Mức độ hài lòng đạt trên 85%."),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let indicators = &subject.plan.indicators;
    if indicators.iter().all(|indicator| indicator.measures.is_empty()) {
        return;
    }
    for indicator in indicators {
        notes.look();
        if indicator.measures.is_empty() {
            let place = super::place::Place::of(&indicator.id, Part::Paragraph, &indicator.text, &indicator.origin);
            notes.find(place, said!("chỉ tiêu không có trị số để đánh giá", "this target has no value to judge it by"));
        }
    }
}
