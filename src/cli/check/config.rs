//! `kehoach.toml`: which rules run, what fails, and what is accepted for a reason.
//!
//! ```toml
//! [check]
//! select = ["KH2", "KH3"]
//! ignore = ["KH708"]
//! fail-on = "error"
//! rules = ["rules/our.toml"]   # rules of your own; files or folders, as seen from this file
//!
//! [[check.accept]]
//! rule = "KH705"
//! words = "luôn luôn"       # optional; so are `file` and `item`
//! reason = "cách nói cố ý"
//! ```

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use clap::ValueEnum as _;
use kehoach::check::{Finding, Rule};
use serde::Deserialize;

use super::{FailOn, choice};
use crate::cli::{Stop, message::Message};

/// The settings in use; empty where there is no file.
#[derive(Debug, Default)]
pub(super) struct Config {
    path: String,
    check: Check,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    check: Check,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Check {
    #[serde(default)]
    select: Vec<String>,
    #[serde(default)]
    ignore: Vec<String>,
    fail_on: Option<String>,
    #[serde(default)]
    rules: Vec<PathBuf>,
    #[serde(default)]
    accept: Vec<Accept>,
}

/// Findings that are accepted, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accept {
    rule: String,
    reason: String,
    words: Option<String>,
    item: Option<String>,
    file: Option<String>,
}

impl Config {
    /// The file that is named, else the nearest `kehoach.toml` from the working folder upwards.
    pub(super) fn find(named: Option<&Path>) -> Result<Self, Stop> {
        let Some(path) = named.map(Path::to_owned).or_else(nearest) else { return Ok(Self::default()) };
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path).map_err(|error| Stop::at(&shown, Message::Unreadable(error)))?;
        let file: File = toml::from_str(&text).map_err(|error| Stop::at(&shown, Message::BadConfig(error.to_string())))?;
        let mut check = file.check;
        let folder = path.parent().unwrap_or(Path::new(""));
        check.rules.iter_mut().for_each(|rules| *rules = folder.join(&*rules));
        for accept in &check.accept {
            if accept.reason.trim().is_empty() {
                return Err(Stop::at(&shown, Message::NoReason(accept.rule.clone())));
            }
        }
        if let Some(word) = &check.fail_on
            && FailOn::from_str(word, true).is_err()
        {
            return Err(Stop::at(&shown, Message::BadConfig(format!("fail-on = {word:?}"))));
        }
        Ok(Self { path: shown, check })
    }

    pub(super) fn select(&self) -> &[String] {
        &self.check.select
    }

    pub(super) fn ignore(&self) -> &[String] {
        &self.check.ignore
    }

    pub(super) fn fail_on(&self) -> Option<FailOn> {
        FailOn::from_str(self.check.fail_on.as_deref()?, true).ok()
    }

    /// Files and folders of rules.
    pub(super) fn rules(&self) -> &[PathBuf] {
        &self.check.rules
    }

    /// The rules of which something is accepted.
    pub(super) fn accepted(&self) -> impl Iterator<Item = &String> {
        self.check.accept.iter().map(|accept| &accept.rule)
    }

    pub(super) fn ignores(&self) -> Ignores<'_> {
        Ignores { config: self, used: vec![false; self.check.accept.len()] }
    }
}

/// What is accepted, and which of it was met.
pub(super) struct Ignores<'c> {
    config: &'c Config,
    used: Vec<bool>,
}

impl Ignores<'_> {
    /// True where a finding is accepted.
    pub(super) fn take(&mut self, finding: &Finding, shown: &str) -> bool {
        let fits = |accept: &Accept| {
            choice::names(&accept.rule, &finding.code, &finding.name)
                && accept.words.as_ref().is_none_or(|words| finding.words.contains(words.as_str()))
                && accept.item.as_ref().is_none_or(|item| finding.item.as_ref() == Some(item))
                && accept.file.as_ref().is_none_or(|file| shown.ends_with(file.as_str()))
        };
        let Some(at) = self.config.check.accept.iter().position(fits) else { return false };
        self.used[at] = true;
        true
    }

    /// Entries of the rules that ran, and that nothing was found for.
    pub(super) fn unused(&self, rules: &[&Rule<'_>]) -> impl Iterator<Item = (String, Message)> {
        let ran = |accept: &Accept| rules.iter().any(|rule| choice::names(&accept.rule, rule.code, rule.name));
        let entries = self.config.check.accept.iter().zip(&self.used).filter(move |(accept, used)| !**used && ran(accept));
        entries.map(|(accept, _)| (self.config.path.clone(), Message::NothingAccepted(format!("{}: {}", accept.rule, accept.reason))))
    }
}

fn nearest() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join("kehoach.toml")).find(|path| path.is_file())
}
