//! Source and outline become facts, in reading order: values with the words they were read from and the rule that read them.
//!
//! A reader is a function from a [`Passage`](crate::passage::Passage) to values. Surface wordings are grammars, meaning is here.

pub mod abbreviation;
pub mod activity;
pub mod agency;
pub mod area;
pub mod calendar;
pub mod citation;
pub mod date;
pub mod deadline;
pub mod decision;
pub mod duty;
pub mod indicator;
pub mod measure;
pub mod quantity;
pub mod section;

use std::collections::BTreeMap;

use crate::grammar::Catalog;

/// What a reader may know beside the words in front of it.
#[derive(Debug, Clone)]
pub struct Context<'c> {
    /// Grammars and code lists in use.
    pub catalog: &'c Catalog,
    /// First and last year of the plan's period, where it names one.
    pub years: Option<(i32, i32)>,
    /// Day of issue, where it is known.
    pub issued_on: Option<jiff::civil::Date>,
    /// Number of the act itself: "3162/QĐ-UBND".
    pub own_number: Option<String>,
    /// Abbreviations that the document defines: the long form by the letters and digits of the short one.
    abbreviations: BTreeMap<String, String>,
}

impl<'c> Context<'c> {
    /// A context that knows the grammars only.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, years: None, issued_on: None, own_number: None, abbreviations: BTreeMap::new() }
    }

    /// Says that the document abbreviates `long` as `short`; its first definition holds.
    pub fn define(&mut self, short: &str, long: &str) {
        let key = short.chars().filter(|c| c.is_alphanumeric()).collect();
        self.abbreviations.entry(key).or_insert_with(|| long.to_owned());
    }

    /// The long form of an abbreviation that the document defines; of the short one only letters and digits.
    #[must_use]
    pub fn defined(&self, short: &str) -> Option<&str> {
        self.abbreviations.get(short).map(String::as_str)
    }
}
