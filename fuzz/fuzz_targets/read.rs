//! Any bytes: no panic, every origin inside the text, coverage that sums, the same plan twice.
//!
//! ```sh
//! cargo +nightly fuzz run read fuzz/corpus/read fixtures
//! ```
#![no_main]

use kehoach::{Options, open};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let options = Options::of("fuzz");
    let Ok(acts) = open(bytes.to_vec(), &options) else { return };
    let characters = acts.text().chars().count() as u64;
    let plans: Vec<_> = acts.plans().collect();
    let mut counted = 0;
    for plan in &plans {
        let coverage = &plan.coverage;
        let ignored: u64 = coverage.ignored.iter().map(|ignored| ignored.characters).sum();
        let unread = coverage.unread.iter().flat_map(|unread| &unread.origin);
        let unread: u64 = unread.map(|origin| u64::from(origin.end - origin.start)).sum();
        assert_eq!(coverage.read + coverage.kept + ignored + unread, coverage.characters, "coverage sums");
        counted += coverage.characters;
        origins_inside(&serde_json::to_value(plan).expect("a plan is JSON"), characters);
    }
    assert_eq!(counted, characters, "each character is of one act");

    let again = open(bytes.to_vec(), &options).expect("it was opened once");
    assert!(again.text() == acts.text() && again.plans().eq(plans), "the same plans twice");
});

/// Holds every `origin` of the plan, however deep, to the text.
fn origins_inside(value: &Value, characters: u64) {
    match value {
        Value::Object(item) => {
            for piece in item.get("origin").and_then(Value::as_array).into_iter().flatten() {
                let (start, end) = (piece["start"].as_u64().expect("a number"), piece["end"].as_u64().expect("a number"));
                assert!(start <= end && end <= characters, "{start}..{end} of {characters}: {value}");
            }
            item.values().for_each(|value| origins_inside(value, characters));
        }
        Value::Array(list) => list.iter().for_each(|value| origins_inside(value, characters)),
        _ => {}
    }
}
