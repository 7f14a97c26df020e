//! The words of a target, one after the other: numbers, comparators, times, and what stands between them.

use std::ops::Range;

use crate::{
    grammar::{Catalog, Reading},
    passage::Passage,
};

/// What a word does in a target; a grammar's `means` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// "90%", "14.500".
    Amount,
    /// "10 - 13%".
    Range,
    /// "18 ca sinh/1.000 phụ nữ".
    Ratio,
    /// "12/16 xã".
    OfTotal,
    /// "một".
    InWords,
    /// "859" for "85%".
    Misread,
    /// "trong nhóm 30".
    Rank,
    /// "ít nhất".
    AtLeast,
    /// "trên".
    Above,
    /// "vượt".
    Exceeds,
    /// "không quá".
    AtMost,
    /// "dưới".
    Below,
    /// "khoảng".
    About,
    /// "trở lên", after the number.
    OrMore,
    /// "trở xuống", after the number.
    OrLess,
    /// "đạt".
    Level,
    /// "xuống", "lên", "còn".
    To,
    /// "từ".
    From,
    /// "tăng".
    Rises,
    /// "giảm".
    Falls,
    /// "hoàn thành".
    Completes,
    /// "thành lập".
    Makes,
    /// "phấn đấu".
    Aims,
    /// "cho", "bình quân".
    Filler,
    /// "có".
    Has,
    /// "tỷ lệ".
    What,
    /// "cấp tỉnh".
    Group,
    /// "trong đó".
    PartOf,
    /// "tương ứng là".
    Respectively,
    /// "so với năm 2021".
    Baseline,
    /// "so với quy định": a baseline that stays in the subject.
    Rule,
    /// "đến năm 2030".
    By,
    /// "năm 2030".
    InYear,
    /// "Chỉ tiêu 1:".
    Label,
    /// "ước đạt".
    Past,
    /// "nếu".
    If,
    /// "có thể".
    Criterion,
    /// "được".
    Predicate,
    /// "tổ chức triển khai".
    Doing,
    /// Numbers that are no target.
    NoTarget,
}

impl Kind {
    pub(super) fn of(means: &str) -> Option<Self> {
        Some(match means {
            "amount" => Self::Amount,
            "range" => Self::Range,
            "ratio" => Self::Ratio,
            "of_total" => Self::OfTotal,
            "words" => Self::InWords,
            "misread" => Self::Misread,
            "rank" => Self::Rank,
            "ge" => Self::AtLeast,
            "gt" => Self::Above,
            "exceeds" => Self::Exceeds,
            "le" => Self::AtMost,
            "lt" => Self::Below,
            "approx" => Self::About,
            "or_more" => Self::OrMore,
            "or_less" => Self::OrLess,
            "eq" => Self::Level,
            "to" => Self::To,
            "from" => Self::From,
            "increase" => Self::Rises,
            "decrease" => Self::Falls,
            "complete" => Self::Completes,
            "makes" => Self::Makes,
            "aims" => Self::Aims,
            "filler" => Self::Filler,
            "has" => Self::Has,
            "what" => Self::What,
            "group" => Self::Group,
            "part_of" => Self::PartOf,
            "respectively" => Self::Respectively,
            "baseline" => Self::Baseline,
            "baseline_kept" => Self::Rule,
            "by" => Self::By,
            "in_year" => Self::InYear,
            "label" => Self::Label,
            "past" => Self::Past,
            "if" => Self::If,
            "criterion" => Self::Criterion,
            "predicate" => Self::Predicate,
            "doing" => Self::Doing,
            "no_target" => Self::NoTarget,
            _ => return None,
        })
    }

    /// True for what holds a number that may be a value.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Amount | Self::Range | Self::Ratio | Self::OfTotal | Self::InWords | Self::Misread | Self::Rank)
    }
}

/// What reads a number in digits; all of them [are numbers](Kind::is_number).
pub(super) const NUMBERS: [&str; 6] =
    ["measure/amount", "measure/range", "measure/ratio", "measure/of_total", "measure/misread", "measure/rank"];

/// What may stand before a number in words, or after it.
pub(super) const BOUNDS: [&str; 8] =
    ["measure/ge", "measure/gt", "measure/exceeds", "measure/le", "measure/lt", "measure/approx", "measure/or_more", "measure/or_less"];

/// A word of a target, where it stands and what it does.
#[derive(Debug)]
pub(super) struct Lexeme<'g> {
    pub(super) kind: Kind,
    pub(super) reading: Reading<'g>,
}

impl Lexeme<'_> {
    pub(super) fn range(&self) -> Range<usize> {
        self.reading.range.clone()
    }

    pub(super) fn start(&self) -> usize {
        self.reading.range.start
    }

    pub(super) fn end(&self) -> usize {
        self.reading.range.end
    }
}

/// All words of targets in the passage, from left to right, none overlapping.
pub(super) fn lexemes<'c>(passage: &Passage, catalog: &'c Catalog) -> Vec<Lexeme<'c>> {
    let words = catalog.find_all("measure", passage).into_iter();
    words.filter_map(|reading| Some(Lexeme { kind: Kind::of(reading.grammar.means())?, reading })).collect()
}

/// The first lexeme that starts at or after byte `at`.
pub(super) fn first_from(lexemes: &[Lexeme<'_>], at: usize) -> usize {
    lexemes.partition_point(|lexeme| lexeme.start() < at)
}
