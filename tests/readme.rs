//! What the READMEs show is what the program reads and writes. That their commands run is held by `tests/tidy.rs`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

const READMES: [(&str, &str); 2] = [("README.md", "en"), ("README.vi.md", "vi")];
/// How a file of rules of `check` begins.
const RULE: &str = "[[rule]]";
const FIXTURE: &str = "fixtures/3162-qd-ubnd-son-la/source.txt";

#[test]
fn the_excerpt_of_the_document_stands_in_the_document() {
    let source = read(FIXTURE);
    let lines: Vec<&str> = source.lines().map(str::trim_end).collect();
    for (readme, _) in READMES {
        let excerpts = blocks(&read(readme), "text");
        let excerpt = excerpts.first().unwrap_or_else(|| panic!("{readme}: no ```text block"));
        for line in excerpt.text.lines().map(str::trim_end) {
            assert!(lines.contains(&line), "{readme}: not a line of {FIXTURE}: {line}");
        }
    }
}

#[test]
fn the_excerpt_of_the_plan_stands_in_the_plan() {
    let plan: Value = serde_json::from_slice(&kehoach(&["--quiet", "convert", FIXTURE]).stdout).expect("JSON");
    for (readme, _) in READMES {
        let excerpts = blocks(&read(readme), "json");
        let excerpt = excerpts.first().unwrap_or_else(|| panic!("{readme}: no ```json block"));
        let shown: Value = serde_json::from_str(&excerpt.text).unwrap_or_else(|error| panic!("{readme}: {error}"));
        let activities = plan["activities"].as_array().expect("a list");
        let activity = activities.iter().find(|activity| activity["id"] == shown["id"]).expect("the activity that is shown");
        hold_within(readme, "", &shown, activity);
        let offset = |at: &str| usize::try_from(shown["milestones"][0]["origin"][0][at].as_u64().expect("a number")).expect("small");
        let text = String::from_utf8(kehoach(&["text", FIXTURE]).stdout).expect("UTF-8");
        let words: String = text.chars().skip(offset("start")).take(offset("end") - offset("start")).collect();
        assert_eq!(shown["milestones"][0]["text"], words.as_str(), "{readme}: what the origin holds");
    }
}

#[test]
fn the_closing_line_is_the_one_that_is_printed() {
    for (readme, lang) in READMES {
        let run = kehoach(&["--lang", lang, "convert", FIXTURE]);
        let said = String::from_utf8(run.stderr).expect("UTF-8");
        let closing = said.lines().last().expect("a closing line");
        assert!(read(readme).contains(&format!("`{closing}`")), "{readme}: not there: {closing}");
    }
}

#[test]
fn the_finding_that_is_shown_is_found() {
    for (readme, lang) in READMES {
        let run = kehoach(&["--quiet", "--lang", lang, "check", "--format", "concise", "--select", "KH301", FIXTURE]);
        let found = String::from_utf8(run.stdout).expect("UTF-8");
        assert_eq!(found.lines().count(), 1, "{found}");
        assert!(read(readme).contains(&format!("`{}`", found.trim_end())), "{readme}: not there: {found}");
    }
}

#[test]
fn both_readmes_show_the_same_and_are_short() {
    let [english, vietnamese] = READMES.map(|(readme, _)| read(readme));
    for kind in ["text", "json"] {
        let [one, other] =
            [&english, &vietnamese].map(|readme| blocks(readme, kind).into_iter().map(|block| block.text).collect::<Vec<_>>());
        assert_eq!(one, other, "```{kind}");
    }
    let [one, other] = [&english, &vietnamese].map(|readme| commands(readme));
    assert_eq!(one, other, "the same commands");
    for (name, readme) in [("README.md", english), ("README.vi.md", vietnamese)] {
        assert!(readme.lines().count() < 210, "{name}: {} lines", readme.lines().count());
    }
}

#[test]
fn files_that_the_readmes_link_to_are_there() {
    for readme in ["README.md", "README.vi.md", "grammars/README.md"] {
        let text = read(readme);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://")) {
            assert!(root().join(readme).with_file_name(link).exists(), "{readme}: {link}");
        }
    }
}

#[test]
fn the_worked_example_of_a_grammar_loads_holds_and_reads() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let _ = fs::remove_dir_all(&folder);
    let mut written = 0;
    for block in blocks(&read("grammars/README.md"), "toml").iter().filter(|block| !block.text.starts_with(RULE)) {
        let name = block.before.split('`').nth(1).unwrap_or_else(|| panic!("which file is it: {}", block.text));
        assert!(name.starts_with("my-grammars/"), "{name}");
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the target folder can be written");
        fs::write(path, &block.text).expect("the target folder can be written");
        written += 1;
    }
    assert_eq!(written, 2, "a grammar and a part");

    let own = folder.join("my-grammars").display().to_string();
    let tested = kehoach(&["--lang", "en", "grammar", "test", &own]);
    assert!(tested.status.success(), "{}", String::from_utf8_lossy(&tested.stdout));

    let plan = folder.join("plan.txt");
    let text = "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nSTT\tNội dung\tSản phẩm\tChủ trì\tThời gian\n\
        1\tRà soát văn bản\tBáo cáo\tSở Tư pháp\tTam cá nguyệt II/2026\n";
    fs::write(&plan, text).expect("the target folder can be written");
    let plan = plan.display().to_string();
    let milestone = |arguments: &[&str]| {
        let run = kehoach(&[arguments, &["--quiet", &plan]].concat());
        let plan: Value = serde_json::from_slice(&run.stdout).expect("JSON");
        plan["activities"][0]["milestones"][0].clone()
    };
    assert_eq!(milestone(&[])["kind"], "unread", "as the page says");
    let read = milestone(&["--grammar", &own]);
    assert_eq!([&read["start"], &read["end"], &read["rule"]], ["2026-04-01", "2026-06-30", "deadline/trimester"], "{read}");
}

#[test]
fn the_worked_example_of_a_rule_holds_its_examples() {
    let blocks = blocks(&read("grammars/README.md"), "toml");
    let rule = blocks.iter().find(|block| block.text.starts_with(RULE)).expect("an example");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme-rule.toml");
    fs::write(&file, &rule.text).expect("the target folder can be written");
    let run = kehoach(&["--lang", "en", "rules", "--test", "--rules", file.to_str().expect("UTF-8")]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}

/// Every key that is shown has the value that was written; lists are shown whole.
#[track_caller]
fn hold_within(readme: &str, at: &str, shown: &Value, written: &Value) {
    match (shown, written) {
        (Value::Object(shown), Value::Object(_)) => {
            shown.iter().for_each(|(key, shown)| hold_within(readme, &format!("{at}/{key}"), shown, &written[key]));
        }
        (Value::Array(shown), Value::Array(written)) => {
            assert_eq!(shown.len(), written.len(), "{readme}: {at}");
            shown.iter().zip(written).for_each(|(shown, written)| hold_within(readme, at, shown, written));
        }
        _ => assert_eq!(shown, written, "{readme}: {at}"),
    }
}

/// A fenced block, and the last line with words before it.
struct Block {
    before: String,
    text: String,
}

fn blocks(markdown: &str, kind: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let (mut before, mut open) = (String::new(), None::<bool>);
    for line in markdown.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(word), None) => {
                open = Some(word == kind);
                if word == kind {
                    found.push(Block { before: before.clone(), text: String::new() });
                }
            }
            (Some(_), Some(_)) => open = None,
            (None, Some(true)) => found.iter_mut().next_back().into_iter().for_each(|block| block.text.extend([line, "\n"])),
            (None, None) if !line.is_empty() => line.clone_into(&mut before),
            (None, _) => {}
        }
    }
    found
}

/// The commands of the ```sh blocks, without notes and without the language.
fn commands(markdown: &str) -> Vec<String> {
    let shell: Vec<Block> = blocks(markdown, "sh");
    let lines = shell.iter().flat_map(|block| block.text.lines());
    lines.filter(|line| !line.starts_with('#')).map(|line| line.replace("--lang vi ", "")).collect()
}

fn kehoach(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kehoach")).args(arguments).current_dir(root()).output().expect("it runs")
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
