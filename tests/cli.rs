//! Whole commands: arguments, standard output, standard error, exit code.

use std::{
    env, fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

const FIXTURE: &str = "fixtures/3162-qd-ubnd-son-la/source.txt";

/// A decision that issues nothing.
const DECISION: &str = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 7/QĐ-UBND\n\nSơn La, ngày 05 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\n\n\
    Về việc cho ông Nguyễn Văn A nghỉ hưu\n\nĐiều 1. Cho ông Nguyễn Văn A nghỉ hưu.\n";

// ---- converting ----

#[test]
fn a_bare_file_converts_to_json_that_the_schema_holds() {
    let run = kehoach(&["--lang", "vi", FIXTURE]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("{\n  \"format\": \"kehoach-plan/1\",\n") && run.out.ends_with("\n}\n"));
    let plan = run.json();
    assert_eq!(plan["source"]["name"], "source.txt", "the name without folders");
    assert_eq!(plan["decision"]["number"], "3162/QĐ-UBND");
    let closing = run.err.lines().last().expect("a closing line");
    assert!(closing.contains(" hoạt động, ") && closing.ends_with(" đoạn chưa đọc"), "{closing}");
    assert_eq!(run.out, kehoach(&["convert", FIXTURE]).out, "the command said or not");
    let schema: Value = serde_json::from_str(&kehoach(&["schema"]).out).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&plan).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn standard_input_is_read_where_a_dash_or_nothing_stands() {
    for arguments in [&["-"][..], &["convert"], &["convert", "-"]] {
        let run = kehoach_with(arguments, DECISION.as_bytes());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        assert_eq!(run.json()["source"]["name"], "-");
    }
    assert_eq!(kehoach_with(&["text"], DECISION.as_bytes()).code, 0);
}

#[test]
fn nothing_at_all_prints_help_and_is_an_error() {
    let run = kehoach(&[]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("Usage: kehoach"), "{}", run.err);
}

#[test]
fn compact_is_one_line_and_canonical_is_rfc_8785() {
    let compact = kehoach(&["--compact", FIXTURE]);
    assert!(compact.out.ends_with("}\n") && compact.out.matches('\n').count() == 1);
    let canonical = kehoach(&["--canonical", FIXTURE]);
    assert!(canonical.out.starts_with("{\"abbreviations\":") && canonical.out.ends_with('}'), "keys sorted, no line break");
    assert_eq!(compact.json(), canonical.json());
    assert_eq!(kehoach(&["--canonical", "--compact", FIXTURE]).code, 2, "one or the other");
}

#[test]
fn several_files_to_standard_output_are_json_lines() {
    let dir = Dir::new("json-lines");
    let other = dir.write("Quyết định số 7.txt", DECISION);
    for style in ["convert", "--compact", "--canonical"] {
        let run = kehoach(&[style, FIXTURE, &other, "--lang=vi"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let names: Vec<Value> = run.out.lines().map(|line| json(line)["source"]["name"].clone()).collect();
        assert_eq!(names, ["source.txt", "Quyết định số 7.txt"], "{style}");
        let closing: Vec<&str> = run.err.lines().filter(|line| line.contains("đoạn chưa đọc")).collect();
        assert!(closing.len() == 2 && closing[0].starts_with(FIXTURE) && closing[1].starts_with(&other), "{closing:?}");
    }
}

#[test]
fn where_one_of_several_files_fails_the_others_are_converted_and_the_code_is_2() {
    let run = kehoach(&[FIXTURE, "no/such.txt", FIXTURE]);
    assert_eq!((run.code, run.out.lines().count()), (2, 2));
    assert!(run.err.contains("no/such.txt: no such file or folder; check the path"), "{}", run.err);
}

#[test]
fn an_output_file_gets_the_plan_and_standard_output_nothing() {
    let dir = Dir::new("output-file");
    let target = dir.path("kế hoạch 2022.json");
    for _ in 0..2 {
        let run = kehoach(&["convert", FIXTURE, "-o", &target]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        assert_eq!(fs::read_to_string(&target).expect("written"), kehoach(&[FIXTURE]).out);
    }
    assert_eq!(dir.names(), ["kế hoạch 2022.json"], "no temporary file stays");
}

#[test]
fn an_output_folder_gets_one_file_each() {
    let dir = Dir::new("output-folder");
    let other = dir.write("Quyết định số 7.txt", DECISION);
    let numbered = dir.write("3162.2021", DECISION);
    let folder = format!("{}/", dir.path("ra"));
    let run = kehoach(&["-o", &folder, FIXTURE, &other, &numbered]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(names_in(Path::new(&folder)), ["3162.2021.json", "Quyết định số 7.json", "source.json"]);
    let run = kehoach(&["-o", &dir.path("ra"), &other, "--compact"]);
    assert_eq!(run.code, 0, "a folder that is there needs no slash: {}", run.err);
    assert_eq!(fs::read_to_string(dir.path("ra/Quyết định số 7.json")).expect("written").lines().count(), 1);
}

#[test]
fn no_plan_overwrites_another_nor_an_input() {
    let dir = Dir::new("collision");
    let (a, b) = (dir.write("a/Số 7.txt", DECISION), dir.write("b/số 7.txt", DECISION));
    let out = format!("{}/", dir.path("ra"));
    let run = kehoach(&["-o", &out, &a, &b]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("was written for another file of that name"), "{}", run.err);
    assert_eq!(names_in(Path::new(&out)), ["Số 7.json"], "case does not tell files apart everywhere");
    let input = dir.write("a/plan.json", DECISION);
    for target in [input.clone(), dir.path("a")] {
        assert_eq!(kehoach(&["-o", &target, &input]).code, 2);
        assert_eq!(fs::read_to_string(&input).expect("there"), DECISION);
    }
}

#[test]
fn an_output_that_cannot_be_says_why() {
    let dir = Dir::new("bad-output");
    let run = kehoach(&[FIXTURE, FIXTURE, "-o", &dir.path("all.json")]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("all.json: several files need a folder"), "{}", run.err);
    let run = kehoach(&[FIXTURE, "-o", &dir.path("no/such/plan.json")]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("there is no such folder; create it first"), "{}", run.err);
    assert!(dir.names().is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_device_a_device() {
    use std::os::unix::fs::FileTypeExt as _;
    let dir = Dir::new("special");
    let real = dir.write("real.json", "");
    std::os::unix::fs::symlink(&real, dir.path("link.json")).expect("a link");
    assert_eq!(kehoach(&[FIXTURE, "-o", &dir.path("link.json")]).code, 0);
    assert!(fs::symlink_metadata(dir.path("link.json")).expect("there").is_symlink());
    assert!(fs::read_to_string(&real).expect("there").starts_with('{'));
    assert_eq!(kehoach(&[FIXTURE, "-o", "/dev/null"]).code, 0);
    assert!(fs::metadata("/dev/null").expect("there").file_type().is_char_device());
}

#[test]
fn strict_answers_with_1_where_there_is_something_to_look_at() {
    let run = kehoach(&["--strict", FIXTURE]);
    let grave = kehoach(&[FIXTURE]).json()["findings"].as_array().expect("a list").iter().filter(|f| f["severity"] != "info").count();
    assert_eq!(run.code, i32::from(grave > 0), "{}", run.err);
    assert_eq!(run.err.lines().filter(|line| line.starts_with(FIXTURE)).count(), grave, "each is listed: {}", run.err);
}

#[test]
fn quiet_leaves_only_errors() {
    assert_eq!(kehoach(&["-q", FIXTURE]).err, "");
    assert_eq!(kehoach(&["--quiet", "no.txt"]).err.lines().count(), 1);
}

// ---- several acts in one file ----

/// Two decisions, each with its own letterhead.
fn two_acts() -> String {
    let letterhead = "Số: 7/QĐ-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
    let act = DECISION.replace("Số: 7/QĐ-UBND\n", letterhead);
    format!("{act}\n\u{c}\n{}", act.replace("7/QĐ", "8/QĐ"))
}

#[test]
fn several_acts_in_one_file_are_json_lines_or_files_of_their_own() {
    let dir = Dir::new("several-acts");
    let gazette = dir.write("công báo.txt", &two_acts());
    let run = kehoach(&["--lang", "en", &gazette]);
    assert_eq!(run.code, 0, "{}", run.err);
    let plans: Vec<Value> = run.out.lines().map(json).collect();
    let told: Vec<_> = plans.iter().map(|plan| (plan["source"]["part"].as_u64(), plan["decision"]["number"].as_str())).collect();
    assert_eq!(told, [(Some(1), Some("7/QĐ-UBND")), (Some(2), Some("8/QĐ-UBND"))]);
    assert!(run.err.contains(&format!("{gazette} (2): 0 activities")), "{}", run.err);
    let text = kehoach(&["text", &gazette]).out;
    let characters: u64 = plans.iter().map(|plan| plan["coverage"]["characters"].as_u64().expect("a number")).sum();
    assert_eq!(characters, text.chars().count() as u64, "each character is of one act");
    let folder = format!("{}/", dir.path("ra"));
    assert_eq!(kehoach(&[&gazette, "-o", &folder]).code, 0);
    assert_eq!(names_in(Path::new(&folder)), ["công báo.1.json", "công báo.2.json"]);
    let run = kehoach(&["--lang", "en", &gazette, "-o", &dir.path("a.json")]);
    assert!(
        run.code == 2 && run.err.contains("several acts, which need a folder") && !Path::new(&dir.path("a.json")).exists(),
        "{}",
        run.err
    );
}

#[test]
fn explain_outline_and_check_look_at_each_act() {
    let dir = Dir::new("several-acts-shown");
    let gazette = dir.write("công báo.txt", &two_acts());
    let run = kehoach(&["explain", &gazette, "decision.number"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for words in ["== 1. Quyết định 7/QĐ-UBND\n", "== 2. Quyết định 8/QĐ-UBND\n", "| Số: 8/QĐ-UBND\n"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    let run = kehoach(&["outline", &gazette]);
    assert!(run.code == 0 && run.out.contains("\n\nQuyết định 8/QĐ-UBND\n"), "{}", run.out);
    let check = |file: &str| kehoach(&["--lang", "en", "check", file, "--select", "KH701", "--format", "json"]);
    let parts = |run: &Run| {
        json(&run.out)["files"].as_array().expect("a list").iter().map(|file| file["source"]["part"].clone()).collect::<Vec<_>>()
    };
    let run = check(&gazette);
    assert_eq!(parts(&run), [1, 2]);
    assert!(run.err.contains(&format!("{gazette} (2): ")), "{}", run.err);
    // What `convert` and `batch` write of several acts is looked at as well.
    let lines = dir.write("plans.jsonl", &kehoach(&[&gazette]).out);
    assert_eq!(parts(&check(&lines)), [1, 2]);
}

// ---- what cannot be read ----

#[test]
fn bad_input_gets_one_line_that_says_what_where_and_what_to_do() {
    let dir = Dir::new("bad-input");
    let empty = dir.write("empty.txt", "");
    let blank = dir.write("blank.txt", " \n\t\n");
    let pdf = dir.write("named.txt", "%PDF-1.7\n%\u{0}\n");
    let image = dir.write_bytes("scan.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let binary = dir.write_bytes("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 3, 0, 0, 0, 255, 254, 0, 7]);
    let legacy = dir.write_bytes("tcvn.txt", b"Quy\xd5t \xae\xdenh v\xd2 vi\xd6c ban h\xb5nh");
    let poem = dir.write("poem.txt", "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.\n");
    let page = dir.write("page.txt", "<!DOCTYPE html>\n<html><style>p {}</style><p>QUYẾT ĐỊNH</p></html>");
    let folder = dir.path("");
    for (file, en, vi) in [
        (&empty, "the file is empty", "tệp không có chữ nào"),
        (&blank, "the file is empty", "tệp không có chữ nào"),
        (&pdf, "PDF", "PDF"),
        (&image, "a PNG image is not read yet", "chưa đọc được ảnh PNG"),
        (&page, "an HTML page is not read yet", "chưa đọc được trang HTML"),
        (&binary, "not a text file", "không phải tệp văn bản"),
        (&legacy, "neither UTF-8 nor UTF-16", "không phải UTF-8 hay UTF-16"),
        (&poem, "not a decision or plan", "không phải quyết định hay kế hoạch"),
        (&folder, "this is a folder", "đây là thư mục"),
        (&dir.path("missing.txt"), "no such file", "không có tệp"),
    ] {
        for (lang, words) in [("en", en), ("vi", vi)] {
            let run = kehoach(&["--lang", lang, "convert", file]);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{file}");
            assert_eq!(run.err.lines().count(), 1, "{file}: {}", run.err);
            assert!(run.err.starts_with(&format!("{file}: ")) && run.err.contains(words), "{file}: {}", run.err);
        }
    }
}

#[test]
fn a_decision_without_plan_gives_what_it_says_of_itself_and_a_note() {
    let run = kehoach_with(&["--lang", "vi", "-"], DECISION.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.json()["decision"]["number"], "7/QĐ-UBND");
    assert!(run.err.contains("không thấy kế hoạch nào"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_and_one_that_would_steer_a_terminal_are_told_all_the_same() {
    use std::os::unix::ffi::OsStrExt as _;
    let name = std::ffi::OsStr::from_bytes(b"\xff\x1b[31m\nx.txt");
    let out = binary().arg(name).output().expect("it runs");
    let err = String::from_utf8(out.stderr).expect("UTF-8");
    assert_eq!((out.status.code(), err.lines().count(), err.contains('\u{1b}')), (Some(2), 1, false), "{err}");
}

// ---- the other commands ----

#[test]
fn text_prints_what_offsets_count_in() {
    let text = kehoach(&["text", FIXTURE]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    let plan = kehoach(&[FIXTURE]).json();
    assert_eq!(plan["coverage"]["characters"], text.out.chars().count());
    let evidence = plan["decision"]["evidence"].as_array().expect("a list").iter().find(|e| e["field"] == "number").expect("number");
    let (start, end) = (offset(&evidence["origin"][0]["start"]), offset(&evidence["origin"][0]["end"]));
    let words: String = text.out.chars().skip(start).take(end - start).collect();
    assert!(words.contains("3162/QĐ-UBND"), "{words}");
}

#[test]
fn explain_draws_the_words_and_tells_rule_and_value_of_every_kind_of_item() {
    let plan = kehoach(&[FIXTURE]).json();
    let mut ids = vec!["decision.number".to_owned()];
    for path in [
        "/outline/0",
        "/outline/0/paragraphs/0",
        "/outline/5/paragraphs/0",
        "/indicators/0",
        "/tasks/0",
        "/activities/0",
        "/activities/0/milestones/0",
        "/citations/0",
        "/decision/articles/0",
        "/duties/0",
    ] {
        ids.extend(plan.pointer(path).and_then(|item| item["id"].as_str()).map(ToOwned::to_owned));
    }
    assert!(ids.len() >= 3, "{ids:?}");
    for id in &ids {
        let run = kehoach(&["--lang", "vi", "explain", FIXTURE, id]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{id}");
        assert!(run.out.starts_with(id.as_str()) && run.out.contains("^^") && run.out.contains("dòng "), "{id}: {}", run.out);
    }
    let number = kehoach(&["--lang=en", "explain", FIXTURE, "decision.number"]).out;
    for words in ["| Số: 3162/QĐ-UBND", "rule             form/number", "why ", "pattern ", "number “3162/QĐ-UBND”"] {
        assert!(number.contains(words), "{words}: {number}");
    }
}

#[test]
fn an_unknown_id_suggests_near_ones() {
    let plan = kehoach(&[FIXTURE]).json();
    let id = plan["outline"][1]["paragraphs"][0]["id"].as_str().expect("an id");
    let run = kehoach(&["explain", FIXTURE, &format!("{id}9999")]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    let run = kehoach(&["--lang", "en", "explain", FIXTURE, "decision.nubmer"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("no item “decision.nubmer”; did you mean: decision.number"), "{}", run.err);
}

#[test]
fn outline_is_plain_where_nobody_sees_colours() {
    let run = kehoach(&["outline", FIXTURE]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("Quyết định 3162/QĐ-UBND\n") && !run.out.contains('\u{1b}'), "{}", run.out);
}

#[test]
fn the_committed_schema_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammars/plan.schema.json");
    let run = kehoach(&["schema"]);
    assert_eq!(run.code, 0, "{}", run.err);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &run.out).expect("the schema can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(committed == run.out, "the types have changed: UPDATE=1 cargo test --test cli, then look at the difference");
    jsonschema::meta::validate(&json(&run.out)).expect("valid against draft 2020-12");
}

#[test]
fn completions_are_printed_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = kehoach(&["completions", shell]);
        assert!(run.code == 0 && run.out.contains("kehoach") && run.out.contains("explain"), "{shell}: {}", run.err);
    }
}

// ---- grammars ----

#[test]
fn grammars_are_listed_shown_and_tested() {
    let list = kehoach(&["grammar", "list"]);
    assert!(list.code == 0 && list.out.lines().any(|line| line.starts_with("form/number ")), "{}", list.out);
    let shown = kehoach(&["grammar", "show", "form/number"]);
    assert_eq!(shown.out, fs::read_to_string("grammars/form/number.toml").expect("there"));
    let unknown = kehoach(&["--lang", "en", "grammar", "show", "form/nubmer"]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean: form/number"), "{}", unknown.err);
    let tested = kehoach(&["--lang", "en", "grammar", "test"]);
    assert_eq!((tested.code, tested.out.as_str()), (0, ""));
    assert!(tested.err.ends_with(" examples: all hold\n"), "{}", tested.err);
}

const OWN: &str = r#"why = "Ours write 'Ký hiệu:' before the number."
means = "number"
pattern = '^ký hiệu:\s?(?P<number>[0-9]+/{symbol})'
cue = ["ký hiệu"]
no = ["Ký hiệu bản đồ"]

[yes]
"Ký hiệu: 7/QĐ-UBND" = { number = "7/QĐ-UBND" }
"#;

#[test]
fn a_folder_of_grammars_adds_to_ours_and_replaces_those_of_the_same_name() {
    let dir = Dir::new("own-grammars");
    let own = dir.write("own/form/mark.toml", &format!("\u{feff}{OWN}").replace('\n', "\r\n"));
    dir.write("own/README.md", "notes are left alone");
    dir.write("own/.git/config.toml", "hidden files too");
    let list = kehoach(&["grammar", "list", "--grammar", &dir.path("own")]);
    assert!(list.code == 0 && list.out.starts_with("form/mark "), "before ours: {}{}", list.out, list.err);
    let document = dir.write("a.txt", &DECISION.replace("Số:", "Ký hiệu:"));
    let run = kehoach(&["--grammar", &dir.path("own"), &document]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.json()["decision"]["number"], "7/QĐ-UBND", "what it means is in the file, not in its name");
    assert_ne!(run.json()["generator"]["grammars"], kehoach(&[FIXTURE]).json()["generator"]["grammars"], "the digest tells");
    let tested = kehoach(&["--lang", "en", "grammar", "test", &dir.path("own")]);
    assert_eq!((tested.code, tested.out.as_str()), (0, ""), "{}", tested.err);
    fs::write(&own, OWN.replace("Ký hiệu bản đồ", "Ký hiệu: 8/QĐ")).expect("written");
    let tested = kehoach(&["--lang", "en", "grammar", "test", &dir.path("own")]);
    assert_eq!(tested.code, 1, "{}", tested.err);
    assert!(tested.out.starts_with(&format!("{}:5: must leave ", Path::new(&own).display())), "{}", tested.out);
    assert!(tested.err.ends_with(" examples: 1 fail\n"), "{}", tested.err);
}

#[test]
fn a_bad_grammar_file_gives_path_line_and_reason() {
    let dir = Dir::new("bad-grammars");
    for (name, text, line, reason) in [
        ("form/pattern.toml", OWN.replace("[0-9]+", "[0-9"), ":3", "the pattern does not compile"),
        ("form/part.toml", OWN.replace("{symbol}", "{nonsense}"), ":3", "{nonsense}"),
        ("form/key.toml", OWN.replace("cue =", "clue ="), ":4", "unknown field"),
        ("form/no.toml", OWN.replace("[\"Ký hiệu bản đồ\"]", "[]"), "", "must leave alone"),
        ("nonsense/a.toml", OWN.to_owned(), "", "a folder that says what it reads: abbreviation"),
        ("a.toml", OWN.to_owned(), "", "a folder that says what it reads"),
        ("codelists/areas.csv", "title\nx\n".to_owned(), ":1", "code"),
    ] {
        let _ = fs::remove_dir_all(dir.path("bad"));
        let path = dir.write(&format!("bad/{name}"), &text);
        for arguments in [&["--grammar", &dir.path("bad"), FIXTURE][..], &["grammar", "test", &dir.path("bad")]] {
            let run = kehoach(&[arguments, &["--lang", "en"]].concat());
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}");
            assert_eq!(run.err.lines().count(), 1, "{name}: {}", run.err);
            let place = format!("{}{line}: ", Path::new(&path).display());
            assert!(run.err.starts_with(&place) && run.err.contains(reason), "{name}: {}", run.err);
        }
    }
    let empty = kehoach(&["--lang", "en", "--grammar", &dir.path("none"), FIXTURE]);
    assert!(empty.code == 2 && empty.err.contains("none: no such file or folder"), "{}", empty.err);
}

// ---- the person and the machine ----

#[test]
fn the_language_is_that_of_the_machine_unless_said() {
    for (locale, arguments, words) in [
        ("vi_VN.UTF-8", &["no.txt"][..], "không có tệp"),
        ("vi_VN.UTF-8", &["no.txt", "--lang", "en"], "no such file"),
        ("en_US.UTF-8", &["no.txt"], "no such file"),
        ("C", &["no.txt"], "no such file"),
        ("C", &["no.txt", "--lang=vi"], "không có tệp"),
        ("vi_VN.UTF-8", &["--help"], "Cách dùng: kehoach"),
        ("fr_FR.UTF-8", &["--help"], "Usage: kehoach"),
    ] {
        let out = binary().args(arguments).env("LC_ALL", locale).output().expect("it runs");
        let said = String::from_utf8([out.stdout, out.stderr].concat()).expect("UTF-8");
        assert!(said.contains(words), "{locale} {arguments:?}: {said}");
    }
}

#[test]
fn help_and_version_are_data_and_a_wrong_call_is_an_error() {
    for arguments in [&["--help"][..], &["-h"], &["convert", "--help"], &["grammar", "show", "--help"], &["--version"], &["-V"]] {
        let run = kehoach(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        assert!(!run.out.is_empty());
    }
    for arguments in [&["--nonsense"][..], &["explain", "a"], &["grammar"], &["completions", "dos"], &["--lang", "fr", "text"]] {
        let run = kehoach(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.err.is_empty() && !run.err.contains("panicked"));
    }
    let run = kehoach(&["--lang", "en", "exlpain", FIXTURE, "II"]);
    assert!(run.code == 2 && run.err.contains("did you mean: explain"), "{}", run.err);
    assert_eq!(kehoach(&["--compact", "text", FIXTURE]).code, 2, "an option of convert is not swallowed");
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    for arguments in [&[FIXTURE, FIXTURE, FIXTURE][..], &["text", FIXTURE], &["schema"], &["outline", FIXTURE], &["completions", "bash"]] {
        let mut child = binary().args(arguments).arg("-q").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut err).expect("UTF-8");
        assert_eq!((child.wait().expect("it ends").code(), err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_not_taken_for_success() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device of Linux");
    let out = binary().args(["--lang", "en", FIXTURE]).stdout(full).output().expect("it runs");
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&out.stderr), "stdout: cannot be written: the disk is full; make room\n");
}

// ---- how the commands are run ----

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        json(&self.out)
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn offset(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("an offset")).expect("it fits")
}

/// The program, with nothing of the machine's language or colours.
fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    for variable in ["LANGUAGE", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(variable);
    }
    command.env("LC_ALL", "C");
    command
}

fn kehoach(arguments: &[&str]) -> Run {
    kehoach_with(arguments, b"")
}

fn kehoach_with(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = binary().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    // It may refuse its arguments and end before it reads.
    let _ = child.stdin.take().expect("piped").write_all(input);
    let out = child.wait_with_output().expect("it ends");
    Run {
        code: out.status.code().expect("no signal"),
        out: String::from_utf8(out.stdout).expect("UTF-8"),
        err: String::from_utf8(out.stderr).expect("UTF-8"),
    }
}

/// A folder of its own for each test.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the target folder can be written");
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        self.write_bytes(name, text.as_bytes())
    }

    fn write_bytes(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be written");
        fs::write(&path, bytes).expect("it can be written");
        self.path(name)
    }

    fn names(&self) -> Vec<String> {
        names_in(&self.0)
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries.map(|entry| entry.expect("readable").file_name().to_str().expect("UTF-8").to_owned()).collect();
    names.sort();
    names
}
