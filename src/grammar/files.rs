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
    "furniture/gazette-head",
    "furniture/page-number",
    "furniture/signature-stamp",
    "item/bullet",
    "item/form",
    "item/number",
    "heading/part",
    "heading/chapter",
    "heading/section",
    "heading/subsection",
    "heading/article",
    "heading/roman",
    "heading/upper",
    "heading/dotted",
    "heading/arabic",
    "heading/arabic-dash",
    "heading/arabic-bracket",
    "heading/letter",
    "heading/braced-number",
    "heading/braced-roman",
    "heading/braced-letter",
    "form/addressee",
    "form/appendix",
    "form/article",
    "form/attached-to",
    "form/authority",
    "form/basis",
    "form/enacts",
    "form/filing",
    "form/kind",
    "form/motto",
    "form/name",
    "form/number",
    "form/office",
    "form/order",
    "form/place-date",
    "form/proposal",
    "form/recipients",
    "form/signature",
    "section/introduces",
    "annex/coordinating",
    "annex/lead",
    "annex/name",
    "annex/note",
    "annex/number",
    "annex/result",
    "annex/time",
];

/// Code lists: name and text.
pub(super) const LISTS: &[(&str, &str)] = lists!["areas",];
