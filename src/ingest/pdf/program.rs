//! What the program of a font says of its glyphs, where the file itself does not say which characters they are.

use std::{cell::Cell, collections::BTreeMap};

use lopdf::{Dictionary, Document};
use ttf_parser::{Face, GlyphId, PlatformId, cff};

use super::{
    encoding,
    lexer::{Lexer, Token},
    open::{self, Get},
};

/// True where the file holds the font's program.
pub(super) fn is_embedded(descriptor: &Dictionary) -> bool {
    [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key))
}

/// What was read of a font's program.
pub(super) struct Program {
    /// Characters of glyphs, by the program's own Unicode map or their names.
    characters: BTreeMap<u16, String>,
    /// Glyphs of codes, by the program's other maps.
    codes: BTreeMap<u8, u16>,
    /// Names of codes, in a Type 1 program.
    names: BTreeMap<u8, String>,
    /// Glyphs that show nothing.
    blank: Vec<u16>,
}

impl Program {
    /// Reads the program; none where there is none, or it is damaged.
    pub(super) fn read(document: &Document, descriptor: &Dictionary, left: &Cell<usize>) -> Option<Self> {
        if let Some(stream) = descriptor.stream(document, b"FontFile") {
            return Some(type_1(&open::side_stream(stream, left)?));
        }
        let stream = descriptor.stream(document, b"FontFile2").or_else(|| descriptor.stream(document, b"FontFile3"))?;
        let bytes = open::side_stream(stream, left)?;
        match Face::parse(&bytes, 0) {
            Ok(face) => Some(open_type(&face)),
            Err(_) => cff::Table::parse(&bytes).map(|table| compact(&table)),
        }
    }

    /// The characters of a glyph.
    pub(super) fn characters_of_glyph(&self, glyph: u16, out: &mut String) -> bool {
        if let Some(characters) = self.characters.get(&glyph) {
            out.push_str(characters);
            return true;
        }
        let blank = glyph > 0 && self.blank.binary_search(&glyph).is_ok();
        if blank {
            out.push(' ');
        }
        blank
    }

    /// The characters of a code of a simple font.
    pub(super) fn characters_of_code(&self, code: u8, is_true_type: bool, out: &mut String) -> bool {
        if let Some(name) = self.names.get(&code) {
            return encoding::characters_of_name(name, out);
        }
        match self.codes.get(&code) {
            Some(&glyph) => self.characters_of_glyph(glyph, out),
            None => !is_true_type && self.characters_of_glyph(u16::from(code), out),
        }
    }

    /// The characters of a glyph that the file names by its number: `g37`, `glyph37`, `cid37`.
    pub(super) fn characters_of_named(&self, name: &[u8], out: &mut String) -> bool {
        let digits = name.iter().position(u8::is_ascii_digit).map(|at| &name[at..]);
        let number = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        number.is_some_and(|number| self.characters_of_glyph(number, out))
    }
}

/// Stretches in which Vietnamese and what stands beside it are coded.
const ASKED: &[std::ops::RangeInclusive<u32>] =
    &[0x20..=0x24f, 0x300..=0x36f, 0x370..=0x3ff, 0x1e00..=0x1eff, 0x2000..=0x22ff, 0x2500..=0x27bf, 0xfb00..=0xfb06];

fn open_type(face: &Face<'_>) -> Program {
    let mut program = Program { characters: BTreeMap::new(), codes: BTreeMap::new(), names: BTreeMap::new(), blank: Vec::new() };
    // Asked for character by character: a map may claim to hold four thousand million.
    for c in ASKED.iter().cloned().flatten().filter_map(char::from_u32) {
        if let Some(glyph) = face.glyph_index(c).filter(|glyph| glyph.0 > 0) {
            program.characters.entry(glyph.0).or_insert_with(|| c.to_string());
        }
    }
    for glyph in 1..face.number_of_glyphs() {
        if program.characters.contains_key(&glyph) {
            continue;
        }
        let mut characters = String::new();
        if face.glyph_name(GlyphId(glyph)).is_some_and(|name| encoding::characters_of_name(name, &mut characters)) {
            program.characters.insert(glyph, characters);
        } else if face.glyph_bounding_box(GlyphId(glyph)).is_none() {
            program.blank.push(glyph);
        }
    }
    let tables = face.tables().cmap.iter().flat_map(|cmap| cmap.subtables);
    for table in tables.filter(|table| !table.is_unicode() || table.platform_id == PlatformId::Windows) {
        for code in 0..=255_u8 {
            let glyph = table.glyph_index(0xf000 | u32::from(code)).or_else(|| table.glyph_index(u32::from(code)));
            if let Some(glyph) = glyph.filter(|glyph| glyph.0 > 0) {
                program.codes.entry(code).or_insert(glyph.0);
            }
        }
    }
    program
}

fn compact(table: &cff::Table<'_>) -> Program {
    let mut program = Program { characters: BTreeMap::new(), codes: BTreeMap::new(), names: BTreeMap::new(), blank: Vec::new() };
    for glyph in 1..table.number_of_glyphs() {
        let mut characters = String::new();
        if table.glyph_name(GlyphId(glyph)).is_some_and(|name| encoding::characters_of_name(name, &mut characters)) {
            program.characters.insert(glyph, characters);
        }
    }
    for code in 0..=255_u8 {
        if let Some(glyph) = table.glyph_index(code).filter(|glyph| glyph.0 > 0) {
            program.codes.insert(code, glyph.0);
        }
    }
    program
}

/// The encoding in the clear part of a Type 1 program: `dup 65 /A put`.
fn type_1(bytes: &[u8]) -> Program {
    const LONGEST: usize = 1 << 16;
    let mut program = Program { characters: BTreeMap::new(), codes: BTreeMap::new(), names: BTreeMap::new(), blank: Vec::new() };
    let (mut code, mut name) = (None, None);
    for token in Lexer::new(&bytes[..bytes.len().min(LONGEST)]) {
        match token {
            Token::Number(number) => code = u8::try_from(open::whole(number)).ok(),
            Token::Name(found) => name = std::str::from_utf8(found).ok(),
            Token::Word(b"put") => {
                if let (Some(code), Some(name)) = (code.take(), name.take()) {
                    program.names.insert(code, name.to_owned());
                }
            }
            Token::Word(b"eexec") => break,
            _ => {}
        }
    }
    program
}
