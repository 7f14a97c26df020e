//! The words for what a target measures: before the value ("Tỷ lệ … đạt 90%") or behind it ("100% văn bản …").

use std::ops::Range;

use super::{
    lexeme::Kind,
    target::Target,
    unit::UnitKind,
    value::{Change, Form, Text, Value},
};

/// Where the subject of target `at` stands.
pub(super) fn subject(text: &Text<'_, '_>, targets: &[Target], at: usize) -> Option<Range<usize>> {
    let target = &targets[at];
    let before = words_before(text, target);
    let behind = words_behind(text, targets, at);
    let value = &target.value;
    let said_of = before.clone().is_some_and(|before| text.lexemes_in(&before).iter().any(|lexeme| lexeme.kind == Kind::What));
    let of_object = (value.change.is_some() || value.completes) && !said_of;
    let counted = value.has && !value.level && !said_of;
    let prefers_behind =
        counted || if value.is_share() { of_object || !(value.level || said_of) } else { of_object && value.unit.is_none() };
    // "Hồ sơ nộp trực tuyến: 80% (hiện nay: 54,6%)"
    let bracket = |words: &Range<usize>| text.folded()[words.clone()].starts_with('(');
    let behind = behind.filter(|words| before.is_none() || !bracket(words));
    if prefers_behind { behind.or(before) } else { before.or(behind) }
}

/// The verb of change that opens the clause, where the value's own row has none: "Giảm tỷ lệ hộ nghèo 1,5%".
pub(super) fn opening_change(text: &Text<'_, '_>, target: &Target) -> Option<Change> {
    let first = text
        .lexemes_in(&(target.clause..target.value.lead))
        .iter()
        .find(|lexeme| !matches!(lexeme.kind, Kind::Aims | Kind::Filler | Kind::Has | Kind::By | Kind::InYear | Kind::Label))?;
    // "Nâng cao hiệu quả Kế hoạch …, phấn đấu đạt mục tiêu xây dựng 20% xã": the aim is another clause.
    if target.value.aims && text.folded()[target.clause..target.value.lead].trim_end().ends_with(',') {
        return None;
    }
    let opens = text.folded()[target.clause..first.start()].trim_matches([' ', ',', ':']);
    let aims_only = opens.is_empty() || super::row::opens_clause(text, first.start());
    match first.kind {
        Kind::Rises if aims_only => Some(Change::Up),
        Kind::Falls if aims_only => Some(Change::Down),
        // "Tỷ lệ giảm hộ nghèo: 1,5%"
        Kind::What if aims_only => {
            let next = text.lexemes_in(&(first.end()..target.value.lead)).first();
            next.filter(|next| next.kind == Kind::Falls && text.blank(first.end()..next.start())).map(|_| Change::Down)
        }
        _ => None,
    }
}

/// The words before a value that say what it measures.
pub(super) fn words_before(text: &Text<'_, '_>, target: &Target) -> Option<Range<usize>> {
    let value = &target.value;
    let mut range = target.clause..value.lead;
    // A direction that the comparator cannot tell stays with the words: "tỷ lệ hộ nghèo giảm hàng năm 1%-1,5%".
    if value.change.is_some() && !value.tells_change() {
        let first = super::lexeme::first_from(&text.lexemes, value.lead);
        let row = text.lexemes[first..=value.lexeme].iter();
        if let Some(verb) = row.clone().find(|lexeme| matches!(lexeme.kind, Kind::Rises | Kind::Falls)) {
            range.end = verb.end();
        }
    }
    loop {
        range = trim(text, range);
        let words = text.lexemes_in(&range);
        let Some(first) = words.first().filter(|lexeme| lexeme.start() == range.start) else { break };
        let next = words.get(1).filter(|next| text.blank(first.end()..next.start())).map(|next| next.kind);
        let whole = first.end() >= range.end;
        let comma = text.folded()[first.end().min(range.end)..range.end].trim_start().starts_with([',', ':']);
        let sheds = match first.kind {
            Kind::Label | Kind::Aims | Kind::By | Kind::Doing | Kind::Baseline => true,
            Kind::Level | Kind::Has => next == Some(Kind::What),
            Kind::InYear | Kind::Filler => comma || whole || first.kind == Kind::InYear,
            // "tăng bình quân hàng năm" is said of nothing else: the verb is what is measured.
            Kind::Rises | Kind::Falls => {
                !whole && next != Some(Kind::Filler) && (value.level || value.tells_change() || value.bound.is_some())
            }
            _ => false,
        };
        if !sheds {
            break;
        }
        range.start = first.end().min(range.end);
    }
    // "…; xếp hạng trong nhóm 20": what is ranked was named before.
    let ranks = value.form == Form::Rank && RANKING.contains(&&text.folded()[range.clone()]);
    (!range.is_empty() && !ranks).then_some(range)
}

/// Verbs that only say that something has a place.
const RANKING: [&str; 6] = ["xếp hạng", "xếp", "đứng", "thuộc", "nằm", "vào"];

fn words_behind(text: &Text<'_, '_>, targets: &[Target], at: usize) -> Option<Range<usize>> {
    let target = &targets[at];
    let value = &target.value;
    let start = match &value.unit {
        Some(unit) if value.unit_kind == UnitKind::Other && value.form != Form::Rank && value.end == unit.end => {
            text.units.at(text.folded(), unit.start).map_or(unit.start, |unit| unit.noun)
        }
        // "12/16 xã đạt chuẩn": the noun is of the unit and of what is measured.
        Some(unit) if text.lexemes[value.lexeme].kind == Kind::OfTotal && value.end == unit.end => {
            text.folded()[unit.clone()].find(char::is_alphabetic).map_or(unit.end, |noun| unit.start + noun)
        }
        _ => value.end,
    };
    let row_ends = targets[at + 1..].iter().take_while(|target| target.run == Some(at)).last().map_or(value.end, |last| last.value.end);
    let mut range = row_ends..behind_ends(text, targets, at).max(row_ends);
    loop {
        range = trim(text, range);
        let lexemes = text.lexemes_in(&range);
        // The year by which it must hold and a baseline in time are told elsewhere.
        let Some(last) = lexemes.last().filter(|lexeme| lexeme.end() >= range.end) else { break };
        let alone = last.start() == range.start && matches!(last.kind, Kind::InYear | Kind::Rule);
        let time = matches!(last.kind, Kind::By | Kind::Baseline) || alone;
        if !time {
            break;
        }
        range.end = last.start().max(range.start);
    }
    // "100% nhân viên y tế (hoàn thành tháng 8/2022)": brackets at the end that say when are no part of what is measured.
    if let Some(open) = text.folded()[range.clone()].strip_suffix(')').and_then(|inside| inside.rfind('(')).map(|open| range.start + open)
        && text.folded()[open + 1..].trim_start().starts_with("hoàn thành")
    {
        range = trim(text, range.start..open);
    }
    // "tăng 03 bậc so với năm 2025 (Sở Nội vụ theo dõi)": brackets behind the baseline name nothing that is measured.
    if let Some(first) = text.lexemes_in(&range).first().filter(|first| first.start() == range.start && first.kind == Kind::Baseline)
        && text.folded()[first.end().min(range.end)..range.end].trim_start().starts_with('(')
    {
        range.end = range.start;
    }
    match (start < value.end, range.is_empty()) {
        (false, true) => None,
        (false, false) => Some(range),
        (true, false) => Some(start..range.end),
        (true, true) => Some(made(text, value).unwrap_or(start..value.end)),
    }
}

/// "Giải quyết việc làm cho 59.000 người": where nothing more is said of the things counted, what is done with them is measured.
fn made(text: &Text<'_, '_>, value: &Value) -> Option<Range<usize>> {
    let row = text.lexemes_in(&(value.lead..value.words.start.max(value.lead)));
    let verb = row.iter().find(|lexeme| lexeme.kind == Kind::Makes)?;
    text.folded()[verb.range()].ends_with(" cho").then(|| trim(text, verb.range()))
}

/// Where the words behind a value end: at the next target, at a stop, or where a new clause begins.
pub(super) fn behind_ends(text: &Text<'_, '_>, targets: &[Target], at: usize) -> usize {
    let value = &targets[at].value;
    let group = text.layout.group(value.group);
    let mut end = group.range.end;
    for next in &targets[at + 1..] {
        if text.layout.sentence(next.value.group) != text.layout.sentence(value.group) {
            break;
        }
        if next.run != Some(at) && next.clause >= value.end {
            end = end.min(next.clause);
            break;
        }
    }
    for next in text.lexemes_in(&(value.end..end)) {
        let bracket = text.layout.group_at(next.start());
        if next.kind == Kind::PartOf && (bracket == value.group || targets[at + 1..].iter().any(|other| other.value.group == bracket)) {
            let opened = text.layout.group(bracket).range.start;
            end = end.min(if bracket == value.group { next.start() } else { opened - 1 });
            break;
        }
    }
    let range = value.end..end.max(value.end);
    let stop =
        text.layout.stops(value.group, &range, ';').find(|&stop| !goes_on(text, targets, at, &(value.end..stop), &(stop + 1..range.end)));
    let end = stop.unwrap_or(range.end);
    new_clause(text, targets, at, &(value.end..end)).unwrap_or(end)
}

/// True where the words after a semicolon still belong to the subject before it.
fn goes_on(text: &Text<'_, '_>, targets: &[Target], at: usize, left: &Range<usize>, right: &Range<usize>) -> bool {
    let target = &targets[at];
    let says = |range: &Range<usize>, kinds: &[Kind]| text.lexemes_in(range).iter().any(|lexeme| kinds.contains(&lexeme.kind));
    let leads = words_before(text, target).is_none();
    let right = right.start..text.layout.stops(target.value.group, right, ';').next().unwrap_or(right.end);
    // A list of things without a verb waits for its verb: "100% văn bản về phòng, chống tham nhũng; thực hành tiết kiệm được …".
    let waits = leads && !says(left, &[Kind::Predicate, Kind::Completes, Kind::Has, Kind::Level]) && says(&right, &[Kind::Predicate]);
    // The same verb again: "bố trí công chức …; bố trí người làm công tác pháp chế".
    let again = first_words(&text.folded()[right], 2).is_some_and(|words| text.folded()[left.clone()].contains(&format!(" {words} ")));
    waits || (leads && again)
}

/// The comma after which what was counted is named again and something new is said of it: "100% văn bản QPPL của tỉnh được rà soát, …,
/// văn bản QPPL mới ban hành đáp ứng yêu cầu".
fn new_clause(text: &Text<'_, '_>, targets: &[Target], at: usize, behind: &Range<usize>) -> Option<usize> {
    let words = text.folded()[behind.clone()].trim_start();
    let head = first_words(words, 3)?;
    let group = targets[at].value.group;
    let mut commas = text.layout.stops(group, behind, ',');
    commas.find(|comma| {
        let said = text.lexemes_in(&(behind.start..*comma)).iter().any(|lexeme| lexeme.kind == Kind::Predicate);
        said && text.folded()[comma + 1..behind.end].trim_start().starts_with(head)
    })
}

/// The first `count` words, where there are more.
fn first_words(words: &str, count: usize) -> Option<&str> {
    let words = words.trim_start();
    let (end, _) = words.match_indices(' ').nth(count - 1)?;
    Some(&words[..end])
}

/// `range` without the marks and small words at its ends.
fn trim(text: &Text<'_, '_>, range: Range<usize>) -> Range<usize> {
    let folded = text.folded();
    let words = &folded[range.clone()];
    let left = words.trim_start_matches([' ', ',', ';', ':', '.', '-', '–', '+', '*', '•']);
    let left = left.strip_prefix("về ").unwrap_or(left);
    let start = range.end - left.len();
    let mut right = left.trim_end_matches([' ', ',', ';', ':', '.', '…', '(']);
    for small in [" và", " của", " cho", " với", " là", " phấn đấu", " thì", " đạt", " có"] {
        if let Some(shorter) = right.strip_suffix(small) {
            right = shorter.trim_end_matches([' ', ',']);
            break;
        }
    }
    start..start + right.len()
}
