//! Findings from reading: odd numbers, rows put together, look-alike letters, likely slips, words that were not read. Judging is the
//! checker's work.

use crate::{
    grammar::Catalog,
    layout::{
        Layout,
        outline::{Content, Entry},
        table::Role,
        tree::Oddity,
    },
    plan::{Finding, MilestoneKind, Origin, Origins, Plan, Severity},
    source::{Misread, Source},
    span::Span,
};

/// What the reader of the plan should look at.
#[must_use]
pub(super) fn from_reading(plan: &Plan, source: &Source, layout: &Layout, catalog: &Catalog) -> Vec<Finding> {
    let mut findings = source.findings.clone();
    if source.look_alikes > 0 {
        let message = format!("{} chữ cái được gõ bằng ký tự gần giống (ví dụ ð thay cho đ) đã được đọc lại", source.look_alikes);
        findings.push(finding("look-alike-letters", Severity::Info, message, None, Vec::new()));
    }
    let text = layout.text.range();
    let misread = source.misread().iter().filter(|misread| text.contains(&(misread.start as usize)));
    findings.extend(misread.map(|misread| slip(misread, source)));
    for entry in &layout.outline.entries {
        findings.extend(odd_number(entry));
        findings.extend(unread_table(entry, catalog));
        for content in &entry.content {
            if let Content::Table(rows) = content
                && rows.grid.lists_tasks
            {
                if rows.grid.unheaded_numbers
                    && let Some(first) = rows.grid.header.first()
                {
                    let message = "hàng tiêu đề của bảng thiếu ô số thứ tự; các cột đã được căn lại theo các dòng".to_owned();
                    findings.push(finding("header-realigned", Severity::Info, message, None, first.origin(&first.whole())));
                }
                let name = rows.grid.column(Role::Name).unwrap_or(0);
                for row in rows.grid.rows.iter().filter(|row| row.cut) {
                    let words = &row.cells[name];
                    let message = format!("dòng bị ngắt trang đã được ghép lại: “{}”", shorten(words.text()));
                    findings.push(finding("row-cut-by-page", Severity::Info, message, None, words.origin(&words.whole())));
                }
            }
        }
    }
    for activity in &plan.activities {
        for milestone in activity.milestones.iter().filter(|milestone| milestone.kind == MilestoneKind::Unread) {
            let message = format!("chưa đọc được thời gian: “{}”", shorten(&milestone.text));
            findings.push(finding("milestone-unread", Severity::Warning, message, Some(milestone.id.clone()), milestone.origin.clone()));
        }
    }
    for unread in &plan.coverage.unread {
        let message = format!("chưa đọc được: “{}”", shorten(&unread.text));
        findings.push(finding("text-unread", Severity::Warning, message, None, unread.origin.clone()));
    }
    findings
}

fn slip(misread: &Misread, source: &Source) -> Finding {
    let span = Span::new(misread.start, misread.end);
    let (start, end) = (source.chars_before(misread.start), source.chars_before(misread.end));
    let page = source.page(misread.start);
    let origin = vec![Origin { page: (page > 0).then_some(page), start, end, boxes: None }];
    let printed = shorten(source.words(span));
    let message = format!("“{printed}” có lẽ là “{}”", misread.likely);
    let suggestion = Some(misread.likely.clone());
    Finding { suggestion, ..finding("likely-slip", Severity::Warning, message, None, origin) }
}

fn odd_number(entry: &Entry) -> Option<Finding> {
    let marker = entry.marker.clone()?;
    let printed = &entry.words.text()[marker.clone()];
    let (code, message) = match entry.oddity? {
        Oddity::Repeated => ("number-repeated", format!("số thứ tự “{printed}” được in hai lần")),
        Oddity::Skipped => ("number-skipped", format!("trước số thứ tự “{printed}” thiếu số")),
        Oddity::Backwards => ("number-backwards", format!("số thứ tự “{printed}” nhỏ hơn số trước")),
    };
    Some(finding(code, Severity::Warning, message, Some(entry.id.clone()), entry.words.origin(&marker)))
}

/// The words over a column of row numbers, alone in a paragraph: they begin a table whose cells could not be told apart.
fn unread_table(entry: &Entry, catalog: &Catalog) -> Option<Finding> {
    let paragraphs = entry.content.iter().filter_map(|content| match content {
        Content::Paragraph(para) => Some(para.words.slice(&para.text)),
        Content::Table(_) => None,
    });
    let mut heads = paragraphs.filter(|words| catalog.reads("annex/number", words));
    let words = heads.next()?;
    let message = format!("chưa đọc được bảng bắt đầu bằng “{}”: không rõ ô nào thuộc cột nào", shorten(words.text()));
    Some(Finding {
        suggestion: Some("chuyển đổi tệp PDF, hoặc để mỗi hàng của bảng trên một dòng, các ô cách nhau bằng tab hoặc dấu |".to_owned()),
        ..finding("table-unread", Severity::Warning, message, Some(entry.id.clone()), words.origin(&words.whole()))
    })
}

fn finding(code: &'static str, severity: Severity, message: String, item: Option<String>, origin: Origins) -> Finding {
    Finding { code: code.into(), severity, message, item, origin, suggestion: None }
}

/// The first words, for a message.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 80;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).collect::<String>() + "…" }
}
