//! The words before a number: its type, "số", and who issued it where that stands between.

use std::ops::Range;

use super::{names::Names, tail};
use crate::{extract::Context, passage::Passage};

/// What the words before a number say.
#[derive(Debug)]
pub(super) struct Head {
    /// Where the reference begins: at the type, or at "số".
    pub(super) start: usize,
    /// The type that they name.
    pub(super) kind: Option<String>,
    /// Who issued it: "các Nghị định của Chính phủ: số …".
    pub(super) issuer: Option<String>,
    /// True where several numbers of that type follow.
    pub(super) list: bool,
}

/// Bytes between a type and "số" in which an issuer may stand.
const ISSUER_WITHIN: usize = 120;

/// The head that ends right before the end of `space`; nothing where other words stand there.
pub(super) fn before(passage: &Passage, space: Range<usize>, names: &Names, context: &Context) -> Option<Head> {
    let folded = &passage.folded()[..space.end];
    let (rest, _) = without_colon(folded.trim_end());
    let (rest, counted) = without_so(rest);
    let (rest, colon) = without_colon(rest);
    if let Some((start, kind)) = names.type_ending(rest).filter(|(start, _)| *start >= space.start) {
        return Some(Head {
            start,
            kind: Some(kind.to_owned()),
            issuer: None,
            list: is_plural(folded, start) || (colon && counted.is_some()),
        });
    }
    // "so" and the like are readings of "số" only after a type.
    let so = counted.filter(|start| folded[*start..].starts_with("số") && *start >= space.start)?;
    if let Some((start, kind, issuer)) = issued(passage, space.start..rest.len(), names, context) {
        return Some(Head { start, kind: Some(kind), issuer: Some(issuer), list: colon || is_plural(folded, start) });
    }
    Some(Head { start: so, kind: None, issuer: None, list: false })
}

/// "Nghị định của Chính phủ" at the end of `space`.
fn issued(passage: &Passage, space: Range<usize>, names: &Names, context: &Context) -> Option<(usize, String, String)> {
    let folded = &passage.folded()[..space.end];
    let from = space.start.max(space.end.saturating_sub(ISSUER_WITHIN));
    let from = (from..=space.end).find(|at| folded.is_char_boundary(*at))?;
    let of = from + folded[from..].rfind(" của ")?;
    let (start, kind) = names.type_ending(&folded[..of]).filter(|(start, _)| *start >= space.start)?;
    let (end, issuer) = tail::issuer(passage, of, names, context)?;
    (end == space.end).then(|| (start, kind.to_owned(), issuer))
}

fn is_plural(folded: &str, start: usize) -> bool {
    folded[..start].trim_end().strip_suffix("các").is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

fn without_colon(text: &str) -> (&str, bool) {
    text.strip_suffix(':').map_or((text, false), |rest| (rest.trim_end(), true))
}

/// The text before a final "số", and where that stands.
fn without_so(text: &str) -> (&str, Option<usize>) {
    for so in ["số", "so", "sô", "sổ"] {
        if let Some(rest) = text.strip_suffix(so).filter(|rest| !rest.ends_with(char::is_alphanumeric)) {
            return (rest.trim_end(), Some(rest.len()));
        }
    }
    (text, None)
}
