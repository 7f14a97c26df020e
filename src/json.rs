//! The canonical plan as JSON: `kehoach-plan/1`, in one of three dresses.
//!
//! Keys stand in the order of the fields of [`plan`](crate::plan), each described there; `kehoach schema` prints the same as JSON
//! Schema. What is not known is `null`, a list without entries is `[]`; only `page`, `boxes`, `pages`, `part` and `cells` of a
//! paragraph are left out where they do not apply. Numbers without a fraction are written without one. The same plan gives the same
//! bytes, on every machine.
//!
//! * **pretty** - two-space indent, one final newline: for people, and for comparing two versions line by line.
//! * **compact** - one line, one final newline: a line of JSON Lines.
//! * **canonical** - RFC 8785 (JCS): keys sorted by UTF-16, shortest numbers, no white space and no final newline, so that a
//!   signature or digest over the bytes means the same everywhere.

use std::io::{self, BufWriter, Write as _};

use crate::plan::Plan;

/// How the JSON is dressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// Two-space indent, one final newline.
    #[default]
    Pretty,
    /// One line, one final newline.
    Compact,
    /// RFC 8785, without final newline.
    Canonical,
}

/// Writes `plan` to `out`.
///
/// # Errors
/// What `out` says when it takes no more.
pub fn write(plan: &Plan, style: Style, out: &mut impl io::Write) -> io::Result<()> {
    // JSON comes in very small pieces, which a writer that is known by name takes fastest.
    let mut out = BufWriter::with_capacity(1 << 16, out);
    match style {
        Style::Pretty => serde_json::to_writer_pretty(&mut out, plan)?,
        Style::Compact => serde_json::to_writer(&mut out, plan)?,
        Style::Canonical => {
            serde_json_canonicalizer::to_writer(plan, &mut out)?;
            return out.flush();
        }
    }
    out.write_all(b"\n")?;
    out.flush()
}
