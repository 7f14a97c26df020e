//! Files that are there whole or not at all, even if the machine stops: written under another name, synced, renamed.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read as _, Write},
    path::{Path, PathBuf},
};

use clap::ValueEnum;

use super::{name::Shard, worker::Style};
use crate::cli::{Stop, message::Message};

/// What is made of the plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    Files,
    Jsonl,
    Sqlite,
}

/// The folder OUT.
pub(super) struct Store {
    out: PathBuf,
    /// What is kept from run to run: the ledger, unfinished files, plans that are to be gathered.
    state: PathBuf,
    /// Where the plan of each document goes.
    plans: PathBuf,
    pub(super) form: Form,
    shard: Option<Shard>,
}

impl Store {
    pub(super) fn open(out: &Path, form: Form, shard: Option<Shard>) -> Result<Self, Stop> {
        let state = out.join(".kehoach").join(shard.map_or("all".to_owned(), Shard::tag));
        let plans = if form == Form::Files { out.to_owned() } else { state.join("plans") };
        fs::create_dir_all(&state).map_err(|error| Stop::at(state.display().to_string(), Message::Unwritable(error)))?;
        Ok(Self { out: out.to_owned(), state, plans, form, shard })
    }

    /// How the plan of a document is written.
    pub(super) fn style(&self) -> Style {
        if self.form == Form::Files { Style::Pretty } else { Style::Compact }
    }

    pub(super) fn ledger(&self) -> PathBuf {
        self.state.join("ledger.sqlite")
    }

    /// Where a worker says what it dies of.
    pub(super) fn log(&self, lane: usize) -> PathBuf {
        self.state.join(format!("worker-{lane}.log"))
    }

    /// A file of the whole run: `plans.jsonl`, or `plans.2-of-4.jsonl` of a shard.
    pub(super) fn whole(&self, stem: &str, extension: &str) -> PathBuf {
        let tag = self.shard.map_or(String::new(), |shard| format!(".{}", shard.tag()));
        self.out.join(format!("{stem}{tag}.{extension}"))
    }

    /// The plan of a document, by the name that [`plan_of`] gives it.
    pub(super) fn plan(&self, planned: &str) -> PathBuf {
        self.plans.join(planned)
    }

    /// True where the plan of a document is there as it was written, as far as its length tells.
    pub(super) fn has_plan(&self, name: &str, bytes: u64) -> bool {
        let has = |several| fs::metadata(self.plan(&plan_of(name, several))).is_ok_and(|about| about.is_file() && about.len() == bytes);
        has(false) || has(true)
    }

    /// Writes the plan of a document, or those of `several` acts in it, one a line.
    pub(super) fn put_plan(&self, name: &str, plan: &[u8], several: bool, lane: usize) -> io::Result<()> {
        let path = self.plan(&plan_of(name, several));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let unfinished = self.state.join(format!("plan-{lane}.tmp"));
        let mut file = File::create(&unfinished)?;
        file.write_all(plan)?;
        file.sync_all()?;
        fs::rename(&unfinished, &path)?;
        // It may have held one act, or several, before.
        match fs::remove_file(self.plan(&plan_of(name, !several))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Writes a file of the whole run; where it would be the same again it is left alone.
    pub(super) fn put(&self, path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), Stop>) -> Result<(), Stop> {
        let unfinished = self.unfinished();
        let at = |error: io::Error| Stop::at(path.display().to_string(), Message::Unwritable(error));
        let mut out = BufWriter::with_capacity(1 << 16, File::create(&unfinished).map_err(at)?);
        write(&mut out)?;
        out.into_inner().map_err(|error| at(error.into_error()))?.sync_all().map_err(at)?;
        if same(&unfinished, path).unwrap_or(false) {
            return fs::remove_file(&unfinished).map_err(at);
        }
        fs::rename(&unfinished, path).map_err(at)
    }

    /// Where a file of the whole run is made before it gets its name.
    pub(super) fn unfinished(&self) -> PathBuf {
        self.state.join("whole.tmp")
    }
}

/// The file for the plan of a document below OUT; one of `several` acts holds a plan a line.
pub(super) fn plan_of(name: &str, several: bool) -> String {
    format!("{name}.{}", if several { "jsonl" } else { "json" })
}

fn same(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let mut bytes = BufReader::new(one).bytes().zip(BufReader::new(other).bytes());
    bytes.try_fold(true, |same, (one, other)| Ok(same && one? == other?))
}
