//! Target values: which number a bullet, sentence or cell sets, of what, for whom, and by when.
//!
//! Words become [lexemes](lexeme) by the grammars of `grammars/measure`; words in a row around a number become a [value]; values that
//! set something become [targets](target), each with its clause; the rest of the clause says [what](subject) is measured.

mod layout;
mod lexeme;
mod misread;
mod row;
mod scope;
mod subject;
mod target;
mod time;
mod unit;
mod value;

use std::ops::Range;

use self::{
    lexeme::Kind,
    target::Target,
    value::{Bound, Change, Form, Text, Value},
};
use super::{Context, quantity};
use crate::{
    passage::Passage,
    plan::{Baseline, Finding, Measure, Severity},
};

/// The values that a passage sets, and what a reader should look at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measured {
    /// In the order of the text.
    pub measures: Vec<Measure>,
    /// Numbers that are likely misread, lists that do not match.
    pub findings: Vec<Finding>,
}

/// Reads all values that a bullet, sentence or cell sets; `by` is the year of the heading above it.
///
/// ```
/// use kehoach::{extract::{Context, measure}, grammar::Catalog, passage::Passage};
/// let bullet = Passage::from_text("Từ 75% trở lên TTHC được thanh toán trực tuyến, trong số đó, tỷ lệ giao dịch đạt từ 25% trở lên");
/// let read = measure::read(&bullet, &Context::new(Catalog::built_in()), None).measures;
/// assert_eq!((read[0].comparator.as_str(), read[0].value.map(|n| n.0)), ("ge", Some(75.0)));
/// assert_eq!((read[1].subject.as_deref(), read[1].within), (Some("tỷ lệ giao dịch"), Some(0)));
/// ```
#[must_use]
pub fn read(passage: &Passage, context: &Context<'_>, by: Option<&str>) -> Measured {
    Values::of(passage, context).map(|values| values.measured(by)).unwrap_or_default()
}

/// A passage with the values that stand in it: whoever asks more than one thing of it looks for them once.
#[derive(Debug)]
pub struct Values<'p, 'c> {
    text: Text<'p, 'c>,
    targets: Vec<Target>,
}

impl<'p, 'c> Values<'p, 'c> {
    /// Looks for the values of a passage; none where it holds no number.
    #[must_use]
    pub fn of(passage: &'p Passage, context: &Context<'c>) -> Option<Self> {
        let text = Text::of(passage, context.catalog)?;
        let targets = targets(&text, context);
        Some(Self { text, targets })
    }

    /// All of them, as [`read`] gives them.
    #[must_use]
    pub fn measured(&self, by: Option<&str>) -> Measured {
        let Self { text, targets } = self;
        let mut measured = Measured::default();
        for at in 0..targets.len() {
            let mut measure = measure(text, targets, at);
            if measure.subject.is_none() && follows_on(text, targets, at) {
                measure.subject = measured.measures.last().and_then(|before| before.subject.clone());
            }
            measured.measures.push(measure);
            measured.findings.extend(doubts(text, &targets[at].value));
        }
        tell_off(text, targets, &mut measured);
        time::share(text, targets, &mut measured.measures, by);
        measured.findings.extend(value::unread(text).map(|rest| Finding {
            code: "too-many-values".into(),
            severity: Severity::Warning,
            message: format!("Quá {} con số trong một đoạn; phần còn lại không được đọc làm chỉ tiêu", value::MOST),
            item: None,
            origin: text.passage.origin(&rest),
            suggestion: None,
        }));
        measured
    }

    /// True where it sets any value.
    #[must_use]
    pub fn set_something(&self) -> bool {
        !self.targets.is_empty()
    }

    /// True where a bullet outside the targets of a plan sets a value all the same: "năm 2022 giảm 1,8% biên chế so với năm 2021".
    ///
    /// Only shares, changes, ranks, and amounts that are said to be aimed at: limits and criteria of rules ("không quá 10%", "có ít nhất
    /// 70% cá nhân …") set no target.
    ///
    /// ```
    /// use kehoach::{extract::{Context, measure::Values}, grammar::Catalog, passage::Passage};
    /// let context = Context::new(Catalog::built_in());
    /// let sets = |text: &str| Values::of(&Passage::from_text(text), &context).is_some_and(|values| values.set_a_target());
    /// assert!(sets("thực hiện kiểm tra trực tiếp về công tác CCHC trên 30% các cơ quan, đơn vị trực thuộc UBND tỉnh"));
    /// assert!(!sets("tích hợp dịch vụ công trực tuyến mức độ 3, 4 của tỉnh; trả lời trong thời hạn 05 ngày"));
    /// ```
    #[must_use]
    pub fn set_a_target(&self) -> bool {
        self.targets.iter().any(|target| convinces(&self.text, &self.targets, target))
    }

    /// True where a clause says what share is to be and nothing more, as tasks do: "Tỷ lệ hồ sơ trễ hạn dưới 1%".
    #[must_use]
    pub fn say_a_level(&self) -> bool {
        self.targets.iter().any(|target| says_level(&self.text, target))
    }

    /// True where the passage says outright that it aims at a value: "phấn đấu đạt 100% kế hoạch", not "ước đạt 92%".
    #[must_use]
    pub fn are_aimed_at(&self) -> bool {
        self.targets.iter().any(|target| target.value.aims && convinces(&self.text, &self.targets, target))
    }
}

/// The value of a cell in a table of indicators; its unit may stand in a cell of its own.
///
/// ```
/// use kehoach::{extract::{Context, measure}, grammar::Catalog, passage::Passage};
/// let context = Context::new(Catalog::built_in());
/// let read = |cell: &str, unit: &str| measure::cell(&Passage::from_text(cell), &Passage::from_text(unit), &context);
/// let beds = read("≥ 7.060", "Giường").expect("a value");
/// assert_eq!((beds.comparator.as_str(), beds.value.map(|n| n.0), beds.unit.as_deref()), ("ge", Some(7060.0), Some("Giường")));
/// assert_eq!(read("Hoàn thành", "%"), None);
/// ```
#[must_use]
pub fn cell(cell: &Passage, unit: &Passage, context: &Context<'_>) -> Option<Measure> {
    let both = Passage::concat(&[cell.clone(), unit.clone()]);
    let text = Text::of(&both, context.catalog)?;
    let mut inside = value::values(&text).into_iter().filter(|value| value.words.start < cell.len());
    let (value, another) = (inside.next()?, inside.next());
    if another.is_some() {
        return None;
    }
    let ranked = value.form == Form::Rank;
    let found = measure(&text, &[Target { value, clause: 0, within: None, run: None }], 0);
    let told = found.unit.is_some() || ranked || unit.is_empty();
    Some(Measure { unit: if told { found.unit } else { Some(unit.text().to_owned()) }, ..found })
}

fn targets(text: &Text<'_, '_>, context: &Context<'_>) -> Vec<Target> {
    let since = context.years.map(|(first, _)| first).or(context.issued_on.map(|day| i32::from(day.year())));
    let mut targets = target::targets(text, value::values(text), since);
    for target in &mut targets {
        // "Giảm tỷ lệ hộ nghèo 1,5%" is a change; "Giảm tỷ lệ … xuống dưới 30%" reaches a level, and so does "dưới 30%" alone.
        let reaches = target.value.level || target.value.change.is_some() || target.value.form != Form::Plain;
        if !reaches && !matches!(target.value.bound, Some(Bound::Below | Bound::AtMost)) {
            target.value.change = subject::opening_change(text, target);
        }
        if target.value.exceeds && compared(text, target.value.end..text.layout.group(target.value.group).range.end) {
            (target.value.change, target.value.bound) = (Some(Change::Up), None);
        }
    }
    share_changes(text, &mut targets);
    targets
}

/// "giảm 2% tổng số hộ nghèo và 3% số hộ nghèo dân tộc thiểu số", "cắt giảm 30% thời gian, 30% chi phí": the verb is said once.
fn share_changes(text: &Text<'_, '_>, targets: &mut [Target]) {
    for at in 1..targets.len() {
        let [.., before, target] = &mut targets[..=at] else { continue };
        let (first, value) = (&before.value, &mut target.value);
        let bare = value.lead == text.lexemes[value.lexeme].start() && value.change.is_none() && !value.level && value.is_share();
        let alike = first.tells_change() && first.is_share() && !first.level && first.group == value.group && first.end < value.lead;
        let between = first.end..value.lead;
        let plain = || text.lexemes_in(&between).iter().all(|lexeme| matches!(lexeme.kind, Kind::Group | Kind::Filler | Kind::What));
        let joined = || [" và", ","].iter().any(|join| text.folded()[between.clone()].trim_end().ends_with(join));
        if bare && alike && joined() && plain() {
            (value.change, value.bound) = (first.change, value.bound.or(first.bound));
        }
    }
}

fn compared(text: &Text<'_, '_>, rest: Range<usize>) -> bool {
    let next = text.lexemes_in(&rest).first();
    next.is_some_and(|next| matches!(next.kind, Kind::Baseline | Kind::Rule) && text.blank(rest.start..next.start()))
}

fn convinces(text: &Text<'_, '_>, targets: &[Target], target: &Target) -> bool {
    let value = &target.value;
    let sentence = text.layout.sentence(value.group);
    let limits = |other: &Target| {
        matches!(other.value.bound, Some(Bound::AtMost | Bound::Below)) && text.layout.sentence(other.value.group) == sentence
    };
    // "Có tỷ lệ nghèo từ 15% trở lên" lists what a rule asks for.
    let first = text.lexemes_in(&(target.clause..value.lead)).first();
    let listed = first.is_some_and(|first| first.kind == Kind::Has && row::opens_clause(text, first.start()));
    let asks = (value.has || listed) && !value.aims && value.by.is_none();
    if asks || targets.iter().any(limits) {
        return false;
    }
    let timed = value.unit_kind == unit::UnitKind::Time;
    value.is_share()
        || value.misread.is_some()
        || value.form == Form::Rank
        || (value.tells_change() && !timed)
        || (value.aims && value.unit.is_some())
}

/// "Tỷ lệ hồ sơ trễ hạn dưới 1%": the clause says how low a rate is to be and nothing more; "hộ có tỷ lệ dưới 1% được hỗ trợ" is a rule.
fn says_level(text: &Text<'_, '_>, target: &Target) -> bool {
    let (value, folded) = (&target.value, text.folded());
    let first = text.lexemes_in(&(target.clause..value.lead)).first();
    let opens = first.is_some_and(|first| first.kind == Kind::What && folded[target.clause..first.start()].trim().is_empty());
    opens && value.is_share() && folded[value.end..].trim_start().chars().next().is_none_or(|c| matches!(c, '.' | ';' | ','))
}

fn measure(text: &Text<'_, '_>, targets: &[Target], at: usize) -> Measure {
    let target = &targets[at];
    let value = &target.value;
    let printed = |range: &Range<usize>| text.passage.text()[range.clone()].to_owned();
    let subject = subject::subject(text, targets, at);
    let ranked = value.unit.is_none()
        && value.bound == Some(Bound::AtMost)
        && subject.clone().is_some_and(|subject| text.folded()[subject].contains("hạng"));
    let unit = match &value.unit {
        Some(unit) if text.folded()[unit.clone()] == *"phần trăm" => Some("%".to_owned()),
        unit => unit.as_ref().map(printed),
    };
    Measure {
        comparator: if ranked { "rank" } else { value.comparator() }.to_owned(),
        value: Some(value.value),
        value_max: value.most,
        unit,
        // "Giá dịch vụ không tăng quá 5%": how much it rises is measured.
        subject: subject.iter().chain(&value.bounded).map(printed).reduce(|what, change| format!("{what} {change}")),
        scope: None,
        baseline: baseline(text, targets, at),
        within: target.within.and_then(|whole| u32::try_from(whole).ok()),
        by: None,
        text: printed(&value.words),
        origin: text.passage.origin(&value.words),
        rule: value.rule.clone(),
    }
}

/// True where a value without words of its own speaks of what the one before it measures: "đạt 80% (tăng 5% so với năm 2024)".
fn follows_on(text: &Text<'_, '_>, targets: &[Target], at: usize) -> bool {
    let sentence = |at: usize| text.layout.sentence(targets[at].value.group);
    at > 0 && targets[at].within.is_none() && sentence(at) == sentence(at - 1)
}

/// What the value is measured against: the level it starts from, or "so với …" in its clause.
fn baseline(text: &Text<'_, '_>, targets: &[Target], at: usize) -> Option<Baseline> {
    let Target { value, clause, .. } = &targets[at];
    let printed = |range: &Range<usize>| text.passage.text()[range.clone()].to_owned();
    if let Some(start) = &value.start {
        let unit = start.unit.as_ref().map(printed);
        return Some(Baseline { text: printed(&start.words), year: start.year, value: Some(start.value), unit });
    }
    let clause = *clause..subject::behind_ends(text, targets, at).max(value.end);
    let lexeme = text.lexemes_in(&clause).iter().find(|lexeme| matches!(lexeme.kind, Kind::Baseline | Kind::Rule))?;
    let year = lexeme.reading.words("year", text.folded()).or(lexeme.reading.words("same", text.folded()));
    Some(Baseline { text: printed(&lexeme.range()), year: year.and_then(|year| year.parse().ok()), value: None, unit: None })
}

/// What is doubtful about a number.
fn doubts(text: &Text<'_, '_>, value: &Value) -> Option<Finding> {
    let number = text.lexemes[value.lexeme].range();
    let words = &text.passage.text()[number.clone()];
    let (code, severity, message, suggestion) = if let Some(share) = value.misread {
        let message = format!("“{words}” đứng ở chỗ của một tỷ lệ phần trăm, có thể do nhận dạng sai dấu %");
        ("percent-misread", Severity::Warning, message, Some(format!("Đối chiếu bản gốc: có thể là “{}%”", share.0)))
    } else if value.form == Form::Plain && quantity::has_decimal_point(words.trim_end_matches(['%', ' '])) {
        ("decimal-point", Severity::Info, format!("“{words}” dùng dấu chấm cho phần thập phân"), None)
    } else {
        return None;
    };
    Some(Finding { code: code.into(), severity, message, item: None, origin: text.passage.origin(&number), suggestion })
}

/// Gives parallel values their scopes, and says so where a row of values does not match its list.
fn tell_off(text: &Text<'_, '_>, targets: &[Target], measured: &mut Measured) {
    let printed = |range: &Range<usize>| text.passage.text()[range.clone()].to_owned();
    for head in 0..targets.len() {
        let row: Vec<usize> = (head..targets.len()).take_while(|&at| at == head || targets[at].run == Some(head)).collect();
        if targets[head].run.is_some() || row.len() < 2 {
            continue;
        }
        let Some(subject) = subject::subject(text, targets, head) else { continue };
        match scope::parallel(text, &subject, row.len()) {
            Ok(parallel) => {
                for (&at, scope) in row.iter().zip(&parallel.scopes) {
                    measured.measures[at].scope = Some(printed(scope));
                    measured.measures[at].subject = Some(printed(&parallel.subject)).filter(|words| !words.is_empty());
                }
            }
            Err(items) => {
                for &at in &row {
                    measured.measures[at].subject = Some(printed(&subject));
                }
                if !targets[head].value.respectively {
                    continue;
                }
                let words = targets[head].value.words.start..targets[row[row.len() - 1]].value.end;
                measured.findings.push(Finding {
                    code: "parallel-mismatch".into(),
                    severity: Severity::Warning,
                    message: format!("{} giá trị nêu tương ứng nhưng danh sách trước đó có {items} mục", row.len()),
                    item: None,
                    origin: text.passage.origin(&words),
                    suggestion: None,
                });
            }
        }
    }
    scope::levels(text, targets, &mut measured.measures);
    scope::places(text, targets, &mut measured.measures);
}
