//! What identifies a set of files.

use sha2::{Digest, Sha256};

/// SHA-256 over names and texts, hexadecimal.
pub(super) fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    let mut digest = Sha256::new();
    for part in files.into_iter().flat_map(|(name, text)| [name, text]) {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
