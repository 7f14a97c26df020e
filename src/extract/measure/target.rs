//! Which values are targets, and where the clause of each begins.

use super::{
    lexeme::{Kind, Lexeme},
    row::opens_clause,
    scope, time,
    unit::UnitKind,
    value::{Bound, Form, Start, Text, Value},
};

/// A value that a clause sets.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) value: Value,
    /// Where its clause begins.
    pub(super) clause: usize,
    /// Index of the target that this is a part of.
    pub(super) within: Option<usize>,
    /// Index of the first target of the row of values that this stands in: "tương ứng là 50%, 40%, 35%".
    pub(super) run: Option<usize>,
}

/// The targets among the values, from left to right. A value of a year before `since` is a result.
pub(super) fn targets(text: &Text<'_, '_>, values: Vec<Value>, since: Option<i32>) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    // The sentence of the last value that is a result: its parts are results too.
    let mut result_in = None;
    for value in values {
        let sentence = text.layout.sentence(value.group);
        if let Some(run) = in_run(text, &targets, &value) {
            targets.push(beside(&targets[run], value, run));
            continue;
        }
        let part = part_of(text, &value);
        if is_result(text, &value, since) || (part.is_some() && result_in == Some(sentence)) {
            result_in = Some(sentence);
            if let Some(before) = targets.last_mut().filter(|before| before.value.start.is_none()) {
                before.value.start = in_brackets_behind(text, &before.value, &value);
            }
            continue;
        }
        if is_condition(text, &value) {
            continue;
        }
        let Some(clause) = clause(text, targets.last(), &value, part) else { continue };
        let within = part.and_then(|part| whole(text, &targets, &value, part));
        // "đón 10 triệu lượt khách, trong đó có 4 triệu lượt khách quốc tế": a part of what is counted counts.
        let counts_part = within.is_some() && value.unit.is_some() && value.unit_kind == UnitKind::Other;
        if counts_part || sets_value(text, &value, clause) {
            targets.push(Target { value, clause, within, run: None });
        }
    }
    targets
}

/// The first target of the row that the value continues, without words of its own: "tương ứng là 50%, 40%, 35%", "còn 30 phút vào năm 2021 và
/// 15 phút vào năm 2025".
fn in_run(text: &Text<'_, '_>, targets: &[Target], value: &Value) -> Option<usize> {
    let last = targets.len().checked_sub(1)?;
    let before = &targets[last].value;
    let head = targets[last].run.unwrap_or(last);
    let gap = text.folded().get(before.end..value.lead)?.trim();
    let bare = value.lead == text.lexemes[value.lexeme].start() && value.group == before.group;
    let unit = |value: &Value| value.unit.clone().map(|unit| &text.folded()[unit]);
    let in_time = before.by.is_some() && value.by.is_some() && unit(before) == unit(value);
    let goes_on = targets[head].value.respectively || in_time || listed(text, &targets[last], value);
    (bare && goes_on && matches!(gap, "," | "và" | ", và" | ";")).then_some(head)
}

/// True where shares stand one after the other before what they are shares of: "90%, 80%, 60% hồ sơ tại cấp tỉnh, cấp huyện, cấp xã".
fn listed(text: &Text<'_, '_>, before: &Target, value: &Value) -> bool {
    let leads = text.folded()[before.clause..before.value.lead].trim_matches([' ', ',', ':', '-', '+']).is_empty();
    before.value.is_share() && value.is_share() && (before.run.is_some() || leads || another_follows(text, value))
}

/// True where only a comma or "và" stands between the value and the next number.
fn another_follows(text: &Text<'_, '_>, value: &Value) -> bool {
    let next = text.lexemes.get(value.lexeme + 1).filter(|next| next.kind == Kind::Amount);
    let between = next.and_then(|next| text.folded().get(value.end..next.start()));
    between.is_some_and(|words| matches!(words.trim(), "," | "và" | ", và"))
}

/// A value that shares the comparator of the first of its row.
fn beside(head: &Target, value: Value, run: usize) -> Target {
    let first = &head.value;
    let value = Value {
        bound: first.bound,
        change: first.change,
        level: first.level,
        aims: first.aims,
        by: value.by.or_else(|| first.by.clone()),
        unit: value.unit.or_else(|| first.unit.clone()),
        rule: first.rule.clone(),
        lead: first.lead,
        ..value
    };
    Target { value, clause: head.clause, within: head.within, run: Some(run) }
}

/// "ước đạt 8%", "Đến nay, toàn tỉnh có 629 trường", "năm 2021 đạt 85%".
fn is_result(text: &Text<'_, '_>, value: &Value, since: Option<i32>) -> bool {
    let sentence = text.layout.group(text.layout.sentence(value.group)).range.clone();
    let year = value.by.as_deref().and_then(time::year);
    value.past
        || year.zip(since).is_some_and(|(year, since)| year < since)
        || year_before(text, value).zip(since).is_some_and(|(year, since)| year < since)
        || text.lexemes_in(&(sentence.start..value.lead)).iter().any(|lexeme| {
            lexeme.kind == Kind::Past && (opens_clause(text, lexeme.start()) || text.folded()[lexeme.range()].starts_with([',', '(']))
        })
}

/// "đạt 75% (năm 2025: 62%)": a result of an earlier year, in brackets behind a target, is where that starts from.
fn in_brackets_behind(text: &Text<'_, '_>, target: &Value, result: &Value) -> Option<Start> {
    let bracket = text.layout.group(result.group);
    let year = result.by.as_deref().and_then(time::year).or_else(|| year_before(text, result));
    let unit = |value: &Value| value.unit.clone().map(|unit| &text.folded()[unit]);
    let behind =
        bracket.parent == Some(target.group) && text.folded().get(target.end..bracket.range.start).is_some_and(|gap| gap.trim() == "(");
    let told = year.is_some() || text.lexemes_in(&bracket.range).iter().any(|lexeme| lexeme.kind == Kind::Past);
    (behind && told && unit(result) == unit(target)).then(|| Start {
        words: bracket.range.clone(),
        value: result.value,
        unit: result.unit.clone(),
        year,
    })
}

/// The year right before the row: "tỷ lệ hài lòng năm 2021 đạt 85%".
fn year_before(text: &Text<'_, '_>, value: &Value) -> Option<i32> {
    let before = super::lexeme::first_from(&text.lexemes, value.lead).checked_sub(1)?;
    let lexeme = &text.lexemes[before];
    let adjoins = matches!(lexeme.kind, Kind::By | Kind::InYear) && text.blank(lexeme.end()..value.lead);
    adjoins.then(|| time::iso(&lexeme.reading, text.folded()))?.as_deref().and_then(time::year)
}

/// "nếu đạt 100% …", "thấp dưới 30% có thể …".
fn is_condition(text: &Text<'_, '_>, value: &Value) -> bool {
    let after = super::lexeme::first_from(&text.lexemes, value.end);
    let decides = text.lexemes.get(after).is_some_and(|next| next.kind == Kind::Criterion && text.blank(value.end..next.start()));
    let start = text.layout.group(value.group).range.start;
    let unless = text.lexemes_in(&(start..value.lead)).iter().rev().find(|lexeme| lexeme.kind == Kind::If);
    decides || unless.is_some_and(|unless| text.layout.last_stop(value.group, &(unless.end()..value.lead), ',').is_none())
}

/// The "trong đó" that the value stands under.
fn part_of(text: &Text<'_, '_>, value: &Value) -> Option<usize> {
    let group = text.layout.group(value.group);
    let first = super::lexeme::first_from(&text.lexemes, group.range.start);
    let found = (first..value.lexeme).rev().find(|&at| {
        let lexeme = &text.lexemes[at];
        lexeme.kind == Kind::PartOf && text.layout.group_at(lexeme.start()) == value.group
    })?;
    let words = text.lexemes[found].range();
    // "trong đó: A đạt 395; B đạt 5" goes on over the semicolon, "trong đó A đạt 50%; B đạt 80%" does not.
    let lists = group.parent.is_some() || text.folded()[words.clone()].trim_end().ends_with(':');
    (lists || text.layout.last_stop(value.group, &(words.end..value.lead), ';').is_none()).then_some(found)
}

/// The target that the parts after "trong đó" belong to: the last one before, of the same unit if there is one in its sentence.
fn whole(text: &Text<'_, '_>, targets: &[Target], value: &Value, part: usize) -> Option<usize> {
    let at = text.lexemes[part].start();
    let last = targets.iter().rposition(|target| target.value.end <= at)?;
    let sentence = text.layout.sentence(targets[last].value.group);
    let unit = |value: &Value| value.unit.clone().map(|unit| &text.folded()[unit]);
    let alike = targets[..=last]
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, target)| text.layout.sentence(target.value.group) == sentence)
        .find(|(_, target)| unit(&target.value) == unit(value));
    Some(alike.map_or(last, |(at, _)| at))
}

/// Where the clause of a value begins; none where the value only describes what the target before it measures.
fn clause(text: &Text<'_, '_>, before: Option<&Target>, value: &Value, part: Option<usize>) -> Option<usize> {
    let folded = text.folded();
    let group = &text.layout.group(value.group).range;
    let mut start = group.start;
    let mut reach = |at: usize| start = start.max(at.min(value.lead));
    if let Some(label) = text.lexemes_in(&(group.start..value.lead)).iter().find(|lexeme| lexeme.kind == Kind::Label) {
        reach(label.end());
    }
    if let Some(stop) = text.layout.last_stop(value.group, &(group.start..value.lead), ';') {
        reach(stop + 1);
    }
    if let Some(part) = part.filter(|_| before.is_some()) {
        reach(text.lexemes[part].end());
    }
    if let Some(colon) = text.layout.last_stop(value.group, &(group.start..value.lead), ':')
        && !folded[colon + 1..value.lead].trim().is_empty()
    {
        reach(colon + 1);
    }
    let before = before.filter(|before| before.value.group == value.group && before.value.end > start);
    let from = before.map_or(start, |before| before.value.end);
    let opener = from..value.lead;
    match before {
        None => {
            start = opening(text, &opener).unwrap_or(start);
        }
        Some(_) => start = clause_after(text, value, &opener)?,
    }
    Some(start)
}

/// Where what is measured begins, if other things are said before it: "đẩy mạnh thu hút đầu tư, phấn đấu tỷ lệ lấp đầy đạt …", "rà soát hồ
/// sơ, nâng tỷ lệ … lên 80%".
fn opening(text: &Text<'_, '_>, within: &std::ops::Range<usize>) -> Option<usize> {
    if let Some(aim) = after_comma(text, within, &[Kind::Aims]) {
        return Some(aim);
    }
    let words = text.lexemes_in(within);
    let first = words.iter().position(|lexeme| lexeme.kind == Kind::What)?;
    let what = words[first].start();
    let verb = first
        .checked_sub(1)
        .map(|before| &words[before])
        .filter(|before| matches!(before.kind, Kind::Rises | Kind::Falls | Kind::Filler | Kind::Level) && text.blank(before.end()..what));
    let at = verb.map_or(what, Lexeme::start);
    text.folded()[within.start..at].trim_end().ends_with(',').then_some(at)
}

/// The clause of a value that another value of the sentence stands before; `between` are the words between the two.
fn clause_after(text: &Text<'_, '_>, value: &Value, between: &std::ops::Range<usize>) -> Option<usize> {
    let words = &text.folded()[between.clone()];
    let (left, right) = (words.trim_start(), words.trim_end());
    let skipped = words.len() - left.len();
    if let Some(mark) = [",", "và ", "đồng thời "].iter().find(|mark| left.starts_with(**mark)) {
        return Some(between.start + skipped + mark.len());
    }
    if right.ends_with(',') || right.ends_with(" và") || right.is_empty() {
        return Some(value.lead);
    }
    if let Some(noun) = after_comma(text, between, &[Kind::What, Kind::Aims]) {
        return Some(noun);
    }
    let reached = value.level || value.change.is_some();
    let comma = text.layout.last_stop(value.group, between, ',').filter(|_| value.is_share() && reached);
    comma.map(|comma| comma + 1)
}

/// The last word of one of `kinds` in `within` that follows a comma or "và".
fn after_comma(text: &Text<'_, '_>, within: &std::ops::Range<usize>, kinds: &[Kind]) -> Option<usize> {
    let opens = |at: usize| {
        let before = text.folded()[within.start..at].trim_end();
        before.ends_with(',') || before.ends_with(" và")
    };
    text.lexemes_in(within).iter().rev().find(|lexeme| kinds.contains(&lexeme.kind) && opens(lexeme.start())).map(|lexeme| lexeme.start())
}

/// True where number, comparator and the words around set a value rather than count something in passing.
fn sets_value(text: &Text<'_, '_>, value: &Value, clause: usize) -> bool {
    let folded = text.folded();
    let opens = text.lexemes_in(&(clause..value.lead));
    let level = opens.last().is_some_and(|last| last.kind == Kind::Group && text.blank(last.end()..value.lead));
    let said_of = level || opens.iter().any(|lexeme| lexeme.kind == Kind::What);
    let leads = folded[clause..value.lead].trim_matches([' ', ',', ':', '-', '+']).is_empty();
    let followed = folded[value.end..].trim_start().starts_with(char::is_alphabetic)
        || another_follows(text, value)
        || scope::in_brackets(text, value).is_some();
    let bounded = value.bound.is_some();
    // "Lắp đặt mới trạm 5G: 35 trạm"
    let labelled = !leads && folded[clause..value.lead].trim_end().ends_with(':');
    let tells = value.level || bounded || value.change.is_some() || value.start.is_some();
    let alone = leads && folded[value.end..].trim_matches([' ', '.', ';']).is_empty();
    if value.misread.is_some() {
        let year = folded[text.lexemes[value.lexeme].range()].starts_with("20");
        let done =
            text.lexemes_in(&(value.end..text.layout.group(value.group).range.end)).iter().any(|lexeme| lexeme.kind == Kind::Predicate);
        return !year && ((said_of && tells) || (leads && followed && done));
    }
    match (value.form, value.unit_kind) {
        (Form::Rank, _) => true,
        (Form::InWords, kind) => {
            kind == UnitKind::Share || (value.bound.is_some_and(|bound| bound != Bound::About) && value.unit.is_some())
        }
        (_, UnitKind::Share) if text.lexemes[value.lexeme].kind == Kind::OfTotal => true,
        (_, UnitKind::Share) => tells || value.completes || said_of || followed || alone || labelled,
        (_, UnitKind::Time) => value.change.is_some() || value.start.is_some() || (said_of && (tells || labelled)),
        (_, UnitKind::Other) if value.unit.is_some() => {
            tells || alone || labelled || (leads && (value.makes || value.aims || value.by.is_some()))
        }
        (_, UnitKind::Other) => {
            (said_of && (tells || labelled)) || (value.level && (value.aims || value.by.is_some())) || value.start.is_some()
        }
    }
}
