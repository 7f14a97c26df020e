//! Makes our grammars ready when the program is built, so that no start has to: parses, expands and compiles each of them.
//!
//! The work is that of `src/grammar`, whose rooms are taken in here as they stand; the program does the same for a user's grammars.

#![allow(dead_code, unreachable_pub, clippy::print_stdout, reason = "rooms of the library are used in part; cargo is told by printing")]

use std::{env, error::Error, fs, path::Path};

#[path = "src/code.rs"]
mod code;
#[path = "src/error.rs"]
mod error;
#[path = "src/fold.rs"]
mod fold;

#[path = "src/grammar"]
mod grammar {
    #[path = "automaton.rs"]
    mod automaton;
    #[path = "files.rs"]
    mod files;
    #[path = "finder.rs"]
    mod finder;
    #[path = "literal.rs"]
    mod literal;
    #[path = "parts.rs"]
    mod parts;
    #[path = "ready.rs"]
    mod ready;
    #[path = "spec.rs"]
    mod spec;

    /// Our grammars as bytes, in the order of the list.
    pub(super) fn ready() -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        let mut parts = parts::Parts::default();
        parts.add("grammars/parts.toml", files::PARTS)?;
        let ready = files::GRAMMARS.iter().map(|(name, text)| ready::Ready::of(&format!("grammars/{name}.toml"), text, &parts));
        let grammars = ready.collect::<Result<Vec<_>, _>>()?;
        let finders = ready::finders(&ready::listed(grammars.iter()).0).ok_or("too many cues")?;
        Ok(postcard::to_allocvec(&ready::Ours { grammars, finders })?)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build.rs", "grammars", "src/code.rs", "src/error.rs", "src/fold.rs", "src/grammar"] {
        println!("cargo::rerun-if-changed={path}");
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("grammars"), grammar::ready()?)?;
    Ok(())
}
