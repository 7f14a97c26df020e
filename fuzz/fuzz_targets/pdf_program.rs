//! Any bytes as a font program: no panic, no hang.
//!
//! ```sh
//! cargo fuzz run pdf_program
//! ```
#![no_main]

mod skeleton;

use libfuzzer_sys::fuzz_target;
use skeleton::Parts;

fuzz_target!(|bytes: &[u8]| skeleton::try_it(&Parts { content: skeleton::SHOWS_ALL, program: bytes, ..Parts::default() }));
