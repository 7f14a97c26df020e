//! Who has which part: who leads, who co-ordinates, to whom it is reported.

use std::ops::Range;

use super::{
    item::{Item, Reader},
    list::{Mode, NOT_KNOWN, Row},
};
use crate::{
    extract::Context,
    grammar::{
        Reading,
        names::{AND, JOIN},
    },
    passage::Passage,
    plan::{Agency, AgencyKind, Text},
};

/// Who leads and who co-ordinates an activity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parties {
    /// Who leads.
    pub lead: Vec<Agency>,
    /// Who co-ordinates.
    pub coordinating: Vec<Agency>,
    /// Words of a lead cell written as a sentence that say what is done, not who does it.
    pub rest: Vec<Text>,
}

/// Who has which part in a sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roles {
    /// Who leads, or must act.
    pub lead: Vec<Agency>,
    /// Who co-ordinates.
    pub coordinating: Vec<Agency>,
    /// To whom it is reported or sent.
    pub to: Vec<Agency>,
    /// Whom a report passes through: "(qua Sở Nội vụ)".
    pub through: Vec<Agency>,
}

impl Roles {
    fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.coordinating.is_empty() && self.to.is_empty() && self.through.is_empty()
    }
}

/// The agencies of a lead cell and of a co-ordinating cell; in the lead cell "A phối hợp với B" gives lead A, and B first among co-ordinating.
///
/// ```
/// use kehoach::{extract::{Context, agency}, grammar::Catalog, passage::Passage};
/// let lead = Passage::from_text("Sở Y tế phối hợp với Bộ Y tế");
/// let parties = agency::parties(&lead, &Passage::from_text("Sở Tài chính"), &Context::new(Catalog::built_in()));
/// assert_eq!(parties.lead[0].text, "Sở Y tế");
/// assert_eq!(parties.coordinating[0].text, "Bộ Y tế");
/// ```
#[must_use]
pub fn parties(lead: &Passage, coordinating: &Passage, context: &Context) -> Parties {
    let mut parties = Parties::default();
    let reader = Reader::new(lead, context);
    let cues = reader.cues();
    // "A chủ trì, phối hợp với B" is a sentence and may go on; "A phối hợp với B" is a cell that names nobody else.
    let mode = if cues.iter().any(|cue| cue.means == "lead") { Mode::Sentence } else { Mode::Cell };
    let mut part = Part::Lead;
    for (segment, fresh) in reader.segments(mode) {
        part = if fresh { Part::Lead } else { part };
        reader.read_segment(segment, &cues, mode, &mut part, &mut parties);
    }
    parties.coordinating.extend(super::cell(coordinating, context));
    parties.lead.shrink_to_fit();
    parties.coordinating.shrink_to_fit();
    parties
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Lead,
    Coordinating,
}

/// A word that gives a part to somebody.
struct Cue<'c> {
    means: &'c str,
    words: Range<usize>,
}

impl<'r> Reader<'r> {
    fn cues(&self) -> Vec<Cue<'r>> {
        let cue = |reading: &Reading<'r>| Cue {
            means: reading.grammar.means(),
            words: self.word_at(reading.range.start)..self.word_at(reading.range.end),
        };
        self.roles.iter().map(cue).collect()
    }

    /// A lead cell in its sentences; true for one that a list mark or a full stop begins anew.
    fn segments(&self, mode: Mode) -> Vec<(Range<usize>, bool)> {
        let count = self.words.len();
        if mode == Mode::Cell {
            return vec![(0..count, true)];
        }
        let mut segments = Vec::new();
        let (mut from, mut fresh) = (0, true);
        for at in 0..count {
            let mark = self.form(at).filter(|form| matches!(*form, ";" | "." | "+"));
            let next = self.past_marks(at, count);
            let begins = |next: usize| self.verbs.contains(&next) || self.item(next).is_some();
            if mark.is_some() && next < count && at >= from && begins(next) {
                segments.push((from..at, fresh));
                fresh = mark != Some(";") || self.form(next - 1) != Some(";");
                from = next;
            }
        }
        segments.push((from..count, fresh));
        segments
    }

    fn read_segment(&self, segment: Range<usize>, cues: &[Cue], mode: Mode, part: &mut Part, parties: &mut Parties) {
        let mut from = segment.start;
        let first = cues.partition_point(|cue| cue.words.start < segment.start);
        for cue in cues[first..].iter().take_while(|cue| cue.words.start < segment.end) {
            let ends = self.past_marks(cue.words.end, segment.end) == segment.end;
            match cue.means {
                "lead" if *part == Part::Lead => {
                    let (read, said) = (parties.lead.len(), parties.rest.len());
                    self.read_piece(from..cue.words.start, mode, *part, parties);
                    if parties.lead.len() == read {
                        // Whoever stands before "chủ trì" leads, known or not.
                        parties.rest.truncate(said);
                        self.read_piece(from..cue.words.start, Mode::Cell, *part, parties);
                    }
                    from = cue.words.end;
                }
                // "Sở A chủ trì; các sở, ban, ngành phối hợp"
                "with" if mode == Mode::Sentence && ends => {
                    self.read_piece(from..cue.words.start, mode, Part::Coordinating, parties);
                    from = segment.end;
                }
                // "Sở A chủ trì; các phòng, đơn vị phối hợp": no name for whoever co-operates, as it is elsewhere.
                "none" if mode == Mode::Sentence && ends && !parties.lead.is_empty() && self.form(cue.words.end - 1) == Some("hợp") => {
                    self.read_piece(from..cue.words.end - 2, mode, Part::Coordinating, parties);
                    from = segment.end;
                }
                // "Sở A chủ trì; Sở B phối hợp, kiểm soát chất lượng"
                "with"
                    if mode == Mode::Sentence
                        && from == segment.start
                        && !parties.lead.is_empty()
                        && self.item(cue.words.end).is_none()
                        && self.item(self.past_marks(from, segment.end)).is_some() =>
                {
                    self.read_piece(from..cue.words.start, mode, Part::Coordinating, parties);
                    from = cue.words.end;
                }
                "with" if (mode == Mode::Cell && !ends) || self.item(cue.words.end).is_some() => {
                    self.read_piece(from..cue.words.start, mode, *part, parties);
                    (*part, from) = (Part::Coordinating, cue.words.end);
                }
                "lead-bracket" | "with-bracket" => {
                    let part = if cue.means == "lead-bracket" { Part::Lead } else { Part::Coordinating };
                    self.read_piece(from..cue.words.start, mode, part, parties);
                    from = cue.words.end;
                }
                "lead-label" | "with-label" => {
                    self.read_piece(from..cue.words.start, mode, *part, parties);
                    *part = if cue.means == "lead-label" { Part::Lead } else { Part::Coordinating };
                    from = cue.words.end;
                }
                _ => {}
            }
        }
        self.read_piece(from..segment.end, mode, *part, parties);
    }

    fn read_piece(&self, words: Range<usize>, mode: Mode, part: Part, parties: &mut Parties) {
        let begin = self.past_marks(words.start, words.end);
        let end =
            (begin..words.end).rev().find(|&at| !matches!(self.form(at), Some(JOIN | AND | ";" | "." | ":"))).map_or(begin, |at| at + 1);
        if begin >= end {
            return;
        }
        let Row { agencies, end: read } = self.row_of(begin..end, mode);
        match part {
            Part::Lead => parties.lead.extend(agencies),
            Part::Coordinating => parties.coordinating.extend(agencies),
        }
        let range = self.passage.trim_final(&self.bytes(read..end));
        if read < end && !range.is_empty() {
            parties.rest.push(Text {
                reading: None,
                text: self.passage.text()[range.clone()].to_owned(),
                origin: self.passage.origin(&range),
            });
        }
    }
}

/// Agencies that stand together in a sentence.
struct Stand {
    words: Range<usize>,
    agencies: Vec<Agency>,
}

/// Who has which part in a sentence; nothing where it gives no part to an agency.
///
/// ```
/// use kehoach::{extract::{Context, agency}, grammar::Catalog, passage::Passage};
/// let words = Passage::from_text("Các cơ quan, đơn vị báo cáo kết quả, gửi về UBND tỉnh (qua Sở Nội vụ tổng hợp)");
/// let roles = agency::roles(&words, &Context::new(Catalog::built_in())).expect("three have a part in it");
/// assert_eq!(roles.lead[0].text, "Các cơ quan, đơn vị");
/// assert_eq!((roles.to[0].text.as_str(), roles.through[0].text.as_str()), ("UBND tỉnh", "Sở Nội vụ"));
/// ```
#[must_use]
pub fn roles(sentence: &Passage, context: &Context) -> Option<Roles> {
    let reader = Reader::new(sentence, context);
    let mut stands = reader.stands();
    let mut roles = Roles::default();
    let mut reported = false;
    for cue in reader.cues() {
        // "Các cơ quan phối hợp thẩm định" act with nobody in particular.
        if matches!(cue.means, "lead" | "report") || (cue.means == "with" && reader.item(reader.past_joins(cue.words.end)).is_some()) {
            roles.lead.extend(reader.stand_before(&mut stands, cue.words.start));
        }
        reported |= cue.means == "report";
        let target = match cue.means {
            "with" => &mut roles.coordinating,
            "assign" => &mut roles.lead,
            "report" => &mut roles.to,
            "toward" if reported => &mut roles.to,
            "through" => &mut roles.through,
            _ => continue,
        };
        target.extend(reader.stand_behind(&mut stands, cue.words.end));
    }
    if roles.lead.is_empty() && stands.iter().any(|stand| reader.is_subject(&stand.words)) {
        // "các sở, ban, ngành …; Ủy ban nhân dân các xã, phường căn cứ …; định kỳ báo cáo": each clause has its own.
        let subjects = stands.iter_mut().filter(|stand| reader.is_subject(&stand.words) || reader.opens_clause(&stand.words));
        roles.lead = subjects.flat_map(Stand::take).collect();
    }
    (!roles.is_empty()).then_some(roles)
}

/// Who a heading or opening line names: "1. Sở Nội vụ", "Sở Tài chính có trách nhiệm:", "Trách nhiệm của Sở Y tế"; nobody where it speaks of
/// more than agencies.
///
/// ```
/// use kehoach::{extract::{Context, agency}, grammar::Catalog, passage::Passage};
/// let named = |text: &str| agency::named(&Passage::from_text(text), &Context::new(Catalog::built_in()));
/// assert_eq!(named("Sở Tài chính có trách nhiệm")[0].text, "Sở Tài chính");
/// assert_eq!(named("Trách nhiệm của Sở Y tế")[0].text, "Sở Y tế");
/// assert!(named("Công tác thông tin, tuyên truyền").is_empty());
/// ```
#[must_use]
pub fn named(words: &Passage, context: &Context) -> Vec<Agency> {
    let opening = context.catalog.find("agency-opening/of", words).map_or(0, |reading| reading.range.end);
    let words = words.slice(&words.trim(&(opening..words.len())));
    let told = |agencies: &Vec<Agency>| agencies.iter().all(|agency| agency.kind != AgencyKind::Unknown || agency.rule != NOT_KNOWN);
    let acting = roles(&words, context).map(|roles| roles.lead).filter(|lead| !lead.is_empty());
    Some(acting.unwrap_or_else(|| super::cell(&words, context))).filter(told).unwrap_or_default()
}

/// Who leads, where a sentence or the brackets at its end say so outright: "… đạt 85% (Sở Nội vụ chủ trì)", "(Đơn vị chủ trì: Sở Y tế)".
///
/// ```
/// use kehoach::{extract::{Context, agency}, grammar::Catalog, passage::Passage};
/// let led = |text: &str| agency::led(&Passage::from_text(text), &Context::new(Catalog::built_in()));
/// assert_eq!(led("Mức độ hài lòng đạt trên 90% (Sở Nội vụ chủ trì, theo dõi).")[0].text, "Sở Nội vụ");
/// assert_eq!(led("100% hồ sơ được số hóa (cơ quan chủ trì: Văn phòng UBND tỉnh)")[0].text, "Văn phòng UBND tỉnh");
/// assert!(led("100% các sở, ngành có trách nhiệm giải trình").is_empty());
/// ```
#[must_use]
pub fn led(sentence: &Passage, context: &Context) -> Vec<Agency> {
    let text = sentence.text().trim_end_matches(['.', ';', ',', ' ']);
    let Some(inside) = text.strip_suffix(')') else { return Vec::new() };
    let Some(open) = inside.rfind('(') else { return Vec::new() };
    let words = sentence.slice(&sentence.trim(&(open + 1..inside.len())));
    let says = Reader::new(&words, context).cues().iter().any(|cue| matches!(cue.means, "lead" | "lead-label"));
    let lead = if says { parties(&words, &Passage::default(), context).lead } else { Vec::new() };
    lead.into_iter().filter(|agency| agency.kind != AgencyKind::Unknown).collect()
}

/// True for words that say outright that an agency leads, without a label: "Sở Nội vụ chủ trì, các sở, ban, ngành phối hợp".
#[must_use]
pub fn leads(words: &Passage, context: &Context) -> bool {
    let says = Reader::new(words, context).cues().iter().any(|cue| cue.means == "lead");
    says && parties(words, &Passage::default(), context).lead.iter().any(|agency| agency.rule != NOT_KNOWN)
}

impl Stand {
    /// Its agencies, once: nobody has two parts for standing in one place.
    fn take(&mut self) -> Vec<Agency> {
        std::mem::take(&mut self.agencies)
    }
}

impl Reader<'_> {
    /// Who stands directly before the word `at`.
    fn stand_before(&self, stands: &mut [Stand], at: usize) -> Vec<Agency> {
        let after = stands.partition_point(|stand| stand.words.end <= at);
        let last = after.checked_sub(1).and_then(|last| stands.get_mut(last));
        last.filter(|stand| self.past_joins(stand.words.end) >= at && self.acts(&stand.words)).map_or_else(Vec::new, Stand::take)
    }

    /// False for "tham mưu UBND tỉnh", "của Sở Nội vụ": what follows is done by somebody else.
    fn acts(&self, words: &Range<usize>) -> bool {
        let before = words.start.checked_sub(1).and_then(|before| self.form(before)).unwrap_or("");
        !matches!(before, "mưu" | "của" | "cho" | "giúp" | "với" | "trước" | "xuất" | "hợp" | "trình" | "do" | "tại" | "ở" | "thuộc")
    }

    /// Who stands directly behind a word that ends at `end`.
    fn stand_behind(&self, stands: &mut [Stand], end: usize) -> Vec<Agency> {
        let at = self.past_joins(end);
        let first = stands.partition_point(|stand| stand.words.start < at);
        stands.get_mut(first).filter(|stand| stand.words.start == at).map_or_else(Vec::new, Stand::take)
    }
}

impl Reader<'_> {
    /// Every place of the sentence where agencies stand.
    fn stands(&self) -> Vec<Stand> {
        let mut stands = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            // In a sentence "thanh tra" and "thuế" are no agencies, nor "Thanh tra" where it says not whose; "Đảng ủy" is the own one.
            let named = |at: usize, item: &Item| self.capital(at) && !(item.open && item.end - at <= 2 && self.form(at) != Some("đảng"));
            let stands_here = |item: Item| item.kind != AgencyKind::Agency || named(at, &item);
            if !self.item(at).is_some_and(stands_here) {
                at += 1;
                continue;
            }
            let Row { agencies, end } = self.row_of(at..self.words.len(), Mode::Sentence);
            let end = end.max(at + 1);
            stands.push(Stand { words: at..end, agencies });
            at = end;
        }
        stands
    }

    /// True for agencies that begin the sentence, or follow the clause that opens it, and of which something is said.
    fn is_subject(&self, words: &Range<usize>) -> bool {
        let before = || self.passage.slice(&(0..self.bytes(words.clone()).start));
        let begins = self.past_marks(0, self.words.len()) == words.start || self.context.catalog.reads("agency-opening/clause", &before());
        begins && self.something_is_said_of(words)
    }

    /// True for agencies behind a semicolon of which something is said.
    fn opens_clause(&self, words: &Range<usize>) -> bool {
        let before = words.start.checked_sub(1).and_then(|before| self.form(before));
        before == Some(";") && self.something_is_said_of(words)
    }

    fn something_is_said_of(&self, words: &Range<usize>) -> bool {
        let next = self.words.get(words.end).map(|word| word.form.as_str());
        next.is_some_and(|next| match next {
            ":" | "(" => true,
            "theo" => self.form(words.end + 1) == Some("dõi"),
            // "Các sở được phân công phụ trách … xây dựng kế hoạch": what they are said to be told tells which ones.
            "được" => matches!(self.form(words.end + 1), Some("phân" | "giao")),
            "của" | "về" | "trong" | "tại" | "là" | "các" | "năm" => false,
            word => word.starts_with(char::is_alphabetic) && !self.capital(words.end),
        })
    }
}
