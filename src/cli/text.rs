//! `kehoach text`: the normalised text that offsets count in, and nothing else.

use super::{Exit, Session, Stop, input::OneFile, output};

pub(super) fn run(file: &OneFile, session: Session<'_>) -> Result<Exit, Stop> {
    let acts = file.open(session)?;
    output::print(|out| out.write_all(acts.text().as_bytes()))?;
    Ok(Exit::Done)
}
