//! What the bytes of a file tell before lopdf opens it: that it would ask for too much, or is locked.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use aho_corasick::AhoCorasick;

use super::{
    gate,
    lexer::{self, Lexer, Token},
};
use crate::{
    error::Error,
    limit::{Limit, Limits},
};

/// The key of a locked file's dictionary, and what stands for it, so that lopdf opens the file as if it were not locked: only then does it
/// let each object be seen before it is kept.
pub(super) const ENCRYPT: &[u8] = b"Encrypt";
pub(super) const LOCKING: &[u8] = b"Locking";

/// A file as lopdf may open it.
pub(super) struct Raw<'b> {
    pub(super) bytes: Cow<'b, [u8]>,
    pub(super) is_locked: bool,
    /// How often the file leads on to another table of its objects.
    pub(super) tables: u64,
}

/// The file as lopdf may open it.
pub(super) fn look_through(bytes: &[u8], limits: Limits) -> Result<Raw<'_>, Error> {
    const KEYS: [&[u8]; 4] = [b"/Length", b"/Encrypt", b"/Prev", b"/XRefStm"];
    if hides_a_key(bytes) {
        return Err(Error::Damaged);
    }
    let mut raw = Raw { bytes: Cow::Borrowed(bytes), is_locked: false, tables: 0 };
    let Ok(finder) = AhoCorasick::new(KEYS) else { return Ok(raw) };
    let mut lengths = Vec::new();
    for found in finder.find_iter(bytes) {
        let ends = bytes.get(found.end()).is_none_or(|&byte| !lexer::is_regular(byte));
        match found.pattern().as_usize() {
            _ if !ends => {}
            0 => lengths.push(found.start()),
            1 => {
                raw.bytes.to_mut()[found.start() + 1..found.end()].copy_from_slice(LOCKING);
                raw.is_locked = true;
            }
            _ => raw.tables += 1,
        }
    }
    let lengths = told_lengths(bytes, &lengths);
    if are_chained(&lengths) {
        return Err(Error::Damaged);
    }
    count_objects(bytes, limits, &lengths)?;
    Ok(raw)
}

/// True where one of the keys that are looked for is written with escapes, as no program does.
fn hides_a_key(bytes: &[u8]) -> bool {
    const HIDEABLE: [&[u8]; 4] = [b"Length", ENCRYPT, b"Prev", b"XRefStm"];
    const LONGEST: usize = 3 * ENCRYPT.len();
    let is_hidden = |at: usize| {
        let before = &bytes[at.saturating_sub(LONGEST)..at];
        let start = before.iter().rposition(|&byte| byte == b'/').map(|slash| at - before.len() + slash + 1);
        start.is_some_and(|start| {
            let name = &bytes[start..bytes.len().min(start + LONGEST)];
            let end = name.iter().position(|&byte| !lexer::is_regular(byte)).unwrap_or(name.len());
            HIDEABLE.contains(&lexer::name(&name[..end]).as_ref())
        })
    };
    (0..bytes.len()).filter(|&at| bytes[at] == b'#').any(is_hidden)
}

/// Objects that stand alone are counted: one may be written in two bytes, and is kept in eighty.
fn count_objects(bytes: &[u8], limits: Limits, lengths: &Lengths) -> Result<(), Error> {
    // As often as this bytes may belong to an object: in damaged files one may reach over others.
    const TIMES: u64 = 4;
    // Bytes of all objects that tell lengths, each as often as it is asked.
    const ASKED: u64 = 16 << 20;
    let allowed = limits.of(Limit::Objects);
    let mut times: BTreeMap<u32, u64> = BTreeMap::new();
    lengths.values().flatten().for_each(|&to| *times.entry(to).or_insert(0) += 1);
    let Ok(finder) = AhoCorasick::new([&b" obj"[..]]) else { return Ok(()) };
    let (mut objects, mut left, mut asked) = (allowed, bytes.len() as u64 * TIMES, ASKED);
    for found in finder.find_iter(bytes) {
        let (rest, length) = gate::count_tokens(&bytes[found.end()..], objects).ok_or(Error::Limit(Limit::Objects, allowed))?;
        objects = rest;
        left = left.checked_sub(length).ok_or(Error::Damaged)?;
        let asks = number_before(&bytes[..found.start()]).and_then(|number| times.get(&number)).copied().unwrap_or(0);
        asked = asked.checked_sub(asks * length).ok_or(Error::Damaged)?;
    }
    Ok(())
}

/// Numbers of the streams whose lengths are told by other objects, and the numbers of these.
type Lengths = BTreeMap<u32, BTreeSet<u32>>;

fn told_lengths(bytes: &[u8], keys: &[usize]) -> Lengths {
    const NEAR: usize = 4096;
    let mut lengths = Lengths::new();
    for &key in keys {
        let start = key + b"/Length".len();
        let mut after = Lexer::new(&bytes[start..bytes.len().min(start + 64)]);
        let (Some(Token::Number(to)), Some(Token::Number(_)), Some(Token::Word(word))) = (after.next(), after.next(), after.next()) else {
            continue;
        };
        let before = &bytes[key.saturating_sub(NEAR)..key];
        let number = before.windows(4).rposition(|window| window == b" obj").and_then(|at| number_before(&before[..at]));
        if word.starts_with(b"R")
            && let Some(from) = number
        {
            lengths.entry(from).or_default().insert(super::open::whole(to));
        }
    }
    lengths
}

/// The number of the object whose header ends here, but for "obj".
fn number_before(header: &[u8]) -> Option<u32> {
    const LONGEST: usize = 24;
    let header = &header[header.len().saturating_sub(LONGEST)..];
    let digits = header.rsplit(|byte| !byte.is_ascii_digit()).filter(|part| !part.is_empty()).nth(1)?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// True where the length of a stream is told by a stream whose length is told by another, and so on: lopdf follows them all at once.
fn are_chained(lengths: &Lengths) -> bool {
    const MOST: usize = 100;
    lengths.values().flatten().filter(|to| lengths.contains_key(to)).count() > MOST
}
