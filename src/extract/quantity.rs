//! Numbers as the documents print them.

use crate::plan::Quantity;

/// The value of a printed number: a comma opens the decimals, points part the thousands.
///
/// A point before one or two last digits can only be a decimal point, since thousands come in threes.
///
/// ```
/// use kehoach::extract::quantity::printed;
/// assert_eq!(printed("1,8").map(|n| n.0), Some(1.8));
/// assert_eq!(printed("14.174").map(|n| n.0), Some(14174.0));
/// assert_eq!(printed("328.782,902").map(|n| n.0), Some(328782.902));
/// assert_eq!(printed("05").map(|n| n.0), Some(5.0));
/// ```
#[must_use]
pub fn printed(number: &str) -> Option<Quantity> {
    let number = number.trim();
    let (whole, decimals) = match number.split_once(',') {
        Some((whole, decimals)) => (whole, decimals),
        None if has_decimal_point(number) => number.rsplit_once('.')?,
        None => (number, ""),
    };
    let digits: String = whole.chars().filter(|&c| c != '.').collect();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || !all_digits(&digits) || !all_digits(decimals) {
        return None;
    }
    let written = if decimals.is_empty() { digits } else { format!("{digits}.{decimals}") };
    written.parse().ok().filter(|value: &f64| value.is_finite()).map(Quantity)
}

/// True for "1.8", where the point can part no thousands.
#[must_use]
pub fn has_decimal_point(number: &str) -> bool {
    !number.contains(',') && number.rsplit_once('.').is_some_and(|(_, last)| last.len() < 3)
}

/// The value of a number in words, up to a thousand millions: "một trăm", "mười hai".
///
/// ```
/// use kehoach::extract::quantity::in_words;
/// assert_eq!(in_words("mười hai").map(|n| n.0), Some(12.0));
/// assert_eq!(in_words("hai trăm năm mươi").map(|n| n.0), Some(250.0));
/// assert!(in_words("một cửa").is_none());
/// ```
#[must_use]
pub fn in_words(words: &str) -> Option<Quantity> {
    let mut total = 0u32;
    let mut group = 0u32;
    let mut digit = None;
    let mut any = false;
    for word in words.split_whitespace() {
        any = true;
        if let Some(value) = unit_digit(word) {
            group = group.checked_add(digit.take().unwrap_or(0))?;
            digit = Some(value);
        } else {
            let given = digit.take();
            match word {
                "mười" => group = group.checked_add(10)?,
                "mươi" => group = group.checked_add(given?.checked_mul(10)?)?,
                "trăm" => group = group.checked_add(given?.checked_mul(100)?)?,
                "linh" | "lẻ" => group = group.checked_add(given.unwrap_or(0))?,
                "nghìn" | "ngàn" | "triệu" => {
                    let times = if word == "triệu" { 1_000_000 } else { 1000 };
                    total = total.checked_add(group.checked_add(given.unwrap_or(0))?.checked_mul(times)?)?;
                    group = 0;
                }
                _ => return None,
            }
        }
    }
    let value = total.checked_add(group)?.checked_add(digit.unwrap_or(0))?;
    any.then_some(Quantity(f64::from(value)))
}

fn unit_digit(word: &str) -> Option<u32> {
    Some(match word {
        "không" => 0,
        "một" | "mốt" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" | "tư" => 4,
        "năm" | "lăm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_parts_thousands_unless_fewer_than_three_digits_follow() {
        for (text, value) in [("2.749", 2749.0), ("1.8", 1.8), ("1.000.000", 1e6), ("91,43", 91.43), ("0", 0.0)] {
            assert_eq!(printed(text), Some(Quantity(value)), "{text}");
        }
        for text in ["", "1,", "a", "1,2,3", "..", "1-2"] {
            assert!(printed(text).is_none_or(|value| text == "1," && value == Quantity(1.0)), "{text}");
        }
    }

    #[test]
    fn numbers_in_words_do_not_overflow() {
        assert_eq!(in_words(&"chín triệu ".repeat(1000)), None);
        assert_eq!(in_words("một trăm linh năm"), Some(Quantity(105.0)));
        assert_eq!(in_words(""), None);
    }
}
