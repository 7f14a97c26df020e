//! Another province's name in the cells of this one's plan.

use super::{
    agency_out_of_time::agencies,
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::{fold::fold, grammar::codelist::Row, plan::Severity};

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
    let name = |row: &Row| fold(row.get("name"));
    // A province that ours has taken in was another one before.
    let other = |row: &&Row| name(row) != name(own) && row.get("merged_into") != own.get("code");
    if let Some(place) = subject.plan.decision.place.as_deref() {
        notes.look();
        if let Some(row) = list.rows().iter().find(|row| name(row) == fold(place) && name(row) != name(own)) {
            let (name, own) = (row.get("name"), own.get("name"));
            let place = subject.field("place").unwrap_or_else(Place::document);
            notes.find(place, said!("ký tại {name}, văn bản của {own}", "signed at {name}, an act of {own}"));
        }
    }
    for _ in agencies(subject) {
        notes.look();
    }
    for row in list.rows().iter().filter(other) {
        let called = format!("{} {}", row.get("kind"), name(row));
        let phrase: Vec<&str> = called.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        for (line, _) in subject.phrase(&phrase).filter(|(line, at)| acts(line, *at)) {
            let name = row.get("name");
            notes.find(subject.whole(line), said!("cơ quan của {name}", "a body of {name}"));
        }
    }
}

/// True where a province's name ends a body's: in a cell of who acts, in a heading that names who has work to do.
fn acts(line: &Line<'_>, at: usize) -> bool {
    let body = at > 0 && matches!(line.word(0), Some("sở" | "ubnd" | "uỷ" | "công" | "hội" | "chi" | "ban" | "thanh" | "báo" | "đài"));
    match line.part {
        Part::Lead | Part::Coordinating => true,
        Part::Heading => body,
        _ => false,
    }
}
