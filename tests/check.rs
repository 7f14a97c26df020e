//! The rules of the checker, held to the examples written beside them.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use kehoach::{
    Options,
    check::{self, Example, Finding, Frame, RULES, Rule},
    plan::{Severity, Unread},
    read,
};
use serde_json::Value;

/// What one rule finds in an example.
fn found(rule: &Rule<'_>, example: &Example<'_>) -> Vec<Finding> {
    let options = Options::of("example.txt");
    let mut document = read(example.document().into_bytes(), &options).expect("an example is a document");
    if example.frame == Frame::Unread {
        let text = example.text.lines().next_back().expect("a line").to_owned();
        let characters = text.chars().count() as u64;
        let coverage = &mut document.plan.coverage;
        (coverage.read, coverage.kept) = ((coverage.read + coverage.kept).saturating_sub(characters), 0);
        document.plan.coverage.unread.push(Unread { origin: Vec::new(), text });
    }
    check::check(&document.plan, Some(&document.text), kehoach::grammar::Catalog::built_in(), &[rule]).findings
}

#[test]
fn every_rule_finds_what_it_must_and_leaves_alone_what_it_must() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in rule.examples {
            let found = found(rule, example);
            let words: Vec<&str> = found.iter().map(|finding| finding.words.as_str()).collect();
            let holds = match example.finds.as_deref() {
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
    let entries = fs::read_dir(root.join("src/check")).expect("a folder").map(|entry| entry.expect("readable").path());
    for path in entries.filter(|path| path.is_file()) {
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
    let options = Options::of("source.txt");
    let document = read(text.into_bytes(), &options).expect("a document");
    check::check(&document.plan, Some(&document.text), kehoach::grammar::Catalog::built_in(), RULES).findings
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

// ---- the command line ----

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn kehoach(arguments: &[&str]) -> Run {
    let out =
        Command::new(env!("CARGO_BIN_EXE_kehoach")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { code: out.status.code().expect("no signal"), out: text(out.stdout), err: text(out.stderr) }
}

fn scratch(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder.to_str().expect("UTF-8").to_owned()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn findings_are_drawn_with_their_words_underlined_and_their_cell_named() {
    let run = kehoach(&["--lang", "vi", "check", SOURCE, "--select", "KH211"]);
    assert_eq!(run.code, 1);
    for words in [
        "cảnh báo[KH211]: thiếu chữ “tháng”",
        ":421:",
        "Kế hoạch 02/2022",
        "^^^^^",
        "act:PL.V.2/2, ô thời gian [month-without-word]",
        "nên: thêm “tháng”",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
    assert!(run.err.contains("0 lỗi, 2 cảnh báo, 0 lưu ý"), "{}", run.err);
}

#[test]
fn json_is_held_by_its_committed_schema_and_tells_passed_from_not_applicable() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammars/check.schema.json");
    let schema = kehoach(&["schema", "check"]).out;
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &schema).expect("the schema can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(committed == schema, "the types have changed: UPDATE=1 cargo test --test check, then look at the difference");
    let run = kehoach(&["-q", "check", SOURCE, "--format", "json"]);
    let checks = json(&run.out);
    let validator = jsonschema::draft202012::new(&json(&schema)).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&checks).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let rules = checks["files"][0]["rules"].as_array().expect("a list");
    assert_eq!(rules.len(), RULES.len());
    for status in ["failed", "passed", "not_applicable"] {
        assert!(rules.iter().any(|rule| rule["status"] == status), "{status}");
    }
}

#[test]
fn sarif_names_rule_line_and_words() {
    let run = kehoach(&["-q", "check", SOURCE, SOURCE, "--format", "sarif", "--select", "KH301"]);
    let log = json(&run.out);
    assert_eq!((&log["version"], &log["runs"][0]["tool"]["driver"]["rules"][0]["id"]), (&Value::from("2.1.0"), &Value::from("KH301")));
    let results = log["runs"][0]["results"].as_array().expect("a list");
    assert_eq!((results.len(), log["runs"][0]["artifacts"].as_array().map(Vec::len)), (2, Some(1)));
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["snippet"]["text"]), (&Value::from(114), &Value::from("trên 100%")));
}

#[test]
fn a_pdf_has_pages_where_a_text_has_lines() {
    let pdf = "fixtures/ke-hoach-mau-2026/print/ruled-typst.pdf";
    let run = |format| kehoach(&["-q", "--lang", "en", "check", pdf, "--select", "KH404", "--format", format]).out;
    let log = json(&run("sarif"));
    let result = &log["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!((&place["properties"]["page"], &place["region"]), (&Value::from(1), &Value::Null));
    assert!(result["message"]["text"].as_str().is_some_and(|text| text.starts_with("Trang 1, “Quyết định số 282/QĐ-TTg")), "{result}");
    assert!(run("concise").starts_with(&format!("{pdf}: KH404 error: ")) && run("concise").ends_with("” (page 1)\n"), "{}", run("concise"));
}

#[test]
fn every_other_format_is_written() {
    let select = ["--select", "KH301", "--lang", "en", "-q"];
    let formatted = |format| kehoach(&[&["check", SOURCE, "--format", format][..], &select].concat()).out;
    assert_eq!(formatted("concise"), format!("{SOURCE}:114:12: KH301 error: II.2.a#1: no share is over 100% “trên 100%”\n"));
    assert!(formatted("github").starts_with(&format!("::error file={SOURCE},line=114,col=12,title=KH301 share-over-hundred::")));
    assert_eq!(json(&formatted("jsonl"))["code"], "KH301");
    let html = formatted("html");
    assert!(
        html.starts_with("<!DOCTYPE html>")
            && html.contains("<b>KH301 · error</b>")
            && html.contains("Phân đầu <mark>trên 100%</mark> văn bản"),
        "{html}"
    );
    assert!(kehoach(&[&["check", SOURCE, "--statistics"][..], &select].concat()).out.contains("1  KH301  error"));
}

#[test]
fn exit_codes_tell_clean_found_and_could_not_run() {
    let check = |more: &[&str]| kehoach(&[&["-q", "check", SOURCE][..], more].concat()).code;
    assert_eq!(check(&["--select", "KH2"]), 1);
    assert_eq!(check(&["--select", "KH2", "--fail-on", "never"]), 0);
    assert_eq!(check(&["--select", "KH708", "--fail-on", "warning"]), 0, "only for information");
    assert_eq!(check(&["--select", "KH708", "--fail-on", "info"]), 1);
    assert_eq!(check(&["--select", "KH2", "--ignore", "KH2"]), 0);
    assert_eq!(check(&["no/such.txt"]), 2);
    let unknown = kehoach(&["--lang", "en", "check", SOURCE, "--select", "doubled-word"]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean: doubled-words"), "{}", unknown.err);
}

#[test]
fn a_canonical_plan_is_checked_like_its_document() {
    let plan = format!("{}/plan.json", scratch("plan"));
    assert_eq!(kehoach(&["-q", SOURCE, "-o", &plan]).code, 0);
    let codes = |file: &str| {
        let found = json(&kehoach(&["-q", "check", file, "--format", "json", "--severity", "error"]).out);
        let findings = found["files"][0]["findings"].as_array().expect("a list").clone();
        findings.into_iter().map(|finding| (finding["code"].clone(), finding["item"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(codes(&plan), codes(SOURCE));
    let other = format!("{}/other.json", scratch("other"));
    fs::write(&other, "{\"a\": 1}").expect("written");
    let run = kehoach(&["--lang", "en", "check", &other]);
    assert!(run.code == 2 && run.err.contains("not a canonical plan"), "{}", run.err);
}

#[test]
fn many_files_stand_in_the_order_in_which_they_were_named_each_time() {
    let plan = format!("{}/plan.json", scratch("order"));
    assert_eq!(kehoach(&["-q", SOURCE, "-o", &plan]).code, 0);
    let files = [SOURCE, &plan, SOURCE, &plan, SOURCE];
    let run = || kehoach(&[&["check", "--format", "json", "--select", "KH2"][..], &files].concat());
    let (first, again) = (run(), run());
    assert_eq!((&first.out, &first.err), (&again.out, &again.err));
    let checks = json(&first.out);
    let names: Vec<&str> = checks["files"].as_array().expect("a list").iter().filter_map(|file| file["file"].as_str()).collect();
    assert_eq!(names, files);
}

#[test]
fn what_is_accepted_is_not_told_again_and_what_matches_nothing_is() {
    let folder = scratch("accepted");
    let baseline = format!("{folder}/accepted.json");
    assert_eq!(kehoach(&["-q", "check", SOURCE, "--baseline", &baseline, "--write-baseline"]).code, 0);
    let run = kehoach(&["--lang", "en", "check", SOURCE, "--baseline", &baseline]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let other = format!("{folder}/source.txt");
    fs::write(&other, changed(&changes("check-mended.tsv"))).expect("written");
    let run = kehoach(&["--lang", "en", "check", &other, "--baseline", &baseline]);
    assert!(run.err.contains("accepted.json: this entry matches nothing any more and can go: KH301 source.txt: trên 100%"), "{}", run.err);

    let config = format!("{folder}/kehoach.toml");
    let write = |text: &str| fs::write(&config, text).expect("written");
    let check = || kehoach(&["--lang", "en", "check", SOURCE, "--config", &config, "--severity", "warning", "--format", "concise"]);
    write(
        "[check]\nselect = [\"KH3\"]\nfail-on = \"error\"\n[[check.accept]]\nrule = \"KH301\"\nwords = \"trên 100%\"\nreason = \"as printed\"\n",
    );
    let run = check();
    assert!(run.code == 0 && run.out.contains("KH305") && !run.out.contains("KH301"), "{}{}", run.out, run.err);
    write("[[check.accept]]\nrule = \"KH301\"\nreason = \" \"\n");
    assert!(check().code == 2 && check().err.contains("say why"), "{}", check().err);
    write("[check]\nselct = []\n");
    assert!(check().code == 2 && check().err.contains("kehoach.toml: these settings cannot be read"), "{}", check().err);
}

#[test]
fn rules_of_ones_own_hold_their_examples_and_stand_beside_ours() {
    let rules = "tests/corpus/check-own.toml";
    let test = kehoach(&["--lang", "en", "rules", "--rules", rules, "--test"]);
    assert!(test.code == 0 && test.err.ends_with(" examples: all hold\n"), "{}{}", test.out, test.err);
    let list = kehoach(&["--lang", "vi", "rules", "--rules", rules]).out;
    assert!(list.contains("Quy tắc riêng\n  SL01  warning  result-missing") && list.contains("KH301"), "{list}");
    let found = kehoach(&["-q", "--lang", "en", "check", SOURCE, "--rules", rules, "--select", "SL05,SL08", "--format", "concise"]);
    let line = |number: usize| found.out.lines().nth(number).unwrap_or_default();
    assert_eq!(line(0), format!("{SOURCE}:6:1: SL08 info: decision.number: The number is not of this year's form “Số: 3162/QĐ-UBND”"));
    assert_eq!(line(1), format!("{SOURCE}:240:224: SL05 warning: task:II.5.b#5: Write “hằng năm” “hàng năm”"));
    let folder = scratch("own");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(rules), format!("{folder}/own.toml")).expect("copied");
    let config = format!("{folder}/kehoach.toml");
    let accept = "[[check.accept]]\nrule = \"word-hang\"\nreason = \"as printed\"\n";
    fs::write(&config, format!("[check]\nrules = [\"own.toml\"]\nselect = [\"SL05\"]\n{accept}")).expect("written");
    let run = kehoach(&["--lang", "en", "check", SOURCE, "--config", &config, "--format", "sarif"]);
    assert!(run.code == 0 && run.err.contains("1 accepted"), "{}", run.err);
    assert_eq!(json(&run.out)["runs"][0]["tool"]["driver"]["rules"][0]["id"], "SL05");
}

#[test]
fn a_rule_of_ones_own_that_is_wrong_is_refused_with_its_line() {
    let folder = scratch("own-wrong");
    let file = format!("{folder}/own.toml");
    let rule = "[[rule]]\ncode = \"SL01\"\nname = \"row\"\nseverity = \"info\"\nwhat = \"a\"\nwhy = \"b\"\neach = \"activities\"\n\
        must.have = \"results\"\nwrong = [{ rows = \"A | | B\" }]\nright = [{ rows = \"A | B\" }]\n";
    for (part, instead, said) in [
        ("\"info\"", "\"grave\"", ":4: unknown variant `grave`"),
        ("activities", "activites", ":7: \"activites\" is no path: nothing in a plan is called \"activites\""),
        ("must.have = \"results\"", "must.match = { path = \"name\", pattern = \"(\" }", ":8: \"(\" is no pattern"),
        ("must.have", "must.hold", ":8: unknown variant `hold`"),
        ("must.have = \"results\"", "must.compare = { path = \"name\", is = \"<\", to = true }", ":8: write a number, a day or a path"),
        ("right = [{ rows = \"A | B\" }]", "right = []", ":1: SL01: give one example that is wrong and one that is right"),
        ("SL01", "KH01", ":1: the code \"KH01\""),
        ("[[rule]]\n", "[[rule]]\nmore = 1\n", ":2: unknown field `more`"),
    ] {
        fs::write(&file, rule.replacen(part, instead, 1)).expect("written");
        let run = kehoach(&["--lang", "en", "rules", "--rules", &file]);
        assert!(run.code == 2 && run.err.contains(&format!("own.toml{said}")), "{said}\n{}", run.err);
    }
    fs::write(&file, rule).expect("written");
    let twice = kehoach(&["--lang", "en", "check", SOURCE, "--rules", &file, "--rules", &folder]);
    assert!(twice.code == 2 && twice.err.contains("own.toml: another file has a rule SL01 already"), "{}", twice.err);
    fs::write(&file, rule.replace("A | | B", "A | C | B")).expect("written");
    let broken = kehoach(&["--lang", "en", "rules", "--rules", &file, "--test"]);
    assert!(broken.code == 1 && broken.out.contains("SL01 row: wrong, but nothing is found: A | C | B"), "{}", broken.out);
}

#[test]
fn the_catalogue_lists_every_rule_and_explains_one() {
    let list = kehoach(&["--lang", "vi", "rules"]).out;
    assert!(RULES.iter().all(|rule| list.contains(rule.code) && list.contains(rule.what.vi)));
    let one = kehoach(&["--lang", "en", "rules", "deadline-before-signing"]).out;
    assert!(
        one.starts_with("KH201 deadline-before-signing (error)\n") && one.contains("Why: ") && one.contains("Wrong: “tháng 12/2020”"),
        "{one}"
    );
    let all = json(&kehoach(&["rules", "--format", "json"]).out);
    assert_eq!(all.as_array().map(Vec::len), Some(RULES.len()));
    assert_eq!(kehoach(&["rules", "KH999"]).code, 2);
}
