//! `kehoach explain`: which words an item was read from, by which rule, as which value.
//!
//! Works on the plan as it is written, not on its types, so that nothing that a plan says can be left out here.

mod draw;
mod item;

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use clap::{Args, ValueHint};
use kehoach::{grammar::Grammar, passage::Passage};
use serde_json::{Map, Value};

use super::{
    Exit, Session, Stop, bug,
    input::Input,
    message::{Message, Named},
    near::near,
    output::{self, Paint, one_line},
};
use draw::Page;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Input,
    /// Id of the item, such as act:PL.I.1/2, II.3.b or decision.number
    #[arg(value_name = "ID")]
    id: String,
}

pub(super) fn run(arguments: &Arguments, session: Session<'_>) -> Result<Exit, Stop> {
    let acts = arguments.file.only(session)?;
    let teller = Teller { session, paint: Paint::for_output(), page: Page::of(acts.text()) };
    let mut plans = acts.plans();
    let (mut told, mut near_ids) = (false, Vec::new());
    while let Some(plan) = bug::caught(|| plans.next()).map_err(Stop::because)? {
        let value = serde_json::to_value(&plan).map_err(|error| Stop::because(Message::Bug(error.to_string())))?;
        let Some(found) = item::find(&value, &arguments.id) else {
            let ids = item::ids(&value);
            near_ids.extend(near(&arguments.id, ids.iter().map(String::as_str)));
            continue;
        };
        told = true;
        output::print(|out| {
            // Each act of several has a `decision.number`.
            if let Some(part) = plan.source.part {
                let name = [&plan.decision.kind, &plan.decision.number].into_iter().flatten().map(|words| one_line(words));
                let name = name.collect::<Vec<_>>().join(" ");
                writeln!(out, "{}", teller.paint.dim(&format!("== {part}. {name}")))?;
            }
            teller.tell(out, &arguments.id, &found, None)?;
            for finding in &plan.findings {
                if finding.item.as_deref() == Some(&arguments.id) {
                    writeln!(out, "{}", one_line(&Message::finding(finding).say(session.lang)))?;
                }
            }
            Ok(())
        })?;
    }
    if !told {
        let near = near(&arguments.id, near_ids.iter().map(String::as_str).collect::<BTreeSet<_>>());
        return Err(Stop::at(arguments.file.shown(), Message::Unknown { what: Named::Item, name: arguments.id.clone(), near }));
    }
    Ok(Exit::Done)
}

struct Teller<'t> {
    session: Session<'t>,
    paint: Paint,
    page: Page<'t>,
}

impl Teller<'_> {
    /// An item: its words, its values, its rule, then each part that stands somewhere of its own.
    fn tell(&self, out: &mut dyn Write, label: &str, item: &Map<String, Value>, whole: Option<&Value>) -> io::Result<()> {
        let id = item.get("id").and_then(Value::as_str).filter(|id| *id != label).map_or(String::new(), |id| format!("  {}", one_line(id)));
        writeln!(out, "{}{}", self.paint.bold(&one_line(label)), self.paint.dim(&id))?;
        let origin = item.get("origin");
        // A part that is all of its item need not be drawn again.
        if origin != whole {
            for piece in origin.and_then(Value::as_array).into_iter().flatten() {
                self.page.draw(out, piece, self.session.lang, self.paint)?;
            }
        }
        self.values(out, "", item)?;
        if item.values().all(Value::is_null) {
            writeln!(out, "  {}", self.session.lang.pick("chưa đọc được gì", "nothing was read"))?;
        }
        if let Some(rule) = item.get("rule").and_then(Value::as_str) {
            // Of words with a slip the pattern read what was likely meant.
            let meant = item.get("reading").and_then(|reading| reading.get("text")?.as_str());
            self.rule(out, rule, &meant.map_or_else(|| self.page.words(origin), ToOwned::to_owned))?;
        }
        writeln!(out)?;
        item::parts(item).into_iter().try_for_each(|(name, part)| self.tell(out, &name, part, origin))
    }

    /// The values that were read, one a line; what is null or empty was not read.
    fn values(&self, out: &mut dyn Write, before: &str, item: &Map<String, Value>) -> io::Result<()> {
        for (key, value) in item {
            if before.is_empty() && matches!(key.as_str(), "id" | "origin" | "rule" | "evidence") {
                continue;
            }
            self.value(out, &format!("{before}{key}"), value)?;
        }
        Ok(())
    }

    fn value(&self, out: &mut dyn Write, key: &str, value: &Value) -> io::Result<()> {
        match value {
            Value::Null => Ok(()),
            Value::Object(part) if part.contains_key("origin") => Ok(()),
            Value::Object(part) => self.values(out, &format!("{key}."), part),
            Value::Array(list) => {
                list.iter().zip(1..).try_for_each(|(value, number): (_, usize)| self.value(out, &format!("{key}.{number}"), value))
            }
            Value::String(text) if text.is_empty() => Ok(()),
            Value::String(text) => writeln!(out, "  {key:<16} {}", one_line(text)),
            other => writeln!(out, "  {key:<16} {other}"),
        }
    }

    /// The rule: for a grammar why it is so, its pattern, what it takes from these words, and what it makes of them.
    fn rule(&self, out: &mut dyn Write, name: &str, words: &str) -> io::Result<()> {
        let lang = self.session.lang;
        let rule = lang.pick("quy tắc", "rule");
        let Some(grammar) = self.session.catalog().get(name) else {
            let kind = lang.pick("(trong chương trình, không phải tệp quy tắc)", "(in the program, no grammar file)");
            return writeln!(out, "  {rule:<16} {name}  {}", self.paint.dim(kind));
        };
        writeln!(out, "  {rule:<16} {}", self.paint.bold(name))?;
        writeln!(out, "    {:<14} {}", lang.pick("vì sao", "why"), one_line(grammar.why()))?;
        writeln!(out, "    {:<14} {}", lang.pick("mẫu", "pattern"), one_line(grammar.pattern()))?;
        if !grammar.means().is_empty() {
            writeln!(out, "    {:<14} {}", lang.pick("nghĩa là", "means"), grammar.means())?;
        }
        let captures = captures(grammar, words);
        if !captures.is_empty() {
            writeln!(out, "    {:<14} {}", lang.pick("lấy ra", "takes"), captures.join(", "))?;
        }
        Ok(())
    }
}

/// The named parts of the pattern and the words that they take.
fn captures(grammar: &Grammar, words: &str) -> Vec<String> {
    let passage = Passage::from_text(words);
    let Some(reading) = grammar.find(&passage) else { return Vec::new() };
    let taken = reading.captures().iter();
    taken.map(|(name, range)| format!("{name} \u{201c}{}\u{201d}", one_line(&passage.text()[range.clone()]))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::message::Lang;

    fn told(text: &str, item: Value) -> String {
        let session = Session { lang: Lang::Vi, quiet: false, layered: None, opening: kehoach::ingest::Opening::default() };
        let Value::Object(item) = item else { panic!("an item is an object") };
        let mut out = Vec::new();
        let teller = Teller { session, paint: Paint::none(), page: Page::of(text) };
        teller.tell(&mut out, "act:PL.I.1", &item, None).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn of_words_with_a_slip_it_is_shown_what_the_pattern_took_of_their_reading() {
        let reading = json!({ "text": "Quý II/2023", "rules": ["reading/quarter-two"] });
        let item = json!({ "text": "Quý ll/2023", "reading": reading, "origin": [{ "start": 0, "end": 11 }], "rule": "deadline/quarter" });
        let told = told("Quý ll/2023", item);
        assert!(told.contains("  reading.text     Quý II/2023\n"), "{told}");
        assert!(told.contains("quarter \u{201c}II\u{201d}, year \u{201c}2023\u{201d}\n"), "{told}");
    }

    #[test]
    fn every_part_is_shown_with_its_own_words_and_values() {
        let text = "Tổ chức hội nghị | Sở Nội vụ | 6 tháng/lần";
        let item = json!({
            "id": "act:PL.I.1", "number": "1", "parent": null, "name": "Tổ chức hội nghị", "note": "",
            "lead": [{ "text": "Sở Nội vụ", "agencies": ["Sở Nội vụ"], "kind": "agency", "origin": [{ "start": 19, "end": 28 }], "rule": "layout/x" }],
            "milestones": [{ "id": "act:PL.I.1/1", "kind": "recurring", "recurrence": { "times": 2, "per": "year", "every": "P6M" },
                             "exclusive": false, "origin": [{ "start": 31, "end": 42 }], "rule": "layout/x" }],
            "cells": [{ "header": "Kinh phí", "text": "5" }],
            "origin": [{ "page": 3, "start": 0, "end": 42 }],
            "rule": "layout/table",
        });
        let expected = "\
act:PL.I.1
  trang 3, dòng 1, 0..42
      1 | Tổ chức hội nghị | Sở Nội vụ | 6 tháng/lần
        | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  number           1
  name             Tổ chức hội nghị
  cells.1.header   Kinh phí
  cells.1.text     5
  quy tắc          layout/table  (trong chương trình, không phải tệp quy tắc)

lead.1
  dòng 1, 19..28
      1 | Tổ chức hội nghị | Sở Nội vụ | 6 tháng/lần
        |                    ^^^^^^^^^
  text             Sở Nội vụ
  agencies.1       Sở Nội vụ
  kind             agency
  quy tắc          layout/x  (trong chương trình, không phải tệp quy tắc)

milestones.1  act:PL.I.1/1
  dòng 1, 31..42
      1 | Tổ chức hội nghị | Sở Nội vụ | 6 tháng/lần
        |                                ^^^^^^^^^^^
  kind             recurring
  recurrence.times 2
  recurrence.per   year
  recurrence.every P6M
  exclusive        false
  quy tắc          layout/x  (trong chương trình, không phải tệp quy tắc)

";
        assert_eq!(told(text, item), expected);
    }

    #[test]
    fn a_field_that_was_not_read_says_so() {
        assert_eq!(told("", json!({ "place": null })), "act:PL.I.1\n  chưa đọc được gì\n\n");
    }
}
