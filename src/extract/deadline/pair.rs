//! One item of a time cell becomes pairs of what is due and when.

use std::ops::Range;

use super::{
    cut::brackets,
    milestone::{Item, Pair},
    time::{Meaning, Time, duration, inside},
    together,
    words::Words,
};

/// The pairs of the words of `range`; together they hold all of them.
pub(super) fn pairs(words: Words, times: &[Time], range: &Range<usize>) -> Vec<Pair> {
    let range = words.passage.trim_start_marks(range);
    let items = items(words, inside(times, &range), &range);
    if items.is_empty() {
        let text = words.passage.trim_final(&range);
        return if text.is_empty() { Vec::new() } else { vec![Pair { text, deliverable: None, items }] };
    }
    let mut groups = groups(words, items, &range);
    share_text(words, &mut groups);
    groups.into_iter().map(|group| pair(words, group)).collect()
}

/// Times that belong to the same thing, with the words around them.
struct Group {
    range: Range<usize>,
    /// The words for `text`: more than `range` where "và" joins two pairs.
    text: Range<usize>,
    items: Vec<Item>,
}

/// What `times`, which stand inside `range`, set; an event takes the words that follow it, with the times in them.
pub(super) fn items(words: Words, times: &[Time], range: &Range<usize>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut taken = range.start;
    let brackets: Vec<_> =
        brackets(words.of(range)).into_iter().map(|bracket| bracket.start + range.start..bracket.end + range.start).collect();
    let end_of_clause = |at: usize, head: &Range<usize>| {
        let around = brackets.partition_point(|bracket| bracket.end <= head.start);
        let around = brackets.get(around).filter(|bracket| bracket.start < head.start);
        clause_end(words, &times[at + 1..], head, around.map_or(range.end, |bracket| bracket.end - 1))
    };
    for (at, time) in times.iter().enumerate() {
        if time.range.start < taken {
            continue;
        }
        for meaning in &time.meanings {
            let mut item = Item {
                range: time.range.clone(),
                rule: time.rule.clone(),
                meaning: meaning.clone(),
                event: None,
                boxed: time.boxed,
                weak: time.weak,
                years_on: time.years_on,
            };
            if let Meaning::After { event, .. } | Meaning::Till { event } = *meaning {
                item.range.end = end_of_clause(at, &time.range).max(time.range.end);
                item.event = Some(words.passage.trim_final(&(event.min(item.range.end)..item.range.end)));
                offset_at_end(words, &mut item);
            } else if *meaning == Meaning::Reference {
                item.range.end = end_of_clause(at, &time.range).max(time.range.end);
                item.event = Some(words.passage.trim_final(&item.range));
            }
            taken = item.range.end;
            items.push(item);
        }
    }
    items
}

/// Where the words of an event end: at `limit`, before a time in brackets, or before a time that "hoặc" or a comma sets beside.
fn clause_end(words: Words, later: &[Time], head: &Range<usize>, limit: usize) -> usize {
    for time in later.iter().take_while(|time| time.range.end <= limit).filter(|time| !time.meanings.is_empty()) {
        let between = head.end..time.range.start;
        if time.boxed && !time.weak {
            let bracket = words.of(&between).rfind('(').map_or(between.end, |at| between.start + at);
            return words.passage.trim(&(head.start..bracket)).end;
        }
        let end = words.tail(&between, JOINT);
        let joint = words.read("beside", &end).or_else(|| if time.firm { words.read("and", &end) } else { None });
        if let Some(joint) = joint {
            return words.passage.trim_final(&(head.start..joint.start)).end;
        }
    }
    words.passage.trim_final(&(head.start..limit)).end
}

/// Bytes that hold the longest word between two times.
const JOINT: usize = 24;

/// "sau khi … ban hành hướng dẫn 01 tháng": the time after the event stands at its end.
fn offset_at_end(words: Words, item: &mut Item) {
    let Meaning::After { offset: offset @ None, .. } = &mut item.meaning else { return };
    let Some(event) = item.event.clone() else { return };
    let slice = words.passage.slice(&event);
    let Some(reading) = words.catalog.get("deadline-word/offset").and_then(|grammar| grammar.find(&slice)) else { return };
    let (Some(count), Some(unit)) = (reading.words("count", slice.folded()), reading.words("unit", slice.folded())) else { return };
    if let Some(length) = duration(count, unit) {
        *offset = Some(length);
        item.event = Some(event.start..event.start + reading.range.start);
    }
}

fn groups(words: Words, items: Vec<Item>, range: &Range<usize>) -> Vec<Group> {
    let mut groups = Vec::new();
    let (mut start, mut current, mut named_before) = (range.start, Vec::<Item>::new(), false);
    for item in items {
        let Some(last) = current.last() else {
            named_before = words.deliverable(&(start..item.range.start)).is_some();
            current.push(item);
            continue;
        };
        let gap = last.range.end..item.range.start.max(last.range.end);
        // "Quý I: trước 15/3" says when the report of that quarter is due.
        if words.of(&gap).trim() == ":" && current.len() == 1 && is_day(&last.meaning) && is_day(&item.meaning) {
            current = vec![item];
            continue;
        }
        if words.joint(&gap) {
            let names = named_before && current.len() == 1 && !last.boxed && item.boxed && is_day(&last.meaning) && is_day(&item.meaning);
            if names {
                current.clear();
            }
            current.push(item);
            continue;
        }
        let new_output = words.output(&gap);
        // "Hoàn thành đầu tư giai đoạn 2026 - 2027, vận hành thường xuyên" says when it is completed.
        let completed =
            || words.passage.folded()[words.passage.trim_start_marks(&(start..last.range.start)).start..].starts_with("hoàn thành ");
        let weak = last.weak || last.meaning == Meaning::Reference;
        let names = named_before && current.len() == 1 && !last.boxed && weak && !new_output && !completed();
        if names {
            current = vec![item];
            continue;
        }
        let after_mark = words.of(&gap).trim_start_matches([' ', ')']).starts_with([',', ';', '.']) || words.read("joined", &gap).is_some();
        let cut = if !named_before && !new_output && !after_mark {
            item.range.start
        } else {
            last.range.end + closers(&words.passage.text()[gap])
        };
        groups.push(Group { range: start..cut, text: start..cut, items: std::mem::replace(&mut current, vec![item]) });
        start = cut;
        named_before = words.deliverable(&(start..current[0].range.start)).is_some();
    }
    groups.push(Group { range: start..range.end, text: start..range.end, items: current });
    groups
}

fn is_day(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::On { .. } | Meaning::Latest { .. })
}

/// Bytes of the brackets and marks that close a pair.
fn closers(gap: &str) -> usize {
    gap.len() - gap.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '.' | ';' | ',')).len()
}

/// Bytes; what is longer is no phrase.
const LONGEST_PHRASE: usize = 2_000;

/// Pairs that a small word joins are one phrase: each keeps all its words.
fn share_text(words: Words, groups: &mut [Group]) {
    for at in 1..groups.len() {
        let joined = words.read("joined", &groups[at].range).is_some();
        let text = groups[at - 1].text.start..groups[at].text.end;
        if joined && text.len() <= LONGEST_PHRASE {
            groups[at - 1].text = text.clone();
            groups[at].text = text;
        }
    }
}

fn pair(words: Words, group: Group) -> Pair {
    let first = group.items.first().map_or(group.range.end, |item| item.range.start);
    let last = group.items.last().map_or(group.range.start, |item| item.range.end);
    let takes_the_rest = group.items.last().is_some_and(|item| item.event.is_some());
    let before = group.range.start..first.max(group.range.start);
    let deliverable = words.deliverable(&before).or_else(|| {
        let said = words.passage.text()[before.clone()].contains(char::is_alphabetic);
        if said || takes_the_rest { None } else { words.deliverable(&(last..group.range.end)) }
    });
    let text = words.passage.trim_final(&words.passage.trim_start_marks(&group.text));
    Pair { text, deliverable, items: together::settle(words, group.items) }
}
