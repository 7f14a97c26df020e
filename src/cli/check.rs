//! `kehoach check`: what is wrong with plans, for people and for machines.

mod baseline;
pub(super) mod choice;
mod config;
mod draw;
mod formats;
pub(super) mod html;
mod own;
mod sarif;

use std::{
    num::NonZero,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use clap::{Args, ValueEnum, ValueHint};
use kehoach::{
    check::{self, Finding, OwnRules, RULES, Report, Rule},
    plan::{Plan, Severity},
};

use self::config::Config;
pub(super) use self::{formats::severity, own::load as own_rules};
use super::{
    Exit, Session, Stop, bug,
    input::Input,
    message::Message,
    output::{self, Paint},
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Documents or canonical plans to check; `-`, or none, is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    format: Format,
    /// Only these rules: codes, groups or names, separated by commas (KH2, KH301, doubled-words)
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    select: Vec<String>,
    /// Not these rules
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    ignore: Vec<String>,
    /// Rules of your own: a file, or a folder of them; may be repeated
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    rules: Vec<PathBuf>,
    /// Only findings at least this grave: error, warning or info
    #[arg(long, value_enum, default_value = "info", value_name = "SEVERITY")]
    severity: Level,
    /// Exit with 1 where a finding is at least this grave: error, warning, info or never
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Count findings by rule instead of listing them
    #[arg(long)]
    statistics: bool,
    /// Settings; without it kehoach.toml is looked for in this folder and above
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Accepted findings, which are not told again
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    baseline: Option<PathBuf>,
    /// Accept what is found now: write it to the file of --baseline
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Concise,
    Json,
    Jsonl,
    Sarif,
    Github,
    Html,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Level {
    Error,
    Warning,
    Info,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// An act that was checked: a file holds one, or several.
struct Checked {
    /// As the person named it.
    shown: String,
    plan: Plan,
    /// The document's text; none where the input was a plan.
    text: Option<Arc<str>>,
    /// The first code point of each of its lines.
    lines: Arc<[usize]>,
    report: Report,
    /// How many findings the baseline or the settings took away.
    accepted: usize,
}

/// The acts of a file, or why there are none.
type Outcome = Result<Vec<Checked>, Message>;

pub(super) fn run(arguments: &Arguments, session: Session<'_>) -> Result<Exit, Stop> {
    let config = Config::find(arguments.config.as_deref())?;
    let own = own::load(config.rules().iter().chain(&arguments.rules))?;
    let own: Vec<Rule<'_>> = own.iter().flat_map(OwnRules::rules).collect();
    let all: Vec<&Rule<'_>> = RULES.iter().copied().chain(&own).collect();
    let rules = choice::of(&all, &arguments.select, &arguments.ignore, &config)?;
    let mut baseline = arguments.baseline.as_deref().map(|path| baseline::Baseline::read(path, arguments.write_baseline)).transpose()?;
    let inputs: Vec<Input> =
        if arguments.files.is_empty() { vec![Input::Standard] } else { arguments.files.iter().map(|file| Input::of(file)).collect() };
    let mut worst = Exit::Done;
    let mut files = Vec::new();
    let mut ignores = config.ignores();
    for (input, checked) in inputs.iter().zip(check_all(&inputs, &rules, session)) {
        match checked {
            Ok(acts) => files.extend(acts.into_iter().map(|mut checked| {
                let before = checked.report.findings.len();
                checked.report.findings.retain(|finding| !ignores.take(finding, &checked.shown));
                if let Some(baseline) = &mut baseline {
                    checked.report.findings.retain(|finding| !baseline.take(finding, &checked.plan.source.name));
                }
                checked.accepted = before - checked.report.findings.len();
                checked
            })),
            Err(message) => {
                session.complain(&input.shown(), &message);
                worst = Exit::Failed;
            }
        }
    }
    for (place, message) in ignores.unused(&rules).chain(baseline.iter().flat_map(|baseline| baseline.unused(&rules))) {
        session.note(Some(&place), &message);
    }
    if arguments.write_baseline
        && let Some(baseline) = &mut baseline
    {
        baseline
            .accept(files.iter().flat_map(|file| file.report.findings.iter().map(|finding| (finding, file.plan.source.name.as_str()))))?;
        return Ok(worst);
    }
    let fail_on = arguments.fail_on.or(config.fail_on()).unwrap_or(FailOn::Warning);
    let fails = |finding: &Finding| fail_on.threshold().is_some_and(|least| finding.severity <= least);
    if files.iter().any(|file| file.report.findings.iter().any(fails)) {
        worst = worst.max(Exit::Findings);
    }
    let least = arguments.severity.severity();
    for file in &mut files {
        file.report.findings.retain(|finding| finding.severity <= least);
    }
    write(&files, arguments, &rules, session)?;
    for file in &files {
        let shown = file.plan.source.part.map_or(file.shown.clone(), |part| format!("{} ({part})", file.shown));
        session.note((files.len() > 1).then_some(shown.as_str()), &Message::checked(&file.report.findings, file.accepted));
    }
    Ok(worst)
}

/// Reads and checks all inputs, several at once; the results stand in the order of the inputs.
fn check_all(inputs: &[Input], rules: &[&Rule<'_>], session: Session<'_>) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<Outcome>>> = inputs.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while let Some((input, result)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            inputs.get(at).zip(results.get(at))
        } {
            let checked = check_one(input, rules, session);
            if let Ok(mut place) = result.lock() {
                *place = Some(checked);
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(inputs.len());
    thread::scope(|scope| {
        for _ in 1..workers {
            scope.spawn(work);
        }
        work();
    });
    let unfinished = || Err(Message::Bug("a worker ended early".to_owned()));
    results.into_iter().map(|result| result.into_inner().ok().flatten().unwrap_or_else(unfinished)).collect()
}

fn check_one(input: &Input, rules: &[&Rule<'_>], session: Session<'_>) -> Outcome {
    let (plans, text) = input.read_plans(session)?;
    if !plans.iter().any(super::convert::says_something) {
        return Err(Message::NotADecision);
    }
    let lines: Arc<[usize]> = text.as_deref().map_or_else(Vec::new, line_starts).into();
    let text: Option<Arc<str>> = text.map(Arc::from);
    let check = |plan: Plan| {
        let report = bug::caught(|| check::check(&plan, text.as_deref(), session.catalog(), rules))?;
        Ok(Checked { shown: input.shown(), plan, text: text.clone(), lines: Arc::clone(&lines), report, accepted: 0 })
    };
    plans.into_iter().map(check).collect()
}

fn write(files: &[Checked], arguments: &Arguments, rules: &[&Rule<'_>], session: Session<'_>) -> Result<(), Stop> {
    let lang = session.lang;
    output::print(|out| match arguments.format {
        _ if arguments.statistics => formats::statistics(out, files, rules, lang),
        Format::Text => draw::all(out, files, lang, Paint::for_output()),
        Format::Concise => formats::concise(out, files, lang),
        Format::Json => formats::json(out, files, session.catalog()),
        Format::Jsonl => formats::jsonl(out, files),
        Format::Github => formats::github(out, files, lang),
        Format::Sarif => sarif::write(out, files, rules),
        Format::Html => html::write(out, files, lang),
    })
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}

impl FailOn {
    /// The least grave finding that fails; none where nothing does.
    fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

impl Checked {
    /// Line and column, from 1, of a code point of the text; none where the file itself has no lines: a PDF has pages.
    fn position(&self, at: u32) -> Option<(usize, usize)> {
        self.text.as_ref().filter(|_| self.plan.source.media_type.starts_with("text/"))?;
        let at = at as usize;
        let line = self.lines.partition_point(|start| *start <= at);
        Some((line, at + 1 - self.lines.get(line.checked_sub(1)?)?))
    }
}

/// The first code point of each line.
fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

/// The path as a URI reference, as SARIF wants it.
fn uri(shown: &str) -> String {
    let mut uri = String::new();
    for byte in Path::new(shown).to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}
