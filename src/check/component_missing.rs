//! Parts of the form that the decree on papers asks for and that are missing, or not where they belong.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

const GOOD: &str = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 3162/QĐ-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nQUYẾT ĐỊNH\n\nBan hành Kế hoạch cải cách hành chính năm 2022\n\n\
    ỦY BAN NHÂN DÂN TỈNH SƠN LA\n\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n\nTheo đề nghị của Giám đốc Sở Nội vụ.\n\nQUYẾT ĐỊNH:\n\n\
    Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2022.\n\nĐiều 2. Các sở thi hành Quyết định này./.\n\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\n\
    TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Quốc Khánh\n";

pub(super) const MISSING: Rule = Rule {
    code: "KH701",
    name: "component-missing",
    severity: Severity::Warning,
    what: both(
        "Thiếu thành phần thể thức bắt buộc, hoặc không ở đúng chỗ",
        "A part of the form that must be there is missing, or not in its place",
    ),
    why: both(
        "Nghị định 30/2020/NĐ-CP Điều 8: số, ký hiệu; địa danh, thời gian; tên cơ quan; tên loại, trích yếu; chữ ký; nơi nhận",
        "Decree 30/2020/NĐ-CP, Article 8: number, place and day, issuer, type and subject, signature, recipients",
    ),
    beyond: both(
        "Quốc hiệu, dấu; bản dự thảo không có số và ngày; Công báo không in nơi nhận",
        "The national motto and the seal; drafts have no number and day; the gazette prints no recipients",
    ),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nQUYẾT ĐỊNH\n\nBan hành Kế hoạch cải cách hành chính năm 2022\n\n\
             Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n\nĐiều 1. Ban hành Kế hoạch cải cách hành chính năm 2022./.\n",
            "",
        ),
        good(Whole, GOOD),
        good(
            Whole,
            "CÔNG BÁO/Số 881 + 882/Ngày 14-7-2025\n\nBỘ TÀI CHÍNH\n\nSố: 67/2025/TT-BTC\n\nHà Nội, ngày 01 tháng 7 năm 2025\n\nTHÔNG TƯ\n\nQuy định về lệ phí\n\n\
             Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;\n\nĐiều 1. Mức thu lệ phí.\n\nĐiều 2. Thông tư này có hiệu lực từ ngày 01/8/2025./.\n\n\
             KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nCao Anh Tuấn\n",
        ),
    ],
    check: Code(missing),
};

fn missing(subject: &Subject<'_>, notes: &mut Notes) {
    let decision = &subject.plan.decision;
    let decides = !decision.articles.is_empty();
    let in_gazette = || subject.text.as_ref().is_some_and(|text| text.holds("CÔNG BÁO"));
    let parts = [
        (decision.number.is_none(), "số, ký hiệu", "number"),
        (decision.issued_on.is_none(), "ngày, tháng, năm", "day of issue"),
        (decision.place.is_none(), "địa danh", "place of issue"),
        (decision.issuer.is_none(), "cơ quan ban hành", "issuer"),
        (decision.kind.is_none(), "tên loại", "type"),
        (decision.subject.is_none() && subject.plan.plan.title.is_none(), "trích yếu", "subject"),
        (decision.signatory.is_none(), "chữ ký (quyền hạn, chức vụ, họ tên)", "signature"),
        (decision.signatory.as_ref().is_some_and(|signatory| signatory.name.is_none()), "họ tên người ký", "name of who signs"),
        (decision.recipients.is_empty() && decision.filing.is_none() && !in_gazette(), "nơi nhận", "recipients"),
        (decides && decision.legal_basis.is_empty(), "căn cứ ban hành", "legal basis"),
    ];
    for (lacks, vi, en) in parts {
        notes.look();
        if lacks {
            // What stands in an unusual place is there all the same: a title; a signature beside the recipients.
            let elsewhere = en == "subject"
                || en == "signature"
                    && (subject.lines.iter().any(|line| line.part != Part::Heading && signs(line.text))
                        || decision.filing.as_deref().is_some_and(signs));
            let severity = if elsewhere { Severity::Info } else { Severity::Warning };
            notes.find(Place::document(), said!("thiếu {vi}", "missing: {en}")).grave(severity);
        }
    }
}

/// True for words with an office in capitals among them, as two columns that were read as one leave it.
fn signs(text: &str) -> bool {
    ["CHỦ TỊCH", "THỦ TƯỚNG", "BỘ TRƯỞNG", "GIÁM ĐỐC"].iter().any(|office| text.contains(office))
}
