//! Any bytes as the content of a page, and of a form that it calls: no panic, no hang.
//!
//! ```sh
//! cargo fuzz run pdf_content
//! ```
#![no_main]

mod skeleton;

use libfuzzer_sys::fuzz_target;
use skeleton::Parts;

fuzz_target!(|bytes: &[u8]| skeleton::try_it(&Parts { content: bytes, ..Parts::default() }));
