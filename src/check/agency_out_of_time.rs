//! Departments and ministries that did not exist on the day of signing.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{
        Check::Code,
        Frame::{Rows, Whole},
        Rule, bad, both, good,
    },
    subject::Subject,
};
use crate::{
    extract::{Context, agency},
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
        good(Rows, "Rà soát | Báo cáo | Sở Kế hoạch và Đầu tư | Sở Giao thông vận tải | Quý I/2022"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(issued) = subject.plan.decision.issued_on.as_deref() else { return };
    let context = Context::new(subject.catalog);
    for (id, part, phrase) in agencies(subject) {
        for name in &phrase.agencies {
            let Some(row) = agency::catalogued(name, &context) else { continue };
            notes.look();
            let (from, to) = (row.get("valid_from"), row.get("valid_to"));
            let place = || Place::of(id, part, &phrase.text, &phrase.origin);
            if !to.is_empty() && issued > to {
                let successor = subject.catalog.list("agencies").and_then(|list| list.row(row.get("successor"))).map(|row| row.get("name"));
                let found = notes.find(place(), said!("{name} không còn từ sau ngày {to}", "{name} has not existed since {to}"));
                if let Some(successor) = successor {
                    found.suggest(said!("nay là {successor}", "it is {successor} now"));
                }
            } else if !from.is_empty() && issued < from {
                notes.find(place(), said!("{name} chỉ có từ ngày {from}", "{name} exists only since {from}"));
            }
        }
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
