//! Letters as they are drawn become words: told by the gaps between them, whatever fonts and operators draw them.

use crate::ingest::page::{Page, Rect, Turn, Word, WordKind};

/// A letter on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) c: char,
    /// Where it starts, in the frame that its turn makes upright.
    pub(super) left: f32,
    pub(super) baseline: f32,
    pub(super) width: f32,
    /// Spacing that was asked for after it.
    pub(super) spacing: f32,
    pub(super) size: f32,
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) turn: Turn,
    pub(super) bold: bool,
    pub(super) kind: WordKind,
    /// Drawn so that it is not seen.
    pub(super) hidden: bool,
}

/// A gap this wide, in ems, divides words.
const GAP: f32 = 0.18;
/// The same where a blank is drawn between.
const GAP_WITH_BLANK: f32 = 0.07;

/// Marks on one letter.
const MARKS: usize = 8;

/// Puts glyphs together to words; those that nobody sees are left out where `keep_hidden` is false.
pub(super) fn words(glyphs: &[Glyph], keep_hidden: bool, page: &mut Page) {
    let mut builder = Builder { page, letters: Vec::new(), blank: false, early: Vec::new() };
    for glyph in glyphs.iter().filter(|glyph| keep_hidden || !glyph.hidden) {
        builder.add(glyph);
    }
    builder.finish();
}

struct Builder<'p> {
    page: &'p mut Page,
    letters: Vec<Glyph>,
    /// True where a blank was drawn after the last letter.
    blank: bool,
    /// Marks that were drawn before their letter.
    early: Vec<char>,
}

impl Builder<'_> {
    fn add(&mut self, glyph: &Glyph) {
        if glyph.c.is_whitespace() || glyph.c == '\u{200b}' {
            self.blank = true;
            return;
        }
        if glyph.c.is_control() || matches!(glyph.c, '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}') {
            return;
        }
        let Some(last) = self.letters.last() else {
            self.start(glyph);
            return;
        };
        let em = last.size.max(glyph.size).max(0.1);
        let same_line = last.turn == glyph.turn && last.kind == glyph.kind && (last.baseline - glyph.baseline).abs() < 0.3 * em;
        let base = self.letters.iter().rev().take(MARKS).find(|letter| !is_mark(letter.c)).unwrap_or(last);
        if let Some(mark) = mark_of(glyph.c, glyph, base)
            && last.turn == glyph.turn
            && (base.baseline - glyph.baseline).abs() < em
        {
            let middle = glyph.left + glyph.width / 2.0;
            if middle < base.left + base.width + 0.35 * em && middle > base.left - 0.3 * em {
                // A mark of its own width moves on, as the marks of VNI fonts may.
                let end = last.left + last.width;
                let left = if glyph.left > end - 0.1 * em { end.max(glyph.left + glyph.width) } else { end };
                let mark = Glyph { c: mark, left, width: 0.0, baseline: base.baseline, ..*glyph };
                self.letters.push(mark);
            } else {
                self.early.push(mark);
            }
            return;
        }
        let end = last.left + last.width;
        let gap = glyph.left - end - last.spacing.max(0.0);
        // Sent twice: filled and outlined, or printed over itself to look bold.
        if same_line && glyph.c == last.c && (glyph.left - last.left).abs() < 0.12 * em && last.width > 0.2 * em {
            if let Some(last) = self.letters.last_mut() {
                last.bold |= (glyph.left - last.left).abs() > 0.005 * em;
            }
            return;
        }
        let limit = if self.blank { GAP_WITH_BLANK } else { GAP };
        if same_line && gap < limit * em && gap > -0.6 * em {
            self.letters.push(*glyph);
            self.take_early();
            self.blank = false;
        } else {
            self.finish();
            self.start(glyph);
        }
    }

    fn start(&mut self, glyph: &Glyph) {
        self.letters.push(*glyph);
        self.take_early();
        self.blank = false;
    }

    fn take_early(&mut self) {
        if let Some(&last) = self.letters.last() {
            let marks = self.early.drain(..).map(|c| Glyph { c, left: last.left + last.width, width: 0.0, ..last });
            self.letters.extend(marks);
        }
    }

    fn finish(&mut self) {
        let Some(first) = self.letters.first() else { return };
        let (turn, kind, baseline) = (first.turn, first.kind, first.baseline);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = place(self.page.text.len());
        let mut frame = Rect { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN };
        let (mut bold, mut size) = (0_usize, 0.0_f32);
        for letter in &self.letters {
            self.page.text.push(letter.c);
            frame = frame.union(Rect {
                left: letter.left,
                top: letter.baseline - letter.ascent * letter.size,
                right: letter.left + letter.width,
                bottom: letter.baseline + letter.descent * letter.size,
            });
            bold += usize::from(letter.bold);
            size = size.max(letter.size);
        }
        let bold = bold * 2 > self.letters.len();
        self.page.words.push(Word { start, end: place(self.page.text.len()), frame, baseline, size, bold, turn, kind });
        self.letters.clear();
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The combining mark that a glyph is: one by nature, or an accent that stands over a letter.
fn mark_of(c: char, glyph: &Glyph, base: &Glyph) -> Option<char> {
    if is_mark(c) {
        return Some(c);
    }
    let mark = match c {
        '´' | 'ˊ' => '\u{301}',
        '`' | 'ˋ' => '\u{300}',
        'ˆ' | '^' => '\u{302}',
        '˜' | '~' => '\u{303}',
        '˘' => '\u{306}',
        _ => return None,
    };
    let over = (glyph.left + glyph.width).min(base.left + base.width) - glyph.left.max(base.left);
    (base.c.is_alphabetic() && over > 0.5 * glyph.width.max(0.01)).then_some(mark)
}
