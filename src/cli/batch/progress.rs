//! How far a run is: a bar on a terminal, a line at each tenth otherwise.

use std::{
    fmt,
    io::{IsTerminal as _, stderr},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::cli::{
    complain,
    message::{Batch, Lang, Message},
};

pub(super) struct Progress {
    bar: Option<ProgressBar>,
    /// Lines are wanted where there is no bar.
    lines: bool,
    lang: Lang,
    total: u64,
    done: AtomicU64,
    start: Instant,
}

impl Progress {
    pub(super) fn new(total: u64, lang: Lang, quiet: bool) -> Self {
        let terminal = stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            let template = lang
                .pick("{wide_bar} {pos}/{len} tệp  {rate}/giây  còn {eta}", "{wide_bar} {pos}/{len} files  {rate} a second  {eta} left");
            let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.with_style(style.with_key("rate", |state: &ProgressState, out: &mut dyn fmt::Write| {
                // Where it cannot be written there is no bar either.
                let _ = write!(out, "{:.0}", state.per_sec());
            }))
        });
        Self { bar, lines: !terminal && !quiet, lang, total, done: AtomicU64::new(0), start: Instant::now() }
    }

    /// One file more is done with.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        let tenth = |done: u64| done.saturating_mul(10) / self.total.max(1);
        if self.lines && tenth(done) > tenth(done - 1) && done < self.total {
            let seconds = self.start.elapsed().as_secs_f64().max(1e-3);
            let rate = done as f64 / seconds;
            let left = Duration::try_from_secs_f64((self.total - done) as f64 / rate).unwrap_or(Duration::MAX);
            complain(self.lang, None, &Message::Batch(Batch::Progress { done, total: self.total, rate, left }));
        }
    }

    /// Takes the bar away; the seconds that passed.
    pub(super) fn end(&self) -> u64 {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.start.elapsed().as_secs()
    }
}
