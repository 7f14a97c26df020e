//! A worker process as `batch` sees it: started, given documents, killed when one takes too long, and asked why it died.

use std::{
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use super::{
    frame,
    job::Answer,
    worker::{Ready, Request},
};
use crate::cli::{Stop, message::Batch};

/// A worker that has not said who it is by then never will.
const START: Duration = Duration::from_secs(120);
/// How often somebody who waits looks whether he should still.
const GLANCE: Duration = Duration::from_millis(100);

/// A worker process.
pub(super) struct Overseer {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<(Answer, Vec<u8>)>,
    /// Where its standard error goes.
    log: PathBuf,
}

/// What became of a request.
#[derive(Debug, PartialEq)]
pub(super) enum Reply {
    Answer(Answer, Vec<u8>),
    /// It took too long; the worker is dead.
    Late,
    /// It needed more memory than it may have; the worker is dead.
    OutOfMemory,
    /// The worker died, of this.
    Died(String),
    /// Nobody wants to know any more; the worker is dead.
    Dropped,
}

impl Overseer {
    /// Starts `command` and waits until it says that it is `expected`.
    pub(super) fn start(mut command: Command, expected: &Ready, log: &Path) -> Result<Self, Stop> {
        let failed = |why: String| Stop::because(Batch::BadWorker(why).into());
        let errors = File::create(log).map_err(|error| failed(error.to_string()))?;
        in_a_group_of_its_own(&mut command);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(errors).spawn().map_err(|error| failed(error.to_string()))?;
        let (Some(requests), Some(output)) = (child.stdin.take(), child.stdout.take()) else { return Err(failed("no pipe".to_owned())) };
        let (say, ready) = mpsc::sync_channel(1);
        let (give, answers) = mpsc::sync_channel(1);
        // A pipe can only be waited for with a time limit from outside; this thread ends with the worker.
        thread::spawn(move || {
            let mut output = BufReader::with_capacity(1 << 16, output);
            let Ok(Some((told, _))) = frame::read::<Ready>(&mut output) else { return };
            if say.send(told).is_err() {
                return;
            }
            while let Ok(Some(answer)) = frame::read(&mut output) {
                if give.send(answer).is_err() {
                    return;
                }
            }
        });
        let told = ready.recv_timeout(START);
        let mut overseer = Self { child, requests, answers, log: log.to_owned() };
        match told {
            Ok(told) if told == *expected => Ok(overseer),
            Ok(told) => Err(failed(format!("{} {} ≠ {} {}", told.version, told.grammars, expected.version, expected.grammars))),
            Err(_) => Err(failed(overseer.last_words())),
        }
    }

    /// Has a document read. After any reply but an answer the worker is gone.
    pub(super) fn read(&mut self, name: &str, bytes: &[u8], within: Duration, dropped: impl Fn() -> bool) -> Reply {
        let late = Instant::now() + within;
        // A dead worker takes nothing; why it died is asked below.
        let sent = frame::write(&mut self.requests, &Request { name: name.to_owned() }, bytes);
        loop {
            let left = late.saturating_duration_since(Instant::now());
            match self.answers.recv_timeout(left.min(GLANCE)) {
                Ok((answer, plan)) if sent.is_ok() => return Reply::Answer(answer, plan),
                Ok(_) | Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) if dropped() => return Reply::Dropped,
                Err(RecvTimeoutError::Timeout) if left.is_zero() => return Reply::Late,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        let how = self.last_words();
        // What the standard library says when memory is refused.
        if how.contains("memory allocation of") { Reply::OutOfMemory } else { Reply::Died(how) }
    }

    /// Ends the worker and tells how it ended, and what it said before.
    fn last_words(&mut self) -> String {
        let _ = self.child.kill();
        let how = self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
        let said = fs::read(&self.log).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        match said.lines().map(str::trim).find(|line| !line.is_empty()) {
            Some(line) => format!("{how}: {}", line.chars().take(200).collect::<String>()),
            None => how,
        }
    }
}

impl Drop for Overseer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ctrl-C is for `batch`, which lets its workers finish; in the same group they would get it too.
fn in_a_group_of_its_own(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    {
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
        std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
    }
    #[cfg(not(any(unix, windows)))]
    let _ = command;
}
