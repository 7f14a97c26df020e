//! Every grammar is held to the examples written beside it.

use kehoach::grammar::Catalog;

#[test]
fn every_grammar_reads_what_it_must_and_leaves_alone_what_it_must() {
    let broken: Vec<String> = Catalog::built_in().grammars().flat_map(kehoach::grammar::Grammar::broken_examples).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}
