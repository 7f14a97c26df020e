//! Another province's name in the cells of this one's plan.

use super::{
    agency_out_of_time::agencies,
    notes::{Notes, said},
    place::Place,
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::{fold::fold, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH606",
    name: "agency-of-another-province",
    severity: Severity::Warning,
    what: both("Cơ quan của tỉnh khác trong ô chủ trì, phối hợp", "An agency of another province among those who act"),
    why: both(
        "Thường chép từ kế hoạch của tỉnh khác; UBND tỉnh không giao việc cho cơ quan của tỉnh khác",
        "Mostly copied from another province's plan; a province gives no work to another's bodies",
    ),
    beyond: both("Kế hoạch phối hợp giữa các tỉnh; văn bản của trung ương", "Plans of several provinces, and acts of the centre"),
    examples: &[
        bad(Rows, "Rà soát | Báo cáo | Sở Tư pháp tỉnh Hòa Bình | Các sở | Quý I/2022", "tỉnh Hòa Bình"),
        good(Rows, "Rà soát | Báo cáo | Sở Tư pháp tỉnh Sơn La | Các sở | Quý I/2022"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let (Some(list), Some(own)) = (subject.catalog.list("provinces"), subject.province) else { return };
    let others: Vec<(String, &str)> = list
        .rows()
        .iter()
        .filter(|row| row.get("code") != own.get("code"))
        .map(|row| (format!("{} {}", row.get("kind"), fold(row.get("name"))), row.get("name")))
        .collect();
    for (id, part, phrase) in agencies(subject) {
        notes.look();
        let folded = fold(&phrase.text);
        let other = others
            .iter()
            .find(|(words, _)| folded.split_once(words.as_str()).is_some_and(|(_, after)| !after.starts_with(char::is_alphanumeric)));
        // A province that ours has taken in was another one before.
        if let Some((_, name)) =
            other.filter(|(_, name)| !list.rows().iter().any(|row| row.get("name") == *name && row.get("merged_into") == own.get("code")))
        {
            notes.find(Place::of(id, part, &phrase.text, &phrase.origin), said!("cơ quan của {name}", "a body of {name}"));
        }
    }
}
