//! Writes small PDFs for tests, object by object.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::Write;

/// A PDF that is put together.
#[derive(Default)]
pub(crate) struct Paper {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
}

/// The object of the catalogue, and of the page tree, in every paper.
const CATALOGUE: usize = 1;
const TREE: usize = 2;

impl Paper {
    /// A paper without pages.
    pub(crate) fn new() -> Self {
        Self { objects: vec![Vec::new(), Vec::new()], pages: Vec::new() }
    }

    /// Adds an object; its number.
    pub(crate) fn object(&mut self, body: &str) -> usize {
        self.objects.push(body.as_bytes().to_vec());
        self.objects.len()
    }

    /// Adds a stream; its number.
    pub(crate) fn stream(&mut self, dict: &str, content: &[u8]) -> usize {
        let mut body = format!("<<{dict}/Length {}>>stream\n", content.len()).into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\nendstream");
        self.objects.push(body);
        self.objects.len()
    }

    /// A font that shows every letter of the Vietnamese alphabet: two bytes are a letter's code point.
    pub(crate) fn font(&mut self, name: &str) -> usize {
        let map = self.stream("", b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0020> <ffff> <0020> endbfrange");
        let below = self.object(&format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        ));
        self.object(&format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{below} 0 R]/ToUnicode {map} 0 R>>"
        ))
    }

    /// Adds an A4 page.
    pub(crate) fn page(&mut self, resources: &str, more: &str, content: &[u8]) -> usize {
        let content = self.stream("", content);
        let page = self.object(&format!(
            "<</Type/Page/Parent {TREE} 0 R/MediaBox[0 0 595 842]/Resources<<{resources}>>/Contents {content} 0 R{more}>>"
        ));
        self.pages.push(page);
        page
    }

    /// The file.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        self.objects[CATALOGUE - 1] = format!("<</Type/Catalog/Pages {TREE} 0 R>>").into_bytes();
        if self.objects[TREE - 1].is_empty() {
            self.objects[TREE - 1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", self.pages.len()).into_bytes();
        }
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        for (at, body) in self.objects.iter().enumerate() {
            offsets.push(file.len());
            writeln!(file, "{} 0 obj", at + 1).expect("memory takes everything");
            file.extend_from_slice(body);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        write!(file, "xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).expect("memory takes everything");
        for offset in &offsets {
            writeln!(file, "{offset:010} 00000 n ").expect("memory takes everything");
        }
        write!(file, "trailer<</Size {}/Root {CATALOGUE} 0 R>>\nstartxref\n{start}\n%%EOF", offsets.len() + 1)
            .expect("memory takes everything");
        file
    }

    /// Says what the page tree is, in place of what the pages make.
    pub(crate) fn tree(&mut self, body: &str) {
        self.objects[TREE - 1] = body.as_bytes().to_vec();
    }
}

/// The content deflated, for a stream that says `/Filter/FlateDecode`.
pub(crate) fn flate(content: &[u8]) -> Vec<u8> {
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), content.to_vec());
    stream.compress().expect("zeros are easy");
    stream.content
}

/// A string of a [`Paper::font`].
pub(crate) fn shown(text: &str) -> String {
    text.encode_utf16().fold(String::from("<"), |hex, unit| hex + &format!("{unit:04x}")) + ">"
}

/// Lines of text from the left top down, 16 points apart; half an em is the width of each letter.
pub(crate) fn lines(left: f32, top: f32, size: f32, lines: &[&str]) -> String {
    let mut content = String::new();
    for (at, line) in lines.iter().enumerate() {
        let y = 842.0 - top - 16.0 * at as f32;
        content += &format!("BT /F1 {size} Tf 1 0 0 1 {left} {y} Tm {} Tj ET\n", shown(line));
    }
    content
}

/// A paper of one page in one font.
pub(crate) fn one_page(content: &str) -> Vec<u8> {
    let mut paper = Paper::new();
    let font = paper.font("Tinos");
    paper.page(&format!("/Font<</F1 {font} 0 R>>"), "", content.as_bytes());
    paper.finish()
}
