//! OCR slips in the words of the plan: the likely reading beside the printed words, one pass over all texts.

use std::collections::BTreeSet;

use crate::{
    grammar::Catalog,
    normalise::reading,
    passage::Passage,
    plan::{Agency, LikelyReading, Milestone, Plan, Text},
    source::Source,
    threads::Threads,
};

/// Gives each text with slips its likely reading.
pub(super) fn mark(plan: &mut Plan, source: &Source, catalog: &Catalog, threads: Threads) {
    if source.misread().is_empty() {
        return;
    }
    // A text with a slip in it holds a word that some slip begins with.
    let first_words = source.misread().iter().filter_map(|misread| {
        let printed = source.text().get(misread.start as usize..misread.end as usize)?;
        printed.split_whitespace().next()
    });
    let first_words: BTreeSet<&str> = first_words.collect();
    let mut texts = Vec::new();
    each_text(plan, &mut |text, _| texts.push(text.to_owned()));
    let may_slip = |text: &String| first_words.iter().any(|word| text.contains(word));
    let mut readings = threads.map(&texts, |text| if may_slip(text) { read(text, catalog) } else { None }).into_iter();
    each_text(plan, &mut |_, likely| *likely = readings.next().flatten());
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

type Take<'t> = dyn FnMut(&str, &mut Option<LikelyReading>) + 't;

/// Every text of a plan that has room for a reading.
fn each_text(plan: &mut Plan, take: &mut Take<'_>) {
    plan.decision.legal_basis.iter_mut().for_each(|basis| take(&basis.text, &mut basis.reading));
    plan.decision.articles.iter_mut().for_each(|article| take(&article.text, &mut article.reading));
    plan.decision.recipients.iter_mut().for_each(|recipient| take(&recipient.text, &mut recipient.reading));
    for entry in &mut plan.outline {
        entry.title.iter().for_each(|title| take(title, &mut entry.reading));
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

fn texts(texts: &mut [Text], take: &mut Take<'_>) {
    texts.iter_mut().for_each(|text| take(&text.text, &mut text.reading));
}

fn agencies(agencies: &mut [Agency], take: &mut Take<'_>) {
    agencies.iter_mut().for_each(|agency| take(&agency.text, &mut agency.reading));
}

fn milestones(milestones: &mut [Milestone], take: &mut Take<'_>) {
    milestones.iter_mut().for_each(|milestone| take(&milestone.text, &mut milestone.reading));
}
