//! A way through the plan: `milestones.end`, `$.decision.issued_on`.

use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

use crate::{
    check::place::Part,
    plan::{Origins, Plan},
};

/// Keys, one after the other; lists on the way are walked through.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Path {
    from_plan: bool,
    steps: Vec<String>,
}

/// Something in the plan, and what a finding says of its place.
#[derive(Debug, Clone)]
pub(super) struct Spot<'v> {
    pub value: &'v Value,
    /// Id of the item that holds it.
    pub item: Option<&'v str>,
    pub part: Part,
    /// The last key on the way.
    pub field: Option<&'v str>,
    /// The nearest thing around it that says where it was read.
    pub holder: Option<&'v Value>,
}

impl TryFrom<String> for Path {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (from_plan, rest) = text.strip_prefix("$.").map_or((false, text.as_str()), |rest| (true, rest));
        let steps: Vec<String> = rest.split('.').map(ToOwned::to_owned).collect();
        match steps.iter().find(|step| !keys().contains(step)) {
            Some(step) => Err(format!("{text:?} is no path: nothing in a plan is called {step:?} (`kehoach schema` shows all)")),
            None => Ok(Self { from_plan, steps }),
        }
    }
}

impl Path {
    /// What stands there: nothing for what is null, empty or not there.
    pub(super) fn walk<'v>(&self, item: &Spot<'v>, plan: &'v Value) -> Vec<Spot<'v>> {
        let start = if self.from_plan { Spot::whole(plan) } else { item.clone() };
        let mut found = Vec::new();
        start.go(&self.steps, &mut found);
        found
    }
}

impl<'v> Spot<'v> {
    pub(super) fn whole(plan: &'v Value) -> Self {
        Self { value: plan, item: None, part: Part::Document, field: None, holder: None }
    }

    fn go(&self, steps: &[String], found: &mut Vec<Self>) {
        match (self.value, steps) {
            (Value::Array(values), _) => values.iter().for_each(|value| self.at(self.field, value).go(steps, found)),
            (Value::Object(keys), [step, rest @ ..]) => {
                if let Some((key, value)) = keys.get_key_value(step) {
                    self.at(Some(key), value).go(rest, found);
                }
            }
            (Value::Null, _) | (_, [_, ..]) => {}
            (Value::String(text), []) if text.trim().is_empty() => {}
            (_, []) => found.push(self.clone()),
        }
    }

    fn at(&self, field: Option<&'v str>, value: &'v Value) -> Self {
        Self {
            value,
            item: value.get("id").and_then(Value::as_str).or(self.item),
            part: field.and_then(part).unwrap_or(self.part),
            field,
            holder: value.get("origin").map(|_| value).or(self.holder),
        }
    }

    pub(super) fn words(&self) -> String {
        words(self.value)
    }

    pub(super) fn origins(&self) -> Origins {
        self.holder.and_then(|holder| Origins::deserialize(&holder["origin"]).ok()).unwrap_or_default()
    }
}

/// A value in words: of an item its text, name or title.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(keys) => {
            let words = ["text", "name", "title"].iter().find_map(|key| keys.get(*key)?.as_str());
            words.unwrap_or_default().to_owned()
        }
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        Value::Null | Value::Array(_) => String::new(),
    }
}

/// The part of a document or row that a key of the plan holds.
fn part(key: &str) -> Option<Part> {
    Some(match key {
        "decision" | "signatory" => Part::Head,
        "subject" => Part::Title,
        "legal_basis" | "proposal" => Part::Basis,
        "articles" => Part::Article,
        "recipients" => Part::Recipient,
        "attached_to" => Part::AttachedTo,
        "outline" => Part::Heading,
        "paragraphs" | "tasks" | "indicators" | "duties" => Part::Paragraph,
        "activities" => Part::Name,
        "results" => Part::Results,
        "lead" => Part::Lead,
        "coordinating" => Part::Coordinating,
        "milestones" => Part::Time,
        "note" => Part::Note,
        "cells" => Part::Cell,
        _ => return None,
    })
}

/// Every key that a plan has somewhere, by its schema.
fn keys() -> &'static [String] {
    static KEYS: OnceLock<Vec<String>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let schema = schemars::schema_for!(Plan).to_value();
        let types = schema["$defs"].as_object().into_iter().flat_map(|types| types.values()).chain([&schema]);
        types.filter_map(|of| of["properties"].as_object()).flat_map(|properties| properties.keys().cloned()).collect()
    })
}
