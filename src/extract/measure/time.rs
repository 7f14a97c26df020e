//! The year or day by which a value must hold.

use std::ops::Range;

use super::{
    lexeme::{Kind, Lexeme},
    row::opens_clause,
    subject,
    target::Target,
    value::Text,
};
use crate::{grammar::Reading, plan::Measure};

/// Gives each measure the time of its own clause; else the one said before in its sentence, or behind it; else that of the value it is a
/// part of; else that of the heading.
pub(super) fn share(text: &Text<'_, '_>, targets: &[Target], measures: &mut [Measure], heading: Option<&str>) {
    for at in 0..targets.len() {
        let Target { value, clause, within, .. } = &targets[at];
        let own = *clause..subject::behind_ends(text, targets, at).max(value.end);
        let sentence = text.layout.group(text.layout.sentence(value.group)).range.clone();
        let by = value.by.clone();
        let by = by.or_else(|| times(text, &own, value.group).next_back());
        let by = by.or_else(|| times(text, &(sentence.start..value.lead), value.group).next_back());
        let by = by.or_else(|| behind(text, &(value.end..sentence.end), &targets[at + 1..]));
        let by = by.or_else(|| within.and_then(|whole| measures.get(whole)).and_then(|whole| whole.by.clone()));
        measures[at].by = by.or_else(|| heading.map(ToOwned::to_owned));
    }
}

fn times<'t>(text: &'t Text<'_, '_>, within: &Range<usize>, group: usize) -> impl DoubleEndedIterator<Item = String> + 't {
    // "đạt 75% (năm 2025: 62%)": the year in the brackets is that of the value there.
    let of_another = move |lexeme: &Lexeme<'_>| {
        let own = text.layout.group_at(lexeme.start());
        let bracket = text.layout.group(own);
        own != group && bracket.parent.is_some() && text.lexemes_in(&bracket.range).iter().any(|lexeme| lexeme.kind.is_number())
    };
    let told = text.lexemes_in(within).iter().filter(move |lexeme| tells_time(text, lexeme) && !of_another(lexeme));
    told.filter_map(|lexeme| iso(&lexeme.reading, text.folded()))
}

/// A year without preposition tells the time only where a clause begins: "kế hoạch năm 2022" is the name of a plan.
fn tells_time(text: &Text<'_, '_>, lexeme: &Lexeme<'_>) -> bool {
    lexeme.kind == Kind::By || (lexeme.kind == Kind::InYear && opens_clause(text, lexeme.start()))
}

/// The first time behind a value that no semicolon keeps from it, nor another value that it opens.
fn behind(text: &Text<'_, '_>, rest: &Range<usize>, others: &[Target]) -> Option<String> {
    let lexeme = text.lexemes_in(rest).iter().find(|lexeme| lexeme.kind == Kind::By)?;
    if others.iter().any(|other| (other.value.lead..other.value.words.start).contains(&lexeme.start())) {
        return None;
    }
    let group = text.layout.group_at(lexeme.start());
    let kept = text.layout.last_stop(group, &(rest.start..lexeme.start()), ';').is_some();
    if kept { None } else { iso(&lexeme.reading, text.folded()) }
}

/// "đến năm 2030" is "2030", "đến ngày 30/6/2030" is "2030-06-30", "đến hết quý II/2026" is "2026-06-30".
pub(super) fn iso(reading: &Reading<'_>, folded: &str) -> Option<String> {
    let word = |name: &str| reading.words(name, folded);
    if let Some(year) = word("year").or(word("last")) {
        return Some(year.to_owned());
    }
    if let (Some(day), Some(month), Some(year)) = (word("day"), word("month"), word("of")) {
        return Some(format!("{year}-{month:0>2}-{day:0>2}"));
    }
    if let (Some(month), Some(year)) = (word("until"), word("ofmonth")) {
        return Some(format!("{year}-{month:0>2}"));
    }
    let end = match word("quarter")? {
        "i" | "1" => "03-31",
        "ii" | "2" => "06-30",
        "iii" | "3" => "09-30",
        _ => "12-31",
    };
    word("ofquarter").map(|year| format!("{year}-{end}"))
}

/// The year of an ISO year or day.
pub(super) fn year(iso: &str) -> Option<i32> {
    iso.get(..4)?.parse().ok()
}
