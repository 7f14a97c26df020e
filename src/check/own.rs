//! Rules of a person's own: a demand on paths of the plan, with its reason and its examples, in TOML.
//!
//! ```toml
//! [[rule]]
//! code = "SL01"
//! name = "finance-without-report"
//! severity = "warning"
//! what = { vi = "Sở Tài chính chủ trì mà không có báo cáo", en = "The finance department leads, and no report is due" }
//! why = { vi = "Quy chế làm việc của tỉnh, Điều 12", en = "The province's working rules, Article 12" }
//! each = "activities"                                      # what it is about; without it the plan as a whole
//! only = { path = "lead.text", pattern = "Sở Tài chính" }  # and which of them; without it all
//! must.have = "results"                                    # or one of the other demands, below
//! wrong = [{ rows = "Rà soát | | Sở Tài chính | Các sở | Quý I/2022", words = "Rà soát" }]
//! right = [{ rows = "Rà soát | Báo cáo | Sở Tài chính | Các sở | Quý I/2022" }]
//! ```
//!
//! | Demand | What must hold for each |
//! |---|---|
//! | `must.have = PATH` | something stands there |
//! | `must.be_unique = PATH` | what stands there stands at no other of them |
//! | `must.match = { path, pattern }` | each value there has words that the pattern reads |
//! | `must.not_match = { path, pattern }` | none has |
//! | `must.compare = { path, is, to }` | each value is `<`, `<=`, `=`, `!=`, `>=` or `>` to a number, a day (2022-12-31) or the values of another path |
//! | `must.count = { path, least, most }` | so many things stand there |
//!
//! A path names keys of the plan: `milestones.end`, through lists as well; one that begins with `$.` starts at the plan itself.

mod path;

use std::{borrow::Cow, cmp::Ordering, collections::BTreeSet};

use regex::Regex;
use serde::Deserialize;
use serde_json::Value;

use self::path::{Path, Spot};
use super::{
    notes::{Notes, Said},
    place::{Place, narrow},
    rule::{Both, Check, Example, Frame, Rule},
    subject::Subject,
};
use crate::{error::Error, plan::Severity};

/// The rules of one file.
///
/// ```
/// let text = r#"
/// [[rule]]
/// code = "SL01"
/// name = "row-without-result"
/// severity = "info"
/// what = "An activity without a result"
/// why = "Asked for by the office"
/// each = "activities"
/// must.have = "results"
/// wrong = [{ rows = "Rà soát | | Sở Tư pháp | Các sở | Quý I/2022" }]
/// right = [{ rows = "Rà soát | Báo cáo | Sở Tư pháp | Các sở | Quý I/2022" }]
/// "#;
/// let own = kehoach::check::OwnRules::parse("rules.toml", text)?;
/// assert_eq!(own.rules().next().map(|rule| rule.code), Some("SL01"));
/// # Ok::<(), kehoach::error::Error>(())
/// ```
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnRules {
    rule: Vec<toml::Spanned<Own>>,
}

/// One rule, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    code: String,
    name: String,
    severity: Severity,
    what: Words,
    why: Words,
    #[serde(default)]
    not_covered: Words,
    each: Option<Path>,
    only: Option<Reads>,
    must: Must,
    wrong: Vec<Wrong>,
    right: Vec<Framed>,
    /// The last two, as our own rules hold them.
    #[serde(skip)]
    examples: Vec<Example<'static>>,
}

/// A text in both languages, or one for both.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "write a text, or { vi = …, en = … }")]
enum Words {
    One(String),
    Both { vi: String, en: String },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Must {
    Have(Path),
    BeUnique(Path),
    Match(Reads),
    NotMatch(Reads),
    Compare(Compare),
    Count(Count),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reads {
    path: Path,
    #[serde(deserialize_with = "pattern")]
    pattern: Regex,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Compare {
    path: Path,
    is: Relation,
    to: Other,
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "toml::Value")]
enum Other {
    Number(f64),
    Day(String),
    At(Path),
}

#[derive(Debug, Clone, Copy, Deserialize)]
enum Relation {
    #[serde(rename = "<")]
    Below,
    #[serde(rename = "<=")]
    AtMost,
    #[serde(rename = "=")]
    Same,
    #[serde(rename = "!=")]
    Other,
    #[serde(rename = ">=")]
    AtLeast,
    #[serde(rename = ">")]
    Above,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    path: Path,
    #[serde(default)]
    least: usize,
    #[serde(default = "any")]
    most: usize,
}

#[derive(Debug, Deserialize)]
struct Wrong {
    #[serde(flatten)]
    text: Framed,
    /// Words that the finding must be about.
    #[serde(default)]
    words: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Framed {
    Document(String),
    Body(String),
    Rows(String),
}

impl OwnRules {
    /// Reads a file of rules; `path` is what errors call it.
    ///
    /// # Errors
    /// A file that is no TOML, asks for what is no path of the plan or no pattern, takes a code of ours or lacks an example of either
    /// kind: path, line, reason.
    pub fn parse(path: &str, text: &str) -> Result<Self, Error> {
        let line = |at: usize| text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
        let wrong = |at: Option<usize>, reason: String| Error::Grammar { path: path.to_owned(), line: at.map(line), reason };
        let mut own: Self = toml::from_str(text).map_err(|error| {
            let reason = error.message().lines().collect::<Vec<_>>().join(" ");
            wrong(error.span().map(|span| span.start), reason)
        })?;
        let mut codes = BTreeSet::new();
        for rule in &mut own.rule {
            let at = Some(rule.span().start);
            let rule = rule.get_mut();
            let code = &rule.code;
            let plain = code.len() > 1 && code.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
            if !plain || code.starts_with("KH") || !codes.insert(code.clone()) {
                return Err(wrong(at, format!("the code {code:?}: take capitals and figures, used once, and not KH…, which is ours")));
            }
            if rule.wrong.is_empty() || rule.right.is_empty() {
                return Err(wrong(at, format!("{code}: give one example that is wrong and one that is right")));
            }
            let found = rule.wrong.iter().map(|wrong| wrong.text.example(Some(wrong.words.clone())));
            rule.examples = found.chain(rule.right.iter().map(|right| right.example(None))).collect();
        }
        Ok(own)
    }

    /// The rules, to be held to a plan like ours.
    pub fn rules(&self) -> impl Iterator<Item = Rule<'_>> {
        self.rule.iter().map(toml::Spanned::get_ref).map(|own| Rule {
            code: &own.code,
            name: &own.name,
            severity: own.severity,
            what: own.what.both(),
            why: own.why.both(),
            beyond: own.not_covered.both(),
            examples: &own.examples,
            check: Check::Own(own),
        })
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::One(String::new())
    }
}

impl Words {
    fn both(&self) -> Both<'_> {
        match self {
            Self::One(text) => Both { vi: text, en: text },
            Self::Both { vi, en } => Both { vi, en },
        }
    }
}

impl Framed {
    fn example(&self, finds: Option<String>) -> Example<'static> {
        let (frame, text) = match self {
            Self::Document(text) => (Frame::Whole, text),
            Self::Body(text) => (Frame::Body, text),
            Self::Rows(text) => (Frame::Rows, text),
        };
        Example { frame, text: Cow::Owned(text.clone()), finds: finds.map(Cow::Owned) }
    }
}

impl Own {
    pub(super) fn check(&self, subject: &Subject<'_>, notes: &mut Notes<'_>) {
        let plan = subject.json();
        let whole = Spot::whole(plan);
        let items = self.each.as_ref().map_or_else(|| vec![whole.clone()], |each| each.walk(&whole, plan));
        let items = items.into_iter().filter(|item| self.only.as_ref().is_none_or(|only| only.walk(item, plan).any(|(_, reads)| reads)));
        let mut seen = BTreeSet::new();
        for item in items {
            notes.look();
            for (spot, words) in self.must.broken(&item, plan, &mut seen) {
                let what = notes.rule.what;
                notes.find(place(&spot, &words, subject), Said { vi: what.vi.to_owned(), en: what.en.to_owned() });
            }
        }
    }
}

impl Must {
    /// What of an item does not hold to it, and its words; `seen` are the values that were met before.
    fn broken<'v>(&self, item: &Spot<'v>, plan: &'v Value, seen: &mut BTreeSet<String>) -> Vec<(Spot<'v>, String)> {
        let whole = |holds: bool| if holds { Vec::new() } else { vec![item.clone()] };
        let broken = match self {
            Self::Have(path) => whole(!path.walk(item, plan).is_empty()),
            Self::BeUnique(path) => path.walk(item, plan).into_iter().filter(|spot| !seen.insert(spot.words())).collect(),
            Self::Match(reads) => reads.walk(item, plan).filter(|(_, reads)| !reads).map(|(spot, _)| spot).collect(),
            Self::NotMatch(Reads { path, pattern }) => {
                let found = |spot: Spot<'v>| pattern.find(&spot.words()).map(|words| words.as_str().to_owned()).map(|words| (spot, words));
                return path.walk(item, plan).into_iter().filter_map(found).collect();
            }
            Self::Compare(compare) => {
                let others = compare.to.values(item, plan);
                let holds = |value: &Value| others.iter().all(|other| order(value, other).is_none_or(|order| compare.is.holds(order)));
                compare.path.walk(item, plan).into_iter().filter(|spot| !holds(spot.value)).collect()
            }
            Self::Count(count) => whole((count.least..=count.most).contains(&count.path.walk(item, plan).len())),
        };
        broken.into_iter().map(|spot| (spot.clone(), spot.words())).collect()
    }
}

impl Reads {
    /// The values at the path, and whether the pattern reads them.
    fn walk<'v>(&self, item: &Spot<'v>, plan: &'v Value) -> impl Iterator<Item = (Spot<'v>, bool)> {
        self.path.walk(item, plan).into_iter().map(|spot| {
            let reads = self.pattern.is_match(&spot.words());
            (spot, reads)
        })
    }
}

impl TryFrom<toml::Value> for Other {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        match value {
            #[expect(clippy::cast_precision_loss, reason = "counts and shares are far below 2^53")]
            toml::Value::Integer(number) => Ok(Self::Number(number as f64)),
            toml::Value::Float(number) => Ok(Self::Number(number)),
            toml::Value::Datetime(day) => Ok(Self::Day(day.to_string())),
            toml::Value::String(path) => path.try_into().map(Self::At),
            _ => Err("write a number, a day or a path to compare with".to_owned()),
        }
    }
}

impl Other {
    fn values(&self, item: &Spot<'_>, plan: &Value) -> Vec<Value> {
        match self {
            Self::Number(number) => vec![Value::from(*number)],
            Self::Day(day) => vec![Value::from(day.as_str())],
            Self::At(path) => path.walk(item, plan).into_iter().map(|spot| spot.value.clone()).collect(),
        }
    }
}

/// Numbers by size, words as they are spelt, days (ISO 8601) therefore in order; other things have none.
fn order(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64()?.partial_cmp(&other.as_f64()?),
        (Value::String(one), Value::String(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

impl Relation {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Below => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Same => order.is_eq(),
            Self::Other => order.is_ne(),
            Self::AtLeast => order.is_ge(),
            Self::Above => order.is_gt(),
        }
    }
}

/// Where the words of a spot stand; of a value that is not printed so, such as a day, the words that it was read from.
fn place(spot: &Spot<'_>, words: &str, subject: &Subject<'_>) -> Place {
    if let Some(place) = spot.field.filter(|_| spot.holder.is_none()).and_then(|field| subject.field(field)) {
        return place;
    }
    let whole = spot.holder.map(path::words).unwrap_or_default();
    let range = whole.find(words).filter(|_| spot.value.is_string()).map_or(0..whole.len(), |at| at..at + words.len());
    let origin = narrow(&whole, &range, &spot.origins(), subject.text.as_ref());
    let words = if whole.is_empty() { words } else { &whole[range] };
    Place { item: spot.item.map(ToOwned::to_owned), part: spot.part, words: words.to_owned(), origin }
}

fn pattern<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Regex, D::Error> {
    let text = String::deserialize(from)?;
    Regex::new(&text).map_err(|_| serde::de::Error::custom(format!("{text:?} is no pattern; write a regular expression")))
}

fn any() -> usize {
    usize::MAX
}
