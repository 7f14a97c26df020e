//! Every grammar and code list that comes with the program: one visible list, in order of precedence (on a tie the earlier one wins).

/// Named parts of patterns.
pub(super) const PARTS: &str = include_str!("../../grammars/parts.toml");

macro_rules! grammars {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../grammars/", $name, ".toml")))),*] };
}
macro_rules! lists {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../grammars/codelists/", $name, ".csv")))),*] };
}

/// Grammars: name and text.
pub(super) const GRAMMARS: &[(&str, &str)] = grammars!["decision/number",];

/// Code lists: name and text.
pub(super) const LISTS: &[(&str, &str)] = lists!["areas",];
