//! Acts that are cited without a day, from the future, with two days, or with a day that their number denies.

use std::collections::BTreeMap;

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::{
    fold::fold,
    grammar::codelist::Row,
    plan::{Citation, Severity},
};

pub(super) const UNDATED: Rule = Rule {
    code: "KH403",
    name: "act-cited-without-date",
    severity: Severity::Info,
    what: both("Văn bản được viện dẫn không có ngày, tháng, năm ở chỗ nào", "An act that is cited nowhere with its day"),
    why: both(
        "Lần đầu viện dẫn phải ghi đủ loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6)",
        "The first citation must be full: type, number, day, issuer, title (Decree 30/2020/NĐ-CP, Annex I, II.6)",
    ),
    beyond: both("Số đã có năm (107/2020/NĐ-CP); luật, bộ luật", "Numbers that hold their year (107/2020/NĐ-CP), and laws"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Tiếp tục thực hiện Nghị quyết số 18-NQ/TW.", "18-NQ/TW"),
        good(Body, "I. NHIỆM VỤ\n- Tiếp tục thực hiện Nghị quyết số 18-NQ/TW ngày 25/10/2017; Nghị định số 107/2020/NĐ-CP."),
    ],
    check: Code(undated),
};

pub(super) const FUTURE: Rule = Rule {
    code: "KH404",
    name: "act-dated-after-signing",
    severity: Severity::Error,
    what: both("Văn bản được viện dẫn có ngày sau ngày ký", "A cited act that is dated after the signing"),
    why: both(
        "Không thể căn cứ vào văn bản chưa có; ngày hoặc năm sai",
        "No act can rest on one that is not there yet; the day or year is wrong",
    ),
    beyond: both("Dự thảo, dự kiến", "Drafts"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Thực hiện Quyết định số 2972/QĐ-UBND ngày 02/12/2022 của UBND tỉnh.", "02/12/2022"),
        good(Body, "I. NHIỆM VỤ\n- Thực hiện Quyết định số 2972/QĐ-UBND ngày 02/12/2021 của UBND tỉnh."),
    ],
    check: Code(future),
};

pub(super) const TWO_DATES: Rule = Rule {
    code: "KH405",
    name: "act-with-two-dates",
    severity: Severity::Error,
    what: both("Cùng một văn bản được ghi hai ngày", "The same act with two days"),
    why: both("Một trong hai ngày sai", "One of the two days is wrong"),
    beyond: both("Số cá biệt lặp lại ở các năm khác nhau là văn bản khác nhau", "Numbers of individual acts begin anew each year"),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Nghị định số 107/2020/NĐ-CP ngày 14/9/2020 của Chính phủ.\n- Rà soát theo Nghị định số 107/2020/NĐ-CP ngày 19/9/2020 của Chính phủ.",
            "19/9/2020",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.\n- Thay cho Nghị quyết số 76/NQ-CP ngày 13/6/2013 của Chính phủ.",
        ),
    ],
    check: Code(two_dates),
};

pub(super) const OTHER_YEAR: Rule = Rule {
    code: "KH406",
    name: "number-and-date-of-two-years",
    severity: Severity::Error,
    what: both("Năm trong số văn bản khác năm trong ngày ban hành", "The year in an act's number is not that of its day"),
    why: both("Số văn bản quy phạm pháp luật ghi năm ban hành", "The number of a normative act holds the year of issue"),
    beyond: both("Số không có năm", "Numbers without a year"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Thực hiện Nghị định số 107/2020/NĐ-CP ngày 14/9/2021 của Chính phủ.", "107/2020/NĐ-CP"),
        good(Body, "I. NHIỆM VỤ\n- Thực hiện Nghị định số 107/2020/NĐ-CP ngày 14/9/2020 của Chính phủ."),
    ],
    check: Code(other_year),
};

pub(super) const OTHER_KIND: Rule = Rule {
    code: "KH415",
    name: "kind-and-symbol-of-two-kinds",
    severity: Severity::Error,
    what: both("Tên loại văn bản khác ký hiệu của nó", "The kind of a cited act is not that of its symbol"),
    why: both(
        "Nghị định 30/2020/NĐ-CP Phụ lục III: mỗi loại có chữ viết tắt riêng; một trong hai chỗ sai thì không tìm được văn bản",
        "Decree 30/2020/NĐ-CP, Annex III: each kind has its abbreviation; where one of the two is wrong nobody finds the act",
    ),
    beyond: both(
        "Loại không có trong danh mục document_types; công văn, quy định; văn bản trước Thông tư liên tịch 55/2005/TTLT-BNV-VPCP",
        "Kinds that the list document_types does not hold; official letters and Quy định; acts from before 06/05/2005",
    ),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Thực hiện Nghị định số 107/2020/QĐ-CP ngày 14/9/2020 của Chính phủ.", "Nghị định số 107/2020/QĐ-CP"),
        good(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Nghị định số 107/2020/NĐ-CP; Quyết định số 468/QĐ-TTg ngày 27/3/2021; Nghị quyết số 18-NQ/TW; Công văn số 581/BNV-CCHC; \
             Quy định số 178-QĐ/TW ngày 27/6/2024; Luật số 80/2025/QH15; Chương trình số 10-CTr/TU.",
        ),
    ],
    check: Code(other_kind),
};

fn undated(subject: &Subject<'_>, notes: &mut Notes) {
    let citations = &subject.plan.citations;
    let mut told = Vec::new();
    for citation in citations {
        let Some(number) = &citation.number else { continue };
        notes.look();
        let known = citation.year.is_some() || year_of(number).is_some();
        let dated = citations.iter().any(|other| other.number.as_ref() == Some(number) && other.date.is_some());
        if !known && !dated && !citation.is_self && !told.contains(&number) {
            told.push(number);
            notes.find(place(citation), said!("không ghi ngày, tháng, năm", "its day is not said"));
        }
    }
}

fn future(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(issued) = subject.plan.decision.issued_on.as_deref() else { return };
    for citation in &subject.plan.citations {
        let Some(date) = citation.date.as_deref().filter(|_| !citation.is_self) else { continue };
        notes.look();
        if date > issued {
            notes.find(place(citation), said!("có ngày {date}, sau ngày ký {issued}", "dated {date}, after the signing on {issued}"));
        }
    }
}

fn two_dates(subject: &Subject<'_>, notes: &mut Notes) {
    let mut first: BTreeMap<String, &Citation> = BTreeMap::new();
    for citation in subject.plan.citations.iter().filter(|citation| !citation.is_self) {
        let (Some(number), Some(date)) = (&citation.number, &citation.date) else { continue };
        notes.look();
        // The acts of one year; a number that holds its year has only one.
        let year = year_of(number).map_or_else(|| date.get(..4).unwrap_or("").to_owned(), |year| year.to_string());
        let before = *first.entry(format!("{number}@{year}")).or_insert(citation);
        if before.date.as_ref() != Some(date) {
            let other = before.date.as_deref().unwrap_or("");
            notes.find(place(citation), said!("ngày {date}, nhưng ở chỗ khác ngày {other}", "{date} here, but {other} elsewhere"));
        }
    }
}

fn other_year(subject: &Subject<'_>, notes: &mut Notes) {
    for citation in &subject.plan.citations {
        let (Some(number), Some(date)) = (&citation.number, &citation.date) else { continue };
        let Some(year) = year_of(number) else { continue };
        notes.look();
        if date.get(..4).and_then(|year| year.parse::<i32>().ok()) != Some(year) {
            notes.find(place(citation), said!("số của năm {year}, ngày {date}", "a number of {year}, dated {date}"));
        }
    }
}

fn other_kind(subject: &Subject<'_>, notes: &mut Notes) {
    let Some(list) = subject.catalog.list("document_types") else { return };
    let symbols = |row: &Row| -> Vec<String> {
        ["symbols", "party_symbols"].iter().flat_map(|column| row.get(column).split('|')).filter(|one| !one.is_empty()).map(fold).collect()
    };
    let kinds: Vec<(&Row, Vec<String>)> = list.rows().iter().map(|row| (row, symbols(row))).collect();
    for citation in &subject.plan.citations {
        let (Some(kind), Some(number)) = (&citation.r#type, &citation.number) else { continue };
        let Some(title) = list.rows().iter().find(|row| row.get("code") == kind || row.get("title") == kind).map(|row| row.get("title"))
        else {
            continue;
        };
        // "Chương trình hành động" is numbered as a "Chương trình"; the Party numbers a "Quy định" as a decision.
        let own: Vec<&String> =
            kinds.iter().filter(|(row, _)| title.starts_with(row.get("title"))).flat_map(|(_, symbols)| symbols).collect();
        // Letters that name an office, as in the number of an official letter, are no symbol of a kind.
        let printed = number.split(['/', '-']).map(|part| fold(part.trim()));
        let printed: Vec<String> = printed.filter(|part| kinds.iter().any(|(_, symbols)| symbols.contains(part))).collect();
        if own.is_empty() || printed.is_empty() || title == "Công văn" || title == "Quy định" {
            continue;
        }
        // Before, "212-TC/CĐKT" named the ministry and its department.
        const ABBREVIATED_SINCE: &str = "2005-05-06";
        let signed = subject.plan.decision.issued_on.as_deref();
        if citation.date.as_deref().into_iter().chain(signed).any(|day| day < ABBREVIATED_SINCE) {
            continue;
        }
        notes.look();
        if !printed.iter().any(|part| own.contains(&part)) {
            notes.find(place(citation), said!("tên loại và ký hiệu không khớp", "the kind and the symbol do not go together"));
        }
    }
}

/// The year in "107/2020/NĐ-CP".
pub(super) fn year_of(number: &str) -> Option<i32> {
    let year = number.split('/').nth(1)?.parse::<i32>().ok()?;
    (1945..2100).contains(&year).then_some(year)
}

pub(super) fn place(citation: &Citation) -> Place {
    Place::of(&citation.id, Part::Paragraph, &citation.text, &citation.origin)
}
