//! CMaps: from the bytes of a string to codes, and from codes to Unicode or to the glyphs of a font.

use super::lexer::{self, Lexer, Token};

/// A CMap, as it stands in a stream; ranges are never unfolded.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Codes by their number of bytes: lowest, highest, length.
    spaces: Vec<(u32, u32, u8)>,
    /// Ranges of codes, sorted by their lowest.
    ranges: Vec<Range>,
    /// UTF-16 that ranges point into.
    units: Vec<u16>,
}

#[derive(Debug, Clone, Copy)]
struct Range {
    low: u32,
    high: u32,
    to: To,
}

#[derive(Debug, Clone, Copy)]
enum To {
    /// These units; the last is counted up within the range.
    Units { start: u32, length: u8 },
    /// This glyph, counted up.
    Glyph(u32),
}

impl CMap {
    /// Reads a CMap.
    pub(super) fn read(stream: &[u8]) -> Self {
        let mut map = Self::default();
        let mut operands: Vec<Token<'_>> = Vec::new();
        for token in Lexer::new(stream) {
            match token {
                Token::Word(b"endcodespacerange") => map.code_spaces(&operands),
                Token::Word(b"endbfchar") => map.characters(&operands),
                Token::Word(b"endbfrange") => map.character_ranges(&operands),
                Token::Word(b"endcidchar") => operands.chunks_exact(2).for_each(|pair| map.glyphs(pair[0], pair[0], pair[1])),
                Token::Word(b"endcidrange") => operands.chunks_exact(3).for_each(|three| map.glyphs(three[0], three[1], three[2])),
                Token::Word(_) => {}
                _ if operands.len() < super::budget::OPERANDS => {
                    operands.push(token);
                    continue;
                }
                _ => continue,
            }
            operands.clear();
        }
        map.ranges.sort_by_key(|range| range.low);
        map
    }

    /// The map, and where it says nothing of a glyph, what another says of it.
    pub(super) fn on(mut self, base: Self) -> Self {
        if self.spaces.is_empty() {
            self.spaces = base.spaces;
        }
        let own = std::mem::take(&mut self.ranges);
        self.ranges = base.ranges.into_iter().filter(|range| matches!(range.to, To::Glyph(_))).chain(own).collect();
        self.ranges.sort_by_key(|range| range.low);
        self
    }

    fn code_spaces(&mut self, operands: &[Token<'_>]) {
        const MOST: usize = 64;
        for pair in operands.chunks_exact(2).take(MOST.saturating_sub(self.spaces.len())) {
            if let (Some((low, length)), Some((high, _))) = (code(pair[0]), code(pair[1])) {
                self.spaces.push((low, high, length));
            }
        }
    }

    fn characters(&mut self, operands: &[Token<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let Some((low, _)) = code(pair[0])
                && let Some(to) = self.units_of(pair[1])
            {
                self.ranges.push(Range { low, high: low, to });
            }
        }
    }

    fn character_ranges(&mut self, operands: &[Token<'_>]) {
        let mut at = 0;
        while let [low, high, to, ..] = &operands[at.min(operands.len())..] {
            let (Some((low, _)), Some((high, _))) = (code(*low), code(*high)) else {
                at += 1;
                continue;
            };
            at += 3;
            if *to != Token::Open {
                if let Some(to) = self.units_of(*to) {
                    self.ranges.push(Range { low, high, to });
                }
                continue;
            }
            let mut nth = low;
            while let Some(token) = operands.get(at) {
                at += 1;
                if *token == Token::Close {
                    break;
                }
                if let Some(to) = self.units_of(*token).filter(|_| nth <= high) {
                    self.ranges.push(Range { low: nth, high: nth, to });
                }
                nth = nth.saturating_add(1);
            }
        }
    }

    fn units_of(&mut self, token: Token<'_>) -> Option<To> {
        const LONGEST: usize = 16;
        if !matches!(token, Token::Hex(_) | Token::Literal(_)) {
            return None;
        }
        let mut bytes = Vec::new();
        lexer::decode(token, &mut bytes);
        let start = u32::try_from(self.units.len()).ok()?;
        if let [only] = bytes[..] {
            self.units.push(u16::from(only));
        } else {
            self.units.extend(bytes.chunks_exact(2).take(LONGEST).map(|pair| u16::from_be_bytes([pair[0], pair[1]])));
        }
        let length = u8::try_from(self.units.len() - start as usize).unwrap_or(0);
        (length > 0).then_some(To::Units { start, length })
    }

    fn glyphs(&mut self, low: Token<'_>, high: Token<'_>, first: Token<'_>) {
        if let (Some((low, _)), Some((high, _)), Token::Number(first)) = (code(low), code(high), first) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, and glyphs are counted in 16 bits")]
            self.ranges.push(Range { low, high, to: To::Glyph(first as u32) });
        }
    }

    /// The next code of a string and its number of bytes.
    pub(super) fn next_code(&self, bytes: &[u8]) -> Option<(u32, usize)> {
        let mut code = 0;
        for (at, &byte) in bytes.iter().take(4).enumerate() {
            code = code << 8 | u32::from(byte);
            let length = at + 1;
            if self.spaces.iter().any(|&(low, high, bytes)| usize::from(bytes) == length && low <= code && code <= high) {
                return Some((code, length));
            }
        }
        // Outside of all spaces: as many bytes as the shortest code has.
        let length = self.spaces.iter().map(|space| usize::from(space.2)).min().unwrap_or(2).min(bytes.len());
        let code = bytes[..length].iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
        (length > 0).then_some((code, length))
    }

    fn range(&self, code: u32, wanted: fn(&To) -> bool) -> Option<&Range> {
        let after = self.ranges.partition_point(|range| range.low <= code);
        // A later range of the same start, or one before that reaches this far.
        self.ranges[..after].iter().rev().take(4).find(|range| code <= range.high && wanted(&range.to))
    }

    /// Appends the characters of a code; false where the map has none.
    pub(super) fn characters_of(&self, code: u32, out: &mut String) -> bool {
        let Some(range) = self.range(code, |to| matches!(to, To::Units { .. })) else { return false };
        let To::Units { start, length } = range.to else { return false };
        let units = &self.units[start as usize..start as usize + usize::from(length)];
        let (last, first) = units.split_last().unwrap_or((&0, &[]));
        let last = u16::try_from((u32::from(*last) + (code - range.low)) & 0xffff).unwrap_or(0);
        let before = out.len();
        for c in char::decode_utf16(first.iter().copied().chain([last])) {
            out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        // "No character" is written as NUL by some programs.
        let says_something = out[before..].chars().any(|c| c != '\0');
        if !says_something {
            out.truncate(before);
        }
        says_something
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let range = self.range(code, |to| matches!(to, To::Glyph(_)))?;
        match range.to {
            To::Glyph(first) => Some(first.saturating_add(code - range.low)),
            To::Units { .. } => None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }
}

/// A code and its number of bytes.
fn code(token: Token<'_>) -> Option<(u32, u8)> {
    let Token::Hex(digits) = token else { return None };
    let mut bytes = Vec::with_capacity(4);
    lexer::decode(Token::Hex(digits.get(..16.min(digits.len()))?), &mut bytes);
    let length = u8::try_from(bytes.len()).ok().filter(|&length| (1..=4).contains(&length))?;
    Some((bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte)), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(map: &CMap, code: u32) -> String {
        let mut out = String::new();
        map.characters_of(code, &mut out);
        out
    }

    #[test]
    fn codes_stand_for_characters_alone_in_ranges_and_in_lists() {
        let map = CMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <1EA1> <0002> <00660069> endbfchar
            2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0111> <0110>] endbfrange",
        );
        assert_eq!(
            ["ạ", "fi", "A", "C", "đ", "Đ", ""].map(String::from),
            [1, 2, 0x10, 0x12, 0x20, 0x21, 0x22].map(|c| characters(&map, c))
        );
        assert_eq!(map.next_code(&[0, 0x10, 0]), Some((0x10, 2)));
        assert_eq!(map.next_code(&[7]), Some((7, 1)));
    }

    #[test]
    fn a_range_over_all_codes_costs_nothing() {
        let map = CMap::read(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange");
        assert_eq!(characters(&map, 2), "C");
    }
}
