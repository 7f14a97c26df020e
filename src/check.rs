//! The reviewer's second pair of eyes: what is wrong with a plan before it is signed, or with an archive before it is trusted.
//!
//! Rules work on the [`plan`](crate::plan), so a canonical plan can be checked as well as the document it was read from; the
//! document's text only makes places exact. One rule is one file below `check/`, named for what it catches so that it reads after
//! "allow", with its reason, its limits and its examples, which are its tests. Facts that rules need are code lists. What a rule did
//! not find is told apart from what it could not look at ([`Status`]).
//!
//! ```
//! use kehoach::{Options, check, grammar::Catalog, plan::Severity, read};
//! let text = "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nI. CHỈ TIÊU\n\n- Tỷ lệ hồ sơ đúng hạn đạt trên 100%.\n";
//! let document = read(text.into(), &Options::of("plan.txt"))?;
//! let report = check::check(&document.plan, Some(&document.text), Catalog::built_in(), check::RULES);
//! let share = report.findings.iter().find(|finding| finding.name == "share-over-hundred").expect("no share is over 100%");
//! assert_eq!((share.words.as_str(), share.severity), ("đạt trên 100%", Severity::Error));
//! # Ok::<(), kehoach::error::Error>(())
//! ```

mod abbreviation_undefined;
mod activity_incomplete;
mod agencies_run_together;
mod agency_out_of_time;
mod agency_spelling;
mod announced_count_differs;
mod another_province;
mod appendix_group_without_section;
mod area_half_empty;
mod area_named_differently;
mod bullet_missing;
mod called_another_kind;
mod citation_wording;
mod cited_act;
mod component_missing;
mod coordinator_misplaced;
mod day_without_year;
mod deadline_after_period;
mod deadline_before_period;
mod deadline_before_signing;
mod doubled_words;
mod effective_before_signing;
mod final_mark_missing;
mod first_of_several_alone;
mod heading_without_text;
mod horizon_with_continuous_deadline;
mod impossible_date;
mod known_act_misquoted;
mod leading_zero;
mod measure_incomplete;
mod mixed_spelling;
mod name_written_two_ways;
mod near_duplicate_activities;
mod no_duty_to_report;
mod notes;
mod numbering;
mod omission;
mod one_off_result_continuous;
mod own;
mod own_number_differs;
mod paragraph_repeated;
mod parallel_lists_unequal;
mod part_exceeds_whole;
mod past_time_in_task;
mod past_year_in_deadline;
mod place;
mod plan_carries_out_itself;
mod plan_year_differs;
mod programme_not_cited;
mod reading_notes;
mod reference_to_nothing;
mod reform_area_missing;
mod report_and_plan_order;
mod report_due_before_data_close;
mod report_windows_disjoint;
mod result_of_another_kind;
mod result_repeats_task;
mod result_without_deadline;
mod rule;
mod series_out_of_line;
mod set_phrase;
mod share_over_hundred;
mod signature_without_authority;
mod stray_mark;
mod subheading_named_differently;
mod subject;
mod table_damaged;
mod target_among_tasks;
mod target_below_national;
mod target_with_two_values;
mod target_without_value;
mod time_runs_backwards;
mod unfinished_paragraph;
mod unit_missing_in_deadline;
mod unit_of_another_kind;
mod words;
mod year_digits_off;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::{
    notes::Finding,
    own::OwnRules,
    place::Part,
    rule::{Both, Example, Frame, Rule},
};
use self::{notes::Notes, rule::Check, subject::Subject, words::Words};
use crate::{
    grammar::Catalog,
    plan::{Generator, Plan, SourceInfo},
};

/// Every rule, by group and in order of code.
pub const RULES: &[&Rule<'static>] = &[
    &reform_area_missing::RULE,
    &area_half_empty::TARGETS_ONLY,
    &area_half_empty::TASKS_ONLY,
    &appendix_group_without_section::RULE,
    &activity_incomplete::LEAD,
    &activity_incomplete::RESULT,
    &activity_incomplete::DEADLINE,
    &result_without_deadline::RULE,
    &target_without_value::RULE,
    &announced_count_differs::RULE,
    &no_duty_to_report::RULE,
    &first_of_several_alone::RULE,
    &result_repeats_task::RULE,
    &result_of_another_kind::RULE,
    &deadline_before_signing::RULE,
    &deadline_before_period::RULE,
    &deadline_after_period::RULE,
    &impossible_date::RULE,
    &year_digits_off::RULE,
    &report_windows_disjoint::RULE,
    &report_due_before_data_close::RULE,
    &one_off_result_continuous::RULE,
    &report_and_plan_order::BEFORE,
    &report_and_plan_order::SOON_AFTER,
    &unit_missing_in_deadline::MONTH,
    &unit_missing_in_deadline::YEAR,
    &past_year_in_deadline::RULE,
    &day_without_year::RULE,
    &horizon_with_continuous_deadline::RULE,
    &effective_before_signing::RULE,
    &time_runs_backwards::RULE,
    &plan_year_differs::RULE,
    &past_time_in_task::RULE,
    &share_over_hundred::RULE,
    &parallel_lists_unequal::RULE,
    &part_exceeds_whole::RULE,
    &target_with_two_values::SAME,
    &target_with_two_values::ALL,
    &target_below_national::RULE,
    &measure_incomplete::RANGE,
    &measure_incomplete::BASELINE,
    &series_out_of_line::RULE,
    &own_number_differs::NUMBER,
    &own_number_differs::DATE,
    &cited_act::UNDATED,
    &cited_act::FUTURE,
    &cited_act::TWO_DATES,
    &cited_act::OTHER_YEAR,
    &known_act_misquoted::DATE,
    &known_act_misquoted::TITLE,
    &name_written_two_ways::RULE,
    &reference_to_nothing::ANNEX,
    &reference_to_nothing::SECTION,
    &programme_not_cited::RULE,
    &citation_wording::WITHOUT_SO,
    &citation_wording::RUN_TOGETHER,
    &cited_act::OTHER_KIND,
    &called_another_kind::RULE,
    &known_act_misquoted::NUMBER,
    &own_number_differs::ISSUER,
    &plan_carries_out_itself::RULE,
    &numbering::REPEATED,
    &numbering::SKIPPED,
    &numbering::BACKWARDS,
    &heading_without_text::RULE,
    &table_damaged::HEADER,
    &table_damaged::MOVED,
    &near_duplicate_activities::RULE,
    &coordinator_misplaced::IN_LEAD,
    &coordinator_misplaced::LEAD_AMONG,
    &bullet_missing::RULE,
    &subheading_named_differently::RULE,
    &paragraph_repeated::RULE,
    &target_among_tasks::RULE,
    &area_named_differently::RULE,
    &unit_of_another_kind::KIND,
    &unit_of_another_kind::ABOLISHED,
    &agency_out_of_time::RULE,
    &agency_spelling::WAYS,
    &agency_spelling::WORD_MISSING,
    &another_province::RULE,
    &agencies_run_together::RULE,
    &agency_spelling::MARK_MISSING,
    &component_missing::MISSING,
    &signature_without_authority::RULE,
    &leading_zero::RULE,
    &set_phrase::CAPITALS,
    &set_phrase::WORD_LOST,
    &doubled_words::IN_A_ROW,
    &doubled_words::IN_A_SENTENCE,
    &unfinished_paragraph::RULE,
    &abbreviation_undefined::RULE,
    &mixed_spelling::TONE,
    &mixed_spelling::HANG,
    &mixed_spelling::QUOTES,
    &stray_mark::AFTER_PREPOSITION,
    &stray_mark::SPACES,
    &stray_mark::BRACKETS,
    &final_mark_missing::RULE,
    &stray_mark::AND_BEFORE_YEAR,
    &reading_notes::SLIP,
    &reading_notes::UNREAD,
    &reading_notes::COVERAGE,
    &reading_notes::IMAGES,
    &reading_notes::TIME,
    &reading_notes::AGENCY,
    &reading_notes::CUT,
];

/// The value of `format` of a report in JSON.
pub const FORMAT: &str = "kehoach-check/1";

/// What was found in one plan, and what every rule did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// What was found, in document order; first what is missing altogether.
    pub findings: Vec<Finding>,
    /// What became of each rule.
    pub rules: Vec<Outcome>,
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    /// Code of the rule.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it ended.
    pub status: Status,
    /// How many things of its kind it looked at.
    pub looked_at: usize,
    /// How many findings it has.
    pub found: usize,
}

/// How a rule ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It found something.
    Failed,
    /// It looked and found nothing.
    Passed,
    /// The plan holds nothing of the kind that it is about.
    NotApplicable,
}

/// What `kehoach check --format json` writes: `kehoach-check/1`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "kehoach-check/1")]
pub struct Checks<'c> {
    /// Always [`FORMAT`].
    pub format: &'static str,
    /// What checked.
    pub generator: Generator,
    /// One entry a file, in the order in which they were named.
    pub files: Vec<FileChecks<'c>>,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FileChecks<'c> {
    /// The file as it was named.
    pub file: &'c str,
    /// What the plan was read from.
    pub source: &'c SourceInfo,
    /// How many findings were accepted before and are not told again.
    pub accepted: usize,
    /// What was found, in document order.
    pub findings: &'c [Finding],
    /// What became of each rule.
    pub rules: &'c [Outcome],
}

/// Holds a plan to `rules`; `text` is the document's text, where it is known. The same plan gives the same report, on every machine.
#[must_use]
pub fn check(plan: &Plan, text: Option<&str>, catalog: &Catalog, rules: &[&Rule<'_>]) -> Report {
    let stretches = subject::stretches(plan);
    let words = Words::of(stretches.iter().map(|stretch| stretch.text));
    let subject = Subject::new(plan, text, catalog, &stretches, &words);
    let mut report = Report { findings: Vec::new(), rules: Vec::new() };
    for rule in rules {
        let mut notes = Notes::new(rule);
        match rule.check {
            Check::Code(check) => check(&subject, &mut notes),
            Check::Own(own) => own.check(&subject, &mut notes),
        }
        let found = notes.findings.len();
        let status = match (found, notes.looked_at) {
            (0, 0) => Status::NotApplicable,
            (0, _) => Status::Passed,
            _ => Status::Failed,
        };
        report.rules.push(Outcome {
            code: rule.code.to_owned(),
            name: rule.name.to_owned(),
            status,
            looked_at: notes.looked_at.max(found),
            found,
        });
        report.findings.append(&mut notes.findings);
    }
    report.findings.sort_by_key(|finding| finding.origin.first().map_or(0, |origin| origin.start));
    report
}
