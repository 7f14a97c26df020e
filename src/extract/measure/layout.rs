//! How a passage is cut: sentences, and brackets inside them.

use std::ops::Range;

/// A sentence without its brackets, or the words of one pair of brackets.
#[derive(Debug)]
pub(super) struct Group {
    /// From its first to its last byte; a sentence's range holds its brackets too.
    pub(super) range: Range<usize>,
    /// The group that a bracket stands in; none for a sentence.
    pub(super) parent: Option<usize>,
    /// Where `;`, `,` and `:` stand in it, brackets inside left out.
    stops: Vec<(usize, char)>,
}

/// The groups of a passage, and which of them each byte stands in.
#[derive(Debug, Default)]
pub(super) struct Layout {
    groups: Vec<Group>,
    /// From this byte on, this group.
    marks: Vec<(usize, usize)>,
}

impl Layout {
    pub(super) fn of(text: &str) -> Self {
        let closing = matched_brackets(text);
        let mut layout = Self::default();
        let mut open = vec![layout.begin(0, None)];
        let mut next_pair = 0;
        let mut closers: Vec<usize> = Vec::new();
        for (at, c) in text.char_indices() {
            let Some(&current) = open.last() else { break };
            let after = at + c.len_utf8();
            match c {
                '(' if closing.get(next_pair).is_some_and(|&(opens, _)| opens == at) => {
                    closers.push(closing[next_pair].1);
                    next_pair += 1;
                    open.push(layout.begin(after, Some(current)));
                }
                ')' if closers.last() == Some(&at) => {
                    closers.pop();
                    open.pop();
                    layout.groups[current].range.end = at;
                    layout.marks.push((at, open.last().copied().unwrap_or(current)));
                }
                ';' => layout.groups[current].stops.push((at, c)),
                ',' | ':' if !between_digits(text, at) => layout.groups[current].stops.push((at, c)),
                '.' | '…' | '!' | '?' if open.len() == 1 && ends_sentence(text, at, after) => {
                    layout.groups[current].range.end = at;
                    open = vec![layout.begin(after, None)];
                }
                _ => {}
            }
        }
        for group in open {
            layout.groups[group].range.end = text.len();
        }
        layout
    }

    fn begin(&mut self, at: usize, parent: Option<usize>) -> usize {
        let group = self.groups.len();
        self.groups.push(Group { range: at..at, parent, stops: Vec::new() });
        self.marks.push((at, group));
        group
    }

    /// The group that byte `at` stands in.
    pub(super) fn group_at(&self, at: usize) -> usize {
        let after = self.marks.partition_point(|&(from, _)| from <= at);
        self.marks.get(after.saturating_sub(1)).map_or(0, |&(_, group)| group)
    }

    pub(super) fn group(&self, group: usize) -> &Group {
        &self.groups[group]
    }

    /// The sentence that a group stands in.
    pub(super) fn sentence(&self, mut group: usize) -> usize {
        // Brackets are few inside each other; the cap keeps a text of nothing but brackets from costing its square.
        for _ in 0..16 {
            match self.groups[group].parent {
                Some(parent) => group = parent,
                None => break,
            }
        }
        group
    }

    /// The last `stop` of `group` inside `within`.
    pub(super) fn last_stop(&self, group: usize, within: &Range<usize>, stop: char) -> Option<usize> {
        let stops = &self.groups[group].stops;
        let end = stops.partition_point(|&(at, _)| at < within.end);
        stops[..end].iter().rev().take_while(|&&(at, _)| at >= within.start).find(|&&(_, c)| c == stop).map(|&(at, _)| at)
    }

    /// The stops of `group` inside `within`, from left to right.
    pub(super) fn stops(&self, group: usize, within: &Range<usize>, stop: char) -> impl Iterator<Item = usize> + '_ {
        let stops = &self.groups[group].stops;
        let first = stops.partition_point(|&(at, _)| at < within.start);
        let end = within.end;
        stops[first..].iter().take_while(move |&&(at, _)| at < end).filter(move |&&(_, c)| c == stop).map(|&(at, _)| at)
    }
}

/// Where each bracket that is closed opens and closes, in the order of opening.
fn matched_brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => open.push(at),
            b')' => pairs.extend(open.pop().map(|opens| (opens, at))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

fn between_digits(text: &str, at: usize) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    at > 0 && digit(text.as_bytes().get(at - 1)) && digit(text.as_bytes().get(at + 1))
}

/// True for a stop that a capital or a number follows, unless it closes an abbreviation ("TP. Cần Thơ").
fn ends_sentence(text: &str, at: usize, after: usize) -> bool {
    let rest = text[after..].trim_start_matches(['.', '”', '"', '*']);
    if !rest.starts_with(' ') {
        return false;
    }
    let opens =
        rest.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '≥' | '>'));
    let word = text[..at].rsplit([' ', '(']).next().unwrap_or("");
    let short = word.chars().count() <= 2 && word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    opens && (!short || word.ends_with('%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_is_a_group_of_its_own_and_a_full_stop_ends_a_sentence() {
        let text = "A (b; c) d; e. Trong đó, f đạt 1.8% (g";
        let layout = Layout::of(text);
        let word = |at: &str| text.find(at).map_or(0, |at| layout.group_at(at));
        assert_eq!(word("A"), word("d;"));
        assert_ne!(word("A"), word("b;"));
        assert_ne!(word("A"), word("Trong"));
        assert_eq!(word("Trong"), word("g"), "an open bracket cuts nothing");
        assert_eq!(layout.stops(word("A"), &(0..text.len()), ';').count(), 1);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        let layout = Layout::of("trên địa bàn TP. Cần Thơ đạt 90%. Tỷ lệ");
        assert_eq!(layout.groups.len(), 2);
    }
}
