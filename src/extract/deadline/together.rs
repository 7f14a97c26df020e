//! Times that stand together say more about each other: conditions, days of recurrences, shared years.

use super::{
    milestone::Item,
    recurrence::{Term, closing, yearly},
    time::Meaning,
    words::Words,
};
use crate::{
    extract::calendar::{Part, Stretch},
    plan::{Per, Recurrence},
};

/// What stands between two times.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    /// Brackets at most: the second says more about the first.
    Nothing,
    /// A comma.
    Comma,
    /// "và", "hoặc": one time beside another.
    Either,
}

/// The times of one pair, each with what the others say about it; a time that only says more about another is no time of its own.
pub(super) fn settle(words: Words, mut items: Vec<Item>) -> Vec<Item> {
    take_days(words, &mut items);
    let mut settled: Vec<Item> = Vec::new();
    for item in items {
        let end = item.range.end;
        let more = settled.last_mut().is_some_and(|last| says_more(words, last, &item));
        match settled.last_mut() {
            Some(last) if more => last.range.end = last.range.end.max(end),
            _ => settled.push(item),
        }
    }
    close_terms(&mut settled);
    share_years(&mut settled);
    settled.retain(|item| !matches!(item.meaning, Meaning::Closing { .. } | Meaning::Till { .. }));
    settled
}

/// True where `item` was put into `last`.
fn says_more(words: Words, last: &mut Item, item: &Item) -> bool {
    let between = between(words, last, item);
    let last_end = last.range.end;
    let close = between == Between::Nothing;
    match (&mut last.meaning, &item.meaning) {
        (Meaning::After { .. }, Meaning::On { .. } | Meaning::Latest { .. }) if between != Between::Either => {
            *last = Item { event: last.event.take(), ..item.clone() };
            true
        }
        (Meaning::Reference, Meaning::On { .. } | Meaning::Latest { .. }) if item.boxed => {
            *last = Item { event: last.event.take(), ..item.clone() };
            true
        }
        (meaning, Meaning::After { .. } | Meaning::Till { .. }) if last.event.is_none() => {
            let dated = matches!(meaning, Meaning::On { .. } | Meaning::Latest { .. });
            let condition = close || (dated && between == Between::Comma);
            if condition {
                last.event.clone_from(&item.event);
            }
            condition
        }
        (_, Meaning::Reference) => {
            let bare = words.read("bare-rule", &words.passage.trim_final(&item.range)).is_some();
            if !bare && close && last.event.is_none() {
                last.event.clone_from(&item.event);
                return true;
            }
            bare
        }
        (Meaning::Reference, _) if close => {
            *last = Item { event: last.event.take(), ..item.clone() };
            true
        }
        (Meaning::Recurring { turn, .. }, Meaning::Recurring { turn: more, .. })
            if close && (turn.per == more.per || more.every.is_some()) =>
        {
            if turn.per == more.per && more.times > turn.times {
                turn.times = more.times;
            }
            turn.every = turn.every.take().or_else(|| more.every.clone());
            turn.rrule = turn.rrule.take().or_else(|| more.rrule.clone());
            true
        }
        (Meaning::Recurring { turn, .. }, meaning)
            if turn.rrule.is_none() && (between != Between::Either || runs_on(words, last_end, item)) =>
        {
            turn.rrule = day_of_year(meaning);
            turn.rrule.is_some()
        }
        _ => false,
    }
}

/// True where more than joining words stands between two times: "hằng năm và định kỳ báo cáo kết quả thực hiện trước ngày 20/11".
fn runs_on(words: Words, last_end: usize, item: &Item) -> bool {
    last_end < item.range.start && !words.joint(&(last_end..item.range.start))
}

fn between(words: Words, first: &Item, second: &Item) -> Between {
    let gap = first.range.end..second.range.start.max(first.range.end);
    if gap.is_empty() {
        // Members of one list.
        return if first.range == second.range { Between::Either } else { Between::Nothing };
    }
    if words.read("either", &gap).is_some() {
        Between::Either
    } else if words.of(&gap).contains([',', ';']) {
        Between::Comma
    } else {
        Between::Nothing
    }
}

/// "định kỳ quý (trước ngày 14/3, 14/6, 14/9, 14/12)": a list that has the same day for each term of the year says when in the term it is.
fn take_days(words: Words, items: &mut Vec<Item>) {
    let per_year = |turn: &Recurrence| match turn.per {
        Per::Month => 12,
        Per::Quarter => 4,
        Per::Half => 2,
        Per::Year => turn.times as usize,
        Per::Week => 0,
    };
    let mut taken: Vec<Item> = Vec::with_capacity(items.len());
    let mut rest = items.drain(..).peekable();
    while let Some(mut item) = rest.next() {
        let mut list: Vec<Item> = Vec::new();
        if let Meaning::Recurring { turn, .. } = &item.meaning
            && turn.rrule.is_none()
            && rest.peek().is_some_and(|next| between(words, &item, next) != Between::Either)
        {
            while let Some(next) = rest.next_if(|next| list.first().is_none_or(|first| first.range == next.range)) {
                list.push(next);
            }
        }
        let end = list.first().map_or(0, |first| first.range.end);
        match &mut item.meaning {
            Meaning::Recurring { turn, .. } if list.len() > 1 && list.len() == per_year(turn) => match day_of_months(&list) {
                Some(rule) => {
                    turn.rrule = Some(rule);
                    item.range.end = item.range.end.max(end);
                    taken.push(item);
                }
                // Other days than one: each comes back every year.
                None => taken.extend(list.into_iter().map(|day| of_every_year(day, item.range.start))),
            },
            _ => {
                taken.push(item);
                taken.append(&mut list);
            }
        }
    }
    drop(rest);
    *items = taken;
}

/// A day without its year as one that comes back, with the words from `start` on that say so.
fn of_every_year(day: Item, start: usize) -> Item {
    let Some(rule) = day_of_year(&day.meaning) else { return day };
    let turn = Recurrence { rrule: Some(rule), ..Term::Year.once() };
    Item { range: start..day.range.end, meaning: Meaning::Recurring { turn, term: None }, ..day }
}

/// The rule of latest days without a year, all the same day of their months.
fn day_of_months(list: &[Item]) -> Option<String> {
    let day_and_month = |item: &Item| match item.meaning {
        Meaning::Latest { at: Stretch { year: None, part: Part::Day { month, day } }, exclusive } => Some((day, month, exclusive)),
        _ => None,
    };
    let days: Vec<_> = list.iter().map(day_and_month).collect::<Option<_>>()?;
    let &(day, _, exclusive) = days.first()?;
    let months: Vec<u8> = days.iter().map(|(_, month, _)| *month).collect();
    days.iter().all(|&(other, _, strict)| (other, strict) == (day, exclusive)).then(|| yearly(&months, day, exclusive))?
}

/// The rule of a day whose year is not printed: "hằng năm (trước ngày 15 tháng 11)".
pub(super) fn day_of_year(meaning: &Meaning) -> Option<String> {
    match *meaning {
        Meaning::On { from: Stretch { year: None, part: Part::Day { month, day } }, to: None, open: false } => yearly(&[month], day, false),
        Meaning::Latest { at: Stretch { year: None, part: Part::Day { month, day } }, exclusive } => yearly(&[month], day, exclusive),
        _ => None,
    }
}

/// "hằng quý, 6 tháng, năm … trước ngày 15 của tháng cuối kỳ báo cáo": the day is that of each term.
fn close_terms(items: &mut [Item]) {
    let found = items.iter().find_map(|item| match item.meaning {
        Meaning::Closing { day, exclusive } => Some((day, exclusive, item.range.end)),
        _ => None,
    });
    let Some((day, exclusive, end)) = found else { return };
    for item in items {
        if let Meaning::Recurring { turn, term: Some(term) } = &mut item.meaning
            && turn.rrule.is_none()
        {
            turn.rrule = closing(*term, day, exclusive);
            item.range.end = item.range.end.max(end);
        }
    }
}

/// "Tháng 6, tháng 12/2022": a year printed at the end holds for what stands before it in the same phrase.
fn share_years(items: &mut [Item]) {
    let mut year = None;
    for item in items.iter_mut().rev().filter(|item| item.years_on == 0) {
        let stretch = match &mut item.meaning {
            Meaning::On { from, to: None, .. } => from,
            Meaning::Latest { at, .. } => at,
            _ => continue,
        };
        match stretch.year {
            Some(_) => year = stretch.year,
            None => stretch.year = year,
        }
    }
}
