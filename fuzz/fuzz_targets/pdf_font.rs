//! Any bytes as the entries of fonts: widths, differences, names: no panic, no hang.
//!
//! ```sh
//! cargo fuzz run pdf_font
//! ```
#![no_main]

mod skeleton;

use libfuzzer_sys::fuzz_target;
use skeleton::Parts;

fuzz_target!(|bytes: &[u8]| skeleton::try_it(&Parts { content: skeleton::SHOWS_ALL, font: bytes, ..Parts::default() }));
