//! What the build script made of our grammars, ready to read with.

use super::spec::Ready;

/// Our grammars, in the order of [`GRAMMARS`](super::files::GRAMMARS).
pub(super) fn ready() -> Vec<Ready<'static>> {
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/grammars"))).expect("the build script wrote them")
}
