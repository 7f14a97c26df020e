//! Departments and ministries that did not exist on the day of signing.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{
        Check::Code,
        Frame::{Rows, Whole},
        Rule, bad, both, good,
    },
    subject::{Line, Subject},
    words::folded,
};
use crate::{
    grammar::codelist::{CodeList, Row},
    plan::{Agency, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "KH603",
    name: "agency-out-of-its-time",
    severity: Severity::Error,
    what: both("Cơ quan không tồn tại vào ngày ký", "An agency that did not exist on the day of signing"),
    why: both(
        "Nghị định 45/2025/NĐ-CP và Nghị quyết 176/2025/QH15 sắp xếp lại sở và bộ từ 01/3/2025; giao việc cho cơ quan không có thì không ai làm",
        "Decree 45/2025/NĐ-CP and Resolution 176/2025/QH15 reorganised departments and ministries on 1 March 2025; nobody does the work of a body that is not there",
    ),
    beyond: both(
        "Cơ quan trong tên văn bản được viện dẫn; cơ quan ngoài danh mục agencies",
        "Bodies in titles of cited acts, and those that the list agencies does not hold",
    ),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2025\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nPHỤ LỤC\nDANH MỤC\n\n\
             STT\tNhiệm vụ\tKết quả\tChủ trì\tPhối hợp\tThời gian\n1\tRà soát\tBáo cáo\tSở Kế hoạch và Đầu tư\tCác sở\tQuý I/2026\n2\tSố hóa\tBáo cáo\tSở Nội vụ\tCác sở\tQuý I/2026\n",
            "Sở Kế hoạch và Đầu tư",
        ),
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2025\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n\
             I. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính bố trí kinh phí.\n\n2. Sở Kế hoạch và Đầu tư chủ trì, phối hợp với các sở rà soát dự án.\n",
            "Sở Kế hoạch và Đầu tư",
        ),
        good(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2025\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n\
             I. TỔ CHỨC THỰC HIỆN\n\n- Thực hiện Thông tư số 02/2023/TT-BKHĐT ngày 18/4/2023 của Bộ Kế hoạch và Đầu tư.\n",
        ),
        good(Rows, "Rà soát | Báo cáo | Sở Kế hoạch và Đầu tư | Sở Giao thông vận tải | Quý I/2022"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let (Some(issued), Some(list)) = (subject.plan.decision.issued_on.as_deref(), subject.catalog.list("agencies")) else { return };
    in_text(subject, notes, issued);
    let begins_later = |row: &&Row| !row.get("valid_from").is_empty() && issued < row.get("valid_from");
    let absent: Vec<&Row> = list.rows().iter().filter(|row| gone(row, issued) || begins_later(row)).collect();
    for (id, part, phrase) in agencies(subject) {
        for name in &phrase.agencies {
            notes.look();
            let Some(row) = absent.iter().find(|row| row.get("name") == name) else { continue };
            let place = Place::of(id, part, &phrase.text, &phrase.origin);
            if gone(row, issued) {
                tell_gone(notes, place, row, list);
            } else {
                let from = row.get("valid_from");
                notes.find(place, said!("{name} chỉ có từ ngày {from}", "{name} exists only since {from}"));
            }
        }
    }
}

fn gone(row: &Row, issued: &str) -> bool {
    !row.get("valid_to").is_empty() && issued > row.get("valid_to")
}

fn tell_gone(notes: &mut Notes, place: Place, row: &Row, list: &CodeList) {
    let (name, to) = (row.get("name"), row.get("valid_to"));
    let found = notes.find(place, said!("{name} không còn từ sau ngày {to}", "{name} has not existed since {to}"));
    if let Some(successor) = list.row(row.get("successor")).map(|row| row.get("name")) {
        found.suggest(said!("nay là {successor}", "it is {successor} now"));
    }
}

/// Bodies that are gone and still are told to act, or are sent the act, in running text.
fn in_text(subject: &Subject<'_>, notes: &mut Notes, issued: &str) {
    let Some(list) = subject.catalog.list("agencies") else { return };
    for row in list.rows().iter().filter(|row| gone(row, issued)) {
        let name = folded(row.get("name"));
        let phrase: Vec<&str> = name.iter().map(String::as_str).collect();
        for (line, at) in subject.phrase(&phrase).filter(|(line, at)| acts(line, *at, *at + phrase.len())) {
            notes.look();
            tell_gone(notes, subject.place(line, line.bytes(at..at + phrase.len())), row, list);
        }
    }
}

/// True where a body is sent the act, heads a section, or begins a sentence that gives it work.
fn acts(line: &Line<'_>, from: usize, to: usize) -> bool {
    let told = matches!(
        (line.word(to), line.word(to + 1)),
        (Some("chủ"), Some("trì")) | (Some("phối"), Some("hợp")) | (Some("có"), Some("trách"))
    );
    match line.part {
        Part::Recipient => true,
        Part::Heading | Part::Paragraph => from == 0 && to == line.words.len() || from < 2 && told,
        _ => false,
    }
}

/// Everybody who is told to act: item, cell, phrase.
pub(super) fn agencies<'s>(subject: &Subject<'s>) -> impl Iterator<Item = (&'s str, Part, &'s Agency)> + use<'s> {
    let plan = subject.plan;
    let rows = plan.activities.iter().flat_map(|row| {
        let lead = row.lead.iter().map(|agency| (row.id.as_str(), Part::Lead, agency));
        lead.chain(row.coordinating.iter().map(|agency| (row.id.as_str(), Part::Coordinating, agency)))
    });
    let duties =
        plan.duties.iter().flat_map(|duty| duty.who.iter().chain(&duty.to).map(|agency| (duty.id.as_str(), Part::Paragraph, agency)));
    rows.chain(duties)
}
