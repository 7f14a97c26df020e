//! Two columns side by side, as text keeps them with blanks or a tab: the letterhead, and recipients beside the signature.
//!
//! ```text
//! Nơi nhận:                    TM. ỦY BAN NHÂN DÂN
//! - Như Điều 3;                    CHỦ TỊCH
//! - Lưu: VT.
//!                                Nguyễn Văn A
//! ```
//!
//! Read line by line, titles would stand among the recipients. The left column is read first, then the right one, as on paper.

use std::ops::Range;

use super::next_line;
use crate::fold::fold;

/// Two columns.
pub(super) struct Columns {
    /// Lines of the left column, then those of the right one.
    pub(super) lines: [Vec<Range<usize>>; 2],
    /// Where the text after them starts.
    pub(super) next: usize,
}

/// Most lines that the block may have.
const TALLEST: usize = 80;
/// Empty lines that leave room for the hand and the seal.
const MOST_EMPTY: usize = 10;
/// Blanks that part two columns.
const GAP: usize = 3;
/// Characters by which a centred line may begin before the first line of its column.
const CENTRED: usize = 20;

/// Which block of the form it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Who issues, and the number; the country, and place and day.
    Letterhead,
    /// Recipients; who signs.
    Close,
}

impl Form {
    /// What a first line with these two halves opens.
    fn of(left: &str, right: &str) -> Option<Self> {
        let starts = |half: &str, words: &str| {
            let printed = half.trim_start_matches(['*', '_', ' ']).chars().take(words.chars().count());
            fold(&printed.collect::<String>()) == words
        };
        match () {
            () if right.is_empty() || left.is_empty() => None,
            () if starts(right, "cộng hoà xã hội") => Some(Self::Letterhead),
            () if starts(left, "nơi nhận") => Some(Self::Close),
            () => None,
        }
    }
}

/// Reads the columns whose first line starts at `start`; nothing where no such block starts there.
pub(super) fn read(text: &str, start: usize) -> Option<Columns> {
    let first = next_line(text, start)?;
    let words = &text[first.start..first.end];
    if !words.contains('\t') && !words.contains("   ") {
        return None;
    }
    let (left, right) = halves(words, 0)?;
    let form = Form::of(&words[left], &words[right.clone()])?;
    let seam = text[first.start..first.start + right.start].chars().count().saturating_sub(CENTRED);
    let mut columns = Columns { lines: [Vec::new(), Vec::new()], next: start };
    let (mut empty, mut dated) = (0, false);
    for _ in 0..TALLEST {
        let Some(line) = next_line(text, columns.next) else { break };
        let words = &text[line.start..line.end];
        if words.trim().is_empty() {
            empty += 1;
            if empty > MOST_EMPTY || words.contains('\u{c}') {
                break;
            }
            columns.next = line.next;
            continue;
        }
        let Some((left, right)) = halves(words, seam) else { break };
        // Words at the margin after an empty line are the text that goes on; a letterhead ends there or behind place and day, and at the
        // first line that has but one column after an empty one: a draft may have no day yet.
        let goes_on = match form {
            Form::Close => right.is_empty() && empty > 0 && !words.trim_start().starts_with(['-', '–', '+', '•', '*']),
            Form::Letterhead => (dated && right.is_empty()) || (empty > 0 && (left.is_empty() || right.is_empty())),
        };
        if goes_on || words.contains('\u{c}') {
            break;
        }
        empty = 0;
        dated |= words.contains(", ngày");
        columns.next = line.next;
        for (column, half) in columns.lines.iter_mut().zip([left, right]).filter(|(_, half)| !half.is_empty()) {
            column.push(line.start + half.start..line.start + half.end);
        }
    }
    Some(columns)
}

/// The words of a line before and after the gap that parts the columns; the right column begins `seam` characters from the margin, or later.
fn halves(line: &str, seam: usize) -> Option<(Range<usize>, Range<usize>)> {
    let end = line.trim_end().len();
    let indent = end - line[..end].trim_start().len();
    let column = |at: usize| line[..at].chars().count();
    if line[..indent].contains('\t') || (seam > 0 && column(indent) >= seam) {
        return Some((0..0, indent..end));
    }
    let mut widest: Option<(usize, Range<usize>)> = None;
    let (mut at, mut columns) = (indent, column(indent));
    while let Some(found) = next_gap(&line[at..end]) {
        let (from, to) = (at + found.start, at + found.end);
        columns += line[at..to].chars().count();
        let tab = line[from..to].contains('\t');
        let width = if tab { usize::MAX } else { to - from };
        if (tab || columns >= seam) && widest.as_ref().is_none_or(|(widest, _)| *widest < width) {
            widest = Some((width, from..to));
        }
        at = to;
    }
    let gap = widest.map_or(end..end, |(_, gap)| gap);
    (end > 0).then_some((indent..gap.start, gap.end..end))
}

/// The first run of blanks in `words` that may part columns: one with a tab, or a wide one.
fn next_gap(words: &str) -> Option<Range<usize>> {
    let bytes = words.as_bytes();
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let mut at = 0;
    loop {
        let start = at + bytes[at..].iter().position(blank)?;
        let end = start + bytes[start..].iter().take_while(|byte| blank(byte)).count();
        if end - start >= GAP || bytes[start..end].contains(&b'\t') {
            return Some(start..end);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(text: &str) -> Option<([Vec<&str>; 2], &str)> {
        read(text, 0).map(|columns| (columns.lines.map(|lines| lines.into_iter().map(|line| &text[line]).collect()), &text[columns.next..]))
    }

    #[test]
    fn recipients_are_read_before_the_signature_beside_them() {
        let text = "Nơi nhận:                  TM. ỦY BAN NHÂN DÂN\n- Như Điều 3;                   KT. CHỦ TỊCH\n- Lưu: VT.\n\n\n\
            \u{20}                             Nguyễn Văn A\n\nPHỤ LỤC\n";
        let (halves, rest) = columns(text).expect("two columns");
        assert_eq!(halves[0], ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."]);
        assert_eq!(halves[1], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Nguyễn Văn A"]);
        assert_eq!(rest.trim(), "PHỤ LỤC");
    }

    #[test]
    fn a_letterhead_ends_with_place_and_day() {
        let text = "ỦY BAN NHÂN DÂN         CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nTỈNH BẾN TRE            VIỆT NAM\n\n\
            Số: 7/KH-UBND           Bến Tre, ngày 05 tháng 01\n                        năm 2024\n\n             KẾ HOẠCH\n";
        let (halves, rest) = columns(text).expect("two columns");
        assert_eq!(halves[0], ["ỦY BAN NHÂN DÂN", "TỈNH BẾN TRE", "Số: 7/KH-UBND"]);
        assert_eq!(halves[1].last(), Some(&"năm 2024"));
        assert_eq!(rest.trim(), "KẾ HOẠCH");
    }

    #[test]
    fn a_letterhead_without_a_day_ends_before_the_title() {
        let text = "ỦY BAN NHÂN DÂN         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH BẾN TRE            Độc lập - Tự do - Hạnh phúc\n\n\
            Số:    /KH-UBND         Bến Tre, tháng 01 năm 2024\n\n                        KẾ HOẠCH\nCải cách hành chính\n";
        let (halves, rest) = columns(text).expect("two columns");
        assert_eq!(halves.map(|half| half.len()), [3, 3]);
        assert_eq!(rest.trim(), "KẾ HOẠCH\nCải cách hành chính");
    }

    #[test]
    fn one_column_is_left_alone() {
        for text in
            ["Nơi nhận:\n- Như Điều 3;\n", "Nơi nhận: như trên\n", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "I.  MỤC TIÊU    chung\n"]
        {
            assert!(columns(text).is_none(), "{text}");
        }
    }
}
