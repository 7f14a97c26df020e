//! Another province's name in this one's plan.

use std::iter;

use super::{
    agency_out_of_time::agencies,
    notes::{Notes, said},
    place::{Part, Place},
    rule::{
        Check::Code,
        Frame::{Body, Rows},
        Rule, bad, both, good,
    },
    subject::{Line, Subject},
};
use crate::{fold::fold, grammar::codelist::Row, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH606",
    name: "another-province",
    severity: Severity::Warning,
    what: both("Tên tỉnh khác ở chỗ đáng lẽ là tỉnh mình", "Another province where this one is meant"),
    why: both(
        "Thường chép từ kế hoạch của tỉnh khác; UBND tỉnh không giao việc cho cơ quan của tỉnh khác",
        "Mostly copied from another province's plan; a province gives no work to another's bodies",
    ),
    beyond: both(
        "Kế hoạch phối hợp giữa các tỉnh; văn bản của trung ương; trong phần lời chỉ xét “trên địa bàn tỉnh …”, “UBND tỉnh …” của tỉnh được nhắc một lần",
        "Plans of several provinces, and acts of the centre; in running text only a province named once, after “trên địa bàn” or a body's name",
    ),
    examples: &[
        bad(Rows, "Rà soát | Báo cáo | Sở Tư pháp tỉnh Hòa Bình | Các sở | Quý I/2022", "tỉnh Hòa Bình"),
        bad(Body, "I. NHIỆM VỤ\n- Rà soát thủ tục hành chính trên địa bàn tỉnh Hòa Bình.", "tỉnh Hòa Bình"),
        good(Rows, "Rà soát | Báo cáo | Sở Tư pháp tỉnh Sơn La | Các sở | Quý I/2022"),
        good(
            Body,
            "I. NHIỆM VỤ\n- Rà soát thủ tục hành chính trên địa bàn tỉnh Sơn La.\n- Nâng cấp quốc lộ 6 nối với tỉnh Hòa Bình.\n\
             - Phối hợp với UBND tỉnh Điện Biên; cùng UBND tỉnh Điện Biên xây dựng quy chế.\n- Ký quy chế với UBND tỉnh Điện Biên.",
        ),
    ],
    check: Code(check),
};

/// A province is taken in by another, which becomes a city, at most so many times.
const STEPS: usize = 4;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let (Some(list), Some(own)) = (subject.catalog.list("provinces"), subject.province) else { return };
    let name = |row: &Row| fold(row.get("name"));
    // A province that ours has taken in was another one before.
    let ours =
        |row| iter::successors(Some(row), |row: &&Row| list.row(row.get("merged_into"))).take(STEPS).any(|row| name(row) == name(own));
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
    for row in list.rows().iter().filter(|row| !ours(*row)) {
        let called = format!("{} {}", row.get("kind"), name(row));
        let phrase: Vec<&str> = called.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        let places: Vec<(&Line<'_>, usize)> = subject.phrase(&phrase).collect();
        let once = places.len() == 1;
        for (line, at) in places {
            let name = row.get("name");
            if acts(line, at) {
                notes.find(subject.whole(line), said!("cơ quan của {name}", "a body of {name}"));
            } else if let Some(first) = stands_for_ours(line, at).filter(|_| once) {
                let place = subject.place(line, line.bytes(first..at + phrase.len()));
                let own = own.get("name");
                notes.find(place, said!("ghi {name}, văn bản của {own}", "it says {name}, in an act of {own}"));
            }
        }
    }
}

/// Where "trên địa bàn" or "UBND" begins before a province's name in running text: what a province's plan says there of itself.
fn stands_for_ours(line: &Line<'_>, at: usize) -> Option<usize> {
    const BEFORE: &[&[&str]] =
        &[&["trên", "địa", "bàn"], &["ubnd"], &["uỷ", "ban", "nhân", "dân"], &["hđnd"], &["hội", "đồng", "nhân", "dân"]];
    let running = matches!(line.part, Part::Paragraph | Part::Article | Part::Name | Part::Results);
    let first = |words: &&[&str]| {
        let first = at.checked_sub(words.len())?;
        let with = first.checked_sub(1).and_then(|before| line.word(before)) == Some("với");
        (!with && words.iter().enumerate().all(|(nth, word)| line.word(first + nth) == Some(word))).then_some(first)
    };
    BEFORE.iter().filter(|_| running).find_map(first)
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
