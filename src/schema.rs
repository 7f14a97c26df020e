//! The JSON Schemas of the canonical plan and of what a check finds, generated from their types.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value};

use crate::{check::Checks, plan::Plan};

/// JSON Schema (draft 2020-12) of what [`json::write`](crate::json::write) writes; two-space indent, one final newline.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&kehoach::schema::schema()).expect("JSON");
/// assert_eq!(schema["title"], "kehoach-plan/1");
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// ```
#[must_use]
pub fn schema() -> String {
    of::<Plan>()
}

/// JSON Schema of what `kehoach check --format json` writes.
///
/// ```
/// assert!(kehoach::schema::check_schema().contains("kehoach-check/1"));
/// ```
#[must_use]
pub fn check_schema() -> String {
    of::<Checks<'static>>()
}

fn of<T: JsonSchema>() -> String {
    // As written, not as read back: a key that is always written is required.
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value();
    without_links(&mut schema);
    // What it is comes before what it holds.
    let mut ordered = Map::new();
    for first in ["$schema", "title", "description"] {
        ordered.extend(schema.get_mut(first).map(|value| (first.to_owned(), value.take())));
    }
    for (key, value) in schema.as_object_mut().into_iter().flatten() {
        ordered.entry(key).or_insert_with(|| value.take());
    }
    format!("{:#}\n", Value::Object(ordered))
}

/// Descriptions are doc comments: [`links`] that only rustdoc can follow become plain names. The depth is that of the types.
fn without_links(value: &mut Value) {
    match value {
        Value::Object(keys) => {
            for (key, value) in keys.iter_mut() {
                match value {
                    Value::String(text) if key == "description" => *text = text.replace("[`", "`").replace("`]", "`"),
                    value => without_links(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(without_links),
        _ => {}
    }
}
