//! What the sections of a plan are for: targets, tasks, or neither, told by their headings.

use crate::{
    grammar::Catalog,
    layout::outline::{Entry, Outline},
    plan::Rule,
};

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It sets targets.
    Targets,
    /// It sets tasks.
    Tasks,
    /// It does neither: aims, purpose, funding, who does what.
    Neither,
}

/// The purpose of each entry, and the grammar that told it; a section without a telling heading has that of the one above.
#[must_use]
pub fn purposes(outline: &Outline, catalog: &Catalog) -> Vec<Option<(Purpose, Rule)>> {
    let mut purposes: Vec<Option<(Purpose, Rule)>> = Vec::with_capacity(outline.entries.len());
    for entry in &outline.entries {
        let own = told_by_title(entry, catalog);
        let above = entry.parent.and_then(|parent| purposes[parent].clone());
        purposes.push(own.or(above));
    }
    purposes
}

fn told_by_title(entry: &Entry, catalog: &Catalog) -> Option<(Purpose, Rule)> {
    let title = entry.words.slice(entry.title.as_ref()?);
    let grammar = catalog.group("section").filter(|grammar| grammar.means() != "introduces").find(|grammar| grammar.reads(&title))?;
    let purpose = match grammar.means() {
        "targets" => Purpose::Targets,
        "tasks" => Purpose::Tasks,
        _ => Purpose::Neither,
    };
    Some((purpose, grammar.name()))
}
