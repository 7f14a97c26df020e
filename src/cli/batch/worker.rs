//! `kehoach worker`: the process that reads documents for `batch`, one after the other, until its standard input ends.

use std::io::{self, BufReader};

use clap::{Args, ValueEnum};
use kehoach::{Options, json};
use serde::{Deserialize, Serialize};

use super::{frame, job};
use crate::cli::{Exit, Session, Stop, message::Message};

#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// How plans are written: pretty or compact
    #[arg(long, value_enum)]
    style: Style,
    /// Most memory that the process may take, in MiB
    #[arg(long)]
    max_memory: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Style {
    Pretty,
    Compact,
}

/// What a worker says first: who it is. It must be what started it, and not a newer program or other grammars of the same name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ready {
    pub(super) version: String,
    pub(super) grammars: String,
}

/// A document to read; its bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) name: String,
}

impl Ready {
    pub(super) fn of(session: Session<'_>) -> Self {
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), grammars: session.catalog().digest().to_owned() }
    }
}

pub(in crate::cli) fn run(arguments: &Arguments, session: Session<'_>) -> Result<Exit, Stop> {
    limit_memory(arguments.max_memory);
    let style = match arguments.style {
        Style::Pretty => json::Style::Pretty,
        Style::Compact => json::Style::Compact,
    };
    serve(style, session).map(|()| Exit::Done).map_err(|error| match error.kind() {
        // `batch` was killed: nobody waits for the answer.
        io::ErrorKind::BrokenPipe => Stop::Unheard,
        _ => Stop::because(Message::Unreadable(error)),
    })
}

fn serve(style: json::Style, session: Session<'_>) -> io::Result<()> {
    let mut requests = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut answers = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    frame::write(&mut answers, &Ready::of(session), &[])?;
    while let Some((request, bytes)) = frame::read::<Request>(&mut requests)? {
        let options = Options { name: &request.name, catalog: session.layered, opening: session.opening };
        let (answer, plan) = job::read(bytes, &options, style);
        frame::write(&mut answers, &answer, &plan)?;
    }
    Ok(())
}

/// Past the limit an allocation fails, which ends the process. Systems that do not know such limits go without.
#[cfg(unix)]
fn limit_memory(mebibytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = Some(mebibytes.saturating_mul(1 << 20));
    let _ = setrlimit(Resource::Data, Rlimit { current: most, maximum: most });
}

#[cfg(not(unix))]
fn limit_memory(_mebibytes: u64) {}
