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
    /// Abbreviations that the document defines: short and long form.
    pub abbreviations: Vec<(String, String)>,
}

impl<'c> Context<'c> {
    /// A context that knows the grammars only.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, years: None, issued_on: None, own_number: None, abbreviations: Vec::new() }
    }
}
