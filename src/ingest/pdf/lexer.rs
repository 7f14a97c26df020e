//! Tokens of content streams, CMaps and Type 1 encodings, one at a time: nothing is kept, so five million operators cost no memory.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_till, take_while, take_while1},
    combinator::value,
};

/// A token, borrowed from the stream.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'s> {
    /// A number.
    Number(f32),
    /// A name without its slash, escapes and all.
    Name(&'s [u8]),
    /// What stands between the brackets of a literal string, escapes and all.
    Literal(&'s [u8]),
    /// What stands between the angle brackets of a hexadecimal string.
    Hex(&'s [u8]),
    /// `[`
    Open,
    /// `]`
    Close,
    /// `<<`
    OpenDict,
    /// `>>`
    CloseDict,
    /// An operator or another word.
    Word(&'s [u8]),
}

/// Reads the tokens of a stream; what is no token is skipped.
#[derive(Debug)]
pub(super) struct Lexer<'s> {
    rest: &'s [u8],
}

impl<'s> Lexer<'s> {
    pub(super) fn new(stream: &'s [u8]) -> Self {
        Self { rest: stream }
    }

    /// Bytes that were not read yet.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Skips the data of an inline image: up to `EI` between white space.
    pub(super) fn skip_image(&mut self) {
        let ends = |at: usize| {
            let after = self.rest.get(at + 3);
            self.rest[at..].starts_with(b"EI") && is_white(self.rest[at - 1]) && self.rest.get(at + 2).is_none_or(|&byte| is_white(byte))
                // Binary data may hold these letters: what follows must look like operators.
                && after.is_none_or(|byte| byte.is_ascii_graphic() || is_white(*byte))
        };
        let end = (1..self.rest.len().saturating_sub(1)).find(|&at| self.rest[at] == b'E' && ends(at));
        self.rest = end.map_or(&[], |end| &self.rest[end + 2..]);
    }
}

impl<'s> Iterator for Lexer<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        loop {
            let (rest, ()) = blank(self.rest).unwrap_or((self.rest, ()));
            if rest.is_empty() {
                self.rest = rest;
                return None;
            }
            match token(rest) {
                Ok((rest, token)) => {
                    self.rest = rest;
                    return Some(token);
                }
                Err(_) => self.rest = &rest[1..],
            }
        }
    }
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// White space and comments.
fn blank(input: &[u8]) -> IResult<&[u8], ()> {
    let (mut rest, _) = take_while(is_white).parse(input)?;
    while rest.first() == Some(&b'%') {
        (rest, _) = take_till(|byte| byte == b'\n' || byte == b'\r').parse(rest)?;
        (rest, _) = take_while(is_white).parse(rest)?;
    }
    Ok((rest, ()))
}

fn token(input: &[u8]) -> IResult<&[u8], Token<'_>> {
    match input.first() {
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(input),
        Some(b'/') => take_while(is_regular).map(Token::Name).parse(&input[1..]),
        Some(b'(') => literal(input),
        Some(b'<') => alt((value(Token::OpenDict, tag(&b"<<"[..])), hex)).parse(input),
        Some(b'>') => value(Token::CloseDict, tag(&b">>"[..])).parse(input),
        Some(b'[') => Ok((&input[1..], Token::Open)),
        Some(b']') => Ok((&input[1..], Token::Close)),
        _ => take_while1(is_regular).map(Token::Word).parse(input),
    }
}

/// `12`, `-.5`, `1.`; damaged ones (`--5`, `1-2`) as far as they make sense, as other programs do.
fn number(input: &[u8]) -> IResult<&[u8], Token<'_>> {
    let (rest, word) = take_while1(is_regular).parse(input)?;
    let (mut whole, mut scale, mut negative) = (0.0_f64, 0.0_f64, false);
    for (at, &byte) in word.iter().enumerate() {
        match byte {
            b'0'..=b'9' if scale == 0.0 => whole = whole * 10.0 + f64::from(byte - b'0'),
            b'0'..=b'9' => {
                whole += f64::from(byte - b'0') * scale;
                scale /= 10.0;
            }
            b'.' if scale == 0.0 => scale = 0.1,
            b'-' | b'+' if at == 0 => negative = byte == b'-',
            b'-' => {}
            _ if at == 0 || (at == 1 && matches!(word[0], b'-' | b'+')) => return Ok((rest, Token::Word(word))),
            _ => break,
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "places on a page need no more")]
    let number = if negative { -whole } else { whole } as f32;
    Ok((rest, Token::Number(if number.is_finite() { number } else { 0.0 })))
}

/// `(…)` with brackets inside balanced or escaped.
fn literal(input: &[u8]) -> IResult<&[u8], Token<'_>> {
    let mut depth = 0_u32;
    let mut at = 0;
    while let Some(&byte) = input.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Ok((&input[at + 1..], Token::Literal(&input[1..at])));
                }
            }
            _ => {}
        }
        at += 1;
    }
    Ok((&[], Token::Literal(&input[1..])))
}

fn hex(input: &[u8]) -> IResult<&[u8], Token<'_>> {
    let (rest, digits) = take_till(|byte| byte == b'>').parse(&input[1..])?;
    Ok((rest.get(1..).unwrap_or(&[]), Token::Hex(digits)))
}

/// Appends the bytes that a string stands for.
pub(super) fn decode(token: Token<'_>, out: &mut Vec<u8>) {
    match token {
        Token::Literal(inner) => unescape(inner, out),
        Token::Hex(digits) => {
            let mut high = None;
            for digit in digits.iter().filter_map(|&byte| char::from(byte).to_digit(16)) {
                let digit = u8::try_from(digit).unwrap_or(0);
                match high.take() {
                    Some(high) => out.push(high << 4 | digit),
                    None => high = Some(digit),
                }
            }
            out.extend(high.map(|high| high << 4));
        }
        _ => {}
    }
}

fn unescape(inner: &[u8], out: &mut Vec<u8>) {
    if !inner.contains(&b'\\') {
        out.extend_from_slice(inner);
        return;
    }
    let mut at = 0;
    while let Some(&byte) = inner.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&escaped) = inner.get(at) else { break };
        at += 1;
        match escaped {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'0'..=b'7' => {
                let mut code = u32::from(escaped - b'0');
                for _ in 0..2 {
                    match inner.get(at) {
                        Some(&digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            at += 1;
                        }
                        _ => break,
                    }
                }
                out.push(u8::try_from(code & 0xff).unwrap_or(0));
            }
            b'\r' => at += usize::from(inner.get(at) == Some(&b'\n')),
            b'\n' => {}
            other => out.push(other),
        }
    }
}

/// A name with its `#xx` escapes resolved.
pub(super) fn name(raw: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if !raw.contains(&b'#') {
        return raw.into();
    }
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(&byte) = raw.get(at) {
        let pair = raw.get(at + 1..at + 3).and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        match pair {
            Some(code) if byte == b'#' => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(stream: &str) -> Vec<Token<'_>> {
        Lexer::new(stream.as_bytes()).collect()
    }

    #[test]
    fn operators_and_operands_are_told_apart() {
        use Token::{Close, CloseDict, Hex, Literal, Name, Number, Open, OpenDict, Word};
        assert_eq!(
            tokens("/F1 12 Tf [(a\\(b)-.5<4 1>]TJ % said\nT* <</MCID 0>>BDC"),
            [
                Name(b"F1"),
                Number(12.0),
                Word(b"Tf"),
                Open,
                Literal(b"a\\(b"),
                Number(-0.5),
                Hex(b"4 1"),
                Close,
                Word(b"TJ"),
                Word(b"T*"),
                OpenDict,
                Name(b"MCID"),
                Number(0.0),
                CloseDict,
                Word(b"BDC")
            ]
        );
        assert_eq!(tokens("--5 1-2 + . )"), [Number(-5.0), Number(12.0), Number(0.0), Number(0.0)]);
    }

    #[test]
    fn strings_stand_for_bytes() {
        let bytes = |token| {
            let mut out = Vec::new();
            decode(token, &mut out);
            out
        };
        assert_eq!(bytes(Token::Literal(b"a\\\\\\101\\12(x)\\q")), b"a\\A\n(x)q");
        assert_eq!(bytes(Token::Hex(b"4 1 4 2 5")), [0x41, 0x42, 0x50]);
        assert_eq!(name(b"A#20B#zz").as_ref(), b"A B#zz");
    }

    #[test]
    fn a_stream_cut_anywhere_ends() {
        let whole = b"q (a(b\\)c) Tj <41 > Tj [1 2 BI /W 1 ID xEI y EI Q";
        for end in 0..whole.len() {
            assert!(Lexer::new(&whole[..end]).count() <= end);
        }
    }
}
