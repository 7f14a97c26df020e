//! A file or standard input, read whole, as a document.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, IsTerminal as _, Read},
    path::{Path, PathBuf},
};

use clap::{Args, ValueHint};
use kehoach::{
    Acts, Options,
    error::Error,
    plan::{FORMAT, Plan},
};

use super::{Session, Stop, bug, message::Message, output::one_line};

/// Offsets are 32 bits wide.
const LIMIT: u64 = u32::MAX as u64;

/// The one file of a command that reads one.
#[derive(Debug, Args)]
pub(super) struct OneFile {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_hint = ValueHint::FilePath)]
    file: Input,
}

impl OneFile {
    pub(super) fn open<'s>(&'s self, session: Session<'s>) -> Result<Acts<'s>, Stop> {
        self.file.only(session)
    }
}

/// What a person named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    File {
        path: PathBuf,
        /// The name without folders, which stands in the plan.
        name: String,
    },
    Standard,
}

impl From<OsString> for Input {
    fn from(named: OsString) -> Self {
        Self::of(Path::new(&named))
    }
}

impl Input {
    /// `-` is standard input.
    pub(super) fn of(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            return Self::Standard;
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Self::File { path: path.to_owned(), name }
    }

    /// As the person named it, for messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::File { path, .. } => one_line(&path.display().to_string()),
            Self::Standard => "-".to_owned(),
        }
    }

    fn options<'s>(&'s self, session: Session<'s>) -> Options<'s> {
        let name = match self {
            Self::File { name, .. } => name,
            Self::Standard => "-",
        };
        Options { name, catalog: session.layered, opening: session.opening }
    }

    /// Opens it; a panic on the way is told as a bug.
    pub(super) fn open<'s>(&'s self, session: Session<'s>) -> Result<Acts<'s>, Message> {
        let bytes = self.bytes()?;
        bug::caught(|| kehoach::open(bytes, &self.options(session)))?.map_err(Message::Refused)
    }

    /// Opens the one file of a command, which ends where it cannot.
    pub(super) fn only<'s>(&'s self, session: Session<'s>) -> Result<Acts<'s>, Stop> {
        self.open(session).map_err(|message| Stop::at(self.shown(), message))
    }

    /// Reads it as canonical plans where it holds them, one after the other, else as the acts of a document, with its text.
    pub(super) fn read_plans(&self, session: Session<'_>) -> Result<(Vec<Plan>, Option<String>), Message> {
        let bytes = self.bytes()?;
        let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        if bytes[start..].starts_with(b"{") {
            let plans = serde_json::Deserializer::from_slice(&bytes).into_iter::<Plan>().collect::<Result<Vec<_>, _>>();
            let plans = plans.map_err(|error| Message::NotAPlan(error.to_string()))?;
            return match plans.iter().find(|plan| plan.format != FORMAT) {
                Some(plan) => Err(Message::NotAPlan(plan.format.clone().into_owned())),
                None => Ok((plans, None)),
            };
        }
        bug::caught(|| {
            let acts = kehoach::open(bytes, &self.options(session)).map_err(Message::Refused)?;
            Ok((acts.plans().collect(), Some(acts.into_text())))
        })?
    }

    fn bytes(&self) -> Result<Vec<u8>, Message> {
        match self {
            Self::Standard if io::stdin().is_terminal() => Err(Message::NoInput),
            Self::Standard => all(&mut io::stdin().lock(), 0),
            Self::File { path, .. } => {
                let about = fs::metadata(path).map_err(Message::Unreadable)?;
                if about.is_dir() {
                    return Err(Message::Folder);
                }
                if about.len() > LIMIT {
                    return Err(Message::Refused(Error::TooLarge(LIMIT)));
                }
                all(&mut File::open(path).map_err(Message::Unreadable)?, about.len())
            }
        }
    }
}

/// Everything that `from` gives, up to the limit; `likely` bytes are expected.
fn all(from: &mut impl Read, likely: u64) -> Result<Vec<u8>, Message> {
    let mut bytes = Vec::new();
    // One more, so that the end is seen without growing.
    let room = usize::try_from(likely).unwrap_or(0).saturating_add(1);
    bytes.try_reserve(room).map_err(|_| Message::Unreadable(io::ErrorKind::OutOfMemory.into()))?;
    from.take(LIMIT + 1).read_to_end(&mut bytes).map_err(Message::Unreadable)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Message::Refused(Error::TooLarge(LIMIT)));
    }
    Ok(bytes)
}
