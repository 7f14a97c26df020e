//! A well-known act with another day or a title that lacks words.

use super::{
    cited_act::{place, year_of},
    notes::{Notes, said},
    omission::omitted,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
    words::folded,
};
use crate::plan::Severity;

pub(super) const DATE: Rule = Rule {
    code: "KH407",
    name: "known-act-with-another-date",
    severity: Severity::Warning,
    what: both("Văn bản quen thuộc ghi ngày khác ngày ban hành", "A well-known act with another day than its own"),
    why: both(
        "Viện dẫn phải đúng ngày ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6)",
        "A citation must give the day of issue (Decree 30/2020/NĐ-CP, Annex I, II.6)",
    ),
    beyond: both("Văn bản không có trong danh mục acts", "Acts that the list acts does not hold"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Thực hiện Nghị quyết số 76/NQ-CP ngày 16/7/2021 của Chính phủ.", "16/7/2021"),
        good(Body, "I. NHIỆM VỤ\n- Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ."),
    ],
    check: Code(date),
};

pub(super) const TITLE: Rule = Rule {
    code: "KH408",
    name: "known-title-with-words-missing",
    severity: Severity::Info,
    what: both("Tên chương trình, đề án quen thuộc bị thiếu từ", "A well-known title with words missing"),
    why: both("Tên văn bản phải trích đúng nguyên văn", "Titles are quoted word for word"),
    beyond: both("Tên không có trong danh mục acts", "Titles that the list acts does not hold"),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Chương trình tổng thể cải cách hành chính giai đoạn 2021-2030.",
            "Chương trình tổng thể cải cách hành chính",
        ),
        good(Body, "I. NHIỆM VỤ\n- Thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030."),
    ],
    check: Code(title),
};

pub(super) const NUMBER: Rule = Rule {
    code: "KH417",
    name: "known-title-with-another-number",
    severity: Severity::Warning,
    what: both("Tên văn bản quen thuộc đi với số của văn bản khác", "A well-known title with the number of another act"),
    why: both("Sai một chữ số là viện dẫn văn bản khác", "One wrong figure cites another act"),
    beyond: both(
        "Tên không có trong danh mục acts; văn bản sửa đổi hoặc triển khai văn bản ấy",
        "Titles that the list acts does not hold, and acts that amend or carry out the act",
    ),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Nghị quyết số 67/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030.",
            "67/NQ-CP",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030; \
             Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ.",
        ),
    ],
    check: Code(number),
};

fn number(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(list) = subject.catalog.list("acts") else { return };
    for citation in &subject.plan.citations {
        let (Some(number), Some(date)) = (&citation.number, &citation.date) else { continue };
        // One kind, one day, one issuer: the figures alone are another's.
        let symbol = |number: &str| number.trim_start_matches(|c: char| c.is_alphanumeric()).to_owned();
        let row = list.rows().iter().find(|row| row.get("date") == date && symbol(row.get("number")) == symbol(number));
        let Some(row) = row.filter(|row| !row.get("title").is_empty()) else { continue };
        let title = folded(row.get("title"));
        let title: Vec<&str> = title.iter().map(String::as_str).collect();
        let titled = citation.origin.first().is_some_and(|at| subject.phrase(&title).any(|(line, _)| line.holds(at.start)));
        notes.look();
        let known = row.get("number");
        if titled && known != number && !subject.plan.citations.iter().any(|other| other.number.as_deref() == Some(known)) {
            notes.find(place(citation), said!("văn bản có tên này mang số {known}", "the act of that title is {known}"));
        }
    }
}

fn date(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(list) = subject.catalog.list("acts") else { return };
    for citation in &subject.plan.citations {
        let (Some(number), Some(date)) = (&citation.number, &citation.date) else { continue };
        // Numbers of individual acts begin anew each year: another year is another act.
        let same_year = |known: &str| year_of(number).is_some() || known.get(..4) == date.get(..4);
        let Some(row) = list.rows().iter().find(|row| row.get("number") == number && same_year(row.get("date"))) else { continue };
        notes.look();
        let known = row.get("date");
        if known != date {
            let severity = if row.get("sure") == "yes" { Severity::Warning } else { Severity::Info };
            notes
                .find(place(citation), said!("ghi ngày {date}, văn bản ban hành ngày {known}", "it says {date}, the act is of {known}"))
                .grave(severity);
        }
    }
}

fn title(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(list) = subject.catalog.list("acts") else { return };
    for printed in list.rows().iter().map(|row| row.get("title")).filter(|title| !title.is_empty()) {
        let title = folded(printed);
        let title: Vec<&str> = title.iter().map(String::as_str).collect();
        let Some(head) = title.get(..3) else { continue };
        for (line, at) in subject.phrase(head).filter(|(line, _)| line.is_prose()) {
            notes.look();
            if let Some((length, lost)) = omitted(line, at, &title, 2) {
                let lost = lost.join(" ");
                let place = subject.place(line, line.bytes(at..at + length));
                notes.find(place, said!("thiếu “{lost}” so với tên đầy đủ “{printed}”", "“{lost}” is missing from “{printed}”"));
            }
        }
    }
}
