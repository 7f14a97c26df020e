//! The plan as rules look at it: its words line by line, and what they are all about.

use std::{cell::OnceCell, collections::BTreeSet, ops::Range};

use jiff::civil::Date;
use serde_json::Value;

use super::{
    place::{Part, Place, Text, narrow},
    words::{Word, Words},
};
use crate::{
    fold::fold,
    grammar::{Catalog, codelist::Row},
    plan::{Activity, Measure, Milestone, Origins, Plan},
};

/// A plan and what rules ask of it again and again.
#[derive(Debug)]
pub(super) struct Subject<'s> {
    pub plan: &'s Plan,
    pub catalog: &'s Catalog,
    /// The document's text, where it is there: a canonical plan comes without.
    pub text: Option<Text<'s>>,
    /// All words of the plan, each once, in document order as far as its form allows.
    pub lines: Vec<Line<'s>>,
    /// First and last year of the plan; the first is none for "đến năm 2030".
    pub years: Option<(Option<i32>, i32)>,
    pub issued_on: Option<Date>,
    /// The province or city that issues it.
    pub province: Option<&'s Row>,
    /// True for a plan of the administrative reform.
    pub is_reform: bool,
    /// Ids of rows with sub-rows.
    parents: BTreeSet<&'s str>,
    json: OnceCell<Value>,
    words: &'s Words<'s>,
}

/// Text of the plan that stands together: a heading, a paragraph, one result of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'s> {
    pub text: &'s str,
    item: &'s str,
    part: Part,
    section: Option<&'s str>,
    origin: &'s Origins,
}

/// A stretch and its words.
#[derive(Debug)]
pub(super) struct Line<'s> {
    pub text: &'s str,
    folded: OnceCell<String>,
    /// Words without the marks between them.
    pub words: &'s [Word],
    all: &'s Words<'s>,
    pub item: &'s str,
    pub part: Part,
    /// The heading that it stands under.
    pub section: Option<&'s str>,
    pub origin: &'s Origins,
}

impl<'s> Subject<'s> {
    /// `words` are those of the `stretches`.
    pub(super) fn new(
        plan: &'s Plan,
        text: Option<&'s str>,
        catalog: &'s Catalog,
        stretches: &[Stretch<'s>],
        words: &'s Words<'s>,
    ) -> Self {
        let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse::<Date>().ok());
        let years = plan.plan.period.as_ref().and_then(|period| {
            let last = i32::from(day(&period.end)?.year());
            Some((day(&period.start).map(|first| i32::from(first.year())), last))
        });
        let titles = [plan.decision.subject.as_deref(), plan.plan.title.as_deref()];
        let is_reform =
            titles.into_iter().flatten().map(fold).any(|title| ["cải cách hành chính", "cchc"].iter().any(|it| title.contains(it)));
        let line = |(nth, stretch): (usize, &Stretch<'s>)| {
            let Stretch { text, item, part, section, origin } = *stretch;
            Line { text, folded: OnceCell::new(), words: words.of_text(nth), all: words, item, part, section, origin }
        };
        Self {
            plan,
            catalog,
            text: text.map(Text::new),
            lines: stretches.iter().enumerate().map(line).collect(),
            years,
            issued_on: day(&plan.decision.issued_on),
            province: province(plan, catalog),
            is_reform,
            parents: plan.activities.iter().filter_map(|activity| activity.parent.as_deref()).collect(),
            json: OnceCell::new(),
            words,
        }
    }

    /// The plan as it is written down, for rules that go by its paths.
    pub(super) fn json(&self) -> &Value {
        self.json.get_or_init(|| serde_json::to_value(self.plan).unwrap_or_default())
    }

    /// The bytes `range` of a line, as a place.
    pub(super) fn place(&self, line: &Line<'_>, range: Range<usize>) -> Place {
        let origin = narrow(line.text, &range, line.origin, self.text.as_ref());
        Place { item: Some(line.item.to_owned()), part: line.part, words: line.text[range].to_owned(), origin }
    }

    /// A whole line.
    pub(super) fn whole(&self, line: &Line<'_>) -> Place {
        self.place(line, 0..line.text.len())
    }

    /// Where a scalar field of the act or the plan stands.
    pub(super) fn field(&self, field: &str) -> Option<Place> {
        let evidence = self.plan.decision.evidence.iter().chain(&self.plan.plan.evidence).find(|evidence| evidence.field == field)?;
        let words = self.text.as_ref().map_or_else(String::new, |text| text.words(&evidence.origin));
        Some(Place { item: Some(format!("decision.{field}")), part: Part::Head, words, origin: evidence.origin.clone() })
    }

    /// The words that say when, without those that say what, as a place.
    pub(super) fn time(&self, milestone: &Milestone) -> Place {
        let text = &milestone.text;
        let what = milestone.deliverable.as_deref().filter(|what| text.starts_with(what)).map_or(0, str::len);
        let inside = text[what..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':' | ';' | ',' | '.' | '-'));
        let range = if inside.is_empty() || what == 0 {
            0..text.len()
        } else {
            let start = what + text[what..].find(inside).unwrap_or(0);
            start..start + inside.len()
        };
        let origin = narrow(text, &range, &milestone.origin, self.text.as_ref());
        Place::of(&milestone.id, Part::Time, &text[range], &origin)
    }

    /// Rows with sub-rows are headings of a kind; the others are what somebody must do.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'s Activity> + use<'s, '_> {
        self.plan.activities.iter().filter(|activity| !self.parents.contains(activity.id.as_str()))
    }

    /// Ids of the paragraphs that set a task or a target.
    pub(super) fn asking(&self) -> BTreeSet<&'s str> {
        let tasks = self.plan.tasks.iter().map(|task| task.id.as_str());
        let targets = self.plan.indicators.iter().map(|indicator| indicator.id.as_str());
        tasks.chain(targets).filter_map(|id| id.split_once(':')).map(|(_, paragraph)| paragraph).collect()
    }

    /// Every time that is set, and whether a row sets it.
    pub(super) fn milestones(&self) -> impl Iterator<Item = (&'s Milestone, bool)> + use<'s> {
        let plan = self.plan;
        let rows = plan.activities.iter().flat_map(|row| &row.milestones).map(|milestone| (milestone, true));
        let body = plan.tasks.iter().flat_map(|task| &task.milestones).chain(plan.duties.iter().flat_map(|duty| &duty.milestones));
        rows.chain(body.map(|milestone| (milestone, false)))
    }

    /// Every bullet, task and row that sets values: its words and the values.
    pub(super) fn measures(&self) -> impl Iterator<Item = (&'s str, &'s [Measure])> + use<'s> {
        let plan = self.plan;
        let indicators = plan.indicators.iter().map(|indicator| (indicator.text.as_str(), indicator.measures.as_slice()));
        let tasks = plan.tasks.iter().map(|task| (task.text.as_str(), task.measures.as_slice()));
        let rows = plan.activities.iter().map(|row| (row.name.as_str(), row.measures.as_slice()));
        indicators.chain(tasks).chain(rows).filter(|(_, measures)| !measures.is_empty())
    }

    /// The paragraph or row that stands where `origin` does.
    pub(super) fn item_at(&self, origin: &Origins) -> &str {
        let Some(at) = origin.first().map(|origin| origin.start) else { return "" };
        self.lines.iter().find(|line| line.holds(at)).map_or("", |line| line.item)
    }

    /// What a row is to do, as a place.
    pub(super) fn name(&self, activity: &Activity) -> Place {
        let origin = narrow(&activity.name, &(0..activity.name.len()), &activity.origin, self.text.as_ref());
        Place::of(&activity.id, Part::Name, &activity.name, &origin)
    }

    /// Where a phrase (folded) begins: the line and the word, in the order of the lines.
    pub(super) fn phrase<'l>(&'l self, phrase: &[&str]) -> impl Iterator<Item = (&'l Line<'s>, usize)> + use<'l, 's> {
        self.words.phrase(phrase).into_iter().map(|(line, at)| (&self.lines[line], at))
    }

    /// Where words stand of which `is` says yes, asked once a spelling, as printed and folded.
    pub(super) fn spelt(&self, is: impl Fn(&str, &str) -> bool) -> impl Iterator<Item = (&Line<'s>, usize)> {
        self.words.spelt(is).into_iter().map(|(line, at)| (&self.lines[line], at))
    }

    /// Lines of running text and cells, without heads of the act.
    pub(super) fn prose(&self) -> impl Iterator<Item = &Line<'s>> {
        self.lines.iter().filter(|line| line.is_prose())
    }
}

impl<'s> Line<'s> {
    /// True where a code point of the text belongs to it.
    pub(super) fn holds(&self, at: u32) -> bool {
        self.origin.iter().any(|piece| piece.start <= at && at < piece.end)
    }

    /// True for running text and cells, without heads of the act.
    pub(super) fn is_prose(&self) -> bool {
        !matches!(self.part, Part::Head | Part::Recipient)
    }

    /// The folded word at `at`.
    pub(super) fn word(&self, at: usize) -> Option<&'s str> {
        self.words.get(at).map(|word| self.all.folded(*word))
    }

    /// The whole line, folded: every word at the same bytes as printed.
    pub(super) fn folded(&self) -> &str {
        self.folded.get_or_init(|| fold(self.text))
    }

    /// True where two words are the same, whatever their capitals.
    pub(super) fn same(&self, one: usize, other: usize) -> bool {
        self.words.get(one).map(|word| word.form) == self.words.get(other).map(|word| word.form)
    }

    /// The printed word at `at`.
    pub(super) fn printed(&self, at: usize) -> Option<&'s str> {
        self.words.get(at).map(|word| &self.text[word.range()])
    }

    /// The bytes of the words `at`.
    pub(super) fn bytes(&self, at: Range<usize>) -> Range<usize> {
        let end = self.words.get(at.end.saturating_sub(1)).map_or(self.text.len(), |word| word.range().end);
        self.words.get(at.start).map_or(end, |word| word.range().start)..end
    }

    /// What stands between the words `at` and `at + 1`.
    pub(super) fn gap(&self, at: usize) -> &'s str {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(one), Some(next)) => &self.text[one.range().end..next.range().start],
            _ => "",
        }
    }
}

/// All text of the plan, each once, in document order as far as its form allows.
pub(super) fn stretches(plan: &Plan) -> Vec<Stretch<'_>> {
    let mut stretches = Vec::new();
    let mut add = |text, origin, item, part, section| stretches.push(Stretch { text, item, part, section, origin });
    let decision = &plan.decision;
    let evidence = |field: &str| {
        let all = decision.evidence.iter().chain(&plan.plan.evidence);
        all.filter(|evidence| evidence.field == field).map(|evidence| &evidence.origin).next()
    };
    if let (Some(subject), Some(origin)) = (&decision.subject, evidence("subject")) {
        add(subject, origin, "decision.subject", Part::Title, None);
    }
    for basis in &decision.legal_basis {
        add(&basis.text, &basis.origin, "decision.legal_basis", Part::Basis, None);
    }
    if let Some(proposal) = &decision.proposal {
        add(&proposal.text, &proposal.origin, "decision.proposal", Part::Basis, None);
    }
    for article in &decision.articles {
        add(&article.text, &article.origin, &article.id, Part::Article, None);
    }
    for recipient in &decision.recipients {
        add(&recipient.text, &recipient.origin, "decision.recipients", Part::Recipient, None);
    }
    if let (Some(title), Some(origin)) = (&plan.plan.title, evidence("title")) {
        add(title, origin, "plan.title", Part::Title, None);
    }
    if let Some(attached) = &plan.plan.attached_to {
        add(&attached.text, &attached.origin, "plan.attached_to", Part::AttachedTo, None);
    }
    let mut rows = plan.activities.iter().filter(|activity| activity.rule == "layout/table").peekable();
    for entry in &plan.outline {
        if let Some(title) = &entry.title {
            add(title, &entry.origin, &entry.id, Part::Heading, Some(&entry.id));
        }
        for paragraph in &entry.paragraphs {
            // A row of a table that lists no tasks: its cells stand side by side and make no sentence.
            let part = if paragraph.cells.is_empty() { Part::Paragraph } else { Part::Cell };
            add(&paragraph.text, &paragraph.origin, &paragraph.id, part, Some(&entry.id));
        }
        while let Some(row) = rows.next_if(|row| row.section.as_deref() == Some(entry.id.as_str())) {
            row_stretches(row, &mut add);
        }
    }
    rows.for_each(|row| row_stretches(row, &mut add));
    stretches
}

fn row_stretches<'p>(row: &'p Activity, add: &mut impl FnMut(&'p str, &'p Origins, &'p str, Part, Option<&'p str>)) {
    let section = row.section.as_deref();
    add(&row.name, &row.origin, &row.id, Part::Name, section);
    for result in &row.results {
        add(&result.text, &result.origin, &row.id, Part::Results, section);
    }
    for (agencies, part) in [(&row.lead, Part::Lead), (&row.coordinating, Part::Coordinating)] {
        for agency in agencies {
            add(&agency.text, &agency.origin, &row.id, part, section);
        }
    }
    let mut before = None;
    for milestone in &row.milestones {
        // "hằng quý, 6 tháng, năm" is read as three times of the same words.
        if before != Some(&milestone.origin) {
            add(&milestone.text, &milestone.origin, &milestone.id, Part::Time, section);
        }
        before = Some(&milestone.origin);
    }
    for cell in &row.cells {
        add(&cell.text, &row.origin, &row.id, Part::Cell, section);
    }
    if let Some(note) = &row.note {
        add(note, &row.origin, &row.id, Part::Note, section);
    }
}

/// The province that the issuer or the jurisdiction names, as it was on the day of signing.
fn province<'s>(plan: &Plan, catalog: &'s Catalog) -> Option<&'s Row> {
    let list = catalog.list("provinces")?;
    let day = plan.decision.issued_on.as_deref();
    let was_there = |row: &Row| {
        let (from, to) = (row.get("valid_from"), row.get("valid_to"));
        day.is_none_or(|day| (from.is_empty() || from <= day) && (to.is_empty() || day <= to))
    };
    let named = |text: &str| {
        let forms = crate::grammar::names::words(text);
        (0..forms.len()).rev().find_map(|at| {
            let found = list.names().at(at, |at| forms.get(at).map(String::as_str));
            let named: Vec<&Row> = found.iter().filter_map(|found| list.rows().get(found.row)).collect();
            named.iter().find(|row| was_there(row)).or(named.first()).copied()
        })
    };
    let texts = [plan.plan.jurisdiction.as_deref(), plan.decision.issuer.as_deref()];
    texts.into_iter().flatten().find_map(named)
}
