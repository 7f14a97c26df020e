//! What became of every character of the text.

use crate::{
    ingest::Aside,
    layout::{
        Layout,
        outline::{Content, Rows},
    },
    passage::Passage,
    plan::{Coverage, Ignored, Origin, Plan, Unread},
    source::{Part, Source},
    span::{Clean, Span},
};

/// What a character counts as, the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Read,
    Kept,
    Aside(Aside),
    Form,
    WhiteSpace,
    Markup,
    Unread,
}

impl Class {
    /// All of them, the better first.
    const ALL: [Self; 11] = [
        Self::Read,
        Self::Kept,
        Self::Aside(Aside::PageNumber),
        Self::Aside(Aside::RunningHead),
        Self::Aside(Aside::SignatureStamp),
        Self::Aside(Aside::PenMark),
        Self::Aside(Aside::RepeatedHeader),
        Self::Form,
        Self::WhiteSpace,
        Self::Markup,
        Self::Unread,
    ];

    /// Its place among all, in which characters are painted: a byte is compared fast.
    fn rank(self) -> u8 {
        Self::ALL.iter().zip(0..).find(|(class, _)| **class == self).map_or(u8::MAX, |(_, rank)| rank)
    }
}

/// What each character of the act counts as.
pub(super) struct Sheet {
    /// Of each what it counts as, as [`Class::rank`].
    ranks: Vec<u8>,
    /// Code points of the document's text before them.
    first: u32,
}

impl Sheet {
    /// The act as it is laid out: nothing is read into a field yet.
    pub(super) fn of(source: &Source, layout: &Layout) -> Self {
        let text = source.words(layout.text);
        let mut sheet = Self { ranks: vec![Class::Markup.rank(); text.chars().count()], first: source.chars_before(layout.text.start()) };
        for piece in source.parts[layout.parts.clone()].iter().flat_map(Part::paragraphs).flat_map(|paragraph| &paragraph.pieces) {
            // Words that nothing has taken yet.
            let (start, end) = (source.chars_before(piece.span.start()), source.chars_before(piece.span.end()));
            sheet.stretch(start, end).fill(Class::Unread.rank());
        }
        let white = Class::WhiteSpace.rank();
        for (c, rank) in text.chars().zip(&mut sheet.ranks) {
            if c.is_whitespace() {
                *rank = white;
            }
        }
        let form = &layout.form;
        let set_phrases =
            form.above.iter().chain(&form.letterhead).chain(&form.order).chain(&form.attached_letterhead).chain(&form.attached_kind);
        // Of a title "CỦA … SỐ … NGÀY …" what the letterhead has said already is no news.
        set_phrases
            .chain(&form.recipients)
            .chain(&form.signed)
            .chain(form.authority.iter())
            .chain(&form.subject)
            .for_each(|words| sheet.passage(&words.passage, Class::Form));
        // Whole, with the marks that end a clause and that its text leaves out.
        form.basis.iter().chain(form.proposal.first()).for_each(|words| sheet.passage(&words.passage, Class::Read));
        let kept = form.preamble.iter().chain(&form.addressee).chain(form.proposal.iter().skip(1)).chain(form.attached_to.iter().skip(1));
        kept.for_each(|words| sheet.passage(&words.passage, Class::Kept));
        let within = |span: &Span<Clean>| layout.text.start() <= span.start() && span.start() < layout.text.end();
        for (span, why) in source.aside.iter().filter(|(span, _)| within(span)) {
            let (start, end) = (source.chars_before(span.start()), source.chars_before(span.end()));
            sheet.paint(start, end, Class::Aside(*why));
        }
        for entry in &layout.outline.entries {
            sheet.passage(&entry.words, Class::Read);
            entry.attached_to.iter().for_each(|words| sheet.passage(words, Class::Read));
            for content in &entry.content {
                match content {
                    Content::Paragraph(para) => sheet.passage(&para.words, Class::Kept),
                    Content::Table(rows) => sheet.table(rows),
                }
            }
        }
        sheet
    }

    /// Counts the characters of the act by what became of them in its plan.
    pub(super) fn measure(mut self, plan: &Plan, source: &Source, layout: &Layout) -> Coverage {
        self.fields(plan);
        self.join_unread();
        self.count(source, source.words(layout.text), layout.text.start())
    }

    /// The ranks of a stretch of the document's text, as far as it is the act's.
    fn stretch(&mut self, start: u32, end: u32) -> &mut [u8] {
        let place = |at: u32| (at.saturating_sub(self.first) as usize).min(self.ranks.len());
        let (start, end) = (place(start), place(end));
        &mut self.ranks[start..end.max(start)]
    }

    /// Says that a stretch counts as `class`, where it does not count as something better.
    fn paint(&mut self, start: u32, end: u32, class: Class) {
        let rank = class.rank();
        for place in self.stretch(start, end) {
            *place = rank.min(*place);
        }
    }

    fn origins(&mut self, origins: &[Origin], class: Class) {
        origins.iter().for_each(|origin| self.paint(origin.start, origin.end, class));
    }

    fn passage(&mut self, passage: &Passage, class: Class) {
        self.origins(&passage.origin(&passage.whole()), class);
    }

    fn table(&mut self, rows: &Rows) {
        let class = if rows.grid.lists_tasks { Class::Read } else { Class::Kept };
        rows.grid.header.iter().for_each(|cell| self.passage(cell, class));
        rows.grid.repeated.iter().for_each(|cell| self.passage(cell, Class::Aside(Aside::RepeatedHeader)));
        rows.grid.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.passage(cell, class));
    }

    /// Everything that was read into a field.
    fn fields(&mut self, plan: &Plan) {
        let decision = &plan.decision;
        for evidence in decision.evidence.iter().chain(&plan.plan.evidence) {
            self.origins(&evidence.origin, Class::Read);
        }
        decision.articles.iter().for_each(|article| self.origins(&article.origin, Class::Read));
        decision.recipients.iter().for_each(|recipient| self.origins(&recipient.origin, Class::Read));
        plan.plan.attached_to.iter().for_each(|attached| self.origins(&attached.origin, Class::Read));
        plan.indicators.iter().for_each(|indicator| self.origins(&indicator.origin, Class::Read));
        plan.tasks.iter().for_each(|task| self.origins(&task.origin, Class::Read));
        plan.duties.iter().for_each(|duty| self.origins(&duty.origin, Class::Read));
        plan.reports.periods.iter().for_each(|period| self.origins(&period.origin, Class::Read));
        // Rows of tables are painted cell by cell; only what label lines name is read here.
        plan.activities
            .iter()
            .filter(|activity| activity.rule != "layout/table")
            .for_each(|activity| self.origins(&activity.origin, Class::Read));
    }

    /// White space and mark-up between words that nobody read is as little read as they are: a title is one passage, not one for each word.
    fn join_unread(&mut self) {
        let (unread, blank) = (Class::Unread.rank(), [Class::WhiteSpace.rank(), Class::Markup.rank()]);
        if !self.ranks.contains(&unread) {
            return;
        }
        let mut before = None;
        for at in 0..self.ranks.len() {
            if self.ranks[at] == unread {
                if let Some(from) = before {
                    self.ranks[from..at].fill(unread);
                }
                before = Some(at + 1);
            } else if !blank.contains(&self.ranks[at]) {
                before = None;
            }
        }
    }

    fn count(&self, source: &Source, text: &str, first_byte: u32) -> Coverage {
        let mut coverage = Coverage { characters: self.ranks.len() as u64, ..Coverage::default() };
        let mut counts = [0; Class::ALL.len()];
        self.ranks.iter().for_each(|&rank| counts[usize::from(rank)] += 1);
        for (class, characters) in Class::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
            match class {
                Class::Read => coverage.read = characters,
                Class::Kept => coverage.kept = characters,
                Class::Unread => {}
                ignored => coverage.ignored.push(Ignored { reason: reason(ignored), characters }),
            }
        }
        let unread = Class::Unread.rank();
        if counts[usize::from(unread)] == 0 {
            return coverage;
        }
        let mut at = 0;
        let mut byte = 0;
        let mut chars = text.chars();
        while at < self.ranks.len() {
            let length = self.ranks[at..].iter().take_while(|rank| **rank == self.ranks[at]).count();
            let bytes: usize = chars.by_ref().take(length).map(char::len_utf8).sum();
            if self.ranks[at] == unread {
                let place = |at: usize| self.first + u32::try_from(at).unwrap_or(u32::MAX);
                let page = source.page(first_byte + u32::try_from(byte).unwrap_or(u32::MAX));
                let origin = vec![Origin { page: (page > 0).then_some(page), start: place(at), end: place(at + length), boxes: None }];
                coverage.unread.push(Unread { origin, text: text[byte..byte + bytes].to_owned() });
            }
            at += length;
            byte += bytes;
        }
        coverage
    }
}

fn reason(class: Class) -> std::borrow::Cow<'static, str> {
    match class {
        Class::Aside(why) => why.code(),
        Class::Form => "set_phrase".into(),
        Class::WhiteSpace => "white_space".into(),
        _ => "markup".into(),
    }
}
