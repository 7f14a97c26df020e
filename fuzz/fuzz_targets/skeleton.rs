//! A small PDF whose parts are the bytes that are tried: each target puts them in another place.

#![allow(dead_code, reason = "each target uses a part of it")]
use std::io::Write as _;

use kehoach::ingest::{self, Opening};

/// The streams of the file.
#[derive(Default)]
pub struct Parts<'b> {
    /// The content of the page.
    pub content: &'b [u8],
    /// A map from codes to characters.
    pub to_unicode: &'b [u8],
    /// A map from codes to glyphs.
    pub encoding: &'b [u8],
    /// A font program: TrueType, Type 1, CFF.
    pub program: &'b [u8],
    /// The entries of the font's dictionaries: widths, differences.
    pub font: &'b [u8],
}

/// Reads a file of these parts: no panic, no hang.
pub fn try_it(parts: &Parts<'_>) {
    let mut file = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 4 0 R>>
/Font<</F1 5 0 R/F2 8 0 R/F3 11 0 R>>>>>>endobj
9 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/X/FontDescriptor 10 0 R/CIDToGIDMap 12 0 R>>endobj
10 0 obj<</Type/FontDescriptor/FontFile 7 0 R/FontFile2 7 0 R/FontFile3 7 0 R>>endobj\n"
        .to_vec();
    let font = |head: &str| [head.as_bytes(), parts.font, b">>endobj\n"].concat();
    file.extend(font("5 0 obj<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 12 0 R/ToUnicode 6 0 R/DescendantFonts[9 0 R]"));
    file.extend(font("8 0 obj<</Type/Font/Subtype/TrueType/BaseFont/.VnTime/FirstChar 1/FontDescriptor 10 0 R"));
    file.extend(font("11 0 obj<</Type/Font/Subtype/Type1/BaseFont/Y/FirstChar 1/FontDescriptor 10 0 R"));
    for (number, bytes) in [(4, parts.content), (6, parts.to_unicode), (7, parts.program), (12, parts.encoding)] {
        write!(file, "{number} 0 obj<</Type/XObject/Subtype/Form/Length {}>>stream\n", bytes.len()).expect("memory takes everything");
        file.extend_from_slice(bytes);
        file.extend_from_slice(b"\nendstream endobj\n");
    }
    file.extend_from_slice(b"trailer<</Size 13/Root 1 0 R>>\nstartxref\n0\n%%EOF");
    let _ = ingest::ingest(file, &Opening::default());
}

/// Content that shows each code once, in each font.
pub const SHOWS_ALL: &[u8] = b"BT /F1 12 Tf <000100020003004100420043010002000300ffff> Tj /F2 12 Tf (\\001ABCabc\\200\\240\\377) Tj /F3 12 Tf (ABCabc) Tj ET";
