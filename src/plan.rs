//! The canonical plan as types: the contract with everything that reads our output.
//!
//! Keys are written in the order of the fields below, two-space indent, one final newline. Names are fixed by the format
//! `kehoach-plan/1`; English keys, Vietnamese values as printed. Every item that was read carries `origin` (where it stands) and
//! `rule` (the grammar that read it, or the part of the program, such as `layout/table`).

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name of the grammar or room that read a value: `deadline/quarter`.
pub type Rule = Cow<'static, str>;

/// The value of `format`; raised when a reader of the old form would misread the new one.
pub const FORMAT: &str = "kehoach-plan/1";

/// One document, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "kehoach-plan/1")]
pub struct Plan {
    /// Always [`FORMAT`].
    pub format: Cow<'static, str>,
    /// What wrote this plan.
    pub generator: Generator,
    /// What it was read from.
    pub source: SourceInfo,
    /// The act itself.
    pub decision: Decision,
    /// The plan that the act issues; without title where the act issues none.
    pub plan: PlanInfo,
    /// Headings with their paragraphs, flat, in document order.
    pub outline: Vec<Entry>,
    /// Reform areas that the plan covers; empty for a plan of another kind.
    pub areas: Vec<Area>,
    /// What is to be reached, and by how much.
    pub indicators: Vec<Indicator>,
    /// Narrative tasks of the body.
    pub tasks: Vec<Task>,
    /// Rows of the task annex, and tasks with label lines.
    pub activities: Vec<Activity>,
    /// Times set for somebody outside annex rows.
    pub duties: Vec<Duty>,
    /// Reporting periods.
    pub reports: Reports,
    /// Every reference to a document, in order.
    pub citations: Vec<Citation>,
    /// Abbreviations that the document defines.
    pub abbreviations: Vec<Abbreviation>,
    /// What became of every character.
    pub coverage: Coverage,
    /// What the reader should look at.
    pub findings: Vec<Finding>,
}

/// The program that wrote a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// `kehoach`.
    pub name: Cow<'static, str>,
    /// Version of the program.
    pub version: Cow<'static, str>,
    /// SHA-256 over the grammar files and code lists in use, hexadecimal.
    pub grammars: String,
}

/// The file that a plan was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// File name without folders; `-` for standard input.
    pub name: String,
    /// SHA-256 of the file's bytes, hexadecimal.
    pub sha256: String,
    /// Media type, told by content: `text/plain`.
    pub media_type: Cow<'static, str>,
    /// Number of pages, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pages: Option<u32>,
    /// How the words came to be text.
    pub text: TextKind,
    /// Which act of several in one file, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<u32>,
}

/// How the words of a document came to be text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// The file is text.
    Plain,
    /// The file holds its text as text.
    TextLayer,
    /// Read from images.
    Ocr,
    /// Some pages one way, some the other.
    Mixed,
}

/// Where a piece of an item stands: `start` and `end`, half-open, in Unicode code points of the text that `kehoach text` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Page, from 1, where the input has pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<u32>,
    /// First code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
    /// Boxes (left, top, right, bottom) in PDF points from the top left of the page as it is seen.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub boxes: Option<Vec<[f64; 4]>>,
}

/// The pieces of an item: two where a page break cuts it.
pub type Origins = Vec<Origin>;

/// The act: a decision, or a plan that is issued directly.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Type of the act: "Quyết định", "Kế hoạch", "Chỉ thị" (NĐ 30/2020/NĐ-CP, Điều 7).
    pub kind: Option<String>,
    /// Number and symbol, spaces closed up: "3162/QĐ-UBND".
    pub number: Option<String>,
    /// Day of issue, ISO 8601.
    pub issued_on: Option<String>,
    /// Place of issue: "Sơn La".
    pub place: Option<String>,
    /// Who issues it, in ordinary case: "Ủy ban nhân dân tỉnh Sơn La".
    pub issuer: Option<String>,
    /// What it is about, as printed.
    pub subject: Option<String>,
    /// What it rests on, one entry a clause.
    pub legal_basis: Vec<LegalBasis>,
    /// Who proposed it.
    pub proposal: Option<Proposal>,
    /// Its articles (Điều).
    pub articles: Vec<Article>,
    /// Who receives it, without the filing line.
    pub recipients: Vec<Recipient>,
    /// The filing line ("Lưu: …").
    pub filing: Option<String>,
    /// Who signed.
    pub signatory: Option<Signatory>,
    /// The acts that it replaces.
    pub replaces: Vec<Replaced>,
    /// When it takes effect.
    pub effective: Option<Effective>,
    /// Where each scalar above stands and which rule read it.
    pub evidence: Vec<Evidence>,
}

/// Where a scalar field stands and which rule read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Name of the field: `number`.
    pub field: Cow<'static, str>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// A clause of the legal basis ("Căn cứ …").
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LegalBasis {
    /// Its words, without the final `;` or `.`.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// Numbers of the documents named in it.
    pub citations: Vec<String>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// The proposal that the act follows ("Theo đề nghị của …").
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Proposal {
    /// Its words.
    pub text: String,
    /// Who proposed: "Giám đốc Sở Nội vụ".
    pub proposer: Option<String>,
    /// Number of the submission: "1077/TTr-SNV".
    pub number: Option<String>,
    /// Day of the submission, ISO 8601.
    pub date: Option<String>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// An article (Điều) of the act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// Id: `art:1`.
    pub id: String,
    /// Its number.
    pub number: u32,
    /// Its words, without "Điều N.".
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// One line of "Nơi nhận".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recipient {
    /// Its words, without dash and final mark.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// Where it stands.
    pub origin: Origins,
}

/// The signature block (NĐ 30/2020/NĐ-CP, Phụ lục I, II.7).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signatory {
    /// Prefix lines, joined with " / ": "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH".
    pub capacity: Option<String>,
    /// Office of the person: "PHÓ CHỦ TỊCH".
    pub title: Option<String>,
    /// The person.
    pub name: Option<String>,
}

/// An act that this one replaces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Replaced {
    /// The words that say so.
    pub text: String,
    /// Number of the replaced act.
    pub number: Option<String>,
    /// Its day, ISO 8601.
    pub date: Option<String>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// When the act takes effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Effective {
    /// The words that say so.
    pub text: String,
    /// The day, ISO 8601: the day of signing where the words say so.
    pub date: Option<String>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// The plan that the act issues.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanInfo {
    /// Its title, as printed.
    pub title: Option<String>,
    /// Where it applies: "tỉnh Sơn La".
    pub jurisdiction: Option<String>,
    /// The years that it covers.
    pub period: Option<Period>,
    /// "(Kèm theo Quyết định số …)".
    pub attached_to: Option<AttachedTo>,
    /// Where each scalar above stands and which rule read it.
    pub evidence: Vec<Evidence>,
}

/// The days that a plan covers, both inclusive, ISO 8601; `start` is null where only an end is named ("đến năm 2030").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// First day.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
}

/// The line that ties an attached document to its act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AttachedTo {
    /// Its words, in brackets as printed.
    pub text: String,
    /// Number of the act as printed there.
    pub number: Option<String>,
    /// Day of the act as printed there, ISO 8601.
    pub date: Option<String>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// A heading, or a numbered sentence (then `title` is null and its words are the first paragraph).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// From the printed numbering: `II.3.a`; a number printed a second time gets `~2`.
    pub id: String,
    /// Id of the heading above; null at the top.
    pub parent: Option<String>,
    /// Depth in the tree, from 1; 0 for what stands before the first heading.
    pub level: u32,
    /// The printed marker, without its point or bracket: "II", "a", "1.1".
    pub marker: Option<String>,
    /// The heading's words.
    pub title: Option<String>,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// True where the heading runs into its text at a ":".
    pub run_in: bool,
    /// Code of the reform area that the heading names.
    pub area: Option<String>,
    /// The paragraphs under it, before the next heading.
    pub paragraphs: Vec<Paragraph>,
    /// Where marker and title stand.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// A paragraph under a heading, bulleted or not, or a row of a table that lists no tasks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// Counted under its heading: `II.3.a#4`; nested bullets `II.3.a#4.2`.
    pub id: String,
    /// The printed bullet.
    pub bullet: Option<String>,
    /// Its words; cells of a table row with a space between them.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// The cells, where it is a row of a table.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub origin: Origins,
}

/// One cell of a table row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// Words of the column's header; null where the table has none.
    pub header: Option<String>,
    /// Words of the cell.
    pub text: String,
}

/// A reform area that the plan covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Area {
    /// Code of the list `areas`: `steering`, `institutions`, …
    pub code: String,
    /// The heading in the body; null where there is none.
    pub section: Option<String>,
    /// The group of the appendix; null where there is none.
    pub appendix_section: Option<String>,
    /// Its title, as printed.
    pub title: String,
    /// Where the title stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// A bullet, sentence or row that sets targets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Indicator {
    /// Id: `ind:II.3.a#4`.
    pub id: String,
    /// The heading that it stands under.
    pub section: Option<String>,
    /// Its place among the indicators of the section, from 1.
    pub order: u32,
    /// Code of its reform area.
    pub area: Option<String>,
    /// Its words.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// What they set; empty for a target in words only.
    pub measures: Vec<Measure>,
    /// Who is responsible for it.
    pub lead: Vec<Agency>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// One value that a target sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// Code of the list `comparators`: `eq`, `gt`, `ge`, `range`, …
    pub comparator: String,
    /// The value: "1,8%" is 1.8, "14.174" is 14174.
    pub value: Option<Quantity>,
    /// Upper end of a `range`.
    pub value_max: Option<Quantity>,
    /// "%", or as printed.
    pub unit: Option<String>,
    /// The words for what is measured.
    pub subject: Option<String>,
    /// The level or group that the value holds for, where parallel values are set.
    pub scope: Option<String>,
    /// What a change is measured against.
    pub baseline: Option<Baseline>,
    /// Index in the same `measures` of the measure that this is a part of.
    pub within: Option<u32>,
    /// The year or day by which it must hold, ISO 8601.
    pub by: Option<String>,
    /// The words that were read.
    pub text: String,
    /// Where they stand.
    pub origin: Origins,
    /// Which rule read them.
    pub rule: Rule,
}

/// What a change is measured against: "so với năm 2021", "từ 23 ca".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Baseline {
    /// Its words.
    pub text: String,
    /// The year it names.
    pub year: Option<i32>,
    /// The value it names.
    pub value: Option<Quantity>,
    /// The unit of that value.
    pub unit: Option<String>,
}

/// A number, written without a fraction where it has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity(pub f64);

impl Serialize for Quantity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53, seen above")]
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self)
    }
}

impl JsonSchema for Quantity {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Quantity".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// A narrative task of the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Id: `task:II.3.b#2`.
    pub id: String,
    /// The heading that it stands under.
    pub section: Option<String>,
    /// Code of its reform area.
    pub area: Option<String>,
    /// Its words.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// Values that it sets.
    pub measures: Vec<Measure>,
    /// Times that it sets.
    pub milestones: Vec<Milestone>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// A row of a task annex, or a task with its label lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Activity {
    /// Id: `act:PL.I.1`; a row without number `act:PL.I#3`.
    pub id: String,
    /// The outline id that it stands under.
    pub section: Option<String>,
    /// The printed number.
    pub number: Option<String>,
    /// Id of the activity that it is a sub-row of.
    pub parent: Option<String>,
    /// Code of its reform area.
    pub area: Option<String>,
    /// What is to be done.
    pub name: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// What comes out of it.
    pub results: Vec<Text>,
    /// Who leads.
    pub lead: Vec<Agency>,
    /// Who co-ordinates.
    pub coordinating: Vec<Agency>,
    /// When what is due.
    pub milestones: Vec<Milestone>,
    /// Targets set in the row.
    pub measures: Vec<Measure>,
    /// Columns that are none of these.
    pub cells: Vec<Cell>,
    /// Words of the column "Ghi chú".
    pub note: Option<String>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// Words as they were likely meant: the printed ones make no sense, and one near reading does ("Chi số CCHC", "Chỉ số CCHC").
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LikelyReading {
    /// The words, each slip put right; numbers are as printed.
    pub text: String,
    /// Which rules read the slips, each once.
    pub rules: Vec<Rule>,
}

/// Words with their place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// The words.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// Where they stand.
    pub origin: Origins,
}

/// One phrase that names who acts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agency {
    /// As printed.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// Names in ordinary spelling, or the code of a collective.
    pub agencies: Vec<String>,
    /// Whether it is known.
    pub kind: AgencyKind,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// Whether a phrase names agencies, a collective, or neither that we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// One or several agencies by name.
    Agency,
    /// A group: `departments`, `communes`, …
    Collective,
    /// A body that the catalogue does not hold; `agencies` is empty.
    Unknown,
}

/// One deliverable–time pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Milestone {
    /// Id: `act:PL.I.1/2`.
    pub id: String,
    /// The words that name what is due; null where only a time stands there.
    pub deliverable: Option<String>,
    /// The words that were read.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// How the time is fixed.
    pub kind: MilestoneKind,
    /// First day, ISO 8601, inclusive.
    pub start: Option<String>,
    /// Last day, ISO 8601, inclusive; for `by` the printed day.
    pub end: Option<String>,
    /// `day`, `month`, `quarter`, `half`, `year` or `range`.
    pub precision: Option<Precision>,
    /// True for "trước ngày": the last allowed day is the day before `end`.
    pub exclusive: bool,
    /// How often, where `kind` is `recurring`.
    pub recurrence: Option<Recurrence>,
    /// Words of the event or document that the time hangs on.
    pub event: Option<String>,
    /// ISO 8601 duration after the event.
    pub offset: Option<String>,
    /// True where the year is not printed and comes from the plan's period.
    pub inferred_year: bool,
    /// EDTF level 2 (ISO 8601-2).
    pub edtf: Option<String>,
    /// Where the words stand.
    pub origin: Origins,
    /// Which rule read them.
    pub rule: Rule,
}

/// How the time of a milestone is fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// Within a span of the calendar.
    On,
    /// At the latest on a day.
    By,
    /// Again and again.
    Recurring,
    /// After an event.
    After,
    /// All the time.
    Continuous,
    /// As another document says.
    Reference,
    /// Not read; the words are kept.
    Unread,
}

/// How fine a time is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// From–to.
    Range,
}

/// How often something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recurrence {
    /// How many times …
    pub times: u32,
    /// … in each of these.
    pub per: Per,
    /// ISO 8601 duration, only where the text says it ("6 tháng/lần").
    pub every: Option<String>,
    /// RFC 5545, only where the text fixes the days.
    pub rrule: Option<String>,
}

/// The span that a recurrence counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A year.
    Year,
    /// Half a year.
    Half,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
    /// A week.
    Week,
}

/// A sentence outside annex rows that sets a time for somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Duty {
    /// Id: `duty:3`.
    pub id: String,
    /// Its words.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// Who must act.
    pub who: Vec<Agency>,
    /// To whom.
    pub to: Vec<Agency>,
    /// When.
    pub milestones: Vec<Milestone>,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// What the plan says of reports.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reports {
    /// Data windows of reporting periods.
    pub periods: Vec<ReportPeriod>,
}

/// The data window of one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportPeriod {
    /// "Báo cáo Quý I/2022".
    pub name: String,
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub to: String,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// A reference to a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// Id: `cit:12`.
    pub id: String,
    /// The words that were read.
    pub text: String,
    /// The same words as they were likely meant, where OCR slips stand in them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<LikelyReading>,
    /// Type of the document: "Nghị quyết".
    pub r#type: Option<String>,
    /// Number and symbol, spaces closed up; null for a law that is named.
    pub number: Option<String>,
    /// Day, ISO 8601, where it is printed with it.
    pub date: Option<String>,
    /// Who issued it, where it is printed with it.
    pub issuer: Option<String>,
    /// Name of a law.
    pub title: Option<String>,
    /// Year that the words give.
    pub year: Option<i32>,
    /// Identifies the document, with the year: `76/NQ-CP@2021`.
    pub key: Option<String>,
    /// True where it is this very act.
    #[serde(rename = "self")]
    pub is_self: bool,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// An abbreviation that the document defines: "cải cách hành chính (CCHC)".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Abbreviation {
    /// "CCHC".
    pub short: String,
    /// "cải cách hành chính".
    pub long: String,
    /// Where it stands.
    pub origin: Origins,
    /// Which rule read it.
    pub rule: Rule,
}

/// What became of every character; the parts sum to `characters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Code points of the document's text.
    pub characters: u64,
    /// Read into a field.
    pub read: u64,
    /// Kept as a paragraph's words only.
    pub kept: u64,
    /// Ignored for a named reason.
    pub ignored: Vec<Ignored>,
    /// Not read.
    pub unread: Vec<Unread>,
}

/// Characters set aside for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ignored {
    /// Code of the list `ignored`: `page_number`, `running_head`, `white_space`, `markup`, …
    pub reason: Cow<'static, str>,
    /// How many.
    pub characters: u64,
}

/// A stretch of text that was not read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Unread {
    /// Where it stands.
    pub origin: Origins,
    /// Its words.
    pub text: String,
}

/// What a reader should look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Code of the list `findings`: `number-repeated`.
    pub code: Cow<'static, str>,
    /// How grave it is.
    pub severity: Severity,
    /// In words, in Vietnamese.
    pub message: String,
    /// Id of the item that it is about.
    pub item: Option<String>,
    /// Where it stands.
    pub origin: Origins,
    /// What to do about it.
    pub suggestion: Option<String>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something is wrong.
    Error,
    /// Something is likely wrong.
    Warning,
    /// Something to know.
    Info,
}
