//! Numbers below 10, days below 10 and the months January and February are written with a zero.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH703",
    name: "leading-zero-missing",
    severity: Severity::Info,
    what: both(
        "Số văn bản, ngày dưới 10, tháng 1, tháng 2 thiếu số 0 ở đầu",
        "A number or day below 10, or the months 1 and 2, without leading zero",
    ),
    why: both("Nghị định 30/2020/NĐ-CP Phụ lục I, II.3 và II.4", "Decree 30/2020/NĐ-CP, Annex I, II.3 and II.4"),
    beyond: both("Ngày trong nội dung; kế hoạch chuẩn không kèm văn bản", "Days in the text, and canonical plans without their document"),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 31/QĐ-UBND\n\nSơn La, ngày 5 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\n\nBan hành Kế hoạch\n\nĐiều 1. Ban hành Kế hoạch./.\n",
            "ngày 5 tháng 01",
        ),
        good(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 31/QĐ-UBND\n\nSơn La, ngày 05 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\n\nBan hành Kế hoạch\n\nĐiều 1. Ban hành Kế hoạch./.\n",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    if let Some(number) = subject.plan.decision.number.as_deref() {
        notes.look();
        let figures: &str = number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
        if figures.len() == 1
            && let Some(place) = subject.field("number")
        {
            notes.find(place, said!("số dưới 10 phải viết “0{figures}”", "numbers below 10 are written “0{figures}”"));
        }
    }
    let Some(place) = subject.field("issued_on").filter(|place| !place.words.is_empty()) else { return };
    notes.look();
    let numbers: Vec<&str> = place.words.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    if let [day, month, _] = numbers.as_slice()
        && (day.len() == 1 || matches!(*month, "1" | "2"))
    {
        notes.find(
            place.clone(),
            said!("ngày dưới 10, tháng 1 và tháng 2 phải có số 0 ở đầu", "days below 10 and the months 1 and 2 take a leading zero"),
        );
    }
}
