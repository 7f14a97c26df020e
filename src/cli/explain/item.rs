//! Items of a plan by id, and scalar fields by their path.

use serde_json::{Map, Value};

/// The item whose `id` is `wanted`, or the field at the path `wanted` (`decision.number`, `decision.legal_basis.2`; lists are
/// counted from 1, as ids are).
pub(super) fn find(plan: &Value, wanted: &str) -> Option<Map<String, Value>> {
    let mut found = None;
    walk(plan, &mut |item| {
        if found.is_none() && item.get("id").and_then(Value::as_str) == Some(wanted) {
            found = Some(item.clone());
        }
    });
    found.or_else(|| field(plan, wanted))
}

/// All that [`find`] finds, ids first.
pub(super) fn ids(plan: &Value) -> Vec<String> {
    let mut ids = Vec::new();
    walk(plan, &mut |item| ids.extend(item.get("id").and_then(Value::as_str).map(ToOwned::to_owned)));
    for room in ["decision", "plan"] {
        let fields = plan.get(room).and_then(Value::as_object);
        ids.extend(fields.into_iter().flat_map(Map::keys).filter(|key| *key != "evidence").map(|key| format!("{room}.{key}")));
    }
    ids
}

/// The parts of an item that stand somewhere of their own, with their path in it: `milestones.1`.
pub(super) fn parts(item: &Map<String, Value>) -> Vec<(String, &Map<String, Value>)> {
    let mut parts = Vec::new();
    for (key, value) in item {
        collect(key, value, &mut parts);
    }
    parts
}

fn collect<'v>(path: &str, value: &'v Value, parts: &mut Vec<(String, &'v Map<String, Value>)>) {
    match value {
        Value::Object(part) if part.contains_key("origin") => parts.push((path.to_owned(), part)),
        Value::Object(part) => part.iter().for_each(|(key, value)| collect(&format!("{path}.{key}"), value, parts)),
        Value::Array(list) => {
            (1_usize..).zip(list).for_each(|(number, value)| collect(&format!("{path}.{number}"), value, parts));
        }
        _ => {}
    }
}

/// Calls `visit` for each object. The depth is that of the types of the plan.
fn walk<'v>(value: &'v Value, visit: &mut impl FnMut(&'v Map<String, Value>)) {
    match value {
        Value::Object(item) => {
            visit(item);
            item.values().for_each(|value| walk(value, visit));
        }
        Value::Array(list) => list.iter().for_each(|value| walk(value, visit)),
        _ => {}
    }
}

/// A field that has no id. Where it has no place of its own either, the evidence beside it tells place and rule.
fn field(plan: &Value, path: &str) -> Option<Map<String, Value>> {
    let mut value = plan;
    let mut evidence = None;
    let mut rest = path;
    while !rest.is_empty() {
        let (key, after) = rest.split_once('.').unwrap_or((rest, ""));
        if let Some(list) = value.get("evidence").and_then(Value::as_array) {
            let about = |name: &str| list.iter().find(|evidence| evidence.get("field").and_then(Value::as_str) == Some(name));
            evidence = about(rest).or_else(|| about(key));
        }
        value = match value {
            Value::Array(list) => list.get(key.parse::<usize>().ok()?.checked_sub(1)?)?,
            other => other.get(key)?,
        };
        rest = after;
    }
    let mut item = match value {
        Value::Object(item) => item.clone(),
        value => Map::from_iter([(path.rsplit('.').next().unwrap_or(path).to_owned(), value.clone())]),
    };
    for key in ["origin", "rule"] {
        if let Some(told) = evidence.and_then(|evidence| evidence.get(key))
            && !item.contains_key(key)
        {
            item.insert(key.to_owned(), told.clone());
        }
    }
    Some(item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_item_is_found_by_id_and_a_field_by_path_with_its_evidence() {
        let plan = json!({
            "decision": {
                "number": "1/QĐ-UBND",
                "recipients": [{ "text": "a", "origin": [] }, { "text": "b", "origin": [] }],
                "signatory": { "name": "B" },
                "evidence": [{ "field": "number", "origin": [{ "start": 4, "end": 13 }], "rule": "decision/number" },
                             { "field": "signatory", "origin": [], "rule": "decision/signatory" }],
            },
            "activities": [{ "id": "act:PL.1", "milestones": [{ "id": "act:PL.1/1", "origin": [], "kind": "on" }] }],
        });
        let get = |id: &str| find(&plan, id).map(Value::Object);
        assert_eq!(get("act:PL.1/1").expect("found")["kind"], "on");
        let number = get("decision.number").expect("found");
        assert_eq!((&number["number"], &number["rule"]), (&json!("1/QĐ-UBND"), &json!("decision/number")));
        assert_eq!(get("decision.signatory.name").expect("found")["rule"], "decision/signatory");
        assert_eq!(get("decision.recipients.2").expect("found")["text"], "b");
        assert_eq!(get("decision.recipients.0"), None);
        assert_eq!(get("decision.nonsense"), None);
        let ids = ids(&plan);
        assert!(ids.contains(&"act:PL.1/1".to_owned()) && ids.contains(&"decision.number".to_owned()), "{ids:?}");
        let names: Vec<_> = parts(&find(&plan, "act:PL.1").expect("found")).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["milestones.1"]);
    }
}
