//! "của cấp tỉnh, cấp huyện, cấp xã tương ứng là 50%, 40%": three names, two values.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::{fold::fold, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH302",
    name: "parallel-lists-of-unequal-length",
    severity: Severity::Error,
    what: both("Hai dãy “tương ứng” không cùng số phần tử", "Two parallel lists of unequal length"),
    why: both("Không biết trị số nào thuộc về cấp, nhóm nào", "Nobody can tell which value is for which level or group"),
    beyond: both("Dãy trị số không có “tương ứng”, “lần lượt”, “theo thứ tự”", "Lists without “respectively”"),
    examples: &[
        bad(Body, "I. CHỈ TIÊU\n- Số hóa kết quả của cấp tỉnh, cấp huyện, cấp xã đạt tỷ lệ tối thiểu tương ứng là 50%, 40%.", "50%"),
        good(Body, "I. CHỈ TIÊU\n- Số hóa kết quả của cấp tỉnh, cấp huyện, cấp xã đạt tỷ lệ tối thiểu tương ứng là 50%, 40%, 35%."),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for (text, measures) in subject.measures() {
        let folded = fold(text);
        let Some(at) = ["tương ứng", "lần lượt", "theo thứ tự"].iter().filter_map(|words| folded.find(words)).min() else {
            continue;
        };
        let sentence = folded[at..].find(['.', ';']).map_or(folded.len(), |end| at + end);
        let values: Vec<_> =
            measures.iter().filter(|measure| text[at..sentence].contains(measure.text.rsplit(' ').next().unwrap_or(""))).collect();
        if values.len() < 2 {
            continue;
        }
        notes.look();
        if values.iter().any(|measure| measure.scope.is_some()) {
            continue;
        }
        let start = folded[..at].rfind([';', '.', ':']).map_or(0, |end| end + 1);
        let clause = &folded[start..at];
        let list =
            ["của ", "đối với ", "tại ", "cho "].iter().filter_map(|head| clause.rfind(head)).max().map_or(clause, |head| &clause[head..]);
        let names = list.matches(',').count() + list.matches(" và ").count() + 1;
        if names > 1 && names != values.len() {
            let count = values.len();
            let place = Place::of(subject.item_at(&values[0].origin), Part::Paragraph, &values[0].text, &values[0].origin);
            notes.find(place, said!("nêu {names} đối tượng nhưng {count} trị số", "{names} are named, but {count} values follow"));
        }
    }
}
