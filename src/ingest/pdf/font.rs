//! Fonts: from the bytes of a string to characters and widths. Each code is looked up once.

use std::{cell::Cell, collections::BTreeMap, rc::Rc};

use lopdf::{Dictionary, Document, Object};

use super::{
    budget,
    cmap::CMap,
    encoding::{self, Base},
    legacy::Legacy,
    open::{self, Get},
    predefined::Predefined,
    program::{self, Program},
};

/// Fonts of a document, each read once.
pub(super) struct Fonts<'d> {
    /// By where the dictionary lies in memory, which stays as long as the document.
    known: BTreeMap<usize, usize>,
    pub(super) list: Vec<Font<'d>>,
    /// Bytes that CMaps and programs may still have.
    side: Rc<Cell<usize>>,
}

impl<'d> Fonts<'d> {
    pub(super) fn new() -> Self {
        Self { known: BTreeMap::new(), list: Vec::new(), side: Rc::new(Cell::new(budget::ALL_SIDE_STREAMS)) }
    }

    /// Bytes of CMaps and programs that were read.
    pub(super) fn bytes(&self) -> usize {
        budget::ALL_SIDE_STREAMS - self.side.get()
    }

    /// The place of a font in the list.
    pub(super) fn load(&mut self, document: &'d Document, dict: &'d Dictionary) -> usize {
        let key = std::ptr::from_ref(dict).addr();
        if let Some(&at) = self.known.get(&key) {
            return at;
        }
        self.list.push(Font::new(document, dict, &self.side));
        self.known.insert(key, self.list.len() - 1);
        self.list.len() - 1
    }
}

/// A font.
pub(super) struct Font<'d> {
    document: &'d Document,
    /// The name without the six letters of a subset.
    pub(super) name: String,
    pub(super) bold: bool,
    /// How far letters reach above the line, in ems.
    pub(super) ascent: f32,
    /// How far they reach below it.
    pub(super) descent: f32,
    legacy: Option<Legacy>,
    to_unicode: Option<CMap>,
    coding: Coding<'d>,
    widths: Widths,
    /// The program, read when first needed.
    program: Option<Option<Program>>,
    descriptor: Option<&'d Dictionary>,
    /// Place of each code in `codes`, plus one, in leaves of 256.
    memo: Vec<Option<Box<[u32; 256]>>>,
    side: Rc<Cell<usize>>,
    codes: Vec<Code>,
    strings: String,
}

/// How a font codes its glyphs.
enum Coding<'d> {
    Simple {
        base: Option<Base>,
        /// Names that differ from the base.
        names: BTreeMap<u8, &'d [u8]>,
        is_true_type: bool,
    },
    /// Two bytes are the number of a glyph.
    Identity {
        glyphs: Option<Vec<u8>>,
    },
    /// The codes are characters.
    Characters(Predefined),
    Embedded {
        map: CMap,
        glyphs: Option<Vec<u8>>,
    },
}

enum Widths {
    Simple { first: u32, list: Vec<f32>, missing: f32, standard: Option<&'static [u16; 95]> },
    Composite { default: f32, ranges: Vec<(u32, u32, Wide)>, list: Vec<f32> },
}

#[derive(Clone, Copy)]
enum Wide {
    All(f32),
    From(usize),
}

/// What a code stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code {
    /// Width in ems.
    pub(super) width: f32,
    start: u32,
    end: u32,
    /// True for the byte 32, after which word spacing is added.
    pub(super) is_blank_byte: bool,
}

impl<'d> Font<'d> {
    fn new(document: &'d Document, dict: &'d Dictionary, side: &Rc<Cell<usize>>) -> Self {
        let subtype = dict.name(document, b"Subtype");
        let below = dict.array(document, b"DescendantFonts").and_then(|fonts| fonts.first()).and_then(|font| open::dict_of(document, font));
        let described = below.unwrap_or(dict);
        let descriptor = described.dict(document, b"FontDescriptor");
        let name = base_name(dict.name(document, b"BaseFont").unwrap_or_default());
        let flags = descriptor.and_then(|d| d.number(document, b"Flags")).unwrap_or(0.0);
        let weight = descriptor.and_then(|d| d.number(document, b"FontWeight")).unwrap_or(0.0);
        let lower = name.to_ascii_lowercase();
        const FORCE_BOLD: f32 = 262_144.0;
        let bold = ["bold", "black", "heavy", "semibold", "demi"].iter().any(|word| lower.contains(word))
            || weight >= 600.0
            || (flags >= FORCE_BOLD && (flags / FORCE_BOLD) % 2.0 >= 1.0);
        let italic = lower.contains("italic") || lower.contains("oblique");
        let em = |key: &[u8], sane: std::ops::Range<f32>, usual: f32| {
            let told = descriptor.and_then(|d| d.number(document, key)).map(|told| told.abs() / 1000.0);
            told.filter(|told| sane.contains(told)).unwrap_or(usual)
        };
        let scale = if subtype == Some(b"Type3") {
            dict.array(document, b"FontMatrix").and_then(|matrix| open::number_of(document, matrix.first()?)).unwrap_or(0.001).abs()
        } else {
            0.001
        };
        let to_unicode =
            dict.stream(document, b"ToUnicode").and_then(|stream| open::side_stream(stream, side)).map(|bytes| CMap::read(&bytes));
        Self {
            document,
            bold,
            ascent: em(b"Ascent", 0.5..1.2, 0.9),
            descent: em(b"Descent", 0.1..0.5, 0.22),
            legacy: Legacy::of_font(&name),
            to_unicode: to_unicode.filter(|map| !map.is_empty()),
            coding: below.map_or_else(|| simple(document, dict, subtype, side), |below| composite(document, dict, below, side)),
            widths: below.map_or_else(
                || simple_widths(document, dict, descriptor, scale, encoding::standard_widths(&name, bold, italic)),
                |below| composite_widths(document, below, side),
            ),
            name,
            program: None,
            descriptor,
            memo: Vec::new(),
            side: Rc::clone(side),
            codes: Vec::new(),
            strings: String::new(),
        }
    }

    /// The next code of a string, and its number of bytes.
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<(Code, usize)> {
        let (code, length) = match &self.coding {
            Coding::Simple { .. } => (u32::from(*bytes.first()?), 1),
            Coding::Characters(map) => map.next_code(bytes)?,
            Coding::Identity { .. } => {
                let pair = bytes.get(..2)?;
                (u32::from(pair[0]) << 8 | u32::from(pair[1]), 2)
            }
            Coding::Embedded { map, .. } => map.next_code(bytes)?,
        };
        Some((self.code(code, length), length))
    }

    /// The characters of a code.
    pub(super) fn characters(&self, code: Code) -> &str {
        &self.strings[code.start as usize..code.end as usize]
    }

    fn code(&mut self, code: u32, length: usize) -> Code {
        // Codes beyond 16 bits are rare; they are looked up each time, and not kept.
        let keeps = code <= 0xffff;
        let (leaf, slot) = (code as usize >> 8 & 0xff, code as usize & 0xff);
        let known = self.memo.get(leaf).and_then(Option::as_ref).map_or(0, |leaf| leaf[slot]);
        if keeps && known > 0 {
            return self.codes[known as usize - 1];
        }
        let start = self.strings.len();
        let mut out = std::mem::take(&mut self.strings);
        self.look_up(code, &mut out);
        self.strings = out;
        let place = |at: usize| u32::try_from(at).unwrap_or(0);
        let found =
            Code { width: self.width(code), start: place(start), end: place(self.strings.len()), is_blank_byte: length == 1 && code == 32 };
        if keeps {
            if self.memo.len() <= leaf {
                self.memo.resize(leaf + 1, None);
            }
            self.codes.push(found);
            self.memo[leaf].get_or_insert_with(|| Box::new([0; 256]))[slot] = place(self.codes.len());
        }
        found
    }

    fn look_up(&mut self, code: u32, out: &mut String) {
        let start = out.len();
        let mapped = self.to_unicode.as_ref().is_some_and(|map| map.characters_of(code, out));
        if !mapped || out[start..].contains(char::REPLACEMENT_CHARACTER) {
            let kept = out.split_off(start);
            if !self.by_encoding(code, out) && !self.by_program(code, out) {
                out.push_str(if kept.is_empty() { "\u{fffd}" } else { &kept });
            }
        }
        self.undisguise(code, start, out);
    }

    /// Symbols in the private area, and Vietnamese of old, by what they show.
    fn undisguise(&self, code: u32, start: usize, out: &mut String) {
        let printed = &out[start..];
        if printed.is_ascii() && self.legacy != Some(Legacy::Tcvn3Capitals) && code < 0x80 {
            return;
        }
        let printed = printed.to_owned();
        if let Some(legacy) = self.legacy {
            out.truncate(start);
            // A map that gives Vietnamese letters is right already.
            let by_code = u8::try_from(code).ok().filter(|&code| matches!(self.coding, Coding::Simple { .. }) && code >= 0x80);
            let is_vietnamese =
                printed.chars().any(|c| matches!(c, 'ă' | 'đ' | 'ơ' | 'ư' | 'Ă' | 'Đ' | 'Ơ' | 'Ư' | '\u{1ea0}'..='\u{1ef9}'));
            match by_code.and_then(|code| legacy.characters(code)) {
                _ if is_vietnamese => out.push_str(&printed),
                Some(shown) if legacy == Legacy::Tcvn3Capitals => out.extend(shown.chars().flat_map(char::to_uppercase)),
                Some(shown) => out.push_str(shown),
                None => legacy.read(&printed, out),
            }
        } else if printed.chars().any(|c| ('\u{f000}'..='\u{f0ff}').contains(&c)) {
            out.truncate(start);
            for c in printed.chars() {
                let low = u8::try_from(u32::from(c) & 0xff).unwrap_or(0);
                out.push(if ('\u{f000}'..='\u{f0ff}').contains(&c) {
                    symbol(&self.name, low).or_else(|| Base::WinAnsi.character(low)).unwrap_or(c)
                } else {
                    c
                });
            }
        }
    }

    fn by_encoding(&self, code: u32, out: &mut String) -> bool {
        match &self.coding {
            Coding::Simple { base, names, .. } => {
                let Ok(code) = u8::try_from(code) else { return false };
                if let Some(name) = names.get(&code) {
                    return std::str::from_utf8(name).is_ok_and(|name| encoding::characters_of_name(name, out));
                }
                let shown = symbol(&self.name, code).or_else(|| base.as_ref()?.character(code));
                out.extend(shown);
                shown.is_some()
            }
            Coding::Characters(map) => {
                let c = map.character(code);
                out.extend(c);
                c.is_some()
            }
            Coding::Identity { .. } | Coding::Embedded { .. } => false,
        }
    }

    fn by_program(&mut self, code: u32, out: &mut String) -> bool {
        if self.program.is_none() {
            self.program = Some(self.descriptor.and_then(|descriptor| Program::read(self.document, descriptor, &self.side)));
        }
        let Some(Some(program)) = &self.program else { return false };
        let glyph_of = |glyphs: &Option<Vec<u8>>, cid: u32| match glyphs {
            Some(map) => {
                let at = cid as usize * 2;
                map.get(at..at + 2).map_or(0, |pair| u16::from_be_bytes([pair[0], pair[1]]))
            }
            None => u16::try_from(cid).unwrap_or(0),
        };
        match &self.coding {
            Coding::Simple { names, is_true_type, .. } => {
                let Ok(code) = u8::try_from(code) else { return false };
                match names.get(&code) {
                    Some(name) => program.characters_of_named(name, out),
                    None => program.characters_of_code(code, *is_true_type, out),
                }
            }
            Coding::Identity { glyphs } => program.characters_of_glyph(glyph_of(glyphs, code), out),
            Coding::Embedded { map, glyphs } => program.characters_of_glyph(glyph_of(glyphs, map.glyph(code).unwrap_or(code)), out),
            Coding::Characters(_) => false,
        }
    }

    fn width(&self, code: u32) -> f32 {
        match &self.widths {
            Widths::Simple { first, list, missing, standard } => {
                let told = code.checked_sub(*first).and_then(|at| list.get(at as usize)).copied();
                let standard = || {
                    let standard = (*standard)?;
                    let shown = u8::try_from(code).ok().and_then(|code| Base::WinAnsi.character(code)).map_or('n', encoding::unmarked);
                    let at = u32::from(shown).checked_sub(32).filter(|&at| at < 95).unwrap_or(u32::from('n') - 32);
                    Some(f32::from(standard[at as usize]) / 1000.0)
                };
                told.or_else(|| if list.is_empty() { standard() } else { None }).unwrap_or(*missing)
            }
            Widths::Composite { default, ranges, list } => {
                let cid = match &self.coding {
                    Coding::Embedded { map, .. } => map.glyph(code).unwrap_or(code),
                    Coding::Characters(map) => map.cid(code),
                    _ => code,
                };
                let after = ranges.partition_point(|&(low, ..)| low <= cid);
                let range = ranges[..after].iter().rev().take(4).find(|&&(_, high, _)| cid <= high);
                match range {
                    Some((_, _, Wide::All(width))) => *width,
                    Some((low, _, Wide::From(start))) => list.get(start + (cid - low) as usize).copied().unwrap_or(*default),
                    None => *default,
                }
            }
        }
    }
}

/// A font's name without the six letters of a subset.
fn base_name(name: &[u8]) -> String {
    let name = match name.iter().position(|&byte| byte == b'+') {
        Some(6) => &name[7..],
        _ => name,
    };
    String::from_utf8_lossy(name).into_owned()
}

/// The entries of a list that are still allowed to a font.
fn affordable<'o>(list: &'o [Object], side: &Cell<usize>) -> &'o [Object] {
    let count = list.len().min(side.get() / budget::FONT_ENTRY);
    side.set(side.get() - count * budget::FONT_ENTRY);
    &list[..count]
}

fn simple<'d>(document: &'d Document, dict: &'d Dictionary, subtype: Option<&[u8]>, side: &Cell<usize>) -> Coding<'d> {
    let is_true_type = subtype == Some(b"TrueType");
    let mut base = None;
    let mut names = BTreeMap::new();
    let descriptor = dict.dict(document, b"FontDescriptor");
    let embedded = descriptor.is_some_and(program::is_embedded);
    match dict.get_deref(b"Encoding", document) {
        Ok(Object::Name(name)) => base = Base::named(name),
        Ok(Object::Dictionary(encoding)) => {
            base = encoding.name(document, b"BaseEncoding").and_then(Base::named);
            if base.is_none() && !embedded {
                base = Some(Base::Standard);
            }
            let mut code = 0_u32;
            for part in affordable(encoding.array(document, b"Differences").unwrap_or(&[]), side) {
                match part {
                    Object::Name(name) => {
                        if let Ok(code) = u8::try_from(code) {
                            names.insert(code, name.as_slice());
                        }
                        code = code.saturating_add(1);
                    }
                    other => code = open::number_of(document, other).map_or(code, open::whole),
                }
            }
        }
        _ => {
            // A subset that numbers its glyphs from 1 codes no letters: codes below 32 show something.
            let first = dict.number(document, b"FirstChar").unwrap_or(32.0);
            if !embedded {
                base = Some(if is_true_type { Base::WinAnsi } else { Base::Standard });
            } else if is_true_type && first >= 32.0 {
                base = Some(Base::WinAnsi);
            }
        }
    }
    Coding::Simple { base, names, is_true_type }
}

fn composite<'d>(document: &'d Document, dict: &'d Dictionary, below: &'d Dictionary, side: &Cell<usize>) -> Coding<'d> {
    let glyphs = below.stream(document, b"CIDToGIDMap").and_then(|stream| open::side_stream(stream, side));
    match dict.get_deref(b"Encoding", document) {
        Ok(Object::Stream(stream)) => {
            let read = |stream| open::side_stream(stream, side).map(|bytes| CMap::read(&bytes));
            let base = stream.dict.stream(document, b"UseCMap").and_then(read).unwrap_or_default();
            let map = read(stream).unwrap_or_default().on(base);
            Coding::Embedded { map, glyphs }
        }
        Ok(Object::Name(name)) => Predefined::named(name).map_or(Coding::Identity { glyphs }, Coding::Characters),
        _ => Coding::Identity { glyphs },
    }
}

fn simple_widths(
    document: &Document,
    dict: &Dictionary,
    descriptor: Option<&Dictionary>,
    scale: f32,
    standard: Option<&'static [u16; 95]>,
) -> Widths {
    let list = dict.array(document, b"Widths").unwrap_or(&[]);
    let list = list.iter().take(256).map(|width| open::number_of(document, width).unwrap_or(0.0) * scale).collect();
    let missing = descriptor.and_then(|descriptor| descriptor.number(document, b"MissingWidth")).unwrap_or(0.0);
    let missing = if missing > 0.0 { missing * scale } else { 0.5 };
    Widths::Simple { first: dict.number(document, b"FirstChar").map_or(0, open::whole), list, missing, standard }
}

fn composite_widths(document: &Document, below: &Dictionary, side: &Cell<usize>) -> Widths {
    const MOST: usize = 1 << 17;
    let (mut ranges, mut list) = (Vec::new(), Vec::new());
    let parts = affordable(below.array(document, b"W").unwrap_or(&[]), side);
    let mut at = 0;
    while at + 1 < parts.len() && ranges.len() < MOST && list.len() < MOST {
        let number = |at: usize| parts.get(at).and_then(|part| open::number_of(document, part));
        let Some(low) = number(at).map(open::whole) else {
            at += 1;
            continue;
        };
        match open::deref(document, &parts[at + 1]) {
            Some(Object::Array(widths)) => {
                let widths = affordable(widths, side);
                let high = low.saturating_add(u32::try_from(widths.len()).unwrap_or(0)).saturating_sub(1);
                ranges.push((low, high, Wide::From(list.len())));
                list.extend(widths.iter().map(|width| open::number_of(document, width).unwrap_or(0.0) / 1000.0));
                at += 2;
            }
            _ => {
                if let (Some(high), Some(width)) = (number(at + 1), number(at + 2)) {
                    ranges.push((low, open::whole(high), Wide::All(width / 1000.0)));
                }
                at += 3;
            }
        }
    }
    ranges.sort_by_key(|&(low, ..)| low);
    Widths::Composite { default: below.number(document, b"DW").unwrap_or(1000.0) / 1000.0, ranges, list }
}

/// What the fonts of symbols show in place of letters: bullets and boxes.
#[rustfmt::skip]
fn symbol(font: &str, code: u8) -> Option<char> {
    let lower = font.to_ascii_lowercase();
    if lower.starts_with("symbol") {
        return Some(match code {
            0xb7 => '•', 0x2d => '-', 0xa3 => '≤', 0xb3 => '≥', 0xb4 => '×', 0xb8 => '÷', 0xb1 => '±', 0xae => '→', 0xb9 => '≠',
            0x61 => 'α', 0x62 => 'β', 0x67 => 'γ', 0x64 => 'δ', 0x6d => 'μ', 0x70 => 'π', 0x53 => 'Σ', 0x44 => 'Δ', 0x57 => 'Ω',
            _ => return None,
        });
    }
    if lower.contains("wingdings") || lower.contains("dingbats") {
        return Some(match code {
            0xd8 => '➢', 0xa7 => '▪', 0x76 => '❖', 0xfc => '✓', 0x6f | 0xa8 => '□', 0xfe => '☑', 0x71 => '❑', 0x6c => '●', 0x6e => '■',
            0xe0 => '→',
            _ => return None,
        });
    }
    None
}
