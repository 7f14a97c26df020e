//! A plan that is printed is the plan: whatever program made the PDF, with ruled tables or without lines, it gives what the text gives,
//! and every word lies where another reader sees it. `print/make.sh` of a fixture says how its PDFs are made.

use std::{
    collections::BTreeMap,
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
                    0.0 <= side(0) && side(0) < side(2) && side(2) < 843.0 && 0.0 <= side(1) && side(1) < side(3) && side(3) < 843.0,
                    "{bounds}"
                );
                seen += 1;
            }
        });
        assert!(seen > 200, "{}: {seen}", file.display());
    }
}

/// A word that another reader saw: on which page, the middle of its box, its letters.
struct Theirs {
    page: u32,
    across: f32,
    down: f32,
    word: String,
}

/// What `make.sh` wrote: page, top and bottom of a line, then left, right and letters of each word.
fn seen_by_another(file: &Path) -> Vec<Theirs> {
    let name = file.to_string_lossy().replace("-turned.pdf", ".pdf");
    let list = fs::read_to_string(Path::new(&name).with_extension("words.tsv")).expect("make.sh writes it");
    let number = |part: &str| part.parse::<f32>().expect("a number");
    let mut words = Vec::new();
    for line in list.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        for word in parts[3..].chunks(3) {
            words.push(Theirs {
                page: parts[0].parse().expect("a number"),
                across: number(word[0]).midpoint(number(word[1])),
                down: number(parts[1]).midpoint(number(parts[2])),
                word: word[2].replace("&amp;", "&"),
            });
        }
    }
    words
}

/// True where the middle of a word lies in a box, or nearly.
fn holds([left, top, right, bottom]: [f32; 4], word: &Theirs) -> bool {
    left - 1.0 <= word.across && word.across <= right + 1.0 && top - 1.0 <= word.down && word.down <= bottom + 1.0
}

#[track_caller]
fn nearly_all(right: usize, all: usize, what: &str) {
    assert!(all > 500 && right * 1000 >= all * 995, "{what}: {right} of {all}");
}

/// The words of a file lie where another reader sees them.
#[track_caller]
fn compare(bytes: Vec<u8>, theirs: &[Theirs], what: &str) {
    let pages = ingest::ingest(bytes, &Opening::default()).expect("a fixture opens");
    // A change of fonts within a word makes two of it for the other reader.
    let is_there = |word: &&Theirs| {
        let mut there = pages.seen.iter().filter(|seen| seen.page == word.page && holds(seen.bounds, word));
        there.any(|seen| pages.text[seen.span.range()].contains(&word.word))
    };
    nearly_all(theirs.iter().filter(is_there).count(), theirs.len(), what);
}

/// The printed files of which another reader's words are known.
fn seen_files() -> impl Iterator<Item = PathBuf> {
    printed().into_iter().flat_map(|(_, files)| files).filter(|file| !is_mixed(file))
}

/// The other reader takes each change of fonts for the end of a word.
fn is_mixed(file: &Path) -> bool {
    file.ends_with("libreoffice-mixed-fonts.pdf")
}

#[test]
fn words_lie_where_another_reader_sees_them() {
    for file in seen_files() {
        compare(fs::read(&file).expect("a fixture"), &seen_by_another(&file), &file.to_string_lossy());
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
    let theirs = seen_by_another(&file).into_iter().map(|word| Theirs { across: height - word.down, down: word.across, ..word });
    compare(turned, &theirs.collect::<Vec<_>>(), "turned");
}

#[test]
fn the_words_of_every_item_lie_in_its_boxes() {
    for file in seen_files() {
        let theirs = seen_by_another(&file);
        let document = read(fs::read(&file).expect("a fixture"), &Options::of("plan")).expect("a fixture opens");
        let letters: Vec<char> = document.text.chars().collect();
        let plan = serde_json::to_value(&document.plan).expect("a plan is JSON");
        let (mut all, mut right) = (0, 0);
        origins(&plan, &mut |origin| {
            let number = |value: &Value| value.as_f64().expect("a number") as f32;
            let place = |key: &str| usize::try_from(origin[key].as_u64().expect("a number")).expect("it is small");
            let boxes: Vec<[f32; 4]> =
                origin["boxes"].as_array().expect("a list").iter().map(|bounds| [0, 1, 2, 3].map(|at| number(&bounds[at]))).collect();
            let inside =
                theirs.iter().filter(|word| place("page") == word.page as usize && boxes.iter().any(|&bounds| holds(bounds, word)));
            let there: String = inside.map(|word| word.word.as_str()).collect();
            let text: String = letters[place("start")..place("end")].iter().collect();
            for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
                all += 1;
                right += usize::from(there.contains(word));
            }
        });
        nearly_all(right, all, &file.to_string_lossy());
    }
}

/// The words of a text, and how often it has each: without marks, page numbers and a letterhead of the attached plan, which is not
/// printed; what a line ends with a hyphen goes on.
fn counted(text: &str) -> BTreeMap<String, usize> {
    const SECOND_LETTERHEAD: &str =
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\n3\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
    let text = text.replacen(SECOND_LETTERHEAD, "", 1).replace('*', "");
    let mut plain = String::new();
    for (at, part) in text.split('<').enumerate() {
        plain.push_str(if at == 0 { part } else { part.split_once('>').map_or(part, |(_, rest)| rest) });
    }
    let mut joined = String::new();
    for line in plain.split(['\n', '\x0c']).map(str::trim).filter(|line| line.chars().any(|letter| !letter.is_ascii_digit())) {
        let goes_on = joined.ends_with('-') && !joined.ends_with(" -") && joined.len() > 1;
        joined.push_str(if goes_on { "" } else { "\n" });
        joined.push_str(line);
    }
    let mut counts = BTreeMap::new();
    joined.split_whitespace().for_each(|word| *counts.entry(word.to_owned()).or_insert(0) += 1);
    counts
}

#[test]
fn prints_of_the_source_document_have_its_words() {
    const HEADER: &str = "STT Danh mục các hoạt động Kết quả/ Sản phẩm Chủ trì Phối hợp Thời gian Ghi chú";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/3162-qd-ubnd-son-la");
    let text_of = |bytes: Vec<u8>| read(bytes, &Options::of("plan")).expect("a fixture opens").text;
    let source = counted(&text_of(fs::read(folder.join("source.txt")).expect("a fixture")));
    let whole = |name: &str| fs::read(folder.join("print").join(name)).expect("a fixture");
    // The table of objects lost with the end of the file.
    let mut cut = whole("libreoffice.pdf");
    cut.truncate(cut.len() - 900);
    let names = ["libreoffice.pdf", "libreoffice-mixed-fonts.pdf", "chromium.pdf", "typst.pdf", "libreoffice-turned.pdf"];
    for (name, bytes) in names.map(|name| (name, whole(name))).into_iter().chain([("libreoffice.pdf, cut", cut)]) {
        let got = counted(&text_of(bytes));
        let mut want = source.clone();
        // The header that each page repeats.
        let repeated = got["STT"] - want["STT"];
        HEADER.split(' ').for_each(|word| *want.get_mut(word).expect("it is there") += repeated);
        let common: usize = want.iter().map(|(word, count)| (*count).min(got.get(word).copied().unwrap_or(0))).sum();
        let all = want.values().sum::<usize>() + got.values().sum::<usize>();
        let differ = || -> Vec<(&String, usize)> {
            let lost = want.iter().filter(|(word, count)| got.get(*word) != Some(count)).map(|(word, count)| (word, *count));
            lost.chain(got.iter().filter(|(word, _)| !want.contains_key(*word)).map(|(word, count)| (word, *count))).collect()
        };
        assert!(2_000 * common >= 999 * all, "{name}: F1 {}, {:?}", 2.0 * common as f64 / all as f64, differ());
    }
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
