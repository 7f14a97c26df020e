//! The JSON Schema of the canonical plan, generated from its types.

use schemars::generate::SchemaSettings;

use crate::plan::Plan;

/// JSON Schema (draft 2020-12) of what [`json::write`](crate::json::write) writes; two-space indent, one final newline.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&kehoach::schema::schema()).expect("JSON");
/// assert_eq!(schema["title"], "kehoach-plan/1");
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// ```
#[must_use]
pub fn schema() -> String {
    // As written, not as read back: a key that is always written is required.
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Plan>();
    format!("{:#}\n", schema.as_value())
}
