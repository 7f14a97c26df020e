//! PDFs that are odd in one way each are read as they are seen. `odd/make.py` makes them, and says beside each what it shows.

use std::{collections::BTreeMap, fs, path::Path};

use kehoach::ingest::{self, Opening};
use unicode_normalization::UnicodeNormalization as _;

/// How often each word stands in a text.
fn words(text: &str) -> BTreeMap<String, u32> {
    let text: String = text.nfkc().filter(|&c| c != '\u{ad}').collect();
    let mut words = BTreeMap::new();
    for word in text.split_whitespace() {
        *words.entry(word.to_owned()).or_insert(0) += 1;
    }
    words
}

#[test]
fn an_odd_file_gives_the_words_that_it_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/odd");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let file = entry.expect("an entry").path();
        if file.extension().is_none_or(|end| end != "pdf") {
            continue;
        }
        let pages = ingest::ingest(fs::read(&file).expect("a file"), &Opening::default());
        let text = pages.unwrap_or_else(|error| panic!("{}: {error}", file.display())).text;
        let shown = fs::read_to_string(file.with_extension("txt")).expect("make.py writes it");
        assert_eq!(words(&text), words(&shown), "{}: {text}", file.display());
        seen += 1;
    }
    assert!(seen >= 50, "{seen}");
}
