//! `kehoach schema`: the JSON Schema of what `convert` writes.

use super::{Exit, Stop, output};

pub(super) fn run() -> Result<Exit, Stop> {
    output::print(|out| out.write_all(kehoach::schema::schema().as_bytes()))?;
    Ok(Exit::Done)
}
