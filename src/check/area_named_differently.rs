//! An area that a list names with words missing that its heading has.

use super::{
    notes::{Notes, said},
    omission::omitted,
    place::Part,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
    words::folded,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH514",
    name: "area-named-differently",
    severity: Severity::Info,
    what: both("Danh sách gọi tên lĩnh vực thiếu chữ so với đề mục", "A list names an area with fewer words than its heading"),
    why: both("Một lĩnh vực phải có một tên trong cả văn bản", "An area has one name in one document"),
    beyond: both(
        "Tên dừng sớm hơn đề mục; chỗ ngoài danh sách (1), (2)…",
        "Names that only end earlier, and what is no list with (1), (2)…",
    ),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát văn bản.\n2. Cải cách chế độ công vụ\n- Tuyển dụng công chức.\n\
             II. TỔ CHỨC THỰC HIỆN\n- Báo cáo theo 02 lĩnh vực: (1) Cải cách thể chế; (2) Cải cách công vụ.",
            "Cải cách công vụ",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát văn bản.\n2. Cải cách chế độ công vụ\n- Tuyển dụng công chức.\n\
             II. TỔ CHỨC THỰC HIỆN\n- Báo cáo theo 02 lĩnh vực: (1) Cải cách thể chế; (2) Cải cách chế độ công vụ.",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let areas = subject.plan.outline.iter().filter(|entry| entry.area.is_some());
    let mut names: Vec<Vec<String>> = areas.filter_map(|entry| entry.title.as_deref().map(folded)).collect();
    names.sort();
    names.dedup();
    for name in &names {
        let name: Vec<&str> = name.iter().map(String::as_str).collect();
        let Some(head) = name.get(..2) else { continue };
        for (line, at) in subject.phrase(head).filter(|(line, _)| line.part == Part::Paragraph && line.text.contains("(1)")) {
            notes.look();
            let numbered = at.checked_sub(1).is_some_and(|before| line.gap(before).ends_with(") "));
            // "Cải cách công vụ" is not "Cải cách tài chính công" with words missing.
            let ends = |length: usize| line.word(at + length).is_none() || line.gap(at + length - 1).starts_with([',', ';', '.']);
            let Some((length, lost)) = omitted(line, at, &name, 2).filter(|(length, _)| numbered && ends(*length)) else { continue };
            let lost = lost.join(" ");
            notes.find(
                subject.place(line, line.bytes(at..at + length)),
                said!("thiếu “{lost}” so với đề mục", "“{lost}” is missing, which the heading has"),
            );
        }
    }
}
