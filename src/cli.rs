//! The command line: arguments in, data on standard output, lines for people on standard error, an exit code.
//!
//! With `cli/` and `main.rs` the only code that reads files, asks the environment or writes anywhere. Nothing here uses `println!`:
//! it panics when whoever reads has gone, and a closed pipe is no reason to complain.

mod batch;
mod bug;
mod check;
mod completions;
mod convert;
mod explain;
mod grammar;
mod grammar_folder;
mod help;
mod input;
mod message;
mod near;
mod outline;
mod output;
mod rules;
mod schema;
mod text;

use std::{ffi::OsString, io::Write as _, num::NonZeroUsize, path::PathBuf, process::ExitCode, thread};

use clap::{ArgAction, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueHint};
use kehoach::{
    grammar::Catalog,
    ingest::Opening,
    limit::{Limit, Limits},
    threads::Threads,
};

pub(crate) use bug::note_panic;
use message::{Lang, Message, Named};

/// Runs what `arguments` (with the program's name first) ask for.
pub(crate) fn run(arguments: Vec<OsString>) -> ExitCode {
    let lang = Lang::asked_for(&arguments).unwrap_or_else(Lang::of_this_machine);
    let exit = bug::caught(|| parse_and_obey(arguments, lang)).unwrap_or_else(|bug| Err(Stop::because(bug)));
    let exit = match exit {
        Ok(exit) => exit,
        Err(Stop::Unheard) => Exit::Done,
        Err(Stop::Because { place, message }) => {
            complain(lang, place.as_deref(), &message);
            Exit::Failed
        }
    };
    ExitCode::from(exit as u8)
}

/// Reads Vietnamese administrative decisions and the plans they issue, and writes them as canonical JSON
#[derive(Debug, Parser)]
#[command(
    name = "kehoach",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    override_usage = "kehoach [OPTIONS] <FILE|->...\n       kehoach [OPTIONS] <COMMAND>"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// A bare `kehoach FILE` converts.
    #[command(flatten)]
    bare: convert::Arguments,
    #[command(flatten)]
    common: Common,
    /// Show the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Args)]
struct Common {
    /// Language of messages; as the machine is set, where not given
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// Folder of grammar files that add to the built-in ones or replace those of the same name; may be repeated, later folders win
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    grammar: Vec<PathBuf>,
    /// Password of a locked PDF
    #[arg(long, global = true, value_name = "PASSWORD")]
    password: Option<String>,
    /// What a PDF may ask for, such as page-letters=200000; may be repeated
    #[arg(long, global = true, value_name = "NAME=NUMBER", value_parser = limit)]
    limit: Vec<(Limit, u64)>,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Show this help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read files and write their plans as JSON
    Convert(convert::Arguments),
    /// Read an archive of documents: folders, lists and ZIP archives in, plans, a manifest and a report out
    Batch(batch::Arguments),
    /// Print the normalised text that all offsets count in
    Text(input::OneFile),
    /// Show which words an item was read from, by which rule, as which value
    Explain(explain::Arguments),
    /// Tell what is wrong with documents or canonical plans
    Check(check::Arguments),
    /// List the rules of check, or show one with its why and its examples
    Rules(rules::Arguments),
    /// Print the document's tree for a person
    Outline(input::OneFile),
    /// Print the JSON Schema of what convert or check writes
    Schema(schema::Arguments),
    /// List, show or test grammars
    #[command(subcommand)]
    Grammar(grammar::Command),
    /// Print a completion script for a shell
    Completions(completions::Arguments),
    /// Read documents for batch, which starts this itself
    #[command(hide = true)]
    Worker(batch::worker::Arguments),
}

/// What every command knows.
#[derive(Debug, Clone, Copy)]
struct Session<'s> {
    lang: Lang,
    quiet: bool,
    /// The grammars that were asked for; none where they are the built-in ones, which not every command needs.
    layered: Option<&'s Catalog>,
    opening: Opening<'s>,
}

/// How it ended, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
enum Exit {
    Done = 0,
    /// Done, with findings where they were asked for.
    Findings = 1,
    /// Could not run, or not for every file.
    Failed = 2,
}

/// Why a command ends early.
#[derive(Debug)]
enum Stop {
    /// Whoever read our output has gone; there is nobody to tell.
    Unheard,
    Because {
        /// The file or folder that it is about.
        place: Option<String>,
        message: Message,
    },
}

impl Stop {
    fn because(message: Message) -> Self {
        Self::Because { place: None, message }
    }

    fn at(place: impl Into<String>, message: Message) -> Self {
        Self::Because { place: Some(place.into()), message }
    }
}

/// Reads `page-letters=200000`.
fn limit(words: &str) -> Result<(Limit, u64), String> {
    let names = || Limit::ALL.map(Limit::name).join(", ");
    let (name, allowed) = words.split_once('=').ok_or_else(|| format!("write NAME=NUMBER; names: {}", names()))?;
    let limit = Limit::ALL.into_iter().find(|limit| limit.name() == name).ok_or_else(|| format!("there are only {}", names()))?;
    Ok((limit, allowed.parse().map_err(|_| "a whole number is asked for".to_owned())?))
}

fn parse_and_obey(arguments: Vec<OsString>, lang: Lang) -> Result<Exit, Stop> {
    let parsed = help::command(lang).try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => obey(cli, lang),
        Err(usage) => explain_usage(&usage),
    }
}

fn obey(cli: Cli, lang: Lang) -> Result<Exit, Stop> {
    let Cli { command, bare, common, .. } = cli;
    let misspelt = bare.missing_first().filter(|_| command.is_none()).and_then(|word| {
        let near = near::near(&word, Cli::command().get_subcommands().map(clap::Command::get_name));
        (!near.is_empty()).then_some(Message::Unknown { what: Named::Command, name: word, near })
    });
    if let Some(message) = misspelt {
        return Err(Stop::because(message));
    }
    let command = match command {
        Some(_) if bare != convert::Arguments::default() => return Err(Stop::because(Message::OptionBeforeCommand)),
        Some(command) => command,
        None if bare.names_files() => Command::Convert(bare),
        None => {
            let help = help::command(lang).render_help();
            let _ = write!(std::io::stderr(), "{help}");
            return Ok(Exit::Failed);
        }
    };
    let layered = if common.grammar.is_empty() { None } else { Some(grammar_folder::layer(&common.grammar)?) };
    let limits = common.limit.iter().fold(Limits::default(), |limits, &(limit, allowed)| limits.with(limit, allowed));
    // A worker of `batch` has another beside it on each core.
    let threads = match command {
        Command::Batch(_) | Command::Worker(_) => Threads::of(1),
        _ => Threads::of(thread::available_parallelism().map_or(1, NonZeroUsize::get)),
    };
    let opening = Opening { password: common.password.as_deref(), limits, threads: &threads };
    let session = Session { lang, quiet: common.quiet, layered: layered.as_ref(), opening };
    match command {
        Command::Convert(arguments) => convert::run(&arguments, session),
        Command::Batch(arguments) => batch::run(&arguments, &common.grammar, session),
        Command::Text(arguments) => text::run(&arguments, session),
        Command::Explain(arguments) => explain::run(&arguments, session),
        Command::Check(arguments) => check::run(&arguments, session),
        Command::Rules(arguments) => rules::run(&arguments, session),
        Command::Outline(arguments) => outline::run(&arguments, session),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Grammar(command) => grammar::run(&command, &common.grammar, session),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Worker(arguments) => batch::worker::run(&arguments, session),
    }
}

impl<'s> Session<'s> {
    /// The grammars in use.
    fn catalog(&self) -> &'s Catalog {
        self.layered.unwrap_or_else(|| Catalog::built_in())
    }

    /// A line on standard error for people; none with `--quiet`.
    fn note(&self, place: Option<&str>, message: &Message) {
        if !self.quiet {
            complain(self.lang, place, message);
        }
    }

    /// A line on standard error that `--quiet` does not silence.
    fn complain(&self, place: &str, message: &Message) {
        complain(self.lang, Some(place), message);
    }
}

/// One line on standard error. If even that is closed there is nobody left to tell.
fn complain(lang: Lang, place: Option<&str>, message: &Message) {
    let line = match place {
        Some(place) => format!("{place}: {}", message.say(lang)),
        None => message.say(lang),
    };
    let _ = writeln!(std::io::stderr(), "{}", output::one_line(&line));
}

/// Help and version are data that was asked for; a wrong call is an error.
fn explain_usage(usage: &clap::Error) -> Result<Exit, Stop> {
    let text = usage.render();
    if usage.use_stderr() {
        let _ = write!(std::io::stderr(), "{text}");
        return Ok(Exit::Failed);
    }
    output::print(|out| write!(out, "{text}"))?;
    Ok(Exit::Done)
}
