//! A target below the one that the programme sets for the whole country.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::{fold::fold, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH306",
    name: "target-below-national",
    severity: Severity::Warning,
    what: both("Chỉ tiêu thấp hơn mục tiêu chung của Chương trình cho năm đó", "A target below the programme's for that year"),
    why: both(
        "Nghị quyết 76/NQ-CP đặt mục tiêu cho năm 2025 và 2030; chỉ tiêu của địa phương từ năm đó không nên thấp hơn",
        "Resolution 76/NQ-CP sets targets for 2025 and 2030 that no plan of these years should fall short of",
    ),
    beyond: both(
        "Các năm trước mốc của Chương trình; mục tiêu không có trong danh mục national-targets",
        "Years before the programme's marks, and targets that the list national-targets does not hold",
    ),
    examples: &[
        bad(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2025\n\nI. CHỈ TIÊU\n- Mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước đạt tối thiểu 85%.\n",
            "85%",
        ),
        good(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nI. CHỈ TIÊU\n- Mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước đạt tối thiểu 85%.\n",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let (Some(list), Some((_, last))) = (subject.catalog.list("national-targets"), subject.years.filter(|_| subject.is_reform)) else {
        return;
    };
    for (_, measures) in subject.measures() {
        for measure in measures.iter().filter(|measure| ["eq", "ge", "gt"].contains(&measure.comparator.as_str())) {
            let (Some(what), Some(value)) = (measure.subject.as_deref().map(fold), measure.value) else { continue };
            let year = measure.by.as_deref().and_then(|by| by.get(..4)?.parse::<i32>().ok()).unwrap_or(last);
            let number = |text: &str| text.parse::<f64>().ok();
            let row = list.rows().iter().find(|row| {
                let in_time =
                    |column: &str, holds: fn(f64, f64) -> bool| number(row.get(column)).is_some_and(|bound| holds(bound, f64::from(year)));
                row.several("words").all(|words| what.contains(&fold(words)))
                    && in_time("first_year", |bound, year| bound <= year)
                    && in_time("last_year", |bound, year| bound >= year)
            });
            let Some(row) = row else { continue };
            notes.look();
            if number(row.get("value")).is_some_and(|national| value.0 < national) {
                let (national, source) = (row.get("value"), row.get("source"));
                let place = Place::of(subject.item_at(&measure.origin), Part::Paragraph, &measure.text, &measure.origin);
                notes.find(place, said!("thấp hơn {national}% của {source}", "lower than the {national}% of {source}"));
            }
        }
    }
}
