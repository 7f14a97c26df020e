//! Standard output, files that are there whole or not at all, and colours where somebody sees them.

use std::{
    borrow::Cow,
    env,
    fs::{self, File},
    io::{self, BufWriter, IsTerminal as _, Write},
    path::{Path, PathBuf},
    process,
};

use super::{Stop, message::Message};

/// Writes data to standard output.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) => {
            // What is left in the buffer cannot be written either.
            let _ = out.into_parts();
            match error.kind() {
                io::ErrorKind::BrokenPipe => Err(Stop::Unheard),
                _ => Err(Stop::at("stdout", Message::Unwritable(error))),
            }
        }
    }
}

/// Writes a file: under a temporary name in the same folder first, so that nobody ever sees half of it.
pub(super) fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let before = fs::metadata(path).ok();
    // A device or a named pipe (`/dev/null`) must stay what it is.
    if before.as_ref().is_some_and(|about| !about.is_file()) {
        return File::create(path).and_then(|file| fill(file, write));
    }
    // Behind a link the file is replaced, not the link.
    let path = if before.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    let (temporary, file) = temporary_beside(&path)?;
    let written = fill(file, write)
        .and_then(|()| before.map_or(Ok(()), |about| fs::set_permissions(&temporary, about.permissions())))
        .and_then(|()| fs::rename(&temporary, &path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn fill(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)?;
    out.flush()
}

fn temporary_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut number = 0;
    loop {
        let temporary = folder.join(format!(".kehoach-{}-{number}.tmp", process::id()));
        match File::create_new(&temporary) {
            // Left behind by a process that was killed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            other => return other.map(|file| (temporary, file)),
        }
    }
}

/// `text` with line breaks and other control characters as spaces: document and file names must not steer a terminal.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// `c` as it may stand on a terminal.
pub(super) fn shown(c: char) -> char {
    // Marks that turn the direction of writing could make a line read differently from what it is.
    if c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') { ' ' } else { c }
}

/// Colours, on a terminal only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint(bool);

impl Paint {
    /// For standard output: a terminal, and nobody has said NO_COLOR (no-color.org).
    pub(super) fn for_output() -> Self {
        let said = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let understood = if cfg!(windows) {
            // The old console prints the codes; these set one of the variables.
            said("WT_SESSION") || said("TERM") || said("ANSICON") || said("ConEmuANSI")
        } else {
            env::var_os("TERM").is_none_or(|term| term != "dumb")
        };
        Self(io::stdout().is_terminal() && !said("NO_COLOR") && understood)
    }

    /// None, whatever the output is.
    #[cfg(test)]
    pub(super) fn none() -> Self {
        Self(false)
    }

    pub(super) fn is_on(self) -> bool {
        self.0
    }

    pub(super) fn bold<'t>(self, text: &'t str) -> Cow<'t, str> {
        self.code("1", text)
    }

    pub(super) fn dim<'t>(self, text: &'t str) -> Cow<'t, str> {
        self.code("2", text)
    }

    pub(super) fn mark<'t>(self, text: &'t str) -> Cow<'t, str> {
        self.code("1;33", text)
    }

    fn code<'t>(self, code: &str, text: &'t str) -> Cow<'t, str> {
        if self.0 && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m").into() } else { text.into() }
    }
}
