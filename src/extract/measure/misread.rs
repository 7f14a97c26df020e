//! Shares whose percent sign OCR reads as digits.

use super::{
    lexeme::Kind,
    row::opens_clause,
    value::{Text, Value},
};
use crate::{extract::quantity, grammar::Grammar};

/// Tells that "859" is likely 85 % where nothing says what it counts, and "4096 hồ sơ … được" 40 %: thousands are printed with a point.
/// Whether a share is expected there, the clause must tell. The number itself stays as printed.
pub(super) fn misread(text: &Text<'_, '_>, value: &mut Value) {
    let lexeme = &text.lexemes[value.lexeme];
    let counts = value.unit.is_some();
    if lexeme.kind != Kind::Amount || value.is_share() || (counts && (lexeme.range().len() < 4 || !leads_a_passive(text, value))) {
        return;
    }
    let whole = |grammar: &&'_ Grammar| {
        grammar
            .find_from(text.passage, lexeme.start())
            .filter(|reading| reading.range == lexeme.range())
            .map(|reading| reading.get("number"))
    };
    if let Some(number) = text.misread.iter().find_map(|grammar| whole(grammar)?)
        && let Some(share) = quantity::printed(&text.folded()[number])
    {
        value.misread = Some(share);
    }
}

/// "4096 hồ sơ … được …": the number opens its clause, and something is done with what it counts.
fn leads_a_passive(text: &Text<'_, '_>, value: &Value) -> bool {
    let rest = value.end..text.layout.group(value.group).range.end.max(value.end);
    opens_clause(text, value.lead) && text.lexemes_in(&rest).iter().any(|lexeme| lexeme.kind == Kind::Predicate)
}
