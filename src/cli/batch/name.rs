//! Names below OUT, and the part of a run that a name belongs to.

use std::{
    num::NonZero,
    path::{Component, Path},
    str::FromStr,
};

use sha2::{Digest as _, Sha256};

/// A component of a path may be 255 bytes long on nearly all systems; `~2` and `.json` come after it.
const LONGEST: usize = 236;

/// The name of a document below OUT: its path as it was named, without what leads up or to the root, as `tar` does it.
pub(super) fn below(path: &Path) -> String {
    let parts: Vec<String> = path
        .components()
        .filter_map(|part| match part {
            Component::Normal(part) => Some(shortened(&part.to_string_lossy())),
            _ => None,
        })
        .collect();
    let name = parts.join("/");
    match name.split('/').next() {
        // Our own folder.
        Some(".kehoach") => format!("_{name}"),
        Some("") | None => "_".to_owned(),
        _ => name,
    }
}

fn shortened(part: &str) -> String {
    if part.len() <= LONGEST {
        return part.to_owned();
    }
    let digest = Sha256::digest(part.as_bytes());
    let end = part.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST - 9).last().unwrap_or(0);
    let short = &part[..end];
    format!("{short}~{:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3])
}

/// What names are compared by: a file system may not tell capitals apart.
pub(super) fn key(name: &str) -> String {
    name.to_lowercase()
}

/// One of several parts of a run: `2/4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shard {
    /// From 1.
    index: u64,
    of: NonZero<u64>,
}

impl Shard {
    /// True where a document belongs to this part; names that could clash have one key and so one part.
    pub(super) fn holds(self, key: &str) -> bool {
        let digest = Sha256::digest(key.as_bytes());
        let number = digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        number % self.of == self.index - 1
    }

    /// For names of files: `2-of-4`.
    pub(super) fn tag(self) -> String {
        format!("{}-of-{}", self.index, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(index, of)| Some((index.parse::<u64>().ok()?, of.parse::<NonZero<u64>>().ok()?)));
        match parts {
            Some((index, of)) if (1..=of.get()).contains(&index) => Ok(Self { index, of }),
            _ => Err("I/N with I from 1 to N, such as 2/4".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_below_out() {
        for (path, name) in [
            ("a/b.pdf", "a/b.pdf"),
            ("./a/../b.pdf", "a/b.pdf"),
            ("../shared/Kế hoạch số 5.txt", "shared/Kế hoạch số 5.txt"),
            ("/etc/passwd", "etc/passwd"),
            (".kehoach/ledger", "_.kehoach/ledger"),
            ("..", "_"),
        ] {
            assert_eq!(below(Path::new(path)), name);
        }
    }

    #[test]
    fn a_long_name_is_cut_between_letters_and_stays_its_own() {
        let (one, two) = ("ế".repeat(84) + "1", "ế".repeat(84) + "2");
        let (short, other) = (below(Path::new(&one)), below(Path::new(&two)));
        assert!(short.len() <= LONGEST && short.starts_with("ế") && short != other, "{short}");
    }

    #[test]
    fn every_name_belongs_to_one_shard() {
        let shards: Vec<Shard> = (1..=3).map(|index| format!("{index}/3").parse().expect("a shard")).collect();
        let mut counts = [0; 3];
        for number in 0..300 {
            let holders: Vec<usize> = (0..3).filter(|&at| shards[at].holds(&format!("a/{number}.txt"))).collect();
            assert_eq!(holders.len(), 1);
            counts[holders[0]] += 1;
        }
        assert!(counts.iter().all(|count| (70..130).contains(count)), "{counts:?}");
        for wrong in ["0/3", "4/3", "1/0", "1", "a/b", "/"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
