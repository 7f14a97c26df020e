//! Duties: sentences outside annex rows that set a time for somebody; and reporting periods.

use std::ops::Range;

use crate::{
    passage::Passage,
    plan::{AgencyKind, Duty},
};

use super::{Context, agency, deadline};

/// The duties of a paragraph, without ids. Who must act may stand in the heading above ("1. Sở Nội vụ: theo dõi, …").
#[must_use]
pub fn read(passage: &Passage, heading: Option<&Passage>, context: &Context<'_>) -> Vec<Duty> {
    sentences(passage)
        .into_iter()
        .filter_map(|range| {
            let sentence = passage.slice(&range);
            let milestones = deadline::sentence(&sentence, context, "");
            let first = milestones.first()?;
            let rule = first.rule.clone();
            let roles = agency::roles(&sentence, context);
            let text = sentence.trim_final(&sentence.whole());
            let mut who = roles.as_ref().map(|roles| roles.lead.clone()).unwrap_or_default();
            if who.is_empty()
                && let Some(heading) = heading
            {
                who = agency::cell(heading, context).into_iter().filter(|agency| agency.kind != AgencyKind::Unknown).collect();
            }
            Some(Duty {
                reading: None,
                id: String::new(),
                text: sentence.text()[text.clone()].to_owned(),
                who,
                to: roles.map(|roles| roles.to).unwrap_or_default(),
                milestones,
                origin: sentence.origin(&text),
                rule,
            })
        })
        .collect()
}

/// The sentences of a passage: they end at a full stop before a capital.
fn sentences(passage: &Passage) -> Vec<Range<usize>> {
    let text = passage.text();
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        let before = text[start..at].chars().next_back();
        let next = text[at + 2..].chars().next();
        if before.is_some_and(|c| !c.is_uppercase()) && next.is_some_and(char::is_uppercase) {
            sentences.push(start..at + 1);
            start = at + 2;
        }
    }
    sentences.push(start..text.len());
    sentences.retain(|range| !text[range.clone()].trim().is_empty());
    sentences
}
