//! Two agencies in a cell with nothing between them.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Agency, AgencyKind, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH607",
    name: "agencies-run-together",
    severity: Severity::Warning,
    what: both("Hai cơ quan trong một ô viết liền nhau", "Two agencies in a cell with no mark between them"),
    why: both(
        "Mất dấu ngăn cách (thường do ngắt dòng trong ô); dễ bị đọc thành một tên",
        "The mark is lost, mostly at a line break, and two names read as one",
    ),
    beyond: both("Tên nối bằng “và”, dấu phẩy, chấm phẩy, gạch nối", "Names joined by “và”, comma, semicolon or dash"),
    examples: &[
        bad(
            Rows,
            "Xây dựng quy chế | Báo cáo | Văn phòng UBND tỉnh | Sở Thông tin và Truyền thông Các sở, ban, ngành | Quý IV/2022",
            "Các sở, ban, ngành",
        ),
        good(Rows, "Xây dựng quy chế | Báo cáo | Văn phòng UBND tỉnh | Sở Thông tin và Truyền thông; các sở, ban, ngành | Quý IV/2022"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(text) = &subject.text else { return };
    for row in subject.rows().filter(|row| row.rule == "layout/table") {
        for (agencies, part) in [(&row.lead, Part::Lead), (&row.coordinating, Part::Coordinating)] {
            for pair in agencies.windows(2) {
                notes.look();
                if let Some(end) = ends_at(&pair[0])
                    && let Some(start) = pair[1].origin.first().map(|origin| origin.start)
                    && start > end
                    && pair.iter().all(|agency| agency.kind != AgencyKind::Unknown)
                    && text.between(end, start).chars().all(|c| c == ' ')
                {
                    let (one, other) = (&pair[0].text, &pair[1].text);
                    let place =
                        Place::of(&row.id, part, &format!("{one} {other}"), &[pair[0].origin.clone(), pair[1].origin.clone()].concat());
                    notes
                        .find(place, said!("thiếu dấu giữa hai cơ quan", "a mark is missing between two agencies"))
                        .suggest(said!("thêm dấu chấm phẩy", "add a semicolon"));
                }
            }
        }
    }
}

fn ends_at(agency: &Agency) -> Option<u32> {
    agency.origin.last().map(|origin| origin.end)
}
