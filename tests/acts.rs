//! Which acts a file holds: each is a plan of its own, and whoever asks for one only is told of the others.

#[path = "cases/mod.rs"]
#[allow(unreachable_pub)] // Shared by all test files, each of which is a crate of its own.
mod cases;

use kehoach::{Options, open, read};

fn render(text: &str) -> String {
    let options = Options::of("case.txt");
    let acts = open(text.as_bytes().to_vec(), &options).expect("a case opens");
    let plans: Vec<_> = acts.plans().collect();
    let first = read(text.as_bytes().to_vec(), &options).expect("a case opens").plan;
    let told = first.findings.iter().filter(|finding| finding.code == "another-act");
    let told: Vec<String> = told
        .map(|finding| acts.text().chars().skip(finding.origin[0].start as usize).take_while(|c| *c != '\n').collect())
        .map(|line: String| format!("told of another at \u{201c}{line}\u{201d}"))
        .collect();
    let lines = plans.iter().map(|plan| {
        let decision = &plan.decision;
        let part = plan.source.part.map_or("the only one".to_owned(), |part| part.to_string());
        let field = |field: &Option<String>| field.clone().unwrap_or("-".to_owned());
        let signed = decision.signatory.as_ref().map_or("-".to_owned(), |signatory| field(&signatory.name));
        format!(
            "{part}: {} {}, {}, {signed}, {} headings",
            field(&decision.kind),
            field(&decision.number),
            field(&decision.issuer),
            plan.outline.len()
        )
    });
    lines.chain(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_file_is_parted_as_the_corpus_says() {
    cases::hold("acts.txt", render);
}

/// What stands around the body: letterhead, legal basis, proposal, recipients, signature.
fn form(text: &str) -> String {
    let plan = read(text.as_bytes().to_vec(), &Options::of("case.txt")).expect("a case opens").plan;
    let decision = &plan.decision;
    let field = |field: &Option<String>| field.clone().unwrap_or("-".to_owned());
    let head = [&decision.kind, &decision.number, &decision.issued_on, &decision.issuer, &decision.subject].map(field).join(" | ");
    let mut lines = vec![head];
    lines.extend(decision.legal_basis.iter().map(|clause| format!("basis: {}", clause.text)));
    lines.extend(decision.proposal.iter().map(|proposal| {
        format!("proposal: {} | {} {} {}", proposal.text, field(&proposal.proposer), field(&proposal.number), field(&proposal.date))
    }));
    lines.extend(decision.articles.iter().map(|article| format!("article {}", article.number)));
    lines.extend(decision.recipients.iter().map(|recipient| format!("to: {}", recipient.text)));
    lines.extend(decision.replaces.iter().map(|act| format!("replaces: {} {}", field(&act.number), field(&act.date))));
    lines.extend(decision.effective.iter().map(|effective| format!("effective: {} | {}", effective.text, field(&effective.date))));
    lines.extend(decision.filing.iter().map(|filing| format!("filing: {filing}")));
    lines.extend(decision.signatory.iter().map(|signatory| format!("signed: {} {}", field(&signatory.capacity), field(&signatory.name))));
    lines.extend(plan.outline.iter().map(|entry| format!("{}: {}, {} paragraphs", entry.id, field(&entry.title), entry.paragraphs.len())));
    lines.extend(plan.activities.iter().map(|activity| {
        let results: Vec<&str> = activity.results.iter().map(|result| result.text.as_str()).collect();
        format!("{} | {} | {}", activity.id, activity.name, results.join(" + "))
    }));
    lines.extend(plan.findings.iter().map(|finding| format!("{}: {}", finding.code, finding.message)));
    lines.join("\n")
}

#[test]
fn what_stands_around_the_body_is_read_as_the_corpus_says() {
    cases::hold("form.txt", form);
}
