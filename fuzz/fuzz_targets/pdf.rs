//! Any bytes as the content of a page, as a map of characters and as a font: no panic, no hang.
//!
//! ```sh
//! cargo +nightly fuzz run pdf
//! ```
#![no_main]

use std::io::Write as _;

use kehoach::ingest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (content, rest) = bytes.split_at(bytes.len() / 2);
    let (map, font) = rest.split_at(rest.len() / 2);
    let mut file = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 4 0 R>>
/Font<</F1 5 0 R/F2 8 0 R>>>>>>endobj
5 0 obj<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[9 0 R]>>endobj
8 0 obj<</Type/Font/Subtype/TrueType/BaseFont/.VnTime/FirstChar 1/FontDescriptor 10 0 R>>endobj
9 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/X/FontDescriptor 10 0 R/CIDToGIDMap 6 0 R>>endobj
10 0 obj<</Type/FontDescriptor/FontFile2 7 0 R>>endobj\n"
        .to_vec();
    for (number, bytes) in [(4, content), (6, map), (7, font)] {
        write!(file, "{number} 0 obj<</Type/XObject/Subtype/Form/Length {}>>stream\n", bytes.len()).expect("memory takes everything");
        file.extend_from_slice(bytes);
        file.extend_from_slice(b"\nendstream endobj\n");
    }
    file.extend_from_slice(b"trailer<</Size 11/Root 1 0 R>>\nstartxref\n0\n%%EOF");
    let _ = ingest::ingest(file, &ingest::Opening::default());
});
