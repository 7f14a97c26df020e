//! Which document a reference means: ids, keys with the year, and the act itself.
//!
//! `76/NQ-CP` is a resolution of 2013 and one of 2021: the key has the year in it. NĐ 30/2020/NĐ-CP lets a text cite a document in full
//! once and by type and number after that, so a short reference takes the year of a full one: the nearest before it, else the first after.

use std::collections::BTreeMap;

use super::names::Names;
use crate::{extract::Context, fold::fold, plan::Citation};

/// Numbers the references of a whole document (`cit:1`, …), gives each its key, and marks those to the act itself.
pub fn resolve(citations: &mut [Citation], context: &Context) {
    let lists = Names::of(context.catalog);
    let own = context.own_number.as_deref().map(same_form);
    let own_year = context.issued_on.map(|day| i32::from(day.year()));
    let mut known = Known::default();
    let mut read: Vec<Read> = Vec::with_capacity(citations.len());
    for (at, citation) in citations.iter_mut().enumerate() {
        let law = law_name(citation, &lists);
        let name = same_form(law.as_deref().or(citation.number.as_deref()).unwrap_or_default());
        let year = year_of(citation);
        let of_own_year = year.is_none() || own_year.is_none() || year == own_year;
        citation.is_self = of_own_year && own.is_some() && citation.number.as_deref().map(same_form) == own;
        let year = year.or(if citation.is_self { own_year } else { None });
        known.note(&name, law.as_deref(), year, citation.number.as_deref(), at);
        read.push(Read { name, law, year });
    }
    for (at, (citation, read)) in citations.iter_mut().zip(read).enumerate() {
        let year = read.year.or_else(|| known.year(&read.name, at));
        let number = citation.number.as_deref().or_else(|| known.number(&read.name, year));
        // Titles in capitals hold the only symbol that has a small letter.
        let base = number.or_else(|| known.spelling(&read.name)).or(read.law.as_deref());
        let year = year.map_or_else(|| "?".to_owned(), |year| year.to_string());
        citation.key = base.map(|base| format!("{}@{year}", base.replace("-TTG", "-TTg")));
        citation.id = format!("cit:{}", at + 1);
    }
}

struct Read {
    /// What all references to one document share, the year aside.
    name: String,
    law: Option<String>,
    year: Option<i32>,
}

/// What the references of a document say of the documents they name.
#[derive(Default)]
struct Known {
    /// Years by name, each with the place of the reference that gives it.
    years: BTreeMap<String, Vec<(usize, i32)>>,
    /// Numbers of laws by name and year: a law cited once with number and once by name alone is one document.
    numbers: BTreeMap<(String, i32), String>,
    /// The first spelling of the name of a law.
    spellings: BTreeMap<String, String>,
}

impl Known {
    fn note(&mut self, name: &str, law: Option<&str>, year: Option<i32>, number: Option<&str>, at: usize) {
        if let Some(year) = year {
            self.years.entry(name.to_owned()).or_default().push((at, year));
        }
        if let Some(law) = law {
            self.spellings.entry(name.to_owned()).or_insert_with(|| law.to_owned());
            if let (Some(year), Some(number)) = (year, number) {
                self.numbers.entry((name.to_owned(), year)).or_insert_with(|| number.to_owned());
            }
        }
    }

    /// The year that the nearest reference before `at` gives, else the first after it.
    fn year(&self, name: &str, at: usize) -> Option<i32> {
        let years = self.years.get(name)?;
        let before = years.partition_point(|(place, _)| *place < at);
        years.get(before.saturating_sub(1)).map(|(_, year)| *year)
    }

    fn number(&self, name: &str, year: Option<i32>) -> Option<&str> {
        self.numbers.get(&(name.to_owned(), year?)).map(String::as_str)
    }

    fn spelling(&self, name: &str) -> Option<&str> {
        self.spellings.get(name).map(String::as_str)
    }
}

/// "Luật Ngân sách nhà nước": kind and name of a law, in the spelling of the code list where that knows it.
fn law_name(citation: &Citation, lists: &Names) -> Option<String> {
    let kind = citation.r#type.as_deref()?;
    let Some(title) = citation.title.as_deref() else { return citation.number.is_none().then(|| kind.to_owned()) };
    let folded = fold(title);
    let known = lists.law(&folded).filter(|(length, _)| *length == folded.len());
    Some(format!("{kind} {}", known.map_or(title, |(_, name)| name.title)))
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
