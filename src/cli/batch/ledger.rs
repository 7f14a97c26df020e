//! What is to be done and what is done, on disk: a run may be killed at any moment and goes on from here, and however many files
//! there are, none of this stands in memory.
//!
//! A row is a file, by its name below OUT. A run marks the rows that it sees with its number and their order. A row's outcome holds as
//! long as the file's bytes and the recipe (version, grammars, form of the output) are what they were. SQLite keeps every row whole, and
//! keeps a second run out.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Row, params};

use super::{
    inputs::{Place, bytes_of, os_string},
    name,
    record::{Outcome, Reason, Record, Status},
    store::plan_of,
};
use crate::cli::{Stop, message::Batch};

/// Raised when the table changes; an older ledger is begun anew.
const VERSION: u32 = 2;

pub(super) struct Ledger {
    connection: Connection,
    path: String,
    run: i64,
    recipe: String,
}

/// A file of this run, as it was left by the last one.
pub(super) struct Entry {
    pub(super) ordinal: i64,
    pub(super) name: String,
    pub(super) place: Result<Place, Reason>,
    /// Digest, and length of the plan where there is one, of an outcome that still holds if the bytes are the same.
    pub(super) settled: Option<(String, Option<u64>)>,
}

/// A row that is told of in the manifest.
pub(super) struct Done {
    pub(super) record: Record,
    /// Its plan's name below OUT, where it has one of its own.
    pub(super) planned: Option<String>,
}

type Sql<T> = rusqlite::Result<T>;

impl Ledger {
    /// Opens the ledger, or begins it, for a run of its own.
    pub(super) fn open(path: &Path, recipe: String) -> Result<Self, Stop> {
        let shown = path.display().to_string();
        let open = || {
            let connection = Connection::open(path)?;
            connection.busy_timeout(std::time::Duration::ZERO)?;
            connection.pragma_update(None, "locking_mode", "exclusive")?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            // Every row survives the end of the process; a power cut may take the last ones, whose files are then read again.
            connection.pragma_update(None, "synchronous", "normal")?;
            if connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))? != VERSION {
                connection.execute_batch(&format!("BEGIN; DROP TABLE IF EXISTS file; {TABLE} PRAGMA user_version = {VERSION}; COMMIT;"))?;
            }
            let run = connection.query_row("SELECT coalesce(max(run), 0) + 1 FROM file", [], |row| row.get(0))?;
            Ok((connection, run))
        };
        match open() {
            Ok((connection, run)) => Ok(Self { connection, path: shown, run, recipe }),
            Err(error) => Err(stop(&shown, &error)),
        }
    }

    /// Takes what this run is to do, all at once.
    pub(super) fn fill(&mut self, fill: impl FnOnce(&mut Filling<'_>) -> Result<(), Stop>) -> Result<u64, Stop> {
        let (run, path) = (self.run, self.path.clone());
        let transaction = self.connection.transaction().map_err(|error| stop(&path, &error))?;
        let mut filling = Filling { transaction: &transaction, run, path: &path, count: 0 };
        fill(&mut filling)?;
        let count = filling.count;
        transaction.commit().map_err(|error| stop(&path, &error))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The file of this run after `ordinal`.
    pub(super) fn next(&self, ordinal: i64) -> Result<Option<Entry>, Stop> {
        const NEXT: &str = "SELECT ordinal, name, path, entry, problem, sha256, outcome, plan_bytes, recipe FROM file
            WHERE run = ?1 AND ordinal > ?2 ORDER BY ordinal LIMIT 1";
        self.held(|connection| {
            let entry = connection.prepare_cached(NEXT)?.query_row(params![self.run, ordinal], |row| self.entry(row)).optional()?;
            Ok(entry)
        })
    }

    fn entry(&self, row: &Row<'_>) -> Sql<Entry> {
        let path = os_string(row.get_ref("path")?.as_blob()?).into();
        let place = match (row.get::<_, Option<String>>("problem")?, row.get::<_, Option<u64>>("entry")?) {
            (Some(problem), _) => Err(of_json(&problem)?),
            (None, Some(index)) => Ok(Place::Entry { archive: path, index }),
            (None, None) => Ok(Place::File(path)),
        };
        let recipe: Option<String> = row.get("recipe")?;
        let (sha256, outcome): (Option<String>, Option<String>) = (row.get("sha256")?, row.get("outcome")?);
        let plan_bytes = row.get("plan_bytes")?;
        let settled = sha256.filter(|_| outcome.is_some() && recipe.as_ref() == Some(&self.recipe)).map(|sha256| (sha256, plan_bytes));
        Ok(Entry { ordinal: row.get("ordinal")?, name: row.get("name")?, place, settled })
    }

    /// The first file of this run before `ordinal` with these bytes.
    pub(super) fn first_with(&self, sha256: &str, ordinal: i64) -> Result<Option<i64>, Stop> {
        const FIRST: &str = "SELECT min(ordinal) FROM file WHERE sha256 = ?1 AND run = ?2 AND ordinal < ?3";
        self.held(|connection| connection.prepare_cached(FIRST)?.query_row(params![sha256, self.run, ordinal], |row| row.get(0)))
    }

    /// The outcome of the last run holds.
    pub(super) fn keep(&self, ordinal: i64) -> Result<(), Stop> {
        self.change("UPDATE file SET done = ?2, same_as = NULL WHERE run = ?2 AND ordinal = ?1", params![ordinal, self.run])
    }

    /// Its bytes are those of another file.
    pub(super) fn duplicate(&self, ordinal: i64, sha256: &str, bytes: u64, first: i64) -> Result<(), Stop> {
        const DUPLICATE: &str = "UPDATE file SET done = ?2, sha256 = ?3, bytes = ?4, same_as = ?5, outcome = NULL, plan_bytes = NULL
            WHERE run = ?2 AND ordinal = ?1";
        self.change(DUPLICATE, params![ordinal, self.run, sha256, bytes, first])
    }

    /// It is being read; until that is done it has no outcome.
    pub(super) fn begin(&self, ordinal: i64, sha256: &str, bytes: u64) -> Result<(), Stop> {
        const BEGIN: &str = "UPDATE file SET sha256 = ?3, bytes = ?4, same_as = NULL, outcome = NULL, plan_bytes = NULL
            WHERE run = ?2 AND ordinal = ?1";
        self.change(BEGIN, params![ordinal, self.run, sha256, bytes])
    }

    /// What became of it. One that may end otherwise next time is not `settled`.
    pub(super) fn record(&self, ordinal: i64, outcome: &Outcome, plan_bytes: Option<u64>, settled: bool) -> Result<(), Stop> {
        const RECORD: &str =
            "UPDATE file SET done = ?2, outcome = ?3, plan_bytes = ?4, recipe = ?5, same_as = NULL WHERE run = ?2 AND ordinal = ?1";
        let recipe = settled.then_some(&self.recipe);
        let outcome = serde_json::to_string(outcome).unwrap_or_default();
        self.change(RECORD, params![ordinal, self.run, outcome, plan_bytes, recipe])
    }

    /// It could not even be read.
    pub(super) fn unread(&self, ordinal: i64, reason: Reason) -> Result<(), Stop> {
        self.change("UPDATE file SET sha256 = NULL, bytes = NULL WHERE run = ?2 AND ordinal = ?1", params![ordinal, self.run])?;
        self.record(ordinal, &Outcome::failed(reason), None, false)
    }

    /// How many files of this run are not done.
    pub(super) fn left(&self) -> Result<u64, Stop> {
        const LEFT: &str = "SELECT count(*) FROM file WHERE run = ?1 AND done IS NOT ?1";
        self.held(|connection| connection.query_row(LEFT, [self.run], |row| row.get(0)))
    }

    /// All that is done in this run, in order.
    pub(super) fn done(&self, grammars: &str, mut each: impl FnMut(Done) -> Result<(), Stop>) -> Result<(), Stop> {
        const DONE: &str = "SELECT mine.shown, mine.name, mine.sha256, mine.bytes, mine.outcome, other.shown AS first,
                other.outcome AS first_outcome
            FROM file AS mine LEFT JOIN file AS other ON other.run = mine.run AND other.ordinal = mine.same_as
            WHERE mine.run = ?1 AND mine.done = ?1 AND (mine.outcome IS NOT NULL OR other.outcome IS NOT NULL) ORDER BY mine.ordinal";
        let at = |error: rusqlite::Error| stop(&self.path, &error);
        let mut statement = self.connection.prepare_cached(DONE).map_err(at)?;
        let mut rows = statement.query([self.run]).map_err(at)?;
        while let Some(row) = rows.next().map_err(at)? {
            each(done(row, grammars).map_err(at)?)?;
        }
        Ok(())
    }

    fn change(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), Stop> {
        self.held(|connection| connection.prepare_cached(sql)?.execute(values).map(|_| ()))
    }

    fn held<T>(&self, ask: impl FnOnce(&Connection) -> Sql<T>) -> Result<T, Stop> {
        ask(&self.connection).map_err(|error| stop(&self.path, &error))
    }
}

const TABLE: &str = "CREATE TABLE file (
    key TEXT PRIMARY KEY, -- the name in small letters
    name TEXT NOT NULL, -- below OUT
    run INTEGER NOT NULL, -- the last that saw it
    ordinal INTEGER NOT NULL, -- its place in that run
    shown TEXT NOT NULL,
    path BLOB NOT NULL,
    entry INTEGER, -- its place in the archive at that path
    problem TEXT, -- why there is nothing to read
    sha256 TEXT,
    bytes INTEGER,
    same_as INTEGER, -- place of the first file with these bytes
    recipe TEXT, -- what made the outcome, where it would be made again
    outcome TEXT,
    plan_bytes INTEGER,
    done INTEGER -- the last run in which the outcome was true
);
CREATE UNIQUE INDEX by_order ON file(run, ordinal);
CREATE INDEX by_content ON file(sha256, run, ordinal);";

/// Files on their way into a ledger.
pub(super) struct Filling<'t> {
    transaction: &'t rusqlite::Transaction<'t>,
    run: i64,
    path: &'t str,
    count: i64,
}

impl Filling<'_> {
    /// Adds a file under the first free name; one that is there already under the same path is not added again.
    pub(super) fn add(&mut self, name: &str, shown: &str, path: &Path, place: &Result<Place, Reason>) -> Result<(), Stop> {
        self.try_add(name, shown, path, place).map_err(|error| stop(self.path, &error))
    }

    fn try_add(&mut self, name: &str, shown: &str, path: &Path, place: &Result<Place, Reason>) -> Sql<()> {
        const TAKEN: &str = "SELECT path, entry, shown FROM file WHERE key = ?1 AND run = ?2";
        const ADD: &str = "INSERT INTO file (key, name, run, ordinal, shown, path, entry, problem) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (key) DO UPDATE SET name = ?2, run = ?3, ordinal = ?4, shown = ?5, path = ?6, entry = ?7, problem = ?8";
        let (path, entry, problem) = match place {
            Ok(Place::File(path)) => (bytes_of(path), None, None),
            Ok(Place::Entry { archive, index }) => (bytes_of(archive), Some(*index), None),
            Err(reason) => (bytes_of(path), None, Some(serde_json::to_string(reason).unwrap_or_default())),
        };
        let mut name = name.to_owned();
        let plain = name.clone();
        for number in 2_u64.. {
            let taken = self.transaction.prepare_cached(TAKEN)?.query_row(params![name::key(&name), self.run], |row| {
                Ok(row.get_ref(0)?.as_blob()? == path && row.get::<_, Option<u64>>(1)? == entry && row.get_ref(2)?.as_str()? == shown)
            });
            match taken.optional()? {
                None => break,
                Some(true) => return Ok(()),
                Some(false) => name = format!("{plain}~{number}"),
            }
        }
        self.count += 1;
        self.transaction.prepare_cached(ADD)?.execute(params![
            name::key(&name),
            name,
            self.run,
            self.count,
            shown,
            path,
            entry,
            problem
        ])?;
        Ok(())
    }
}

fn done(row: &Row<'_>, grammars: &str) -> Sql<Done> {
    let first: Option<String> = row.get("first")?;
    let outcome: String = match row.get("outcome")? {
        Some(outcome) => outcome,
        None => row.get("first_outcome")?,
    };
    let outcome: Outcome = of_json(&outcome)?;
    let status = match (&outcome.reason, &first) {
        (Some(_), _) => Status::Failed,
        (None, Some(_)) => Status::Duplicate,
        (None, None) => Status::Converted,
    };
    let name: Option<String> = if status == Status::Converted { Some(row.get("name")?) } else { None };
    let planned = name.map(|name| plan_of(&name, outcome.summary.has_several()));
    let record = Record {
        file: row.get("shown")?,
        sha256: row.get("sha256")?,
        bytes: row.get("bytes")?,
        status,
        reason: outcome.reason,
        same_as: first,
        output: None,
        summary: outcome.summary,
        milliseconds: outcome.milliseconds,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        grammars: grammars.to_owned(),
    };
    Ok(Done { record, planned })
}

fn of_json<T: serde::de::DeserializeOwned>(json: &str) -> Sql<T> {
    serde_json::from_str(json).map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into()))
}

fn stop(path: &str, error: &rusqlite::Error) -> Stop {
    let busy = matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked));
    Stop::at(path, if busy { Batch::Busy } else { Batch::BadLedger(error.to_string()) }.into())
}
