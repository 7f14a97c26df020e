//! "a) Mục tiêu" where the other areas have "a) Chỉ tiêu".

use std::collections::BTreeMap;

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::{
    fold::fold,
    plan::{Entry, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "KH511",
    name: "subheading-named-differently",
    severity: Severity::Warning,
    what: both("Tiểu mục cùng vị trí được đặt tên khác ở một nơi", "A subheading that is called otherwise in one of several like sections"),
    why: both(
        "Các lĩnh vực phải trình bày theo cùng một mẫu; tên khác dễ bị hiểu là nội dung khác",
        "Like sections follow one pattern; another name suggests another content",
    ),
    beyond: both("Ít hơn bốn mục cùng mẫu", "Fewer than four like sections"),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n1. Thể chế\na) Chỉ tiêu\n- Đạt 90%.\nb) Nhiệm vụ\n- Rà soát.\n2. Thủ tục\na) Chỉ tiêu\n- Đạt 90%.\nb) Nhiệm vụ\n- Số hóa.\n3. Bộ máy\na) Mục tiêu\n\
             - Đạt 90%.\nb) Nhiệm vụ\n- Sắp xếp.\n4. Công vụ\na) Chỉ tiêu\n- Đạt 90%.\nb) Nhiệm vụ\n- Kiểm tra.",
            "Mục tiêu",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n1. Thể chế\na) Chỉ tiêu\n- Đạt 90%.\nb) Nhiệm vụ\n- Rà soát.\n2. Thủ tục\na) Chỉ tiêu\n- Đạt 90%.\nb) Nhiệm vụ\n- Số hóa.\n3. Bộ máy\na) Chỉ tiêu\n- Đạt 90%.\nb) Nhiệm vụ\n- Sắp xếp.",
        ),
    ],
    check: Code(check),
};

/// A section and its folded title.
type Titled<'e> = (&'e Entry, String);

/// Sections that agree before one counts as odd.
const AGREE: usize = 3;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let outline = &subject.plan.outline;
    let above = |entry: &Entry| outline.iter().find(|other| Some(&other.id) == entry.parent.as_ref()).map(|other| other.parent.clone());
    let mut like: BTreeMap<(Option<String>, &str), Vec<Titled<'_>>> = BTreeMap::new();
    for entry in outline {
        let (Some(marker), Some(title), Some(above)) = (&entry.marker, &entry.title, above(entry)) else { continue };
        like.entry((above, marker)).or_default().push((entry, fold(title)));
    }
    for entries in like.values().filter(|entries| entries.len() > AGREE) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        entries.iter().for_each(|(_, title)| *counts.entry(title).or_insert(0) += 1);
        let Some((usual, count)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
        if *count < AGREE || *count * 2 <= entries.len() {
            continue;
        }
        for (entry, title) in entries {
            notes.look();
            if title != usual && counts.get(title.as_str()) == Some(&1) {
                let printed = entry.title.as_deref().unwrap_or("");
                let place = Place::of(&entry.id, Part::Heading, printed, &entry.origin);
                notes.find(place, said!("{count} mục cùng mẫu ghi “{usual}”", "{count} like sections say “{usual}”"));
            }
        }
    }
}
