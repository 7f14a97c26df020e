//! Cut, doubled and damaged inputs: no panic, origins inside the text, coverage that sums, valid against the schema, the same bytes twice.

use std::{fs, path::Path, sync::OnceLock};

use kehoach::{Options, json, open, plan::Plan, read};
use proptest::prelude::*;
use serde_json::Value;

/// A document that is short enough to be read many times and holds each kind of thing.
fn sample() -> &'static str {
    static SAMPLE: OnceLock<String> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let made = fs::read_to_string(root.join("ke-hoach-mau-2026/source.txt")).expect("the made fixture");
        let real = fs::read_to_string(root.join("3162-qd-ubnd-son-la/source.txt")).expect("the source document");
        // The made plan, and the source document's decision and some rows of its table, one of them cut by a page.
        let lines: Vec<&str> = real.lines().collect();
        [&made, "\u{c}\n", &lines[..76].join("\n"), "\n\n", &lines[353..376].join("\n"), "\n"].concat()
    })
}

fn schema() -> &'static jsonschema::Validator {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let schema: Value = serde_json::from_str(&kehoach::schema::schema()).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("the schema is a schema")
    })
}

/// Reads bytes and holds the result to everything that is promised of any result.
#[track_caller]
fn check(bytes: &[u8]) {
    let options = Options::of("sample.txt");
    let Ok(acts) = open(bytes.to_vec(), &options) else { return };
    let characters = acts.text().chars().count() as u64;
    let mut counted = 0;
    let written: Vec<Vec<u8>> = acts.plans().map(|plan| written(&plan)).collect();
    for plan in &written {
        let value: Value = serde_json::from_slice(plan).expect("JSON");
        let sum = |list: &str, number: &dyn Fn(&Value) -> u64| {
            value["coverage"][list].as_array().expect("a list").iter().map(number).sum::<u64>()
        };
        let number = |value: &Value| value.as_u64().expect("a number");
        let ignored = sum("ignored", &|ignored| number(&ignored["characters"]));
        let unread = sum("unread", &|unread| number(&unread["origin"][0]["end"]) - number(&unread["origin"][0]["start"]));
        let covered = number(&value["coverage"]["characters"]);
        assert_eq!(number(&value["coverage"]["read"]) + number(&value["coverage"]["kept"]) + ignored + unread, covered, "coverage sums");
        counted += covered;
        inside(&value, characters);
        distinct_ids(&value);
        let errors: Vec<String> = schema().iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    assert_eq!(counted, characters, "each character is of one act");
    let again: Vec<Vec<u8>> =
        open(bytes.to_vec(), &options).expect("it was opened once").plans().map(|plan| self::written(&plan)).collect();
    assert!(written == again, "the same bytes twice");
}

fn written(plan: &Plan) -> Vec<u8> {
    let mut out = Vec::new();
    json::write(plan, json::Style::Pretty, &mut out).expect("memory");
    out
}

fn inside(value: &Value, characters: u64) {
    match value {
        Value::Object(item) => {
            for piece in item.get("origin").and_then(Value::as_array).into_iter().flatten() {
                let (start, end) = (piece["start"].as_u64().expect("a number"), piece["end"].as_u64().expect("a number"));
                assert!(start <= end && end <= characters, "{start}..{end} of {characters}: {value}");
            }
            item.values().for_each(|value| inside(value, characters));
        }
        Value::Array(list) => list.iter().for_each(|value| inside(value, characters)),
        _ => {}
    }
}

/// No two headings, paragraphs, indicators, tasks or activities share an id.
fn distinct_ids(plan: &Value) {
    let mut ids = std::collections::BTreeSet::new();
    let lists = ["outline", "indicators", "tasks", "activities", "duties", "citations"];
    let items = lists.iter().flat_map(|list| plan[*list].as_array().into_iter().flatten());
    for item in items.clone().chain(items.flat_map(|item| item["paragraphs"].as_array().into_iter().flatten())) {
        let id = item["id"].as_str().expect("an id");
        assert!(ids.insert(id.to_owned()), "{id} is given twice");
    }
}

#[test]
fn the_sample_itself_is_read_as_promised() {
    check(sample().as_bytes());
    assert!(sample().len() > 10_000);
}

#[test]
fn the_fixtures_are_valid_against_the_committed_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(root.join("grammars/plan.schema.json")).expect("the schema")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for folder in ["3162-qd-ubnd-son-la", "ke-hoach-mau-2026"] {
        let plan = fs::read_to_string(root.join("fixtures").join(folder).join("plan.json")).expect("a plan");
        let errors: Vec<String> = validator
            .iter_errors(&serde_json::from_str(&plan).expect("JSON"))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{folder}: {errors:?}");
    }
}

#[test]
fn a_plan_stays_in_proportion_to_its_text() {
    let row = |time: &str| {
        format!("KẾ HOẠCH\nCải cách hành chính năm 2026\n\nSTT\tNhiệm vụ\tThời gian\tChủ trì\n1\tRà soát\t{time}\tSở Nội vụ\n")
    };
    for part in ["3, ", "Tháng 3, ", "Quý I, II, III, IV; ", "- Báo cáo: tháng 3 ", "trước ngày 15/3, "] {
        let text = row(&format!("Tháng {}", part.repeat(4000)));
        let plan = written(&read(text.clone().into(), &Options::of("rows.txt")).expect("a text").plan);
        assert!(plan.len() < 1000 * text.len(), "{part}: {} bytes of {}", plan.len(), text.len());
    }
}

#[test]
fn utf_16_and_crlf_give_the_same_words() {
    let options = Options::of("sample.txt");
    let plain = read(sample().as_bytes().to_vec(), &options).expect("a sample").plan;
    let utf16: Vec<u8> = [0xfeff_u16].into_iter().chain(sample().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let crlf = sample().replace('\n', "\r\n").into_bytes();
    for bytes in [utf16, crlf] {
        let other = read(bytes, &options).expect("a sample").plan;
        let names = |plan: &Plan| {
            let rows = plan.activities.iter().map(|activity| (activity.id.clone(), activity.name.clone(), activity.results.len()));
            (plan.decision.number.clone(), plan.outline.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>(), rows.collect::<Vec<_>>())
        };
        assert_eq!(names(&plain), names(&other));
    }
}

/// Few each time; a night's worth with `PROPTEST_CASES=20000`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_prefix_is_read_as_promised(cut in 0.0..1.0_f64) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a short text")]
        let cut = (sample().len() as f64 * cut) as usize;
        check(&sample().as_bytes()[..cut]);
    }

    #[test]
    fn any_line_dropped_or_doubled_is_read_as_promised(line in 0..400_usize, doubled in any::<bool>()) {
        let lines: Vec<&str> = sample().lines().collect();
        let line = line % lines.len();
        let times = if doubled { 2 } else { 0 };
        let damaged: Vec<&str> = lines.iter().enumerate().flat_map(|(at, words)| std::iter::repeat_n(*words, if at == line { times } else { 1 })).collect();
        check(damaged.join("\n").as_bytes());
    }

    #[test]
    fn any_byte_flipped_is_read_as_promised(places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = sample().as_bytes().to_vec();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        check(&bytes);
        check(String::from_utf8_lossy(&bytes).as_bytes());
    }

    #[test]
    fn any_words_at_all_are_read_as_promised(words in "[ -~àáạảãđĐỦủyUBNDaIVX|\\t\\n.;:()*<>/0-9%–“”\u{300}\u{301}\u{c}-]{0,400}") {
        check(words.as_bytes());
    }

    #[test]
    fn lines_in_any_order_are_read_as_promised(seed in proptest::collection::vec(any::<prop::sample::Index>(), 1..60)) {
        let lines: Vec<&str> = sample().lines().collect();
        let shuffled: Vec<&str> = seed.iter().map(|index| lines[index.index(lines.len())]).collect();
        check(shuffled.join("\n").as_bytes());
    }
}
