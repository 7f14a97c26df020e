//! The plan as rules look at it: its words line by line, and what they are all about.

use std::{cell::OnceCell, collections::BTreeSet, ops::Range};

use jiff::civil::Date;
use serde_json::Value;

use super::place::{Part, Place, Text, narrow};
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
    pub text: Option<Text>,
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
    index: Index,
}

/// Words that stand together: a heading, a paragraph, one result of a cell.
#[derive(Debug)]
pub(super) struct Line<'s> {
    pub text: &'s str,
    pub folded: String,
    /// Words without the marks between them, as bytes of `text` and `folded` alike.
    pub words: Vec<Range<usize>>,
    pub item: String,
    pub part: Part,
    /// The heading that it stands under.
    pub section: Option<&'s str>,
    pub origin: &'s Origins,
}

impl<'s> Subject<'s> {
    pub(super) fn new(plan: &'s Plan, text: Option<&str>, catalog: &'s Catalog) -> Self {
        let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse::<Date>().ok());
        let years = plan.plan.period.as_ref().and_then(|period| {
            let last = i32::from(day(&period.end)?.year());
            Some((day(&period.start).map(|first| i32::from(first.year())), last))
        });
        let titles = [plan.decision.subject.as_deref(), plan.plan.title.as_deref()];
        let is_reform =
            titles.into_iter().flatten().map(fold).any(|title| ["cải cách hành chính", "cchc"].iter().any(|it| title.contains(it)));
        let lines = lines(plan);
        Self {
            plan,
            catalog,
            text: text.map(Text::new),
            index: Index::of(&lines),
            lines,
            years,
            issued_on: day(&plan.decision.issued_on),
            province: province(plan, catalog),
            is_reform,
            parents: plan.activities.iter().filter_map(|activity| activity.parent.as_deref()).collect(),
            json: OnceCell::new(),
        }
    }

    /// The plan as it is written down, for rules that go by its paths.
    pub(super) fn json(&self) -> &Value {
        self.json.get_or_init(|| serde_json::to_value(self.plan).unwrap_or_default())
    }

    /// The bytes `range` of a line, as a place.
    pub(super) fn place(&self, line: &Line<'_>, range: Range<usize>) -> Place {
        let origin = narrow(line.text, &range, line.origin, self.text.as_ref());
        Place { item: Some(line.item.clone()), part: line.part, words: line.text[range].to_owned(), origin }
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
        self.lines.iter().find(|line| line.holds(at)).map_or("", |line| line.item.as_str())
    }

    /// What a row is to do, as a place.
    pub(super) fn name(&self, activity: &Activity) -> Place {
        let origin = narrow(&activity.name, &(0..activity.name.len()), &activity.origin, self.text.as_ref());
        Place::of(&activity.id, Part::Name, &activity.name, &origin)
    }

    /// Where a phrase (folded) begins: the line and the word.
    pub(super) fn phrase<'l>(&'l self, phrase: &'l [&str]) -> impl Iterator<Item = (&'l Line<'s>, usize)> + 'l {
        let places = phrase.first().map_or(&[][..], |first| self.index.near(first));
        let places = places.iter().filter_map(|&(line, at)| Some((self.lines.get(line)?, at)));
        places.filter(move |(line, at)| phrase.iter().enumerate().all(|(nth, word)| line.word(at + nth) == Some(*word)))
    }

    /// Lines of running text and cells, without heads of the act.
    pub(super) fn prose(&self) -> impl Iterator<Item = &Line<'s>> {
        self.lines.iter().filter(|line| line.is_prose())
    }
}

/// Where each word stands, in buckets by its hash; what two words of a bucket are is told apart by the lines themselves.
#[derive(Debug)]
struct Index {
    /// Where each bucket begins among the places; one more than there are buckets.
    starts: Vec<usize>,
    /// Line and word.
    places: Vec<(usize, usize)>,
}

impl Index {
    const BUCKETS: usize = 4096;

    fn of(lines: &[Line<'_>]) -> Self {
        let each = || lines.iter().enumerate().flat_map(|(nth, line)| (0..line.words.len()).map(move |at| (line, nth, at)));
        let buckets: Vec<usize> = each().map(|(line, _, at)| line.word(at).map_or(0, Self::bucket)).collect();
        let mut starts = vec![0; Self::BUCKETS + 1];
        buckets.iter().for_each(|bucket| starts[bucket + 1] += 1);
        for bucket in 0..Self::BUCKETS {
            starts[bucket + 1] += starts[bucket];
        }
        let (mut next, mut places) = (starts.clone(), vec![(0, 0); buckets.len()]);
        for ((_, nth, at), bucket) in each().zip(buckets) {
            places[next[bucket]] = (nth, at);
            next[bucket] += 1;
        }
        Self { starts, places }
    }

    /// Places of the words that share a bucket with `word`, in document order.
    fn near(&self, word: &str) -> &[(usize, usize)] {
        let bucket = Self::bucket(word);
        &self.places[self.starts[bucket]..self.starts[bucket + 1]]
    }

    /// FNV-1a.
    fn bucket(word: &str) -> usize {
        let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        hash as usize % Self::BUCKETS
    }
}

impl Line<'_> {
    /// True where a code point of the text belongs to it.
    pub(super) fn holds(&self, at: u32) -> bool {
        self.origin.iter().any(|piece| piece.start <= at && at < piece.end)
    }

    /// True for running text and cells, without heads of the act.
    pub(super) fn is_prose(&self) -> bool {
        !matches!(self.part, Part::Head | Part::Recipient)
    }

    /// The folded word at `at`.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(|range| &self.folded[range.clone()])
    }

    /// The printed word at `at`.
    pub(super) fn printed(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(|range| &self.text[range.clone()])
    }

    /// The bytes of the words `at`.
    pub(super) fn bytes(&self, at: Range<usize>) -> Range<usize> {
        let end = self.words.get(at.end.saturating_sub(1)).map_or(self.text.len(), |range| range.end);
        self.words.get(at.start).map_or(end, |range| range.start)..end
    }

    /// What stands between the words `at` and `at + 1`.
    pub(super) fn gap(&self, at: usize) -> &str {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(one), Some(next)) => &self.text[one.end..next.start],
            _ => "",
        }
    }
}

/// Words with letters or figures; "1,8%", "12/2021" and "KH&CN" are one each.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = matches!(c, '/' | '&' | ',' | '.' | '-') && next.is_some_and(is_letter);
        let figures = |c: char| c.is_ascii_digit();
        let inside = match c {
            c if is_letter(c) || c == '%' => true,
            ',' | '.' => joins && start.is_some() && next.is_some_and(figures) && text[..at].ends_with(figures),
            // "2021-2030" are two years, "18-NQ/TW" is one number.
            '-' => joins && start.is_some() && !(text[..at].ends_with(figures) && next.is_some_and(figures)),
            '/' | '&' => joins && start.is_some(),
            _ => false,
        };
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                words.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|first| first..text.len()));
    words
}

/// A letter or figure; the letters of Vietnamese are known without a table.
fn is_letter(c: char) -> bool {
    match c {
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => c.is_alphanumeric(),
    }
}

fn lines(plan: &Plan) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut add = |text, origin, item: &str, part, section| {
        let line = |text: &'_ str| (fold(text), words(text));
        let (folded, words) = line(text);
        lines.push(Line { text, folded, words, item: item.to_owned(), part, section, origin });
    };
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
            row_lines(row, &mut add);
        }
    }
    rows.for_each(|row| row_lines(row, &mut add));
    lines
}

fn row_lines<'p>(row: &'p Activity, add: &mut impl FnMut(&'p str, &'p Origins, &str, Part, Option<&'p str>)) {
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

/// The province that the issuer or the jurisdiction names.
fn province<'s>(plan: &Plan, catalog: &'s Catalog) -> Option<&'s Row> {
    let list = catalog.list("provinces")?;
    let named = |text: &str| {
        let forms = crate::grammar::names::words(text);
        (0..forms.len()).rev().find_map(|at| {
            let found = list.names().at(at, |at| forms.get(at).map(String::as_str));
            let best = found.iter().max_by_key(|found| found.length)?;
            list.rows().get(best.row)
        })
    };
    let texts = [plan.plan.jurisdiction.as_deref(), plan.decision.issuer.as_deref()];
    texts.into_iter().flatten().find_map(named)
}
