//! A reform plan that does not say which programme it carries out.

use super::{
    notes::{Notes, said},
    place::Place,
    reform_area_missing::programme,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH412",
    name: "programme-not-cited",
    severity: Severity::Info,
    what: both(
        "Kế hoạch cải cách hành chính không viện dẫn Chương trình tổng thể của kỳ",
        "A reform plan that does not cite the programme of its period",
    ),
    why: both(
        "Kế hoạch năm cụ thể hóa Nghị quyết của Chính phủ về Chương trình tổng thể",
        "The yearly plan carries out the Government's resolution on the programme",
    ),
    beyond: both(
        "Kế hoạch viện dẫn kế hoạch nhiều năm của tỉnh thay cho Nghị quyết",
        "Plans that cite the province's plan of several years instead",
    ),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát văn bản.\n2. Cải cách tài chính công\n- Giao tự chủ.", ""),
        good(Body, "I. NHIỆM VỤ\nThực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.\n1. Cải cách thể chế\n- Rà soát văn bản."),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(programme) = programme(subject).filter(|_| !subject.plan.areas.is_empty()) else { return };
    notes.look();
    let number = programme.get("number");
    if !subject.plan.citations.iter().any(|citation| citation.number.as_deref() == Some(number)) {
        notes.find(Place::document(), said!("không viện dẫn Nghị quyết {number}", "Resolution {number} is not cited"));
    }
}
