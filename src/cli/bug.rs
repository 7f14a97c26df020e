//! A panic is a bug of ours: it is caught, told in one line, and the next file is read.

use std::{
    any::Any,
    cell::RefCell,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
};

use super::message::Message;

thread_local! {
    /// Where the last panic of this thread happened.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What `work` returns, or the bug that it ran into.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Message> {
    // What `work` borrowed is only read again where it is told apart by file, so half-changed state is never looked at.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let place = PLACE.with(RefCell::take).map_or(String::new(), |place| format!(" ({place})"));
        Message::Bug(format!("{}{place}", words(&*payload)))
    })
}

/// A panic hook that prints nothing and keeps the place for [`caught`].
pub(crate) fn note_panic(info: &PanicHookInfo<'_>) {
    PLACE.with(|place| place.replace(info.location().map(|at| format!("{}:{}", at.file(), at.line()))));
}

fn words(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::message::Lang;

    #[test]
    fn a_panic_becomes_one_line_that_asks_for_a_report() {
        let Err(bug) = caught(|| -> u32 { panic!("two\nlines") }) else { panic!("it was not caught") };
        let line = bug.say(Lang::En);
        assert!(line.contains("bug in kehoach") && line.contains("two"), "{line}");
        assert_eq!(caught(|| 7).ok(), Some(7), "and what follows goes on");
    }
}
