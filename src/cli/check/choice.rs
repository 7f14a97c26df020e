//! Which rules run.

use kehoach::check::Rule;

use super::config::Config;
use crate::cli::{
    Stop,
    message::{Message, Named},
    near,
};

/// Those of `all` that the command line selects, else the settings; what is ignored is ignored whoever selects it.
pub(super) fn of<'r>(all: &[&'r Rule<'r>], select: &[String], ignore: &[String], config: &Config) -> Result<Vec<&'r Rule<'r>>, Stop> {
    let select = if select.is_empty() { config.select() } else { select };
    let ignore: Vec<&String> = ignore.iter().chain(config.ignore()).collect();
    for word in select.iter().chain(ignore.iter().copied()).chain(config.accepted()) {
        known(word, all)?;
    }
    let chosen = |rule: &Rule<'_>| select.is_empty() || select.iter().any(|word| names(word, rule.code, rule.name));
    let ignored = |rule: &Rule<'_>| ignore.iter().any(|word| names(word, rule.code, rule.name));
    Ok(all.iter().copied().filter(|rule| chosen(rule) && !ignored(rule)).collect())
}

/// True where `word` is a rule's code, the beginning of it, or its name.
pub(in crate::cli) fn names(word: &str, code: &str, name: &str) -> bool {
    word == name || word.len() > 1 && code.starts_with(&word.to_ascii_uppercase())
}

/// An error where none of `rules` is called so.
pub(in crate::cli) fn known(word: &str, rules: &[&Rule<'_>]) -> Result<(), Stop> {
    if rules.iter().any(|rule| names(word, rule.code, rule.name)) {
        return Ok(());
    }
    let near = near::near(word, rules.iter().flat_map(|rule| [rule.code, rule.name]));
    Err(Stop::because(Message::Unknown { what: Named::Rule, name: word.to_owned(), near }))
}
