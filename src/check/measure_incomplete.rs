//! Ranges that run backwards, and changes that are measured against nothing.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::{fold::fold, plan::Severity};

pub(super) const RANGE: Rule = Rule {
    code: "KH307",
    name: "range-that-runs-backwards",
    severity: Severity::Error,
    what: both("Khoảng giá trị có đầu lớn hơn cuối", "A range whose first value is above its last"),
    why: both("Hai đầu bị đảo hoặc một con số sai", "The ends are swapped, or one of them is wrong"),
    beyond: both("Mức giảm “từ … xuống …”", "Falls “from … to …”"),
    examples: &[
        bad(Body, "I. CHỈ TIÊU\n- Tốc độ tăng trưởng đạt 13 - 10%/năm.", "13 - 10%"),
        good(Body, "I. CHỈ TIÊU\n- Tốc độ tăng trưởng đạt 10 - 13%/năm."),
    ],
    check: Code(range),
};

pub(super) const BASELINE: Rule = Rule {
    code: "KH308",
    name: "change-without-baseline",
    severity: Severity::Info,
    what: both("Mức tăng, giảm không nói so với gì", "A rise or fall that is measured against nothing"),
    why: both("“Giảm 10%” chỉ đánh giá được khi biết so với năm nào, mức nào", "“10% less” can only be judged against a year or a level"),
    beyond: both(
        "Mức bình quân hằng năm; kế hoạch một năm ngầm so với năm trước",
        "Yearly averages; a plan of one year means the year before",
    ),
    examples: &[
        bad(Body, "I. CHỈ TIÊU\n- 100% văn bản được ký số.\n- Giảm 10% chi phí in ấn.", "Giảm 10%"),
        good(Body, "I. CHỈ TIÊU\n- Giảm 10% chi phí in ấn so với năm 2021.\n- Tăng bình quân 10%/năm."),
    ],
    check: Code(baseline),
};

fn range(subject: &Subject<'_>, notes: &mut Notes) {
    for measure in subject.measures().flat_map(|(_, measures)| measures).filter(|measure| measure.comparator == "range") {
        let (Some(low), Some(high)) = (measure.value, measure.value_max) else { continue };
        notes.look();
        if low.0 > high.0 {
            let place = Place::of(subject.item_at(&measure.origin), Part::Paragraph, &measure.text, &measure.origin);
            notes.find(place, said!("đầu khoảng lớn hơn cuối khoảng", "the range runs backwards"));
        }
    }
}

fn baseline(subject: &Subject<'_>, notes: &mut Notes) {
    for (text, measures) in subject.measures() {
        for measure in measures {
            let changes = measure.comparator.starts_with("increase") || measure.comparator.starts_with("decrease");
            if !changes || measure.unit.as_deref() != Some("%") {
                continue;
            }
            notes.look();
            let folded = fold(text);
            let told = ["so với", "so cùng kỳ", "cùng kỳ", "năm trước", "/năm", "hằng năm", "hàng năm", "mỗi năm", "bình quân", "hiện"];
            if measure.baseline.is_none() && !told.iter().any(|told| folded.contains(told)) {
                let place = Place::of(subject.item_at(&measure.origin), Part::Paragraph, &measure.text, &measure.origin);
                notes.find(place, said!("không nói so với năm nào, mức nào", "it is not said against what"));
            }
        }
    }
}
