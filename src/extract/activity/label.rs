//! Tasks with label lines: "Đơn vị chủ trì: …", "Thời gian thực hiện: …", in plans without a task table.

use std::ops::Range;

use crate::{
    layout::{
        outline::{Entry, Para},
        table::Role,
    },
    passage::Passage,
    plan::Activity,
};

use super::{Parts, of_parts};
use crate::extract::Context;

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
    let mut first = 0;
    let mut at = 0;
    while at < paragraphs.len() {
        let block = Block::at(paragraphs, at, context);
        let Some(block) = block else {
            at += 1;
            continue;
        };
        if block.has(Role::Lead) || block.has(Role::Coordinating) {
            let tasks = tasks_above(paragraphs, first..at);
            used.extend((at..block.end).chain(tasks.iter().copied()));
            let content = block.words(Role::Name);
            if !content.is_empty() || tasks.is_empty() {
                let name = if content.is_empty() {
                    entry.title.as_ref().map(|title| entry.words.slice(title))
                } else {
                    Some(Passage::concat(&content))
                };
                let number = entry.marker.as_ref().map(|marker| entry.words.text()[marker.clone()].to_owned());
                let section = above.map_or_else(|| entry.id.clone(), |above| above.id.clone());
                if let Some(name) = name {
                    activities.push(Activity {
                        section: Some(section),
                        number,
                        ..block.activity(&name, &format!("act:{}", entry.id), area, context)
                    });
                }
            } else {
                activities.extend(tasks.iter().map(|&task| {
                    let para = paragraphs[task];
                    let activity = block.activity(&para.words.slice(&para.text), &format!("act:{}", para.id), area, context);
                    Activity { section: Some(entry.id.clone()), ..activity }
                }));
            }
        }
        first = block.end;
        at = block.end;
    }
    (activities, used)
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
        while let Some(label) = paragraphs.get(block.end).and_then(|para| label(para, context)) {
            block.end += 1;
            let depth = paragraphs[block.end - 1].depth;
            let mut label = label;
            while let Some(para) = paragraphs.get(block.end)
                && para.bullet.is_some()
                && para.depth > depth
                && self::label(para, context).is_none()
            {
                label.words.push(para.words.slice(&para.text));
                block.end += 1;
            }
            block.labels.push(label);
        }
        (!block.labels.is_empty()).then_some(block)
    }

    fn has(&self, role: Role) -> bool {
        self.labels.iter().any(|label| label.role == Some(role))
    }

    fn words(&self, role: Role) -> Vec<Passage> {
        self.labels.iter().filter(|label| label.role == Some(role)).flat_map(|label| label.words.iter().cloned()).collect()
    }

    fn activity(&self, name: &Passage, id: &str, area: Option<&str>, context: &Context<'_>) -> Activity {
        let parts = Parts {
            name,
            results: self.words(Role::Result),
            lead: Passage::concat(&self.words(Role::Lead)),
            coordinating: Passage::concat(&self.words(Role::Coordinating)),
            time: Passage::concat(&self.words(Role::Time)),
            lead_header: self.labels.iter().find(|label| label.role == Some(Role::Lead)).map(|label| label.header.clone()),
        };
        let mut activity = of_parts(&parts, id, context);
        if !self.has(Role::Time) {
            activity.milestones = crate::extract::deadline::sentence(name, context, id);
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

fn label(para: &Para, context: &Context<'_>) -> Option<Label> {
    let line = &para.words;
    let reading = context.catalog.group("label").find_map(|grammar| grammar.find(line))?;
    let role = match reading.grammar.means() {
        "lead" => Some(Role::Lead),
        "coordinating" => Some(Role::Coordinating),
        "time" => Some(Role::Time),
        "result" => Some(Role::Result),
        "content" => Some(Role::Name),
        "note" => Some(Role::Note),
        _ => None,
    };
    let words = line.trim(&(reading.range.end..line.len()));
    let header = line.text()[para.text.start..reading.range.end].trim_end_matches([':', ' ']).to_owned();
    let words = if words.is_empty() { Vec::new() } else { vec![line.slice(&words)] };
    Some(Label { role, header, words, line: line.clone() })
}
