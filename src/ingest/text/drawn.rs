//! Tables drawn with rules of dashes, as pandoc writes those whose cells have several lines:
//!
//! ```text
//! +-----+------------------+-----------+
//! | STT | Nhiệm vụ         | Chủ trì   |
//! +=====+==================+===========+
//! | 1   | Rà soát văn bản  | Sở        |
//! |     | của tỉnh         | Tư pháp   |
//! +-----+------------------+-----------+
//! ```
//!
//! A row stands between two rules; what one bar parts on each of its lines is one cell. Columns are told by the bars and not by where they
//! stand, since letters may be as wide as they like.

use std::ops::Range;

use super::{next_line, split};

/// A drawn table.
pub(super) struct Drawn {
    /// The lines of each cell of each row.
    pub(super) rows: Vec<Vec<Vec<Range<usize>>>>,
    /// Where the text after the table starts.
    pub(super) next: usize,
}

/// Reads the table whose upper rule stands on the line at `start`; nothing where no row stands under it.
pub(super) fn read(text: &str, start: usize) -> Option<Drawn> {
    let rule = next_line(text, start)?;
    if !text[rule.start..rule.end].trim_start().starts_with('+') || !is_rule(&text[rule.start..rule.end]) {
        return None;
    }
    let mut table = Drawn { rows: Vec::new(), next: rule.next };
    let mut row: Vec<Vec<Range<usize>>> = Vec::new();
    while let Some(line) = next_line(text, table.next) {
        let words = &text[line.start..line.end];
        if is_rule(words) {
            if row.is_empty() && table.rows.is_empty() {
                return None;
            }
            table.rows.extend((!row.is_empty()).then(|| std::mem::take(&mut row)));
        } else if let Some(cells) = cells(words) {
            row.resize_with(row.len().max(cells.len()), Vec::new);
            for (cell, part) in row.iter_mut().zip(cells) {
                cell.push(line.start + part.start..line.start + part.end);
            }
        } else {
            break;
        }
        table.next = line.next;
    }
    table.rows.extend((!row.is_empty()).then_some(row));
    (!table.rows.is_empty()).then_some(table)
}

/// True for a rule; one that parts only some of the columns begins or ends with a bar.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['+', '|'])
        && line.ends_with(['+', '|'])
        && (line.contains("+--") || line.contains("+=") || line.contains("+:"))
        && line.bytes().all(|byte| b"+-=:| ".contains(&byte))
}

/// What stands between the bars of a line.
fn cells(line: &str) -> Option<Vec<Range<usize>>> {
    let (start, end) = (line.find(|c: char| !c.is_whitespace())?, line.trim_end().len());
    let framed = end - start > 1 && line[start..].starts_with('|') && line[..end].ends_with('|');
    framed.then(|| split(line, start + 1..end - 1, '|'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<(Vec<Vec<String>>, &str)> {
        let table = read(text, 0)?;
        let cell = |lines: &Vec<Range<usize>>| lines.iter().map(|line| text[line.clone()].trim()).collect::<Vec<_>>().join(" ");
        Some((table.rows.iter().map(|row| row.iter().map(|lines| cell(lines).trim().to_owned()).collect()).collect(), &text[table.next..]))
    }

    #[test]
    fn a_row_has_all_lines_between_two_rules() {
        let text = "+---+----------+\n| A | B        |\n+===+==========+\n| 1 | Rà soát  |\n|   | văn bản  |\n+---+----------+\n| I            |\n+---+----------+\nHết\n";
        let (rows, rest) = rows(text).expect("a table");
        assert_eq!(rows, [vec!["A", "B"], vec!["1", "Rà soát văn bản"], vec!["I"]]);
        assert_eq!(rest, "Hết\n");
    }

    #[test]
    fn a_rule_under_some_columns_parts_rows() {
        let text = "+---+---+\n| 1 | a |\n|   +---+\n|   | b |\n+---+---+";
        let (rows, rest) = rows(text).expect("a table");
        assert_eq!((rows, rest), (vec![vec!["1".to_owned(), "a".to_owned()], vec![String::new(), "b".to_owned()]], ""));
    }

    #[test]
    fn a_plus_alone_is_no_table() {
        for text in ["+ Rà soát", "+----+", "+--+\nHết", "----\n| a |", "|\n|"] {
            assert!(rows(text).is_none(), "{text}");
        }
    }
}
