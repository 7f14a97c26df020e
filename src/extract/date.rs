//! Days as printed: `20/12/2021` and `20 tháng 12 năm 2021`.

use std::{fmt, ops::Range};

use jiff::civil::Date;

/// A day as printed, which need not exist: `30/02/2022` stays what it is, and saying so is for the checks.
///
/// ```
/// use kehoach::extract::date::day;
/// let (_, day) = day("ngày 30/02/2022").expect("a day is printed");
/// assert_eq!(day.to_string(), "2022-02-30");
/// assert_eq!(day.date(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// "2021".
    pub year: i32,
    /// "12".
    pub month: u8,
    /// "20".
    pub day: u8,
}

impl Day {
    /// The day of the calendar, if it exists.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        Date::new(i16::try_from(self.year).ok()?, i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?).ok()
    }

    /// The day before, if this day exists.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        self.date()?.yesterday().ok().map(Self::from)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self { year: date.year().into(), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The first day printed in `text`, with its year, in figures or in words; the range leaves out "ngày".
///
/// ```
/// use kehoach::extract::date::day;
/// let text = "Sơn La, ngày 20 tháng 12 năm 2021";
/// let (range, day) = day(text).expect("a day is printed");
/// assert_eq!((&text[range], day.to_string()), ("20 tháng 12 năm 2021", "2021-12-20".to_owned()));
/// ```
#[must_use]
pub fn day(text: &str) -> Option<(Range<usize>, Day)> {
    days(text).next()
}

/// Every day printed in `text`, with its year, from left to right.
pub fn days(text: &str) -> impl Iterator<Item = (Range<usize>, Day)> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        while next < text.len() {
            let start = next + text[next..].find(|c: char| c.is_ascii_digit())?;
            let attached = text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '⁄'));
            let mut words = Words { text, at: start };
            if !attached && let Some(day) = words.day() {
                next = words.at;
                return Some((start..words.at, day));
            }
            let digits = text[start..].len() - text[start..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
            next = start + digits;
        }
        None
    })
}

/// What is left of the words while a day is read off them.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Words<'_> {
    fn day(&mut self) -> Option<Day> {
        let day = u8::try_from(self.number(2)?).ok()?;
        self.blank();
        if let Some(mark) = self.mark() {
            let month = u8::try_from(self.number(2)?).ok()?;
            self.blank();
            let second = self.mark()?;
            return if second == mark { Some(Day { day, month, year: self.year()? }) } else { None };
        }
        self.word("tháng")?;
        let month = u8::try_from(self.number(2)?).ok()?;
        self.blank();
        if self.mark() != Some('/') {
            self.word("năm")?;
        }
        Some(Day { day, month, year: self.year()? })
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn blank(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// A mark between the figures, the fraction slash of OCR counting as a slash, and the blanks behind it.
    fn mark(&mut self) -> Option<char> {
        let mark = self.rest().chars().next().filter(|c| matches!(c, '/' | '⁄' | '-' | '.'))?;
        self.at += mark.len_utf8();
        self.blank();
        Some(if mark == '⁄' { '/' } else { mark })
    }

    /// A run of one to `most` digits.
    fn number(&mut self, most: usize) -> Option<u32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > most {
            return None;
        }
        let value = self.rest()[..digits].parse().ok()?;
        self.at += digits;
        Some(value)
    }

    fn year(&mut self) -> Option<i32> {
        let year = self.number(4)?;
        (1900..2100).contains(&year).then_some(i32::try_from(year).ok()?)
    }

    /// `word` in any case, and the blanks behind it.
    fn word(&mut self, word: &str) -> Option<()> {
        let length = self.rest().chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        if self.rest()[..length].to_lowercase() != word {
            return None;
        }
        self.at += length;
        self.blank();
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Vec<(&str, String)> {
        days(text).map(|(range, day)| (&text[range], day.to_string())).collect()
    }

    #[test]
    fn a_day_is_read_in_figures_and_in_words() {
        assert_eq!(printed("số 76/NQ-CP ngày 15/7/2021 của Chính phủ"), [("15/7/2021", "2021-07-15".to_owned())]);
        assert_eq!(printed("NGÀY 01 THÁNG 01 NĂM 2026"), [("01 THÁNG 01 NĂM 2026", "2026-01-01".to_owned())]);
        assert_eq!(printed("20 / 12 / 2021; 20-12-2021; 3⁄1⁄2022").len(), 3);
        assert_eq!(printed("từ 31/4/2022 đến 5 tháng 5/2022").len(), 2);
    }

    #[test]
    fn what_is_no_whole_day_is_left_alone() {
        for text in ["tháng 12/2021", "12/2022", "3162/QĐ-UBND", "1/2/3/2022", "ngày 13/10", "20/12-2021", "0212 3852 011", "1/2/20221"]
        {
            assert_eq!(printed(text), [], "{text}");
        }
    }
}
