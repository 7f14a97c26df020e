//! Any bytes behind the first line of a PDF: objects, streams, cross-references, page tree: no panic, no hang.
//!
//! ```sh
//! cargo fuzz run pdf_file fuzz/corpus/pdf_file tests/odd
//! ```
#![no_main]

use kehoach::ingest::{self, Opening};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = if bytes.starts_with(b"%PDF") { bytes.to_vec() } else { [b"%PDF-1.7\n", bytes].concat() };
    let _ = ingest::ingest(file, &Opening::default());
});
