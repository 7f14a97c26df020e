//! `kehoach rules`: the catalogue of the checker's rules, or one of them with its why and its examples.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use kehoach::check::{Both, Example, Frame, RULES, Rule};
use serde_json::{Value, json};

use super::{
    Exit, Session, Stop,
    check::choice,
    message::Lang,
    output::{self, Paint},
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Code, group or name of rules: KH201, KH2, doubled-words
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    /// How they are written: text or json
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments, session: Session<'_>) -> Result<Exit, Stop> {
    let mut rules: Vec<&Rule> = RULES.to_vec();
    if let Some(word) = &arguments.rule {
        choice::known(word)?;
        rules.retain(|rule| choice::names(word, rule));
    }
    let paint = Paint::for_output();
    output::print(|out| match (arguments.format, rules.as_slice()) {
        (Format::Json, rules) => {
            let all: Vec<Value> = rules.iter().map(|rule| described(rule)).collect();
            writeln!(out, "{:#}", Value::Array(all))
        }
        (Format::Text, [only]) if arguments.rule.is_some() => explain(out, only, session.lang, paint),
        (Format::Text, rules) => list(out, rules, session.lang, paint),
    })?;
    Ok(Exit::Done)
}

fn list(out: &mut dyn Write, rules: &[&Rule], lang: Lang, paint: Paint) -> io::Result<()> {
    let mut group = "";
    for rule in rules {
        let name = pick(rule.group(), lang);
        if name != group {
            writeln!(out, "{}{}", if group.is_empty() { "" } else { "\n" }, paint.bold(name))?;
            group = name;
        }
        let severity = super::check::severity(rule.severity);
        writeln!(out, "  {}  {severity:<7}  {:<42} {}", rule.code, rule.name, pick(rule.what, lang))?;
    }
    Ok(())
}

fn explain(out: &mut dyn Write, rule: &Rule, lang: Lang, paint: Paint) -> io::Result<()> {
    let title = format!("{} {} ({})", rule.code, rule.name, super::check::severity(rule.severity));
    writeln!(out, "{}\n\n{}.\n", paint.bold(&title), pick(rule.what, lang))?;
    writeln!(out, "{}: {}.\n", paint.bold(lang.pick("Vì sao", "Why")), pick(rule.why, lang))?;
    writeln!(out, "{}: {}.", paint.bold(lang.pick("Không xét", "Not covered")), pick(rule.beyond, lang))?;
    for example in rule.examples {
        let head = match example.finds {
            Some("") => lang.pick("Sai", "Wrong").to_owned(),
            Some(words) => format!("{}: “{words}”", lang.pick("Sai", "Wrong")),
            None => lang.pick("Đúng", "Right").to_owned(),
        };
        writeln!(out, "\n{}", paint.bold(&head))?;
        example.text.trim_end().lines().try_for_each(|line| writeln!(out, "  {}", line.replace('\t', " | ")))?;
    }
    Ok(())
}

fn described(rule: &Rule) -> Value {
    let both = |both: Both| json!({ "vi": both.vi, "en": both.en });
    let example = |example: &Example| {
        let frame = match example.frame {
            Frame::Whole => "document",
            Frame::Body => "body",
            Frame::Unread => "unread",
            Frame::Rows => "rows",
        };
        json!({ "frame": frame, "text": example.text, "finds": example.finds })
    };
    json!({
        "code": rule.code,
        "name": rule.name,
        "group": both(rule.group()),
        "severity": super::check::severity(rule.severity),
        "what": both(rule.what),
        "why": both(rule.why),
        "not_covered": both(rule.beyond),
        "examples": rule.examples.iter().map(example).collect::<Vec<_>>(),
    })
}

fn pick(both: Both, lang: Lang) -> &'static str {
    lang.pick(both.vi, both.en)
}
