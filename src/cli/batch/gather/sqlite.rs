//! `plans.sqlite`: the plans as tables, for questions across the archive. Its tables are in `schema.sql`.

use std::{collections::HashMap, fs, path::Path};

use kehoach::plan::{Agency, Measure, Milestone, Origins, Plan};
use rusqlite::{Connection, OpenFlags, Transaction, params, types::Value};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::super::{Run, ledger::Done, record::Status};
use crate::cli::{
    Stop,
    message::{Batch, Message},
};

type Sql<T> = rusqlite::Result<T>;

pub(super) fn write(run: &Run<'_>) -> Result<(), Stop> {
    let path = run.store.whole("plans", "sqlite");
    let fingerprint = fingerprint(run)?;
    if is_made_from(&path, &fingerprint) {
        return Ok(());
    }
    let unfinished = run.store.unfinished();
    let shown = path.display().to_string();
    let at = |error: rusqlite::Error| Stop::at(shown.clone(), Batch::BadDatabase(error.to_string()).into());
    let io = |error: std::io::Error| Stop::at(shown.clone(), Message::Unwritable(error));
    // Left by a run that was killed.
    if unfinished.exists() {
        fs::remove_file(&unfinished).map_err(io)?;
    }
    let mut connection = Connection::open(&unfinished).map_err(at)?;
    // Nobody reads it yet, and a run that is killed begins it anew.
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;").map_err(at)?;
    let transaction = connection.transaction().map_err(at)?;
    transaction.execute_batch(include_str!("schema.sql")).map_err(at)?;
    let mut decisions = Decisions::default();
    run.done(|done| file(&transaction, run, &done, &mut decisions).map_err(at))?;
    let made = params![fingerprint, env!("CARGO_PKG_VERSION"), run.ready.grammars];
    transaction.execute("INSERT INTO made VALUES (?1, ?2, ?3)", made).map_err(at)?;
    transaction.execute_batch(include_str!("indexes.sql")).map_err(at)?;
    transaction.execute("INSERT INTO words(words) VALUES ('optimize')", []).map_err(at)?;
    transaction.commit().map_err(at)?;
    connection.close().map_err(|(_, error)| at(error))?;
    fs::File::open(&unfinished).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&unfinished, &path)).map_err(io)
}

/// Of everything that the database is made from.
fn fingerprint(run: &Run<'_>) -> Result<String, Stop> {
    let mut digest = Sha256::new();
    digest.update([env!("CARGO_PKG_VERSION"), "\0", &run.ready.grammars].concat());
    digest.update(include_str!("schema.sql"));
    run.done(|Done { record, .. }| {
        let reason = record.reason.map(|reason| reason.en);
        let line = (record.file, record.sha256, record.status, reason, record.same_as);
        digest.update(serde_json::to_vec(&line).unwrap_or_default());
        Ok(())
    })?;
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn is_made_from(path: &Path, fingerprint: &str) -> bool {
    let open = || -> Sql<String> {
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?.query_row("SELECT fingerprint FROM made", [], |row| row.get(0))
    };
    open().is_ok_and(|made| made == fingerprint)
}

/// Rows of decisions: how many there are, and by the content that they were read from the first.
#[derive(Default)]
struct Decisions {
    count: i64,
    first: HashMap<String, i64>,
}

/// A file of the run.
fn file(sql: &Transaction<'_>, run: &Run<'_>, done: &Done, decisions: &mut Decisions) -> Sql<()> {
    let record = &done.record;
    if let Some(name) = &done.planned {
        let path = run.store.plan(name);
        let bytes = fs::read(&path).map_err(|error| foreign(error.into()))?;
        for plan in serde_json::Deserializer::from_slice(&bytes).into_iter::<Plan>() {
            let plan = plan.map_err(|error| foreign(error.into()))?;
            decisions.count += 1;
            Rows { sql, decision: decisions.count }.plan(&plan, &record.file)?;
            decisions.first.entry(plan.source.sha256).or_insert(decisions.count);
        }
    }
    let decision = record.sha256.as_ref().filter(|_| record.status != Status::Failed).and_then(|sha256| decisions.first.get(sha256));
    let (code, text) = record.reason.as_ref().map(|reason| (&reason.code, &reason.vi)).unzip();
    let values = params![record.file, record.sha256, record.bytes, word(&record.status), code, text, decision];
    sql.prepare_cached("INSERT INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(values)?;
    Ok(())
}

/// The rows of one decision.
struct Rows<'t> {
    sql: &'t Transaction<'t>,
    decision: i64,
}

impl Rows<'_> {
    fn plan(&self, plan: &Plan, file: &str) -> Sql<()> {
        let (decision, info, coverage) = (&plan.decision, &plan.plan, &plan.coverage);
        let period = info.period.as_ref();
        let unread: u64 = coverage.unread.iter().map(|unread| unread.text.chars().count() as u64).sum();
        self.add(
            "decisions",
            params![
                self.decision,
                file,
                plan.source.sha256,
                decision.kind,
                decision.number,
                decision.issued_on,
                decision.place,
                decision.issuer,
                decision.subject,
                info.title,
                info.jurisdiction,
                period.and_then(|period| period.start.as_ref()),
                period.and_then(|period| period.end.as_ref()),
                decision.signatory.as_ref().and_then(|signatory| signatory.name.as_ref()),
                plan.source.pages,
                coverage.characters,
                coverage.read,
                unread
            ],
        )?;
        for entry in &plan.outline {
            self.words(&entry.id, entry.title.as_deref().unwrap_or(""))?;
            for paragraph in &entry.paragraphs {
                self.words(&paragraph.id, &paragraph.text)?;
            }
        }
        self.items(plan)?;
        for citation in &plan.citations {
            self.add(
                "citations",
                params![
                    self.decision,
                    citation.id,
                    citation.text,
                    citation.r#type,
                    citation.number,
                    citation.date,
                    citation.issuer,
                    citation.title,
                    citation.year,
                    citation.key,
                    citation.is_self,
                    page(&citation.origin)
                ],
            )?;
        }
        for finding in &plan.findings {
            let severity = word(&finding.severity);
            self.add("findings", params![self.decision, finding.code, severity, finding.message, finding.item, page(&finding.origin)])?;
        }
        Ok(())
    }

    fn items(&self, plan: &Plan) -> Sql<()> {
        for activity in &plan.activities {
            let results: Vec<&str> = activity.results.iter().map(|result| result.text.as_str()).collect();
            let results = results.join("\n");
            self.words(&activity.id, &format!("{}\n{results}", activity.name))?;
            self.add(
                "activities",
                params![
                    self.decision,
                    activity.id,
                    activity.section,
                    activity.number,
                    activity.parent,
                    activity.area,
                    activity.name,
                    results,
                    activity.note,
                    page(&activity.origin)
                ],
            )?;
            self.agencies(&activity.id, "lead", &activity.lead)?;
            self.agencies(&activity.id, "coordinating", &activity.coordinating)?;
            self.milestones(&activity.id, &activity.milestones)?;
            self.measures(&activity.id, &activity.measures)?;
        }
        for indicator in &plan.indicators {
            let page = page(&indicator.origin);
            self.words(&indicator.id, &indicator.text)?;
            self.add("indicators", params![self.decision, indicator.id, indicator.section, indicator.area, indicator.text, page])?;
            self.agencies(&indicator.id, "lead", &indicator.lead)?;
            self.measures(&indicator.id, &indicator.measures)?;
        }
        for task in &plan.tasks {
            self.words(&task.id, &task.text)?;
            self.add("tasks", params![self.decision, task.id, task.section, task.area, task.text, page(&task.origin)])?;
            self.milestones(&task.id, &task.milestones)?;
            self.measures(&task.id, &task.measures)?;
        }
        for duty in &plan.duties {
            self.words(&duty.id, &duty.text)?;
            self.add("duties", params![self.decision, duty.id, duty.text, page(&duty.origin)])?;
            self.agencies(&duty.id, "who", &duty.who)?;
            self.agencies(&duty.id, "to", &duty.to)?;
            self.milestones(&duty.id, &duty.milestones)?;
        }
        Ok(())
    }

    fn milestones(&self, owner: &str, milestones: &[Milestone]) -> Sql<()> {
        for milestone in milestones {
            let recurrence = milestone.recurrence.as_ref();
            self.add(
                "milestones",
                params![
                    self.decision,
                    owner,
                    milestone.id,
                    milestone.deliverable,
                    milestone.text,
                    word(&milestone.kind),
                    milestone.start,
                    milestone.end,
                    milestone.precision.as_ref().map(word),
                    milestone.exclusive,
                    recurrence.map(|recurrence| recurrence.times),
                    recurrence.map(|recurrence| word(&recurrence.per)),
                    recurrence.and_then(|recurrence| recurrence.rrule.as_ref()),
                    milestone.event,
                    milestone.edtf,
                    page(&milestone.origin)
                ],
            )?;
        }
        Ok(())
    }

    fn measures(&self, owner: &str, measures: &[Measure]) -> Sql<()> {
        for measure in measures {
            self.add(
                "measures",
                params![
                    self.decision,
                    owner,
                    measure.comparator,
                    measure.value.map(|value| value.0),
                    measure.value_max.map(|value| value.0),
                    measure.unit,
                    measure.subject,
                    measure.scope,
                    measure.by,
                    measure.text,
                    page(&measure.origin)
                ],
            )?;
        }
        Ok(())
    }

    fn agencies(&self, owner: &str, role: &str, phrases: &[Agency]) -> Sql<()> {
        for phrase in phrases {
            let kind = word(&phrase.kind);
            let unnamed = phrase.agencies.is_empty().then_some(None);
            for agency in phrase.agencies.iter().map(Some).chain(unnamed) {
                self.add("agencies", params![self.decision, owner, role, agency, kind, phrase.text])?;
            }
        }
        Ok(())
    }

    fn words(&self, item: &str, text: &str) -> Sql<()> {
        if text.is_empty() { Ok(()) } else { self.add("words", params![text, self.decision, item]) }
    }

    fn add(&self, table: &str, values: &[&dyn rusqlite::ToSql]) -> Sql<()> {
        let places = vec!["?"; values.len()].join(", ");
        self.sql.prepare_cached(&format!("INSERT INTO {table} VALUES ({places})"))?.execute(values).map(|_| ())
    }
}

fn page(origins: &Origins) -> Option<u32> {
    origins.first().and_then(|origin| origin.page)
}

/// The word that stands for a value in the plan.
fn word(value: &impl Serialize) -> Value {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Value::Text(word),
        _ => Value::Null,
    }
}

fn foreign(error: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(error)
}
