//! A plan of the reform programme that leaves out one of its areas.

use super::{
    notes::{Notes, said},
    place::Place,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::{grammar::codelist::Row, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH101",
    name: "reform-area-missing",
    severity: Severity::Warning,
    what: both("Kế hoạch cải cách hành chính thiếu một lĩnh vực của Chương trình", "A reform plan leaves out an area of the programme"),
    why: both(
        "Nghị quyết 76/NQ-CP (2021-2030) và 30c/NQ-CP (2011-2020) quy định sáu lĩnh vực; kế hoạch hằng năm phải bao quát đủ",
        "Resolutions 76/NQ-CP (2021-2030) and 30c/NQ-CP (2011-2020) set six areas, and a yearly plan must cover them all",
    ),
    beyond: both(
        "Kế hoạch có ít hơn bốn lĩnh vực được coi là kế hoạch chuyên đề; không xét nội dung từng lĩnh vực",
        "A plan with fewer than four areas is taken to be about a part only; what an area holds is not judged",
    ),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát văn bản.\n2. Cải cách thủ tục hành chính\n- Rà soát thủ tục.\n3. Cải cách chế độ công vụ\n\
             - Kiểm tra công vụ.\n4. Cải cách tài chính công\n- Giao quyền tự chủ.\n5. Xây dựng Chính quyền điện tử, Chính quyền số\n- Số hóa hồ sơ.",
            "",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát văn bản.\n2. Cải cách thủ tục hành chính\n- Rà soát thủ tục.\n3. Cải cách tổ chức bộ máy\n\
             - Sắp xếp cơ quan.\n4. Cải cách chế độ công vụ\n- Kiểm tra công vụ.\n5. Cải cách tài chính công\n- Giao quyền tự chủ.\n\
             6. Xây dựng Chính quyền điện tử, Chính quyền số\n- Số hóa hồ sơ.",
        ),
    ],
    check: Code(check),
};

/// A plan with fewer areas is about a part of the reform only.
const FEWEST: usize = 4;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(programme) = programme(subject) else { return };
    let covers = |code: &str| subject.plan.areas.iter().any(|area| area.code == code);
    if programme.several("areas").filter(|code| covers(code)).count() < FEWEST {
        return;
    }
    let titles = subject.catalog.list("areas");
    for code in programme.several("areas") {
        notes.look();
        if !covers(code) {
            let row = titles.and_then(|list| list.row(code));
            let (vi, en) = (row.map_or(code, |row| row.get("title")), row.map_or(code, |row| row.get("title_en")));
            let act = programme.get("number");
            notes.find(
                Place::document(),
                said!("thiếu lĩnh vực “{vi}” của Nghị quyết {act}", "the area “{en}” of Resolution {act} is missing"),
            );
        }
    }
}

/// The reform programme that the plan's last year belongs to.
pub(super) fn programme<'s>(subject: &Subject<'s>) -> Option<&'s Row> {
    let (_, last) = subject.years.filter(|_| subject.is_reform)?;
    let year = |row: &Row, column| row.get(column).parse::<i32>().ok();
    subject
        .catalog
        .list("programmes")?
        .rows()
        .iter()
        .find(|row| year(row, "first_year").is_some_and(|first| first <= last) && year(row, "last_year").is_some_and(|end| last <= end))
}
