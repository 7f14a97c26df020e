//! Abbreviations that a document defines.

#[path = "cases/mod.rs"]
#[allow(unreachable_pub)] // Shared by all test files, each of which is a crate of its own.
mod cases;

use kehoach::{extract::abbreviation, grammar::Catalog, passage::Passage};

fn render(text: &str) -> String {
    let read = abbreviation::read(&Passage::from_text(text), Catalog::built_in());
    if read.is_empty() {
        return "nothing".to_owned();
    }
    read.iter().map(|one| format!("{} = {} | {}", one.short, one.long, one.rule)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_abbreviation_is_read_as_the_corpus_says() {
    cases::hold("abbreviation.txt", render);
}
