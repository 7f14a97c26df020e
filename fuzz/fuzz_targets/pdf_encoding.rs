//! Any bytes as a map from codes to glyphs, and as one from glyphs to glyphs: no panic, no hang.
//!
//! ```sh
//! cargo fuzz run pdf_encoding
//! ```
#![no_main]

mod skeleton;

use libfuzzer_sys::fuzz_target;
use skeleton::Parts;

fuzz_target!(|bytes: &[u8]| skeleton::try_it(&Parts { content: skeleton::SHOWS_ALL, encoding: bytes, ..Parts::default() }));
