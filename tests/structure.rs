//! What a whole text becomes: which paragraphs are targets, tasks, activities, duties.

#[path = "cases/mod.rs"]
#[allow(unreachable_pub)] // Shared by all test files, each of which is a crate of its own.
mod cases;

use kehoach::{
    Options,
    plan::{Agency, Milestone},
    read,
};

fn names(agencies: &[Agency]) -> String {
    agencies.iter().map(|agency| agency.text.as_str()).collect::<Vec<_>>().join(" + ")
}

fn times(milestones: &[Milestone]) -> String {
    milestones.iter().map(|milestone| milestone.text.as_str()).collect::<Vec<_>>().join(" + ")
}

fn render(text: &str) -> String {
    let options = Options::of("case.txt");
    let plan = read(text.as_bytes().to_vec(), &options).expect("a case opens").plan;
    let mut lines = Vec::new();
    lines.extend(
        plan.indicators.iter().map(|indicator| format!("{} {} measures | {}", indicator.id, indicator.measures.len(), indicator.text)),
    );
    lines.extend(plan.tasks.iter().map(|task| format!("{} | {}", task.id, task.text)));
    lines.extend(plan.activities.iter().map(|activity| {
        let (lead, with, when) = (names(&activity.lead), names(&activity.coordinating), times(&activity.milestones));
        format!("{} | {} | {lead} | {with} | {when}", activity.id, activity.name)
    }));
    lines
        .extend(plan.duties.iter().map(|duty| format!("{} | {} | {} | {}", duty.id, names(&duty.who), times(&duty.milestones), duty.text)));
    lines.extend(plan.reports.periods.iter().map(|report| format!("report {} | {}..{}", report.name, report.from, report.to)));
    if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n") }
}

/// Each target with who is responsible, and what each measure says: comparator, value, unit, year, what it stands under, where it starts.
fn targets(text: &str) -> String {
    let plan = read(text.as_bytes().to_vec(), &Options::of("case.txt")).expect("a case opens").plan;
    let number = |value: Option<kehoach::plan::Quantity>| value.map_or(String::new(), |value| value.0.to_string());
    let mut lines = Vec::new();
    for indicator in &plan.indicators {
        lines.push(format!("{} | {} | {}", indicator.id, indicator.text, names(&indicator.lead)));
        for measure in &indicator.measures {
            let most = measure.value_max.map_or(String::new(), |most| format!("..{}", most.0));
            let from = measure.baseline.as_ref().map_or(String::new(), |from| {
                format!(" from {} {}", from.year.map_or_else(|| "?".to_owned(), |year| year.to_string()), number(from.value))
            });
            let unit = measure.unit.as_deref().unwrap_or("-");
            let under = measure.scope.as_ref().map_or(String::new(), |scope| format!(" under \"{scope}\""));
            let by = measure.by.as_deref().unwrap_or("?");
            lines.push(format!("  {} {}{most} {unit} by {by}{under}{from}", measure.comparator, number(measure.value)));
        }
    }
    if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n") }
}

#[test]
fn every_target_says_who_is_responsible_and_a_table_gives_each_year_its_value() {
    cases::hold("target.txt", targets);
}

#[test]
fn every_text_becomes_what_the_corpus_says() {
    cases::hold("structure.txt", render);
}
