//! Laws, codes and ordinances by name: "Luật Ngân sách nhà nước", "Luật Đất đai số 31/2024/QH15", "Hiến pháp năm 2013".
//!
//! Laws are cited without number and issuer (NĐ 30/2020/NĐ-CP, Phụ lục I), so the name must be read. It is, in this order: what stands
//! before the number of a law; the longest name of the code list `laws`; a run of words from a capital up to a word of the grammar
//! `citation/law-name-ends`.

use super::{
    Found,
    names::Names,
    number::{Number, number},
    tail,
};
use crate::{extract::Context, passage::Passage};

/// Bytes and words that the name of a law may take where no list knows it.
const NAME_WITHIN: usize = 200;
const NAME_WORDS: usize = 14;

/// Laws that an amending law may name in its title.
const MAX_AMENDED: usize = 20;

const KINDS: [(&str, &str); 4] = [("bộ luật", "Bộ luật"), ("luật", "Luật"), ("pháp lệnh", "Pháp lệnh"), ("hiến pháp", "Hiến pháp")];

/// True where `folded` begins with the word that announces a law.
pub(super) fn begins(folded: &str) -> bool {
    KINDS.iter().skip(1).any(|(word, _)| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

/// The law that the word at `at` announces.
pub(super) fn read(passage: &Passage, at: usize, names: &Names, context: &Context) -> Option<Found> {
    let (start, end, kind) = announced(passage, at)?;
    let shouted = !passage.text()[start..end].contains(char::is_lowercase);
    let named = if kind == "Hiến pháp" { constitution(passage, end) } else { name(passage, end, shouted, names, context)? };
    let tail = tail::after(passage, named.end, true, names, context);
    // "theo Hiến pháp và pháp luật" cites nothing in particular.
    if kind == "Hiến pháp" && tail.year.is_none() {
        return None;
    }
    if tail.year.is_none() && named.number.is_none() && !named.known && !applied(passage, start, context) {
        return None;
    }
    Some(Found {
        range: start..tail.end,
        kind: Some(kind.to_owned()),
        number: named.number,
        title: named.title,
        date: tail.date,
        issuer: tail.issuer,
        year: tail.year,
        rule: "citation/law".into(),
        typed: true,
        list: false,
    })
}

/// The words of the kind, which begin with a capital: "Luật", "Bộ luật", not "pháp luật", "luật sư".
fn announced(passage: &Passage, at: usize) -> Option<(usize, usize, &'static str)> {
    let folded = passage.folded();
    let (word, kind) = KINDS.iter().skip(1).find(|(word, _)| folded[at..].starts_with(word))?;
    let end = at + word.len();
    let before = &folded[..at];
    if *word == "luật" {
        if before.ends_with("pháp ") {
            return None;
        }
        if let Some(start) = before.strip_suffix("bộ ").map(str::len) {
            return passage.text()[start..].starts_with(char::is_uppercase).then_some((start, end, "Bộ luật"));
        }
    }
    passage.text()[at..].starts_with(char::is_uppercase).then_some((at, end, *kind))
}

struct Named {
    end: usize,
    title: Option<String>,
    number: Option<Number>,
    /// True where a list knows the name, or a law that amends others is named.
    known: bool,
}

/// True where the words before `start` apply a law.
fn applied(passage: &Passage, start: usize, context: &Context) -> bool {
    let whole = |at: &usize| passage.text().is_char_boundary(*at) && passage.folded().is_char_boundary(*at);
    let from = (start.saturating_sub(NAME_WITHIN)..=start).find(whole).unwrap_or(start);
    let before = passage.slice(&(from..start));
    context.catalog.reads("citation/applied", &before)
}

fn constitution(passage: &Passage, end: usize) -> Named {
    const STATE: &str = " nước cộng hoà xã hội chủ nghĩa việt nam";
    let end = if passage.folded()[end..].starts_with(STATE) { end + STATE.len() } else { end };
    Named { end, title: None, number: None, known: false }
}

/// The name that follows the kind, with the number of the law where one follows.
fn name(passage: &Passage, from: usize, shouted: bool, names: &Names, context: &Context) -> Option<Named> {
    let amending = amending(passage, from, names, context);
    let amends = amending.is_some();
    let (start, end) = amending.or_else(|| plain(passage, from, shouted, names, context))?;
    let known = amends || names.law(&passage.folded()[start..]).is_some_and(|(length, _)| start + length == end);
    let title = passage.text()[start..end].to_owned();
    let number = number_after(passage, end);
    let end = number.as_ref().map_or(end, |(at, number)| at + number.length);
    Some(Named { end, title: Some(title), number: number.map(|(_, number)| number), known })
}

/// The number that follows " số ", and where it begins.
fn number_after(passage: &Passage, at: usize) -> Option<(usize, Number)> {
    let rest = &passage.folded()[at..];
    let digits = rest.strip_prefix(" số ").or_else(|| rest.strip_prefix(" số: ")).or_else(|| rest.strip_prefix(' '))?;
    let begin = passage.len() - digits.len();
    number(&passage.text()[begin..], true).map(|number| (begin, number))
}

/// The title of a law that amends others, which it names.
fn amending(passage: &Passage, from: usize, names: &Names, context: &Context) -> Option<(usize, usize)> {
    let reading = tail::starting("amending", &rest(passage, from), context)?;
    let opening = reading.get("opening")?;
    let mut end = from + opening.end;
    for count in 0..MAX_AMENDED {
        let after = &passage.folded()[end..];
        let joined = if count == 0 { Some(after) } else { after.strip_prefix(',').or_else(|| after.strip_prefix(" và")) };
        let Some(law) = joined.and_then(|rest| [" luật", " bộ luật", " pháp lệnh"].iter().find_map(|word| rest.strip_prefix(word)))
        else {
            break;
        };
        let at = passage.len() - law.len();
        let Some((_, next)) = plain(passage, at, false, names, context) else { break };
        end = next;
    }
    Some((from + opening.start, end))
}

/// The name of one law: before its number, of the list, or up to the words that end it.
fn plain(passage: &Passage, from: usize, shouted: bool, names: &Names, context: &Context) -> Option<(usize, usize)> {
    let start = from + 1;
    let folded = passage.folded().get(from..)?.strip_prefix(' ')?;
    let capital = passage.text()[start..].starts_with(char::is_uppercase) && !shouted;
    if capital && let Some(length) = before_number(passage, start) {
        return Some((start, start + length));
    }
    if let Some((length, _)) = names.law(folded) {
        return Some((start, start + length));
    }
    if !capital {
        return None;
    }
    let window = rest(passage, start);
    let ends = context.catalog.cued("citation/end", &window).filter_map(|grammar| grammar.find(&window));
    let length = ends.map(|reading| reading.range.start).min().unwrap_or(window.len());
    (length > 0 && window.text()[..length].split(' ').count() <= NAME_WORDS).then_some((start, start + length))
}

/// Bytes up to " số N/YYYY/QH…", if nothing but a name stands before it.
fn before_number(passage: &Passage, start: usize) -> Option<usize> {
    const OTHER: [&str; 9] = [" luật ", " nghị ", " được ", " thông ", " quyết ", " các ", " quy định ", " theo quy", " về "];
    let window = rest(passage, start);
    let length = window.folded().find(" số ").filter(|length| *length > 0)?;
    let name = &window.folded()[..length];
    let bare = !name.contains(['.', ';', ':', '(', ')', '"'])
        && !OTHER.iter().any(|word| name.contains(word))
        && name.split(' ').count() <= NAME_WORDS;
    let (_, number) = number_after(&window, length)?;
    let of_assembly = number.symbol.contains("QH");
    (bare && of_assembly).then_some(length)
}

fn rest(passage: &Passage, from: usize) -> Passage {
    super::words_from(passage, from, NAME_WITHIN)
}
