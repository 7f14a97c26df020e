//! Tasks with label lines: "Đơn vị chủ trì: …", "Thời gian thực hiện: …", in plans without a task table.

use std::ops::Range;

use crate::{
    layout::{
        outline::{Content, Entry, Para},
        table::Role,
    },
    passage::Passage,
    plan::{Activity, Agency, AgencyKind},
};

use super::{Parts, of_parts};
use crate::extract::{Context, agency, deadline};

/// The activities of the paragraphs under a heading, and which paragraphs they use: tasks followed by a block of label lines. Tasks that
/// share one block are one activity each. Where a label holds the task's own words ("Nội dung: …"), or nothing else does, the heading is
/// the activity, and its number the activity's.
#[must_use]
pub fn labelled(
    entry: &Entry,
    above: Option<&Entry>,
    paragraphs: &[&Para],
    area: Option<&str>,
    context: &Context<'_>,
) -> (Vec<Activity>, Vec<usize>) {
    let (mut activities, mut used) = (Vec::new(), Vec::new());
    if let (true, Some(title), [only]) = (entry.run_in, &entry.title, paragraphs)
        && let Some(block) = Block::of_sentence(only, context)
    {
        return (vec![heading_activity(&block, &entry.words.slice(title), entry, above, area, context)], vec![0]);
    }
    // "5. Tập huấn nghiệp vụ (Sở Nội vụ; tháng 9/2026)", and nothing below it.
    if let (Some(title), [], false) = (&entry.title, paragraphs, entry.run_in)
        && let Some((name, block)) = Block::inside(&entry.words.slice(title), context)
    {
        return (vec![heading_activity(&block, &name, entry, above, area, context)], Vec::new());
    }
    let mut first = 0;
    let mut at = 0;
    while at < paragraphs.len() {
        let Some(block) = Block::at(paragraphs, at, context) else {
            if let Some((name, block)) = Block::inside(&paragraphs[at].words.slice(&paragraphs[at].text), context) {
                used.push(at);
                let activity = block.activity(&name, &format!("act:{}", paragraphs[at].id), area, context);
                activities.push(Activity { section: Some(entry.id.clone()), ..activity });
                first = at + 1;
            }
            at += 1;
            continue;
        };
        if block.has(Role::Lead) || block.has(Role::Coordinating) {
            let tasks = tasks_above(paragraphs, first..at);
            used.extend((at..block.end).chain(tasks.iter().copied()));
            let content = block.words(Role::Name);
            // Labels under a bullet are the bullet's, and what they say of its contents is a note: "- Nghị định …" over "+ Nội dung: …".
            let owner = (first..at).next_back().filter(|&task| paragraphs[task].depth < paragraphs[at].depth);
            if let (Some(task), false) = (owner.filter(|&task| paragraphs[task].bullet.is_some()), content.is_empty()) {
                used.push(task);
                let para = paragraphs[task];
                let name = para.text.start..para.words.text()[..para.text.end].trim_end_matches([':', ' ']).len().max(para.text.start);
                let activity = block.activity(&para.words.slice(&name), &format!("act:{}", para.id), area, context);
                let content = Passage::concat(&content).text().to_owned();
                let note = activity.note.iter().fold(content, |content, note| format!("{content} {note}"));
                activities.push(Activity { section: Some(entry.id.clone()), note: Some(note), ..activity });
            } else if !content.is_empty() || tasks.is_empty() {
                let name = if content.is_empty() {
                    entry.title.as_ref().map(|title| entry.words.slice(title))
                } else {
                    Some(Passage::concat(&content))
                };
                activities.extend(name.map(|name| heading_activity(&block, &name, entry, above, area, context)));
            } else {
                activities.extend(tasks.iter().map(|&task| {
                    let para = paragraphs[task];
                    let activity = block.activity(&para.words.slice(&para.text), &format!("act:{}", para.id), area, context);
                    Activity { section: Some(entry.id.clone()), ..activity }
                }));
            }
        } else if block.has(Role::Time) && paragraphs[at].bullet.is_none() {
            // "1.2. Sở Tài chính" over "- Tham mưu …" and a plain line "Thời gian hoàn thành: …": the heading says who.
            let tasks: Vec<usize> =
                tasks_above(paragraphs, first..at).into_iter().filter(|&task| paragraphs[task].bullet.is_some()).collect();
            if !tasks.is_empty() && entry.title.is_some() {
                used.extend((at..block.end).chain(tasks.iter().copied()));
                activities.extend(tasks.iter().map(|&task| {
                    let para = paragraphs[task];
                    let name = para.words.slice(&para.text);
                    let activity = block.activity(&name, &format!("act:{}", para.id), area, context);
                    Activity { section: Some(entry.id.clone()), lead: actor(&name, entry, context), ..activity }
                }));
            }
        }
        first = block.end;
        at = block.end;
    }
    (activities, used)
}

/// Who acts where no label says it: the words before a colon ("Sở Xây dựng: hướng dẫn …"), or the heading.
fn actor(name: &Passage, entry: &Entry, context: &Context<'_>) -> Vec<Agency> {
    const LONGEST: usize = 160;
    let own = name
        .text()
        .find(':')
        .filter(|&colon| colon <= LONGEST)
        .map(|colon| agency::named(&name.slice(&(0..colon)), context))
        .unwrap_or_default();
    match &entry.title {
        Some(title) if own.is_empty() => agency::named(&entry.words.slice(title), context),
        _ => own,
    }
}

/// The activities of a heading whose sub-headings are labels: "a) Nhiệm vụ: …", "b) Cơ quan thực hiện: …", "c) Thời gian thực hiện: …".
/// Where no label holds the task's words, the heading is the activity.
#[must_use]
pub fn under_headings(entry: &Entry, above: Option<&Entry>, below: &[&Entry], area: Option<&str>, context: &Context<'_>) -> Vec<Activity> {
    let mut tasks: Vec<(Passage, &str)> = Vec::new();
    let mut block = Block { labels: Vec::new(), end: 0 };
    for child in below {
        let Some(paragraphs) = paragraphs_of(child) else { return Vec::new() };
        // A sentence with a number is a paragraph without a title.
        let (heading, paragraphs) = match (&child.title, paragraphs.split_first()) {
            (Some(title), _) => (child.words.slice(&(title.start..child.words.len())), &paragraphs[..]),
            (None, Some((first, rest))) => (first.words.slice(&first.text), rest),
            (None, None) => return Vec::new(),
        };
        let Some((role, end)) = role_of(&heading, context) else { return Vec::new() };
        let behind = if child.run_in { Passage::default() } else { heading.slice(&heading.trim(&(end..heading.len()))) };
        if role == Some(Role::Name) {
            tasks.push((behind, &child.id));
            tasks.extend(paragraphs.iter().map(|para| (para.words.slice(&para.text), para.id.as_str())));
            continue;
        }
        match Block::at(paragraphs, 0, context) {
            Some(inner) if inner.end == paragraphs.len() && behind.is_empty() => block.labels.extend(inner.labels),
            _ => {
                let below = paragraphs.iter().map(|para| para.words.slice(&para.text));
                let words: Vec<Passage> = std::iter::once(behind).chain(below).filter(|words| !words.is_empty()).collect();
                let header = heading.text()[..end].trim_end_matches([':', ' ']).to_owned();
                let first = if child.run_in || end < heading.len() { None } else { words.first().cloned() };
                let printed = if child.title.is_some() { child.words.clone() } else { heading };
                let line = Passage::concat(&[Some(printed), first].into_iter().flatten().collect::<Vec<_>>());
                block.labels.push(Label { role, header, words, line });
            }
        }
    }
    if !block.has(Role::Lead) {
        return Vec::new();
    }
    tasks.retain(|(task, _)| !task.is_empty() && !task.text().trim_end().ends_with(':'));
    if let (true, Some(title)) = (tasks.is_empty(), &entry.title) {
        return vec![heading_activity(&block, &entry.words.slice(title), entry, above, area, context)];
    }
    tasks
        .iter()
        .map(|(task, id)| Activity { section: Some(entry.id.clone()), ..block.activity(task, &format!("act:{id}"), area, context) })
        .collect()
}

/// The activity that a heading itself names: its number is the activity's, its section the heading above.
fn heading_activity(
    block: &Block,
    name: &Passage,
    entry: &Entry,
    above: Option<&Entry>,
    area: Option<&str>,
    context: &Context<'_>,
) -> Activity {
    Activity {
        section: Some(above.map_or_else(|| entry.id.clone(), |above| above.id.clone())),
        number: entry.marker.as_ref().map(|marker| entry.words.text()[marker.clone()].to_owned()),
        ..block.activity(name, &format!("act:{}", entry.id), area, context)
    }
}

/// The paragraphs under a heading, if nothing else stands there.
fn paragraphs_of(entry: &Entry) -> Option<Vec<&Para>> {
    let paragraph = |content: &'_ Content| matches!(content, Content::Paragraph(_));
    if !entry.content.iter().all(paragraph) {
        return None;
    }
    let paragraphs = entry.content.iter().filter_map(|content| match content {
        Content::Paragraph(para) => Some(para),
        Content::Table(_) => None,
    });
    Some(paragraphs.collect())
}

/// The tasks that a block of labels belongs to: the paragraphs right above it, down to the block before; a sentence that introduces
/// bullets is none.
fn tasks_above(paragraphs: &[&Para], range: Range<usize>) -> Vec<usize> {
    let bulleted = range.clone().any(|at| paragraphs[at].bullet.is_some());
    range.filter(|&at| (!bulleted || paragraphs[at].bullet.is_some()) && !paragraphs[at].words.text().trim_end().ends_with(':')).collect()
}

/// Label lines that stand together.
struct Block {
    labels: Vec<Label>,
    /// The paragraph after the last.
    end: usize,
}

/// Bytes; a longer sentence says more than who leads and when.
const LONGEST_SENTENCE: usize = 300;

/// A label with its words: what stands behind it, and deeper bullets under it.
struct Label {
    role: Option<Role>,
    header: String,
    words: Vec<Passage>,
    line: Passage,
}

impl Block {
    /// The block that starts at a paragraph.
    fn at(paragraphs: &[&Para], start: usize, context: &Context<'_>) -> Option<Self> {
        let mut block = Self { labels: Vec::new(), end: start };
        while let Some(para) = paragraphs.get(block.end)
            && let Some(labels) = labels(para, context)
        {
            block.end += 1;
            let depth = para.depth;
            block.labels.extend(labels);
            while let Some(para) = paragraphs.get(block.end)
                && para.bullet.is_some()
                && para.depth > depth
                && self::labels(para, context).is_none()
                && let Some(label) = block.labels.last_mut()
            {
                label.words.push(para.words.slice(&para.text));
                block.end += 1;
            }
        }
        (!block.labels.is_empty()).then_some(block)
    }

    /// Labels that stand behind the task in its own paragraph, and the words of the task: "Hoàn thiện vị trí việc làm. Đơn vị thực hiện: Vụ Tổ
    /// chức cán bộ. Thời hạn: 30/6/2025."
    fn inside(words: &Passage, context: &Context<'_>) -> Option<(Passage, Self)> {
        let heads = behind_marks(words, 0, context);
        let task = words.trim_final(&(0..heads.first()?.at));
        let task = words.trim_final(&(task.start..words.text()[..task.end].trim_end_matches(['(', ' ']).len()));
        let block = Self { labels: labels_at(words, &heads), end: 0 };
        (block.has(Role::Lead) && !task.is_empty()).then(|| (words.slice(&task), block))
    }

    /// "2.1. Xây dựng kho dữ liệu dùng chung: Sở Nội vụ chủ trì, hoàn thành trước 30/6/2025": a sentence that says who leads, and when, and
    /// nothing more.
    fn of_sentence(para: &Para, context: &Context<'_>) -> Option<Self> {
        let words = para.words.slice(&para.text);
        let words = words.slice(&words.trim_final(&words.whole()));
        if words.len() > LONGEST_SENTENCE || !words.folded().contains("chủ trì") {
            return None;
        }
        let marks = words.text().match_indices([',', ';']).map(|(at, _)| at);
        let time = marks.map(|at| words.trim(&(at + 1..words.len()))).find(|rest| deadline::is_time(&words.slice(rest), context));
        let who = words.slice(&words.trim_final(&(0..time.as_ref().map_or(words.len(), |time| time.start))));
        let says_more = || !agency::parties(&who, &Passage::default(), context).rest.is_empty();
        if !agency::leads(&who, context) || says_more() {
            return None;
        }
        let label = |role: Role, line: Passage| Label { role: Some(role), header: String::new(), words: vec![line.clone()], line };
        let time = time.map(|time| label(Role::Time, words.slice(&time)));
        Some(Self { labels: std::iter::once(label(Role::Lead, who)).chain(time).collect(), end: 1 })
    }

    fn has(&self, role: Role) -> bool {
        self.labels.iter().any(|label| label.role == Some(role))
    }

    fn words(&self, role: Role) -> Vec<Passage> {
        self.labels.iter().filter(|label| label.role == Some(role)).flat_map(|label| label.words.iter().cloned()).collect()
    }

    /// The words of the labels of time. Of several, each label says which one it is: "Thời gian trình: …", "Thời gian ban hành: …".
    fn times(&self) -> Passage {
        let labels = || self.labels.iter().filter(|label| label.role == Some(Role::Time));
        let several = labels().skip(1).any(|label| labels().next().is_some_and(|first| first.header != label.header));
        let words = labels().flat_map(|label| match &label.words[..] {
            [only] if several && label.line.len() > only.len() => std::slice::from_ref(&label.line),
            words => words,
        });
        Passage::concat(&words.cloned().collect::<Vec<_>>())
    }

    fn activity(&self, name: &Passage, id: &str, area: Option<&str>, context: &Context<'_>) -> Activity {
        let parts = Parts {
            name,
            results: self.words(Role::Result),
            lead: Passage::concat(&self.words(Role::Lead)),
            coordinating: Passage::concat(&self.words(Role::Coordinating)),
            time: self.times(),
            result_and_time: Passage::default(),
            span: (Passage::default(), Passage::default()),
            lead_header: self
                .labels
                .iter()
                .find(|label| label.role == Some(Role::Lead))
                .map(|label| label.header.clone())
                .filter(|header| !header.is_empty()),
        };
        let mut activity = of_parts(&parts, id, context);
        if activity.milestones.is_empty() && !self.has(Role::Time) {
            activity.milestones = deadline::sentence(name, context, id);
        }
        activity.area = area.map(ToOwned::to_owned);
        let note = Passage::concat(&self.words(Role::Note));
        activity.note = (!note.is_empty()).then(|| note.text().to_owned());
        activity.origin = name.origin(&name.whole());
        for label in &self.labels {
            activity.origin.extend(label.line.origin(&label.line.whole()));
            activity.origin.extend(label.words.iter().skip(1).flat_map(|words| words.origin(&words.whole())));
        }
        activity.rule = "extract/label-lines".into();
        activity
    }
}

/// The labels of a paragraph that begins with one: most often no other, or several that run on ("Chủ trì: Sở Nội vụ. Thời gian: Quý I/2026.").
fn labels(para: &Para, context: &Context<'_>) -> Option<Vec<Label>> {
    let line = &para.words;
    let (role, end) = role_of(line, context)?;
    let mut heads = vec![Head { at: para.text.start, role, end }];
    heads.extend(behind_marks(line, end, context));
    if let [only] = &heads[..] {
        let words = line.trim(&(only.end..line.len()));
        // "Cơ quan chủ trì: Sở Nội vụ. Các sở, ngành chủ động triển khai": the sentence behind the agencies is a note.
        if matches!(role, Some(Role::Lead | Role::Coordinating))
            && let Some(end) = end_of_agencies(line, &words, context)
        {
            let label =
                |role, header, words: Range<usize>| Label { role, header, words: vec![line.slice(&words)], line: line.slice(&words) };
            let note = line.trim(&(end..words.end));
            let first = Label { line: line.slice(&(para.text.start..end)), ..label(role, only.header(line), words.start..end) };
            return Some(vec![first, label(Some(Role::Note), String::new(), note)]);
        }
        let words = if words.is_empty() { Vec::new() } else { vec![line.slice(&words)] };
        return Some(vec![Label { role, header: only.header(line), words, line: line.clone() }]);
    }
    Some(labels_at(line, &heads))
}

/// Where the agencies behind a label end, if a sentence follows in which one of them acts.
fn end_of_agencies(line: &Passage, words: &Range<usize>, context: &Context<'_>) -> Option<usize> {
    let text = &line.text()[words.clone()];
    let stop = text.match_indices(". ").map(|(at, _)| words.start + at + 1).find(|&end| {
        let before = line.text()[..end - 1].chars().next_back();
        before.is_some_and(char::is_lowercase) && line.text()[end..].trim_start().starts_with(char::is_uppercase)
    })?;
    let rest = line.slice(&line.trim(&(stop..words.end)));
    agency::roles(&rest, context).is_some_and(|roles| !roles.lead.is_empty()).then_some(stop)
}

/// A label in a paragraph, and where its words begin.
struct Head {
    at: usize,
    role: Option<Role>,
    end: usize,
}

impl Head {
    fn header(&self, words: &Passage) -> String {
        words.text()[self.at..self.end].trim_end_matches([':', ' ']).to_owned()
    }
}

/// The labels that stand in a paragraph behind a mark, from byte `from` on.
fn behind_marks(words: &Passage, from: usize, context: &Context<'_>) -> Vec<Head> {
    const LONGEST: usize = 60;
    const FIRST_WORD: usize = 16;
    let text = words.text();
    // A label is short, and ends in a colon.
    let head = |at: usize| {
        let colon = text[at..].char_indices().take(LONGEST).find(|(_, c)| *c == ':')?.0 + at + 1;
        // The first word behind it may tell whether it is one.
        let end = text[colon..].char_indices().nth(FIRST_WORD).map_or(text.len(), |(end, _)| colon + end);
        role_of(&words.slice(&(at..end)), context).map(|(role, end)| Head { at, role, end: at + end })
    };
    let marks = text[from..].match_indices(['.', ';', '(', ',']).map(|(at, _)| from + at + 1);
    let mut heads: Vec<Head> = marks.map(|at| at + usize::from(text[at..].starts_with(' '))).filter_map(head).collect();
    let clauses: Vec<Head> =
        clauses(words, from, context).into_iter().filter(|clause| heads.iter().all(|head| head.at != clause.at)).collect();
    heads.extend(clauses);
    heads.sort_by_key(|head| head.at);
    heads
}

/// The clauses, in the brackets that end a paragraph, that say without a label who leads, or when: "(Phòng Pháp chế chủ trì; quý IV/2022)".
fn clauses(words: &Passage, from: usize, context: &Context<'_>) -> Vec<Head> {
    let text = words.text().trim_end_matches(['.', ';', ',', ' ']);
    let open = text.strip_suffix(')').and_then(|inside| inside.rfind('(')).filter(|open| *open >= from);
    let Some(open) = open else { return Vec::new() };
    let inside = open + 1..text.len() - 1;
    let is_time = |range: &Range<usize>| deadline::is_time(&words.slice(range), context);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut start = inside.start;
    for end in text[inside.clone()].match_indices(';').map(|(at, _)| inside.start + at).chain(std::iter::once(inside.end)) {
        let range = words.trim(&(start..end));
        // "(Sở Du lịch chủ trì, hoàn thành trong quý III/2026)": the time behind the first comma that nothing but a time follows.
        let commas = text[range.clone()].match_indices(',').map(|(at, _)| range.start + at);
        let time = commas.map(|comma| words.trim(&(comma + 1..range.end))).find(is_time);
        match time {
            Some(time) => ranges.extend([words.trim_final(&(range.start..time.start)), time]),
            None => ranges.push(range),
        }
        start = end + 1;
    }
    let timed = ranges.iter().any(is_time);
    let role = |(nth, range): (usize, &Range<usize>)| {
        let clause = words.slice(range);
        // "(Sở Du lịch; quý IV/2026)": beside a time, agencies alone say who acts.
        let acts = || nth == 0 && timed && agency::named(&clause, context).iter().any(|agency| agency.kind != AgencyKind::Unknown);
        if is_time(range) {
            Some(Role::Time)
        } else if agency::leads(&clause, context) || acts() {
            Some(Role::Lead)
        } else {
            None
        }
    };
    let roles: Vec<Option<Role>> = ranges.iter().enumerate().map(role).collect();
    // A time alone may be part of the sentence.
    if !roles.contains(&Some(Role::Lead)) {
        return Vec::new();
    }
    let heads = ranges.iter().zip(roles);
    heads.filter_map(|(range, role)| Some(Head { at: range.start, role: Some(role?), end: range.start })).collect()
}

/// The labels with their words, each up to the next; a bracket around them is no part of the words.
fn labels_at(words: &Passage, heads: &[Head]) -> Vec<Label> {
    let text = words.text();
    let nexts = heads.iter().skip(1).map(|next| next.at).chain(std::iter::once(words.len()));
    let label = |(head, next): (&Head, usize)| {
        let mut range = words.trim_final(&(head.end..next));
        let count = |mark: char| text[range.clone()].matches(mark).count();
        // Brackets that close what was opened before the words.
        let mut strays = count(')').saturating_sub(count('('));
        while text[range.clone()].ends_with('(') || (text[range.clone()].ends_with(')') && strays > 0) {
            strays = if text[range.clone()].ends_with('(') { strays + 1 } else { strays - 1 };
            range = words.trim_final(&(range.start..range.end - 1));
        }
        let line = words.slice(&(head.at..range.end.max(head.end)));
        let behind = if range.is_empty() { Vec::new() } else { vec![words.slice(&range)] };
        Label { role: head.role, header: head.header(words), words: behind, line }
    };
    heads.iter().zip(nexts).map(label).collect()
}

/// What a label at the start of a line is for, and where it ends.
fn role_of(line: &Passage, context: &Context<'_>) -> Option<(Option<Role>, usize)> {
    let reading = context.catalog.cued("label", line).find_map(|grammar| grammar.find(line))?;
    let role = match reading.grammar.means() {
        "lead" => Some(Role::Lead),
        "coordinating" => Some(Role::Coordinating),
        "time" => Some(Role::Time),
        "result" => Some(Role::Result),
        "content" => Some(Role::Name),
        "note" => Some(Role::Note),
        _ => None,
    };
    Some((role, reading.get("label").map_or(reading.range.end, |label| label.end)))
}
