//! Case files: a title, a text, a line of dashes, and what is made of the text.
//!
//! ```text
//! ==== a quarter with its year
//! Quý I/2022
//! ----
//! on 2022-01-01..2022-03-31 quarter "Quý I/2022"
//! ```

use std::{env, fmt::Write as _, fs, path::Path};

/// One case of a file.
pub struct Case {
    pub title: String,
    pub text: String,
    pub expected: String,
}

/// The cases of `tests/corpus/<file>`.
pub fn cases(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(file);
    let all = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    all.split("==== ")
        .skip(1)
        .map(|case| {
            let (title, rest) = case.split_once('\n').unwrap_or((case, ""));
            let (text, expected) = rest.split_once("\n----\n").unwrap_or_else(|| panic!("{file}: {title}: no line of dashes"));
            Case { title: title.to_owned(), text: text.to_owned(), expected: expected.trim_end().to_owned() }
        })
        .collect()
}

/// Holds every case of a file to what `render` makes of its text; with `UPDATE=1` the file is rewritten.
#[track_caller]
pub fn hold(file: &str, render: impl Fn(&str) -> String) {
    let cases = cases(file);
    assert!(!cases.is_empty(), "{file} holds no case");
    if env::var_os("UPDATE").is_some() {
        let mut out = String::new();
        for case in &cases {
            write!(out, "==== {}\n{}\n----\n{}\n\n", case.title, case.text, render(&case.text).trim_end()).expect("a string");
        }
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(file), out).expect("the corpus can be written");
        return;
    }
    let mut wrong = String::new();
    for case in &cases {
        let got = render(&case.text);
        if got.trim_end() != case.expected {
            write!(wrong, "\n{}\n  {}\nexpected\n{}\ngot\n{}\n", case.title, case.text, case.expected, got).expect("a string");
        }
    }
    assert!(wrong.is_empty(), "{file}: look, then run with UPDATE=1\n{wrong}");
}
