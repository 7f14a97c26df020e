//! OCR slips in the words of the plan: the likely reading beside the printed words, one pass over all texts.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use crate::{
    grammar::Catalog,
    normalise::reading,
    passage::Passage,
    plan::{Agency, LikelyReading, Milestone, Plan, Text},
    source::Source,
    threads::Threads,
};

/// Gives each text with slips its likely reading.
pub(super) fn mark(plan: &mut Plan, source: &Source, catalog: &Catalog, threads: &Threads) {
    if source.misread().is_empty() {
        return;
    }
    let phrases: BTreeSet<&str> = source.misread().iter().map(|misread| misread.printed.as_str()).collect();
    // Where the phrases are too many for a finder, every text is read.
    let finder = AhoCorasick::new(phrases).ok();
    let holds_a_slip = |text: &str| finder.as_ref().is_none_or(|finder| finder.is_match(text));
    let mut texts = Vec::new();
    each_text(plan, &mut |text, likely| texts.push((text, likely)));
    threads.each(&mut texts, |(text, likely)| {
        if holds_a_slip(text) {
            **likely = read(text, catalog);
        }
    });
}

fn read(text: &str, catalog: &Catalog) -> Option<LikelyReading> {
    let passage = Passage::from_text(text);
    let readings = reading::read(&passage, catalog);
    let mut rules = Vec::new();
    for reading in &readings {
        if !rules.contains(&reading.rule) {
            rules.push(reading.rule.clone());
        }
    }
    (!readings.is_empty()).then(|| LikelyReading { text: reading::reread(&passage, &passage.whole(), &readings), rules })
}

type Take<'p, 't> = dyn FnMut(&'p str, &'p mut Option<LikelyReading>) + 't;

/// Every text of a plan that has room for a reading.
fn each_text<'p>(plan: &'p mut Plan, take: &mut Take<'p, '_>) {
    plan.decision.legal_basis.iter_mut().for_each(|basis| take(&basis.text, &mut basis.reading));
    plan.decision.articles.iter_mut().for_each(|article| take(&article.text, &mut article.reading));
    plan.decision.recipients.iter_mut().for_each(|recipient| take(&recipient.text, &mut recipient.reading));
    for entry in &mut plan.outline {
        if let Some(title) = &entry.title {
            take(title, &mut entry.reading);
        }
        entry.paragraphs.iter_mut().for_each(|paragraph| take(&paragraph.text, &mut paragraph.reading));
    }
    for indicator in &mut plan.indicators {
        take(&indicator.text, &mut indicator.reading);
        agencies(&mut indicator.lead, take);
    }
    for task in &mut plan.tasks {
        take(&task.text, &mut task.reading);
        milestones(&mut task.milestones, take);
    }
    for activity in &mut plan.activities {
        take(&activity.name, &mut activity.reading);
        texts(&mut activity.results, take);
        agencies(&mut activity.lead, take);
        agencies(&mut activity.coordinating, take);
        milestones(&mut activity.milestones, take);
    }
    for duty in &mut plan.duties {
        take(&duty.text, &mut duty.reading);
        agencies(&mut duty.who, take);
        agencies(&mut duty.to, take);
        milestones(&mut duty.milestones, take);
    }
    plan.citations.iter_mut().for_each(|citation| take(&citation.text, &mut citation.reading));
}

fn texts<'p>(texts: &'p mut [Text], take: &mut Take<'p, '_>) {
    texts.iter_mut().for_each(|text| take(&text.text, &mut text.reading));
}

fn agencies<'p>(agencies: &'p mut [Agency], take: &mut Take<'p, '_>) {
    agencies.iter_mut().for_each(|agency| take(&agency.text, &mut agency.reading));
}

fn milestones<'p>(milestones: &'p mut [Milestone], take: &mut Take<'p, '_>) {
    milestones.iter_mut().for_each(|milestone| take(&milestone.text, &mut milestone.reading));
}
