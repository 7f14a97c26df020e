//! `kehoach text`: the normalised text that offsets count in, and nothing else.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Exit, Session, Stop, input::Input, output};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, session: Session<'_>) -> Result<Exit, Stop> {
    let input = Input::of(&arguments.file);
    let document = input.read(session).map_err(|message| Stop::at(input.shown(), message))?;
    output::print(|out| out.write_all(document.text.as_bytes()))?;
    Ok(Exit::Done)
}
