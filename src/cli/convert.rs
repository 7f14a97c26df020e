//! `kehoach convert`: files in, their plans out.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs,
    io::Write,
    mem,
    path::{Path, PathBuf, is_separator},
};

use clap::{Args, ValueHint};
use kehoach::{
    json::{self, Style},
    plan::{Plan, Severity},
};

use super::{Exit, Session, Stop, bug, input::Input, message::Message, output};

#[derive(Debug, Default, PartialEq, Args)]
pub(super) struct Arguments {
    /// Files to read; `-`, or none, is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<Input>,
    /// Where to write: a file, or a folder that gets one file each; standard output where not given
    #[arg(short, long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,
    /// Write RFC 8785 (JCS), to sign or to compare
    #[arg(long, conflicts_with = "compact")]
    canonical: bool,
    /// Write each plan on one line
    #[arg(long)]
    compact: bool,
    /// Exit with 1 where there are findings of severity warning or error, and list them
    #[arg(long)]
    strict: bool,
}

impl Arguments {
    pub(super) fn names_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// The first file, if there is none of that name: then it may be a command that is misspelt.
    pub(super) fn missing_first(&self) -> Option<String> {
        match self.files.first()? {
            Input::File { path, .. } if !path.exists() => Some(path.to_string_lossy().into_owned()),
            _ => None,
        }
    }
}

pub(super) fn run(arguments: &Arguments, session: Session<'_>) -> Result<Exit, Stop> {
    let inputs = if arguments.files.is_empty() { &[Input::Standard] } else { &arguments.files[..] };
    let target = Target::of(arguments.output.as_deref(), inputs)?;
    let mut converter = Converter { arguments, session, several: inputs.len() > 1, target };
    let mut worst = Exit::Done;
    for input in inputs {
        worst = worst.max(converter.file(input)?);
    }
    Ok(worst)
}

struct Converter<'c> {
    arguments: &'c Arguments,
    session: Session<'c>,
    /// True for several files.
    several: bool,
    target: Target,
}

impl Converter<'_> {
    /// Converts each act of a file.
    fn file(&mut self, input: &Input) -> Result<Exit, Stop> {
        let acts = match input.open(self.session) {
            Ok(acts) => acts,
            Err(message) => return Ok(self.failed(&input.shown(), &message)),
        };
        let mut plans = acts.plans();
        let mut worst = Exit::Done;
        loop {
            let exit = match bug::caught(|| plans.next()) {
                Ok(None) => break,
                Ok(Some(plan)) => {
                    let exit =
                        if says_something(&plan) { self.plan(&plan, input)? } else { self.failed(&input.shown(), &Message::NotADecision) };
                    if plan.source.part.is_none() {
                        self.done_with(plan);
                    }
                    exit
                }
                Err(message) => self.failed(&input.shown(), &message),
            };
            worst = worst.max(exit);
        }
        drop(plans);
        self.done_with(acts);
        Ok(worst)
    }

    /// Takes apart what is no longer needed; not for the only file, after which the process ends and gives all back at once.
    fn done_with<T>(&self, value: T) {
        if !self.several {
            mem::forget(value);
        }
    }

    /// Writes a plan and says what is in it.
    fn plan(&mut self, plan: &Plan, input: &Input) -> Result<Exit, Stop> {
        let several = self.several || plan.source.part.is_some();
        let style = match (self.arguments.canonical, self.arguments.compact) {
            (true, _) => Style::Canonical,
            (_, true) => Style::Compact,
            // One plan a line, so that the lines of JSON Lines can be told apart.
            _ if several && matches!(self.target, Target::Standard) => Style::Compact,
            _ => Style::Pretty,
        };
        let shown = input.shown();
        match self.target.path_for(input, plan.source.part) {
            Ok(None) => output::print(|out| {
                json::write(plan, style, &mut &mut *out)?;
                if several && style == Style::Canonical { out.write_all(b"\n") } else { Ok(()) }
            })?,
            Ok(Some(path)) => {
                if let Err(error) = output::replace(&path, |mut out: &mut dyn Write| json::write(plan, style, &mut out)) {
                    return Ok(self.failed(&path.display().to_string(), &Message::Unwritable(error)));
                }
            }
            Err(message) => return Ok(self.failed(&shown, &message)),
        }
        let shown = plan.source.part.map_or(shown.clone(), |part| format!("{shown} ({part})"));
        let place = several.then_some(shown.as_str());
        if issues_no_plan(plan) {
            self.session.note(place, &Message::NoPlan);
        }
        let found = self.arguments.strict && list_findings(plan, &shown, self.session);
        self.session.note(place, &Message::closing(plan));
        Ok(if found { Exit::Findings } else { Exit::Done })
    }

    fn failed(&self, place: &str, message: &Message) -> Exit {
        self.session.complain(place, message);
        Exit::Failed
    }
}

/// Where plans go.
enum Target {
    Standard,
    File(PathBuf),
    Folder {
        folder: PathBuf,
        /// Files that must not be written again, or at all, in the spelling that a file system without case compares.
        taken: BTreeSet<String>,
    },
}

impl Target {
    fn of(output: Option<&Path>, inputs: &[Input]) -> Result<Self, Stop> {
        let Some(path) = output.filter(|path| path.as_os_str() != "-") else { return Ok(Self::Standard) };
        let shown = || path.display().to_string();
        if path.is_dir() || shown().ends_with(is_separator) {
            fs::create_dir_all(path).map_err(|error| Stop::at(shown(), Message::Unwritable(error)))?;
            let taken = inputs.iter().filter_map(real).map(|path| caseless(&path)).collect();
            return Ok(Self::Folder { folder: path.to_owned(), taken });
        }
        if inputs.len() > 1 {
            return Err(Stop::at(shown(), Message::NotAFolder));
        }
        if inputs.first().and_then(real).is_some_and(|input| fs::canonicalize(path).is_ok_and(|path| path == input)) {
            return Err(Stop::at(shown(), Message::WouldOverwrite));
        }
        Ok(Self::File(path.to_owned()))
    }

    /// The file for the plan of `input`, or of one `part` of several; none for standard output.
    fn path_for(&mut self, input: &Input, part: Option<u32>) -> Result<Option<PathBuf>, Message> {
        match self {
            Self::Standard => Ok(None),
            Self::File(_) if part.is_some() => Err(Message::SeveralActs),
            Self::File(path) => Ok(Some(path.clone())),
            Self::Folder { folder, taken } => {
                let mut name = match input {
                    Input::File { path, .. } => stem(path),
                    Input::Standard => "stdin".into(),
                };
                if let Some(part) = part {
                    name.push(format!(".{part}"));
                }
                name.push(".json");
                let path = folder.join(&name);
                let real = fs::canonicalize(&*folder).unwrap_or_else(|_| folder.clone()).join(&name);
                if !taken.insert(caseless(&real)) {
                    return Err(Message::NameTaken(path.display().to_string()));
                }
                Ok(Some(path))
            }
        }
    }
}

/// The name without extension; "3162.2021" has none.
fn stem(path: &Path) -> OsString {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let has_extension = path.extension().is_some_and(|extension| extension.to_string_lossy().contains(char::is_alphabetic));
    path.file_stem().filter(|_| has_extension).unwrap_or(name).to_owned()
}

fn real(input: &Input) -> Option<PathBuf> {
    match input {
        Input::File { path, .. } => fs::canonicalize(path).ok().filter(|path| path.is_file()),
        Input::Standard => None,
    }
}

fn caseless(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// True where at least something of an administrative act or a plan was found.
pub(super) fn says_something(plan: &Plan) -> bool {
    let decision = &plan.decision;
    decision.kind.is_some()
        || decision.number.is_some()
        || decision.issuer.is_some()
        || !decision.articles.is_empty()
        || !issues_no_plan(plan)
        || !plan.areas.is_empty()
        || !plan.duties.is_empty()
}

/// True for an act that only appoints, amends or pays.
fn issues_no_plan(plan: &Plan) -> bool {
    plan.plan.title.is_none() && plan.indicators.is_empty() && plan.tasks.is_empty() && plan.activities.is_empty()
}

/// Lists the findings that are no mere information; true where there are some.
fn list_findings(plan: &Plan, shown: &str, session: Session<'_>) -> bool {
    let grave: Vec<_> = plan.findings.iter().filter(|finding| finding.severity != Severity::Info).collect();
    for finding in &grave {
        session.note(Some(shown), &Message::finding(finding));
    }
    !grave.is_empty()
}
