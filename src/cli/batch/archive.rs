//! ZIP archives, as hostile as they come: nothing is unpacked to disk, names never lead outside, and no more is inflated than asked for.

use std::{
    fs::File,
    io::{self, BufReader, Read as _},
    path::{Component, Path, PathBuf},
};

use zip::{ZipArchive, result::ZipError};

use super::{inputs::unreadable, record::Reason};
use crate::cli::message::Batch;

/// An archive that is open.
pub(super) struct Archive {
    zip: ZipArchive<BufReader<File>>,
}

impl Archive {
    pub(super) fn open(path: &Path) -> Result<Self, Reason> {
        let file = File::open(path).map_err(unreadable)?;
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(refused)?;
        // The crate knows entries by name: of two with one name it would show only the last.
        if zip.has_duplicate_names() {
            return Err(Reason::of("archive_same_names", Batch::SameNames));
        }
        // What lies on its own bytes inflates to at most a thousand times of them; a bomb lays its files over each other.
        if zip.has_overlapping_files().map_err(refused)? {
            return Err(Reason::of("archive_overlaps", Batch::ArchiveOverlaps));
        }
        Ok(Self { zip })
    }

    pub(super) fn len(&self) -> u64 {
        self.zip.len() as u64
    }

    /// Name of an entry, and why it cannot be read where that is known; none for folders and what is hidden.
    pub(super) fn entry(&mut self, index: u64) -> Option<(PathBuf, Option<Reason>)> {
        let entry = match usize::try_from(index).map_err(|_| ZipError::FileNotFound).and_then(|index| self.zip.by_index_data(index)) {
            Ok(entry) => entry,
            Err(error) => return Some((index.to_string().into(), Some(refused(error)))),
        };
        // Names without the mark for UTF-8 are often UTF-8 all the same.
        let name = match std::str::from_utf8(entry.name_raw()) {
            Ok(name) => name.to_owned(),
            Err(_) => entry.name().map_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned(), |name| name.into_owned()),
        };
        let name = name.replace('\\', "/");
        if entry.is_dir() || name.ends_with('/') || name.split('/').any(is_hidden) {
            return None;
        }
        let drive = name.as_bytes().get(1) == Some(&b':');
        let inside = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let problem = if !inside || drive || name.contains('\0') {
            // It must not take the archive's own path away when it is joined to it.
            return Some((name.replace('/', "\\").into(), Some(Reason::of("outside_archive", Batch::OutsideArchive))));
        } else if entry.is_symlink() {
            Some(Reason::of("link_in_archive", Batch::LinkInArchive))
        } else if entry.encrypted() {
            Some(Reason::of("locked", Batch::ArchiveLocked))
        } else {
            None
        };
        Some((name.into(), problem))
    }

    /// The bytes of an entry, at most `most` and one more, whatever the archive says of its size.
    pub(super) fn read(&mut self, index: u64, most: u64) -> Result<Vec<u8>, Reason> {
        let index = usize::try_from(index).map_err(|_| refused(ZipError::FileNotFound))?;
        let entry = self.zip.by_index(index).map_err(refused)?;
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|error| refused(error.into()))?;
        Ok(bytes)
    }
}

/// `..` is no hidden name, and leads outside.
fn is_hidden(part: &str) -> bool {
    part.starts_with('.') && part.contains(|c| c != '.')
}

fn refused(error: ZipError) -> Reason {
    match error {
        ZipError::Io(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => unreadable(error),
        error => Reason::of("archive_damaged", Batch::ArchiveDamaged(error.to_string())),
    }
}
