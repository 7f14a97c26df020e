//! `kehoach rules`: the catalogue of the checker's rules, or one of them with its why and its examples.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::{Args, ValueEnum, ValueHint};
use kehoach::{
    Options,
    check::{self, Both, Example, Frame, OwnRules, RULES, Rule},
    read,
};
use serde_json::{Value, json};

use super::{
    Exit, Session, Stop,
    check::{choice, own_rules},
    message::{Lang, Message},
    output::{self, Paint, one_line},
};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Code, group or name of rules: KH201, KH2, doubled-words
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    /// How they are written: text or json
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    format: Format,
    /// Rules of your own: a file, or a folder of them; may be repeated
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    rules: Vec<PathBuf>,
    /// Hold the rules of your own to the examples written beside them
    #[arg(long, requires = "rules")]
    test: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments, session: Session<'_>) -> Result<Exit, Stop> {
    let own = own_rules(&arguments.rules)?;
    let own: Vec<Rule<'_>> = own.iter().flat_map(OwnRules::rules).collect();
    let mut rules: Vec<&Rule<'_>> = if arguments.test { Vec::new() } else { RULES.to_vec() };
    rules.extend(&own);
    if let Some(word) = &arguments.rule {
        choice::known(word, &rules)?;
        rules.retain(|rule| choice::names(word, rule.code, rule.name));
    }
    if arguments.test {
        return test(&rules, session);
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

fn test(rules: &[&Rule<'_>], session: Session<'_>) -> Result<Exit, Stop> {
    let examples = rules.iter().flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)));
    let broken: Vec<String> = examples.clone().filter_map(|(rule, example)| broken(rule, example, session)).collect();
    output::print(|out| broken.iter().try_for_each(|line| writeln!(out, "{}", one_line(line))))?;
    session.note(None, &Message::Tested { rules: rules.len(), examples: examples.count(), broken: broken.len() });
    Ok(if broken.is_empty() { Exit::Done } else { Exit::Findings })
}

/// What is wrong with an example; none where the rule does with it what it must.
fn broken(rule: &Rule<'_>, example: &Example<'_>, session: Session<'_>) -> Option<String> {
    let options = Options { catalog: session.layered, ..Options::of("example.txt") };
    let found = match read(example.document().into_bytes(), &options) {
        Ok(document) => check::check(&document.plan, Some(&document.text), session.catalog(), &[rule]).findings,
        Err(_) => Vec::new(),
    };
    let words: Vec<&str> = found.iter().map(|finding| finding.words.as_str()).collect();
    let said = match &example.finds {
        Some(finds) if words.iter().any(|words| words.contains(finds.as_ref())) => return None,
        Some(_) if words.is_empty() => session.lang.pick("phải thấy sai, nhưng không thấy gì", "wrong, but nothing is found").to_owned(),
        Some(finds) => format!("{} “{finds}”: {words:?}", session.lang.pick("không nêu", "what is found does not hold")),
        None if words.is_empty() => return None,
        None => format!("{}: {words:?}", session.lang.pick("đúng, nhưng vẫn nêu", "right, but found")),
    };
    Some(format!("{} {}: {said}: {}", rule.code, rule.name, example.text))
}

fn list(out: &mut dyn Write, rules: &[&Rule<'_>], lang: Lang, paint: Paint) -> io::Result<()> {
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

fn explain(out: &mut dyn Write, rule: &Rule<'_>, lang: Lang, paint: Paint) -> io::Result<()> {
    let title = format!("{} {} ({})", rule.code, rule.name, super::check::severity(rule.severity));
    writeln!(out, "{}\n\n{}.\n", paint.bold(&title), pick(rule.what, lang))?;
    writeln!(out, "{}: {}.", paint.bold(lang.pick("Vì sao", "Why")), pick(rule.why, lang))?;
    if !pick(rule.beyond, lang).is_empty() {
        writeln!(out, "\n{}: {}.", paint.bold(lang.pick("Không xét", "Not covered")), pick(rule.beyond, lang))?;
    }
    for example in rule.examples {
        let head = match example.finds.as_deref() {
            Some("") => lang.pick("Sai", "Wrong").to_owned(),
            Some(words) => format!("{}: “{words}”", lang.pick("Sai", "Wrong")),
            None => lang.pick("Đúng", "Right").to_owned(),
        };
        writeln!(out, "\n{}", paint.bold(&head))?;
        example.text.trim_end().lines().try_for_each(|line| writeln!(out, "  {}", line.replace('\t', " | ")))?;
    }
    Ok(())
}

fn described(rule: &Rule<'_>) -> Value {
    let both = |both: Both<'_>| json!({ "vi": both.vi, "en": both.en });
    let example = |example: &Example<'_>| {
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

fn pick(both: Both<'_>, lang: Lang) -> &str {
    lang.pick(both.vi, both.en)
}
