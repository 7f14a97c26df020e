//! Content streams are run: what they draw becomes letters and ruling lines with their places on the page as it is seen.

use std::{borrow::Cow, collections::BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::{
    budget::{self, Budget},
    font::Fonts,
    glyph::Glyph,
    lexer::{self, Lexer, Token},
    matrix::Matrix,
    open::{self, Get, Leaf},
    paint::Path,
};
use crate::{
    error::Error,
    ingest::page::{Rule, WordKind},
};

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// Share of the page that images cover.
    pub(super) pictured: f32,
    /// Letters of which nothing tells what they are.
    pub(super) unknown: u32,
    /// Letters on a slant.
    pub(super) slanted: u32,
}

/// Draws a page: its content, then the appearances of its annotations.
pub(super) fn draw<'d>(
    document: &'d Document,
    leaf: &Leaf<'d>,
    hidden: &BTreeSet<ObjectId>,
    fonts: &mut Fonts<'d>,
    budget: &mut Budget,
) -> Result<Drawn, Error> {
    let mut run = Run {
        document,
        hidden,
        fonts,
        budget,
        drawn: Drawn::default(),
        page_area: (leaf.width * leaf.height).max(1.0),
        state: State { ctm: leaf.seen, ..State::START },
        saved: Vec::new(),
        unsaved: 0,
        marks: Vec::new(),
        kind: WordKind::Text,
        bytes: Vec::new(),
        depth: 0,
    };
    let mut all = Vec::new();
    for stream in streams(document, leaf.dict) {
        let content = open::content(stream, run.budget)?;
        // A page's streams are one: an operator may stand with its operands in the stream before.
        all.extend_from_slice(&content);
        all.push(b'\n');
    }
    run.content(&all, leaf.resources)?;
    run.annotations(leaf)?;
    Ok(run.drawn)
}

/// Bytes of a page's content as they stand in the file: about how long it takes to draw.
pub(super) fn content_length(document: &Document, page: ObjectId) -> usize {
    const MOST: usize = 16;
    let length = |object: &Object| object.as_stream().map_or(0, |stream| stream.content.len());
    match document.get_dictionary(page).and_then(|page| page.get_deref(b"Contents", document)) {
        Ok(Object::Array(parts)) => parts.iter().take(MOST).filter_map(|part| open::deref(document, part)).map(length).sum(),
        Ok(content) => length(content),
        Err(_) => 0,
    }
}

fn streams<'d>(document: &'d Document, page: &'d Dictionary) -> Vec<&'d Stream> {
    const MOST: usize = 10_000;
    match page.get_deref(b"Contents", document) {
        Ok(Object::Stream(stream)) => vec![stream],
        Ok(Object::Array(parts)) => parts.iter().take(MOST).filter_map(|part| open::deref(document, part)?.as_stream().ok()).collect(),
        _ => Vec::new(),
    }
}

/// The graphics state, as far as text and lines need it.
#[derive(Debug, Clone, Copy)]
struct State {
    ctm: Matrix,
    font: Option<usize>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    mode: u8,
    line_width: f32,
    fill_white: bool,
    stroke_white: bool,
}

impl State {
    const START: Self = Self {
        ctm: Matrix::UNIT,
        font: None,
        size: 1.0,
        spacing: 0.0,
        word_spacing: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
        mode: 0,
        line_width: 1.0,
        fill_white: false,
        stroke_white: false,
    };
}

/// A stretch of marked content.
#[derive(Debug)]
struct Mark<'d> {
    /// Letters drawn before it.
    start: usize,
    /// The text that it stands for, as the file has it.
    actual: Option<Cow<'d, [u8]>>,
    /// What kind of text stood before it.
    outside: WordKind,
    /// True where it is switched off.
    off: bool,
}

struct Run<'r, 'd> {
    document: &'d Document,
    hidden: &'r BTreeSet<ObjectId>,
    fonts: &'r mut Fonts<'d>,
    budget: &'r mut Budget,
    drawn: Drawn,
    page_area: f32,
    state: State,
    saved: Vec<State>,
    /// States beyond the limit, which are not kept.
    unsaved: u32,
    marks: Vec<Mark<'d>>,
    kind: WordKind,
    /// A string's bytes.
    bytes: Vec<u8>,
    depth: u32,
}

/// The text matrices, which live between `BT` and `ET`.
#[derive(Clone, Copy)]
struct Text {
    at: Matrix,
    line: Matrix,
}

impl<'d> Run<'_, 'd> {
    /// Runs a stream.
    fn content(&mut self, content: &[u8], resources: Option<&'d Dictionary>) -> Result<(), Error> {
        let mut lexer = Lexer::new(content);
        let mut operands: Vec<Token<'_>> = Vec::new();
        let mut path = Path::default();
        let mut text = Text { at: Matrix::UNIT, line: Matrix::UNIT };
        let floor = self.saved.len();
        while let Some(token) = lexer.next() {
            let Token::Word(operator) = token else {
                if operands.len() < budget::OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            self.budget.spend_operator()?;
            match operator {
                b"q" if self.saved.len() - floor < budget::SAVED_STATES => self.saved.push(self.state),
                b"q" => self.unsaved = self.unsaved.saturating_add(1),
                b"Q" if self.unsaved > 0 => self.unsaved -= 1,
                b"Q" if self.saved.len() > floor => self.state = self.saved.pop().unwrap_or(self.state),
                b"cm" => {
                    if let Some(matrix) = matrix_of(&operands) {
                        let ctm = matrix.then(self.state.ctm);
                        if ctm.is_finite() {
                            self.state.ctm = ctm;
                        }
                    }
                }
                b"BI" => lexer.skip_image(),
                b"Do" => {
                    if let Some(Token::Name(name)) = operands.last() {
                        self.draw_object(&lexer::name(name), resources)?;
                    }
                }
                b"BT" => text = Text { at: Matrix::UNIT, line: Matrix::UNIT },
                b"BMC" | b"BDC" => self.begin_mark(&operands, resources),
                b"EMC" => self.end_mark()?,
                b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => path.add(operator, &numbers(&operands), self.state.ctm),
                b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => self.paint(operator, &mut path),
                _ => {
                    self.set_state(operator, &operands, resources);
                    self.text(operator, &operands, &mut text)?;
                }
            }
            operands.clear();
        }
        if let Some(&state) = self.saved.get(floor) {
            self.state = state;
            self.saved.truncate(floor);
        }
        Ok(())
    }

    fn paint(&mut self, operator: &[u8], path: &mut Path) {
        let strokes = matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") && !self.state.stroke_white;
        let fills = matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") && !self.state.fill_white;
        if matches!(operator, b"s" | b"b" | b"b*") {
            path.add(b"h", &[0.0; 6], self.state.ctm);
        }
        let width = self.state.line_width * self.state.ctm.area().sqrt();
        if self.drawn.rules.len() < budget::RULES && !self.is_off() {
            if fills {
                path.filled(&mut self.drawn.rules);
            }
            if strokes {
                path.stroked(width, &mut self.drawn.rules);
            }
        }
        path.clear();
    }

    fn set_state(&mut self, operator: &[u8], operands: &[Token<'_>], resources: Option<&'d Dictionary>) {
        let last = number(operands, operands.len().wrapping_sub(1));
        let state = &mut self.state;
        match (operator, last) {
            (b"Tc", Some(value)) => state.spacing = value,
            (b"Tw", Some(value)) => state.word_spacing = value,
            (b"Tz", Some(value)) => state.stretch = value / 100.0,
            (b"TL", Some(value)) => state.leading = value,
            (b"Ts", Some(value)) => state.rise = value,
            (b"Tr", Some(value)) => state.mode = u8::try_from(open::whole(value)).unwrap_or(0),
            (b"w", Some(value)) => state.line_width = value,
            (b"g" | b"rg" | b"sc" | b"scn", _) => state.fill_white = is_white(operands),
            (b"G" | b"RG" | b"SC" | b"SCN", _) => state.stroke_white = is_white(operands),
            (b"k", _) => state.fill_white = is_paper(operands),
            (b"K", _) => state.stroke_white = is_paper(operands),
            (b"cs", _) => state.fill_white = false,
            (b"CS", _) => state.stroke_white = false,
            (b"Tf", Some(size)) => {
                state.size = size;
                if let Some(Token::Name(name)) = operands.first() {
                    let font = resources.and_then(|resources| resources.dict(self.document, b"Font"));
                    let font = font.and_then(|fonts| fonts.dict(self.document, &lexer::name(name)));
                    self.state.font = font.map(|font| self.fonts.load(self.document, font));
                }
            }
            (b"gs", _) => {
                let Some(Token::Name(name)) = operands.last() else { return };
                let all = resources.and_then(|resources| resources.dict(self.document, b"ExtGState"));
                let font =
                    all.and_then(|all| all.dict(self.document, &lexer::name(name))).and_then(|set| set.array(self.document, b"Font"));
                if let Some([font, size]) = font {
                    self.state.size = open::number_of(self.document, size).unwrap_or(self.state.size);
                    self.state.font = open::dict_of(self.document, font).map(|font| self.fonts.load(self.document, font));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, operator: &[u8], operands: &[Token<'_>], text: &mut Text) -> Result<(), Error> {
        let next_line = |text: &mut Text, x: f32, y: f32| {
            text.line = Matrix::moved(x, y).then(text.line);
            text.at = text.line;
        };
        match operator {
            b"Td" | b"TD" => {
                if let (Some(x), Some(y)) = (number(operands, 0), number(operands, 1)) {
                    if operator == b"TD" {
                        self.state.leading = -y;
                    }
                    next_line(text, x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = matrix_of(operands) {
                    *text = Text { at: matrix, line: matrix };
                }
            }
            b"T*" => next_line(text, 0.0, -self.state.leading),
            b"Tj" => self.show(operands.last().copied(), text)?,
            b"'" | b"\"" => {
                if operator == b"\"" {
                    self.state.word_spacing = number(operands, 0).unwrap_or(self.state.word_spacing);
                    self.state.spacing = number(operands, 1).unwrap_or(self.state.spacing);
                }
                next_line(text, 0.0, -self.state.leading);
                self.show(operands.last().copied(), text)?;
            }
            b"TJ" => {
                for token in operands {
                    match token {
                        Token::Number(back) => {
                            let step = -back / 1000.0 * self.state.size * self.state.stretch;
                            text.at = Matrix::moved(step, 0.0).then(text.at);
                        }
                        _ => self.show(Some(*token), text)?,
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, string: Option<Token<'_>>, text: &mut Text) -> Result<(), Error> {
        let (Some(string), Some(font)) = (string, self.state.font) else { return Ok(()) };
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        lexer::decode(string, &mut bytes);
        let state = self.state;
        let is_off = self.is_off();
        let mut at = 0;
        while let Some((code, used)) = self.fonts.list[font].next(&bytes[at..]) {
            at += used.max(1);
            self.budget.spend_letter()?;
            let advance = code.width * state.size * state.stretch;
            let spacing = (state.spacing + if code.is_blank_byte { state.word_spacing } else { 0.0 }) * state.stretch;
            if !is_off {
                // A negative size turns letters over, and their line back.
                let turned = 1.0_f32.copysign(state.size);
                let place = Matrix([state.stretch * turned, 0.0, 0.0, turned, 0.0, state.rise]).then(text.at).then(state.ctm);
                self.glyph(font, code, place, &state, code.width * state.size.abs(), state.spacing);
            }
            text.at = Matrix::moved(advance + spacing, 0.0).then(text.at);
        }
        self.bytes = bytes;
        Ok(())
    }

    fn glyph(&mut self, font: usize, code: super::font::Code, place: Matrix, state: &State, advance: f32, spacing: f32) {
        if !place.is_finite() {
            return;
        }
        let font = &self.fonts.list[font];
        let characters = font.characters(code);
        let Some(turn) = place.turn() else {
            self.drawn.slanted += u32::from(!characters.trim().is_empty());
            return;
        };
        let along = place.step(1.0);
        let scale = along.0.hypot(along.1);
        let (left, baseline) = turn.to_frame(place.point(0.0, 0.0));
        let letters = characters.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).count();
        let count = letters.max(1);
        #[expect(clippy::cast_precision_loss, reason = "a glyph stands for a few characters")]
        let share = (advance * scale).abs() / count as f32;
        // A string that runs backwards starts at its right.
        let start = if advance < 0.0 { left + advance * scale } else { left };
        let mut glyph = Glyph {
            c: ' ',
            left: start,
            baseline,
            width: share,
            spacing: 0.0,
            size: (state.size * place.height()).abs(),
            ascent: font.ascent,
            descent: font.descent,
            turn,
            bold: font.bold || state.mode == 2,
            kind: self.kind,
            hidden: matches!(state.mode, 3 | 7),
        };
        if glyph.size < 0.5 {
            return;
        }
        for c in characters.chars() {
            self.drawn.unknown += u32::from(c == char::REPLACEMENT_CHARACTER);
            let is_mark = ('\u{300}'..='\u{36f}').contains(&c);
            // A mark takes no room of its own, unless the glyph is nothing but marks, which stand over one another.
            let width = if is_mark && letters > 0 { 0.0 } else { share };
            self.drawn.glyphs.push(Glyph { c, width, ..glyph });
            glyph.left += if letters > 0 { width } else { 0.0 };
        }
        if let Some(last) = self.drawn.glyphs.last_mut() {
            last.spacing = spacing * scale;
        }
    }

    fn is_off(&self) -> bool {
        self.marks.last().is_some_and(|mark| mark.off)
    }

    fn begin_mark(&mut self, operands: &[Token<'_>], resources: Option<&'d Dictionary>) {
        const DEEPEST: usize = 1000;
        if self.marks.len() >= DEEPEST {
            return;
        }
        let tag = operands.first().copied();
        let properties = match operands.get(1) {
            Some(Token::Name(name)) => {
                let all = resources.and_then(|resources| resources.dict(self.document, b"Properties"));
                all.and_then(|all| all.get(&lexer::name(name)).ok())
            }
            _ => None,
        };
        let mut actual = None;
        if let Some(at) = operands.iter().position(|token| *token == Token::Name(b"ActualText")) {
            let mut bytes = Vec::new();
            if let Some(&string) = operands.get(at + 1) {
                lexer::decode(string, &mut bytes);
                actual = Some(Cow::Owned(bytes));
            }
        } else if let Some(dict) = properties.and_then(|object| open::dict_of(self.document, object)) {
            actual = dict.get_deref(b"ActualText", self.document).ok().and_then(|text| text.as_str().ok()).map(Cow::Borrowed);
        }
        let off = self.is_off()
            || (tag == Some(Token::Name(b"OC"))
                && properties.is_some_and(|group| group.as_reference().is_ok_and(|id| self.hidden.contains(&id))));
        let pagination = tag == Some(Token::Name(b"Artifact")) && operands.contains(&Token::Name(b"Pagination"));
        self.marks.push(Mark { start: self.drawn.glyphs.len(), actual, outside: self.kind, off });
        if pagination && self.kind == WordKind::Text {
            self.kind = WordKind::Pagination;
        }
    }

    fn end_mark(&mut self) -> Result<(), Error> {
        let Some(mark) = self.marks.pop() else { return Ok(()) };
        self.kind = mark.outside;
        mark.actual.map_or(Ok(()), |actual| self.replace(mark.start, &actual))
    }

    /// Gives a stretch of one line the text that it stands for.
    fn replace(&mut self, start: usize, actual: &[u8]) -> Result<(), Error> {
        const LONGEST: usize = 4096;
        let drawn = &mut self.drawn;
        let Some((first, rest)) = drawn.glyphs.get(start..).and_then(|glyphs| glyphs.split_first()) else { return Ok(()) };
        let one_line = rest.iter().all(|glyph| glyph.turn == first.turn && (glyph.baseline - first.baseline).abs() < 0.5 * first.size);
        let readable = drawn.glyphs[start..].iter().all(|glyph| glyph.c != char::REPLACEMENT_CHARACTER);
        if !one_line && readable {
            return Ok(());
        }
        let actual = text_string(&actual[..actual.len().min(LONGEST)]);
        let first = *first;
        let right = drawn.glyphs[start..].iter().map(|glyph| glyph.left + glyph.width).fold(first.left, f32::max);
        let unknown = drawn.glyphs[start..].iter().filter(|glyph| glyph.c == char::REPLACEMENT_CHARACTER).count();
        drawn.unknown = drawn.unknown.saturating_sub(u32::try_from(unknown).unwrap_or(0));
        drawn.glyphs.truncate(start);
        let count = actual.chars().count();
        #[expect(clippy::cast_precision_loss, reason = "a few letters")]
        let width = (right - first.left) / count.max(1) as f32;
        let mut left = first.left;
        for c in actual.chars() {
            self.budget.spend_letter()?;
            drawn.glyphs.push(Glyph { c, left, width, ..first });
            left += width;
        }
        Ok(())
    }

    fn draw_object(&mut self, name: &[u8], resources: Option<&'d Dictionary>) -> Result<(), Error> {
        let objects = resources.and_then(|resources| resources.dict(self.document, b"XObject"));
        let Some(stream) = objects.and_then(|objects| objects.stream(self.document, name)) else { return Ok(()) };
        let is_hidden = stream.dict.get(b"OC").ok().is_some_and(|group| group.as_reference().is_ok_and(|id| self.hidden.contains(&id)));
        if is_hidden {
            return Ok(());
        }
        match stream.dict.name(self.document, b"Subtype") {
            Some(b"Image") => {
                self.drawn.pictured += self.state.ctm.area() / self.page_area;
                Ok(())
            }
            Some(b"Form") => self.form(stream, resources),
            _ => Ok(()),
        }
    }

    fn form(&mut self, stream: &'d Stream, outside: Option<&'d Dictionary>) -> Result<(), Error> {
        if self.depth >= budget::FORM_DEPTH {
            return Ok(());
        }
        let bytes = open::content(stream, self.budget)?;
        let state = self.state;
        let marks = self.marks.len();
        let matrix = open::matrix(self.document, &stream.dict, b"Matrix").unwrap_or(Matrix::UNIT);
        self.state.ctm = matrix.then(state.ctm);
        self.depth += 1;
        let resources = stream.dict.dict(self.document, b"Resources").or(outside);
        self.content(&bytes, resources)?;
        self.depth -= 1;
        while self.marks.len() > marks {
            self.end_mark()?;
        }
        self.state = state;
        Ok(())
    }

    /// Draws what annotations look like: notes, fields and the stamps of signatures.
    fn annotations(&mut self, leaf: &Leaf<'d>) -> Result<(), Error> {
        const MOST: usize = 2000;
        const HIDDEN: u32 = 2;
        const NO_VIEW: u32 = 32;
        for annotation in leaf.dict.array(self.document, b"Annots").unwrap_or(&[]).iter().take(MOST) {
            let Some(annotation) = open::dict_of(self.document, annotation) else { continue };
            let flags = annotation.number(self.document, b"F").map_or(0, open::whole);
            if flags & (HIDDEN | NO_VIEW) != 0 || annotation.name(self.document, b"Subtype") == Some(b"Popup") {
                continue;
            }
            let normal = annotation.dict(self.document, b"AP").and_then(|looks| looks.get_deref(b"N", self.document).ok());
            let stream = match normal {
                Some(Object::Stream(stream)) => stream,
                Some(Object::Dictionary(states)) => {
                    let state = annotation.name(self.document, b"AS").and_then(|state| states.stream(self.document, state));
                    let Some(stream) = state else { continue };
                    stream
                }
                _ => continue,
            };
            let field = annotation.name(self.document, b"FT");
            let field = field.or_else(|| annotation.dict(self.document, b"Parent")?.name(self.document, b"FT"));
            let Some(place) = annotation.get(b"Rect").ok().and_then(|rect| open::rect(self.document, rect)) else { continue };
            let bounds = stream.dict.get(b"BBox").ok().and_then(|bounds| open::rect(self.document, bounds)).unwrap_or(place);
            let matrix = open::matrix(self.document, &stream.dict, b"Matrix").unwrap_or(Matrix::UNIT);
            let (a, b) = (matrix.point(bounds.left, bounds.top), matrix.point(bounds.right, bounds.bottom));
            let drawn = crate::ingest::page::Rect::around(a, b);
            let (across, up) = (place.width() / drawn.width().max(0.01), place.height() / drawn.height().max(0.01));
            let fit = Matrix([across, 0.0, 0.0, up, place.left - drawn.left * across, place.top - drawn.top * up]);
            self.state = State { ctm: fit.then(leaf.seen), ..State::START };
            self.saved.clear();
            self.marks.clear();
            self.unsaved = 0;
            self.kind = if field == Some(b"Sig") { WordKind::Stamp } else { WordKind::Text };
            self.form(stream, leaf.resources)?;
        }
        Ok(())
    }
}

fn number(operands: &[Token<'_>], at: usize) -> Option<f32> {
    match operands.get(at) {
        Some(Token::Number(number)) => Some(*number),
        _ => None,
    }
}

/// The first numbers among the operands; the rest are 0.
fn numbers(operands: &[Token<'_>]) -> [f32; 6] {
    let mut found = [0.0; 6];
    for (at, place) in found.iter_mut().enumerate() {
        *place = number(operands, at).unwrap_or(0.0);
    }
    found
}

fn matrix_of(operands: &[Token<'_>]) -> Option<Matrix> {
    (operands.len() >= 6).then(|| Matrix(numbers(&operands[operands.len() - 6..])))
}

/// White, where all parts are full: grey or red, green and blue.
fn is_white(operands: &[Token<'_>]) -> bool {
    matches!(operands.len(), 1 | 3) && operands.iter().all(|token| matches!(token, Token::Number(part) if *part > 0.98))
}

/// White, where no ink is used.
fn is_paper(operands: &[Token<'_>]) -> bool {
    operands.iter().all(|token| matches!(token, Token::Number(part) if *part < 0.02))
}

/// A text string: UTF-16 or UTF-8 with its mark, else Latin-1, which is near to PDFDocEncoding.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}
