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
    // Measures: what is no target first, then numbers, comparators, and the words around them.
    "measure/label",
    "measure/document",
    "measure/date",
    "measure/years",
    "measure/service-level",
    "measure/ordinal",
    "measure/all-of",
    "measure/deadline",
    "measure/age",
    "measure/ownership",
    "measure/score",
    "measure/one-of",
    "measure/criterion",
    "measure/if",
    "measure/past-result",
    "measure/of-plan",
    "measure/amount",
    "measure/range",
    "measure/between",
    "measure/ratio",
    "measure/number-word",
    "measure/rank",
    "measure/at-least",
    "measure/above",
    "measure/exceeds",
    "measure/at-most",
    "measure/below",
    "measure/about",
    "measure/or-more",
    "measure/or-less",
    "measure/reaches",
    "measure/comes-to",
    "measure/from",
    "measure/rises",
    "measure/falls",
    "measure/completes",
    "measure/makes",
    "measure/aims",
    "measure/filler",
    "measure/has",
    "measure/what",
    "measure/group",
    "measure/part-of",
    "measure/respectively",
    "measure/compared-with-time",
    "measure/compared-with-rule",
    "measure/by-year",
    "measure/in-year",
    "measure/undergoes",
    "measure/doing",
    "measure/percent-misread",
];

/// Code lists: name and text.
pub(super) const LISTS: &[(&str, &str)] = lists!["areas", "comparators", "units"];
