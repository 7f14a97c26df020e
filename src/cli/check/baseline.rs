//! Accepted findings beside the documents, keyed by file, rule and words, so that they hold while lines move.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use kehoach::check::{Finding, Rule};
use serde::{Deserialize, Serialize};

use crate::cli::{Stop, message::Message, output};

/// Accepted findings: how often each may still be met.
pub(super) struct Baseline {
    path: PathBuf,
    left: BTreeMap<Entry, usize>,
    met: BTreeMap<Entry, usize>,
}

/// What a finding is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    file: String,
    rule: String,
    words: String,
}

/// An entry as it is written: with how many there are.
#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(flatten)]
    entry: Entry,
    count: usize,
}

impl Baseline {
    /// Reads the file; where it is about to be written it need not be there.
    pub(super) fn read(path: &Path, written_next: bool) -> Result<Self, Stop> {
        let empty = Self { path: path.to_owned(), left: BTreeMap::new(), met: BTreeMap::new() };
        let stop = |message| Stop::at(path.display().to_string(), message);
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if written_next && error.kind() == io::ErrorKind::NotFound => return Ok(empty),
            Err(error) => return Err(stop(Message::Unreadable(error))),
        };
        let entries: Vec<Written> = serde_json::from_str(&text).map_err(|error| stop(Message::BadConfig(error.to_string())))?;
        Ok(Self { left: entries.into_iter().map(|written| (written.entry, written.count)).collect(), ..empty })
    }

    /// True where a finding is accepted.
    pub(super) fn take(&mut self, finding: &Finding, file: &str) -> bool {
        let entry = Entry::of(finding, file);
        let Some(left) = self.left.get_mut(&entry).filter(|left| **left > 0) else { return false };
        *left -= 1;
        *self.met.entry(entry).or_insert(0) += 1;
        true
    }

    /// Entries of the rules that ran, and that nothing was found for.
    pub(super) fn unused(&self, rules: &[&Rule<'_>]) -> impl Iterator<Item = (String, Message)> {
        let ran = |entry: &Entry| rules.iter().any(|rule| rule.code == entry.rule);
        let left = self.left.iter().filter(move |(entry, left)| **left > 0 && ran(entry));
        left.map(|(entry, _)| {
            let told = format!("{} {}: {}", entry.rule, entry.file, entry.words);
            (self.path.display().to_string(), Message::NothingAccepted(told))
        })
    }

    /// Writes what was met and what is new; what was not met is let go.
    pub(super) fn accept<'f>(&mut self, new: impl Iterator<Item = (&'f Finding, &'f str)>) -> Result<(), Stop> {
        for (finding, file) in new {
            *self.met.entry(Entry::of(finding, file)).or_insert(0) += 1;
        }
        let entries: Vec<Written> = self.met.iter().map(|(entry, count)| Written { entry: entry.clone(), count: *count }).collect();
        output::replace(&self.path, |out| {
            serde_json::to_writer_pretty(&mut *out, &entries)?;
            out.write_all(b"\n")
        })
        .map_err(|error| Stop::at(self.path.display().to_string(), Message::Unwritable(error)))
    }
}

impl Entry {
    fn of(finding: &Finding, file: &str) -> Self {
        Self { file: file.to_owned(), rule: finding.code.clone(), words: finding.words.clone() }
    }
}
