//! Reporting terms, and the RFC 5545 rules of days that come back.

use crate::plan::{Per, Recurrence};

/// A term that comes back: "hằng quý", "6 tháng", "9 tháng", "năm".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    Week,
    Month,
    Quarter,
    Half,
    /// Nine months from January: its report comes once a year.
    NineMonths,
    Year,
}

impl Term {
    /// The term that the words name: "6 tháng", "quý".
    pub(super) fn of(words: &str) -> Option<Self> {
        Some(match words {
            w if w.contains("quý") || w.contains("quí") => Self::Quarter,
            w if w.contains("tuần") => Self::Week,
            w if w.contains("tháng") => {
                match w.split("tháng").next().and_then(|count| count.split_whitespace().next_back()).and_then(super::time::number) {
                    None => Self::Month,
                    Some(3) => Self::Quarter,
                    Some(6) => Self::Half,
                    Some(9) => Self::NineMonths,
                    Some(_) => return None,
                }
            }
            w if w.contains("năm") => Self::Year,
            _ => return None,
        })
    }

    pub(super) fn per(self) -> Per {
        match self {
            Self::Week => Per::Week,
            Self::Month => Per::Month,
            Self::Quarter => Per::Quarter,
            Self::Half => Per::Half,
            Self::NineMonths | Self::Year => Per::Year,
        }
    }

    /// The last month of each turn; empty where every month is one.
    fn closing_months(self) -> &'static [u8] {
        match self {
            Self::Week | Self::Month => &[],
            Self::Quarter => &[3, 6, 9, 12],
            Self::Half => &[6, 12],
            Self::NineMonths => &[9],
            Self::Year => &[12],
        }
    }

    /// Once a term.
    pub(super) fn once(self) -> Recurrence {
        Recurrence { times: 1, per: self.per(), every: None, rrule: None }
    }
}

/// The rule for a day of the last month of each term: "trước ngày 15 của tháng cuối kỳ báo cáo".
pub(super) fn closing(term: Term, day: u8, exclusive: bool) -> Option<String> {
    match term {
        Term::Week => None,
        Term::Month => monthly(day, exclusive),
        _ => yearly(term.closing_months(), day, exclusive),
    }
}

/// The rule for a day of each of `months`, every year; strictly before it if `exclusive`.
pub(super) fn yearly(months: &[u8], day: u8, exclusive: bool) -> Option<String> {
    if months.is_empty() || months.iter().any(|&month| !(1..=12).contains(&month) || !(1..=longest(month)).contains(&day)) {
        return None;
    }
    let (mut months, day) = match last_allowed(day, exclusive) {
        // The day before the first of a month ends the month before it.
        None => (months.iter().map(|&month| if month == 1 { 12 } else { month - 1 }).collect::<Vec<_>>(), -1),
        Some(day) => (months.to_vec(), day),
    };
    months.sort_unstable();
    let months = months.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
    Some(format!("FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}"))
}

/// The rule for a day of every month.
pub(super) fn monthly(day: u8, exclusive: bool) -> Option<String> {
    let day = match last_allowed((1..=31).contains(&day).then_some(day)?, exclusive) {
        // A rule for day 31 skips short months; what is meant is their last day.
        None | Some(31) => -1,
        Some(day) => day,
    };
    Some(format!("FREQ=MONTHLY;BYMONTHDAY={day}"))
}

/// Days of the week, Monday first.
const WEEK: [(&str, &str, &str); 7] = [
    ("thứ hai", "thứ 2", "MO"),
    ("thứ ba", "thứ 3", "TU"),
    ("thứ tư", "thứ 4", "WE"),
    ("thứ năm", "thứ 5", "TH"),
    ("thứ sáu", "thứ 6", "FR"),
    ("thứ bảy", "thứ 7", "SA"),
    ("chủ nhật", "chủ nhật", "SU"),
];

/// Which day of the week the words name, from 0 for Monday.
pub(super) fn weekday(words: &str) -> Option<usize> {
    WEEK.iter().position(|(name, figure, _)| [*name, *figure].contains(&words))
}

/// The rule for a day of every week; the day before it if `exclusive`.
pub(super) fn weekly(day: usize, exclusive: bool) -> String {
    let (_, _, code) = WEEK[(day + if exclusive { WEEK.len() - 1 } else { 0 }) % WEEK.len()];
    format!("FREQ=WEEKLY;BYDAY={code}")
}

/// The last allowed day of the month; none where it lies in the month before.
fn last_allowed(day: u8, exclusive: bool) -> Option<i16> {
    match (day, exclusive) {
        (1, true) => None,
        (day, true) => Some(i16::from(day) - 1),
        (day, false) => Some(i16::from(day)),
    }
}

fn longest(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_first_is_the_last_day_of_the_month_before() {
        assert_eq!(yearly(&[6], 1, true).as_deref(), Some("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=-1"));
        assert_eq!(yearly(&[1], 1, true).as_deref(), Some("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"));
        assert_eq!(monthly(1, true).as_deref(), Some("FREQ=MONTHLY;BYMONTHDAY=-1"));
    }

    #[test]
    fn a_day_that_no_month_has_makes_no_rule() {
        assert_eq!(yearly(&[6], 31, false), None);
        assert_eq!(yearly(&[13], 1, false), None);
        assert_eq!(monthly(32, false), None);
    }

    #[test]
    fn terms_close_in_their_last_month() {
        assert_eq!(closing(Term::Quarter, 15, true).as_deref(), Some("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=14"));
        assert_eq!(closing(Term::Half, 15, true).as_deref(), Some("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=14"));
        assert_eq!(closing(Term::Year, 20, false).as_deref(), Some("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"));
        assert_eq!(closing(Term::Month, 15, true).as_deref(), Some("FREQ=MONTHLY;BYMONTHDAY=14"));
    }
}
