//! Reform areas: which headings name one, told by its names and not by its number (Nghị quyết 76/NQ-CP).

use std::collections::BTreeMap;

use crate::{
    grammar::Catalog,
    layout::outline::{Entry, Outline},
    plan,
};

/// Areas of a plan.
#[derive(Debug, Default)]
pub struct Areas {
    /// For each entry, the area that its own heading names.
    pub named: Vec<Option<String>>,
    /// For each entry, the area that it stands in.
    pub within: Vec<Option<String>>,
    /// The areas that the plan covers, in the order of the code list.
    pub list: Vec<plan::Area>,
}

/// Finds the areas of a plan; a plan of another subject has none, whatever its headings are called.
#[must_use]
pub fn read(outline: &Outline, is_reform: bool, catalog: &Catalog) -> Areas {
    let mut areas = Areas { named: vec![None; outline.entries.len()], within: vec![None; outline.entries.len()], list: Vec::new() };
    if !is_reform {
        return areas;
    }
    let mut rules = vec![None; outline.entries.len()];
    for (at, entry) in outline.entries.iter().enumerate() {
        if let Some(grammar) = entry
            .title
            .as_ref()
            .filter(|_| !entry.run_in)
            .map(|title| entry.words.slice(title))
            .and_then(|title| catalog.cued("area", &title).find(|grammar| grammar.reads(&title)))
        {
            areas.named[at] = Some(grammar.means().to_owned());
            rules[at] = Some(grammar.name());
        }
        let above = entry.parent.and_then(|parent| areas.within[parent].clone());
        areas.within[at] = areas.named[at].clone().or(above);
    }
    let body = sections(outline, &areas.named, |entry| !entry.in_appendix);
    let appendix = sections(outline, &areas.named, |entry| entry.in_appendix);
    for row in catalog.list("areas").map(crate::grammar::codelist::CodeList::rows).unwrap_or_default() {
        let code = row.get("code");
        let (section, appendix_section) = (body.get(code).copied(), appendix.get(code).copied());
        let Some(first) = section.or(appendix_section) else { continue };
        let entry = &outline.entries[first];
        let title = entry.title.clone().unwrap_or_default();
        areas.list.push(plan::Area {
            code: code.to_owned(),
            section: section.map(|at| outline.entries[at].id.clone()),
            appendix_section: appendix_section.map(|at| outline.entries[at].id.clone()),
            title: entry.words.text()[title.clone()].to_owned(),
            origin: entry.words.origin(&title),
            rule: rules[first].clone().unwrap_or_default(),
        });
    }
    areas
}

/// The heading of each area: among the sibling headings that name the most areas (a plan may name its areas again in another section),
/// else the first that names it.
fn sections(outline: &Outline, named: &[Option<String>], of: impl Fn(&Entry) -> bool) -> BTreeMap<String, usize> {
    let mut groups: BTreeMap<Option<usize>, BTreeMap<String, usize>> = BTreeMap::new();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (at, entry) in outline.entries.iter().enumerate().filter(|(_, entry)| of(entry)) {
        if let Some(code) = &named[at] {
            groups.entry(entry.parent).or_default().entry(code.clone()).or_insert(at);
            first.entry(code.clone()).or_insert(at);
        }
    }
    let main = groups.into_values().max_by_key(|group| (group.len(), std::cmp::Reverse(group.values().min().copied())));
    first.extend(main.unwrap_or_default());
    first
}
