//! Which document a reference means: ids, keys with the year, and the act itself.
//!
//! `76/NQ-CP` is a resolution of 2013 and one of 2021: the key has the year in it. NĐ 30/2020/NĐ-CP lets a text cite a document in full
//! once and by type and number after that, so a short reference takes the year of a full one: the nearest before it, else the first after.

use crate::{extract::Context, fold::fold, plan::Citation};

/// Numbers the references of a whole document (`cit:1`, …), gives each its key, and marks those to the act itself.
pub fn resolve(citations: &mut [Citation], context: &Context) {
    let own = context.own_number.as_deref().map(same_form);
    let own_year = context.issued_on.map(|day| i32::from(day.year()));
    let names: Vec<Option<String>> = citations.iter().map(name_of).collect();
    let mut years: Vec<Option<i32>> = citations.iter().map(year_of).collect();
    for at in 0..citations.len() {
        let is_own = own.is_some() && citations[at].number.as_deref().map(same_form) == own;
        citations[at].is_self = is_own && (years[at].is_none() || own_year.is_none() || years[at] == own_year);
        if citations[at].is_self {
            years[at] = years[at].or(own_year);
        }
    }
    // Laws that are cited once with number and once by name alone are one document.
    let printed = years.clone();
    for (at, name) in names.iter().enumerate() {
        let same = |other: &usize| *other != at && name.is_some() && names[*other] == *name && printed[*other].is_some();
        let lender = (0..at).rev().find(same).or_else(|| (at + 1..names.len()).find(same));
        years[at] = years[at].or(lender.and_then(|lender| printed[lender]));
    }
    let bases: Vec<Option<String>> = (0..citations.len()).map(|at| base_of(citations, &names, &years, at)).collect();
    for (at, (citation, base)) in citations.iter_mut().zip(bases).enumerate() {
        citation.id = format!("cit:{}", at + 1);
        let year = years[at].map_or_else(|| "?".to_owned(), |year| year.to_string());
        citation.key = base.map(|base| format!("{base}@{year}"));
    }
}

/// The key without its year: the number, or kind and name of a law as it was first written.
fn base_of(citations: &[Citation], names: &[Option<String>], years: &[Option<i32>], at: usize) -> Option<String> {
    let citation = &citations[at];
    if let Some(number) = &citation.number {
        return Some(number.clone());
    }
    let same = |other: &usize| names[at].is_some() && law_name(&citations[*other]) == law_name(citation) && years[*other] == years[at];
    if let Some(number) = (0..citations.len()).filter(same).find_map(|other| citations[other].number.clone()) {
        return Some(number);
    }
    let first = (0..=at).find(|other| names[at] == names[*other]).unwrap_or(at);
    let kind = citations[first].r#type.as_deref()?;
    Some(citations[first].title.as_deref().map_or_else(|| kind.to_owned(), |title| format!("{kind} {title}")))
}

/// What two references to one document share, the year aside.
fn name_of(citation: &Citation) -> Option<String> {
    law_name(citation).or_else(|| citation.number.as_deref().map(same_form))
}

fn law_name(citation: &Citation) -> Option<String> {
    let kind = citation.r#type.as_deref()?;
    match (&citation.title, &citation.number) {
        (Some(title), _) => Some(fold(&format!("{kind} {title}")).replace(',', "")),
        (None, None) => Some(fold(kind)),
        (None, Some(_)) => None,
    }
}

/// The year in a normative number, else of the day, else the one that a law is named with.
fn year_of(citation: &Citation) -> Option<i32> {
    let in_number = citation.number.as_deref().and_then(|number| {
        let mut parts = number.split('/').skip(1);
        parts.next().filter(|part| part.len() == 4 && parts.next().is_some())?.parse().ok()
    });
    in_number.or_else(|| citation.date.as_deref()?.get(..4)?.parse().ok()).or(citation.year)
}

/// A number without blanks and case.
fn same_form(number: &str) -> String {
    fold(&number.chars().filter(|c| !c.is_whitespace()).collect::<String>())
}
