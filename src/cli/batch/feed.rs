//! The files of a run, one after the other: read, told by their bytes, and handed on where there is something to do.
//!
//! One thread does this in the order of the ledger, so that of two files of one content it is always the first that is converted.

use std::{
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
    sync::{atomic::Ordering, mpsc::SyncSender},
};

use sha2::{Digest as _, Sha256};

use super::{
    Run,
    archive::Archive,
    inputs::{Place, unreadable},
    ledger::Entry,
    record::Reason,
};
use crate::cli::{Stop, message::Batch};

/// A document to convert.
pub(super) struct Work {
    pub(super) ordinal: i64,
    /// Its name below OUT.
    pub(super) name: String,
    /// Its file's name without folders, which stands in the plan.
    pub(super) file_name: String,
    pub(super) bytes: Vec<u8>,
}

/// Hands on what is to be converted until all is done, somebody says stop, or nobody takes it.
pub(super) fn all(run: &Run<'_>, give: &SyncSender<Work>) -> Result<(), Stop> {
    let mut reader = Reader { most: run.max_size << 20, mebibytes: run.max_size, open: None };
    let mut last = 0;
    while run.interrupts.load(Ordering::Relaxed) == 0 {
        let Some(entry) = run.ledger()?.next(last)? else { break };
        last = entry.ordinal;
        if let Some(work) = prepare(run, &mut reader, entry)?
            && give.send(work).is_err()
        {
            break;
        }
    }
    Ok(())
}

/// What is left to do for a file; none where it is done already, or cannot be read.
fn prepare(run: &Run<'_>, reader: &mut Reader, entry: Entry) -> Result<Option<Work>, Stop> {
    let Entry { ordinal, name, place, settled } = entry;
    let bytes = match place.and_then(|place| reader.read(&place).map(|bytes| (place, bytes))) {
        Ok(read) => read,
        Err(reason) => {
            run.ledger()?.unread(ordinal, reason)?;
            run.progress.step();
            return Ok(None);
        }
    };
    let (place, bytes) = bytes;
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let ledger = run.ledger()?;
    if let Some(first) = ledger.first_with(&sha256, ordinal)? {
        ledger.duplicate(ordinal, &sha256, bytes.len() as u64, first)?;
        run.progress.step();
        return Ok(None);
    }
    let holds = settled.is_some_and(|(settled, plan)| settled == sha256 && plan.is_none_or(|plan| run.store.has_plan(&name, plan)));
    if holds && !run.force {
        ledger.keep(ordinal)?;
        run.unchanged.fetch_add(1, Ordering::Relaxed);
        run.progress.step();
        return Ok(None);
    }
    ledger.begin(ordinal, &sha256, bytes.len() as u64)?;
    let file_name = match &place {
        Place::File(path) => path.file_name().map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned()),
        Place::Entry { .. } => Path::new(&name).file_name().map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned()),
    };
    Ok(Some(Work { ordinal, name, file_name, bytes }))
}

/// Reads files and entries of archives, never more than may be.
struct Reader {
    /// In bytes, and as it was said.
    most: u64,
    mebibytes: u64,
    /// The archive that was read last.
    open: Option<(PathBuf, Archive)>,
}

impl Reader {
    fn read(&mut self, place: &Place) -> Result<Vec<u8>, Reason> {
        let bytes = match place {
            Place::File(path) => self.file(path)?,
            Place::Entry { archive, index } => {
                if self.open.as_ref().is_none_or(|(path, _)| path != archive) {
                    self.open = Some((archive.clone(), Archive::open(archive)?));
                }
                self.open.as_mut().map_or(Ok(Vec::new()), |(_, open)| open.read(*index, self.most))?
            }
        };
        if bytes.len() as u64 > self.most { Err(self.too_large()) } else { Ok(bytes) }
    }

    fn file(&self, path: &Path) -> Result<Vec<u8>, Reason> {
        let about = fs::metadata(path).map_err(unreadable)?;
        // To open a pipe would wait for whoever writes to it.
        if !about.is_file() {
            return Err(Reason::of("not_a_file", Batch::NotRegular));
        }
        if about.len() > self.most {
            return Err(self.too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
        // It may grow while it is read.
        File::open(path).map_err(unreadable)?.take(self.most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }

    fn too_large(&self) -> Reason {
        Reason::of("too_large", Batch::TooLarge(self.mebibytes))
    }
}
