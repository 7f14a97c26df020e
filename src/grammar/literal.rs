//! Words that a pattern cannot do without, told from the pattern itself: a text without them is not worth trying.

use regex_syntax::ast::{self, Ast, ClassSetItem, RepetitionKind, RepetitionRange};

/// Groups of words, of each of which one stands in every text that a pattern reads.
pub(super) type Needed = Vec<Vec<String>>;

/// Most texts that are followed side by side, and most characters of one.
const MOST: usize = 24;
const LONGEST: usize = 24;

/// What a pattern needs; nothing where it cannot be told, or where it is no expression (compiling it says why).
///
/// ```text
/// (?:trước|chậm nhất) ngày [0-9]   needs   "trước ngày " or "chậm nhất ngày ", and a digit
/// ```
pub(super) fn needed(pattern: &str) -> Needed {
    let Ok(ast) = ast::parse::ParserBuilder::new().nest_limit(100).build().parse(pattern) else { return Vec::new() };
    let told = tell(&ast);
    let mut groups = told.needed;
    groups.extend(told.exact.filter(|texts| tells(texts)));
    groups
}

/// What is known of a part of a pattern.
#[derive(Default)]
struct Told {
    /// All texts that it reads, where they are few.
    exact: Option<Vec<String>>,
    needed: Needed,
}

impl Told {
    fn exactly(texts: Vec<String>) -> Self {
        Self { exact: Some(texts), needed: Vec::new() }
    }

    /// What it needs, its texts no longer followed.
    fn closed(self) -> Needed {
        let mut needed = self.needed;
        needed.extend(self.exact.filter(|texts| tells(texts)));
        needed
    }
}

/// True for texts that say something: two letters at least, or one that is not in every word.
fn tells(texts: &[String]) -> bool {
    let tells = |text: &String| {
        let text = text.trim();
        !text.is_empty() && (text.len() > 1 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()))
    };
    !texts.is_empty() && texts.iter().all(tells)
}

fn tell(ast: &Ast) -> Told {
    match ast {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Told::exactly(vec![String::new()]),
        Ast::Literal(literal) => Told::exactly(vec![literal.c.to_string()]),
        Ast::Dot(_) | Ast::ClassUnicode(_) => Told::default(),
        Ast::ClassPerl(class) => match class.kind {
            // White space of a passage is a single space.
            ast::ClassPerlKind::Space if !class.negated => Told::exactly(vec![" ".to_owned()]),
            ast::ClassPerlKind::Digit if !class.negated => Told::exactly(('0'..='9').map(String::from).collect()),
            _ => Told::default(),
        },
        Ast::ClassBracketed(class) => few(class).map_or_else(Told::default, Told::exactly),
        Ast::Repetition(repetition) => repeated(tell(&repetition.ast), &repetition.op.kind),
        Ast::Group(group) => tell(&group.ast),
        Ast::Alternation(ways) => any_of(ways.asts.iter().map(tell).collect()),
        Ast::Concat(parts) => in_a_row(parts.asts.iter().map(tell)),
    }
}

/// The characters of a small class.
fn few(class: &ast::ClassBracketed) -> Option<Vec<String>> {
    let ast::ClassSet::Item(item) = &class.kind else { return None };
    if class.negated {
        return None;
    }
    let items = match item {
        ClassSetItem::Union(union) => union.items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut texts = Vec::new();
    for item in items {
        match item {
            ClassSetItem::Literal(literal) => texts.push(literal.c.to_string()),
            ClassSetItem::Range(range) => texts.extend((range.start.c..=range.end.c).take(MOST + 1).map(String::from)),
            _ => return None,
        }
    }
    (texts.len() <= MOST).then_some(texts)
}

fn repeated(part: Told, kind: &RepetitionKind) -> Told {
    let least = match kind {
        RepetitionKind::ZeroOrOne => {
            return match part.exact {
                // What stands beside an unfollowed part is needed only with it.
                Some(mut texts) if texts.len() < MOST && part.needed.is_empty() => {
                    if !texts.iter().any(String::is_empty) {
                        texts.push(String::new());
                    }
                    Told::exactly(texts)
                }
                _ => Told::default(),
            };
        }
        RepetitionKind::ZeroOrMore => 0,
        RepetitionKind::OneOrMore => 1,
        RepetitionKind::Range(RepetitionRange::Exactly(least) | RepetitionRange::AtLeast(least) | RepetitionRange::Bounded(least, _)) => {
            *least
        }
    };
    if least == 0 { Told::default() } else { Told { exact: None, needed: part.closed() } }
}

/// One part after another: the texts of neighbours are put together as long as they are few; where they are not, a new run begins.
fn in_a_row(parts: impl Iterator<Item = Told>) -> Told {
    let mut run = vec![String::new()];
    let mut whole = true;
    let mut needed = Needed::new();
    for part in parts {
        needed.extend(part.needed);
        let joined = part.exact.as_ref().filter(|texts| run.len() * texts.len() <= MOST).map(|texts| {
            let joined = run.iter().flat_map(|before| texts.iter().map(move |after| format!("{before}{after}")));
            joined.collect::<Vec<_>>()
        });
        match joined.filter(|joined| joined.iter().all(|text| text.chars().count() <= LONGEST)) {
            Some(joined) => run = joined,
            None => {
                whole = false;
                let finished = std::mem::replace(&mut run, part.exact.unwrap_or_else(|| vec![String::new()]));
                needed.extend(Some(finished).filter(|texts| tells(texts)));
            }
        }
    }
    if whole {
        return Told { exact: Some(run), needed };
    }
    needed.extend(Some(run).filter(|texts| tells(texts)));
    Told { exact: None, needed }
}

/// One of several ways: their texts together, or else the most telling group of each.
fn any_of(ways: Vec<Told>) -> Told {
    let count: usize = ways.iter().map(|way| way.exact.as_ref().map_or(MOST + 1, Vec::len)).sum();
    if count <= MOST && ways.iter().all(|way| way.needed.is_empty()) {
        return Told::exactly(ways.into_iter().filter_map(|way| way.exact).flatten().collect());
    }
    let mut together: Vec<String> = Vec::new();
    for way in ways {
        let best = way.closed().into_iter().max_by_key(|texts| (texts.iter().map(|text| text.len()).min(), std::cmp::Reverse(texts.len())));
        match best {
            Some(texts) => together.extend(texts),
            None => return Told::default(),
        }
    }
    Told { exact: None, needed: vec![together] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, expected: &[&[&str]]) {
        assert_eq!(needed(pattern), expected, "{pattern}");
    }

    #[test]
    fn words_in_a_row_are_needed_together() {
        check(
            "(?:trước|chậm nhất) ngày [0-9]{1,2}",
            &[&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], &["trước ngày ", "chậm nhất ngày "]],
        );
        check(r"^(?P<a>điều)\s\p{L}+$", &[&["điều "]]);
    }

    #[test]
    fn what_may_be_missing_is_not_needed() {
        check("(?:hằng )?quý", &[&["hằng quý", "quý"]]);
        check("(?:hằng .*)?quý", &[&["quý"]]);
        check("(?:hằng|mỗi)? ?quý$", &[&["hằng quý", "hằngquý", "mỗi quý", "mỗiquý", " quý", "quý"]]);
        check("a*", &[]);
        check(r"x(?P<y>\p{L}\p{L}+)z", &[]);
        check("hằng năm|.+", &[]);
    }

    #[test]
    fn of_several_ways_each_gives_its_most_telling_words() {
        check(r"trước \p{L}+ ngày|sau khi \p{L}+", &[&["trước ", "sau khi "]]);
    }
}
