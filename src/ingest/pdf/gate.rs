//! What lopdf would read without end while it opens a file is counted while it does: the objects, those in object streams too, and streams
//! that lie over one another.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::lexer::{Lexer, Token};
use crate::{
    error::Error,
    limit::{Limit, Limits},
};

/// How many streams' worth of bytes all object streams may have, and be read of; programs write a hundred objects into each.
const STREAMS: u64 = 16;
/// How many streams may be as long as the file for all that is known when they are read.
const UNMEASURED: u64 = 4;
/// What an array or a dictionary counts for beside what it holds: it is given room at once.
const ROOM: u64 = 4;
/// What an object that stands alone counts for beside itself: its number and its place.
const PLACE: u64 = 2;

/// Why a file is not opened further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Limit(Limit),
    /// Streams lie over one another.
    Overlap,
}

/// What objects may still have.
#[derive(Debug, Clone, Copy)]
struct Left {
    /// Bytes of one object stream.
    stream: u64,
    /// Bytes of all.
    bytes: u64,
    objects: u64,
    /// Bytes of the file.
    length: u64,
    /// Bytes that streams may have as they stand in the file.
    plain: u64,
    /// The same for streams whose length is not known yet.
    unmeasured: u64,
    /// True where the file is locked: what is in object streams is read when it is unlocked.
    is_locked: bool,
    over: Option<Over>,
}

thread_local! {
    // lopdf takes a plain function, which can hold nothing; it calls it on the thread that opens the file.
    static LEFT: Cell<Left> = const { Cell::new(START) };
    /// Numbers of the objects in the object stream that was seen last: they come next.
    static MEMBERS: RefCell<BTreeSet<u32>> = const { RefCell::new(BTreeSet::new()) };
}

const START: Left = Left { stream: 0, bytes: 0, objects: 0, length: 0, plain: 0, unmeasured: 0, is_locked: false, over: None };

/// The type of an object stream whose file is locked, so that lopdf leaves it alone.
pub(super) const LOCKED_STREAM: &[u8] = b"LockedObjStm";

/// A file of `length` bytes is opened.
pub(super) fn begin(limits: Limits, length: usize, is_locked: bool) {
    let stream = limits.of(Limit::StreamBytes);
    let (bytes, length) = (stream.saturating_mul(STREAMS), length as u64);
    let objects = limits.of(Limit::Objects);
    LEFT.set(Left { stream, bytes, objects, length, plain: length, unmeasured: length * UNMEASURED, is_locked, over: None });
    MEMBERS.with_borrow_mut(BTreeSet::clear);
}

/// Fails where objects were left out since [`begin`].
pub(super) fn check(limits: Limits) -> Result<(), Error> {
    match LEFT.get().over {
        Some(Over::Limit(limit)) => Err(Error::Limit(limit, limits.of(limit))),
        Some(Over::Overlap) => Err(Error::Damaged),
        None => Ok(()),
    }
}

/// Lets an object pass, but for one with which there are too many, and all after it, and for elements of the logical structure.
pub(super) fn admit(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let left = LEFT.get();
    if left.over.is_some() {
        // This one ends the opening, so that no list of a million places of one object is followed.
        *object = endless(left.stream);
        return Some((id, Object::Null));
    }
    let is_member = MEMBERS.with_borrow(|members| members.contains(&id.0));
    let after = match object {
        // It was counted with its stream.
        _ if is_member => Ok(left),
        Object::Stream(stream) if stream.dict.has_type(b"ObjStm") && left.is_locked => {
            stream.dict.set("Type", Object::Name(LOCKED_STREAM.to_vec()));
            plain(object, left)
        }
        Object::Stream(stream) if stream.dict.has_type(b"ObjStm") => count(stream, left).map(|(left, members)| {
            MEMBERS.set(members);
            left
        }),
        _ => plain(object, left),
    };
    LEFT.set(after.unwrap_or_else(|over| Left { over: Some(over), ..left }));
    after.ok()?;
    // What a producer says of headings and paragraphs is most of the objects of a tagged file, and nobody asks for it.
    if object.as_dict().is_ok_and(|dict| dict.has_type(b"StructElem")) {
        return None;
    }
    // Of an object in a stream lopdf keeps what is handed back; of one that stands alone, `object`, even if one in a stream has its number.
    Some((id, if is_member { object.clone() } else { Object::Null }))
}

/// Counts an object stream of a file that was unlocked; false where it holds too much.
pub(super) fn admits(stream: &Stream) -> bool {
    let left = LEFT.get();
    let after = left.over.map_or_else(|| count(stream, left).map(|(left, _)| left), Err);
    LEFT.set(after.unwrap_or_else(|over| Left { over: Some(over), ..left }));
    after.is_ok()
}

/// A stream that is over the limit of one object stream, at which lopdf gives up.
fn endless(limit: u64) -> Object {
    const MOST: usize = 64 << 20;
    let length = usize::try_from(limit).map_or(MOST, |limit| limit.saturating_add(1).min(MOST));
    Object::Stream(Stream::new(dictionary! { "Type" => "ObjStm" }, vec![0; length]))
}

/// What is left after an object that stands alone.
fn plain(object: &mut Object, mut left: Left) -> Result<Left, Over> {
    left.objects = left.objects.checked_sub(PLACE + weight(object)).ok_or(Over::Limit(Limit::Objects))?;
    let Object::Stream(stream) = object else { return Ok(left) };
    left.plain = left.plain.checked_sub(stream.content.len() as u64).ok_or(Over::Overlap)?;
    // lopdf reads it again when it knows all objects.
    if stream.content.is_empty() && !matches!(stream.dict.get(b"Length"), Ok(Object::Integer(_)) | Err(_)) {
        match left.unmeasured.checked_sub(left.length.saturating_sub(stream.start_position.unwrap_or(0) as u64)) {
            Some(rest) => left.unmeasured = rest,
            None => stream.dict.set("Length", 0),
        }
    }
    Ok(left)
}

/// How many objects one is, with those that it holds.
fn weight(object: &Object) -> u64 {
    let dictionary = |dict: &Dictionary| 1 + ROOM + dict.iter().map(|(_, value)| weight(value)).sum::<u64>();
    match object {
        Object::Array(all) => 1 + ROOM + all.iter().map(weight).sum::<u64>(),
        Object::Dictionary(dict) => dictionary(dict),
        Object::Stream(stream) => dictionary(&stream.dict),
        _ => 1,
    }
}

/// What is left after an object stream, and the numbers of its objects; where it takes more, what is hit.
fn count(stream: &Stream, mut left: Left) -> Result<(Left, BTreeSet<u32>), Over> {
    let mut members = BTreeSet::new();
    let allowed = usize::try_from(left.stream.min(left.bytes)).unwrap_or(usize::MAX);
    let bytes = match stream.get_plain_content_with_limit(allowed) {
        Ok(bytes) => bytes,
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => return Err(Over::Limit(Limit::StreamBytes)),
        // Damaged: lopdf leaves it out.
        Err(_) => return Ok((left, members)),
    };
    left.bytes -= bytes.len() as u64;
    let Some(first) = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok()) else {
        return Ok((left, members));
    };
    let index = bytes.get(..first).unwrap_or(&bytes);
    for (nth, part) in index.split(u8::is_ascii_whitespace).filter(|part| !part.is_empty()).enumerate() {
        left.objects = left.objects.checked_sub(1).ok_or(Over::Limit(Limit::Objects))?;
        let number = std::str::from_utf8(part).ok().and_then(|part| part.parse::<u32>().ok());
        if nth % 2 == 0 {
            members.extend(number);
            continue;
        }
        let Some(object) = number.and_then(|offset| bytes.get(first.checked_add(offset as usize)?..)) else { continue };
        // Objects may lie over one another: each is counted as far as it reaches.
        let (objects, length) = count_tokens(object, left.objects).ok_or(Over::Limit(Limit::Objects))?;
        left.objects = objects;
        left.bytes = left.bytes.checked_sub(length).ok_or(Over::Limit(Limit::StreamBytes))?;
    }
    Ok((left, members))
}

/// What is left of `allowed` objects after the one with which `bytes` begin, and its length; none where it holds more.
pub(super) fn count_tokens(bytes: &[u8], mut allowed: u64) -> Option<(u64, u64)> {
    let mut depth = 0_i32;
    let mut lexer = Lexer::new(bytes);
    for token in lexer.by_ref() {
        let opens = matches!(token, Token::Open | Token::OpenDict);
        allowed = allowed.checked_sub(if opens { 1 + ROOM } else { 1 })?;
        match token {
            Token::Open | Token::OpenDict => depth += 1,
            Token::Close | Token::CloseDict => depth -= 1,
            _ => {}
        }
        if depth <= 0 {
            break;
        }
    }
    Some((allowed, (bytes.len() - lexer.left()) as u64))
}
