//! Layout and facts become the plan: items with their ids, what belongs to what, what was left over.

mod coverage;
mod likely;
mod notes;
mod places;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    extract::{
        Context, abbreviation, activity, agency,
        area::{self, Areas},
        calendar, citation, deadline, decision, duty, indicator, measure, section,
        section::Purpose,
    },
    grammar::Catalog,
    layout::{
        Layout,
        outline::{Content, Entry, Para, Rows},
    },
    passage::Passage,
    plan::{self, Citation, Finding, Generator, Indicator, Paragraph, Plan, Rule, Severity, SourceInfo, Task},
    source::{Part, Source},
};

/// What is known of the file beside its text.
#[derive(Debug, Clone)]
pub struct FileInfo {
    /// Its name without folders.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// Puts the plan of an act together; `part` tells which of several in one file it is, from 1.
#[must_use]
pub fn assemble(source: &Source, layout: &Layout, file: &FileInfo, part: Option<u32>, catalog: &Catalog) -> Plan {
    let mut context = Context::new(catalog);
    let bare = decision::read(&layout.form, &context);
    context.own_number.clone_from(&bare.number);
    context.issued_on = bare.issued_on.as_deref().and_then(|day| day.parse().ok());
    let info = decision::plan_info(&layout.form, &bare, &context);
    context.years = info.period.as_ref().and_then(years);
    let mut abbreviations = Vec::new();
    each_passage(layout, &mut |passage| abbreviations.extend(abbreviation::read(passage, &context)));
    abbreviations.iter().for_each(|found| context.define(&found.short, &found.long));

    let mut citations: Vec<Citation> = Vec::new();
    each_passage(layout, &mut |passage| citations.extend(citation::read(passage, &context)));
    citation::resolve(&mut citations, &context);

    let is_reform = [bare.subject.as_deref(), info.title.as_deref()].into_iter().flatten().any(is_reform);
    let areas = area::read(&layout.outline, is_reform, catalog);
    let purposes = section::purposes(&layout.outline, catalog);
    let mut body = Body {
        context: &context,
        areas: &areas,
        ids: BTreeMap::new(),
        below: below(layout),
        labels: BTreeSet::new(),
        facts: Facts::default(),
    };
    let outline: Vec<plan::Entry> =
        layout.outline.entries.iter().enumerate().map(|(at, entry)| body.entry(at, entry, purposes[at].as_ref(), layout)).collect();
    let mut facts = body.facts;
    let ordered = layout.form.articles.iter().flatten();
    facts.duties.extend(ordered.flat_map(|words| duty::read(&words.passage, Vec::new, &context)));
    facts.duties.sort_by_key(|duty| duty.origin.first().map(|origin| origin.start));
    for (nth, duty) in facts.duties.iter_mut().enumerate() {
        duty.id = format!("duty:{}", nth + 1);
        for (place, milestone) in duty.milestones.iter_mut().enumerate() {
            milestone.id = format!("{}/{}", duty.id, place + 1);
        }
    }
    let mut plan = Plan {
        format: plan::FORMAT.into(),
        generator: Generator { name: "kehoach".into(), version: env!("CARGO_PKG_VERSION").into(), grammars: catalog.digest().to_owned() },
        source: SourceInfo {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            media_type: source.media_type.into(),
            pages: source.pages,
            text: source.kind,
            part,
        },
        decision: bare,
        plan: info,
        outline,
        areas: areas.list.clone(),
        indicators: facts.indicators,
        tasks: facts.tasks,
        activities: facts.activities,
        duties: facts.duties,
        reports: plan::Reports { periods: facts.periods },
        citations,
        abbreviations,
        coverage: plan::Coverage::default(),
        findings: facts.findings,
    };
    plan.coverage = coverage::measure(&plan, source, layout);
    let mut findings = notes::from_reading(&plan, source, layout);
    findings.append(&mut plan.findings);
    findings.sort_by_key(|finding| finding.origin.first().map_or(u32::MAX, |origin| origin.start));
    plan.findings = findings;
    places::mark(&mut plan, source, layout.text);
    likely::mark(&mut plan, source, catalog);
    plan
}

/// Says that another act begins with the part `next`, for whoever asks for the first one only.
#[must_use]
pub fn another_act(source: &Source, next: usize) -> Finding {
    let first = source.parts[next..].iter().flat_map(Part::paragraphs).next().map(|first| source.passage(first));
    Finding {
        code: "another-act".into(),
        severity: Severity::Warning,
        message: "từ đây là một văn bản khác trong cùng tệp; chưa đọc vào kế hoạch này".to_owned(),
        item: None,
        origin: first.map_or_else(Vec::new, |first| first.origin(&first.whole())),
        suggestion: Some("đọc từng văn bản bằng `kehoach convert`, hoặc tách tệp".to_owned()),
    }
}

/// First and last year of a period.
fn years(period: &plan::Period) -> Option<(i32, i32)> {
    let year = |day: &Option<String>| day.as_deref().and_then(|day| day.get(..4)).and_then(|year| year.parse().ok());
    let end = year(&period.end)?;
    Some((year(&period.start).unwrap_or(end), end))
}

/// True for a title that names the administrative reform.
fn is_reform(title: &str) -> bool {
    let folded = crate::fold::fold(title);
    ["cải cách hành chính", "cchc"].iter().any(|name| folded.contains(name))
}

/// Every passage that may hold a citation or a definition, in document order; the act's own number is none.
fn each_passage(layout: &Layout, take: &mut impl FnMut(&Passage)) {
    let form = &layout.form;
    for words in form.subject.iter().chain(&form.basis).chain(&form.proposal).chain(&form.preamble).chain(form.articles.iter().flatten()) {
        take(&words.passage);
    }
    for words in form.attached_title.iter().chain(&form.attached_to) {
        take(&words.passage);
    }
    for entry in &layout.outline.entries {
        take(&entry.words);
        entry.attached_to.iter().for_each(&mut *take);
        for content in &entry.content {
            match content {
                Content::Paragraph(para) => take(&para.words),
                Content::Table(rows) => rows.grid.rows.iter().flat_map(|row| &row.cells).for_each(&mut *take),
            }
        }
    }
}

/// What is read from the outline.
#[derive(Default)]
struct Facts {
    indicators: Vec<Indicator>,
    tasks: Vec<Task>,
    activities: Vec<plan::Activity>,
    duties: Vec<plan::Duty>,
    periods: Vec<plan::ReportPeriod>,
    findings: Vec<plan::Finding>,
}

struct Body<'b, 'c> {
    context: &'b Context<'c>,
    areas: &'b Areas,
    /// How often an activity's id was given.
    ids: BTreeMap<String, u32>,
    /// The headings right below each.
    below: Vec<Vec<usize>>,
    /// Headings that are labels of an activity.
    labels: BTreeSet<usize>,
    facts: Facts,
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

impl Body<'_, '_> {
    fn entry(&mut self, at: usize, entry: &Entry, purpose: Option<&(Purpose, Rule)>, layout: &Layout) -> plan::Entry {
        let area = self.areas.within[at].clone();
        let paras: Vec<&Para> = entry
            .content
            .iter()
            .filter_map(|content| match content {
                Content::Paragraph(para) => Some(para),
                Content::Table(_) => None,
            })
            .collect();
        let above = entry.parent.map(|parent| &layout.outline.entries[parent]);
        let children: Vec<&Entry> = self.below[at].iter().map(|&child| &layout.outline.entries[child]).collect();
        let under = activity::under_headings(entry, above, &children, area.as_deref(), self.context);
        if !under.is_empty() {
            self.labels.extend(self.below[at].iter().copied());
            under.into_iter().for_each(|activity| self.activity(activity));
        }
        let (labelled, used) = if self.labels.contains(&at) {
            (Vec::new(), (0..paras.len()).collect())
        } else {
            activity::labelled(entry, above, &paras, area.as_deref(), self.context)
        };
        // Labels under a target say who is responsible for it; it is no task.
        let aims = matches!(purpose, Some((Purpose::Targets, _)));
        let mut leads: BTreeMap<usize, Vec<plan::Agency>> = BTreeMap::new();
        for activity in labelled {
            match paras.iter().position(|para| aims && activity.id == format!("act:{}", para.id)) {
                Some(target) => drop(leads.insert(target, activity.lead)),
                None => self.activity(activity),
            }
        }
        let mut used: BTreeSet<usize> = used.into_iter().collect();
        used.retain(|nth| !leads.contains_key(nth));
        let by = heading_year(entry, layout, self.context);
        let mut order = 0;
        let mut paragraphs = Vec::new();
        let mut nth = 0;
        let mut opening: Option<&Para> = None;
        for content in &entry.content {
            match content {
                Content::Paragraph(para) => {
                    opening = opening.filter(|opening| para.depth > opening.depth || (opening.bullet.is_none() && para.bullet.is_some()));
                    if !used.contains(&nth) {
                        let lead = leads.remove(&nth).unwrap_or_default();
                        let above = || opening.map(|para| para.words.clone()).into_iter().chain(openings(entry, layout)).collect();
                        self.paragraph(entry, para, area.as_deref(), purpose, by.as_deref(), &mut order, lead, above);
                    }
                    if para.words.text().trim_end().ends_with(':') {
                        opening = Some(para);
                    }
                    nth += 1;
                    paragraphs.push(paragraph(para));
                }
                Content::Table(rows) if rows.grid.lists_tasks => {
                    for activity in activity::rows(rows, entry, area.as_deref(), self.context) {
                        self.activity(activity);
                    }
                }
                Content::Table(rows) => {
                    if rows.grid.lists_indicators && !matches!(purpose, Some((Purpose::Regulation, _))) {
                        for indicator in indicator::rows(rows, entry, area.as_deref(), self.context) {
                            order += 1;
                            self.facts.indicators.push(Indicator { order, ..indicator });
                        }
                    }
                    paragraphs.extend(table_rows(rows));
                }
            }
        }
        let shown = entry.marker.clone().into_iter().chain(entry.title.clone());
        let (start, end) = shown.fold((usize::MAX, 0), |(start, end), range| (start.min(range.start), end.max(range.end)));
        plan::Entry {
            reading: None,
            id: entry.id.clone(),
            parent: entry.parent.map(|parent| layout.outline.entries[parent].id.clone()),
            level: entry.level,
            marker: entry.marker.clone().map(|marker| entry.words.text()[marker].to_owned()),
            title: entry.title.clone().map(|title| entry.words.text()[title].to_owned()),
            run_in: entry.run_in,
            area: self.areas.named[at].clone(),
            paragraphs,
            origin: if start < end { entry.words.origin(&(start..end)) } else { Vec::new() },
            rule: entry.rule.clone(),
        }
    }

    fn activity(&mut self, mut activity: plan::Activity) {
        let times = self.ids.entry(activity.id.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            activity.id = format!("{}~{times}", activity.id);
        }
        for (nth, milestone) in activity.milestones.iter_mut().enumerate() {
            milestone.id = format!("{}/{}", activity.id, nth + 1);
        }
        // A list that grew by pushes has room for four, and most have one entry.
        activity.milestones.shrink_to_fit();
        activity.results.shrink_to_fit();
        activity.lead.shrink_to_fit();
        activity.coordinating.shrink_to_fit();
        self.facts.activities.push(activity);
    }

    #[expect(clippy::too_many_arguments, reason = "all that stands around a paragraph bears on what it means")]
    fn paragraph(
        &mut self,
        entry: &Entry,
        para: &Para,
        area: Option<&str>,
        purpose: Option<&(Purpose, Rule)>,
        by: Option<&str>,
        order: &mut u32,
        lead: Vec<plan::Agency>,
        above: impl Fn() -> Vec<Passage>,
    ) {
        let words = para.words.slice(&para.text);
        if let Some(period) = deadline::report_period(&words, self.context) {
            self.facts.periods.push(period);
            return;
        }
        let range = words.trim_final(&words.whole());
        let text = words.text()[range.clone()].to_owned();
        let introduces = words.text().trim_end().ends_with(':');
        let under_targets = matches!(purpose, Some((Purpose::Targets, _))) && !introduces;
        let footnote = self.context.catalog.reads("item/footnote", &words);
        let under_tasks = !footnote && (matches!(purpose, Some((Purpose::Tasks, _))) || (purpose.is_none() && area.is_some()));
        let set_a_target = |values: &measure::Values<'_, '_>| match purpose {
            // What the situation is said to be sets nothing, unless it says what is aimed at.
            Some((Purpose::Situation, _)) => values.are_aimed_at(),
            _ => values.set_a_target(),
        };
        let measured = if under_targets {
            Some(measure::read(&words, self.context, by))
        } else if footnote || matches!(purpose, Some((Purpose::Regulation, _))) {
            None
        } else {
            measure::Values::of(&words, self.context).filter(set_a_target).map(|values| values.measured(by))
        };
        if let Some(measured) = &measured {
            *order += 1;
            let id = format!("ind:{}", para.id);
            let findings = measured.findings.iter().cloned().map(|finding| plan::Finding { item: Some(id.clone()), ..finding });
            self.facts.findings.extend(findings);
            self.facts.indicators.push(Indicator {
                reading: None,
                id,
                section: Some(entry.id.clone()),
                order: *order,
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
        if under_tasks && !introduces && !under_targets && !text.is_empty() && !self.context.catalog.reads("section/see-annex", &words) {
            let id = format!("task:{}", para.id);
            self.facts.tasks.push(Task {
                reading: None,
                milestones: deadline::sentence(&words, self.context, &id),
                id,
                section: Some(entry.id.clone()),
                area: area.map(ToOwned::to_owned),
                text,
                measures: measured.map(|measured| measured.measures).unwrap_or_default(),
                origin: words.origin(&range),
                rule: purpose.map_or("extract/area".into(), |(_, rule)| rule.clone()),
            });
        }
        self.facts.duties.extend(duty::read(&words, above, self.context));
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

/// The year by which targets must hold, where a heading above them names it: "Mục tiêu đến năm 2030".
fn heading_year(entry: &Entry, layout: &Layout, context: &Context<'_>) -> Option<String> {
    let mut at = Some(entry);
    while let Some(entry) = at {
        if let Some(title) = &entry.title
            && let Some(end) = deadline::period(&entry.words.slice(title), context).and_then(|covered| covered.last)
        {
            return match end.part {
                calendar::Part::Year => end.year.map(|year| year.to_string()),
                _ => end.last().map(|day| day.to_string()),
            };
        }
        at = entry.parent.map(|parent| &layout.outline.entries[parent]);
    }
    None
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
