//! The words in a row around a number: "phấn đấu đến năm 2030 đạt tối thiểu từ" 55% "trở lên".

use super::{
    lexeme::{Kind, Lexeme},
    time,
    value::{Bound, Change, Form, Text, Value},
};

/// Leading words in a row before a number: nobody writes more, and the cap keeps reading linear.
const LEADING: usize = 12;

/// Walks back over the words in a row before the number.
pub(super) fn before(text: &Text<'_, '_>, value: &mut Value) {
    let mut bound_at = None;
    for at in (value.lexeme.saturating_sub(LEADING)..value.lexeme).rev() {
        let lexeme = &text.lexemes[at];
        if !adjoins(text, lexeme, value.lead) || text.layout.group_at(lexeme.start()) != value.group {
            break;
        }
        match lexeme.kind {
            Kind::AtLeast => bound_at = bound_at.or(Some((Bound::AtLeast, at))),
            Kind::Above => bound_at = bound_at.or(Some((Bound::Above, at))),
            Kind::Exceeds => {
                bound_at = bound_at.or(Some((Bound::Above, at)));
                value.exceeds = true;
            }
            Kind::AtMost => {
                bound_at = bound_at.or(Some((Bound::AtMost, at)));
                value.bounded = lexeme.reading.get("change");
            }
            Kind::Below => bound_at = bound_at.or(Some((Bound::Below, at))),
            Kind::About => bound_at = bound_at.or(Some((Bound::About, at))),
            Kind::Level | Kind::To => value.level |= value.change.is_none(),
            Kind::From => value.from = true,
            Kind::Rises if !value.level => value.change = value.change.or(Some(Change::Up)),
            Kind::Falls if !value.level => value.change = value.change.or(Some(Change::Down)),
            Kind::Has => value.has = true,
            Kind::Rises | Kind::Falls | Kind::Filler | Kind::Predicate => {}
            Kind::Completes if !value.level => value.completes = true,
            Kind::Makes if !value.level && opens_clause(text, lexeme.start()) => value.makes = true,
            Kind::Aims => value.aims = true,
            Kind::Past => value.past = true,
            Kind::Respectively => value.respectively = true,
            Kind::Baseline => value.baseline = value.baseline.or(Some(at)),
            Kind::By => value.by = value.by.take().or_else(|| time::iso(&lexeme.reading, text.folded())),
            Kind::InYear if opens_clause(text, lexeme.start()) => {
                value.by = value.by.take().or_else(|| time::iso(&lexeme.reading, text.folded()));
            }
            // "đạt tỷ lệ tối thiểu 50%": the noun is part of the row where the row goes on before it.
            Kind::What if at > 0 && value.lead > lexeme.end() && row_goes_on(text, at) => {}
            _ => break,
        }
        value.lead = lexeme.start();
        value.opens = lexeme.kind;
        if !sets_no_value(lexeme.kind) {
            value.words.start = lexeme.start();
        }
        if value.change.is_some() && matches!(lexeme.kind, Kind::Rises | Kind::Falls) {
            value.rule = lexeme.reading.grammar.name();
        }
    }
    if let Some((bound, at)) = bound_at {
        value.bound = Some(bound);
        if value.change.is_none() && bound != Bound::About {
            value.rule = text.lexemes[at].reading.grammar.name();
        }
    }
}

/// Words of a row that are not part of what the value says.
fn sets_no_value(kind: Kind) -> bool {
    use Kind::{Aims, Baseline, By, Filler, Has, InYear, Makes, Predicate};
    matches!(kind, Aims | Filler | Has | By | InYear | Baseline | Makes | Predicate)
}

/// True where `lexeme` stands right before byte `at`, or only a comma or colon of its own between.
fn adjoins(text: &Text<'_, '_>, lexeme: &Lexeme<'_>, at: usize) -> bool {
    let gap = text.folded().get(lexeme.end()..at).map_or("?", str::trim);
    gap.is_empty()
        || (matches!(gap, "," | ":") && matches!(lexeme.kind, Kind::By | Kind::InYear | Kind::Aims | Kind::Filler | Kind::Baseline))
}

fn row_goes_on(text: &Text<'_, '_>, at: usize) -> bool {
    let (before, what) = (&text.lexemes[at - 1], &text.lexemes[at]);
    before.kind == Kind::Level && text.blank(before.end()..what.start())
}

/// True where a clause can begin: at the start of the text or group, after a stop, after "phấn đấu".
pub(super) fn opens_clause(text: &Text<'_, '_>, at: usize) -> bool {
    let before = text.folded()[..at].trim_end();
    let group = text.layout.group(text.layout.group_at(at));
    before.len() <= group.range.start
        || before.ends_with([',', ';', ':', '.', '(', '-', '+', ')'])
        || text
            .lexemes_in(&(at.saturating_sub(24)..at))
            .last()
            .is_some_and(|lexeme| matches!(lexeme.kind, Kind::Aims | Kind::Label | Kind::Filler) && text.blank(lexeme.end()..at))
}

/// Reads what stands right behind the unit: "trở lên", "vào năm 2025".
pub(super) fn after(text: &Text<'_, '_>, value: &mut Value) {
    let mut next = super::lexeme::first_from(&text.lexemes, value.end);
    while let Some(lexeme) = text.lexemes.get(next) {
        let gap = text.folded().get(value.end..lexeme.start()).map_or("?", str::trim);
        match (gap, lexeme.kind) {
            ("", Kind::OrMore) if value.bound.is_none_or(|bound| bound != Bound::Above) => value.bound = Some(Bound::AtLeast),
            ("", Kind::OrLess) => value.bound = Some(Bound::AtMost),
            // "đạt 50%, đến năm 2025 đạt 80%": the year is said of the next value.
            (",", Kind::By) if opens_next(text, next) => break,
            ("" | ",", Kind::By) | ("", Kind::InYear) if value.by.is_none() => {
                value.by = time::iso(&lexeme.reading, text.folded());
                value.end = lexeme.end();
                next += 1;
                continue;
            }
            _ => break,
        }
        value.rule = lexeme.reading.grammar.name();
        value.words.end = lexeme.end();
        value.end = lexeme.end();
        next += 1;
    }
    if value.from && value.bound.is_none() && value.form == Form::Plain {
        // "từ 15% người dân tộc thiểu số trở lên": the second half stands behind the noun.
        value.bound = Some(Bound::AtLeast);
    }
}

/// True where a row of another value begins with the lexeme.
fn opens_next(text: &Text<'_, '_>, at: usize) -> bool {
    let (time, rest) = (&text.lexemes[at], text.lexemes.get(at + 1..).unwrap_or(&[]));
    let mut end = time.end();
    for lexeme in rest {
        if !text.blank(end..lexeme.start()) {
            return false;
        }
        if lexeme.kind.is_number() {
            return true;
        }
        end = lexeme.end();
    }
    false
}
