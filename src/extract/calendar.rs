//! Stretches of the calendar: a day, a month, a quarter, half a year, a year, and what lies between two of them.

use jiff::civil::Date;

use super::date::Day;
use crate::plan::Precision;

/// A part of a year as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Year,
    /// "6 tháng đầu năm" is 1, "6 tháng cuối năm" is 2.
    Half(u8),
    /// From 1 to 4.
    Quarter(u8),
    /// From 1 to 12, or what is printed.
    Month(u8),
    /// A day; it need not exist.
    Day {
        /// From 1 to 12, or what is printed.
        month: u8,
        /// From 1 to 31, or what is printed.
        day: u8,
    },
}

/// A part of a year, whose year may not be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The year, where it is known.
    pub year: Option<i32>,
    /// Which part of it.
    pub part: Part,
}

impl Stretch {
    /// Its first day.
    ///
    /// ```
    /// use kehoach::extract::calendar::{Part, Stretch};
    /// let quarter = Stretch { year: Some(2022), part: Part::Quarter(4) };
    /// assert_eq!(quarter.first().map(|day| day.to_string()).as_deref(), Some("2022-10-01"));
    /// assert_eq!(quarter.last().map(|day| day.to_string()).as_deref(), Some("2022-12-31"));
    /// assert_eq!(quarter.edtf().as_deref(), Some("2022-36"));
    /// ```
    #[must_use]
    pub fn first(self) -> Option<Day> {
        let (month, day) = match self.part {
            Part::Year => (1, 1),
            Part::Half(half) => (half.clamp(1, 2) * 6 - 5, 1),
            Part::Quarter(quarter) => (quarter.clamp(1, 4) * 3 - 2, 1),
            Part::Month(month) => (month, 1),
            Part::Day { month, day } => (month, day),
        };
        Some(Day { year: self.year?, month, day })
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Option<Day> {
        let year = self.year?;
        let month = match self.part {
            Part::Year => 12,
            Part::Half(half) => half.clamp(1, 2) * 6,
            Part::Quarter(quarter) => quarter.clamp(1, 4) * 3,
            Part::Month(month) => month,
            Part::Day { month, day } => return Some(Day { year, month, day }),
        };
        let first = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
        Some(Day::from(first.last_of_month()))
    }

    /// How fine it is.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self.part {
            Part::Year => Precision::Year,
            Part::Half(_) => Precision::Half,
            Part::Quarter(_) => Precision::Quarter,
            Part::Month(_) => Precision::Month,
            Part::Day { .. } => Precision::Day,
        }
    }

    /// As EDTF level 2; nothing for a day that does not exist.
    #[must_use]
    pub fn edtf(self) -> Option<String> {
        let year = self.year?;
        valid(match self.part {
            Part::Year => format!("{year:04}"),
            Part::Half(half) => format!("{year:04}-{}", 39 + half.clamp(1, 2)),
            Part::Quarter(quarter) => format!("{year:04}-{}", 32 + quarter.clamp(1, 4)),
            Part::Month(month) => format!("{year:04}-{month:02}"),
            Part::Day { month, day } => format!("{year:04}-{month:02}-{day:02}"),
        })
    }

    /// One end of an interval: quarters and halves are no ends in EDTF, their days are.
    fn end(self, day: Option<Day>) -> Option<String> {
        match self.part {
            Part::Half(_) | Part::Quarter(_) => day.map(|day| day.to_string()),
            _ => self.edtf(),
        }
    }
}

/// All from `from` to `to`, or open where `to` is none, as EDTF level 2.
///
/// ```
/// use kehoach::extract::calendar::{Part, Stretch, interval};
/// let at = |year, quarter| Stretch { year: Some(year), part: Part::Quarter(quarter) };
/// assert_eq!(interval(at(2025, 4), Some(at(2026, 2))).as_deref(), Some("2025-10-01/2026-06-30"));
/// ```
#[must_use]
pub fn interval(from: Stretch, to: Option<Stretch>) -> Option<String> {
    let start = from.end(from.first())?;
    let end = match to {
        Some(to) => to.end(to.last())?,
        None => "..".to_owned(),
    };
    valid(format!("{start}/{end}"))
}

/// All up to `last`, as EDTF level 2.
#[must_use]
pub fn up_to(last: Day) -> Option<String> {
    valid(format!("../{last}"))
}

/// All from one day to another, both inclusive and as printed, as EDTF level 2; what is missing stays open.
///
/// ```
/// use kehoach::extract::calendar::days;
/// assert_eq!(days(Some("2026-03-01"), Some("2026-12-31")).as_deref(), Some("2026-03-01/2026-12-31"));
/// assert_eq!(days(None, Some("2026-02-30")), None, "a day that does not exist");
/// ```
#[must_use]
pub fn days(first: Option<&str>, last: Option<&str>) -> Option<String> {
    valid(format!("{}/{}", first.unwrap_or(".."), last.unwrap_or("..")))
}

fn valid(edtf: String) -> Option<String> {
    edtf_core::is_valid(&edtf).then_some(edtf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_does_not_exist_keeps_its_figures_and_has_no_edtf() {
        let day = Stretch { year: Some(2022), part: Part::Day { month: 2, day: 30 } };
        assert_eq!(day.last().map(|day| day.to_string()).as_deref(), Some("2022-02-30"));
        assert_eq!(day.edtf(), None);
        assert_eq!(Stretch { year: Some(2022), part: Part::Month(13) }.last(), None);
    }

    #[test]
    fn every_part_has_an_edtf() {
        let of = |part| Stretch { year: Some(2024), part }.edtf();
        assert_eq!(of(Part::Half(1)).as_deref(), Some("2024-40"));
        assert_eq!(of(Part::Half(2)).as_deref(), Some("2024-41"));
        assert_eq!(of(Part::Quarter(1)).as_deref(), Some("2024-33"));
        assert_eq!(of(Part::Month(2)).as_deref(), Some("2024-02"));
        assert_eq!(of(Part::Day { month: 2, day: 29 }).as_deref(), Some("2024-02-29"));
        assert_eq!(interval(Stretch { year: Some(2026), part: Part::Year }, None).as_deref(), Some("2026/.."));
    }
}
