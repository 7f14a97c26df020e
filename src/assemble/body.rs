//! Headings with what stands under them become items: indicators, tasks, activities, duties.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    extract::{Context, activity, agency, area::Areas, deadline, duty, indicator, measure, section::Purpose},
    layout::{
        Layout,
        outline::{Content, Entry, Para, Rows},
    },
    passage::Passage,
    plan::{self, Indicator, Paragraph, Rule, Task},
    threads::Threads,
};

/// What is read from the outline.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) indicators: Vec<Indicator>,
    pub(super) tasks: Vec<Task>,
    pub(super) activities: Vec<plan::Activity>,
    pub(super) duties: Vec<plan::Duty>,
    pub(super) periods: Vec<plan::ReportPeriod>,
    pub(super) findings: Vec<plan::Finding>,
}

/// What is known of the whole outline.
struct Body<'b> {
    layout: &'b Layout,
    areas: &'b Areas,
    purposes: &'b [Option<(Purpose, Rule)>],
    /// The headings right below each.
    below: Vec<Vec<usize>>,
    context: &'b Context<'b>,
    threads: &'b Threads,
}

/// Reads every heading with what stands under it.
pub(super) fn read(
    layout: &Layout,
    areas: &Areas,
    purposes: &[Option<(Purpose, Rule)>],
    context: &Context<'_>,
    threads: &Threads,
) -> (Vec<plan::Entry>, Facts) {
    let body = Body { layout, areas, purposes, below: below(layout), context, threads };
    let places: Vec<usize> = (0..layout.outline.entries.len()).collect();
    let under = threads.map(&places, |&at| body.under_headings(at));
    let labels = under.iter().zip(&body.below).filter(|(under, _)| !under.is_empty());
    let labels: BTreeSet<usize> = labels.flat_map(|(_, below)| below).copied().collect();
    let read = threads.map(&places, |&at| Reader::new(&body, at).read(labels.contains(&at)));
    let mut all = Facts::default();
    let mut outline = Vec::with_capacity(places.len());
    for (under, (entry, facts)) in under.into_iter().zip(read) {
        all.activities.extend(under);
        all.extend(facts);
        outline.push(entry);
    }
    (outline, all)
}

impl Facts {
    /// Adds those of the heading that follows.
    fn extend(&mut self, mut more: Self) {
        self.indicators.append(&mut more.indicators);
        self.tasks.append(&mut more.tasks);
        self.activities.append(&mut more.activities);
        self.duties.append(&mut more.duties);
        self.periods.append(&mut more.periods);
        self.findings.append(&mut more.findings);
    }

    /// Gives duties their places, and activities that share an id one each.
    pub(super) fn number(&mut self) {
        self.duties.sort_by_key(|duty| duty.origin.first().map(|origin| origin.start));
        for (nth, duty) in self.duties.iter_mut().enumerate() {
            duty.id = format!("duty:{}", nth + 1);
            number(&mut duty.milestones, &duty.id);
        }
        let mut ids: BTreeMap<String, u32> = BTreeMap::new();
        for activity in &mut self.activities {
            let times = ids.entry(activity.id.clone()).or_insert(0);
            *times += 1;
            if *times > 1 {
                activity.id = format!("{}~{times}", activity.id);
            }
            number(&mut activity.milestones, &activity.id);
            // A list that grew by pushes has room for four, and most have one entry.
            activity.milestones.shrink_to_fit();
            activity.results.shrink_to_fit();
            activity.lead.shrink_to_fit();
            activity.coordinating.shrink_to_fit();
        }
    }
}

fn number(milestones: &mut [plan::Milestone], id: &str) {
    for (nth, milestone) in milestones.iter_mut().enumerate() {
        milestone.id = format!("{id}/{}", nth + 1);
    }
}

/// The headings right below each heading.
fn below(layout: &Layout) -> Vec<Vec<usize>> {
    let entries = &layout.outline.entries;
    let mut below = vec![Vec::new(); entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        if let Some(parent) = entry.parent {
            below[parent].push(at);
        }
    }
    below
}

impl<'b> Body<'b> {
    /// The activities of which the headings below one are the labels.
    fn under_headings(&self, at: usize) -> Vec<plan::Activity> {
        let entry = &self.layout.outline.entries[at];
        let children: Vec<&Entry> = self.below[at].iter().map(|&child| &self.layout.outline.entries[child]).collect();
        activity::under_headings(entry, self.above(entry), &children, self.areas.within[at].as_deref(), self.context)
    }

    fn above(&self, entry: &Entry) -> Option<&'b Entry> {
        entry.parent.map(|parent| &self.layout.outline.entries[parent])
    }
}

/// Reads one heading with what stands under it.
struct Reader<'r> {
    body: &'r Body<'r>,
    context: &'r Context<'r>,
    at: usize,
    entry: &'r Entry,
    area: Option<&'r str>,
    purpose: Option<&'r (Purpose, Rule)>,
    /// The year by which its targets must hold.
    by: Option<String>,
    facts: Facts,
}

impl<'r> Reader<'r> {
    fn new(body: &'r Body<'r>, at: usize) -> Self {
        let entry = &body.layout.outline.entries[at];
        let by = heading_year(entry, body.layout, body.context);
        let (area, purpose) = (body.areas.within[at].as_deref(), body.purposes[at].as_ref());
        Self { body, context: body.context, at, entry, area, purpose, by, facts: Facts::default() }
    }

    /// The heading, and what is read under it; under one that is a label of an activity nothing else is.
    fn read(mut self, is_label: bool) -> (plan::Entry, Facts) {
        let entry = self.entry;
        let paras: Vec<&Para> = entry
            .content
            .iter()
            .filter_map(|content| match content {
                Content::Paragraph(para) => Some(para),
                Content::Table(_) => None,
            })
            .collect();
        let (labelled, used) = if is_label {
            (Vec::new(), (0..paras.len()).collect())
        } else {
            activity::labelled(entry, self.body.above(entry), &paras, self.area, self.context)
        };
        // Labels under a target say who is responsible for it; it is no task.
        let aims = matches!(self.purpose, Some((Purpose::Targets, _)));
        let mut leads: BTreeMap<usize, Vec<plan::Agency>> = BTreeMap::new();
        for activity in labelled {
            match paras.iter().position(|para| aims && activity.id == format!("act:{}", para.id)) {
                Some(target) => drop(leads.insert(target, activity.lead)),
                None => self.facts.activities.push(activity),
            }
        }
        let mut used: BTreeSet<usize> = used.into_iter().collect();
        used.retain(|nth| !leads.contains_key(nth));
        let mut paragraphs = Vec::new();
        let mut nth = 0;
        let mut above: Vec<&Para> = Vec::new();
        for content in &entry.content {
            match content {
                Content::Paragraph(para) => {
                    above.retain(|opening| stands_under(para, opening));
                    let leads_on = (nth == 0 && self.names_aim(&paras)) || paras.get(nth + 1).is_some_and(|next| next.depth > para.depth);
                    if !used.contains(&nth) {
                        let lead = leads.remove(&nth).unwrap_or_default();
                        self.paragraph(para, lead, &above, leads_on);
                    }
                    if leads_on || introduces(&para.words) {
                        above.push(para);
                    }
                    nth += 1;
                    paragraphs.push(paragraph(para));
                }
                Content::Table(rows) if rows.grid.lists_tasks => {
                    self.facts.activities.extend(activity::rows(rows, entry, self.area, self.context, self.body.threads));
                }
                Content::Table(rows) => {
                    if rows.grid.lists_indicators && !matches!(self.purpose, Some((Purpose::Regulation, _))) {
                        for indicator in indicator::rows(rows, entry, self.area, self.by.as_deref(), self.context) {
                            let order = self.order();
                            self.facts.indicators.push(Indicator { order, ..indicator });
                        }
                    }
                    paragraphs.extend(table_rows(rows));
                }
            }
        }
        (self.shown(paragraphs), self.facts)
    }

    /// True under "1. Mục tiêu 1: Trong lĩnh vực chính trị": the first words belong to the heading, and what follows sets the targets.
    fn names_aim(&self, paras: &[&Para]) -> bool {
        let entry = self.entry;
        let title = entry.title.clone().filter(|_| entry.run_in).map(|title| entry.words.slice(&(title.start..entry.words.len())));
        let more = paras.len() > 1 || !self.body.below[self.at].is_empty();
        more && title.is_some_and(|title| self.context.catalog.reads("measure/label", &title))
    }

    /// "2. Tỷ lệ hồ sơ đúng hạn: 99%": a value without words of its own, at the start of what the heading runs into, is of the heading.
    fn of_heading(&self, para: &Para, mut measures: Vec<plan::Measure>) -> Vec<plan::Measure> {
        let entry = self.entry;
        let is_first = matches!(entry.content.first(), Some(Content::Paragraph(first)) if std::ptr::eq(first, para));
        if let (true, true, Some(title), Some(measure)) = (entry.run_in, is_first, &entry.title, measures.first_mut())
            && measure.subject.is_none()
        {
            measure.subject = Some(entry.words.text()[title.clone()].to_owned());
        }
        measures
    }

    /// The place of the next indicator under this heading.
    fn order(&self) -> u32 {
        u32::try_from(self.facts.indicators.len() + 1).unwrap_or(u32::MAX)
    }

    fn shown(&self, paragraphs: Vec<Paragraph>) -> plan::Entry {
        let entry = self.entry;
        let shown = entry.marker.clone().into_iter().chain(entry.title.clone());
        let (start, end) = shown.fold((usize::MAX, 0), |(start, end), range| (start.min(range.start), end.max(range.end)));
        plan::Entry {
            reading: None,
            id: entry.id.clone(),
            parent: self.body.above(entry).map(|above| above.id.clone()),
            level: entry.level,
            marker: entry.marker.clone().map(|marker| entry.words.text()[marker].to_owned()),
            title: entry.title.clone().map(|title| entry.words.text()[title].to_owned()),
            run_in: entry.run_in,
            area: self.body.areas.named[self.at].clone(),
            paragraphs,
            origin: if start < end { entry.words.origin(&(start..end)) } else { Vec::new() },
            rule: entry.rule.clone(),
        }
    }

    /// Reads a paragraph; `lead` is who its labels say is responsible, `above` the lines that open the lists that it stands in, `leads_on`
    /// says that a list under it follows.
    fn paragraph(&mut self, para: &Para, lead: Vec<plan::Agency>, above: &[&Para], leads_on: bool) {
        let (area, purpose) = (self.area, self.purpose);
        let stage = above.iter().rev().find_map(|para| stage(&para.words.slice(&para.text), self.context));
        let by = stage.as_deref().or(self.by.as_deref());
        let words = para.words.slice(&para.text);
        if let Some(period) = deadline::report_period(&words, self.context) {
            self.facts.periods.push(period);
            return;
        }
        let heading = self.entry.title.as_ref().filter(|_| self.entry.run_in).map(|title| self.entry.words.slice(title));
        self.facts.periods.extend(deadline::report_periods(&words, heading.as_ref(), self.context));
        let range = words.trim_final(&words.whole());
        let text = words.text()[range.clone()].to_owned();
        let introduces = introduces(&words);
        // The label of a group of targets sets none itself.
        let is_label = || leads_on && measure::Values::of(&words, self.context).is_none_or(|values| !values.set_something());
        let under_targets = matches!(purpose, Some((Purpose::Targets, _))) && !introduces && !is_label();
        let footnote = self.context.catalog.reads("item/footnote", &words);
        let under_tasks = !footnote && (matches!(purpose, Some((Purpose::Tasks, _))) || (purpose.is_none() && area.is_some()));
        let set_a_target = |values: &measure::Values<'_, '_>| match purpose {
            // What the situation is said to be sets nothing, unless it says what is aimed at.
            Some((Purpose::Situation, _)) => values.are_aimed_at(),
            Some((Purpose::Tasks, _)) => values.set_a_target() || values.say_a_level(),
            _ => values.set_a_target(),
        };
        let measured = if under_targets {
            Some(measure::read(&words, self.context, by))
        } else if footnote || matches!(purpose, Some((Purpose::Regulation, _))) {
            None
        } else {
            measure::Values::of(&words, self.context).filter(set_a_target).map(|values| values.measured(by))
        };
        let measured = measured.map(|measured| measure::Measured { measures: self.of_heading(para, measured.measures), ..measured });
        if let Some(measured) = &measured {
            let order = self.order();
            let id = format!("ind:{}", para.id);
            let findings = measured.findings.iter().cloned().map(|finding| plan::Finding { item: Some(id.clone()), ..finding });
            self.facts.findings.extend(findings);
            self.facts.indicators.push(Indicator {
                reading: None,
                id,
                section: Some(self.entry.id.clone()),
                order,
                area: area.map(ToOwned::to_owned),
                text: text.clone(),
                measures: measured.measures.clone(),
                lead: Some(agency::led(&words, self.context)).filter(|own| !own.is_empty()).unwrap_or(lead),
                origin: words.origin(&range),
                rule: match purpose {
                    Some((Purpose::Targets, rule)) => rule.clone(),
                    _ => measured.measures.first().map_or("extract/indicator".into(), |measure| measure.rule.clone()),
                },
            });
        }
        let refers = || self.context.catalog.reads("task/see-annex", &words);
        if under_tasks && !introduces && !under_targets && !text.is_empty() && !refers() {
            let id = format!("task:{}", para.id);
            self.facts.tasks.push(Task {
                reading: None,
                milestones: deadline::sentence(&words, self.context, &id),
                id,
                section: Some(self.entry.id.clone()),
                area: area.map(ToOwned::to_owned),
                text,
                measures: measured.map(|measured| measured.measures).unwrap_or_default(),
                origin: words.origin(&range),
                rule: purpose.map_or("extract/area".into(), |(_, rule)| rule.clone()),
            });
        }
        let opening = above.iter().rev().map(|para| para.words.clone());
        let above = || opening.clone().chain(openings(self.entry, self.body.layout)).collect();
        // A window of days whose year nobody tells is no duty all the same.
        if !self.context.catalog.reads("report", &words) {
            let duties = duty::read(&words, above, self.context);
            // "Trong quý III/2025, UBND tỉnh ban hành 12 văn bản" among results tells what was done.
            let told = |duty: &plan::Duty| {
                matches!(purpose, Some((Purpose::Situation, _))) && duty.milestones.iter().all(|time| time.kind == plan::MilestoneKind::On)
            };
            self.facts.duties.extend(duties.into_iter().filter(|duty| !told(duty)));
        }
    }
}

/// What may say who acts, from a heading up: its title, or the line that opens it ("a) Sở Tài chính có trách nhiệm:").
fn openings(entry: &Entry, layout: &Layout) -> Vec<Passage> {
    let above = |entry: &&Entry| entry.parent.map(|parent| &layout.outline.entries[parent]);
    let opening = |entry: &Entry| match (&entry.title, entry.content.first()) {
        (Some(title), _) => Some(entry.words.slice(title)),
        (None, Some(Content::Paragraph(para))) if para.words.text().trim_end().ends_with(':') => Some(para.words.clone()),
        _ => None,
    };
    std::iter::successors(Some(entry), above).filter_map(opening).collect()
}

/// True for a line that opens a list.
fn introduces(words: &Passage) -> bool {
    words.text().trim_end().ends_with(':')
}

/// True for a paragraph of the list that `opening` opens.
fn stands_under(para: &Para, opening: &Para) -> bool {
    para.depth > opening.depth || (opening.bullet.is_none() && para.bullet.is_some() && introduces(&opening.words))
}

/// The year by which targets must hold, where a heading above them names it: "Mục tiêu đến năm 2030".
fn heading_year(entry: &Entry, layout: &Layout, context: &Context<'_>) -> Option<String> {
    let above = |entry: &&Entry| entry.parent.map(|parent| &layout.outline.entries[parent]);
    let year = |entry: &Entry| year_of(&entry.words.slice(entry.title.as_ref()?), context);
    std::iter::successors(Some(entry), above).find_map(year)
}

fn year_of(title: &Passage, context: &Context<'_>) -> Option<String> {
    deadline::period(title, context)?.until()
}

/// The same of a line over a list that begins with it, or says little more: "Giai đoạn 2025-2027:", "Đến hết năm 2030, phấn đấu đạt:".
fn stage(line: &Passage, context: &Context<'_>) -> Option<String> {
    const LITTLE: usize = 80;
    deadline::period(line, context).filter(|covered| covered.range.start == 0 || line.len() <= LITTLE)?.until()
}

fn paragraph(para: &Para) -> Paragraph {
    let text = para.words.trim_final(&para.text);
    Paragraph {
        reading: None,
        id: para.id.clone(),
        bullet: para.bullet.clone().map(|bullet| para.words.text()[bullet].to_owned()),
        text: para.words.text()[text].to_owned(),
        cells: Vec::new(),
        origin: para.words.origin(&para.words.whole()),
    }
}

/// Rows of a table that lists no tasks, kept as paragraphs with their cells.
fn table_rows(rows: &Rows) -> Vec<Paragraph> {
    let nothing = Passage::default();
    rows.grid
        .rows
        .iter()
        .zip(&rows.ids)
        .map(|(row, id)| {
            let filled = || row.cells.iter().filter(|cell| !cell.is_empty());
            Paragraph {
                reading: None,
                id: id.clone(),
                bullet: None,
                text: filled().map(Passage::text).collect::<Vec<_>>().join(" "),
                cells: rows
                    .grid
                    .columns
                    .iter()
                    .zip(&row.cells)
                    .map(|(column, cell)| plan::Cell {
                        header: column.header.as_ref().map(|header| header.text().to_owned()),
                        text: cell.text().to_owned(),
                    })
                    .collect(),
                origin: activity::row_origin(row, &nothing),
            }
        })
        .collect()
}
