//! The job of one document: bytes and options in, an answer and the plan's bytes out. It reads, writes and remembers nothing.

use kehoach::{
    Document, Options,
    error::Error,
    json::{self, Style},
};
use serde::{Deserialize, Serialize};

use super::record::{Reason, Summary};
use crate::cli::{bug, convert::says_something, message::Message};

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Answer {
    /// Its plan was written.
    Read(Summary),
    /// It is no document that is read; the same bytes will not be one tomorrow.
    Refused(Reason),
    /// We broke down.
    Broke(Reason),
}

/// Reads a document and writes its plan.
pub(super) fn read(bytes: Vec<u8>, options: &Options<'_>, style: Style) -> (Answer, Vec<u8>) {
    read_by(|| kehoach::read(bytes, options), style)
}

fn read_by(read: impl FnOnce() -> Result<Document, Error>, style: Style) -> (Answer, Vec<u8>) {
    let done = bug::caught(|| {
        let plan = match read() {
            Ok(document) => document.plan,
            Err(error) => return (Answer::Refused(Reason::refused(error)), Vec::new()),
        };
        if !says_something(&plan) {
            return (Answer::Refused(Reason::of("not_a_decision", Message::NotADecision)), Vec::new());
        }
        let mut json = Vec::new();
        match json::write(&plan, style, &mut json) {
            Ok(()) => (Answer::Read(Summary::of(&plan)), json),
            Err(error) => (Answer::Broke(Reason::of("bug", Message::Bug(error.to_string()))), Vec::new()),
        }
    });
    done.unwrap_or_else(|bug| (Answer::Broke(Reason::of("bug", bug)), Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_bug_of_ours_and_a_document_without_words_is_refused() {
        let (answer, plan) = read_by(|| panic!("index out of bounds"), Style::Compact);
        let Answer::Broke(reason) = answer else { panic!("{answer:?}") };
        assert!(reason.code == "bug" && reason.en.contains("index out of bounds") && plan.is_empty(), "{reason:?}");
        let options = Options::of("a.txt");
        let (answer, _) = read(b" ".to_vec(), &options, Style::Compact);
        assert!(matches!(&answer, Answer::Refused(reason) if reason.code == "empty"), "{answer:?}");
        let (answer, _) = read("Một bài thơ.".into(), &options, Style::Compact);
        assert!(matches!(&answer, Answer::Refused(reason) if reason.code == "not_a_decision"), "{answer:?}");
    }
}
