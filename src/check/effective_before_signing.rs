//! An act that takes effect before it is signed.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH216",
    name: "effective-before-signing",
    severity: Severity::Warning,
    what: both("Ngày có hiệu lực ở trước ngày ký", "An act that takes effect before it is signed"),
    why: both(
        "Quyết định chỉ có hiệu lực trở về trước khi luật cho phép; thường là sai năm",
        "An act reaches back only where the law allows it; mostly the year is wrong",
    ),
    beyond: both("Hiệu lực từ ngày ký", "Acts in force from the day of signing"),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 7/QĐ-UBND\n\nSơn La, ngày 05 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\n\nBan hành Quy chế làm việc\n\n\
             Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.\n\nĐiều 2. Quyết định này có hiệu lực từ ngày 15 tháng 01 năm 2021.\n",
            "15 tháng 01 năm 2021",
        ),
        good(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 7/QĐ-UBND\n\nSơn La, ngày 05 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\n\nBan hành Quy chế làm việc\n\n\
             Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.\n\nĐiều 2. Quyết định này có hiệu lực từ ngày 15 tháng 01 năm 2022.\n",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let decision = &subject.plan.decision;
    let Some((effective, issued)) = decision.effective.as_ref().zip(decision.issued_on.as_ref()) else { return };
    let Some(from) = &effective.date else { return };
    notes.look();
    if from < issued {
        let place = Place::of("decision.effective", Part::Article, &effective.text, &effective.origin);
        notes.find(place, said!("có hiệu lực {from}, trước ngày ký {issued}", "in force on {from}, before it was signed on {issued}"));
    }
}
