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
    "abbreviation/announced",
    "abbreviation/brackets",
    "abbreviation/long-in-brackets",
    // OCR slips: a closed list of phrases.
    "reading/chi-so",
    "reading/chi-dao",
    "reading/chi-thi",
    "reading/phan-dau",
    "reading/phan-dau-one-mark",
    "reading/cong-dich-vu",
    "reading/cong-thong-tin",
    "reading/to-chuc",
    "reading/to-chuc-mark-lost",
    "reading/doi-moi",
    "reading/bo-sung",
    "reading/tong-hop",
    "reading/kiem-tra",
    "reading/kiem-soat",
    "reading/the-che",
    "reading/tham-dinh",
    "reading/day-manh",
    "reading/trien-khai",
    "reading/du-lieu",
    "reading/quyet-dinh",
    "reading/nghi-dinh",
    "reading/uy-ban",
    "reading/hoi-dong",
    "reading/ubnd",
    "reading/hdnd",
    "reading/phoi-hop",
    "reading/ke-hoach",
    "reading/quan-ly",
    "reading/ket-qua",
    "reading/bao-cao",
    "reading/tieu-chuan",
    "reading/dich-vu",
    "reading/thu-tuc",
    "reading/cai-cach",
    "reading/xu-ly-lost",
    "reading/nghien-cuu-lost",
    "reading/dia-phuong-lost",
];

/// Code lists: name and text.
pub(super) const LISTS: &[(&str, &str)] = lists!["areas", "document_types", "issuers", "laws",];
