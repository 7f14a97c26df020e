//! An annex, section or article that is referred to and is not there.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Entry, Severity};

pub(super) const ANNEX: Rule = Rule {
    code: "KH410",
    name: "annex-that-is-not-there",
    severity: Severity::Warning,
    what: both("Nhắc đến phụ lục kèm theo nhưng không có phụ lục", "An annex that is referred to and not there"),
    why: both("Văn bản thiếu một phần, hoặc câu này thừa", "Either a part of the document is missing or the sentence is a leftover"),
    beyond: both("Phụ lục của văn bản khác", "Annexes of other documents"),
    examples: &[
        bad(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nI. NHIỆM VỤ\n\nNhiệm vụ cụ thể theo Phụ lục kèm theo Kế hoạch này.\n",
            "Phụ lục kèm theo",
        ),
        bad(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nI. NHIỆM VỤ\n\nNhiệm vụ cụ thể theo Phụ lục III kèm theo Kế hoạch này.\n\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n\n\
             STT\tNhiệm vụ\tChủ trì\tThời gian\n1\tRà soát\tSở Tư pháp\tQuý I/2022\n",
            "Phụ lục III",
        ),
        good(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nI. NHIỆM VỤ\n\nNhiệm vụ cụ thể theo Phụ lục kèm theo Kế hoạch này.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n\n\
             STT\tNhiệm vụ\tChủ trì\tThời gian\n1\tRà soát\tSở Tư pháp\tQuý I/2022\n",
        ),
    ],
    check: Code(annex),
};

pub(super) const SECTION: Rule = Rule {
    code: "KH411",
    name: "section-that-is-not-there",
    severity: Severity::Warning,
    what: both("Nhắc đến điều, mục không có trong văn bản", "An article or section that is referred to and not there"),
    why: both(
        "Người đọc không tìm được nội dung được nhắc đến; thường do đánh số lại",
        "The reader looks for it in vain; mostly numbers were changed",
    ),
    beyond: both("Điều, mục của văn bản khác", "Articles and sections of other documents"),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 7/QĐ-UBND\n\nSơn La, ngày 05 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\n\nBan hành Kế hoạch\n\nĐiều 1. Ban hành Kế hoạch.\n\n\
             Điều 2. Các sở thi hành Quyết định này./.\n\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n",
            "Như Điều 3",
        ),
        good(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 7/QĐ-UBND\n\nSơn La, ngày 05 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\n\nBan hành Kế hoạch\n\nĐiều 1. Ban hành Kế hoạch.\n\n\
             Điều 2. Các sở thi hành Quyết định này./.\n\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n",
        ),
    ],
    check: Code(section),
};

fn annex(subject: &Subject<'_>, notes: &mut Notes) {
    let has = !subject.plan.activities.is_empty() || subject.plan.outline.iter().any(|entry| entry.id.starts_with("PL"));
    let mentions = subject.phrase(&["phụ", "lục"]);
    for (line, at) in mentions.filter(|(line, _)| matches!(line.part, Part::Paragraph | Part::Heading)) {
        let own = (at + 2..at + 6).any(|at| line.word(at) == Some("kèm") && line.word(at + 1) == Some("theo"));
        let after = line.bytes(at..at + 9);
        let others = ["nghị định", "thông tư", "quyết định số", "nghị quyết", "công văn", "luật"]
            .iter()
            .any(|other| line.folded()[after.start..].contains(other));
        if !own || others {
            continue;
        }
        notes.look();
        let number = line.printed(at + 2).filter(|word| word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | '0'..='9')));
        let annexes: Vec<&str> = subject.plan.outline.iter().filter_map(|entry| annex_number(entry)).collect();
        if !has {
            notes.find(subject.place(line, line.bytes(at..at + 4)), said!("không thấy phụ lục nào", "there is no annex"));
        } else if let Some(number) = number.filter(|number| !annexes.is_empty() && !annexes.contains(number)) {
            notes.find(subject.place(line, line.bytes(at..at + 3)), said!("không có phụ lục {number}", "there is no annex {number}"));
        }
    }
}

/// "I" of the heading "PHỤ LỤC I".
fn annex_number(entry: &Entry) -> Option<&str> {
    let marker = entry.marker.as_deref().filter(|_| entry.id.starts_with("PL"))?;
    let number = marker.rsplit(' ').next()?;
    (marker.to_lowercase().starts_with("phụ lục ") && !number.is_empty()).then_some(number)
}

fn section(subject: &Subject<'_>, notes: &mut Notes) {
    let decision = &subject.plan.decision;
    // Articles after an annex or a form that stands between them are read into the outline.
    let outside =
        subject.plan.outline.iter().filter(|entry| entry.id.contains("Điều-")).filter_map(|entry| entry.marker.as_deref()?.parse().ok());
    let last = decision.articles.iter().map(|article| article.number).chain(outside).max();
    for (line, at) in subject.phrase(&["như", "điều"]).filter(|(line, _)| line.part == Part::Recipient) {
        let (Some(number), Some(last)) = (line.word(at + 2).and_then(|word| word.parse::<u32>().ok()), last) else { continue };
        notes.look();
        if number > last {
            notes.find(subject.place(line, line.bytes(at..at + 3)), said!("văn bản chỉ có {last} điều", "there are only {last} articles"));
        }
    }
    for (line, at) in subject.phrase(&["mục"]) {
        // "Nơi nhận: - Mục IV;" means its own.
        let alone = line.part == Part::Recipient && line.words.len() < 5;
        let own = alone || (at + 2..at + 7).any(|at| matches!(line.word(at), Some("hoạch" | "án")) && line.word(at + 1) == Some("này"));
        let Some(marker) = line.printed(at + 1).filter(|word| own && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))) else { continue };
        notes.look();
        let there = subject.plan.outline.iter().any(|entry| entry.marker.as_deref() == Some(marker));
        if !there {
            notes.find(subject.place(line, line.bytes(at..at + 2)), said!("không có mục {marker}", "there is no section {marker}"));
        }
    }
}
