//! A co-ordinating agency in the lead cell, or the lead agency among the co-ordinating.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::{
    fold::fold,
    plan::{AgencyKind, Severity},
};

pub(super) const IN_LEAD: Rule = Rule {
    code: "KH508",
    name: "coordinator-in-lead-cell",
    severity: Severity::Warning,
    what: both("Ô chủ trì chứa cả cơ quan phối hợp", "A co-ordinating agency in the lead cell"),
    why: both("Người đọc và phần mềm hiểu là cùng chủ trì", "Readers and programs take it for a second lead"),
    beyond: both("Bảng chỉ có một cột cho cả chủ trì và phối hợp", "Tables with one column for both"),
    examples: &[
        bad(Rows, "Hoàn thiện phần mềm | Báo cáo | Sở Tư pháp phối hợp với Sở Nội vụ | Các sở, ban, ngành | Năm 2022", "phối hợp với"),
        good(Rows, "Hoàn thiện phần mềm | Báo cáo | Sở Tư pháp | Sở Nội vụ | Năm 2022"),
    ],
    check: Code(in_lead),
};

pub(super) const LEAD_AMONG: Rule = Rule {
    code: "KH509",
    name: "lead-among-coordinators",
    severity: Severity::Info,
    what: both("Cơ quan chủ trì cũng đứng trong ô phối hợp", "The lead agency also stands among the co-ordinating"),
    why: both("Một cơ quan không phối hợp với chính mình; thường do chép", "No agency co-ordinates with itself; mostly a copy"),
    beyond: both("Nhóm cơ quan (“các sở, ban, ngành”)", "Groups of agencies"),
    examples: &[
        bad(Rows, "Rà soát văn bản | Báo cáo | Sở Tư pháp | Sở Nội vụ; Sở Tư pháp | Quý I/2022", "Sở Tư pháp"),
        good(Rows, "Rà soát văn bản | Báo cáo | Sở Tư pháp | Sở Nội vụ; các sở, ban, ngành | Quý I/2022"),
    ],
    check: Code(lead_among),
};

fn in_lead(subject: &Subject<'_>, notes: &mut Notes) {
    let table: Vec<_> = subject.rows().filter(|row| row.rule == "layout/table" && !row.lead.is_empty()).collect();
    let two_columns = table.iter().any(|row| !row.coordinating.is_empty());
    for row in table.iter().filter(|_| two_columns) {
        notes.look();
        let inside = |at: u32| row.lead.iter().any(|agency| agency.origin.iter().any(|origin| origin.start <= at && at <= origin.end));
        // "Sở A phối hợp với Sở B": the second has become a co-ordinating agency whose place is in the lead cell, before the column of its own.
        let lead_start = row.lead.iter().flat_map(|agency| &agency.origin).map(|origin| origin.start).min();
        let says = row.lead.iter().find(|agency| ["phối hợp", "cùng với"].iter().any(|words| fold(&agency.text).contains(words)));
        if let Some(agency) = says {
            notes.find(
                Place::of(&row.id, Part::Lead, &agency.text, &agency.origin),
                said!("ô chủ trì chứa cả cơ quan phối hợp", "a co-ordinating agency stands in the lead cell"),
            );
            continue;
        }
        let Some(text) = &subject.text else { continue };
        let taken = row.coordinating.iter().find(|agency| {
            let Some((first, start)) = agency.origin.first().zip(lead_start) else { return false };
            !inside(first.start) && first.start > start && fold(text.between(start, first.start)).contains("phối hợp")
        });
        if let Some(agency) = taken {
            let words = format!("phối hợp với {}", agency.text);
            let place = Place::of(&row.id, Part::Lead, &words, &agency.origin);
            notes.find(place, said!("ô chủ trì chứa cả cơ quan phối hợp", "a co-ordinating agency stands in the lead cell"));
        }
    }
}

fn lead_among(subject: &Subject<'_>, notes: &mut Notes) {
    for row in subject.rows() {
        let leads: Vec<&String> =
            row.lead.iter().filter(|agency| agency.kind == AgencyKind::Agency).flat_map(|agency| &agency.agencies).collect();
        for agency in row.coordinating.iter().filter(|agency| agency.kind == AgencyKind::Agency) {
            notes.look();
            if agency.agencies.iter().any(|name| leads.contains(&name)) {
                let place = Place::of(&row.id, Part::Coordinating, &agency.text, &agency.origin);
                notes.find(place, said!("cơ quan này đã chủ trì", "this agency leads already"));
            }
        }
    }
}
