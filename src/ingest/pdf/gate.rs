//! What lopdf would read without end while it opens a file is counted before it does: the objects in object streams, and streams whose
//! lengths are told by streams.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
};

use aho_corasick::AhoCorasick;
use lopdf::{Object, ObjectId, Stream};

use super::lexer::{Lexer, Token};
use crate::limit::{Limit, Limits};

/// How many streams' worth of bytes all object streams may have; programs write a hundred objects into each.
const STREAMS: u64 = 4;

/// What object streams may still have.
#[derive(Debug, Clone, Copy)]
struct Left {
    /// Bytes of one.
    stream: u64,
    /// Bytes of all.
    bytes: u64,
    objects: u64,
    /// The limit that was hit.
    over: Option<Limit>,
}

thread_local! {
    // lopdf takes a plain function, which can hold nothing; it calls it on the thread that opens the file.
    static LEFT: Cell<Left> = const { Cell::new(START) };
    /// Numbers of the objects in the object stream that was seen last: they come next.
    static MEMBERS: RefCell<BTreeSet<u32>> = const { RefCell::new(BTreeSet::new()) };
}

const START: Left = Left { stream: 0, bytes: 0, objects: 0, over: None };

/// A file is opened.
pub(super) fn begin(limits: Limits) {
    let stream = limits.of(Limit::StreamBytes);
    LEFT.set(Left { stream, bytes: stream.saturating_mul(STREAMS), objects: limits.of(Limit::Objects), over: None });
    MEMBERS.with_borrow_mut(BTreeSet::clear);
}

/// The limit for which an object stream was left out since [`begin`].
pub(super) fn over() -> Option<Limit> {
    LEFT.get().over
}

/// Lets an object pass, but for an object stream that holds too much.
pub(super) fn admit(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Stream(stream) if stream.dict.has_type(b"ObjStm") => {
            let left = LEFT.get();
            let after = left.over.map_or_else(|| count(stream, left), Err);
            LEFT.set(after.unwrap_or_else(|limit| Left { over: Some(limit), ..left }));
            after.is_ok().then_some((id, Object::Null))
        }
        // Of an object in a stream lopdf keeps what is handed back; of one that stands alone, `object`, even if one in a stream has its number.
        _ if MEMBERS.with_borrow(|members| members.contains(&id.0)) => Some((id, object.clone())),
        _ => Some((id, Object::Null)),
    }
}

/// What is left after an object stream; where it takes more, the limit that it hits.
fn count(stream: &Stream, mut left: Left) -> Result<Left, Limit> {
    let allowed = usize::try_from(left.stream.min(left.bytes)).unwrap_or(usize::MAX);
    let bytes = match stream.get_plain_content_with_limit(allowed) {
        Ok(bytes) => bytes,
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => return Err(Limit::StreamBytes),
        // Damaged: lopdf leaves it out.
        Err(_) => return Ok(left),
    };
    left.bytes -= bytes.len() as u64;
    let Some(first) = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok()) else {
        return Ok(left);
    };
    let index = bytes.get(..first).unwrap_or(&bytes);
    let mut members = BTreeSet::new();
    for (nth, part) in index.split(u8::is_ascii_whitespace).filter(|part| !part.is_empty()).enumerate() {
        left.objects = left.objects.checked_sub(1).ok_or(Limit::Objects)?;
        let number = std::str::from_utf8(part).ok().and_then(|part| part.parse::<u32>().ok());
        if nth % 2 == 0 {
            members.extend(number);
            continue;
        }
        let Some(object) = number.and_then(|offset| bytes.get(first.checked_add(offset as usize)?..)) else { continue };
        // Objects may lie over one another: each is counted as far as it reaches.
        let mut depth = 0_i32;
        for token in Lexer::new(object) {
            left.objects = left.objects.checked_sub(1).ok_or(Limit::Objects)?;
            match token {
                Token::Open | Token::OpenDict => depth += 1,
                Token::Close | Token::CloseDict => depth -= 1,
                _ => {}
            }
            if depth <= 0 {
                break;
            }
        }
    }
    MEMBERS.set(members);
    Ok(left)
}

/// True where the length of a stream is told by a stream whose length is told by another, and so on: lopdf follows them all at once.
pub(super) fn has_chained_lengths(bytes: &[u8]) -> bool {
    const MOST: usize = 100;
    const NEAR: usize = 4096;
    let Ok(finder) = AhoCorasick::new([&b"/Length"[..]]) else { return false };
    let mut lengths: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for found in finder.find_iter(bytes) {
        let mut after = Lexer::new(&bytes[found.end()..bytes.len().min(found.end() + 64)]);
        let (Some(Token::Number(to)), Some(Token::Number(_)), Some(Token::Word(word))) = (after.next(), after.next(), after.next()) else {
            continue;
        };
        let before = &bytes[found.start().saturating_sub(NEAR)..found.start()];
        let header = before.windows(4).rposition(|window| window == b" obj").map(|at| &before[..at]);
        let number = header.and_then(|header| header.rsplit(|byte| !byte.is_ascii_digit()).filter(|part| !part.is_empty()).nth(1));
        if word.starts_with(b"R")
            && let Some(from) = number.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok())
        {
            lengths.entry(from).or_default().insert(super::open::whole(to));
        }
    }
    let chained = lengths.values().flatten().filter(|to| lengths.contains_key(to)).count();
    chained > MOST
}
