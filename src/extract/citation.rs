//! References to documents: "Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ", "Luật Ngân sách nhà nước".
//!
//! The number is a grammar of its own ([`number`]); types, issuers and laws are code lists; how the day and the issuer follow are the
//! grammars `citation/…`. A reference without number and without the name of a law ("Nghị quyết Đại hội XIII") is not read.

mod head;
mod identity;
mod law;
mod list;
mod names;
mod number;
mod tail;

use std::ops::Range;

pub use identity::resolve;
use names::Names;
use number::Number;

use crate::{
    extract::Context,
    fold::is_word,
    passage::Passage,
    plan::{self, Rule},
};

/// A reference while its passage is being read.
#[derive(Debug)]
struct Found {
    /// From the type to the number, day or issuer.
    range: Range<usize>,
    kind: Option<String>,
    number: Option<Number>,
    title: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
    year: Option<i32>,
    rule: Rule,
    /// True where the words before name the type, false where it is taken from the list or the symbol.
    typed: bool,
    /// True where more numbers of the same type may follow: "các Quyết định: số …; số …".
    list: bool,
}

/// Every reference to a document in `passage`, in order; [`resolve`] numbers and identifies them once all are known.
///
/// ```
/// use kehoach::{extract::{Context, citation}, grammar::Catalog, passage::Passage};
/// let passage = Passage::from_text("theo Nghị định 120/2020/NĐ-CP ngày 07/10/2020 của Chính phủ.");
/// let read = citation::read(&passage, &Context::new(Catalog::built_in()));
/// assert_eq!(read[0].text, "Nghị định 120/2020/NĐ-CP ngày 07/10/2020 của Chính phủ");
/// assert_eq!(read[0].date.as_deref(), Some("2020-10-07"));
/// ```
#[must_use]
pub fn read(passage: &Passage, context: &Context) -> Vec<plan::Citation> {
    if !may_hold_one(passage.folded()) {
        return Vec::new();
    }
    let names = Names::of(context.catalog);
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(next) = next_place(passage.folded(), at) {
        let one = match next {
            Place::Law(start) => law::read(passage, start, &names, context),
            Place::Number(start) => numbered(passage, start, &names, context, found.last()),
        };
        at = one.as_ref().map_or(next.after(passage.folded()), |one| one.range.end.max(next.after(passage.folded())));
        found.extend(one);
    }
    list::distribute(&mut found, passage, &names);
    found.into_iter().map(|one| one.citation(passage)).collect()
}

/// Where a reference may begin.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// The word "luật", "pháp lệnh" or "hiến pháp".
    Law(usize),
    /// The first digit of what may be a number.
    Number(usize),
}

impl Place {
    /// Where to look on if nothing is read here: after the digits or the word.
    fn after(self, folded: &str) -> usize {
        match self {
            Self::Law(start) => start + folded[start..].find(' ').map_or(1, |space| space + 1),
            Self::Number(start) => start + folded[start..].bytes().take_while(u8::is_ascii_digit).count(),
        }
    }
}

fn may_hold_one(folded: &str) -> bool {
    next_place(folded, 0).is_some()
}

/// The next digit with a slash or dash soon after it, or the next word that names a law.
fn next_place(folded: &str, from: usize) -> Option<Place> {
    let letters = folded.bytes().enumerate().skip(from);
    letters.filter(|(_, byte)| matches!(byte, b'0'..=b'9' | b'l' | b'p' | b'h')).find_map(|(at, byte)| {
        let before = folded[..at].chars().next_back().unwrap_or(' ');
        if is_word(before) {
            None
        } else if byte.is_ascii_digit() {
            (!matches!(before, '.' | ',' | '/' | '-') && leads_to_symbol(&folded[at..])).then_some(Place::Number(at))
        } else {
            law::begins(&folded[at..]).then_some(Place::Law(at))
        }
    })
}

/// True where at most twelve digits and blanks, perhaps with a letter after them, lead to a slash or dash.
fn leads_to_symbol(text: &str) -> bool {
    let digits = text.bytes().take(13).take_while(|byte| byte.is_ascii_digit() || *byte == b' ').count();
    let after = &text[digits..];
    // "66.2/2025/NQ-CP"
    let after = after.strip_prefix('.').map_or(after, |part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    let after =
        after.strip_prefix(|c: char| c.is_ascii_lowercase() || c == 'đ').map_or(after, |rest| rest.strip_prefix(' ').unwrap_or(rest));
    digits <= 12 && after.starts_with(['/', '⁄', '-', '–', '‑', '−'])
}

/// The reference whose number begins at `start`.
fn numbered(passage: &Passage, start: usize, names: &Names, context: &Context, before: Option<&Found>) -> Option<Found> {
    let floor = before.map_or(0, |before| before.range.end);
    let head = head::before(passage, floor..start, names, context);
    let number = number::number(&passage.text()[start..], head.is_some())?;
    let joined = before.filter(|before| list::joins(before, passage, start, head.as_ref(), &number, names));
    let kind_by_symbol = names.type_by_symbol(&number.first, number.party);
    let sure = number.year.is_some() || (kind_by_symbol.is_some() && number.parts > 1);
    let told = head.as_ref().is_some_and(|head| head.kind.is_some() || (number.parts > 1 || names.is_issuer_symbol(&number.first)));
    if !(sure || told || joined.is_some()) {
        return None;
    }
    let typed = head.as_ref().and_then(|head| head.kind.clone());
    let list = head.as_ref().is_some_and(|head| head.list) || (typed.is_none() && joined.is_some_and(|before| before.list));
    let kind = typed.clone().or_else(|| joined.and_then(|before| before.kind.clone())).or_else(|| kind_by_symbol.map(str::to_owned));
    let announced = head.as_ref().and_then(|head| head.issuer.clone());
    let inherited = joined.filter(|before| before.list && typed.is_none()).and_then(|before| before.issuer.clone());
    let end = start + number.length;
    let tail = tail::after(passage, end, false, names, context);
    Some(Found {
        range: head.as_ref().map_or(start, |head| head.start)..tail.end,
        typed: typed.is_some(),
        kind,
        number: Some(number),
        title: None,
        date: tail.date,
        issuer: announced.or(tail.issuer).or(inherited),
        year: None,
        rule: "citation/number".into(),
        list,
    })
}

/// The words from `from` on, about `within` bytes of them.
fn words_from(passage: &Passage, from: usize, within: usize) -> Passage {
    // A letter whose tone mark was moved by folding has other bounds there.
    let whole = |at: &usize| passage.text().is_char_boundary(*at) && passage.folded().is_char_boundary(*at);
    let end = (from.saturating_add(within)..passage.len()).find(whole).unwrap_or(passage.len());
    passage.slice(&(from..end))
}

impl Found {
    fn citation(self, passage: &Passage) -> plan::Citation {
        plan::Citation {
            reading: None,
            id: String::new(),
            text: passage.text()[self.range.clone()].to_owned(),
            r#type: self.kind,
            number: self.number.map(|number| number.value),
            date: self.date,
            issuer: self.issuer,
            title: self.title,
            year: self.year,
            key: None,
            is_self: false,
            origin: passage.origin(&self.range),
            rule: self.rule,
        }
    }
}
