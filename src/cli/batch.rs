//! `kehoach batch`: an archive of documents in, their plans out.
//!
//! * [`inputs`] names the files, in one order; [`name`] gives each its name below OUT and its shard; the [`ledger`] keeps them on disk,
//!   with what is done, so that a run that was killed goes on and a run over the same files writes nothing.
//! * [`feed`] reads them one after the other, tells them by their bytes and hands on what is new; [`pool`] has lanes that take it.
//! * Each lane has a [`worker`]: this program started again, which reads documents by [`job`], a pure function of bytes and options. A
//!   thread that takes too long cannot be ended, and a thread that runs out of memory or stack takes the program with it; a process can
//!   be killed, has limits of its own, and dies alone. It costs a pipe and the grammars once more for each lane.
//! * [`store`] writes each plan whole or not at all; when all are there, [`gather`] makes one file of them, [`manifest`] tells of every
//!   file, and [`report`] shows it to people.

mod archive;
mod feed;
mod frame;
mod gather;
mod inputs;
mod job;
mod ledger;
mod manifest;
mod name;
mod overseer;
mod pool;
mod progress;
mod record;
mod report;
mod store;
pub(super) mod worker;

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    num::NonZero,
    path::PathBuf,
    process::Command,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use clap::{Args, ValueEnum as _, ValueHint};
use kehoach::limit::Limit;

use super::{
    Exit, Session, Stop, complain,
    message::{Batch, Message},
    output::one_line,
};
use ledger::{Done, Ledger};
use name::Shard;
use progress::Progress;
use record::Status;
use store::{Form, Store};
use worker::Ready;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files, folders, patterns ('*.pdf'), ZIP archives, or lists of them (@list.txt, or - for standard input)
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::AnyPath)]
    inputs: Vec<OsString>,
    /// Folder to write to
    #[arg(id = "out", short, long = "output", value_name = "OUT", required = true, value_hint = ValueHint::DirPath)]
    out: PathBuf,
    /// What to make: OUT/<path>.json for each document (files), OUT/plans.jsonl (jsonl), or OUT/plans.sqlite (sqlite)
    #[arg(long, value_enum, default_value_t = Form::Files)]
    to: Form,
    /// How many documents to read at once; as many as there are cores, where not given
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Seconds that the reading of one document may take
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
    /// Largest file to read, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..=4095))]
    max_size: u64,
    /// Most memory that the reading of one document may take, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    max_memory: u64,
    /// Read again what is done already
    #[arg(long)]
    force: bool,
    /// Take one of N parts of the files, to share the work between machines: 2/4
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// Show what became of the files on one HTML page
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    report: Option<PathBuf>,
}

/// A run, as all its threads see it.
struct Run<'s> {
    session: Session<'s>,
    /// Folders of grammars, which workers are given too.
    grammars: &'s [PathBuf],
    store: Store,
    ledger: Mutex<Ledger>,
    progress: Progress,
    ready: Ready,
    jobs: NonZero<usize>,
    timeout: Duration,
    max_size: u64,
    max_memory: u64,
    force: bool,
    /// How often somebody said stop: once, and the files in hand are finished; twice, and they are dropped.
    interrupts: Arc<AtomicU64>,
    unchanged: AtomicU64,
}

pub(super) fn run(arguments: &Arguments, grammars: &[PathBuf], session: Session<'_>) -> Result<Exit, Stop> {
    let store = Store::open(&arguments.out, arguments.to, arguments.shard)?;
    let ready = Ready::of(session);
    let mut ledger = Ledger::open(&store.ledger(), format!("{} {} {:?}", ready.version, ready.grammars, arguments.to))?;
    let total = ledger.fill(|filling| {
        inputs::find(&arguments.inputs, &arguments.out, &mut |found| {
            let name = name::below(&found.path);
            if arguments.shard.is_some_and(|shard| !shard.holds(&name::key(&name))) {
                return Ok(());
            }
            filling.add(&name, &found.path.to_string_lossy(), &found.path, &found.place)
        })
    })?;
    let run = Run {
        session,
        grammars,
        store,
        ledger: Mutex::new(ledger),
        progress: Progress::new(total, session.lang, session.quiet),
        ready,
        jobs: arguments.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN),
        timeout: arguments.timeout,
        max_size: arguments.max_size,
        max_memory: arguments.max_memory,
        force: arguments.force,
        interrupts: Arc::default(),
        unchanged: AtomicU64::new(0),
    };
    run.heed_interrupts();
    pool::convert(&run)?;
    let seconds = run.progress.end();
    let left = run.ledger()?.left()?;
    manifest::write(&run)?;
    if left == 0 {
        gather::all(&run)?;
    }
    if let Some(path) = &arguments.report {
        report::write(&run, path)?;
    }
    let failed = run.close(total, seconds)?;
    if left > 0 {
        session.note(None, &Batch::Unfinished(left).into());
    }
    Ok(if failed || left > 0 { Exit::Failed } else { Exit::Done })
}

impl Run<'_> {
    fn ledger(&self) -> Result<MutexGuard<'_, Ledger>, Stop> {
        self.ledger.lock().map_err(|_| Stop::because(Message::Bug("the ledger was left locked".to_owned())))
    }

    /// What is done, in order.
    fn done(&self, each: impl FnMut(Done) -> Result<(), Stop>) -> Result<(), Stop> {
        self.ledger()?.done(&self.ready.grammars, each)
    }

    /// This program, to be started as a worker.
    fn worker(&self) -> Result<Command, Stop> {
        let program = env::current_exe().map_err(|error| Stop::because(Batch::BadWorker(error.to_string()).into()))?;
        let mut command = Command::new(program);
        for folder in self.grammars {
            command.arg("--grammar").arg(folder);
        }
        let opening = self.session.opening;
        if let Some(password) = opening.password {
            command.arg("--password").arg(password);
        }
        for limit in Limit::ALL {
            command.arg("--limit").arg(format!("{}={}", limit.name(), opening.limits.of(limit)));
        }
        let style = self.store.style().to_possible_value().map_or(String::new(), |style| style.get_name().to_owned());
        command.args(["worker", "--style", &style, "--max-memory", &self.max_memory.to_string()]);
        Ok(command)
    }

    /// Ctrl-C, or the end that a scheduler announces, lets the files in hand be finished.
    fn heed_interrupts(&self) {
        let (interrupts, lang) = (Arc::clone(&self.interrupts), self.session.lang);
        // Where it cannot be heeded the ledger still holds what is done.
        let _ = ctrlc::set_handler(move || {
            if interrupts.fetch_add(1, Ordering::Relaxed) == 0 {
                complain(lang, None, &Batch::Stopping.into());
            }
        });
    }

    /// Says what became of the files; true where some failed.
    fn close(&self, files: u64, seconds: u64) -> Result<bool, Stop> {
        let (mut converted, mut duplicates, mut failed) = (0, 0, 0);
        let mut reasons: BTreeMap<String, (u64, String, String)> = BTreeMap::new();
        self.done(|Done { record, .. }| {
            match record.status {
                Status::Converted => converted += 1,
                Status::Duplicate => duplicates += 1,
                Status::Failed => failed += 1,
            }
            if let Some(reason) = record.reason {
                let said = reason.said(self.session.lang).to_owned();
                reasons.entry(reason.code).or_insert((0, said, one_line(&record.file))).0 += 1;
            }
            Ok(())
        })?;
        let manifest = self.store.whole("run", "jsonl").display().to_string();
        for (code, (files, reason, first)) in reasons {
            self.session.complain(&manifest, &Batch::Failures { files, code, first, reason }.into());
        }
        let unchanged = self.unchanged.load(Ordering::Relaxed);
        let converted = converted - unchanged.min(converted);
        self.session.note(None, &Batch::Summary { files, converted, unchanged, duplicates, failed, seconds }.into());
        Ok(failed > 0)
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0);
    seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).ok_or_else(|| "a number of seconds above 0".to_owned())
}
