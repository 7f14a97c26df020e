//! Where every item of the plan stands on its page: one pass over all origins, so that no reader needs to know of pages.

use crate::{
    ingest::Seen,
    plan::{Activity, Agency, Measure, Milestone, Origin, Plan},
    source::Source,
    span::{Clean, Span},
    threads::Threads,
};

/// Gives each origin its boxes, where the input tells where the words of `text` stand.
pub(super) fn mark(plan: &mut Plan, source: &Source, text: Span<Clean>, threads: &Threads) {
    if source.seen.is_empty() {
        return;
    }
    let places = Places::of(source, text);
    let mut origins = Vec::new();
    each_origin(plan, &mut |list| origins.extend(list));
    threads.each(&mut origins, |origin| places.mark(origin));
}

/// Words by their code points.
struct Places<'s> {
    /// First code point, the one after the last, and the word.
    words: Vec<(u32, u32, &'s Seen<Clean>)>,
}

impl<'s> Places<'s> {
    fn of(source: &'s Source, text: Span<Clean>) -> Self {
        let place = |at: u32| source.chars_before(at);
        let seen = source.seen.iter().filter(|seen| text.start() < seen.span.end() && seen.span.start() < text.end());
        let mut words: Vec<_> = seen.map(|seen| (place(seen.span.start()), place(seen.span.end()), seen)).collect();
        words.sort_by_key(|&(start, end, _)| (start, end));
        Self { words }
    }

    /// One box for each line that the origin touches, from its first letter to its last.
    fn mark(&self, origin: &mut Origin) {
        let first = self.words.partition_point(|&(_, end, _)| end <= origin.start);
        let mut boxes: Vec<[f64; 4]> = Vec::new();
        let mut line = None;
        for &(start, end, seen) in self.words[first..].iter().take_while(|(start, ..)| *start < origin.end) {
            let [left, top, right, bottom] = seen.bounds.map(f64::from);
            // A part of a word: as much of its width.
            let letter = (right - left) / f64::from((end - start).max(1));
            let left_of = left + letter * f64::from(origin.start.saturating_sub(start));
            let right_of = right - letter * f64::from(end.saturating_sub(origin.end));
            let bounds = [left_of, top, right_of, bottom].map(|edge| (edge * 100.0).round() / 100.0);
            match boxes.last_mut() {
                Some(last) if line == Some(seen.line) => {
                    *last = [last[0].min(bounds[0]), last[1].min(bounds[1]), last[2].max(bounds[2]), last[3].max(bounds[3])];
                }
                _ => boxes.push(bounds),
            }
            line = Some(seen.line);
        }
        if !boxes.is_empty() {
            origin.boxes = Some(boxes);
        }
    }
}

/// Every list of origins in a plan.
fn each_origin<'p>(plan: &'p mut Plan, take: &mut impl FnMut(&'p mut Vec<Origin>)) {
    let decision = &mut plan.decision;
    decision.legal_basis.iter_mut().for_each(|basis| take(&mut basis.origin));
    decision.proposal.iter_mut().for_each(|proposal| take(&mut proposal.origin));
    decision.articles.iter_mut().for_each(|article| take(&mut article.origin));
    decision.recipients.iter_mut().for_each(|recipient| take(&mut recipient.origin));
    decision.replaces.iter_mut().for_each(|replaced| take(&mut replaced.origin));
    decision.effective.iter_mut().for_each(|effective| take(&mut effective.origin));
    decision.evidence.iter_mut().chain(&mut plan.plan.evidence).for_each(|evidence| take(&mut evidence.origin));
    plan.plan.attached_to.iter_mut().for_each(|attached| take(&mut attached.origin));
    for entry in &mut plan.outline {
        take(&mut entry.origin);
        entry.paragraphs.iter_mut().for_each(|paragraph| take(&mut paragraph.origin));
    }
    plan.areas.iter_mut().for_each(|area| take(&mut area.origin));
    for indicator in &mut plan.indicators {
        take(&mut indicator.origin);
        measures(&mut indicator.measures, take);
        agencies(&mut indicator.lead, take);
    }
    for task in &mut plan.tasks {
        take(&mut task.origin);
        measures(&mut task.measures, take);
        milestones(&mut task.milestones, take);
    }
    plan.activities.iter_mut().for_each(|item| activity(item, take));
    for duty in &mut plan.duties {
        take(&mut duty.origin);
        agencies(&mut duty.who, take);
        agencies(&mut duty.to, take);
        milestones(&mut duty.milestones, take);
    }
    plan.reports.periods.iter_mut().for_each(|period| take(&mut period.origin));
    plan.citations.iter_mut().for_each(|citation| take(&mut citation.origin));
    plan.abbreviations.iter_mut().for_each(|abbreviation| take(&mut abbreviation.origin));
    plan.coverage.unread.iter_mut().for_each(|unread| take(&mut unread.origin));
    plan.findings.iter_mut().for_each(|finding| take(&mut finding.origin));
}

fn activity<'p>(activity: &'p mut Activity, take: &mut impl FnMut(&'p mut Vec<Origin>)) {
    take(&mut activity.origin);
    activity.results.iter_mut().for_each(|result| take(&mut result.origin));
    agencies(&mut activity.lead, take);
    agencies(&mut activity.coordinating, take);
    milestones(&mut activity.milestones, take);
    measures(&mut activity.measures, take);
}

fn agencies<'p>(agencies: &'p mut [Agency], take: &mut impl FnMut(&'p mut Vec<Origin>)) {
    agencies.iter_mut().for_each(|agency| take(&mut agency.origin));
}

fn milestones<'p>(milestones: &'p mut [Milestone], take: &mut impl FnMut(&'p mut Vec<Origin>)) {
    milestones.iter_mut().for_each(|milestone| take(&mut milestone.origin));
}

fn measures<'p>(measures: &'p mut [Measure], take: &mut impl FnMut(&'p mut Vec<Origin>)) {
    measures.iter_mut().for_each(|measure| take(&mut measure.origin));
}
