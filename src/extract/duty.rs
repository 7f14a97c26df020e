//! Duties: sentences outside annex rows that set a time for somebody; and reporting periods.

use std::ops::Range;

use crate::{
    passage::Passage,
    plan::{Agency, Duty},
};

use super::{Context, agency, deadline};

/// The duties of a paragraph, without ids. Who must act may stand in a sentence before, or in an opening line or heading
/// above ("1. Sở Nội vụ"), nearest first.
#[must_use]
pub fn read(passage: &Passage, above: impl Fn() -> Vec<Passage>, context: &Context<'_>) -> Vec<Duty> {
    let sentences = sentences(passage, context);
    let led = |range: &Range<usize>| agency::roles(&passage.slice(range), context).map(|roles| roles.lead).unwrap_or_default();
    sentences
        .iter()
        .enumerate()
        .filter_map(|(nth, range)| {
            let sentence = passage.slice(range);
            let milestones = deadline::sentence(&sentence, context, "");
            let first = milestones.first()?;
            // When an act takes effect is no duty of anybody.
            if context.catalog.reads("form/takes-effect", &sentence) {
                return None;
            }
            let rule = first.rule.clone();
            let roles = agency::roles(&sentence, context);
            let text = sentence.trim_final(&sentence.whole());
            let mut who = roles.as_ref().map(|roles| roles.lead.clone()).unwrap_or_default();
            if who.is_empty() {
                // "Sở Nội vụ chủ trì … . Báo cáo kết quả trước ngày 15/12."
                let before = sentences[..nth].iter().rev().map(led);
                let above = above().into_iter().map(|words| agency::named(&words, context));
                who = before.chain(above).find(|who| !who.is_empty()).unwrap_or_default();
            }
            Some(Duty {
                reading: None,
                id: String::new(),
                text: sentence.text()[text.clone()].to_owned(),
                who,
                to: once(roles.map(|roles| roles.to).unwrap_or_default()),
                milestones,
                origin: sentence.origin(&text),
                rule,
            })
        })
        .collect()
}

/// Each once: a sentence may say twice to whom it is reported.
fn once(agencies: Vec<Agency>) -> Vec<Agency> {
    let mut kept: Vec<Agency> = Vec::with_capacity(agencies.len());
    for agency in agencies {
        if kept.iter().all(|known| known.text != agency.text) {
            kept.push(agency);
        }
    }
    kept
}

/// True where a label of a time begins.
fn is_label(passage: &Passage, at: usize, context: &Context<'_>) -> bool {
    const LONGEST: usize = 60;
    let Some(colon) = passage.text()[at..].char_indices().take(LONGEST).find(|(_, c)| *c == ':') else { return false };
    let end = at + colon.0 + 1;
    context.catalog.get("label/time").is_some_and(|grammar| grammar.find(&passage.slice(&(at..end))).is_some())
}

/// The sentences of a passage: they end at a full stop before a capital. "Thời gian hoàn thành: trước 30/10." is said of the one before.
fn sentences(passage: &Passage, context: &Context<'_>) -> Vec<Range<usize>> {
    let text = passage.text();
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        let before = text[start..at].chars().next_back();
        let next = text[at + 2..].chars().next();
        let labels = || is_label(passage, at + 2, context);
        if before.is_some_and(|c| !c.is_uppercase()) && next.is_some_and(char::is_uppercase) && !labels() {
            sentences.push(start..at + 1);
            start = at + 2;
        }
    }
    sentences.push(start..text.len());
    sentences.retain(|range| !text[range.clone()].trim().is_empty());
    sentences
}
