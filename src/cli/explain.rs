//! `kehoach explain`: which words an item was read from, by which rule, as which value.
//!
//! Works on the plan as it is written, not on its types, so that nothing that a plan says can be left out here.

mod draw;
mod item;

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::{Args, ValueHint};
use kehoach::{grammar::Grammar, passage::Passage};
use serde_json::{Map, Value};

use super::{
    Exit, Session, Stop,
    input::Input,
    message::Message,
    near::near,
    output::{self, Paint, one_line},
};
use draw::Page;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// Id of the item, such as act:PL.I.1/2, II.3.b or decision.number
    #[arg(value_name = "ID")]
    id: String,
}

pub(super) fn run(arguments: &Arguments, session: Session<'_>) -> Result<Exit, Stop> {
    let input = Input::of(&arguments.file);
    let document = input.read(session.catalog).map_err(|message| Stop::at(input.shown(), message))?;
    let plan = serde_json::to_value(&document.plan).map_err(|error| Stop::because(Message::Bug(error.to_string())))?;
    let Some(found) = item::find(&plan, &arguments.id) else {
        let ids = item::ids(&plan);
        let near = near(&arguments.id, ids.iter().map(String::as_str));
        return Err(Stop::at(input.shown(), Message::UnknownId { id: arguments.id.clone(), near }));
    };
    let teller = Teller { session, paint: Paint::for_output(), page: Page::of(&document.text) };
    output::print(|out| {
        teller.tell(out, &arguments.id, &found, None)?;
        for finding in &document.plan.findings {
            if finding.item.as_deref() == Some(&arguments.id) {
                writeln!(out, "{}", one_line(&Message::finding(finding).say(session.lang)))?;
            }
        }
        Ok(())
    })?;
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
        if let Some(rule) = item.get("rule").and_then(Value::as_str) {
            self.rule(out, rule, &self.page.words(origin))?;
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
            Value::String(text) => writeln!(out, "  {key:<14} {}", one_line(text)),
            other => writeln!(out, "  {key:<14} {other}"),
        }
    }

    /// The rule: for a grammar why it is so, its pattern, what it takes from these words, and what it makes of them.
    fn rule(&self, out: &mut dyn Write, name: &str, words: &str) -> io::Result<()> {
        let lang = self.session.lang;
        let rule = lang.pick("quy tắc", "rule");
        let Some(grammar) = self.session.catalog.get(name) else {
            let kind = lang.pick("(trong chương trình, không phải tệp quy tắc)", "(in the program, no grammar file)");
            return writeln!(out, "  {rule:<14} {name}  {}", self.paint.dim(kind));
        };
        writeln!(out, "  {rule:<14} {}", self.paint.bold(name))?;
        writeln!(out, "    {:<12} {}", lang.pick("vì sao", "why"), one_line(grammar.why()))?;
        writeln!(out, "    {:<12} {}", lang.pick("mẫu", "pattern"), one_line(grammar.pattern()))?;
        if !grammar.means().is_empty() {
            writeln!(out, "    {:<12} {}", lang.pick("nghĩa là", "means"), grammar.means())?;
        }
        let captures = captures(grammar, words);
        if !captures.is_empty() {
            writeln!(out, "    {:<12} {}", lang.pick("lấy ra", "takes"), captures.join(", "))?;
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
