//! Which rules run.

use kehoach::check::{RULES, Rule};

use super::config::Config;
use crate::cli::{Stop, message::Message, near};

/// The rules that run, in order.
pub(super) struct Choice {
    pub(super) rules: Vec<&'static Rule>,
}

impl Choice {
    /// What the command line says, else what the settings say; what is ignored is ignored whoever selects it.
    pub(super) fn of(select: &[String], ignore: &[String], config: &Config) -> Result<Self, Stop> {
        let select = if select.is_empty() { config.select() } else { select };
        let ignore: Vec<&String> = ignore.iter().chain(config.ignore()).collect();
        for word in select.iter().chain(ignore.iter().copied()) {
            known(word)?;
        }
        let chosen = |rule: &Rule| select.is_empty() || select.iter().any(|word| names(word, rule));
        let rules = RULES.iter().copied().filter(|rule| chosen(rule) && !ignore.iter().any(|word| names(word, rule)));
        Ok(Self { rules: rules.collect() })
    }
}

/// True where `word` is the rule's code, the beginning of it, or its name.
pub(in crate::cli) fn names(word: &str, rule: &Rule) -> bool {
    let code = word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("KH")) && rule.code.starts_with(&word.to_ascii_uppercase());
    code || word == rule.name
}

/// An error where no rule is called so.
pub(in crate::cli) fn known(word: &str) -> Result<(), Stop> {
    if RULES.iter().any(|rule| names(word, rule)) {
        return Ok(());
    }
    let near = near::near(word, RULES.iter().flat_map(|rule| [rule.code, rule.name]));
    Err(Stop::because(Message::UnknownRule { name: word.to_owned(), near }))
}
