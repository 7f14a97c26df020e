//! Times set in running text: only where the wording says that it sets one.

use std::ops::Range;

use super::{
    milestone::{Item, Pair},
    pair::items,
    recurrence::Term,
    time::{Meaning, Time, inside},
    together::{day_of_year, settle},
    words::Words,
};
use crate::{
    extract::{Context, date::Day},
    plan::{Per, Precision, Recurrence},
};

/// The pairs that the words set, sentence by sentence; most have no deliverable, since the sentence itself says what is due.
pub(super) fn pairs(words: Words, times: &[Time], context: &Context) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut labels: Vec<Option<Range<usize>>> = Vec::new();
    for sentence in sentences(words) {
        let kept = kept(words, inside(times, &sentence), &sentence);
        let mut items = items(words, &kept, &sentence);
        items.iter_mut().for_each(|item| end_before_actor(words, item));
        items.iter_mut().for_each(|item| end_at_session(&kept, item));
        let mut items = settle(words, items);
        share_every_year(words, &mut items);
        for item in items {
            if past(&item, context) || past_session(words, &item, context) {
                continue;
            }
            let (text, deliverable) = match named_before(words, &item, &sentence) {
                Some(name) => (name.start..closed(words, &(name.start..item.range.end)), Some(name)),
                None => (item.range.start..closed(words, &item.range), None),
            };
            labels.push(label(words, item.range.start, &sentence));
            pairs.push(Pair { text: words.passage.trim_final(&text), deliverable, items: vec![item] });
        }
    }
    // "Thời gian trình: … Thời gian ban hành: …": of several times each label says which one it is.
    let mut said = labels.iter().flatten().map(|label| words.of(label));
    let first = said.next();
    if said.any(|label| Some(label) != first) {
        for (pair, label) in pairs.iter_mut().zip(labels) {
            pair.text.start = label.map_or(pair.text.start, |label| label.start);
        }
    }
    pairs
}

/// "sơ kết trước ngày 20/6, tổng kết trước ngày 20/12 hàng năm": a day without year comes back as the one behind it does.
fn share_every_year(words: Words, items: &mut [Item]) {
    let yearly = |item: &Item| {
        let said = &words.passage.folded()[item.range.clone()];
        let dated = matches!(&item.meaning, Meaning::Recurring { turn, .. } if turn.per == Per::Year && turn.rrule.is_some());
        dated && (said.contains("hằng năm") || said.contains("hàng năm"))
    };
    let Some(last) = items.iter().rposition(yearly) else { return };
    for item in &mut items[..last] {
        if let Some(rrule) = day_of_year(&item.meaning) {
            let turn = Recurrence { rrule: Some(rrule), ..Term::Year.once() };
            item.meaning = Meaning::Recurring { turn, term: None };
        }
    }
}

/// Cut at `;` and at full stops before a capital.
fn sentences(words: Words) -> Vec<Range<usize>> {
    let text = words.passage.text();
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | ';')) {
        let after = &text[at + mark.len_utf8()..];
        if after.starts_with(' ') && (mark == ';' || after.trim_start().starts_with(char::is_uppercase)) {
            sentences.push(start..at);
            start = at + 1;
        }
    }
    sentences.push(start..text.len());
    sentences
}

/// The times of a sentence that its wording makes deadlines.
fn kept(words: Words, times: &[Time], sentence: &Range<usize>) -> Vec<Time> {
    let closes = times.iter().any(|time| time.meanings.iter().any(|meaning| matches!(meaning, Meaning::Closing { .. })));
    let mut kept = Vec::new();
    for (at, time) in times.iter().enumerate() {
        let next = times.get(at + 1);
        let day_follows = next.is_some_and(|next| follows_on(words, time, next) && is_fixed(next));
        let said = match time.meanings.first() {
            None => false,
            Some(Meaning::Closing { .. }) => true,
            Some(Meaning::Recurring { turn, term }) => {
                let reported =
                    time.meanings.len() > 1 && words.read("report", &words.tail(&(sentence.start..time.range.start), LOOK_BACK)).is_some();
                // "hằng quý báo cáo Ban Chỉ đạo"
                let reports = || words.read("reporting", &head(words, &(time.range.end..sentence.end))).is_some();
                turn.rrule.is_some()
                    || time.firm
                    || (term.is_some() && (closes || day_follows || reported || reports()))
                    || (turn.times > 1 && day_follows)
            }
            Some(Meaning::On { from, to, .. }) => {
                // "(từ ngày 15/11 đến ngày 15/12)": days in brackets say when what stands before them is done.
                let days = time.boxed && to.is_some() && from.precision() == Precision::Day;
                days || time.firm || finished(words, time, sentence) || done(words, time, sentence) || labelled(words, time, sentence)
            }
            Some(Meaning::Latest { .. } | Meaning::After { .. }) => {
                time.firm || finished(words, time, sentence) || opens(words, time, sentence) || labelled(words, time, sentence)
            }
            Some(Meaning::Reference) => submitted(words, time, sentence),
            Some(Meaning::Around | Meaning::Continuous | Meaning::Till { .. }) => false,
        };
        if said {
            kept.push(time.clone());
        }
    }
    kept
}

/// True where nothing of weight stands between two times, or the first is "every year" and what is done then is said in between: "định kỳ
/// hằng năm báo cáo kết quả thực hiện trước ngày 20/11".
fn follows_on(words: Words, time: &Time, next: &Time) -> bool {
    let between = time.range.end..next.range.start;
    let yearly = matches!(time.meanings[..], [Meaning::Recurring { ref turn, .. }] if turn.per == Per::Year && turn.times == 1);
    words.joint(&between) || (yearly && !words.of(&between).contains([';', '.', ':', '(', ')']))
}

/// A day without its year, that may be the day of a recurrence before it.
fn is_fixed(time: &Time) -> bool {
    time.meanings.iter().any(|meaning| match meaning {
        Meaning::Latest { at, .. } => at.year.is_none(),
        Meaning::Recurring { turn, .. } => turn.rrule.is_some(),
        _ => false,
    })
}

/// "hoàn thành Đề án trong quý III/2026": completion is said before the time, in the same part of the sentence.
fn finished(words: Words, time: &Time, sentence: &Range<usize>) -> bool {
    words.read("finishing", &words.tail(&(sentence.start..time.range.end), LOOK_BACK)).is_some()
}

/// "tham mưu ban hành Kế hoạch trong quý I/2024": what is to be done in a month or quarter that ends its clause.
fn done(words: Words, time: &Time, sentence: &Range<usize>) -> bool {
    if opens(words, time, sentence) {
        return true;
    }
    let before = words.tail(&(sentence.start..time.range.end), LOOK_BACK);
    ends_clause(words, time, sentence) && words.read("doing", &before).is_some() && words.read("told", &before).is_none()
}

/// "Trong tháng 01/2026, ban hành kế hoạch", "đến 31/3/2026 hoàn thành số hóa": what is to be done stands behind a day, month or quarter that
/// opens a clause.
fn opens(words: Words, time: &Time, sentence: &Range<usize>) -> bool {
    let at = match time.meanings[..] {
        [Meaning::On { from, to: None, open: false }] => from,
        [Meaning::Latest { at, .. }] => at,
        _ => return false,
    };
    let before = words.of(&(sentence.start..time.range.start)).trim_end();
    let begins = before.is_empty() || before.ends_with([',', ':', '-', '–', '+']);
    at.precision() != Precision::Year && begins && words.read("then", &head(words, &(time.range.end..sentence.end))).is_some()
}

/// "trình HĐND tỉnh tại kỳ họp giữa năm 2024": what is to be laid before a session that ends its clause.
fn submitted(words: Words, time: &Time, sentence: &Range<usize>) -> bool {
    let before = words.tail(&(sentence.start..time.range.end), LOOK_BACK);
    let told = || words.read("told", &(before.start..time.range.start)).is_some();
    ends_clause(words, time, sentence) && words.read("submitting", &before).is_some() && !told()
}

/// True where the clause ends with the time.
fn ends_clause(words: Words, time: &Time, sentence: &Range<usize>) -> bool {
    let rest = words.of(&(time.range.end..sentence.end)).trim_start();
    rest.is_empty() || rest.starts_with([',', ';', '.', ')'])
}

/// The first words of a range, as many as a reading needs.
fn head(words: Words, range: &Range<usize>) -> Range<usize> {
    let text = words.of(range);
    let end = text.char_indices().nth(LOOK_AHEAD).map_or(text.len(), |(end, _)| end);
    range.start..range.start + end
}

/// How far ahead words may say what is to be done, in characters.
const LOOK_AHEAD: usize = 200;

/// "thời gian hoàn thành: Quý III/2022": a label stands before the time.
fn labelled(words: Words, time: &Time, sentence: &Range<usize>) -> bool {
    label(words, time.range.start, sentence).is_some()
}

/// The label that stands before byte `at`.
fn label(words: Words, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    const LABEL: usize = 120;
    let label = words.read("labelled", &words.tail(&(sentence.start..at), LABEL))?;
    Some(words.passage.trim_start_marks(&label))
}

/// How far back in a sentence words may speak of a time, in bytes.
const LOOK_BACK: usize = 600;

/// "trong thời hạn 10 ngày kể từ ngày nhận văn bản, Sở Tư pháp trình …": the event ends where the sentence says who must act.
fn end_before_actor(words: Words, item: &mut Item) {
    if let (Meaning::After { .. }, Some(event)) = (&item.meaning, &mut item.event)
        && let Some(actor) = words.read("actor", event)
    {
        event.end = actor.start;
        item.range.end = actor.start;
    }
}

/// A session is named by its own words, whatever the sentence goes on to say.
fn end_at_session(times: &[Time], item: &mut Item) {
    let named = times.iter().find(|time| time.range.start == item.range.start);
    if let (Meaning::Reference, Some(time)) = (&item.meaning, named) {
        item.range.end = time.range.end;
        item.event = Some(time.range.clone());
    }
}

/// A day before the day of issue cannot be set, nor a span that began years before: the words tell of the past.
fn past(item: &Item, context: &Context) -> bool {
    let (first, last) = match &item.meaning {
        Meaning::Latest { at, .. } => (None, at.last()),
        Meaning::On { from, to, open: false } => (from.first(), to.unwrap_or(*from).last()),
        _ => return false,
    };
    let Some(issued) = context.issued_on.map(Day::from) else { return false };
    last.is_some_and(|last| last < issued) || first.is_some_and(|first| first.year < issued.year - 1)
}

/// A session of a year before the act: "đã trình tại kỳ họp cuối năm 2023".
fn past_session(words: Words, item: &Item, context: &Context) -> bool {
    let years = || words.of(&item.range).split(|c: char| !c.is_ascii_digit()).filter(|figures| figures.len() == 4);
    let issued = context.issued_on.map(|day| i32::from(day.year()));
    item.meaning == Meaning::Reference
        && years().filter_map(|year| year.parse().ok()).any(|year: i32| issued.is_some_and(|issued| year < issued))
}

/// What stands before days in brackets, from the last mark on.
fn named_before(words: Words, item: &Item, sentence: &Range<usize>) -> Option<Range<usize>> {
    if !(item.boxed && matches!(item.meaning, Meaning::On { to: Some(_), .. })) {
        return None;
    }
    let before = words.tail(&(sentence.start..item.range.start), LOOK_BACK);
    let start = words.of(&before).rfind([':', ',', ';']).map_or(before.start, |at| before.start + at + 1);
    words.deliverable(&(start..before.end))
}

/// The end of `range`, past the bracket that closes one inside it.
fn closed(words: Words, range: &Range<usize>) -> usize {
    let inside = words.of(range);
    let open = inside.matches('(').count() > inside.matches(')').count();
    if open && words.passage.text()[range.end..].starts_with(')') { range.end + 1 } else { range.end }
}
