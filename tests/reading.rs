//! Likely readings of OCR slips.

#[path = "cases/mod.rs"]
#[allow(unreachable_pub)] // Shared by all test files, each of which is a crate of its own.
mod cases;

use kehoach::{grammar::Catalog, normalise::reading, passage::Passage};

fn render(text: &str) -> String {
    let passage = Passage::from_text(text);
    let readings = reading::read(&passage, Catalog::built_in());
    if readings.is_empty() {
        return "nothing".to_owned();
    }
    let mut lines: Vec<String> =
        readings.iter().map(|one| format!("{} -> {} | {}", &passage.text()[one.range.clone()], one.likely, one.rule)).collect();
    lines.push(reading::reread(&passage, &passage.whole(), &readings));
    lines.join("\n")
}

#[test]
fn every_slip_is_read_as_the_corpus_says() {
    cases::hold("reading.txt", render);
}
