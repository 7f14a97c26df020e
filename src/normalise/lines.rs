//! Broken lines become paragraphs, and paragraphs that a page break cut become one. List items are never joined.

use crate::{
    fold::fold,
    grammar::Catalog,
    ingest::{Gap, Line},
    passage::Passage,
    source::{Join, Paragraph, Piece, Source},
    span::Clean,
};

/// How a document sets its paragraphs apart.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// True where an empty line stands between paragraphs, so that a line right under another continues it.
    spaced: bool,
    /// Code points of a full line; 0 in cells, where each may be full, and the most where a line is a paragraph and none is.
    width: usize,
    /// True where lines are broken and bullets end with a mark, so that one without a mark goes on.
    marked: bool,
}

impl Style {
    /// Within a cell: lines are broken where the column ends.
    pub const CELL: Self = Self { spaced: true, width: 0, marked: false };

    /// Tells the style of a document from where its list items and long lines stand; `items` says what each line starts.
    #[must_use]
    pub fn of(source: &Source, lines: &[&Line<Clean>], items: &[Option<Item>]) -> Self {
        const LOOKED_AT: usize = 4000;
        /// Bullets that must be seen to end before any is said to go on.
        const FEWEST: usize = 5;
        let (mut after_gap, mut adjacent) = (0_usize, 0_usize);
        let mut lengths: Vec<usize> = Vec::new();
        let mut before_ends = true;
        let mut apart = false;
        let (mut bulleted, mut finished, mut unfinished, mut low) = (false, 0_usize, 0_usize, 0_usize);
        for (line, &item) in lines.iter().zip(items).take(LOOKED_AT) {
            let start = start_of(source, line);
            if matches!(item, Some(Item::Number | Item::Form)) && before_ends {
                *(if line.gap > Gap::None { &mut after_gap } else { &mut adjacent }) += 1;
            }
            if item == Some(Item::Bullet) && bulleted {
                *(if before_ends { &mut finished } else { &mut unfinished }) += 1;
            }
            bulleted = item.map_or(bulleted, |item| item == Item::Bullet);
            apart |= line.gap > Gap::None;
            low += usize::from(line.gap == Gap::None && start.starts_with(char::is_lowercase));
            if line.gap == Gap::None {
                lengths.push(length(source, line));
            }
            before_ends = ends(source, line);
        }
        lengths.sort_unstable();
        // Most lines of broken text are full; a few are those of a wide table.
        let width = lengths.get(lengths.len().saturating_sub(1) * 6 / 10).copied().unwrap_or(0);
        let width = if holds_paragraphs(&lengths, width) { usize::MAX } else { width };
        let marked = finished >= FEWEST && finished > unfinished * 9 && low * 5 > lengths.len();
        // Without a list item the lines themselves must stand apart.
        let told = after_gap + adjacent > 0 || apart;
        Self { spaced: told && after_gap * 10 >= (after_gap + adjacent) * 7, width, marked }
    }
}

/// True where many lines are far longer than most are: each is a paragraph, and a short one is a heading or a whole sentence.
fn holds_paragraphs(lengths: &[usize], width: usize) -> bool {
    /// Code points that no page has room for in one line.
    const LONG: usize = 160;
    /// Code points that a page has hardly room for: lines of twice as many as most have are no broken ones.
    const WIDE: usize = 120;
    let longer_than = |length: usize| lengths.len() - lengths.partition_point(|&other| other <= length);
    longer_than(LONG.max(width * 3 / 2)) * 10 > lengths.len() || longer_than(WIDE.max(width * 2)) * 20 > lengths.len()
}

/// Joins lines into paragraphs; `item` tells what a line starts.
#[must_use]
pub fn join(
    source: &Source,
    lines: &[Line<Clean>],
    style: &Style,
    catalog: &Catalog,
    item: impl Fn(usize) -> Option<Item>,
) -> Vec<Paragraph> {
    // A cell mostly holds one.
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(1);
    let mut before: Option<&Line<Clean>> = None;
    let mut opening: Option<&Line<Clean>> = None;
    let mut all_bold = true;
    let mut recipients = false;
    let mut opened = None;
    for (at, line) in lines.iter().enumerate() {
        // A list whose items have no end marks: the bullet that opens the paragraph opens this line too.
        let listed = style.width > 0 || recipients;
        let next = line.gap == Gap::None && listed && opening.is_some_and(|opening| next_bullet(source, opening, line));
        let join = before.filter(|_| !next).and_then(|before| continues(source, before, line, opened, style, || item(at)));
        // What opens a paragraph matters only to lines that follow.
        if join.is_none() && at + 1 < lines.len() {
            opening = Some(line);
            opened = item(at);
            recipients = match opened {
                Some(Item::Bullet) => recipients,
                Some(Item::Form) => catalog.reads("form/recipients", &Passage::from_text(&start_of(source, line))),
                _ => false,
            };
        }
        match (join, paragraphs.last_mut()) {
            (Some(join), Some(paragraph)) => all_bold = add(source, paragraph, line, join, all_bold),
            _ => {
                let mut paragraph = Paragraph::default();
                all_bold = add(source, &mut paragraph, line, Join::Line, true);
                paragraphs.push(paragraph);
            }
        }
        before = Some(line);
    }
    paragraphs
}

/// Adds a line to a paragraph of which all words so far are bold, or not; returns whether they still are.
fn add(source: &Source, paragraph: &mut Paragraph, line: &Line<Clean>, join: Join, all_bold: bool) -> bool {
    let weigh = |until: usize| {
        let words = line.pieces.iter().map(|piece| piece.range());
        words.map(|words| weight(&source.text()[words.start..words.end.min(until.max(words.start))])).sum::<usize>()
    };
    let bold = line.bold_until.filter(|_| all_bold).map_or(0, |until| weigh(until as usize));
    paragraph.bold += bold;
    for (at, span) in line.pieces.iter().enumerate() {
        paragraph.pieces.push(Piece { span: *span, join: if at == 0 { join } else { Join::Same } });
    }
    all_bold && bold == weigh(usize::MAX)
}

/// Bytes that are no white space: what bold print is counted in.
fn weight(words: &str) -> usize {
    words.split_whitespace().map(str::len).sum()
}

/// Whether a line continues the one before, in a paragraph that such an item `opened`, and how; `item` tells what the line starts.
fn continues(
    source: &Source,
    before: &Line<Clean>,
    line: &Line<Clean>,
    opened: Option<Item>,
    style: &Style,
    item: impl Fn() -> Option<Item>,
) -> Option<Join> {
    let start = start_of(source, line);
    let before_ends = ends(source, before);
    let starts_low = start.chars().next().is_some_and(char::is_lowercase);
    if line.gap == Gap::None {
        if is_torn(source, before, &start) {
            return Some(Join::Line);
        }
        let item = item().filter(|&item| item != Item::Label || (!style.spaced && !goes_on(source, before)));
        let joined = if style.spaced {
            // A dash or a number at the start of a broken line ("kinh tế / - xã hội") is an item only after a finished one or a title.
            let title = is_title(source, before) && !is_title(source, line) && letters(source, before) > 2;
            item.map_or(starts_low || !title, |item| item != Item::Form && !before_ends && !title)
        } else {
            let asked_for = asks_for(source, before, &start);
            let goes_on = starts_low
                || asked_for
                || goes_on(source, before)
                || (opened == Some(Item::Bullet) && style.marked)
                || is_full(source, before, style);
            let title = is_title(source, before);
            // A numbered heading in capitals has its rest on the next line.
            let heading = title && opened == Some(Item::Number) && is_title(source, line) && letters(source, line) > 2;
            let words = goes_on && !title && (asked_for || !is_title(source, line));
            item.is_none() && (starts_low || !before_ends) && (words || heading)
        };
        return joined.then_some(Join::Line);
    }
    // Over a page break a broken line may go on with a capital or a figure: "trực thuộc / UBND tỉnh", "Nghị quyết số / 197/2025/QH15".
    let broken = line.gap == Gap::Page
        && !is_title(source, line)
        && (goes_on(source, before) || (style.width > 0 && is_full(source, before, style)));
    let open = !before_ends && (starts_low || broken) && item().is_none() && !is_title(source, before) && !is_kind(&start);
    open.then_some(Join::Cut)
}

/// The first words of a line.
fn start_of(source: &Source, line: &Line<Clean>) -> String {
    const ENOUGH: usize = 80;
    let mut start = String::new();
    for piece in &line.pieces {
        let words = source.words(*piece);
        start.push_str(if start.is_empty() { words.trim_start() } else { words });
        if let Some((end, _)) = start.char_indices().nth(ENOUGH) {
            start.truncate(end);
            break;
        }
    }
    start
}

/// What a line starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A bullet.
    Bullet,
    /// A numbered item or a heading.
    Number,
    /// A label: it continues a line only where that ends within a list of names.
    Label,
    /// A part of the document's form: it never continues a line.
    Form,
}

/// The list item, heading or part of the document's form that a line starts.
#[must_use]
pub fn item(source: &Source, line: &Line<Clean>, catalog: &Catalog) -> Option<Item> {
    let passage = Passage::from_text(&start_of(source, line));
    let grammar = catalog.cued("item", &passage).find(|grammar| grammar.reads(&passage))?;
    Some(match grammar.means() {
        "bullet" => Item::Bullet,
        "number" => Item::Number,
        "label" => Item::Label,
        _ => Item::Form,
    })
}

/// True where both lines begin with the same bullet and a capital behind it; in a cell a dash may be that of a broken name.
fn next_bullet(source: &Source, opening: &Line<Clean>, line: &Line<Clean>) -> bool {
    const BULLETS: [char; 5] = ['-', '–', '+', '*', '•'];
    let bullet = |line| {
        let start = start_of(source, line);
        let bullet = start.chars().next().filter(|bullet| BULLETS.contains(bullet))?;
        start[bullet.len_utf8()..].trim_start().starts_with(char::is_uppercase).then_some(bullet)
    };
    bullet(line).is_some_and(|own| bullet(opening) == Some(own))
}

/// True where a line ends a sentence or a clause.
fn ends(source: &Source, line: &Line<Clean>) -> bool {
    let Some(last) = line.pieces.last() else { return true };
    let words = source.words(*last).trim_end().trim_end_matches(['"', '”', '’', '\'', ')', '*']);
    words.ends_with(['.', ';', ':', '…', '!', '?', '|'])
}

/// True for a line as long as most are.
fn is_full(source: &Source, line: &Line<Clean>, style: &Style) -> bool {
    length(source, line).saturating_mul(4) >= style.width.saturating_mul(3)
}

/// True for a line that ends within a sentence: with a comma or a word that asks for another.
fn goes_on(source: &Source, line: &Line<Clean>) -> bool {
    const ASK: [&str; 12] = [",", " -", " –", " của", " và", " các", " tại", " theo", " trên", " về", " là", " số"];
    line.pieces.last().is_some_and(|last| ASK.iter().any(|end| source.words(*last).trim_end().ends_with(end)))
}

/// True for a line that ends within a date or a name of which the next line has the rest: "Giám đốc Sở / Nội vụ", "ngày / 29/3/2012".
fn asks_for(source: &Source, line: &Line<Clean>, rest: &str) -> bool {
    const FIGURE: [&str; 6] = [" ngày", " tháng", " năm", " khoản", " điểm", " Điều"];
    const NAME: [&str; 2] = [" Sở", " Bộ"];
    let asks = match rest.chars().next() {
        Some(c) if c.is_ascii_digit() => &FIGURE[..],
        Some(c) if c.is_uppercase() => &NAME[..],
        _ => return false,
    };
    line.pieces.last().is_some_and(|last| asks.iter().any(|end| source.words(*last).trim_end().ends_with(end)))
}

/// Types of acts whose titles stand alone on a line.
const KINDS: [&str; 8] = ["quyết định", "nghị quyết", "nghị định", "chỉ thị", "thông tư", "thông báo", "kế hoạch", "chương trình"];

/// True for the type of an act and nothing else: a title whose font made its own capitals (.VnTimeH) stands in small letters once the font
/// is gone.
fn is_kind(start: &str) -> bool {
    KINDS.contains(&&*fold(start.trim()))
}

/// True for a line that is the beginning of a set phrase of the form and nothing else, of which the next line has the rest: pages are saved
/// with lines broken anywhere.
fn is_torn(source: &Source, line: &Line<Clean>, rest: &str) -> bool {
    const PHRASES: [&str; 7] =
        ["cộng hoà xã hội chủ nghĩa việt nam", "uỷ ban nhân dân", "hội đồng nhân dân", "quy định", "quy chế", "phụ lục", "về việc"];
    const LONGEST: usize = 40;
    let [words] = line.pieces[..] else { return false };
    let words = source.words(words).trim();
    if words.len() > LONGEST || !words.starts_with(char::is_uppercase) {
        return false;
    }
    let words = fold(words);
    let tails = PHRASES.iter().chain(&KINDS).filter_map(|phrase| phrase.strip_prefix(&words)?.strip_prefix(' ')?.split(' ').next());
    let first = rest.split([' ', ':', ';', ',']).next().map(fold);
    first.is_some_and(|first| tails.into_iter().any(|tail| tail == first))
}

fn letters(source: &Source, line: &Line<Clean>) -> usize {
    line.pieces.iter().flat_map(|piece| source.words(*piece).chars()).filter(|c| c.is_alphabetic()).count()
}

/// True for a line in capitals: a title, which no paragraph continues.
fn is_title(source: &Source, line: &Line<Clean>) -> bool {
    line.pieces.iter().flat_map(|piece| source.words(*piece).chars()).all(|c| !c.is_lowercase())
}

fn length(source: &Source, line: &Line<Clean>) -> usize {
    line.pieces.iter().map(|piece| source.words(*piece).chars().count()).sum()
}
