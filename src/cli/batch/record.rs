//! What became of one file: a line of `run.jsonl`.

use std::collections::BTreeMap;

use kehoach::{
    error::Error,
    plan::{Plan, Severity},
};
use serde::{Deserialize, Serialize};

use crate::cli::message::{Lang, Message};

/// A line of the manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    /// As it was named, or found below what was named.
    pub(super) file: String,
    /// SHA-256 of its bytes, hexadecimal; null where they could not be read.
    pub(super) sha256: Option<String>,
    pub(super) bytes: Option<u64>,
    pub(super) status: Status,
    /// Why it failed.
    pub(super) reason: Option<Reason>,
    /// The first file of the same content.
    pub(super) same_as: Option<String>,
    /// Its plan, below OUT, or its plans, one a line, where it holds several acts; null where there is no file of its own.
    pub(super) output: Option<String>,
    #[serde(flatten)]
    pub(super) summary: Summary,
    pub(super) milliseconds: Option<u64>,
    /// Version of the program.
    pub(super) version: String,
    /// Digest of the grammars in use.
    pub(super) grammars: String,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    Converted,
    /// Of the same content as another file, which is converted.
    Duplicate,
    Failed,
}

/// What the reading of one document gave, without its plan: kept from run to run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub(super) reason: Option<Reason>,
    pub(super) summary: Summary,
    pub(super) milliseconds: Option<u64>,
}

/// Why a file failed: a code for programs, and in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reason {
    pub(super) code: String,
    pub(super) vi: String,
    pub(super) en: String,
}

/// What a plan holds, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Summary {
    pub(super) pages: Option<u32>,
    pub(super) counts: Option<Counts>,
    pub(super) coverage: Option<Characters>,
    pub(super) findings: Option<Findings>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) acts: usize,
    pub(super) indicators: usize,
    pub(super) measures: usize,
    pub(super) tasks: usize,
    pub(super) activities: usize,
    pub(super) milestones: usize,
    pub(super) duties: usize,
    pub(super) citations: usize,
}

/// What became of the characters of a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Characters {
    pub(super) characters: u64,
    pub(super) read: u64,
    pub(super) kept: u64,
    pub(super) ignored: u64,
    pub(super) unread: u64,
}

/// Findings by severity, and by their code.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Findings {
    pub(super) error: usize,
    pub(super) warning: usize,
    pub(super) info: usize,
    pub(super) by_code: BTreeMap<String, usize>,
}

impl Outcome {
    pub(super) fn failed(reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::default() }
    }
}

impl Reason {
    pub(super) fn of(code: &str, message: impl Into<Message>) -> Self {
        let message = message.into();
        Self { code: code.to_owned(), vi: message.say(Lang::Vi), en: message.say(Lang::En) }
    }

    /// Why the library did not open a document.
    pub(super) fn refused(error: Error) -> Self {
        let code = match &error {
            Error::Empty => "empty",
            Error::UnknownFormat(_) => "unknown_format",
            Error::Encoding => "encoding",
            Error::TooLarge(_) => "too_large",
            Error::Locked | Error::WrongPassword => "locked",
            Error::Damaged => "damaged",
            Error::Limit(..) => "limit",
            Error::Scanned(_) => "scanned",
            Error::Garbled(_) => "garbled",
            _ => "refused",
        };
        Self::of(code, Message::Refused(error))
    }

    /// True where `--password` or `--limit` may open the same bytes next time.
    pub(super) fn may_be_lifted(&self) -> bool {
        matches!(self.code.as_str(), "locked" | "limit")
    }

    pub(super) fn said(&self, lang: Lang) -> &str {
        lang.pick(&self.vi, &self.en)
    }
}

impl Summary {
    /// True for a document that holds several acts.
    pub(super) fn has_several(&self) -> bool {
        self.counts.as_ref().is_some_and(|counts| counts.acts > 1)
    }

    /// Counts an act of the document.
    pub(super) fn add(&mut self, plan: &Plan) {
        let of_indicators = plan.indicators.iter().map(|indicator| indicator.measures.len());
        let of_tasks = plan.tasks.iter().map(|task| task.measures.len());
        let of_activities = plan.activities.iter().map(|activity| activity.measures.len());
        let counts = self.counts.get_or_insert_default();
        counts.acts += 1;
        counts.indicators += plan.indicators.len();
        counts.measures += of_indicators.chain(of_tasks).chain(of_activities).sum::<usize>();
        counts.tasks += plan.tasks.len();
        counts.activities += plan.activities.len();
        counts.milestones += plan.activities.iter().map(|activity| activity.milestones.len()).sum::<usize>();
        counts.duties += plan.duties.len();
        counts.citations += plan.citations.len();
        let coverage = &plan.coverage;
        let ignored: u64 = coverage.ignored.iter().map(|ignored| ignored.characters).sum();
        let characters = self.coverage.get_or_insert_default();
        characters.characters += coverage.characters;
        characters.read += coverage.read;
        characters.kept += coverage.kept;
        characters.ignored += ignored;
        characters.unread += coverage.characters.saturating_sub(coverage.read + coverage.kept + ignored);
        let findings = self.findings.get_or_insert_default();
        for finding in &plan.findings {
            *match finding.severity {
                Severity::Error => &mut findings.error,
                Severity::Warning => &mut findings.warning,
                Severity::Info => &mut findings.info,
            } += 1;
            *findings.by_code.entry(finding.code.to_string()).or_default() += 1;
        }
        self.pages = plan.source.pages;
    }
}
