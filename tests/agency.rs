//! Agencies of cells, label lines, sentences and letterheads.
//!
//! A case of `tests/corpus/agency.txt` begins with what it is: `cell:`, `lead:` with `with:` on the next line, `sentence:` or `letterhead:`;
//! `on:` before it gives the day of the act, `short:` an abbreviation that the document defines.

#[allow(unreachable_pub, dead_code, missing_docs)]
mod cases;

use kehoach::{
    extract::{
        Context,
        agency::{Roles, cell, ordinary_case, parties, roles},
    },
    grammar::Catalog,
    passage::Passage,
    plan::Agency,
};

#[test]
fn agencies_of_cells_label_lines_sentences_and_letterheads() {
    cases::hold("agency.txt", |text| {
        let mut context = Context::new(Catalog::built_in());
        let (mut lead, mut out) = (Passage::default(), String::new());
        for line in text.lines() {
            let (what, words) = line.split_once(':').unwrap_or(("", line));
            let (words, passage) = (words.trim(), Passage::from_text(words.trim()));
            match what {
                "on" => context.issued_on = words.parse().ok(),
                "short" => words.split_once('=').into_iter().for_each(|(short, long)| context.define(short.trim(), long.trim())),
                "cell" => out += &all("", &cell(&passage, &context)),
                "lead" => lead = passage,
                "with" => {
                    let parties = parties(&lead, &passage, &context);
                    out += &all("lead ", &parties.lead);
                    out += &all("with ", &parties.coordinating);
                    out.extend(parties.rest.iter().map(|rest| format!("rest \"{}\"\n", rest.text)));
                }
                "sentence" => out += &roles(&passage, &context).map_or("nobody\n".to_owned(), |roles| parts(&roles)),
                "letterhead" => out += &ordinary_case(words, &context),
                other => panic!("{other}: cell, lead, with, sentence, letterhead, on or short"),
            }
        }
        out
    });
}

fn parts(roles: &Roles) -> String {
    all("lead ", &roles.lead) + &all("with ", &roles.coordinating) + &all("to ", &roles.to) + &all("through ", &roles.through)
}

/// One line each: `"Sở KH&CN" agency Sở Khoa học và Công nghệ`.
fn all(part: &str, agencies: &[Agency]) -> String {
    let line = |agency: &Agency| {
        let kind = format!("{:?}", agency.kind).to_lowercase();
        format!("{part}\"{}\" {kind} {}", agency.text, agency.agencies.join(" | ")).trim_end().to_owned() + "\n"
    };
    agencies.iter().map(line).collect()
}

/// Whatever stands in a cell, its words are in the agencies, in order, and nothing panics.
#[test]
fn no_word_of_a_cell_is_dropped() {
    for case in cases::cases("agency.txt") {
        for words in case.text.lines().filter_map(|line| line.strip_prefix("cell:")) {
            let passage = Passage::from_text(words);
            let letters = |text: &str| {
                text.split(|c: char| !c.is_alphanumeric())
                    .filter(|word| !word.is_empty() && *word != "và")
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let read: Vec<String> =
                cell(&passage, &Context::new(Catalog::built_in())).iter().flat_map(|agency| letters(&agency.text)).collect();
            let kept: Vec<String> = letters(words).into_iter().filter(|word| !read.contains(word)).collect();
            assert!(kept.iter().all(|word| word.bytes().all(|b| b.is_ascii_digit())), "{words}: {kept:?}");
        }
    }
}
