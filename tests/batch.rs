//! `kehoach batch`: whole runs over archives that are made here.

mod archive;
mod paper;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, SystemTime},
};

use rusqlite::Connection;
use serde_json::Value;
use zip::{ZipWriter, write::SimpleFileOptions};

// ---- inputs ----

#[test]
fn folders_patterns_lists_and_archives_give_the_plans_that_convert_gives() {
    let dir = Dir::new("inputs");
    let text = archive::document(7);
    for name in ["kho/a/Kế hoạch.txt", "kho/b.md", "lẻ/một [1].txt", "danh sách/hai.txt", "chuẩn/ba.txt"] {
        dir.write(name, &format!("{text}\nTệp {name}."));
    }
    dir.write("kho/.ẩn/không đọc.txt", &text);
    dir.write("list.txt", "danh sách/hai.txt\r\n\n");
    let mut zip = ZipWriter::new(File::create(dir.path("kho/c.zip")).expect("it can be written"));
    zip.start_file("trong/bốn.txt", SimpleFileOptions::default()).expect("a ZIP");
    zip.write_all(format!("{text}\nTrong tệp nén.").as_bytes()).and_then(|()| Ok(zip.finish()?)).expect("a ZIP");
    let run = dir.batch_with(&["kho", "lẻ/*[[]1*", "@list.txt", "-", "-o", "out"], "chuẩn/ba.txt");
    assert_eq!(run.code, 0, "{}", run.err);
    let files = ["kho/a/Kế hoạch.txt", "kho/b.md", "kho/c.zip/trong/bốn.txt", "lẻ/một [1].txt", "danh sách/hai.txt", "chuẩn/ba.txt"];
    let records = dir.records("out/run.jsonl");
    assert_eq!(records.iter().map(|record| record["file"].as_str().expect("a name")).collect::<Vec<_>>(), files, "in the order named");
    for (record, file) in records.iter().zip(files) {
        assert_eq!((&record["status"], &record["output"]), (&"converted".into(), &format!("{file}.json").into()));
        let plan = fs::read_to_string(dir.path(&format!("out/{file}.json"))).expect("a plan");
        if file != "kho/c.zip/trong/bốn.txt" {
            assert_eq!(plan, dir.kehoach(&["--quiet", "convert", file], "").out);
        }
        let plan: Value = serde_json::from_str(&plan).expect("JSON");
        assert_eq!(plan["source"]["name"], Path::new(file).file_name().and_then(|name| name.to_str()).expect("a name"));
        assert_eq!(record["sha256"], plan["source"]["sha256"]);
        assert_eq!(record["counts"]["activities"], plan["activities"].as_array().expect("a list").len());
        let parts = ["read", "kept", "ignored", "unread"].map(|part| record["coverage"][part].as_u64().expect("a number"));
        assert_eq!(record["coverage"]["characters"], parts.iter().sum::<u64>());
    }
}

#[test]
fn names_that_would_fall_together_are_told_apart() {
    let dir = Dir::new("names");
    for (name, text) in [("x/a.txt", 1), ("x/A.txt", 2), ("y/x/a.txt", 3)] {
        dir.write(name, &archive::document(text));
    }
    let inside = dir.path("y");
    let run = dir.kehoach_in(&inside, &["batch", "x", "../x", "x/a.txt", "-o", "../out"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let outputs: Vec<Value> = dir.records("out/run.jsonl").iter().map(|record| record["output"].clone()).collect();
    assert_eq!(outputs, ["x/a.txt.json", "x/A.txt~2.json", "x/a.txt~3.json"], "and what is named twice is one file");
}

#[test]
fn what_is_named_and_cannot_be_read_is_in_the_manifest_with_its_reason() {
    let dir = Dir::new("unreadable");
    dir.write("kho/tốt.txt", &archive::document(1));
    let mut expected = vec![("kho/tốt.txt", Value::Null), ("mất.txt", "not_found".into()), ("*.nothing", "not_found".into())];
    let mut arguments = vec!["kho", "mất.txt", "*.nothing", "-o", "out"];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(".", dir.path("kho/vòng")).expect("a link");
        std::os::unix::fs::symlink("nowhere", dir.path("kho/đứt")).expect("a link");
        expected.splice(1..1, [("kho/vòng", "link_loop".into()), ("kho/đứt", "not_found".into())]);
        dir.write("kín.txt", "");
        let closed = std::os::unix::fs::PermissionsExt::from_mode(0o000);
        fs::set_permissions(dir.path("kín.txt"), closed).expect("our own file");
        // Root reads everything.
        let reason = if File::open(dir.path("kín.txt")).is_ok() { "empty" } else { "no_permission" };
        arguments.insert(1, "kín.txt");
        expected.insert(3, ("kín.txt", reason.into()));
        arguments.insert(2, "/dev/null");
        expected.insert(4, ("/dev/null", "not_a_file".into()));
    }
    expected.sort_by_key(|(file, _)| *file);
    let run = dir.batch(&arguments);
    assert_eq!(run.code, 2);
    let mut records: Vec<(String, Value)> = dir
        .records("out/run.jsonl")
        .into_iter()
        .map(|record| (record["file"].as_str().expect("a name").to_owned(), record["reason"]["code"].clone()))
        .collect();
    records.sort_by(|one, other| one.0.cmp(&other.0));
    let records: Vec<(&str, Value)> = records.iter().map(|(file, reason)| (file.as_str(), reason.clone())).collect();
    assert_eq!(records, expected, "{}", run.err);
    assert!(run.err.contains("run.jsonl: ") && run.err.contains("no such file or folder"), "{}", run.err);
}

#[test]
fn broken_files_fail_each_for_its_reason_and_nothing_else_is_touched() {
    let dir = Dir::new("broken");
    archive::documents(&dir.0.join("kho"), 4).expect("it can be written");
    let broken = archive::broken(&dir.0.join("kho/hỏng"), archive::KINDS, 1).expect("it can be written");
    let before = tree(&dir.0);
    let run = dir.batch(&["kho", "-o", "out", "--max-size", "1", "--jobs", "2"]);
    assert_eq!(run.code, 2);
    let mut seen = BTreeSet::new();
    for record in dir.records("out/run.jsonl") {
        let file = dir.0.join(record["file"].as_str().expect("a name"));
        match broken.get(&file) {
            Some(code) => {
                assert_eq!((&record["status"], &record["reason"]["code"]), (&"failed".into(), &(*code).into()), "{record}");
                let words = ["vi", "en"].map(|lang| record["reason"][lang].as_str().expect("words").len());
                assert!(words.iter().all(|length| *length > 20) && record["output"].is_null(), "{record}");
                seen.insert(file);
            }
            None => assert_eq!(record["status"], "converted", "{record}"),
        }
    }
    assert_eq!(seen.len(), broken.len());
    let after: BTreeMap<PathBuf, Vec<u8>> = tree(&dir.0).into_iter().filter(|(path, _)| !path.starts_with(dir.0.join("out"))).collect();
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "nothing is written outside OUT");
    assert!(after == before && !Path::new("/tmp/từ gốc.txt").exists());
    assert_eq!(plans(&dir.0.join("out")).len(), 4, "and no plan is written for what failed");
}

// ---- once and for all ----

#[test]
fn the_plans_are_the_same_bytes_whatever_the_number_of_jobs() {
    let dir = Dir::new("jobs");
    archive::documents(&dir.0.join("kho"), 12).expect("it can be written");
    for to in ["files", "jsonl", "sqlite"] {
        let outs = ["1", "4"].map(|jobs| {
            let out = format!("{to}-{jobs}");
            let run = dir.batch(&["kho", "-o", &out, "--to", to, "--jobs", jobs]);
            assert_eq!(run.code, 0, "{}", run.err);
            plans(&dir.0.join(out))
        });
        assert_eq!(outs[0].len(), if to == "files" { 12 } else { 1 });
        assert!(outs[0] == outs[1], "{to}");
    }
    let lines = fs::read_to_string(dir.path("jsonl-1/plans.jsonl")).expect("plans");
    let convert: Vec<String> =
        dir.records("files-1/run.jsonl").iter().map(|record| record["file"].as_str().expect("a name").to_owned()).collect();
    let convert = [vec!["--quiet", "convert", "--compact"], convert.iter().map(String::as_str).collect()].concat();
    assert!(lines == dir.kehoach(&convert, "").out, "in the order of the files, as convert writes them");
}

#[test]
fn a_file_of_several_acts_gives_a_plan_a_line() {
    let dir = Dir::new("acts");
    let (one, two) = (archive::document(4), archive::document(5));
    dir.write("kho/công báo.txt", &format!("{one}\n\n{two}"));
    dir.write("kho/một.txt", &one);
    let call = ["kho", "-o", "files"];
    assert_eq!(dir.batch(&call).code, 0);
    let record = &dir.records("files/run.jsonl")[0];
    assert_eq!((&record["counts"]["acts"], &record["output"]), (&2.into(), &"kho/công báo.txt.jsonl".into()));
    let lines = fs::read_to_string(dir.path("files/kho/công báo.txt.jsonl")).expect("plans");
    assert!(lines == dir.kehoach(&["--quiet", "convert", "kho/công báo.txt"], "").out, "as convert writes them");
    assert!(dir.batch(&call).err.contains("0 converted, 2 unchanged"));
    dir.write("kho/công báo.txt", &two);
    assert_eq!(dir.batch(&call).code, 0);
    let kept: Vec<PathBuf> = plans(&dir.0.join("files")).into_keys().collect();
    assert_eq!(kept, [PathBuf::from("kho/công báo.txt.json"), PathBuf::from("kho/một.txt.json")], "and nothing is left of what it was");
    dir.write("kho/công báo.txt", &format!("{one}\n\n{two}"));
    assert_eq!(dir.batch(&["kho", "-o", "sqlite", "--to", "sqlite"]).code, 0);
    let database = Connection::open(dir.path("sqlite/plans.sqlite")).expect("a database");
    let count: u64 = database.query_row("SELECT count(*) FROM decisions", [], |row| row.get(0)).expect("a count");
    assert_eq!(count, 3);
}

#[test]
fn a_second_run_writes_only_what_has_changed() {
    let dir = Dir::new("again");
    archive::documents(&dir.0.join("kho"), 6).expect("it can be written");
    for to in ["files", "jsonl", "sqlite"] {
        let call = ["kho", "-o", to, "--to", to, "--report", "report.html"];
        assert_eq!(dir.batch(&call).code, 0);
        let before = times(&dir.0.join(to));
        let run = dir.batch(&call);
        assert!(run.code == 0 && run.err.contains("0 converted, 6 unchanged"), "{}", run.err);
        assert_eq!(times(&dir.0.join(to)), before, "{to}: nothing is rewritten");
    }
    let before = times(&dir.0.join("files"));
    let first = dir.records("files/run.jsonl")[0]["file"].as_str().expect("a name").to_owned();
    dir.write(&first, &archive::document(99));
    let second = dir.records("files/run.jsonl")[1]["output"].as_str().expect("a name").to_owned();
    fs::write(dir.path(&format!("files/{second}")), "half a pl").expect("it can be written");
    let run = dir.batch(&["kho", "-o", "files"]);
    assert!(run.err.contains("2 converted, 4 unchanged"), "a changed file, and a plan that was damaged: {}", run.err);
    let changed = |before: &BTreeMap<PathBuf, SystemTime>| {
        times(&dir.0.join("files"))
            .iter()
            .filter(|(path, time)| before.get(*path) != Some(time) && path.extension() == Some("json".as_ref()))
            .count()
    };
    assert_eq!(changed(&before), 2);
    let before = times(&dir.0.join("files"));
    assert!(dir.batch(&["kho", "-o", "files", "--force"]).err.contains("6 converted, 0 unchanged"));
    assert_eq!(changed(&before), 6);
}

#[test]
fn one_content_under_two_names_is_converted_once_and_said() {
    let dir = Dir::new("duplicates");
    for name in ["kho/a.txt", "kho/b.txt", "kho/c/d.txt"] {
        dir.write(name, &archive::document(if name == "kho/b.txt" { 2 } else { 1 }));
    }
    dir.write("kho/trống.txt", " ");
    dir.write("kho/trống nữa.txt", " ");
    for jobs in ["1", "3"] {
        let run = dir.batch(&["kho", "-o", "out", "--jobs", jobs, "--force"]);
        assert!(run.err.contains("5 files: 2 converted, 0 unchanged, 1 duplicates, 2 failed"), "{}", run.err);
        let records = dir.records("out/run.jsonl");
        let told: Vec<[&Value; 3]> = records.iter().map(|record| ["status", "same_as", "output"].map(|key| &record[key])).collect();
        let null = Value::Null;
        assert_eq!(told[2], [&"duplicate".into(), &"kho/a.txt".into(), &null], "the first is converted");
        assert_eq!(records[4]["reason"]["code"], "empty", "what fails, fails under each of its names");
        assert_eq!(plans(&dir.0.join("out")).len(), 2);
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_goes_on_to_the_same_plans() {
    let dir = Dir::new("killed");
    archive::documents(&dir.0.join("kho"), 30).expect("it can be written");
    assert_eq!(dir.batch(&["kho", "-o", "whole"]).code, 0);
    let whole = plans(&dir.0.join("whole"));
    for plans_then in [1, 8, 15] {
        let mut child = dir.command(&["batch", "kho", "-o", "killed", "--jobs", "2"]).stderr(Stdio::null()).spawn().expect("it runs");
        while plans(&dir.0.join("killed")).len() < plans_then && child.try_wait().expect("our child").is_none() {
            thread::sleep(Duration::from_millis(5));
        }
        child.kill().and_then(|()| child.wait()).expect("it can be killed");
        for (path, plan) in plans(&dir.0.join("killed")) {
            assert!(whole.get(&path) == Some(&plan), "{}: whole or not at all", path.display());
        }
    }
    let run = dir.batch(&["kho", "-o", "killed"]);
    assert!(run.code == 0 && !run.err.contains(" 0 unchanged"), "{}", run.err);
    assert!(plans(&dir.0.join("killed")) == whole);
}

#[cfg(unix)]
#[test]
fn an_interrupt_finishes_the_files_in_hand_and_says_how_to_go_on() {
    let dir = Dir::new("interrupted");
    archive::documents(&dir.0.join("kho"), 40).expect("it can be written");
    let call = ["batch", "kho", "-o", "out", "--jobs", "1"];
    let child = dir.command(&call).stderr(Stdio::piped()).spawn().expect("it runs");
    while plans(&dir.0.join("out")).is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill is there");
    assert!(interrupt.success());
    let run = Run::of(child.wait_with_output().expect("it ends"));
    assert!(run.code == 2 && run.err.contains("run the same command again to go on"), "{}", run.err);
    let done = dir.records("out/run.jsonl").len();
    assert!((1..40).contains(&done) && plans(&dir.0.join("out")).len() == done, "the manifest tells of what is done: {done}");
    let run = dir.kehoach(&call, "");
    assert!(run.code == 0 && run.err.contains(&format!("{} converted, {done} unchanged", 40 - done)), "{}", run.err);
}

#[test]
fn a_document_that_takes_too_long_is_given_up_and_tried_again_another_time() {
    let dir = Dir::new("timeout");
    dir.write("a.txt", &archive::document(1));
    dir.write("trống.txt", " ");
    let run = dir.batch(&["a.txt", "trống.txt", "-o", "out", "--timeout", "0.0001", "--jobs", "1"]);
    assert_eq!(run.code, 2);
    assert_eq!(dir.records("out/run.jsonl")[0]["reason"]["code"], "timeout");
    assert_eq!(dir.records("out/run.jsonl").len(), 2, "and the next file had its turn");
    assert_eq!(dir.batch(&["a.txt", "-o", "out"]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_that_takes_too_much_memory_is_given_up_alone() {
    let dir = Dir::new("memory");
    dir.write("lớn.txt", &archive::document(0).repeat(100));
    dir.write("nhỏ.txt", &archive::document(2));
    let run = dir.batch(&["lớn.txt", "nhỏ.txt", "-o", "out", "--max-memory", "100", "--jobs", "1"]);
    assert_eq!(run.code, 2);
    let records = dir.records("out/run.jsonl");
    assert_eq!(records[0]["reason"]["code"], "memory", "{}", records[0]);
    assert_eq!(records[1]["status"], "converted", "{}", records[1]);
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let dir = Dir::new("busy");
    dir.write("a.txt", &archive::document(3));
    assert_eq!(dir.batch(&["a.txt", "-o", "out"]).code, 0);
    let ledger = Connection::open(dir.path("out/.kehoach/all/ledger.sqlite")).expect("a ledger");
    ledger.execute_batch("BEGIN IMMEDIATE").expect("it can be locked");
    let run = dir.batch(&["a.txt", "-o", "out"]);
    assert!(run.code == 2 && run.err.contains("another run is at work on this folder"), "{}", run.err);
}

// ---- several machines ----

#[test]
fn shards_lie_together_as_the_whole() {
    let dir = Dir::new("shards");
    archive::documents(&dir.0.join("kho"), 12).expect("it can be written");
    dir.write("kho/Trùng.txt", &archive::document(20));
    dir.write("kho/trùng.txt", &archive::document(21));
    assert_eq!(dir.batch(&["kho", "-o", "whole"]).code, 0);
    let xargs = cfg!(unix) && Command::new("xargs").arg("--version").output().is_ok();
    if xargs {
        let call = ["-P", "3", "-I{}", env!("CARGO_BIN_EXE_kehoach"), "--quiet", "batch", "kho", "-o", "out", "--shard", "{}/3"];
        let mut launcher = Command::new("xargs").args(call).current_dir(&dir.0).stdin(Stdio::piped()).spawn().expect("xargs runs");
        launcher.stdin.take().expect("piped").write_all(b"1\n2\n3\n").expect("xargs listens");
        assert!(launcher.wait().expect("it ends").success());
    } else {
        (1..=3).for_each(|shard| assert_eq!(dir.batch(&["kho", "-o", "out", "--shard", &format!("{shard}/3")]).code, 0));
    }
    assert!(plans(&dir.0.join("out")) == plans(&dir.0.join("whole")));
    let mut files: Vec<String> =
        (1..=3).flat_map(|shard| dir.records(&format!("out/run.{shard}-of-3.jsonl"))).map(|record| record["file"].to_string()).collect();
    files.sort();
    assert_eq!(files.len(), 14, "each file in one shard");
    files.dedup();
    assert_eq!(files.len(), 14);
}

// ---- what people see ----

#[test]
fn a_run_says_where_it_is_line_by_line_and_nothing_where_it_should_be_quiet() {
    let dir = Dir::new("progress");
    archive::documents(&dir.0.join("kho"), 4).expect("it can be written");
    let run = dir.batch(&["kho", "-o", "out"]);
    assert!(run.out.is_empty() && run.err.contains("1/4 files; ") && run.err.contains(" left\n"), "{}", run.err);
    assert!(run.err.lines().last().is_some_and(|line| line.starts_with("4 files: 4 converted, ")), "{}", run.err);
    let vi = dir.kehoach(&["--lang", "vi", "batch", "kho", "-o", "out"], "");
    assert!(vi.err.contains("4 tệp: 0 đã chuyển, 4 không đổi, 0 trùng nội dung, 0 không được"), "{}", vi.err);
    assert_eq!(dir.batch(&["--quiet", "kho", "-o", "out"]).err, "");
}

#[test]
fn the_report_is_one_page_that_asks_for_nothing() {
    let dir = Dir::new("report");
    archive::documents(&dir.0.join("kho"), 4).expect("it can be written");
    dir.write("kho/<b>&.txt", "Một bài thơ.");
    for (lang, title) in [("en", "What became of the archive"), ("vi", "Kết quả đọc kho văn bản")] {
        assert_eq!(dir.kehoach(&["--lang", lang, "batch", "kho", "-o", "out", "--report", "report.html"], "").code, 2);
        let page = fs::read_to_string(dir.path("report.html")).expect("a report");
        assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(title));
        for asked in ["http:", "https:", "src=", "href=", "@import", "url(", "<script"] {
            assert!(!page.contains(asked), "{asked}");
        }
        assert!(page.matches("<svg ").count() == 6 && page.matches("</svg>").count() == 6);
        assert!(page.contains("kho/&lt;b&gt;&amp;.txt") && page.contains("<code>not_a_decision</code>"));
        for tag in ["div", "table", "tr", "td", "details", "ul", "li", "figure", "p", "code"] {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

// ---- the database ----

#[test]
fn the_questions_of_the_readmes_are_answered() {
    let dir = Dir::new("questions");
    for fixture in ["3162-qd-ubnd-son-la", "ke-hoach-mau-2026"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture).join("source.txt");
        dir.write(&format!("kho/{fixture}.txt"), &fs::read_to_string(source).expect("a fixture"));
    }
    assert_eq!(dir.batch(&["kho", "-o", "out", "--to", "sqlite"]).code, 0);
    let database = Connection::open(dir.path("out/plans.sqlite")).expect("a database");
    for readme in ["README.md", "README.vi.md"] {
        let readme_text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).expect("a README");
        let blocks: Vec<&str> =
            readme_text.split("```sql\n").skip(1).filter_map(|rest| rest.split_once("```").map(|(block, _)| block)).collect();
        let queries: Vec<&str> =
            blocks.iter().flat_map(|block| block.split(';')).map(str::trim).filter(|query| !query.is_empty()).collect();
        assert_eq!(queries.len(), 5, "{readme}");
        for query in queries {
            let mut statement = database.prepare(query).unwrap_or_else(|error| panic!("{readme}: {query}: {error}"));
            let rows = statement.query_map([], |_| Ok(())).and_then(Iterator::collect::<Result<Vec<()>, _>>).expect("rows").len();
            assert!(rows > 0, "{readme}: no answer to {query}");
        }
    }
}

#[test]
fn the_tables_hold_what_the_plans_hold() {
    let dir = Dir::new("tables");
    archive::documents(&dir.0.join("kho"), 3).expect("it can be written");
    dir.write("kho/z trùng.txt", &archive::document(0));
    dir.write("kho/z trống.txt", " ");
    assert_eq!(dir.batch(&["kho", "-o", "out", "--to", "sqlite"]).code, 2);
    let database = Connection::open(dir.path("out/plans.sqlite")).expect("a database");
    let count = |table: &str| {
        database
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, u64>(0))
            .unwrap_or_else(|error| panic!("{table}: {error}"))
    };
    let plans: Vec<Value> = dir
        .records("out/run.jsonl")
        .iter()
        .filter(|record| record["status"] == "converted")
        .map(|record| {
            let plan = dir.kehoach(&["--quiet", "--compact", record["file"].as_str().expect("a name")], "").out;
            serde_json::from_str(&plan).expect("JSON")
        })
        .collect();
    assert_eq!((count("files"), count("decisions")), (5, 3));
    assert_eq!(count("files WHERE decision IS NOT NULL"), 4, "a duplicate points to the plan of the first");
    for list in ["activities", "indicators", "tasks", "duties", "citations", "findings"] {
        let listed: usize = plans.iter().map(|plan| plan[list].as_array().expect("a list").len()).sum();
        assert!(count(list) == listed as u64 && listed > 0, "{list}");
    }
    let nested = |list: &str, inner: &str| -> usize {
        plans.iter().flat_map(|plan| plan[list].as_array().expect("a list")).map(|item| item[inner].as_array().map_or(0, Vec::len)).sum()
    };
    let milestones = nested("activities", "milestones") + nested("tasks", "milestones") + nested("duties", "milestones");
    assert_eq!(count("milestones"), milestones as u64);
    let measures = nested("activities", "measures") + nested("tasks", "measures") + nested("indicators", "measures");
    assert_eq!(count("measures"), measures as u64);
    assert!(count("agencies WHERE role = 'lead'") >= nested("activities", "lead") as u64);
    assert!(count("words WHERE words MATCH '\"cải cách hành chính\"'") > 10);
}

// ---- running ----

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A folder of its own for each test, in which the program is run.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the target folder can be written");
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it has one")).and_then(|()| fs::write(path, text)).expect("it can be written");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        command.args(arguments).current_dir(&self.0).stdin(Stdio::null());
        for variable in ["LC_ALL", "LC_MESSAGES", "LANGUAGE"] {
            command.env_remove(variable);
        }
        command.env("LANG", "C");
        command
    }

    fn batch(&self, arguments: &[&str]) -> Run {
        self.batch_with(arguments, "")
    }

    fn batch_with(&self, arguments: &[&str], input: &str) -> Run {
        self.kehoach(&[&["batch"], arguments].concat(), input)
    }

    fn kehoach(&self, arguments: &[&str], input: &str) -> Run {
        self.kehoach_in(&self.0, arguments, input)
    }

    fn kehoach_in(&self, folder: &Path, arguments: &[&str], input: &str) -> Run {
        let mut command = self.command(arguments);
        command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
        Run::of(child.wait_with_output().expect("it ends"))
    }

    fn records(&self, name: &str) -> Vec<Value> {
        let lines = fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

/// All files below a folder with their content.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(folder).into_iter().map(|path| (path.clone(), fs::read(&path).unwrap_or_default())).collect()
}

/// The plans below OUT, without OUT.
fn plans(out: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let is_plan = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        !path.starts_with(out.join(".kehoach")) && (name.ends_with(".json") || name.ends_with(".txt.jsonl") || name.starts_with("plans"))
    };
    files(out)
        .into_iter()
        .filter(is_plan)
        .map(|path| (path.strip_prefix(out).expect("below").to_owned(), fs::read(&path).expect("a plan")))
        .collect()
}

/// When each file below OUT was written; our own folder is no output.
fn times(out: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let seen = files(out).into_iter().filter(|path| !path.starts_with(out.join(".kehoach")));
    seen.map(|path| (path.clone(), fs::metadata(&path).and_then(|about| about.modified()).expect("a time"))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let kind = entry.file_type().expect("a file");
            if kind.is_dir() {
                open.push(entry.path())
            } else if kind.is_file() {
                found.push(entry.path())
            }
        }
    }
    found.sort();
    found
}
