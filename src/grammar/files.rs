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
    "agency/departments",
    "agency/departments-and-organisations",
    "agency/departments-and-localities",
    "agency/departments-and-districts",
    "agency/districts",
    "agency/communes",
    "agency/districts-and-communes",
    "agency/provinces",
    "agency/ministries",
    "agency/ministries-and-localities",
    "agency/localities",
    "agency/related",
    "agency/public-service-units",
    "agency/central-bodies",
    "agency/mass-organisations",
    "agency/press",
    "agency/enterprises",
    "agency/bodies",
    "agency/management-boards",
    "agency-tail/related",
    "agency-tail/place",
    "agency-head/person",
    "role/none",
    "role/verb",
    "role/lead",
    "role/with",
    "role/lead-label",
    "role/with-label",
    "role/lead-bracket",
    "role/with-bracket",
    "role/assign",
    "role/report",
    "role/toward",
    "role/through",
];

/// Code lists: name and text.
pub(super) const LISTS: &[(&str, &str)] = lists!["areas", "agencies", "agency-abbreviations", "collectives", "provinces"];
