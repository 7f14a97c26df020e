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
pub(super) const GRAMMARS: &[(&str, &str)] = grammars![
    "decision/number",
    // Citations: in the order in which the words after a number are read.
    "citation/date",
    "citation/law-year",
    "citation/issued-by",
    "citation/issuer-place",
    "citation/issuer-name",
    "citation/issuer-verb",
    "citation/law-amending",
    "citation/law-before",
    "citation/law-name-ends",
];

/// Code lists: name and text.
pub(super) const LISTS: &[(&str, &str)] = lists!["areas", "document_types", "issuers", "laws",];
