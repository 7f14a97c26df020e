//! Makes an archive to try `kehoach batch` on: `cargo run --release --example archive -- DIR [DOCUMENTS [BROKEN]]`.
//!
//! DIR gets so many documents (10,000), and beside them so many files that are broken (0), as the tests use them.

use std::{env, io, path::Path};

#[path = "../tests/archive/mod.rs"]
mod archive;
#[path = "../tests/paper/mod.rs"]
mod paper;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, counts @ ..] = &arguments[..] else {
        return Err(io::Error::other("name the folder to make: archive DIR [DOCUMENTS [BROKEN]]"));
    };
    let count = |at: usize, usual: u64| counts.get(at).map_or(Ok(usual), |count| count.parse().map_err(io::Error::other));
    let folder = Path::new(folder);
    archive::documents(&folder.join("tốt"), count(0, 10_000)?)?;
    archive::broken(&folder.join("hỏng"), count(1, 0)?, 100)?;
    Ok(())
}
