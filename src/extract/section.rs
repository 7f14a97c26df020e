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
    /// It looks back: only what it says is still aimed at is a target.
    Situation,
    /// The articles of a regulation: what they allow and ask for is no target, their "Nhiệm vụ" no task of a plan.
    Regulation,
}

/// The purpose of each entry, and the grammar that told it; a section without a telling heading has that of the one above.
#[must_use]
pub fn purposes(outline: &Outline, catalog: &Catalog) -> Vec<Option<(Purpose, Rule)>> {
    let mut purposes: Vec<Option<(Purpose, Rule)>> = Vec::with_capacity(outline.entries.len());
    for entry in &outline.entries {
        // "Điều 3. Nhiệm vụ" of a regulation sets no tasks of a plan.
        let regulates = entry.rule == ARTICLE;
        let own = if regulates { Some((Purpose::Regulation, ARTICLE)) } else { told_by_title(entry, catalog) };
        let above = entry.parent.and_then(|parent| purposes[parent].clone());
        let own = if regulated(above.as_ref()) { None } else { own };
        purposes.push(own.or(above));
    }
    purposes
}

/// The rule of an article's heading.
const ARTICLE: Rule = std::borrow::Cow::Borrowed("heading/article");

/// True below an article, whatever the headings there say.
fn regulated(above: Option<&(Purpose, Rule)>) -> bool {
    above.is_some_and(|(_, rule)| *rule == ARTICLE)
}

fn told_by_title(entry: &Entry, catalog: &Catalog) -> Option<(Purpose, Rule)> {
    let title = entry.words.slice(entry.title.as_ref()?);
    let grammar =
        catalog.cued("section", &title).filter(|grammar| grammar.means() != "introduces").find(|grammar| grammar.reads(&title))?;
    let purpose = match grammar.means() {
        "targets" => Purpose::Targets,
        "tasks" => Purpose::Tasks,
        "situation" => Purpose::Situation,
        _ => Purpose::Neither,
    };
    Some((purpose, grammar.name()))
}
