//! Depths of headings: of all readings of all markers, the ones that give the most consistent tree.
//!
//! A marker says its style and its number, not its depth, and may be read in two ways (`I.` after `H.` is a letter). Each reading
//! either follows an open level of its style or opens a new one below; what breaks an order costs. The cheapest path is kept among a
//! few candidates that run side by side, so the cost is linear in the number of headings.

use super::marker::{Marker, Style};

/// What was chosen for one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Which of the heading's readings.
    pub reading: usize,
    /// Depth, from 0.
    pub depth: usize,
    /// What is odd about its number.
    pub oddity: Option<Oddity>,
}

/// What is odd about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Printed a second time.
    Repeated,
    /// One or more before it are missing.
    Skipped,
    /// Lower than the one before.
    Backwards,
}

/// Chooses a reading and a depth for each heading.
#[must_use]
pub fn choose(headings: &[Vec<Marker>]) -> Vec<Choice> {
    let mut steps: Vec<Step> = Vec::new();
    let mut paths = vec![Path { cost: 0, open: Vec::new(), article: 0, last: None }];
    for readings in headings {
        let mut next: Vec<Path> = Vec::new();
        for path in &paths {
            for (reading, marker) in readings.iter().enumerate() {
                for (depth, oddity, cost) in path.moves(marker) {
                    let mut open = path.open[..depth].to_vec();
                    open.push(Level { style: marker.style, value: marker.value, prefix: marker.prefix.clone() });
                    let cost = path.cost + cost;
                    match next.iter_mut().find(|other| other.open == open) {
                        Some(other) if other.cost <= cost => {}
                        found => {
                            steps.push(Step { before: path.last, choice: Choice { reading, depth, oddity } });
                            let article = if marker.style == Style::Article { marker.value } else { path.article };
                            let new = Path { cost, open, article, last: Some(steps.len() - 1) };
                            match found {
                                Some(other) => *other = new,
                                None => next.push(new),
                            }
                        }
                    }
                }
            }
        }
        next.sort_by_key(|path| path.cost);
        next.truncate(SIDE_BY_SIDE);
        paths = next;
    }
    let mut choices = Vec::with_capacity(headings.len());
    let mut at = paths.first().and_then(|path| path.last);
    while let Some(step) = at {
        choices.push(steps[step].choice);
        at = steps[step].before;
    }
    choices.reverse();
    choices
}

/// How many candidates run side by side.
const SIDE_BY_SIDE: usize = 6;
/// How deep a tree may be; deeper headings stand at this depth.
const DEEPEST: usize = 12;

/// A step of some path, linked to the one before.
struct Step {
    before: Option<usize>,
    choice: Choice,
}

/// A candidate: the levels that are open and what it cost to get there.
struct Path {
    cost: u32,
    open: Vec<Level>,
    /// The number of the last article: they are counted through all chapters.
    article: u32,
    last: Option<usize>,
}

/// An open level.
#[derive(Clone, PartialEq, Eq)]
struct Level {
    style: Style,
    value: u32,
    prefix: Vec<u32>,
}

impl Path {
    /// Where a marker may stand: depth, oddity, cost.
    fn moves(&self, marker: &Marker) -> Vec<(usize, Option<Oddity>, u32)> {
        let mut moves = Vec::new();
        for (depth, level) in self.open.iter().enumerate() {
            if level.style != marker.style || level.prefix != marker.prefix {
                continue;
            }
            let below = u32::try_from(self.open.len() - depth - 1).unwrap_or(0);
            // Closing levels costs a little, so that of two equal places the nearer one is taken.
            let (oddity, cost) = match marker.value.checked_sub(level.value) {
                Some(1) => (None, 0),
                Some(0) => (Some(Oddity::Repeated), 40),
                Some(gap) => (Some(Oddity::Skipped), 30 + gap.min(20) * 5),
                None => (Some(Oddity::Backwards), 70),
            };
            moves.push((depth, oddity, cost * 10 + below));
        }
        moves.push(self.new_level(marker));
        moves
    }

    /// A level below what is open.
    fn new_level(&self, marker: &Marker) -> (usize, Option<Oddity>, u32) {
        let mut depth = self.open.len();
        let mut cost = if marker.value == 1 { 10 } else { 50 + marker.value.min(20) };
        let goes_on = marker.style == Style::Article && marker.value == self.article + 1;
        let oddity = (marker.value > 1 && !goes_on).then_some(Oddity::Skipped);
        if marker.style == Style::Dotted {
            // `2.1` stands under what is numbered `2`, and nowhere else.
            match self.open.iter().rposition(|level| level.leads_to(&marker.prefix)) {
                Some(above) => depth = above + 1,
                None => cost += 30,
            }
        } else {
            if self.open.iter().any(|level| level.style == marker.style) {
                cost += 20;
            }
            if self.open.last().is_some_and(|level| level.style > marker.style) {
                cost += 45;
            }
        }
        (depth.min(DEEPEST), oddity, cost * 10)
    }
}

impl Level {
    /// True for the level whose number is the `prefix` of a dotted marker.
    fn leads_to(&self, prefix: &[u32]) -> bool {
        match self.style {
            Style::Dotted => prefix.split_last().is_some_and(|(last, before)| *last == self.value && before == self.prefix),
            _ => prefix == [self.value],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{grammar::Catalog, layout::marker, passage::Passage};

    /// Draws the depths of the headings, two spaces each.
    fn check(lines: &str, expected: &str) {
        let catalog = Catalog::built_in();
        let headings: Vec<_> = lines.lines().map(|line| marker::read(&Passage::from_text(line), catalog)).collect();
        let choices = choose(&headings);
        let drawn: Vec<String> = lines
            .lines()
            .zip(&choices)
            .map(|(line, choice)| {
                let note = choice.oddity.map_or(String::new(), |oddity| format!(" <- {oddity:?}"));
                format!("{}{}{note}", "  ".repeat(choice.depth), line.split(' ').next().unwrap_or(""))
            })
            .collect();
        let expected: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
        let indent = expected.first().map_or(0, |line| line.len() - line.trim_start().len());
        let expected: Vec<&str> = expected.iter().map(|line| &line[indent..]).collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_number_printed_twice_stays_on_its_level() {
        check(
            "II. NHIỆM VỤ\n1. A\n2. B\na) Chỉ tiêu\nb) Nhiệm vụ\n2. C\na) Mục tiêu\n3. D",
            "
            II. <- Skipped
              1.
              2.
                a)
                b)
              2. <- Repeated
                a)
              3.",
        );
    }

    #[test]
    fn the_letter_i_after_h_is_a_letter_and_roman_elsewhere() {
        check(
            "A. X\nI. X\nII. X\nB. X\nI. X",
            "
            A.
              I.
              II.
            B.
              I.",
        );
        check(
            "G. X\nH. X\nI. X\nK. X",
            "
            G. <- Skipped
            H.
            I.
            K.",
        );
    }

    #[test]
    fn the_letter_order_has_đ_after_d() {
        check(
            "a) x\nb) x\nc) x\nd) x\nđ) x\ne) x\ng) x\nh) x\ni) x\nk) x",
            "
            a)
            b)
            c)
            d)
            đ)
            e)
            g)
            h)
            i)
            k)",
        );
    }

    #[test]
    fn articles_are_counted_through_all_chapters() {
        check(
            "Chương I\nĐiều 1. X\nĐiều 2. X\nChương II\nĐiều 3. X\nChương III\nĐiều 5. X",
            "
            Chương
              Điều
              Điều
            Chương
              Điều
            Chương
              Điều <- Skipped",
        );
    }

    #[test]
    fn a_dotted_number_stands_under_its_prefix() {
        check(
            "I. X\n1. X\n1.1. X\na) X\n1.2. X\n2. X\n2.1. X\n2.1.1. X\n2.2. X",
            "
            I.
              1.
                1.1.
                  a)
                1.2.
              2.
                2.1.
                  2.1.1.
                2.2.",
        );
    }

    #[test]
    fn roman_numerals_may_stand_above_letters_and_below() {
        check(
            "I. X\nA. X\n1. X\nB. X\nII. X\nA. X",
            "
            I.
              A.
                1.
              B.
            II.
              A.",
        );
    }
}
