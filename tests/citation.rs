//! References to documents: every family of numbers, lists, laws by name, and what looks like one.

#[path = "cases/mod.rs"]
#[allow(unreachable_pub)] // Shared by all test files, each of which is a crate of its own.
mod cases;

use kehoach::{
    extract::{Context, citation},
    grammar::Catalog,
    passage::Passage,
    plan::Citation,
};

/// One line for each reference; paragraphs of a case are passages of one document.
fn render(text: &str) -> String {
    let mut context = Context::new(Catalog::built_in());
    context.own_number = Some("3162/QĐ-UBND".to_owned());
    context.issued_on = Some(jiff::civil::date(2021, 12, 20));
    let mut all: Vec<Citation> = text.lines().flat_map(|line| citation::read(&Passage::from_text(line), &context)).collect();
    citation::resolve(&mut all, &context);
    if all.is_empty() {
        return "nothing".to_owned();
    }
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn line(citation: &Citation) -> String {
    let mut line = format!("{} | {}", citation.r#type.as_deref().unwrap_or("?"), citation.number.as_deref().unwrap_or("no number"));
    let parts = [("title", &citation.title), ("on", &citation.date), ("by", &citation.issuer)];
    for (name, value) in parts {
        if let Some(value) = value {
            line += &format!(" | {name} {value}");
        }
    }
    if let Some(year) = citation.year {
        line += &format!(" | year {year}");
    }
    line += &format!(
        " | {}{} | \u{201c}{}\u{201d}",
        citation.key.as_deref().unwrap_or("?"),
        if citation.is_self { " self" } else { "" },
        citation.text
    );
    line
}

#[test]
fn every_reference_is_read_as_the_corpus_says() {
    cases::hold("citation.txt", render);
}

#[test]
fn a_long_row_of_numbers_is_read_in_time() {
    let row = "Nghị định số 4 7/2020/NĐ-CP và ".repeat(5000);
    let read = citation::read(&Passage::from_text(&row), &Context::new(Catalog::built_in()));
    assert_eq!(read.len(), 5000);
    let digits = "1 ".repeat(20_000) + &"1/".repeat(20_000) + &"Luật ".repeat(20_000);
    assert!(citation::read(&Passage::from_text(&digits), &Context::new(Catalog::built_in())).is_empty());
}
