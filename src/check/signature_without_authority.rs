//! A deputy who signs without "KT.".

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH702",
    name: "deputy-signing-without-kt",
    severity: Severity::Warning,
    what: both("Cấp phó ký mà không ghi “KT.”", "A deputy signs without “KT.” (for the head)"),
    why: both(
        "Nghị định 30/2020/NĐ-CP Phụ lục I, II.7b: cấp phó ký thay cấp trưởng phải ghi “KT.” trước chức vụ của người đứng đầu",
        "Decree 30/2020/NĐ-CP, Annex I, II.7b: who signs for the head writes “KT.” before the head's office",
    ),
    beyond: both("Ký thừa lệnh (TL.), thừa ủy quyền (TUQ.), quyền (Q.)", "Signing by order (TL.), by proxy (TUQ.), as acting head (Q.)"),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2022\n\n\
             I. NHIỆM VỤ\n\n- Rà soát văn bản./.\n\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\n\nHoàng Quốc Khánh\n",
            "PHÓ CHỦ TỊCH",
        ),
        good(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2022\n\n\
             I. NHIỆM VỤ\n\n- Rà soát văn bản./.\n\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nHoàng Quốc Khánh\n",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(signatory) = &subject.plan.decision.signatory else { return };
    let Some(title) = signatory.title.as_deref() else { return };
    notes.look();
    let capacity = signatory.capacity.as_deref().unwrap_or("");
    let deputy = title.to_lowercase().starts_with("phó");
    if deputy && !["KT", "TL", "TUQ", "Q."].iter().any(|mark| capacity.contains(mark)) {
        let origin = subject.field("signatory").map_or_else(Vec::new, |place| place.origin);
        let place = Place::of("decision.signatory", Part::Head, title, &origin);
        notes.find(place, said!("{title} ký mà không ghi “KT.”", "{title} signs without “KT.”"));
    }
}
