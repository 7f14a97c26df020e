//! What a person named becomes files, in an order that is the same every time: folders, patterns, lists and archives are opened.
//!
//! Links are followed. What is hidden (`.git`, `.DS_Store`) is left out where a folder is walked and taken where it is named.

use std::{
    ffi::{OsStr, OsString},
    fs::{self, File},
    io::{self, BufRead, BufReader, IsTerminal as _},
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use super::{archive, record::Reason};
use crate::cli::{
    Stop,
    message::{Batch, Message},
};

/// A file, or something that should have been one.
#[derive(Debug)]
pub(super) struct Found {
    /// As it was named, or the way to it from what was named.
    pub(super) path: PathBuf,
    pub(super) place: Result<Place, Reason>,
}

/// Where the bytes of a document are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    File(PathBuf),
    Entry { archive: PathBuf, index: u64 },
}

/// Hands each file that `inputs` name to `each`; what is written below `out` is not read.
pub(super) fn find(inputs: &[OsString], out: &Path, each: &mut dyn FnMut(Found) -> Result<(), Stop>) -> Result<(), Stop> {
    let out = fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
    let mut search = Search { out, each };
    for input in inputs {
        let bytes = input.as_encoded_bytes();
        if bytes == b"-" {
            if io::stdin().is_terminal() {
                return Err(Stop::because(Message::NoInput));
            }
            search.list("-", io::stdin().lock())?;
        } else if let Some(list) = input.to_str().and_then(|input| input.strip_prefix('@')).filter(|_| !Path::new(input).exists()) {
            let file = File::open(list).map_err(|error| Stop::at(list, Message::Unreadable(error)))?;
            search.list(list, BufReader::new(file))?;
        } else {
            search.named(Path::new(input))?;
        }
    }
    Ok(())
}

struct Search<'e> {
    out: PathBuf,
    each: &'e mut dyn FnMut(Found) -> Result<(), Stop>,
}

impl Search<'_> {
    /// One path a line.
    fn list(&mut self, shown: &str, lines: impl BufRead) -> Result<(), Stop> {
        for line in lines.split(b'\n') {
            let line = line.map_err(|error| Stop::at(shown, Message::Unreadable(error)))?;
            let line = line.strip_suffix(b"\r").unwrap_or(&line);
            if !line.is_empty() {
                self.named(Path::new(&os_string(line)))?;
            }
        }
        Ok(())
    }

    /// A file, folder, archive or pattern.
    fn named(&mut self, path: &Path) -> Result<(), Stop> {
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => self.folder(path),
            Ok(about) => self.file(path, &about),
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_pattern(path) => self.pattern(path),
            Err(error) => self.failed(path, unreadable(error)),
        }
    }

    fn file(&mut self, path: &Path, about: &fs::Metadata) -> Result<(), Stop> {
        if !about.is_file() {
            self.failed(path, Reason::of("not_a_file", Batch::NotRegular))
        } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            self.archive(path)
        } else {
            (self.each)(Found { path: path.to_owned(), place: Ok(Place::File(path.to_owned())) })
        }
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Stop> {
        let out = self.out.clone();
        let wanted = |entry: &walkdir::DirEntry| {
            let is_hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
            let is_out = entry.file_type().is_dir() && fs::canonicalize(entry.path()).is_ok_and(|path| path == out);
            !is_hidden && !is_out
        };
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted) {
            match entry.and_then(|entry| entry.metadata().map(|about| (entry, about))) {
                Ok((_, about)) if about.is_dir() => {}
                Ok((entry, about)) => self.file(entry.path(), &about)?,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let reason = match error.loop_ancestor() {
                        Some(_) => Reason::of("link_loop", Batch::LinkLoop),
                        None => unreadable(error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())),
                    };
                    self.failed(&path, reason)?;
                }
            }
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &Path) -> Result<(), Stop> {
        let paths = match glob::glob(&pattern.to_string_lossy()) {
            Ok(paths) => paths,
            Err(error) => return self.failed(pattern, Reason::of("bad_pattern", Batch::BadPattern(error.msg.to_owned()))),
        };
        let mut nothing = true;
        for path in paths {
            nothing = false;
            match path {
                Ok(path) => self.named(&path)?,
                Err(error) => {
                    let path = error.path().to_owned();
                    self.failed(&path, unreadable(error.into()))?;
                }
            }
        }
        if nothing { self.failed(pattern, Reason::of("not_found", Batch::NothingMatches)) } else { Ok(()) }
    }

    fn archive(&mut self, path: &Path) -> Result<(), Stop> {
        let mut archive = match archive::Archive::open(path) {
            Ok(archive) => archive,
            Err(reason) => return self.failed(path, reason),
        };
        for index in 0..archive.len() {
            let Some((name, problem)) = archive.entry(index) else { continue };
            let place = problem.map_or(Ok(Place::Entry { archive: path.to_owned(), index }), Err);
            (self.each)(Found { path: path.join(name), place })?;
        }
        Ok(())
    }

    fn failed(&mut self, path: &Path, reason: Reason) -> Result<(), Stop> {
        (self.each)(Found { path: path.to_owned(), place: Err(reason) })
    }
}

/// Why a file could not be read.
pub(super) fn unreadable(error: io::Error) -> Reason {
    let code = match error.kind() {
        io::ErrorKind::NotFound => "not_found",
        io::ErrorKind::PermissionDenied => "no_permission",
        _ => "unreadable",
    };
    Reason::of(code, Message::Unreadable(error))
}

fn is_pattern(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[".contains(byte))
}

/// A path as bytes, to be kept.
pub(super) fn bytes_of(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// The path that [`bytes_of`] was made from; on Windows without letters that are no Unicode.
#[cfg(unix)]
pub(super) fn os_string(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt as _;
    OsStr::from_bytes(bytes).to_owned()
}

#[cfg(not(unix))]
pub(super) fn os_string(bytes: &[u8]) -> OsString {
    OsStr::new(&*String::from_utf8_lossy(bytes)).to_owned()
}
