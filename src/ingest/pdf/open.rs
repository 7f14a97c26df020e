//! Opening a file with lopdf, and reaching into its objects without a fear of what they hold.

use std::{borrow::Cow, cell::Cell};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream, xref::XrefRecovery};

use super::{
    budget::{self, Budget},
    gate,
    matrix::Matrix,
    raw::{self, Raw},
    unlock,
};
use crate::{
    error::Error,
    ingest::{Opening, page::Rect},
    limit::Limit,
};

/// Opens a file; one that is locked with an empty password is unlocked, whatever password is given.
pub(super) fn open(bytes: &[u8], opening: &Opening<'_>) -> Result<Document, Error> {
    let Raw { bytes, is_locked, tables } = raw::look_through(bytes, opening.limits)?;
    let limit = opening.limits.of(Limit::StreamBytes);
    // lopdf unfolds each table of objects, as many as lead to each other.
    const TABLES: u64 = 4;
    let of_table = if tables > TABLES { limit.saturating_mul(TABLES) / tables } else { limit };
    let load = |force_reconstruct| {
        gate::begin(opening.limits, bytes.len(), is_locked);
        let options = LoadOptions {
            max_decompressed_size: Some(usize::try_from(of_table).unwrap_or(usize::MAX)),
            filter: Some(gate::admit),
            force_reconstruct,
            ..LoadOptions::default()
        };
        let opened = Document::load_mem_with_options(&bytes, options);
        gate::check(opening.limits)?;
        let mut document = opened.map_err(|error| match error {
            lopdf::Error::Decompress(_) => Error::Limit(Limit::StreamBytes, limit),
            _ => Error::Damaged,
        })?;
        if is_locked {
            unlock::unlock(&mut document, opening.password)?;
            gate::check(opening.limits)?;
        }
        Ok(document)
    };
    let document = load(false)?;
    // Where bytes were lost or added, its table of objects leads past them.
    let has_pages = |document: &Document| document.page_iter().next().is_some();
    if !has_pages(&document)
        && document.xref_recovery != Some(XrefRecovery::Reconstructed)
        && let Some(rebuilt) = load(true).ok().filter(has_pages)
    {
        return Ok(rebuilt);
    }
    Ok(document)
}

/// Values of a dictionary by their kind, references followed.
pub(super) trait Get {
    fn name<'d>(&'d self, document: &'d Document, key: &[u8]) -> Option<&'d [u8]>;
    fn number(&self, document: &Document, key: &[u8]) -> Option<f32>;
    fn array<'d>(&'d self, document: &'d Document, key: &[u8]) -> Option<&'d [Object]>;
    fn dict<'d>(&'d self, document: &'d Document, key: &[u8]) -> Option<&'d Dictionary>;
    fn stream<'d>(&'d self, document: &'d Document, key: &[u8]) -> Option<&'d Stream>;
}

impl Get for Dictionary {
    fn name<'d>(&'d self, document: &'d Document, key: &[u8]) -> Option<&'d [u8]> {
        self.get_deref(key, document).ok()?.as_name().ok()
    }

    fn number(&self, document: &Document, key: &[u8]) -> Option<f32> {
        number_of(document, self.get(key).ok()?)
    }

    fn array<'d>(&'d self, document: &'d Document, key: &[u8]) -> Option<&'d [Object]> {
        self.get_deref(key, document).ok()?.as_array().ok().map(Vec::as_slice)
    }

    fn dict<'d>(&'d self, document: &'d Document, key: &[u8]) -> Option<&'d Dictionary> {
        dict_of(document, self.get(key).ok()?)
    }

    fn stream<'d>(&'d self, document: &'d Document, key: &[u8]) -> Option<&'d Stream> {
        self.get_deref(key, document).ok()?.as_stream().ok()
    }
}

/// What an object is, references followed.
pub(super) fn deref<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

/// The dictionary that an object is, or that stands before a stream.
pub(super) fn dict_of<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    match deref(document, object)? {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The finite number that an object is.
pub(super) fn number_of(document: &Document, object: &Object) -> Option<f32> {
    deref(document, object)?.as_float().ok().filter(|number| number.is_finite())
}

/// A number as a count: negative ones are 0.
pub(super) fn whole(number: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    let whole = number as u32;
    whole
}

/// The bytes of a stream that is no page content: a CMap, a font.
///
/// `left` says how many bytes all of them may still have.
pub(super) fn side_stream(stream: &Stream, left: &Cell<usize>) -> Option<Vec<u8>> {
    let allowed = budget::SIDE_STREAM.min(left.get());
    match unfold(stream, allowed) {
        Ok(bytes) => {
            left.set(left.get() - bytes.len());
            Some(bytes)
        }
        // It was unfolded as far as it may, which takes as long.
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            left.set(left.get() - allowed);
            None
        }
        Err(_) => None,
    }
}

/// The bytes of a stream of content, as many as the budget allows; a stream that does not unfold is left out.
pub(super) fn content<'d>(stream: &'d Stream, budget: &mut Budget) -> Result<Cow<'d, [u8]>, Error> {
    match unfold(stream, budget.bytes_left()) {
        Ok(bytes) => {
            budget.spend_bytes(bytes.len() + budget::STREAM_COST)?;
            Ok(bytes.into())
        }
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => Err(budget.too_many_bytes()),
        // It was looked at all the same.
        Err(_) => budget.spend_bytes(stream.content.len() + budget::STREAM_COST).map(|()| Cow::Borrowed(&[][..])),
    }
}

/// Unfolds a stream. Short names of filters are for images within content, but some producers write them everywhere.
fn unfold(stream: &Stream, limit: usize) -> lopdf::Result<Vec<u8>> {
    let long = |name: &[u8]| -> Option<&'static str> {
        Some(match name {
            b"Fl" => "FlateDecode",
            b"LZW" => "LZWDecode",
            b"A85" => "ASCII85Decode",
            b"AHx" => "ASCIIHexDecode",
            b"RL" => "RunLengthDecode",
            _ => return None,
        })
    };
    let filters = stream.filters().unwrap_or_default();
    if filters.iter().all(|name| long(name).is_none()) {
        return stream.decompressed_content_with_limit(limit);
    }
    let names: Vec<Object> =
        filters.iter().map(|name| Object::Name(long(name).map_or_else(|| name.to_vec(), |long| long.as_bytes().to_vec()))).collect();
    let mut copy = stream.clone();
    copy.dict.set("Filter", names);
    copy.decompressed_content_with_limit(limit)
}

/// A page with what it inherits.
pub(super) struct Leaf<'d> {
    pub(super) dict: &'d Dictionary,
    pub(super) resources: Option<&'d Dictionary>,
    /// From the page's own coordinates to the page as it is seen.
    pub(super) seen: Matrix,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// A page by its id.
pub(super) fn leaf(document: &Document, id: ObjectId) -> Option<Leaf<'_>> {
    const A4: Rect = Rect { left: 0.0, top: 0.0, right: 595.0, bottom: 842.0 };
    let dict = document.get_dictionary(id).ok()?;
    let media = inherited(document, dict, b"MediaBox").and_then(|object| rect(document, object)).unwrap_or(A4);
    let crop = inherited(document, dict, b"CropBox").and_then(|object| rect(document, object)).unwrap_or(media);
    let both = Rect {
        left: media.left.max(crop.left),
        top: media.top.max(crop.top),
        right: media.right.min(crop.right),
        bottom: media.bottom.min(crop.bottom),
    };
    let shown = if both.width() > 1.0 && both.height() > 1.0 { both } else { media };
    let quarters = inherited(document, dict, b"Rotate").and_then(|object| number_of(document, object)).unwrap_or(0.0) / 90.0;
    let (x0, y0, x1, y1) = (shown.left, shown.top, shown.right, shown.bottom);
    let seen = Matrix(match quarters.rem_euclid(4.0) {
        q if (q - 1.0).abs() < 0.1 => [0.0, 1.0, 1.0, 0.0, -y0, -x0],
        q if (q - 2.0).abs() < 0.1 => [-1.0, 0.0, 0.0, 1.0, x1, -y0],
        q if (q - 3.0).abs() < 0.1 => [0.0, -1.0, -1.0, 0.0, y1, x1],
        _ => [1.0, 0.0, 0.0, -1.0, -x0, y1],
    });
    let turned = seen.0[0] == 0.0;
    let (width, height) = if turned { (shown.height(), shown.width()) } else { (shown.width(), shown.height()) };
    Some(Leaf {
        dict,
        resources: inherited(document, dict, b"Resources").and_then(|object| dict_of(document, object)),
        seen,
        width,
        height,
    })
}

/// A value of the page, or of a node of the page tree above it.
fn inherited<'d>(document: &'d Document, page: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    const DEEPEST: usize = 64;
    let mut at = page;
    for _ in 0..DEEPEST {
        if let Ok(found) = at.get_deref(key, document) {
            return Some(found);
        }
        at = at.dict(document, b"Parent")?;
    }
    None
}

/// A box of the file: here top is its lower edge, since heights of a file grow upwards.
pub(super) fn rect(document: &Document, object: &Object) -> Option<Rect> {
    let corners = deref(document, object)?.as_array().ok()?;
    let corner = |at: usize| number_of(document, corners.get(at)?);
    Some(Rect::around((corner(0)?, corner(1)?), (corner(2)?, corner(3)?)))
}

/// A matrix of the file.
pub(super) fn matrix(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<Matrix> {
    let parts = dict.array(document, key)?;
    let mut matrix = [0.0; 6];
    for (at, part) in matrix.iter_mut().enumerate() {
        *part = number_of(document, parts.get(at)?)?;
    }
    Some(Matrix(matrix))
}
