//! A plan that is printed is the plan: whatever program made the PDF, with ruled tables or without lines, it gives what the text gives,
//! and every word lies where another reader sees it. `print/make.sh` of a fixture says how its PDFs are made.

use std::{
    fs,
    path::{Path, PathBuf},
};

use kehoach::{
    Options,
    ingest::{self, Opening},
    limit::{Limit, Limits},
    read,
    threads::Threads,
};
use serde_json::Value;

/// All that a plan says, but for where it stands.
const SAID: [&str; 10] = ["decision", "plan", "outline", "areas", "indicators", "tasks", "activities", "duties", "reports", "citations"];

fn plan_of(file: &Path) -> Value {
    plan_in(fs::read(file).expect("a fixture"), file)
}

fn plan_in(bytes: Vec<u8>, file: &Path) -> Value {
    let document = read(bytes, &Options::of("plan")).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::to_value(&document.plan).expect("a plan is JSON")
}

/// The printed files of each fixture that has some.
fn printed() -> Vec<(PathBuf, Vec<PathBuf>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let list = |folder: &Path| -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths
    };
    let pdfs =
        |folder: &Path| list(&folder.join("print")).into_iter().filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    list(&root)
        .into_iter()
        .map(|folder| (folder.join("source.txt"), pdfs(&folder)))
        .filter(|(_, files): &(_, Vec<_>)| !files.is_empty())
        .collect()
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(item) => {
            item.remove("origin");
            item.remove("evidence");
            item.values_mut().for_each(without_places);
        }
        Value::Array(list) => list.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// Where two values differ first.
fn difference(want: &Value, got: &Value, path: &str) -> Option<String> {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) if want.keys().eq(got.keys()) => {
            want.iter().find_map(|(key, value)| difference(value, &got[key], &format!("{path}.{key}")))
        }
        (Value::Array(want), Value::Array(got)) if want.len() == got.len() => {
            want.iter().zip(got).enumerate().find_map(|(at, (want, got))| difference(want, got, &format!("{path}[{at}]")))
        }
        _ => (want != got).then(|| format!("{path}: {want} in the text, {got} in print")),
    }
}

#[test]
fn print_says_field_by_field_what_the_text_says() {
    let fixtures = printed();
    assert!(fixtures.iter().any(|(_, files)| files.len() >= 7), "four producers, and tables without lines");
    for (source, files) in fixtures {
        let mut want = plan_of(&source);
        without_places(&mut want);
        for file in files {
            let mut got = plan_of(&file);
            without_places(&mut got);
            for field in SAID {
                assert_eq!(difference(&want[field], &got[field], field), None, "{}", file.display());
            }
            assert_eq!(got["coverage"]["unread"], serde_json::json!([]), "{}", file.display());
        }
    }
}

/// The text with its tables by tabs set in HTML tags.
fn in_tags(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        let is_row = line.matches('\t').count() > 1 || (inside && line.contains('\t') && !line.trim().is_empty());
        if is_row != inside {
            out.push_str(if is_row { "<table>" } else { "</table>\n" });
        }
        inside = is_row;
        if is_row {
            out.push_str(&format!("<tr>\n  <td>{}</td>\n</tr>\n", line.replace('\t', "</td><td>")));
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.push_str(if inside { "</table>" } else { "" });
    out
}

#[test]
fn tables_in_html_tags_say_field_by_field_what_those_by_tabs_say() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/3162-qd-ubnd-son-la/source.txt");
    let mut want = plan_of(&source);
    let text = in_tags(&fs::read_to_string(&source).expect("a fixture"));
    let mut got = plan_in(text.into_bytes(), &source);
    without_places(&mut want);
    without_places(&mut got);
    for field in SAID {
        assert_eq!(difference(&want[field], &got[field], field), None);
    }
    assert_eq!(got["coverage"]["unread"], serde_json::json!([]));
}

/// Calls `see` with every `origin` of a plan, however deep.
fn origins<'p>(value: &'p Value, see: &mut impl FnMut(&'p Value)) {
    match value {
        Value::Object(item) => {
            item.get("origin").and_then(Value::as_array).into_iter().flatten().for_each(&mut *see);
            item.values().for_each(|value| origins(value, see));
        }
        Value::Array(list) => list.iter().for_each(|value| origins(value, see)),
        _ => {}
    }
}

#[test]
fn every_printed_item_has_a_page_and_boxes_on_it() {
    for file in printed().into_iter().flat_map(|(_, files)| files) {
        let plan = plan_of(&file);
        let pages = plan["source"]["pages"].as_u64().expect("a PDF has pages");
        let mut seen = 0;
        origins(&plan, &mut |origin| {
            let page = origin["page"].as_u64().unwrap_or_else(|| panic!("{}: {origin} has no page", file.display()));
            assert!((1..=pages).contains(&page));
            for bounds in origin["boxes"].as_array().unwrap_or_else(|| panic!("{}: {origin} has no boxes", file.display())) {
                let side = |at: usize| bounds[at].as_f64().expect("a number");
                assert!(
                    0.0 <= side(0) && side(0) < side(2) && side(2) < 596.0 && 0.0 <= side(1) && side(1) < side(3) && side(3) < 843.0,
                    "{bounds}"
                );
                seen += 1;
            }
        });
        assert!(seen > 200, "{}: {seen}", file.display());
    }
}

/// Holds the words of a file against those that another reader saw, moved by `seen`: how many there are, and how many lie where it says.
fn compared(bytes: Vec<u8>, theirs: &Path, seen: impl Fn(f32, f32) -> (f32, f32)) -> (u32, u32) {
    let pages = ingest::ingest(bytes, &Opening::default()).expect("a fixture opens");
    let theirs = fs::read_to_string(theirs).expect("make.sh writes it");
    let (mut all, mut right) = (0_u32, 0_u32);
    for line in theirs.lines() {
        let mut parts = line.split('\t');
        let mut number = || parts.next().and_then(|part| part.parse::<f32>().ok()).expect("five numbers");
        let (page, left, top, end, bottom) = (number(), number(), number(), number(), number());
        let word = parts.next().expect("a word").replace("&amp;", "&");
        let (across, down) = seen(left.midpoint(end), top.midpoint(bottom));
        // A change of fonts within a word makes two of it for the other reader.
        let found = pages.seen.iter().any(|seen| {
            let [from, above, to, below] = seen.bounds;
            seen.page as f32 == page
                && from - 1.0 <= across
                && across <= to + 1.0
                && above - 1.0 <= down
                && down <= below + 1.0
                && pages.text[seen.span.range()].contains(&word)
        });
        all += 1;
        right += u32::from(found);
    }
    (all, right)
}

#[test]
fn words_lie_where_another_reader_sees_them() {
    for file in printed().into_iter().flat_map(|(_, files)| files) {
        let (all, right) = compared(fs::read(&file).expect("a fixture"), &file.with_extension("words.tsv"), |x, y| (x, y));
        assert!(all > 500 && f64::from(right) >= 0.995 * f64::from(all), "{}: {right} of {all}", file.display());
    }
}

#[test]
fn words_of_a_turned_page_lie_where_they_are_seen() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ke-hoach-mau-2026/print/ruled-typst.pdf");
    let mut document = lopdf::Document::load(&file).expect("a fixture");
    let pages: Vec<lopdf::ObjectId> = document.page_iter().collect();
    let height = 841.89;
    for page in pages {
        document.get_dictionary_mut(page).expect("a page").set("Rotate", 90);
    }
    let mut turned = Vec::new();
    document.save_to(&mut turned).expect("memory takes everything");
    let (all, right) = compared(turned, &file.with_extension("words.tsv"), |x, y| (height - y, x));
    assert!(all > 500 && f64::from(right) >= 0.995 * f64::from(all), "{right} of {all}");
}

#[test]
fn any_number_of_threads_gives_the_same_plan_and_the_same_error() {
    for (text, pdfs) in printed() {
        for file in pdfs.iter().chain([&text]) {
            let bytes = fs::read(file).expect("a fixture");
            // The letters of a page or two: a limit that one thread of several alone does not reach.
            for limits in [Limits::default(), Limits::default().with(Limit::Letters, 3_000)] {
                let outcome = |threads: usize| {
                    let opening = Opening { limits, threads: &Threads::of(threads), ..Opening::default() };
                    let document = read(bytes.clone(), &Options { opening, ..Options::of("plan") });
                    document.map(|document| serde_json::to_string(&document.plan).expect("JSON")).map_err(|error| error.to_string())
                };
                let alone = outcome(1);
                [2, 3, 8].into_iter().for_each(|threads| assert!(outcome(threads) == alone, "{} with {threads}", file.display()));
            }
        }
    }
}
