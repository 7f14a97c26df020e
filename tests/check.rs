//! The rules of the checker, held to the examples written beside them.

use std::{collections::BTreeSet, fs, path::Path};

use kehoach::{
    Options,
    check::{self, Example, Finding, Frame, RULES, Rule},
    grammar::Catalog,
    plan::Unread,
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
