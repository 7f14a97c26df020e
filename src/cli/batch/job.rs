//! The job of one document: bytes and options in, an answer and the plan's bytes out. It reads, writes and remembers nothing.

use kehoach::{
    Options,
    error::Error,
    json::{self, Style},
    plan::Plan,
};
use serde::{Deserialize, Serialize};

use super::record::{Reason, Summary};
use crate::cli::{bug, convert::says_something, message::Message};

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Answer {
    /// Its plan was written; of several acts the plans, one a line.
    Read(Summary),
    /// It is no document that is read; the same bytes will not be one tomorrow.
    Refused(Reason),
    /// We broke down.
    Broke(Reason),
}

/// Reads a document and writes its plan.
pub(super) fn read(bytes: Vec<u8>, options: &Options<'_>, style: Style) -> (Answer, Vec<u8>) {
    read_by(|each| kehoach::open(bytes, options).map(|acts| acts.plans().for_each(each)), style)
}

/// `read` hands each plan on, so that never two of them are held.
fn read_by(read: impl FnOnce(&mut dyn FnMut(Plan)) -> Result<(), Error>, style: Style) -> (Answer, Vec<u8>) {
    let done = bug::caught(|| {
        let (mut summary, mut json, mut says, mut written) = (Summary::default(), Vec::new(), false, Ok(()));
        let opened = read(&mut |plan| {
            says |= says_something(&plan);
            summary.add(&plan);
            let style = if plan.source.part.is_some() { Style::Compact } else { style };
            if written.is_ok() {
                written = json::write(&plan, style, &mut json);
            }
        });
        match (opened, written) {
            (Err(error), _) => (Answer::Refused(Reason::refused(error)), Vec::new()),
            (_, Err(error)) => (Answer::Broke(Reason::of("bug", Message::Bug(error.to_string()))), Vec::new()),
            _ if !says => (Answer::Refused(Reason::of("not_a_decision", Message::NotADecision)), Vec::new()),
            _ => (Answer::Read(summary), json),
        }
    });
    done.unwrap_or_else(|bug| (Answer::Broke(Reason::of("bug", bug)), Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_bug_of_ours_and_a_document_without_words_is_refused() {
        let (answer, plan) = read_by(|_| panic!("index out of bounds"), Style::Compact);
        let Answer::Broke(reason) = answer else { panic!("{answer:?}") };
        assert!(reason.code == "bug" && reason.en.contains("index out of bounds") && plan.is_empty(), "{reason:?}");
        let options = Options::of("a.txt");
        let (answer, _) = read(b" ".to_vec(), &options, Style::Compact);
        assert!(matches!(&answer, Answer::Refused(reason) if reason.code == "empty"), "{answer:?}");
        let (answer, _) = read("Một bài thơ.".into(), &options, Style::Compact);
        assert!(matches!(&answer, Answer::Refused(reason) if reason.code == "not_a_decision"), "{answer:?}");
    }
}
