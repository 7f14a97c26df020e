//! Lanes side by side, each with a worker of its own; a lane that is free takes the next document, and the feed waits for one.
//!
//! In memory are at most one document a lane and one that waits.

use std::{
    sync::{
        Arc, Mutex,
        atomic::Ordering,
        mpsc::{self, Receiver},
    },
    thread,
    time::Instant,
};

use super::{
    Run,
    feed::{self, Work},
    job::Answer,
    overseer::{Overseer, Reply},
    record::{Outcome, Reason},
};
use crate::cli::{
    Stop,
    message::{Batch, Message},
};

/// Converts what is not done.
pub(super) fn convert(run: &Run<'_>) -> Result<(), Stop> {
    let (give, take) = mpsc::sync_channel(0);
    let take = Arc::new(Mutex::new(take));
    thread::scope(|scope| {
        let lanes: Vec<_> = (0..run.jobs.get())
            .map(|number| {
                let take = Arc::clone(&take);
                scope.spawn(move || lane(run, number, &take))
            })
            .collect();
        drop(take);
        let fed = feed::all(run, &give);
        drop(give);
        let ended = lanes.into_iter().map(|lane| lane.join().unwrap_or_else(|_| Err(broken("a lane"))));
        ended.fold(fed, Result::and)
    })
}

fn lane(run: &Run<'_>, number: usize, take: &Mutex<Receiver<Work>>) -> Result<(), Stop> {
    let mut worker = None;
    loop {
        let work = take.lock().map_err(|_| broken("the queue"))?.recv();
        let Ok(work) = work else { return Ok(()) };
        let overseer = match worker.take() {
            Some(overseer) => worker.insert(overseer),
            None => worker.insert(Overseer::start(run.worker()?, &run.ready, &run.store.log(number))?),
        };
        let start = Instant::now();
        let reply = overseer.read(&work.file_name, &work.bytes, run.timeout, || run.interrupts.load(Ordering::Relaxed) > 1);
        let milliseconds = u64::try_from(start.elapsed().as_millis()).ok();
        if !matches!(reply, Reply::Answer(..)) {
            worker = None;
        }
        let (outcome, plan_bytes, settled) = match reply {
            Reply::Dropped => return Ok(()),
            Reply::Answer(Answer::Read(summary), plan) => match run.store.put_plan(&work.name, &plan, summary.has_several(), number) {
                Ok(()) => (Outcome { reason: None, summary, milliseconds }, Some(plan.len() as u64), true),
                Err(error) => (Outcome::failed(Reason::of("unwritable", Message::Unwritable(error))), None, false),
            },
            Reply::Answer(Answer::Refused(reason), _) => {
                let settled = !reason.may_be_lifted();
                (Outcome { milliseconds, ..Outcome::failed(reason) }, None, settled)
            }
            Reply::Answer(Answer::Broke(reason), _) => (Outcome::failed(reason), None, false),
            Reply::Late => (Outcome::failed(Reason::of("timeout", Batch::TimedOut(run.timeout))), None, false),
            Reply::OutOfMemory => (Outcome::failed(Reason::of("memory", Batch::OutOfMemory(run.max_memory))), None, false),
            Reply::Died(how) => (Outcome::failed(Reason::of("bug", Batch::Died(how))), None, false),
        };
        run.ledger()?.record(work.ordinal, &outcome, plan_bytes, settled)?;
        run.progress.step();
    }
}

fn broken(what: &str) -> Stop {
    Stop::because(Message::Bug(format!("{what} ended early")))
}
