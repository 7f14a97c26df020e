//! `run.jsonl`: a line for each file of the run, in the order in which they were named.

use std::io;

use super::{Run, store::Form};
use crate::cli::{Stop, message::Message};

pub(super) fn write(run: &Run<'_>) -> Result<(), Stop> {
    let path = run.store.whole("run", "jsonl");
    run.store.put(&path, |out| {
        let at = |error: io::Error| Stop::at(path.display().to_string(), Message::Unwritable(error));
        run.done(|mut done| {
            if run.store.form == Form::Files {
                done.record.output = done.planned;
            }
            serde_json::to_writer(&mut *out, &done.record).map_err(|error| at(error.into()))?;
            out.write_all(b"\n").map_err(at)
        })
    })
}
