//! Hands the arguments to the command line and returns its exit code.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    // A panic is caught for each file and told in one line; the default hook would print its own.
    std::panic::set_hook(Box::new(cli::note_panic));
    cli::run(std::env::args_os().collect())
}
