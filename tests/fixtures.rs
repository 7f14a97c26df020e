//! Every fixture folder, byte for byte: the plan, and its outline for reading. `UPDATE=1` rewrites; read the diff before you believe it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use kehoach::{Options, json, read};

/// The only place that knows how reading is called.
fn plan_of(source: &Path) -> String {
    let options = Options::of("source.txt");
    let document = read(fs::read(source).expect("a fixture"), &options).expect("a fixture opens");
    let mut out = Vec::new();
    json::write(&document.plan, json::Style::Pretty, &mut out).expect("memory");
    // The digest changes with every example that is added to a grammar; that it does is held in tests/cli.rs.
    String::from_utf8(out).expect("JSON is UTF-8").replace(&document.plan.generator.grammars, "(digest)")
}

fn outline_of(source: &Path) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_kehoach")).args(["--lang", "vi", "--quiet", "outline"]).arg(source).output().expect("it runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut folders: Vec<PathBuf> = fs::read_dir(root).expect("fixtures").map(|entry| entry.expect("an entry").path()).collect();
    folders.retain(|folder| folder.join("source.txt").exists());
    folders.sort();
    folders
}

#[track_caller]
fn hold(file: &Path, got: &str) {
    match fs::read_to_string(file) {
        Ok(want) if want == got => {}
        _ if env::var_os("UPDATE").is_some() => fs::write(file, got).expect("the fixture can be written"),
        Ok(want) => {
            let line = want
                .lines()
                .zip(got.lines())
                .position(|(want, got)| want != got)
                .unwrap_or_else(|| want.lines().count().min(got.lines().count()));
            let (want, got) = (want.lines().nth(line).unwrap_or("(end)"), got.lines().nth(line).unwrap_or("(end)"));
            panic!("{}:{}: look, then run with UPDATE=1\nexpected {want}\ngot      {got}", file.display(), line + 1);
        }
        Err(_) => panic!("{} is not there: run with UPDATE=1", file.display()),
    }
}

#[test]
fn every_fixture_gives_its_plan_byte_for_byte() {
    assert!(folders().len() >= 2, "the source document and the made one");
    for folder in folders() {
        hold(&folder.join("plan.json"), &plan_of(&folder.join("source.txt")));
    }
}

#[test]
fn every_fixture_gives_its_outline() {
    for folder in folders() {
        hold(&folder.join("outline.txt"), &outline_of(&folder.join("source.txt")));
    }
}

/// Counts that people read in the source document (its gold): a change that loses an item says so in one number.
#[test]
fn the_source_document_has_what_people_counted_in_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/3162-qd-ubnd-son-la");
    let plan: serde_json::Value = serde_json::from_str(&plan_of(&source.join("source.txt"))).expect("JSON");
    let count = |list: &str| plan[list].as_array().map_or(0, Vec::len);
    for list in ["outline", "areas", "indicators", "activities", "citations"] {
        let gold: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(source.join(format!("{list}.json"))).expect("a gold")).expect("JSON");
        assert_eq!(count(list), gold.as_array().map_or(0, Vec::len), "{list}");
    }
    let milestones: usize =
        plan["activities"].as_array().expect("a list").iter().map(|row| row["milestones"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(milestones, 113);
    assert_eq!(plan["coverage"]["unread"], serde_json::json!([]), "every word is read or kept");
}
