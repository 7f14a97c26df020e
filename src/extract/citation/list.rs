//! Numbers in a row: "các Nghị định số A, số B", "Nghị định số A và Nghị định số B ngày D".

use super::{Found, head::Head, names::Names, number::Number};
use crate::passage::Passage;

/// True where the number at `start`, which no type stands before, goes on from `before`: same kind of symbol, and in one list or row.
pub(super) fn joins(before: &Found, passage: &Passage, start: usize, head: Option<&Head>, number: &Number, names: &Names) -> bool {
    if head.is_some_and(|head| head.kind.is_some()) {
        return false;
    }
    let Some(known) = &before.number else { return false };
    let begin = head.map_or(start, |head| head.start);
    let between = &passage.folded()[before.range.end..begin];
    let in_row = matches!(between.trim(), "," | ";" | "và" | "hoặc" | ", và" | "&");
    let in_list = before.list && head.is_some() && !between.contains(". ");
    (in_row || in_list) && group(known, names) == group(number, names)
}

/// What two numbers of one list share: the type symbol, the National Assembly's, or being an official letter's.
fn group(number: &Number, names: &Names) -> String {
    if names.type_by_symbol(&number.first, number.party).is_some() {
        number.first.clone()
    } else if number.first.starts_with("QH") || number.first.starts_with("UBTVQH") {
        number.first.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
    } else {
        String::new()
    }
}

/// Day and issuer that are printed once, after the last of several, go to those before it.
///
/// Only between numbers of one type and symbol. "và" joins two full references ("Nghị định số A và Nghị định số B ngày D"); a comma only
/// numbers without a type of their own ("số A, số B và số C ngày D"), since "Nghị định số A, Nghị định số B ngày D" leaves it open
/// whether A has that day. A normative number keeps its own year: "56/2024/QH15 và 90/2025/QH15 ngày …" gives the day to one.
pub(super) fn distribute(found: &mut [Found], passage: &Passage, names: &Names) {
    // True where the one after has what it has from one further on, so that a comma may hand it back.
    let (mut day_handed, mut issuer_handed) = (false, false);
    for at in (0..found.len().saturating_sub(1)).rev() {
        let (left, right) = found.split_at_mut(at + 1);
        let (Some(one), Some(next)) = (left.last_mut(), right.first()) else { return };
        let between = passage.folded().get(one.range.end..next.range.start).unwrap_or("").trim();
        let by_and = between == "và";
        let by_comma = matches!(between, "," | ";") && !next.typed;
        let alike = one.kind == next.kind
            && matches!((&one.number, &next.number), (Some(a), Some(b)) if a.symbol == b.symbol || (a.first == b.first && group(a, names).starts_with("QH")));
        let take_day = alike && one.date.is_none() && (by_and || (by_comma && day_handed));
        let of_year =
            |day: &String| one.number.as_ref().and_then(|number| number.year).is_none_or(|year| day.starts_with(&format!("{year}-")));
        day_handed = false;
        if take_day && let Some(day) = next.date.clone().filter(of_year) {
            one.date = Some(day);
            day_handed = true;
        }
        let by_row = by_and || (matches!(between, "," | ";") && issuer_handed);
        issuer_handed = false;
        if alike && by_row && one.issuer.is_none() && next.issuer.is_some() {
            one.issuer.clone_from(&next.issuer);
            issuer_handed = true;
        }
    }
}
