//! Any bytes as a map from codes to characters: no panic, no hang.
//!
//! ```sh
//! cargo fuzz run pdf_to_unicode
//! ```
#![no_main]

mod skeleton;

use libfuzzer_sys::fuzz_target;
use skeleton::Parts;

fuzz_target!(|bytes: &[u8]| skeleton::try_it(&Parts { content: skeleton::SHOWS_ALL, to_unicode: bytes, ..Parts::default() }));
