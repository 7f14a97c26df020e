//! Every grammar is held to the examples written beside it.

use kehoach::{
    grammar::{Catalog, File},
    passage::Passage,
};

#[test]
fn every_grammar_reads_what_it_must_and_leaves_alone_what_it_must() {
    let broken: Vec<String> = Catalog::built_in().grammars().flat_map(kehoach::grammar::Grammar::broken_examples).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn grammars_made_ready_at_the_start_read_what_they_must_too() {
    // A part of ours that is written in another way: all of ours that were made ready when the program was built are made anew.
    let catalog = Catalog::with(&[vec![file("parts.toml", "[month]\npattern = '0?[1-9]|1[0-2]'\nwhy = 'the same in another order'\n")]]);
    let catalog = catalog.expect("a part that ours can be put together from");
    let broken: Vec<String> = catalog.grammars().flat_map(kehoach::grammar::Grammar::broken_examples).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn a_part_that_somebody_changes_changes_our_grammars() {
    let parts = "[quarter]\npattern = 'thứ nhất'\nwhy = 'only one quarter, and in words'\n";
    let catalog = Catalog::with(&[vec![file("parts.toml", parts)]]).expect("a part that ours can be put together from");
    let reads =
        |catalog: &Catalog, text: &str| catalog.get("deadline/quarter").is_some_and(|grammar| grammar.reads(&Passage::from_text(text)));
    for (text, ours, changed) in [("quý II/2025", true, false), ("quý thứ nhất/2025", false, true)] {
        assert_eq!((reads(Catalog::built_in(), text), reads(&catalog, text)), (ours, changed), "{text}");
    }
}

#[test]
fn a_cue_without_letters_keeps_nothing_out() {
    let text = "why = 'w'\npattern = 'tuần lễ vàng'\ncue = ['']\nno = ['tuần']\n[yes]\n'Tuần lễ vàng' = 'Tuần lễ vàng'\n";
    let catalog = Catalog::with(&[vec![file("deadline/golden.toml", text)]]).expect("a grammar");
    let passage = Passage::from_text("trong Tuần lễ vàng, quý I/2025");
    let names: Vec<_> = catalog.find_all("deadline", &passage).iter().map(|reading| reading.grammar.name()).collect();
    assert_eq!(names, ["deadline/golden", "deadline/quarter"]);
}

fn file(name: &str, text: &str) -> File {
    File { path: format!("mine/{name}"), name: name.to_owned(), text: text.to_owned() }
}

#[test]
fn every_part_stands_in_some_pattern() {
    let parts = include_str!("../grammars/parts.toml");
    let names = parts.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    let patterns: String = Catalog::built_in().grammars().map(kehoach::grammar::Grammar::pattern).chain([parts]).collect();
    let idle: Vec<_> = names.filter(|name| !patterns.contains(&format!("{{{name}}}"))).collect();
    assert!(idle.is_empty(), "{idle:?}");
}
