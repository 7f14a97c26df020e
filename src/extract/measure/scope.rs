//! Parallel values: "cấp tỉnh, cấp huyện, cấp xã … tương ứng là 50%, 40%, 35%".

use std::ops::Range;

use super::{
    lexeme::{Kind, Lexeme},
    subject,
    target::Target,
    value::{Text, Value},
};
use crate::plan::Measure;

/// The groups that a row of values is told off against, and the subject before them; an error where their number differs.
pub(super) struct Parallel {
    pub(super) scopes: Vec<Range<usize>>,
    pub(super) subject: Range<usize>,
}

/// Small words that stand before a level and belong neither to it nor to the subject.
const BEFORE_A_LEVEL: [&str; 7] = ["đối với", "của", "tại", "ở", "cho", "với", "trong"];

/// Finds the list in `subject` that has as many items as there are values: how many it has, where they differ.
pub(super) fn parallel(text: &Text<'_, '_>, subject: &Range<usize>, values: usize) -> Result<Parallel, usize> {
    let mut items = last_list(text, subject);
    if items.len() != values || values < 2 {
        return Err(items.len());
    }
    // "tại cấp tỉnh, cấp huyện, cấp xã được xử lý trên môi trường mạng": what is said of all of them is no part of the last.
    if let Some(last) = items.last_mut()
        && let Some(group) = text.lexemes_in(last).first().filter(|lexeme| lexeme.kind == Kind::Group && lexeme.start() == last.start)
        && group.end() < last.end
    {
        last.end = group.end();
        return Ok(Parallel { scopes: items, subject: subject.clone() });
    }
    let before = &text.folded()[subject.start..items[0].start];
    let kept = before.trim_end_matches([' ', ',', ':']);
    let kept = BEFORE_A_LEVEL.iter().find_map(|word| kept.strip_suffix(word)).unwrap_or(kept).trim_end();
    let rest = subject.start..subject.start + kept.len();
    Ok(Parallel { scopes: items, subject: rest })
}

/// The items of the comma list that ends `subject`; its first item begins with the word that the others begin with.
fn last_list(text: &Text<'_, '_>, subject: &Range<usize>) -> Vec<Range<usize>> {
    let words = &text.folded()[subject.clone()];
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut end = words.len();
    loop {
        let (start, mark) = match (words[..end].rfind(", "), words[..end].rfind(" và ")) {
            (Some(comma), Some(and)) if and > comma => (and, " và ".len()),
            (Some(comma), _) => (comma, 2),
            (None, Some(and)) => (and, " và ".len()),
            (None, None) => break,
        };
        items.push(start + mark..end);
        end = start;
        // A list longer than this is prose.
        if items.len() > 16 {
            break;
        }
    }
    items.reverse();
    let Some(last) = items.last() else { return Vec::new() };
    let first_word = words[last.clone()].trim_start().split(' ').next().unwrap_or("");
    let alike = items.iter().rev().take_while(|item| words[(*item).clone()].trim_start().starts_with(first_word)).count();
    let mut items = items.split_off(items.len() - alike);
    let before = items.first().map_or(0, |item| words[..item.start].trim_end_matches([' ', ',']).trim_end_matches(" và").len());
    // The first item stands at the end of the words before: from the last place where the common word begins.
    let opening = words[..before].rfind(&format!(" {first_word} ")).map(|at| at + 1).or(words.starts_with(first_word).then_some(0));
    if let Some(at) = opening.filter(|&at| at < before) {
        items.insert(0, at..before);
    }
    items.iter().map(|item| trimmed(words, item, subject.start)).collect()
}

fn trimmed(words: &str, item: &Range<usize>, offset: usize) -> Range<usize> {
    let text = words[item.clone()].trim_start();
    let start = item.end - text.len();
    offset + start..offset + start + text.trim_end().len()
}

/// Gives a scope to each of several values that count the same for different places: "Hà Nội có tối thiểu 200, Đà Nẵng có tối thiểu 80 trạm sạc".
pub(super) fn places(text: &Text<'_, '_>, targets: &[Target], measures: &mut [Measure]) {
    let printed = |range: Range<usize>| text.passage.text()[range].to_owned();
    for at in (1..targets.len()).rev() {
        if !targets[at - 1].value.shares_unit() {
            continue;
        }
        if measures[at].scope.is_none() {
            measures[at].scope = subject::words_before(text, &targets[at]).map(printed);
        }
        measures[at - 1].scope = subject::words_before(text, &targets[at - 1]).map(printed);
        measures[at - 1].subject = measures[at].subject.clone();
    }
}

/// Gives a scope to each of several values of one sentence that hold for different levels: "cấp tỉnh 90%, cấp huyện 80%", "90% hồ sơ tại cấp
/// tỉnh; 80% hồ sơ tại cấp huyện".
pub(super) fn levels(text: &Text<'_, '_>, targets: &[Target], measures: &mut [Measure]) {
    let found: Vec<Option<(Range<usize>, Range<usize>)>> = (0..targets.len()).map(|at| level(text, targets, at)).collect();
    for (at, level) in found.iter().enumerate() {
        let Some((group, what)) = level else { continue };
        let sentence = text.layout.sentence(targets[at].value.group);
        let words = |range: &Range<usize>| &text.folded()[range.clone()];
        let alike = |other: usize| {
            found.get(other).and_then(Option::as_ref).is_some_and(|(its, of)| {
                words(its) != words(group) && words(of) == words(what) && text.layout.sentence(targets[other].value.group) == sentence
            })
        };
        if measures[at].scope.is_none() && (alike(at + 1) || at.checked_sub(1).is_some_and(alike)) {
            measures[at].scope = Some(text.passage.text()[group.clone()].to_owned());
            let first = first_of_sentence(targets, at, text);
            let behind = group.start >= targets[at].value.end;
            if what.is_empty() || (behind && BEFORE_A_LEVEL.contains(&words(what))) {
                let before = || subject::words_before(text, &targets[first]).filter(|_| behind);
                measures[at].subject = headed(text, targets, at).or_else(before).map(|words| text.passage.text()[words].to_owned());
            }
            // "tối thiểu 80% đối với cấp tỉnh, 75% đối với cấp huyện": the comparator is said once.
            let bare = targets[at].value.lead == text.lexemes[targets[at].value.lexeme].start();
            if at > first && bare && alike(at - 1) {
                measures[at].comparator = measures[at - 1].comparator.clone();
            }
        }
    }
}

/// The level that stands right before the row of a value, with nothing else in its clause; or the one in what it counts, with the words
/// before it.
fn level(text: &Text<'_, '_>, targets: &[Target], at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let target = &targets[at];
    let value = &target.value;
    let before = super::lexeme::first_from(&text.lexemes, value.lead).checked_sub(1).and_then(|before| text.lexemes.get(before));
    if let Some(lexeme) = before.filter(|lexeme| lexeme.kind == Kind::Group && text.blank(lexeme.end()..value.lead)) {
        return Some((lexeme.reading.get("group")?, lexeme.start()..lexeme.start()));
    }
    if let Some(lexeme) = in_brackets(text, value) {
        return Some((lexeme.reading.get("group")?, value.end..value.end));
    }
    let behind = value.end..subject::behind_ends(text, targets, at).max(value.end);
    let mut groups = text.lexemes_in(&behind).iter().filter(|lexeme| lexeme.kind == Kind::Group);
    let lexeme = groups.next().filter(|_| groups.next().is_none())?;
    let what = text.folded()[value.end..lexeme.start()].trim();
    let start = lexeme.start() - (text.folded()[value.end..lexeme.start()].trim_start().len());
    Some((lexeme.reading.get("group")?, start..start + what.len()))
}

/// The level in brackets right behind a value: "80% (cấp tỉnh), 75% (cấp huyện)".
pub(super) fn in_brackets<'t, 'c>(text: &'t Text<'_, 'c>, value: &Value) -> Option<&'t Lexeme<'c>> {
    let next = text.lexemes.get(super::lexeme::first_from(&text.lexemes, value.end)).filter(|next| next.kind == Kind::Group)?;
    let folded = text.folded();
    let alone = folded[value.end..next.start()].trim() == "(" && folded[next.end()..].trim_start().starts_with(')');
    alone.then_some(next)
}

/// The first target of the sentence in which target `at` stands.
fn first_of_sentence(targets: &[Target], at: usize, text: &Text<'_, '_>) -> usize {
    let sentence = text.layout.sentence(targets[at].value.group);
    targets[..=at].iter().position(|target| text.layout.sentence(target.value.group) == sentence).unwrap_or(at)
}

/// What several values with a level each are said of: the words of the sentence before the first of them.
fn headed(text: &Text<'_, '_>, targets: &[Target], at: usize) -> Option<Range<usize>> {
    let sentence = text.layout.sentence(targets[at].value.group);
    let first = targets[..=at].iter().find(|target| text.layout.sentence(target.value.group) == sentence)?;
    let lead = super::lexeme::first_from(&text.lexemes, first.value.lead).checked_sub(1)?;
    let group = text.lexemes.get(lead).filter(|lexeme| lexeme.kind == Kind::Group)?;
    let start = text.layout.group(first.value.group).range.start;
    let label =
        text.lexemes_in(&(start..group.start())).iter().find(|lexeme| lexeme.kind == Kind::Label).map_or(start, |label| label.end());
    let words = &text.folded()[label..group.start()];
    let kept = words.trim_end_matches([' ', ',', ':']);
    let kept = kept.strip_suffix(" đạt").unwrap_or(kept);
    let skipped = kept.len() - kept.trim_start().len();
    (!kept.trim().is_empty()).then_some(label + skipped..label + kept.len())
}
