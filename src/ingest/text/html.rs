//! Tables as HTML, as converters leave them in Markdown:
//!
//! ```text
//! <table><tr><th>STT</th><th>Nhiệm vụ</th><th>Chủ trì</th></tr>
//! <tr><td>1</td><td>Rà soát<br>văn bản</td><td rowspan="2">Sở Tư pháp</td></tr>
//! <tr><td>2</td><td>Công bố</td></tr></table>
//! ```
//!
//! Tags that set a table are taken as browsers take them: what closes may be left out, and a cell that reaches over rows or columns moves
//! those behind it. A table that is never closed ends with its last closed row. A table in a cell is words of that cell.

use std::ops::Range;

use super::lines_of;

/// A table.
#[derive(Debug)]
pub(super) struct Html {
    /// Lines in the table and in none of its cells: its caption. Browsers show them above it.
    pub(super) outside: Vec<Range<usize>>,
    pub(super) rows: Vec<Row>,
    /// Where the text after the table starts.
    pub(super) next: usize,
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    /// The lines of each cell; an empty one parts paragraphs.
    pub(super) cells: Vec<Vec<Range<usize>>>,
    /// Which cells are the empty ends of a cell above.
    pub(super) reaching: Vec<usize>,
}

/// Most columns that a table may have: a number in a tag may be anything.
const WIDEST: usize = 128;
/// Fewest bytes of a table for each of its cells, those that others reach into counted: a short tag in each row may ask for many.
const LEAST: usize = "<td>".len();

/// Where tables stand that stand in no other one; one that is never closed, up to the next.
pub(super) fn stretches(text: &str) -> Vec<Range<usize>> {
    let (mut open, mut closed): (Vec<usize>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    for tag in tags(text, 0..text.len()).filter(|tag| tag.kind == Kind::Table) {
        if tag.opens {
            open.push(tag.place.start);
        } else if let Some(start) = open.pop() {
            while closed.pop_if(|inside| inside.start > start).is_some() {}
            closed.push(start..tag.place.end);
        }
    }
    closed.extend(open.into_iter().map(|start| start..text.len()));
    closed.sort_unstable_by_key(|stretch| stretch.start);
    for at in 1..closed.len() {
        closed[at - 1].end = closed[at - 1].end.min(closed[at].start);
    }
    closed
}

/// Where tables stand in the table of a stretch.
pub(super) fn inside(text: &str, stretch: &Range<usize>) -> Vec<Range<usize>> {
    let start = text[stretch.clone()].find('>').map_or(stretch.end, |end| stretch.start + end + 1);
    let moved = |inner: Range<usize>| start + inner.start..start + inner.end;
    stretches(&text[start..stretch.end]).into_iter().map(moved).collect()
}

/// Reads the table of a stretch; nothing where it has not two columns, or asks for too many cells.
pub(super) fn read(text: &str, stretch: Range<usize>) -> Option<Html> {
    let mut reader = Reader { text, at: stretch.start, room: stretch.len() / LEAST, ..Reader::default() };
    let (mut depth, mut whole) = (0, None);
    for tag in tags(text, stretch) {
        reader.words(tag.place.start);
        reader.at = tag.place.end;
        if tag.kind == Kind::Table {
            depth = if tag.opens { depth + 1 } else { depth - 1 };
        }
        match tag.kind {
            Kind::Table if depth == 0 => {
                reader.close_row()?;
                whole = Some((reader.rows.len(), reader.outside.len(), tag.place.end));
            }
            Kind::Group if depth == 1 => {
                reader.close_row()?;
                reader.down.clear();
            }
            Kind::Row if depth == 1 => {
                reader.close_row()?;
                if !tag.opens {
                    whole = Some((reader.rows.len(), reader.outside.len(), tag.place.end));
                }
            }
            Kind::Cell if depth == 1 => {
                reader.row.extend(reader.cell.take());
                reader.cell = tag.opens.then(|| Cell::of(&text[tag.place]));
            }
            _ => reader.apart = true,
        }
    }
    let (rows, outside, next) = whole?;
    reader.rows.truncate(rows);
    reader.outside.truncate(outside);
    let width = reader.width;
    let empty: usize = reader.rows.iter().flatten().map(|cell| cell.empty_behind(width)).sum();
    if empty > reader.room {
        return None;
    }
    let rows: Vec<Row> = reader.rows.into_iter().enumerate().map(|(nth, row)| row_of(row, width, nth == 0)).collect();
    (width > 1 && !rows.is_empty()).then_some(Html { outside: reader.outside, rows, next })
}

/// A row as it is handed over; in the header no empty cells stand behind a wide one.
fn row_of(row: Vec<Cell>, width: usize, is_header: bool) -> Row {
    let (mut cells, mut reaching) = (Vec::new(), Vec::new());
    // Behind the last column that has words in some row, nothing reaches anywhere.
    for cell in row.into_iter().filter(|cell| cell.column < width) {
        if cell.reaches {
            reaching.push(cells.len());
        }
        let empty = if is_header { 0 } else { cell.empty_behind(width) };
        cells.push(cell.lines);
        cells.extend((0..empty).map(|_| Vec::new()));
    }
    Row { cells, reaching }
}

/// What a tag is to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Table,
    /// Head, body or foot, which no cell leaves.
    Group,
    Row,
    Cell,
    /// What parts paragraphs.
    Paragraph,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        const KINDS: [(Kind, &[&str]); 5] = [
            (Kind::Table, &["table"]),
            (Kind::Group, &["thead", "tbody", "tfoot"]),
            (Kind::Row, &["tr"]),
            (Kind::Cell, &["td", "th"]),
            (Kind::Paragraph, &["p", "li", "div", "ul", "ol", "caption", "colgroup", "col", "h1", "h2", "h3", "h4", "h5", "h6"]),
        ];
        let is = |names: &&[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        KINDS.iter().find(|(_, names)| is(names)).map(|(kind, _)| *kind)
    }
}

struct Tag {
    place: Range<usize>,
    kind: Kind,
    opens: bool,
}

/// The tags of a stretch that set its tables. No tag holds another's beginning, so that each byte is looked at once.
fn tags(text: &str, stretch: Range<usize>) -> impl Iterator<Item = Tag> {
    // Up to here a comment reaches; one that is never closed is none.
    let (mut comment, mut closes) = (stretch.start, true);
    text[stretch.clone()].match_indices('<').filter_map(move |(at, _)| {
        let start = stretch.start + at;
        if start < comment {
            return None;
        }
        let words = &text[start + 1..stretch.end];
        if closes && let Some(inside) = words.strip_prefix("!--") {
            let end = inside.find("-->");
            closes = end.is_some();
            comment = end.map_or(start, |end| stretch.end - inside.len() + end);
            return None;
        }
        let (opens, words) = words.strip_prefix('/').map_or((true, words), |words| (false, words));
        let name = &words[..words.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let kind = Kind::of(name)?;
        let end = words.find(['<', '>']).filter(|&end| words[end..].starts_with('>'))?;
        Some(Tag { place: start..start + 1 + usize::from(!opens) + end + 1, kind, opens })
    })
}

#[derive(Debug, Default)]
struct Cell {
    lines: Vec<Range<usize>>,
    column: usize,
    /// Columns and rows that it stands in.
    wide: usize,
    tall: usize,
    /// True for the end of a cell above.
    reaches: bool,
}

impl Cell {
    fn of(tag: &str) -> Self {
        let lower = tag.to_ascii_lowercase();
        let number = |name: &str| {
            let named = lower.match_indices(name).filter(|(at, _)| lower[..*at].ends_with(|c: char| c.is_ascii_whitespace()));
            // Blanks may stand around the sign: `colspan = "2"`.
            let value = |(at, _): (usize, &str)| lower[at + name.len()..].trim_start().strip_prefix('=').map(str::trim_start);
            let digits = named.filter_map(value).next()?.trim_start_matches(['"', '\'']);
            let digits = &digits[..digits.bytes().take_while(u8::is_ascii_digit).count()];
            (!digits.is_empty()).then(|| digits.parse().unwrap_or(usize::MAX))
        };
        let (wide, tall) = (number("colspan").unwrap_or(1), number("rowspan").unwrap_or(1));
        Self { wide: wide.clamp(1, WIDEST), tall: tall.max(1), ..Self::default() }
    }

    /// How many empty cells stand for the columns that it reaches into; none where it reaches to the end.
    fn empty_behind(&self, width: usize) -> usize {
        if self.column + self.wide < width { self.wide - 1 } else { 0 }
    }
}

/// A table that is being read.
#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    /// Where the words start that were not taken yet.
    at: usize,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    cell: Option<Cell>,
    /// True where a paragraph ends before the next words.
    apart: bool,
    outside: Vec<Range<usize>>,
    /// How many rows the cells above still reach down, by column.
    down: Vec<usize>,
    /// How many columns begin with a cell of their own.
    width: usize,
    /// How many cells it may still have.
    room: usize,
}

impl Reader<'_> {
    /// Takes the words up to `end`.
    fn words(&mut self, end: usize) {
        for line in lines_of(self.text, self.at..end) {
            if self.text[line.clone()].trim().is_empty() {
                self.apart = true;
                continue;
            }
            let lines = self.cell.as_mut().map_or(&mut self.outside, |cell| &mut cell.lines);
            if std::mem::take(&mut self.apart) && !lines.is_empty() {
                lines.push(line.start..line.start);
            }
            lines.push(line);
        }
    }

    /// Puts the cells of the row in their columns; nothing where they are too many.
    fn close_row(&mut self) -> Option<()> {
        self.row.extend(self.cell.take());
        if self.row.is_empty() {
            return Some(());
        }
        let mut row = Vec::new();
        let (mut column, mut last) = (0, 0);
        for cell in std::mem::take(&mut self.row) {
            while self.down.get(column).is_some_and(|&rows| rows > 0) {
                row.push(self.end_of_cell_above(column));
                column += 1;
            }
            if column >= WIDEST {
                return None;
            }
            last = column;
            let next = column + cell.wide;
            self.down.resize(self.down.len().max(next), 0);
            self.down[column..next].fill(cell.tall - 1);
            row.push(Cell { column, ..cell });
            column = next;
        }
        let end = self.down.iter().rposition(|&rows| rows > 0).map_or(0, |at| at + 1);
        for column in column..end {
            row.push(self.end_of_cell_above(column));
        }
        self.width = self.width.max(last + 1);
        self.room = self.room.checked_sub(row.len())?;
        // A row of nothing but such ends says nothing.
        if row.iter().any(|cell| !cell.lines.is_empty()) {
            self.rows.push(row);
        }
        Some(())
    }

    /// What of a cell above stands in a column of this row; an empty cell where none does.
    fn end_of_cell_above(&mut self, column: usize) -> Cell {
        let rows = &mut self.down[column];
        let reaches = *rows > 0;
        *rows = rows.saturating_sub(1);
        Cell { column, wide: 1, reaches, ..Cell::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of the first table, cells parted by bars, lines by slashes; `^` is the end of a cell above. Then what follows the table.
    fn rows(text: &str) -> Option<(Vec<String>, &str)> {
        let table = read(text, stretches(text).first()?.clone())?;
        let cell = |lines: &[Range<usize>]| lines.iter().map(|line| text[line.clone()].trim()).collect::<Vec<_>>().join("/");
        let row = |row: &Row| {
            let cells = row.cells.iter().enumerate();
            cells.map(|(at, lines)| if row.reaching.contains(&at) { "^".to_owned() } else { cell(lines) }).collect::<Vec<_>>().join("|")
        };
        Some((table.rows.iter().map(row).collect(), &text[table.next..]))
    }

    fn only_rows(text: &str) -> Vec<String> {
        rows(text).unwrap_or_else(|| panic!("no table: {text}")).0
    }

    #[test]
    fn a_table_reads_the_same_on_one_line_and_on_many() {
        let many = "<table border=\"1\">\n  <thead>\n    <tr>\n      <th>A</th>\n      <th>B</th>\n    </tr>\n  </thead>\n  <tbody>\n    \
            <TR>\n      <td style=\"text-align: left\">\n        1\n      </td>\n      <td>b</td>\n    </TR>\n  </tbody>\n</table>\nHết";
        let one = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>b</td></tr></table>\nHết";
        for text in [many, one] {
            assert_eq!(rows(text), Some((vec!["A|B".to_owned(), "1|b".to_owned()], "\nHết")));
        }
    }

    #[test]
    fn what_closes_cells_and_rows_may_be_left_out() {
        assert_eq!(only_rows("<table><tr><td>a<td>b<tr><td>c<td>d</table>"), ["a|b", "c|d"]);
        assert_eq!(only_rows("<table><td>a<td>b</table>"), ["a|b"]);
    }

    #[test]
    fn a_cell_over_rows_reaches_down_and_one_over_columns_fills_them() {
        let text = "<table><tr><th>A<th>B<th>C<tr><td rowspan=2>1<td>b<td rowspan='3'>c<tr><td>d<tr><td colspan=\"2\">e\
            <tr><td>I<td colspan=2>title</table>";
        assert_eq!(only_rows(text), ["A|B|C", "1|b|c", "^|d|^", "e||^", "I|title"]);
    }

    #[test]
    fn no_cell_reaches_out_of_the_head() {
        let text = "<table><thead><tr><th rowspan=9>A<th>B</thead><tbody><tr><td>1<td>b</tbody></table>";
        assert_eq!(only_rows(text), ["A|B", "1|b"]);
    }

    #[test]
    fn paragraphs_and_list_items_of_a_cell_stand_apart() {
        let text = "<table><tr><td>1<td><p>a</p>\n<p>b<br>c</p><ul><li>d</li><li>e</li></ul></td></tr></table>";
        assert_eq!(only_rows(text), ["1|a//b<br>c//d//e"]);
    }

    #[test]
    fn a_table_in_a_cell_is_words_of_the_cell() {
        let text = "<table><tr><td>1<td><table><tr><td>x<td>y</table><td>z</table> Hết";
        assert_eq!(rows(text), Some((vec!["1|x//y|z".to_owned()], " Hết")));
    }

    #[test]
    fn a_table_that_is_never_closed_ends_with_its_last_closed_row() {
        let text = "<table><tr><td>a</td><td>b</td></tr>\nHết\n<table><tr><td>c</td><td>d</td></tr><tr><td>e";
        assert_eq!(rows(text), Some((vec!["a|b".to_owned()], "\nHết\n<table><tr><td>c</td><td>d</td></tr><tr><td>e")));
        let second = read(text, stretches(text)[1].clone()).expect("a table");
        assert_eq!((second.rows.len(), &text[second.next..]), (1, "<tr><td>e"));
    }

    #[test]
    fn attributes_may_have_blanks_and_a_comment_holds_no_tags() {
        let text =
            "<table><!-- <tr><td>x --><tr><th rowspan = \"2\">A<th colspan =2>B<tr><td>c<td COLSPAN= '1'>d<tr><td>e<td>f<td>g</table>";
        assert_eq!(only_rows(text), ["A|B", "^|c|d", "e|f|g"]);
        assert_eq!(only_rows("<table><tr><td>a<!-- b<td>c</table>"), ["a<!-- b|c"]);
    }

    #[test]
    fn a_frame_of_one_column_holds_tables() {
        let text = "<table><tr><td>khung <table><tr><td>a<td>b</table></td></tr></table>";
        let frame = stretches(text)[0].clone();
        assert!(read(text, frame.clone()).is_none());
        let inner = inside(text, &frame);
        assert_eq!(inner.iter().map(|inner| &text[inner.clone()]).collect::<Vec<_>>(), ["<table><tr><td>a<td>b</table>"]);
    }

    #[test]
    fn words_in_no_cell_are_kept() {
        let text = "<table><caption>Bảng 1</caption><tr>lạc<td>a<td>b</table>";
        let table = read(text, stretches(text)[0].clone()).expect("a table");
        let outside: Vec<&str> = table.outside.iter().map(|line| &text[line.clone()]).filter(|line| !line.is_empty()).collect();
        assert_eq!((outside, table.rows.len()), (vec!["Bảng 1", "lạc"], 1));
    }

    #[test]
    fn huge_numbers_are_held_to_the_columns_that_are_there() {
        let text = "<table><tr><td>A<td>B<td>C<tr><td rowspan=65535>1<td colspan=99999999999>b<tr><td rowspan=0 colspan=65535>d</table>";
        assert_eq!(only_rows(text), ["A|B|C", "1|b", "^|d"]);
        assert!(rows(&format!("<table><tr>{}</table>", "<td>a".repeat(WIDEST + 1))).is_none());
        assert!(rows("<table><tr><td>a<td colspan=9999>b<td>c</table>").is_none());
        let many = format!("<table><tr>{}{}</table>", "<td rowspan=99999>a".repeat(WIDEST - 1), "<tr><td>a".repeat(1000));
        assert!(rows(&many).is_none());
    }

    #[test]
    fn what_is_no_table_is_left_alone() {
        for text in ["thẻ <table> trong HTML", "<table></table>", "<table><tr><td>khung</td></tr></table>", "</table><td>a<td>b", "<table"]
        {
            assert!(rows(text).is_none(), "{text}");
        }
    }
}
