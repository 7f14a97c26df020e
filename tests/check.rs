//! The rules of the checker, held to the examples written beside them.

use std::{collections::BTreeSet, fs, path::Path};

use kehoach::{
    Options,
    check::{self, Example, Finding, Frame, RULES, Rule},
    grammar::Catalog,
    plan::{Severity, Unread},
    read,
};

/// What one rule finds in an example.
fn found(rule: &'static Rule, example: &Example) -> Vec<Finding> {
    let options = Options { name: "example.txt", catalog: Catalog::built_in() };
    let mut document = read(example.document().into_bytes(), &options).expect("an example is a document");
    if example.frame == Frame::Unread {
        let text = example.text.lines().next_back().expect("a line").to_owned();
        let characters = text.chars().count() as u64;
        let coverage = &mut document.plan.coverage;
        (coverage.read, coverage.kept) = ((coverage.read + coverage.kept).saturating_sub(characters), 0);
        document.plan.coverage.unread.push(Unread { origin: Vec::new(), text });
    }
    check::check(&document.plan, Some(&document.text), options.catalog, &[rule]).findings
}

#[test]
fn every_rule_finds_what_it_must_and_leaves_alone_what_it_must() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in rule.examples {
            let found = found(rule, example);
            let words: Vec<&str> = found.iter().map(|finding| finding.words.as_str()).collect();
            let holds = match example.finds {
                Some(finds) => words.iter().any(|words| words.contains(finds)),
                None => found.is_empty(),
            };
            if !holds {
                wrong.push(format!("{} {}: {:?} was wanted, {words:?} found in\n{}", rule.code, rule.name, example.finds, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n\n"), wrong.len());
}

#[test]
fn every_rule_has_both_kinds_of_example_and_says_why_in_both_languages() {
    for rule in RULES {
        let (finds, leaves): (Vec<_>, Vec<_>) = rule.examples.iter().partition(|example| example.finds.is_some());
        assert!(!finds.is_empty() && !leaves.is_empty(), "{}: give a text it must find and one it must leave alone", rule.name);
        for both in [rule.what, rule.why, rule.beyond] {
            assert!(both.vi != both.en && both.vi.len() > 5 && both.en.len() > 5, "{}", rule.name);
            assert!(!both.vi.ends_with('.') && !both.en.ends_with('.'), "{}: no full stop", rule.name);
        }
    }
}

#[test]
fn codes_and_names_are_told_apart_and_in_order() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted() && codes.iter().collect::<BTreeSet<_>>().len() == codes.len(), "{codes:?}");
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
    for rule in RULES {
        assert!(rule.code.len() == 5 && rule.code.starts_with("KH"), "{}", rule.code);
        let words = rule.name.bytes().all(|c| c.is_ascii_lowercase() || c == b'-');
        assert!(words && !rule.name.starts_with("no-more") && !rule.name.starts_with("check"), "{}: it reads after “allow”", rule.name);
    }
    assert!(RULES.len() >= 45);
}

#[test]
fn every_file_of_a_rule_is_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("src/check.rs")).expect("there");
    for entry in fs::read_dir(root.join("src/check")).expect("a folder") {
        let path = entry.expect("readable").path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("ours").to_owned();
        let text = fs::read_to_string(&path).expect("readable");
        for rule in text.split("pub(super) const ").skip(1).filter(|rest| rest.contains(": Rule = Rule {")) {
            let constant = rule.split(':').next().expect("a name");
            if rule[constant.len()..].starts_with(": Rule") {
                assert!(list.contains(&format!("&{name}::{constant},")), "{name}::{constant} is not in RULES");
            }
        }
    }
}

// ---- the source document, mended and spoilt again ----

const SOURCE: &str = "fixtures/3162-qd-ubnd-son-la/source.txt";

/// One change of a text: of the line of the source document (none: wherever the words stand), what stands there, what is written.
struct Change {
    rule: Option<String>,
    line: Option<usize>,
    words: String,
    instead: String,
}

fn changes(file: &str) -> Vec<Change> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(file);
    let text = fs::read_to_string(path).expect("there");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let changes = lines.map(|line| {
        let mut fields: Vec<&str> = line.split('\t').collect();
        let rule = fields[0].starts_with("KH").then(|| fields.remove(0).to_owned());
        let written = |field: Option<&&str>| field.map_or(String::new(), |field| field.replace('⇥', "\t").replace('¶', "\n"));
        Change { rule, line: fields[0].parse().ok(), words: written(fields.get(1)), instead: written(fields.get(2)) }
    });
    changes.collect()
}

/// The lines of the source document with every change made; a change that finds its words nowhere is an error of the test.
fn changed<'c>(changes: impl IntoIterator<Item = &'c Change>) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SOURCE)).expect("there").replace("\r\n", "\n");
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    for change in changes {
        let at = change.line.map(|line| line - 1).or_else(|| lines.iter().position(|line| line.contains(&change.words)));
        let line = at.and_then(|at| lines.get_mut(at)).filter(|line| line.contains(&change.words));
        let line = line.unwrap_or_else(|| panic!("line {:?} does not hold “{}”", change.line, change.words));
        *line = line.replacen(&change.words, &change.instead, 1);
    }
    lines.join("\n") + "\n"
}

fn found_in(text: String) -> Vec<Finding> {
    let options = Options { name: "source.txt", catalog: Catalog::built_in() };
    let document = read(text.into_bytes(), &options).expect("a document");
    check::check(&document.plan, Some(&document.text), options.catalog, RULES).findings
}

#[test]
fn the_mended_source_document_has_nothing_graver_than_information() {
    let mended = changes("check-mended.tsv");
    let grave: Vec<String> = found_in(changed(&mended))
        .into_iter()
        .filter(|finding| finding.severity != Severity::Info)
        .map(|finding| format!("{} {:?}: {} “{}”", finding.code, finding.item, finding.message, finding.words))
        .collect();
    assert!(grave.is_empty(), "{}", grave.join("\n"));
}

#[test]
fn every_slip_in_the_mended_source_document_is_found_by_its_rule() {
    let mended = changes("check-mended.tsv");
    let clean = found_in(changed(&mended));
    let mut missed = Vec::new();
    let slips = changes("check-mutations.tsv");
    for slip in slips.chunk_by(|_, next| next.rule.as_ref().is_some_and(|rule| rule.ends_with('+'))) {
        let rule = slip[0].rule.clone().expect("a rule");
        let count = |findings: &[Finding]| findings.iter().filter(|finding| finding.code == rule).count();
        let found = count(&found_in(changed(mended.iter().chain(slip))));
        if found <= count(&clean) {
            missed.push(format!("{rule}: line {:?}: “{}” for “{}”", slip[0].line, slip[0].instead, slip[0].words));
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}
