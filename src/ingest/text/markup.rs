//! Mark-up inside a line: Markdown marks, HTML tags, entities. It is set aside; the words keep their places.

use std::ops::Range;

use crate::{
    ingest::{Gap, Line},
    span::{Raw, Span},
};

/// Emphasis that is open at some point of the text; bold print may begin on one line and end on a later one.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Emphasis {
    bold: bool,
}

/// Stretches that stand for a character.
pub(super) type Entities = Vec<(Span<Raw>, char)>;

/// The words of a line, as one line or, where a tag such as `<br>` breaks it, as several; none where it holds mark-up only.
pub(super) fn line(text: &str, range: Range<usize>, emphasis: &mut Emphasis, entities: &mut Entities) -> Vec<Line<Raw>> {
    let words = &text[range.clone()];
    if is_rule(words) {
        return Vec::new();
    }
    let mut scan = Scan { text, start: range.start, lines: Vec::new(), open: Open::default() };
    let mut at = range.start;
    if let Some(marks) = heading_marks(words) {
        at += marks;
        scan.start = at;
        scan.open.heading = true;
    }
    while at < range.end {
        let step = match text.as_bytes()[at] {
            b'*' => stars(text, &range, at).map(|run| (run, Mark::Stars)),
            b'<' => tag(&text[at..range.end]).map(|(length, breaks, bold)| (length, Mark::Tag { breaks, bold })),
            b'&' => entity(&text[at..range.end]).map(|(length, c)| (length, Mark::Entity(c))),
            b'\\' => escape(&text[at + 1..range.end]),
            _ => None,
        };
        match step {
            None => {
                // What is no mark-up here is a word, and so is all up to the next byte that may be mark-up.
                let after = at + 1;
                let next = text.as_bytes()[after..range.end].iter().position(|byte| matches!(byte, b'*' | b'<' | b'&' | b'\\'));
                let next = next.map_or(range.end, |found| after + found);
                if scan.open.first_word.is_none() && text[at..next].contains(char::is_alphanumeric) {
                    scan.open.first_word = Some(emphasis.bold || scan.open.heading);
                }
                at = next;
            }
            Some((length, Mark::Entity(c))) => {
                entities.push((Span::of(&(at..at + length)), c));
                at += length;
            }
            Some((length, Mark::Stars)) => {
                scan.close_piece(at);
                if (length / 2) % 2 == 1 {
                    emphasis.bold = !emphasis.bold;
                    scan.bold_turned(at, emphasis.bold);
                }
                at += length;
                scan.start = at;
            }
            Some((length, Mark::Tag { breaks, bold })) => {
                scan.close_piece(at);
                if let Some(bold) = bold {
                    emphasis.bold = bold;
                    scan.bold_turned(at, bold);
                }
                if breaks {
                    scan.close_line(at);
                }
                at += length;
                scan.start = at;
            }
        }
    }
    scan.close_piece(range.end);
    scan.close_line(range.end);
    scan.lines
}

enum Mark {
    Stars,
    Tag { breaks: bool, bold: Option<bool> },
    Entity(char),
}

struct Scan<'t> {
    text: &'t str,
    start: usize,
    lines: Vec<Line<Raw>>,
    open: Open,
}

/// The line that is being read.
#[derive(Default)]
struct Open {
    pieces: Vec<Span<Raw>>,
    /// White space between marks, kept where words follow: `*số* *136*`.
    blank: Option<Span<Raw>>,
    heading: bool,
    /// Whether the first word is bold, once it was met.
    first_word: Option<bool>,
    bold_until: Option<usize>,
}

impl Scan<'_> {
    fn close_piece(&mut self, end: usize) {
        let piece = Span::of(&(self.start..end));
        if !self.text[self.start..end].trim().is_empty() {
            self.open.pieces.extend(self.open.blank.take());
            self.open.pieces.push(piece);
        } else if self.start < end && !self.open.pieces.is_empty() {
            self.open.blank = Some(piece);
        }
        self.start = end;
    }

    fn bold_turned(&mut self, at: usize, bold: bool) {
        if bold {
            // `**1**. **Mục đích**`: only marks and points stand between, so the bold print goes on.
            if let Some(until) = self.open.bold_until
                && !self.text[until..at].chars().any(char::is_alphanumeric)
            {
                self.open.bold_until = None;
            }
        } else if self.open.first_word == Some(true) && self.open.bold_until.is_none() {
            self.open.bold_until = Some(at);
        }
    }

    fn close_line(&mut self, end: usize) {
        let open = std::mem::take(&mut self.open);
        if open.pieces.is_empty() {
            return;
        }
        let bold_until = (open.first_word == Some(true)).then(|| u32::try_from(open.bold_until.unwrap_or(end)).unwrap_or(u32::MAX));
        self.lines.push(Line { pieces: open.pieces, bold_until, gap: Gap::None });
    }
}

/// A line of dashes, or of marks without words.
fn is_rule(words: &str) -> bool {
    let trimmed = words.trim();
    let is_dash = |c: char| matches!(c, '-' | '=' | '_' | '–' | '—');
    trimmed.chars().all(|c| is_dash(c) || matches!(c, '*' | ' ' | '\u{a0}'))
        && matches!(trimmed.chars().filter(|&c| is_dash(c)).count(), 0 | 3..)
}

/// Bytes of `## ` at the start.
fn heading_marks(words: &str) -> Option<usize> {
    let indent = words.len() - words.trim_start().len();
    let marks = words[indent..].bytes().take_while(|&byte| byte == b'#').count();
    ((1..=6).contains(&marks) && words[indent + marks..].starts_with(' ')).then_some(indent + marks)
}

/// Length of a run of stars that is emphasis: not a bullet, a sign of multiplication, or a note mark such as `(*)`.
fn stars(text: &str, range: &Range<usize>, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let run = bytes[at..range.end].iter().take_while(|&&byte| byte == b'*').count();
    let before = text[range.start..at].chars().next_back();
    let after = text[at + run..range.end].chars().next();
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let literal = run == 1
        && ((spaced(before) && after.is_some_and(char::is_whitespace))
            || (before == Some('(') && after == Some(')'))
            || (before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit())));
    (!literal).then_some(run)
}

/// What a backslash does before `rest`: at the end of a line it breaks it, before a mark of Markdown it says that this is none ("1\.").
fn escape(rest: &str) -> Option<(usize, Mark)> {
    match rest.trim_end_matches('\r').bytes().next() {
        None => Some((1, Mark::Tag { breaks: true, bold: None })),
        Some(mark) if b".-+*_#()[]!>~`|".contains(&mark) => Some((2, Mark::Entity(char::from(mark)))),
        Some(_) => None,
    }
}

/// A tag that this genre's text carries: its length, whether it breaks the line, whether it turns bold print on or off.
fn tag(text: &str) -> Option<(usize, bool, Option<bool>)> {
    const LONGEST: usize = 400;
    if text.starts_with("<!--") {
        let end = text.as_bytes()[..text.len().min(LONGEST)].windows(3).position(|bytes| bytes == b"-->")?;
        return Some((end + 3, false, None));
    }
    // Up to the next tag at most, so that many that never close are not looked at again and again.
    let end = 1 + text.bytes().skip(1).take(LONGEST).position(|byte| matches!(byte, b'<' | b'>'))?;
    let inner = text.get(1..end).filter(|_| text[end..].starts_with('>'))?;
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name = inner.split(|c: char| !(c.is_ascii_alphanumeric() || c == ':')).next().unwrap_or("").to_ascii_lowercase();
    let breaks = match name.as_str() {
        "br" | "hr" | "p" | "li" | "div" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => true,
        "a" | "b" | "i" | "u" | "ul" | "ol" | "em" | "strong" | "span" | "font" | "sup" | "sub" | "table" | "tbody" | "thead" | "tfoot"
        | "caption" | "colgroup" | "col" | "td" | "th" | "center" | "small" | "big" | "img" | "o:p" | "s" | "del" | "ins" => false,
        _ => return None,
    };
    let bold = matches!(name.as_str(), "b" | "strong").then_some(!closing);
    Some((end + 1, breaks, bold))
}

/// An HTML entity: its length and the character that it stands for.
fn entity(text: &str) -> Option<(usize, char)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let c = match name {
        "nbsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "bull" => '•',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((end + 1, c))
}
