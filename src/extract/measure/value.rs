//! A number with the words in a row around it: "đạt tối thiểu từ 55% trở lên".

use std::ops::Range;

use super::{
    layout::Layout,
    lexeme::{self, Kind, Lexeme},
    misread::misread,
    row, time,
    unit::{UnitKind, Units},
};
use crate::{
    extract::quantity,
    grammar::{Catalog, Grammar},
    passage::Passage,
    plan::{Quantity, Rule},
};

/// Numbers of one passage that are read: no bullet or cell holds more. Those left out are a finding.
pub(super) const MOST: usize = 256;

/// Everything that reading one passage needs at hand.
#[derive(Debug)]
pub(super) struct Text<'p, 'c> {
    pub(super) passage: &'p Passage,
    pub(super) lexemes: Vec<Lexeme<'c>>,
    pub(super) layout: Layout,
    pub(super) units: Units<'c>,
    /// Grammars of shares whose percent sign is read as digits.
    pub(super) misread: Vec<&'c Grammar>,
}

impl<'p, 'c> Text<'p, 'c> {
    /// The words of targets in a passage; none where it holds no number.
    pub(super) fn of(passage: &'p Passage, catalog: &'c Catalog) -> Option<Self> {
        let holds = |means: &[&str]| means.iter().any(|means| catalog.reads(means, passage));
        // A number in words is a value only after a bound; "một" is in every other sentence.
        let bounded = || passage.folded().contains("phần trăm") || holds(&lexeme::BOUNDS);
        let holds_one = holds(&lexeme::NUMBERS) || (holds(&["measure/words"]) && bounded());
        if !holds_one {
            return None;
        }
        Some(Self {
            passage,
            lexemes: lexeme::lexemes(passage, catalog),
            layout: Layout::of(passage.text()),
            units: Units::of(catalog),
            misread: catalog.group("measure/misread").collect(),
        })
    }

    pub(super) fn folded(&self) -> &str {
        self.passage.folded()
    }

    /// True where nothing but white space stands between two bytes.
    pub(super) fn blank(&self, between: Range<usize>) -> bool {
        self.folded().get(between).is_some_and(|gap| gap.trim().is_empty())
    }

    /// The lexemes that start inside `within`.
    pub(super) fn lexemes_in(&self, within: &Range<usize>) -> &[Lexeme<'_>] {
        let first = lexeme::first_from(&self.lexemes, within.start);
        let end = lexeme::first_from(&self.lexemes, within.end);
        self.lexemes.get(first..end.max(first)).unwrap_or(&[])
    }
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Up,
    Down,
}

/// A lower or upper bound, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    Above,
    AtMost,
    Below,
    About,
}

/// What a range or rank is, beside a plain number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Range,
    Rank,
    /// A number in words: a value only after a bound.
    InWords,
}

/// The level that a value is counted from: "từ 23 ca".
#[derive(Debug, Clone)]
pub(super) struct Start {
    pub(super) words: Range<usize>,
    pub(super) value: Quantity,
    pub(super) unit: Option<Range<usize>>,
    pub(super) year: Option<i32>,
}

/// A number and what the words in a row around it say.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each says which kind of word stands in the row; they combine freely")]
pub(super) struct Value {
    /// Index of the number's lexeme.
    pub(super) lexeme: usize,
    /// The group that it stands in.
    pub(super) group: usize,
    /// Where the row begins, with "phấn đấu" and "đến năm 2030".
    pub(super) lead: usize,
    /// The words of comparator, number and unit.
    pub(super) words: Range<usize>,
    /// Where the row ends, with the year right behind it.
    pub(super) end: usize,
    pub(super) form: Form,
    pub(super) value: Quantity,
    pub(super) most: Option<Quantity>,
    pub(super) unit: Option<Range<usize>>,
    pub(super) unit_kind: UnitKind,
    pub(super) bound: Option<Bound>,
    pub(super) change: Option<Change>,
    /// "tăng giá" of "không tăng giá quá": the change that the bound is set to.
    pub(super) bounded: Option<Range<usize>>,
    /// "đạt", "còn": a level is reached.
    pub(super) level: bool,
    pub(super) from: bool,
    pub(super) completes: bool,
    pub(super) makes: bool,
    pub(super) aims: bool,
    pub(super) past: bool,
    pub(super) respectively: bool,
    /// "vượt": by how much, where the clause says what is exceeded.
    pub(super) exceeds: bool,
    /// "có": without an aim it only says what a rule asks for.
    pub(super) has: bool,
    /// The share that is likely meant, where its percent sign was read as digits.
    pub(super) misread: Option<Quantity>,
    /// The year that stands in the row.
    pub(super) by: Option<String>,
    /// Lexeme of a baseline in the row.
    pub(super) baseline: Option<usize>,
    pub(super) start: Option<Start>,
    /// Lexeme of the row's first word after "phấn đấu" and the like.
    pub(super) opens: Kind,
    pub(super) rule: Rule,
}

impl Value {
    /// True where its unit is said behind a later value.
    pub(super) fn shares_unit(&self) -> bool {
        self.unit.as_ref().is_some_and(|unit| unit.start > self.end)
    }

    pub(super) fn is_share(&self) -> bool {
        self.unit_kind == UnitKind::Share
    }

    /// The code of the list `comparators`.
    pub(super) fn comparator(&self) -> &'static str {
        match self.form {
            Form::Rank => return "rank",
            Form::Range => return "range",
            Form::Plain | Form::InWords => {}
        }
        match (self.change, self.bound) {
            (Some(Change::Up), Some(Bound::AtLeast | Bound::Above)) => "increase_ge",
            (Some(Change::Down), Some(Bound::AtLeast | Bound::Above)) => "decrease_ge",
            (Some(Change::Up), None | Some(Bound::About)) => "increase",
            (Some(Change::Down), None | Some(Bound::About)) => "decrease",
            (_, Some(Bound::AtMost)) => "le",
            (_, Some(Bound::Below)) => "lt",
            (None, Some(Bound::AtLeast)) => "ge",
            (None, Some(Bound::Above)) => "gt",
            (None, Some(Bound::About)) => "approx",
            (None, None) => "eq",
        }
    }

    /// True where the comparator says that the value is a change.
    pub(super) fn tells_change(&self) -> bool {
        self.comparator().starts_with("increase") || self.comparator().starts_with("decrease")
    }
}

/// All numbers that may be values, from left to right.
pub(super) fn values(text: &Text<'_, '_>) -> Vec<Value> {
    let numbers = text.lexemes.iter().enumerate().filter(|(_, lexeme)| lexeme.kind.is_number()).take(MOST);
    let mut values: Vec<Value> = numbers.filter_map(|(at, _)| value(text, at)).collect();
    // What stands behind one value is not the lead of the next.
    for at in 1..values.len() {
        values[at].lead = values[at].lead.max(values[at - 1].end.min(values[at].words.start));
        let start = text.lexemes[values[at].lexeme].start();
        let end = values[at - 1].end.min(start);
        values[at - 1].end = end;
    }
    join_changes(text, &mut values);
    share_units(text, &mut values);
    values
}

/// "Hà Nội có tối thiểu 200, Đà Nẵng có tối thiểu 80 trạm sạc": what is counted is said behind the last of them.
fn share_units(text: &Text<'_, '_>, values: &mut [Value]) {
    for at in (1..values.len()).rev() {
        let [.., value, next] = &mut values[..=at] else { continue };
        let alike = value.form == next.form && value.group == next.group && value.bound.is_some() && value.bound == next.bound;
        let bare = value.unit.is_none() && text.folded()[value.end..].trim_start().starts_with(',');
        if alike && bare && next.unit_kind == UnitKind::Other {
            (value.unit, value.unit_kind) = (next.unit.clone(), next.unit_kind);
        }
    }
}

/// The words behind the last number that is read, where there are more numbers than one passage may hold.
pub(super) fn unread(text: &Text<'_, '_>) -> Option<Range<usize>> {
    let next = text.lexemes.iter().filter(|lexeme| lexeme.kind.is_number()).nth(MOST)?;
    Some(next.start()..text.passage.len())
}

fn value(text: &Text<'_, '_>, at: usize) -> Option<Value> {
    let lexeme = &text.lexemes[at];
    let folded = text.folded();
    let number = ["number", "place", "among", "first", "best"].iter().find_map(|name| lexeme.reading.get(name))?;
    if in_a_name(folded, lexeme) || exceeds_its_total(folded, lexeme) {
        return None;
    }
    let form = match lexeme.kind {
        Kind::Range => Form::Range,
        Kind::Rank => Form::Rank,
        Kind::InWords => Form::InWords,
        _ => Form::Plain,
    };
    let read = if form == Form::InWords { quantity::in_words } else { quantity::printed };
    let most = lexeme.reading.words("most", folded).and_then(read);
    let (unit, unit_kind) = unit(text, lexeme);
    let end = unit.as_ref().map_or(lexeme.end(), |unit| unit.end).max(lexeme.end());
    let mut value = Value {
        lexeme: at,
        group: text.layout.group_at(number.start),
        lead: lexeme.start(),
        words: lexeme.start()..end,
        end,
        form,
        // "thứ nhất"
        value: if form == Form::Rank && folded[number.clone()] == *"nhất" { Quantity(1.0) } else { read(&folded[number])? },
        most,
        unit,
        unit_kind,
        bound: None,
        change: None,
        bounded: None,
        level: false,
        from: false,
        completes: false,
        makes: false,
        aims: false,
        past: false,
        respectively: false,
        exceeds: false,
        has: false,
        misread: None,
        by: None,
        baseline: None,
        start: None,
        opens: lexeme.kind,
        rule: lexeme.reading.grammar.name(),
    };
    row::before(text, &mut value);
    misread(text, &mut value);
    row::after(text, &mut value);
    Some(value)
}

/// True for the digits of "5G", "24/7", "F0".
fn in_a_name(folded: &str, lexeme: &Lexeme<'_>) -> bool {
    let before = folded[..lexeme.start()].chars().next_back();
    let mut after = folded[lexeme.end()..].chars();
    let next = after.next();
    lexeme.reading.get("unit").is_none()
        && lexeme.kind != Kind::Rank
        && (before.is_some_and(|c| c == '/' || c.is_alphanumeric())
            || next.is_some_and(char::is_alphanumeric)
            || (next == Some('/') && after.next().is_some_and(|c| c.is_ascii_digit())))
}

/// "30/9 xã": more than there are, and so no number of them.
fn exceeds_its_total(folded: &str, lexeme: &Lexeme<'_>) -> bool {
    let number = |name: &str| lexeme.reading.words(name, folded).and_then(|words| words.parse::<u32>().ok());
    number("number").zip(number("total")).is_some_and(|(number, total)| number > total)
}

/// The unit that a number's own grammar reads, or that follows it.
fn unit(text: &Text<'_, '_>, lexeme: &Lexeme<'_>) -> (Option<Range<usize>>, UnitKind) {
    match (lexeme.reading.get("unit"), lexeme.kind) {
        (Some(unit), Kind::Ratio) => {
            let unit = unit.start..ratio_end(text, unit.end);
            (Some(unit), UnitKind::Other)
        }
        (Some(unit), _) => (Some(unit), UnitKind::Share),
        (None, Kind::Rank) => (None, UnitKind::Other),
        (None, _) => match text.units.at(text.folded(), lexeme.end()) {
            Some(unit) => (Some(unit.words), unit.kind),
            None => (None, UnitKind::Other),
        },
    }
}

/// "ca sinh/1.000 phụ" goes on to the end of the noun: to a stop, or to words that bear on a number or say a time.
fn ratio_end(text: &Text<'_, '_>, at: usize) -> usize {
    let folded = text.folded();
    let stop = folded[at..].find([',', ';', '.', ':', '(', ')', '/']).map_or(folded.len(), |stop| at + stop);
    let nouns = text.lexemes_in(&(at..stop));
    let bears = |lexeme: &Lexeme<'_>, next: Option<&Lexeme<'_>>| {
        let tells =
            lexeme.kind.is_number() || matches!(lexeme.kind, Kind::By | Kind::InYear | Kind::OrMore | Kind::OrLess | Kind::Baseline);
        tells || next.is_some_and(|next| text.blank(lexeme.end()..next.start()))
    };
    let ends = nouns.iter().enumerate().find(|(next, lexeme)| bears(lexeme, nouns.get(next + 1)));
    let end = ends.map_or(stop, |(_, lexeme)| lexeme.start());
    at + folded[at..end].trim_end().len()
}

/// "giảm từ 23 ca xuống 18 ca" sets one value, 18, and names the level it starts from.
fn join_changes(text: &Text<'_, '_>, values: &mut Vec<Value>) {
    let mut joined: Vec<Value> = Vec::with_capacity(values.len());
    for mut value in values.drain(..) {
        let starts = joined.last().is_some_and(|before| {
            before.from && before.form == Form::Plain && value.opens == Kind::To && text.blank(before.end..value.lead)
        });
        if let Some(before) = joined.pop_if(|_| starts) {
            let unit = before.unit.clone().or_else(|| value.unit.clone());
            let year = before.by.as_deref().and_then(time::year);
            value.start = Some(Start { words: before.words.start..before.words.end, value: before.value, unit, year });
            value.lead = before.lead;
            value.words.start = before.words.start;
            value.aims |= before.aims;
            value.change = None;
            value.level = true;
        }
        joined.push(value);
    }
    *values = joined;
}
