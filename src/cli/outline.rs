//! `kehoach outline`: the tree of a document, for a person.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use kehoach::plan::{Activity, Decision, Entry, Plan};

use super::{
    Exit, Session, Stop, bug,
    input::OneFile,
    message::{Lang, Message},
    output::{self, Paint, one_line},
};

/// Letters of a line; what is more is cut.
const WIDTH: usize = 100;

pub(super) fn run(file: &OneFile, session: Session<'_>) -> Result<Exit, Stop> {
    let acts = file.open(session)?;
    let mut plans = acts.plans();
    while let Some(plan) = bug::caught(|| plans.next()).map_err(Stop::because)? {
        let tree = Tree { plan: &plan, lang: session.lang, paint: Paint::for_output() };
        output::print(|out| {
            if plan.source.part.is_some_and(|part| part > 1) {
                writeln!(out)?;
            }
            tree.draw(out)
        })?;
        session.note(None, &Message::closing(&plan));
    }
    Ok(Exit::Done)
}

struct Tree<'p> {
    plan: &'p Plan,
    lang: Lang,
    paint: Paint,
}

impl Tree<'_> {
    fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out, &self.plan.decision)?;
        for article in &self.plan.decision.articles {
            self.line(out, 0, &format!("Điều {}.", article.number), &article.text, &article.id)?;
        }
        if let Some(title) = &self.plan.plan.title {
            writeln!(out, "\n{}", self.paint.bold(&cut(title)))?;
        }
        let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
        for indicator in &self.plan.indicators {
            counts.entry(indicator.section.as_deref().unwrap_or("")).or_default().indicators += 1;
        }
        for task in &self.plan.tasks {
            counts.entry(task.section.as_deref().unwrap_or("")).or_default().tasks += 1;
        }
        let mut activities: BTreeMap<&str, Vec<&Activity>> = BTreeMap::new();
        for activity in &self.plan.activities {
            activities.entry(activity.section.as_deref().unwrap_or("")).or_default().push(activity);
        }
        let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &self.plan.outline {
            let depth = entry.parent.as_deref().and_then(|parent| depths.get(parent)).map_or(0, |depth| depth + 1);
            depths.insert(&entry.id, depth);
            self.entry(out, depth, entry, counts.get(entry.id.as_str()))?;
            for activity in activities.remove(entry.id.as_str()).unwrap_or_default() {
                self.activity(out, depth + 1, activity)?;
            }
        }
        // Nothing that was read stays unsaid, even under a heading that is not there.
        activities.into_values().flatten().try_for_each(|activity| self.activity(out, 0, activity))
    }

    fn head(&self, out: &mut dyn Write, decision: &Decision) -> io::Result<()> {
        let words = |part: &Option<String>| part.as_deref().map(one_line);
        let name: Vec<String> = [&decision.kind, &decision.number].into_iter().filter_map(words).collect();
        if !name.is_empty() {
            writeln!(out, "{}", self.paint.bold(&name.join(" ")))?;
        }
        let where_and_when: Vec<String> = [&decision.issuer, &decision.place, &decision.issued_on].into_iter().filter_map(words).collect();
        if !where_and_when.is_empty() {
            writeln!(out, "{}", where_and_when.join(", "))?;
        }
        decision.subject.iter().try_for_each(|subject| writeln!(out, "{}", one_line(subject)))
    }

    fn entry(&self, out: &mut dyn Write, depth: usize, entry: &Entry, counts: Option<&Counts>) -> io::Result<()> {
        let marker = entry.marker.as_deref().map_or(String::new(), |marker| format!("{marker}."));
        let title = match (&entry.title, entry.paragraphs.first()) {
            (Some(title), _) => title,
            (None, Some(first)) => &first.text,
            (None, None) => "",
        };
        let counts = counts.map_or(String::new(), |counts| counts.say(self.lang));
        self.line(out, depth, &marker, title, &format!("{}{counts}", entry.id))
    }

    fn activity(&self, out: &mut dyn Write, depth: usize, activity: &Activity) -> io::Result<()> {
        self.line(out, depth, activity.number.as_deref().unwrap_or("-"), &activity.name, &activity.id)
    }

    fn line(&self, out: &mut dyn Write, depth: usize, marker: &str, words: &str, id: &str) -> io::Result<()> {
        // Deeper than any document goes, and shallow enough for a page.
        let indent = 2 * depth.min(20);
        let space = if marker.is_empty() { "" } else { " " };
        let marker = one_line(marker);
        let id = one_line(id);
        writeln!(out, "{:indent$}{}{space}{}  {}", "", self.paint.bold(&marker), cut(words), self.paint.dim(&format!("[{id}]")))
    }
}

#[derive(Default)]
struct Counts {
    indicators: usize,
    tasks: usize,
}

impl Counts {
    fn say(&self, lang: Lang) -> String {
        let mut said = String::new();
        for (number, vi, one, many) in [(self.indicators, "chỉ tiêu", "indicator", "indicators"), (self.tasks, "nhiệm vụ", "task", "tasks")]
        {
            if number > 0 {
                said += &format!("; {number} {}", lang.pick(vi, if number == 1 { one } else { many }));
            }
        }
        said
    }
}

/// `words` on one line, cut at the width.
fn cut(words: &str) -> String {
    let words = one_line(words);
    match words.char_indices().nth(WIDTH) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}
