//! Reads Vietnamese administrative decisions and the plans they issue, and writes them down as canonical JSON.

pub mod error;
pub mod extract;
pub mod fold;
pub mod grammar;
pub mod ingest;
pub mod layout;
pub mod normalise;
pub mod passage;
pub mod plan;
pub mod source;
pub mod span;
