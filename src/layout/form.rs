//! The parts of a document's form, told by their set phrases and their order (NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I).

use std::ops::Range;

use crate::{
    grammar::{Catalog, Reading},
    normalise::reading,
    passage::Passage,
    source::{Paragraph, Part, Source, Table},
};

use super::{letterhead, marker};

/// What stands around the body.
#[derive(Debug, Default)]
pub struct Form {
    /// What stands over the letterhead: in a gazette the kind of acts that follow or the issuer of several, on a web page its frame.
    pub above: Vec<Words>,
    /// Issuer, motto, number, place and day of the act; what stands before its title.
    pub letterhead: Vec<Words>,
    /// The line that names the type of the act, with the range of the type.
    pub kind: Option<(Words, Range<usize>)>,
    /// What it is about.
    pub subject: Vec<Words>,
    /// "ỦY BAN NHÂN DÂN TỈNH …" under the title.
    pub authority: Option<Words>,
    /// "Kính gửi: …"
    pub addressee: Vec<Words>,
    /// Clauses of the legal basis.
    pub basis: Vec<Words>,
    /// "Theo đề nghị của …"
    pub proposal: Vec<Words>,
    /// Sentences of the preamble that are none of these.
    pub preamble: Vec<Words>,
    /// "QUYẾT ĐỊNH:"
    pub order: Vec<Words>,
    /// Articles, each with its paragraphs; the first begins with "Điều N."
    pub articles: Vec<Vec<Words>>,
    /// Lines of "Nơi nhận".
    pub recipients: Vec<Words>,
    /// The signature block.
    pub signature: Vec<Words>,
    /// "(Đã ký)": what a copy says where the signature was.
    pub signed: Vec<Words>,
    /// Letterhead of the attached document.
    pub attached_letterhead: Vec<Words>,
    /// The line that names the type of the attached document.
    pub attached_kind: Option<Words>,
    /// Its title.
    pub attached_title: Vec<Words>,
    /// "(Kèm theo Quyết định số …)" under a title, in order.
    pub attached_to: Vec<Words>,
}

/// A paragraph with its passage.
#[derive(Debug, Clone)]
pub struct Words {
    /// The words.
    pub passage: Passage,
    /// How many bytes of it, from the start, are bold; white space does not count.
    pub bold: usize,
}

impl Words {
    /// The words of several paragraphs.
    #[must_use]
    pub fn concat(words: &[Self]) -> Passage {
        Passage::concat(&words.iter().map(|words| words.passage.clone()).collect::<Vec<_>>())
    }

    fn is_bold(&self) -> bool {
        self.bold > 0 && self.bold >= self.passage.text().trim_end().len()
    }
}

/// What is left for the outline.
#[derive(Debug)]
pub enum Body<'s> {
    /// A paragraph.
    Words(Words),
    /// An appendix starts.
    Appendix(Box<AppendixHead>),
    /// A table.
    Table(&'s Table),
}

/// The lines over an appendix.
#[derive(Debug)]
pub struct AppendixHead {
    /// "Phụ lục I" and, where it runs on, its title.
    pub head: Words,
    /// The printed number in the head, if any.
    pub number: Option<Range<usize>>,
    /// Where the title starts in the head.
    pub title: usize,
    /// Further lines of its title.
    pub titles: Vec<Words>,
    /// "(Kèm theo …)" under it.
    pub attached_to: Option<Words>,
}

/// Divides the act that begins with the part `from` into its form and its body; with the part that the next act begins with, or the
/// number of parts.
#[must_use]
pub fn divide<'s>(source: &'s Source, from: usize, catalog: &Catalog) -> (Form, Vec<Body<'s>>, usize) {
    let mut divider = Divider {
        source,
        catalog,
        form: Form::default(),
        body: Vec::new(),
        state: State::Letterhead,
        filed: false,
        is_act: false,
        plan_inside: false,
    };
    let mut next = source.parts.len();
    let framed = from..from + letterhead::framed(source, &source.parts[from..], catalog);
    let frame = source.parts[framed.clone()].iter().flat_map(Part::paragraphs);
    divider.form.above.extend(frame.map(|paragraph| Words { passage: source.passage(paragraph), bold: paragraph.bold }));
    for (at, part) in source.parts.iter().enumerate().skip(framed.end) {
        if divider.next_act_begins(at) {
            next = at;
            break;
        }
        match part {
            Part::Paragraph(paragraph) => divider.paragraph(paragraph),
            Part::Table(table) if divider.is_form(table) => {
                if divider.state == State::Letterhead && divider.names_issuer(table) {
                    divider.form.above.append(&mut divider.form.letterhead);
                }
                divider.form_table(table);
            }
            Part::Table(table) => divider.table(table),
        }
    }
    let Divider { mut form, mut body, .. } = divider;
    // Lines that were taken for a letterhead, in a text that has none, are its first paragraphs.
    if form.kind.is_none() && !form.letterhead.iter().any(|words| form_line(catalog, &words.passage)) {
        body.splice(0..0, std::mem::take(&mut form.letterhead).into_iter().map(Body::Words));
    }
    // Nothing is attached where only a line in capitals follows, as at the foot of a web page.
    if form.attached_kind.is_none() && form.attached_to.is_empty() && body.is_empty() {
        body.extend(std::mem::take(&mut form.attached_title).into_iter().map(Body::Words));
    }
    (form, body, next)
}

/// Where in the form we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Letterhead,
    Subject,
    Preamble,
    Articles,
    Recipients,
    Signature,
    AfterSignature,
    AttachedTitle,
    AppendixTitle,
    Body,
}

struct Divider<'s, 'c> {
    source: &'s Source,
    catalog: &'c Catalog,
    form: Form,
    body: Vec<Body<'s>>,
    state: State,
    /// True once the filing line ("Lưu: …") was met: recipients end there.
    filed: bool,
    /// True for an act with articles.
    is_act: bool,
    /// True in an article that holds the plan itself.
    plan_inside: bool,
}

impl<'s> Divider<'s, '_> {
    /// True where the act so far may be complete and the letterhead of another begins.
    fn next_act_begins(&self, at: usize) -> bool {
        if matches!(self.state, State::Letterhead | State::Subject) {
            return false;
        }
        let Some(number) = letterhead::number_of_act(self.source, &self.source.parts[at..], self.catalog) else { return false };
        match self.form.letterhead.iter().find_map(|words| letterhead::number(&words.passage, self.catalog)) {
            Some(own) => own != number,
            None => !(self.form.signature.is_empty() && self.form.recipients.is_empty()),
        }
    }

    fn table(&mut self, table: &'s Table) {
        self.body.push(Body::Table(table));
        // An article goes on after its table.
        if self.state != State::Articles {
            self.state = State::Body;
        }
    }

    /// Takes the lines of such a table: recipients and signature stand in columns, whatever rows a converter cut them into.
    fn form_table(&mut self, table: &Table) {
        let lists_recipients = table.paragraphs().any(|paragraph| self.reads("form/recipients", &self.source.passage(paragraph)));
        if self.state == State::Letterhead || !lists_recipients {
            return table.paragraphs().for_each(|paragraph| self.paragraph(paragraph));
        }
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for column in 0..width {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
            cells.flatten().for_each(|paragraph| self.paragraph(paragraph));
        }
    }

    /// True for a table that lays out the letterhead, or recipients and signature side by side.
    fn is_form(&self, table: &Table) -> bool {
        const MOST_ROWS: usize = 8;
        const MOST_COLUMNS: usize = 3;
        if table.rows.len() > MOST_ROWS || table.rows.iter().any(|row| row.cells.len() > MOST_COLUMNS) {
            return false;
        }
        let early = matches!(self.state, State::Letterhead | State::AfterSignature);
        let unsigned = self.state == State::Recipients && self.form.signature.is_empty();
        table.paragraphs().any(|paragraph| {
            let passage = self.source.passage(paragraph);
            let is = |name: &str| self.reads(name, &passage);
            is("form/recipients")
                || is("form/signature")
                || (unsigned && is("form/office"))
                || (early && (is("form/motto") || is("form/number")))
        })
    }

    /// True for a letterhead set as a table in which the issuer stands, too: what stands above it is no part of it.
    fn names_issuer(&self, table: &Table) -> bool {
        let passages = || table.paragraphs().map(|paragraph| self.source.passage(paragraph));
        let is_name =
            |passage: &Passage| is_capitals(passage.text()) && !is_motto(self.catalog, passage) && !self.reads("form/number", passage);
        passages().any(|passage| is_motto(self.catalog, &passage)) && passages().any(|passage| is_name(&passage))
    }

    fn reads(&self, name: &str, passage: &Passage) -> bool {
        self.catalog.reads(name, passage)
    }

    fn find(&self, name: &str, passage: &Passage) -> Option<Reading<'_>> {
        self.catalog.find(name, passage)
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let words = Words { passage: self.source.passage(paragraph), bold: paragraph.bold };
        if words.passage.is_empty() {
            return;
        }
        match self.state {
            State::Letterhead => self.letterhead(words),
            State::Subject => self.subject(words),
            State::Preamble => self.preamble(words),
            State::Articles => self.article(words),
            State::Recipients => self.recipients(words),
            State::Signature => self.signature(words),
            State::AfterSignature => self.after_signature(words),
            State::AttachedTitle => self.attached_title(words),
            State::AppendixTitle => self.appendix_title(words),
            State::Body => self.body(words),
        }
    }

    fn letterhead(&mut self, words: Words) {
        if let Some(reading) = self.find("form/kind", &words.passage).filter(|reading| reading.range.start == 0) {
            let kind = reading.get("kind").unwrap_or(reading.range);
            self.kind(words, kind);
        } else if self.is_preamble(&words.passage) || self.reads("form/article", &words.passage) {
            self.state = State::Preamble;
            self.preamble(words);
        } else if self.starts_body(&words) && !form_line(self.catalog, &words.passage) {
            self.state = State::Body;
            self.body(words);
        } else if self.reads("form/authority", &words.passage) && self.is_numbered() {
            // A page that leaves the title out.
            self.form.authority = Some(words);
            self.state = State::Preamble;
        } else {
            self.form.letterhead.push(words);
        }
    }

    /// True once motto and number are known; a text without a title may go on for as long as it likes.
    fn is_numbered(&self) -> bool {
        let above = || self.form.letterhead.iter().take(letterhead::TALLEST).map(|words| &words.passage);
        above().any(|line| is_motto(self.catalog, line)) && above().any(|line| letterhead::number(line, self.catalog).is_some())
    }

    fn kind(&mut self, words: Words, kind: Range<usize>) {
        self.is_act = reading::meant(&words.passage.text()[kind.clone()], self.catalog).to_lowercase().starts_with("quyết định");
        self.state = State::Subject;
        let rest = words.passage.trim(&(kind.end..words.passage.len()));
        if !rest.is_empty() {
            self.form.subject.push(Words { passage: words.passage.slice(&rest), bold: 0 });
        }
        self.form.kind = Some((words, kind));
    }

    fn subject(&mut self, words: Words) {
        let passage = &words.passage;
        let by_title = self.issuer_of_title();
        let names_issuer = by_title.as_ref().is_some_and(|(issuer, _)| issuer == passage.folded());
        let goes_on = match self.form.subject.last() {
            None => true,
            Some(before) => {
                let both = |is: fn(&Words) -> bool| is(before) && is(&words);
                both(|words| is_capitals(words.passage.text()))
                    || both(Words::is_bold)
                    || by_title.as_ref().is_some_and(|(_, goes_on)| !goes_on)
            }
        };
        // In capitals and without brackets it is part of a title: "SỬA ĐỔI QUY CHẾ / BAN HÀNH KÈM THEO QUYẾT ĐỊNH SỐ …"; so it is where it
        // begins with a small letter.
        let runs_on = !self.form.subject.is_empty() && passage.text().starts_with(char::is_lowercase);
        let in_title = runs_on || (goes_on && is_capitals(passage.text()) && !passage.text().starts_with('('));
        if self.reads("form/attached-to", passage) && !in_title {
            self.form.attached_to.push(words);
        } else if !self.form.subject.is_empty() && (self.reads("form/authority", passage) || names_issuer) {
            self.form.authority = Some(words);
            self.state = State::Preamble;
        } else if (goes_on || in_title) && self.may_be_title(&words, self.form.subject.is_empty()) && !self.reads("form/article", passage) {
            self.form.subject.push(words);
        } else {
            self.state = State::Preamble;
            self.preamble(words);
        }
    }

    /// Who issued the act by its title ("QUYẾT ĐỊNH CỦA …"), folded, and whether the title goes on to say what it is about.
    fn issuer_of_title(&self) -> Option<(String, bool)> {
        let title = Words::concat(&self.form.subject);
        let reading = self.find("form/of-issuer", &title)?;
        Some((reading.words("issuer", title.folded())?.to_owned(), reading.get("subject").is_some()))
    }

    fn preamble(&mut self, words: Words) {
        let passage = &words.passage;
        if self.reads("form/authority", passage) && self.form.authority.is_none() && is_capitals(passage.text()) {
            self.form.authority = Some(words);
        } else if self.reads("form/addressee", passage) {
            self.form.addressee.push(words);
        } else if self.reads("form/order", passage) {
            self.is_act = true;
            self.form.order.push(words);
        } else if self.reads("form/article", passage) {
            self.is_act = true;
            self.state = State::Articles;
            self.article(words);
        } else if self.reads("form/proposal", passage) {
            let clause = self.before_issue(words);
            self.form.proposal.push(clause);
        } else if self.reads("form/basis", passage) {
            let clause = self.before_issue(words);
            self.form.basis.push(clause);
        } else if self.starts_appendix(passage) {
            self.appendix(words);
        } else if self.reads("form/attached-to", passage) {
            self.form.attached_to.push(words);
        } else if self.is_act {
            self.form.preamble.push(words);
        } else {
            if self.starts_body(&words) {
                self.state = State::Body;
            }
            self.body_words(words);
        }
    }

    /// A clause without the sentence behind it that says who issues the plan; that is kept in the preamble.
    fn before_issue(&mut self, words: Words) -> Words {
        let Some(sentence) = self.find("form/issues", &words.passage).and_then(|reading| reading.get("sentence")) else { return words };
        self.form.preamble.push(Words { passage: words.passage.slice(&sentence), bold: 0 });
        Words { passage: words.passage.slice(&(0..sentence.start)), bold: words.bold.min(sentence.start) }
    }

    fn article(&mut self, words: Words) {
        let passage = &words.passage;
        if self.reads("form/article", passage) {
            self.plan_inside = self.reads("form/article-with-plan", passage);
            self.form.articles.push(vec![words]);
        } else if self.leaves_text(passage) {
            self.state = State::Recipients;
            self.recipients(words);
        } else if self.starts_attached(&words) || is_motto(self.catalog, passage) {
            self.state = State::AfterSignature;
            self.after_signature(words);
        } else if self.plan_inside {
            self.body_words(words);
        } else {
            match self.form.articles.last_mut() {
                Some(article) => article.push(words),
                None => self.form.preamble.push(words),
            }
        }
    }

    /// True where recipients or the signature begin.
    fn leaves_text(&self, passage: &Passage) -> bool {
        self.reads("form/recipients", passage) || self.reads("form/signature", passage)
    }

    fn recipients(&mut self, words: Words) {
        let passage = &words.passage;
        if self.reads("form/signature", passage) || (self.form.signature.is_empty() && self.reads("form/office", passage)) {
            self.state = State::Signature;
            self.signature(words);
        } else if self.starts_attached(&words) || (self.filed && !passage.text().starts_with(['-', '–'])) {
            self.state =
                if self.form.signature.is_empty() && !self.starts_attached(&words) { State::Signature } else { State::AfterSignature };
            if self.state == State::Signature { self.signature(words) } else { self.after_signature(words) }
        } else {
            self.filed |= self.reads("form/filing", passage);
            self.form.recipients.push(words);
        }
    }

    fn signature(&mut self, words: Words) {
        let passage = &words.passage;
        if self.starts_attached(&words) || self.starts_body(&words) {
            self.state = State::AfterSignature;
            self.after_signature(words);
            return;
        }
        if self.reads("form/recipients", passage) {
            self.state = State::Recipients;
            self.recipients(words);
            return;
        }
        if self.reads("form/signed", passage) {
            self.form.signed.push(words);
            return;
        }
        let named = self.reads("form/name", passage);
        if named || self.reads("form/signature", passage) || self.reads("form/office", passage) || is_capitals(passage.text()) {
            self.form.signature.push(words);
            if named {
                // Recipients may stand after the signature where a page is read column by column.
                self.state = State::AfterSignature;
            }
        } else {
            self.state = State::AfterSignature;
            self.after_signature(words);
        }
    }

    fn after_signature(&mut self, words: Words) {
        let passage = &words.passage;
        if self.starts_appendix(passage) {
            self.appendix(words);
        } else if let Some(reading) = self.find("form/kind", passage).filter(|reading| reading.range.start == 0) {
            let kind = reading.get("kind").unwrap_or(reading.range);
            let rest = passage.trim(&(kind.end..passage.len()));
            if self.form.attached_kind.is_some() {
                self.state = State::Body;
                self.body_words(words);
                return;
            }
            if !rest.is_empty() {
                self.form.attached_title.push(Words { passage: passage.slice(&rest), bold: 0 });
            }
            self.form.attached_kind = Some(Words { passage: passage.slice(&kind), bold: words.bold });
            self.state = State::AttachedTitle;
        } else if self.reads("form/recipients", passage) && self.form.recipients.is_empty() {
            self.state = State::Recipients;
            self.recipients(words);
        } else if form_line(self.catalog, passage) {
            self.form.attached_letterhead.push(words);
        } else if self.starts_body(&words) || !is_capitals(passage.text()) {
            self.state = State::Body;
            self.body(words);
        } else {
            self.state = State::AttachedTitle;
            self.attached_title(words);
        }
    }

    fn attached_title(&mut self, words: Words) {
        let passage = &words.passage;
        let goes_on = match self.form.attached_title.last() {
            None => true,
            Some(before) => is_capitals(passage.text()) && is_capitals(before.passage.text()),
        };
        if self.form.attached_kind.is_none() && is_motto(self.catalog, passage) {
            // What seemed to be a title is the issuer, in the letterhead of the attached document.
            self.form.attached_letterhead.append(&mut self.form.attached_title);
            self.form.attached_letterhead.push(words);
            self.state = State::AfterSignature;
        } else if self.reads("form/attached-to", passage) {
            self.form.attached_to.push(words);
            self.state = State::Body;
        } else if goes_on && self.may_be_title(&words, self.form.attached_title.is_empty()) && self.form.attached_to.is_empty() {
            self.form.attached_title.push(words);
        } else {
            self.state = State::Body;
            self.body(words);
        }
    }

    fn body(&mut self, words: Words) {
        let passage = &words.passage;
        if self.starts_appendix(passage) {
            self.appendix(words);
        } else if self.form.recipients.is_empty() && self.reads("form/recipients", passage) {
            self.state = State::Recipients;
            self.recipients(words);
        } else if self.form.signature.is_empty() && !self.is_act && self.reads("form/signature", passage) {
            self.state = State::Signature;
            self.signature(words);
        } else {
            self.body_words(words);
        }
    }

    fn body_words(&mut self, words: Words) {
        self.body.push(Body::Words(words));
    }

    fn appendix(&mut self, words: Words) {
        let (number, title) = match self.find("form/appendix", &words.passage) {
            Some(reading) => (reading.get("number"), reading.get("title").map_or(words.passage.len(), |title| title.start)),
            // All of it is the title: "DANH MỤC NHIỆM VỤ".
            None => (None, 0),
        };
        let head = AppendixHead { head: words, number, title, titles: Vec::new(), attached_to: None };
        self.body.push(Body::Appendix(Box::new(head)));
        self.state = State::AppendixTitle;
    }

    fn appendix_title(&mut self, words: Words) {
        const LONGEST: usize = 400;
        let passage = &words.passage;
        let attaches = self.reads("form/attached-to", passage);
        let starts =
            self.starts_body(&words) || self.reads("form/appendix", passage) || passage.len() > LONGEST || self.leaves_text(passage);
        let Some(Body::Appendix(appendix)) = self.body.last_mut() else {
            self.state = State::Body;
            self.body(words);
            return;
        };
        let capitals = is_capitals(passage.text());
        let AppendixHead { head, title, titles, attached_to, .. } = appendix.as_mut();
        let before = titles.last().map(|title| is_capitals(title.passage.text())).or_else(|| {
            let rest = &head.passage.text()[*title..];
            (!rest.is_empty()).then(|| is_capitals(rest))
        });
        let goes_on = match before {
            None => capitals || !passage.text().trim_end().ends_with(['.', ';', ':']),
            Some(before) => before && capitals,
        };
        if attaches && attached_to.is_none() {
            *attached_to = Some(words);
            self.state = State::Body;
        } else if goes_on && !starts {
            titles.push(words);
        } else {
            self.state = State::Body;
            self.body(words);
        }
    }

    fn is_preamble(&self, passage: &Passage) -> bool {
        ["form/basis", "form/proposal", "form/addressee", "form/order"].iter().any(|name| self.reads(name, passage))
    }

    /// True for words that may be a line of a title, or its `first`. A title may read like a clause of the preamble ("TRIỂN KHAI THI HÀNH
    /// LUẬT …"), but it stands right under the type of the act and has no end mark.
    fn may_be_title(&self, words: &Words, first: bool) -> bool {
        let text = words.passage.text().trim_end();
        let unlike_clause = is_capitals(text) || (first && !text.ends_with([';', ',', '.', ':'])) || !self.is_preamble(&words.passage);
        unlike_clause && !self.starts_body(words)
    }

    /// True for a heading, with which the body begins.
    fn starts_body(&self, words: &Words) -> bool {
        let passage = &words.passage;
        !marker::read(passage, self.catalog).is_empty() || self.reads("item/bullet", passage)
    }

    fn starts_appendix(&self, passage: &Passage) -> bool {
        let behind_signature = matches!(self.state, State::Signature | State::AfterSignature) && self.starts_annex(passage);
        behind_signature || self.reads("form/appendix", passage)
    }

    /// True for a list or table in capitals behind the signature of a plan. Behind that of a decision it is what the decision issues.
    fn starts_annex(&self, passage: &Passage) -> bool {
        !self.is_act && !self.body.is_empty() && !self.form.signature.is_empty() && self.reads("form/annex", passage)
    }

    /// True where an attached document begins: its type alone on a line, or an appendix.
    fn starts_attached(&self, words: &Words) -> bool {
        let kind = self.find("form/kind", &words.passage);
        let kind = kind.is_some_and(|reading| reading.range.start == 0 && reading.range.end == words.passage.len());
        kind || self.starts_appendix(&words.passage)
    }
}

/// True for a line of a letterhead.
fn form_line(catalog: &Catalog, passage: &Passage) -> bool {
    let reads = |name: &str| catalog.reads(name, passage);
    is_motto(catalog, passage) || ["form/number", "form/place-date", "form/authority"].into_iter().any(reads)
}

/// True for the national name or motto, alone or behind the issuer's name; a sentence may name the republic as well.
pub(super) fn is_motto(catalog: &Catalog, passage: &Passage) -> bool {
    let reading = catalog.find("form/motto", passage);
    reading.is_some_and(|reading| reading.range.start == 0 || is_capitals(&passage.text()[..reading.range.start]))
}

/// True for words in capitals.
#[must_use]
pub fn is_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in text.chars() {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    upper > 0 && lower * 20 <= upper
}
