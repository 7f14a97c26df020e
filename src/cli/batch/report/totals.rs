//! What a report counts, file by file; it takes no more room for more files.

use std::collections::{BTreeMap, BTreeSet};

use super::super::record::{Reason, Record, Status};

/// How many files are named for each reason, and among the least read.
const NAMED: usize = 200;
const LEAST: usize = 20;

#[derive(Default)]
pub(super) struct Totals {
    pub(super) files: u64,
    pub(super) converted: u64,
    pub(super) duplicates: u64,
    pub(super) failures: BTreeMap<String, Failure>,
    pub(super) pages: u64,
    pub(super) activities: u64,
    pub(super) milestones: u64,
    pub(super) indicators: u64,
    pub(super) citations: u64,
    pub(super) unread: u64,
    /// Errors, warnings, infos.
    pub(super) severities: [u64; 3],
    /// How often each finding was made, and in how many documents.
    pub(super) findings: BTreeMap<String, (u64, u64)>,
    /// The documents with the most characters unread, the most last.
    pub(super) least_read: BTreeSet<(u64, String)>,
    coverage: [u64; 10],
    activities_each: [u64; COUNTS.len()],
    findings_each: [u64; COUNTS.len()],
    times: [u64; TIMES.len()],
}

/// Files that failed for one reason.
pub(super) struct Failure {
    pub(super) count: u64,
    /// As the first of them has it.
    pub(super) reason: Reason,
    pub(super) files: Vec<(String, Reason)>,
}

/// Where classes begin.
const COUNTS: [u64; 8] = [0, 1, 5, 10, 20, 50, 100, 200];
const TIMES: [u64; 8] = [0, 10, 20, 50, 100, 200, 500, 1000];

impl Totals {
    pub(super) fn add(&mut self, record: &Record) {
        self.files += 1;
        match (record.status, &record.reason) {
            (Status::Duplicate, _) => self.duplicates += 1,
            (Status::Failed, Some(reason)) => self.fail(&record.file, reason),
            _ => self.convert(record),
        }
    }

    fn fail(&mut self, file: &str, reason: &Reason) {
        let failure =
            self.failures.entry(reason.code.clone()).or_insert_with(|| Failure { count: 0, reason: reason.clone(), files: Vec::new() });
        failure.count += 1;
        if failure.files.len() < NAMED {
            failure.files.push((file.to_owned(), reason.clone()));
        }
    }

    fn convert(&mut self, record: &Record) {
        self.converted += 1;
        self.pages += u64::from(record.summary.pages.unwrap_or(0));
        if let Some(counts) = &record.summary.counts {
            self.activities += counts.activities as u64;
            self.milestones += counts.milestones as u64;
            self.indicators += counts.indicators as u64;
            self.citations += counts.citations as u64;
            self.activities_each[class(&COUNTS, counts.activities as u64)] += 1;
        }
        if let Some(coverage) = &record.summary.coverage {
            let words = coverage.characters.saturating_sub(coverage.ignored).max(1);
            let tenth = usize::try_from(coverage.read * 10 / words).unwrap_or(0);
            self.coverage[tenth.min(self.coverage.len() - 1)] += 1;
            self.unread += coverage.unread;
            if coverage.unread > 0 {
                self.least_read.insert((coverage.unread, record.file.clone()));
                if self.least_read.len() > LEAST {
                    self.least_read.pop_first();
                }
            }
        }
        if let Some(findings) = &record.summary.findings {
            for (sum, count) in self.severities.iter_mut().zip([findings.error, findings.warning, findings.info]) {
                *sum += count as u64;
            }
            for (code, count) in &findings.by_code {
                let (times, documents) = self.findings.entry(code.clone()).or_default();
                *times += *count as u64;
                *documents += 1;
            }
            self.findings_each[class(&COUNTS, (findings.error + findings.warning + findings.info) as u64)] += 1;
        }
        if let Some(milliseconds) = record.milliseconds {
            self.times[class(&TIMES, milliseconds)] += 1;
        }
    }

    pub(super) fn failed(&self) -> u64 {
        self.failures.values().map(|failure| failure.count).sum()
    }

    pub(super) fn coverage(&self) -> Vec<(String, u64)> {
        self.coverage.iter().enumerate().map(|(tenth, count)| (format!("{}–{}", tenth * 10, tenth * 10 + 10), *count)).collect()
    }

    pub(super) fn activities_each(&self) -> Vec<(String, u64)> {
        named(&COUNTS, &self.activities_each)
    }

    pub(super) fn findings_each(&self) -> Vec<(String, u64)> {
        named(&COUNTS, &self.findings_each)
    }

    pub(super) fn times(&self) -> Vec<(String, u64)> {
        named(&TIMES, &self.times)
    }
}

/// The class that a value falls in.
fn class(starts: &[u64], value: u64) -> usize {
    starts.partition_point(|start| *start <= value).saturating_sub(1)
}

/// `0`, `1–4`, `200+`.
fn named(starts: &[u64], counts: &[u64]) -> Vec<(String, u64)> {
    let name = |at: usize| match starts.get(at + 1) {
        Some(next) if next - starts[at] == 1 => starts[at].to_string(),
        Some(next) => format!("{}–{}", starts[at], next - 1),
        None => format!("{}+", starts[at]),
    };
    counts.iter().enumerate().map(|(at, count)| (name(at), *count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_falls_in_the_class_that_names_it() {
        let names: Vec<String> = named(&COUNTS, &[0; COUNTS.len()]).into_iter().map(|(name, _)| name).collect();
        for (value, name) in [(0, "0"), (1, "1–4"), (4, "1–4"), (5, "5–9"), (199, "100–199"), (200, "200+"), (9999, "200+")] {
            assert_eq!(names[class(&COUNTS, value)], name);
        }
    }
}
