//! `kehoach grammar`: list, show and test the rules.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};
use kehoach::grammar::Grammar;

use super::{
    Exit, Session, Stop, grammar_folder,
    message::{Message, Named},
    near::near,
    output::{self, Paint, one_line},
};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List all grammars in use, in order of precedence
    List,
    /// Print a grammar file as it is written, to read or to start your own from
    Show {
        /// Its name, such as decision/number
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Hold every grammar to the examples written beside it
    Test {
        /// Folder of your own grammars, added to the built-in ones
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        dir: Option<PathBuf>,
    },
}

pub(super) fn run(command: &Command, folders: &[PathBuf], session: Session<'_>) -> Result<Exit, Stop> {
    match command {
        Command::List => list(session),
        Command::Show { name } => show(name, session),
        Command::Test { dir: None } => test(session),
        Command::Test { dir: Some(dir) } => {
            let folders: Vec<PathBuf> = folders.iter().chain([dir]).cloned().collect();
            test(Session { layered: Some(&grammar_folder::layer(&folders)?), ..session })
        }
    }
}

fn list(session: Session<'_>) -> Result<Exit, Stop> {
    let paint = Paint::for_output();
    let width = session.catalog().grammars().map(|grammar| grammar.name().chars().count()).max().unwrap_or(0);
    output::print(|out| {
        for grammar in session.catalog().grammars() {
            writeln!(out, "{:width$}  {}", grammar.name(), paint.dim(&one_line(grammar.why())))?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}

fn show(name: &str, session: Session<'_>) -> Result<Exit, Stop> {
    let Some(grammar) = session.catalog().get(name) else {
        let names: Vec<_> = session.catalog().grammars().map(Grammar::name).collect();
        let near = near(name, names.iter().map(AsRef::as_ref));
        return Err(Stop::because(Message::Unknown { what: Named::Grammar, name: name.to_owned(), near }));
    };
    let source = grammar.source();
    output::print(|out| {
        out.write_all(source.as_bytes())?;
        if source.ends_with('\n') { Ok(()) } else { writeln!(out) }
    })?;
    Ok(Exit::Done)
}

fn test(session: Session<'_>) -> Result<Exit, Stop> {
    let (mut grammars, mut examples) = (0, 0);
    let mut broken = Vec::new();
    for grammar in session.catalog().grammars() {
        let (yes, no) = grammar.examples();
        grammars += 1;
        examples += yes + no;
        broken.extend(grammar.broken_examples());
    }
    output::print(|out| {
        for line in &broken {
            writeln!(out, "{}", one_line(line))?;
        }
        Ok(())
    })?;
    session.note(None, &Message::Tested { rules: grammars, examples, broken: broken.len() });
    Ok(if broken.is_empty() { Exit::Done } else { Exit::Findings })
}
