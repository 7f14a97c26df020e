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
    if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n") }
}

#[test]
fn every_text_becomes_what_the_corpus_says() {
    cases::hold("structure.txt", render);
}
