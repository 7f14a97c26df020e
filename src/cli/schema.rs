//! `kehoach schema`: the JSON Schema of what `convert` or `check` writes.

use clap::{Args, ValueEnum};
use kehoach::schema;

use super::{Exit, Stop, output};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Of which output: plan or check
    #[arg(value_enum, default_value = "plan", value_name = "OUTPUT")]
    of: Of,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    Plan,
    Check,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let schema = match arguments.of {
        Of::Plan => schema::schema(),
        Of::Check => schema::check_schema(),
    };
    output::print(|out| out.write_all(schema.as_bytes()))?;
    Ok(Exit::Done)
}
