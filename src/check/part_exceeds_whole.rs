//! "400 triệu USD, trong đó nông sản 495 triệu USD".

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH303",
    name: "part-that-exceeds-whole",
    severity: Severity::Error,
    what: both("Phần “trong đó” lớn hơn toàn bộ", "A part that is more than the whole it is in"),
    why: both("Một trong hai con số sai", "One of the two numbers is wrong"),
    beyond: both("Tỷ lệ phần trăm: mỗi tỷ lệ có mẫu số riêng", "Percentages, each of which has its own denominator"),
    examples: &[
        bad(Body, "I. CHỈ TIÊU\n- Kim ngạch xuất khẩu đạt 400 triệu USD; trong đó: Giá trị nông sản đạt 495 triệu USD.", "495 triệu USD"),
        good(
            Body,
            "I. CHỈ TIÊU\n- Kim ngạch xuất khẩu đạt 400 triệu USD; trong đó: Giá trị nông sản đạt 395 triệu USD.\n- Hài lòng đạt 80%, trong đó đất đai đạt 85%.",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for (_, measures) in subject.measures() {
        for part in measures {
            let Some(whole) = part.within.and_then(|at| measures.get(at as usize)) else { continue };
            let (Some(inner), Some(outer)) = (part.value, whole.value) else { continue };
            if part.unit != whole.unit || part.unit.as_deref().is_none_or(|unit| unit == "%") {
                continue;
            }
            notes.look();
            if inner.0 > outer.0 {
                let place = Place::of(subject.item_at(&part.origin), Part::Paragraph, &part.text, &part.origin);
                let (inner, outer) = (inner.0, outer.0);
                notes.find(place, said!("{inner} nằm trong {outer}", "{inner} of {outer}"));
            }
        }
    }
}
