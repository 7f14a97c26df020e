//! A text that does not end with "./.".

use super::{
    notes::{Notes, said},
    place::Place,
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH716",
    name: "final-mark-missing",
    severity: Severity::Info,
    what: both("Nội dung văn bản không kết thúc bằng “./.”", "The text does not end with “./.”"),
    why: both(
        "Mẫu của Nghị định 30/2020/NĐ-CP Phụ lục III kết thúc nội dung bằng “./.”, để không ai viết thêm được",
        "The forms of Decree 30/2020/NĐ-CP, Annex III, end the text with “./.”, so that nobody can add to it",
    ),
    beyond: both(
        "Dấu ở cuối từng phụ lục; kế hoạch chuẩn không kèm văn bản",
        "The end of each annex; canonical plans without their document",
    ),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2022\n\n\
             I. NHIỆM VỤ\n\n- Rà soát văn bản.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Quốc Khánh\n",
            "",
        ),
        good(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2022\n\n\
             I. NHIỆM VỤ\n\n- Rà soát văn bản./.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Quốc Khánh\n",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    // Who signs shows that the text is complete.
    let Some(text) = subject.text.as_ref().filter(|_| subject.plan.decision.signatory.is_some()) else { return };
    notes.look();
    if !["./.", ". /.", "./ .", "/."].iter().any(|mark| text.holds(mark)) {
        notes.find(Place::document(), said!("không thấy “./.” ở cuối nội dung", "there is no “./.” at the end of the text"));
    }
}
