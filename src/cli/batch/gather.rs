//! One file of all plans, made from the plans of the documents when all are there: so it holds them in order, whatever came first.

mod sqlite;

use std::{fs::File, io};

use super::{Run, store::Form};
use crate::cli::{Stop, message::Message};

pub(super) fn all(run: &Run<'_>) -> Result<(), Stop> {
    match run.store.form {
        Form::Files => Ok(()),
        Form::Jsonl => jsonl(run),
        Form::Sqlite => sqlite::write(run),
    }
}

/// A plan a line.
fn jsonl(run: &Run<'_>) -> Result<(), Stop> {
    let path = run.store.whole("plans", "jsonl");
    run.store.put(&path, |mut out| {
        run.done(|done| {
            let Some(name) = done.planned else { return Ok(()) };
            let plan = run.store.plan(&name);
            let mut plan = File::open(&plan).map_err(|error| Stop::at(plan.display().to_string(), Message::Unreadable(error)))?;
            io::copy(&mut plan, &mut out).map_err(|error| Stop::at(path.display().to_string(), Message::Unwritable(error)))?;
            Ok(())
        })
    })
}
