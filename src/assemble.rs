//! Layout and facts become the plan: items with their ids, what belongs to what, what was left over.

mod body;
mod coverage;
mod likely;
mod notes;
mod places;

use crate::{
    extract::{Context, abbreviation, area, citation, decision, duty, section},
    grammar::Catalog,
    layout::{Layout, outline::Content},
    passage::Passage,
    plan::{self, Citation, Finding, Generator, Plan, Severity, SourceInfo},
    source::{Part, Source},
    threads::Threads,
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
pub fn assemble(source: &Source, layout: &Layout, file: &FileInfo, part: Option<u32>, catalog: &Catalog, threads: &Threads) -> Plan {
    let passages = passages(layout);
    let mut context = Context::new(catalog);
    // What an act is and what it abbreviates are read without a word of the other.
    let (bare, abbreviations) = threads
        .both(|| decision::read(layout, &passages, &context), || threads.map(&passages, |passage| abbreviation::read(passage, catalog)));
    context.own_number.clone_from(&bare.number);
    context.issued_on = bare.issued_on.as_deref().and_then(|day| day.parse().ok());
    let info = decision::plan_info(&layout.form, &bare, &context);
    context.years = info.period.as_ref().and_then(|period| years(period, context.issued_on));
    let abbreviations: Vec<_> = abbreviations.into_iter().flatten().collect();
    abbreviations.iter().for_each(|found| context.define(&found.short, &found.long));

    let mut citations: Vec<Citation> = threads.map(&passages, |passage| citation::read(passage, &context)).into_iter().flatten().collect();
    citation::resolve(&mut citations, &context);

    let is_reform = [bare.subject.as_deref(), info.title.as_deref()].into_iter().flatten().any(is_reform);
    let areas = area::read(&layout.outline, is_reform, catalog);
    let purposes = section::purposes(&layout.outline, catalog);
    let ((outline, mut facts), sheet) =
        threads.both(|| body::read(layout, &areas, &purposes, &context, threads), || coverage::Sheet::of(source, layout));
    let ordered = layout.form.articles.iter().flatten();
    facts.duties.extend(ordered.flat_map(|words| duty::read(&words.passage, Vec::new, &context)));
    facts.number();
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
    plan.coverage = sheet.measure(&plan, source, layout);
    let mut findings = notes::from_reading(&plan, source, layout, catalog);
    findings.append(&mut plan.findings);
    findings.sort_by_key(|finding| finding.origin.first().map_or(u32::MAX, |origin| origin.start));
    plan.findings = findings;
    places::mark(&mut plan, source, layout.text, threads);
    likely::mark(&mut plan, source, catalog, threads);
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

/// First and last year of a period; one that names its end only ("đến năm 2030") begins when the act is issued.
fn years(period: &plan::Period, issued_on: Option<jiff::civil::Date>) -> Option<(i32, i32)> {
    let year = |day: &Option<String>| day.as_deref().and_then(|day| day.get(..4)).and_then(|year| year.parse().ok());
    let start = year(&period.start).or(issued_on.map(|day| i32::from(day.year())))?;
    Some((start, year(&period.end)?))
}

/// True for a title that names the administrative reform.
fn is_reform(title: &str) -> bool {
    let folded = crate::fold::fold(title);
    ["cải cách hành chính", "cchc"].iter().any(|name| folded.contains(name))
}

/// Every passage that may hold a citation or a definition, in document order; the act's own number is none.
fn passages(layout: &Layout) -> Vec<&Passage> {
    let form = &layout.form;
    let opening = form.subject.iter().chain(&form.basis).chain(&form.proposal).chain(&form.preamble).chain(form.articles.iter().flatten());
    let attached = form.attached_title.iter().chain(&form.attached_to);
    let mut passages: Vec<&Passage> = opening.chain(attached).map(|words| &words.passage).collect();
    for entry in &layout.outline.entries {
        passages.push(&entry.words);
        passages.extend(&entry.attached_to);
        for content in &entry.content {
            match content {
                Content::Paragraph(para) => passages.push(&para.words),
                Content::Table(rows) => passages.extend(rows.grid.rows.iter().flat_map(|row| &row.cells)),
            }
        }
    }
    passages
}
