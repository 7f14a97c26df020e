//! A target that stands among the tasks, where the area has a section for targets.

use std::collections::BTreeSet;

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::{fold::fold, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH513",
    name: "target-among-tasks",
    severity: Severity::Info,
    what: both(
        "Chỉ tiêu nằm trong phần nhiệm vụ, dù lĩnh vực có phần chỉ tiêu",
        "A target among the tasks, where the area has a part for targets",
    ),
    why: both("Người theo dõi chỉ tiêu sẽ bỏ sót", "Whoever follows the targets will miss it"),
    beyond: both("Lĩnh vực không chia thành chỉ tiêu và nhiệm vụ", "Areas that are not divided into targets and tasks"),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n1. Cải cách tổ chức bộ máy\na) Chỉ tiêu\n- 100% cơ quan được sắp xếp.\nb) Nhiệm vụ\n- Quản lý biên chế, năm 2022 giảm 1,8% biên chế sự nghiệp so với năm 2021.",
            "1,8%",
        ),
        good(Body, "I. NHIỆM VỤ\n1. Cải cách tổ chức bộ máy\na) Chỉ tiêu\n- 100% cơ quan được sắp xếp.\nb) Nhiệm vụ\n- Quản lý biên chế."),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let plan = subject.plan;
    let titled = |id: Option<&str>, words: &[&str]| {
        let entry = plan.outline.iter().find(|entry| Some(entry.id.as_str()) == id)?;
        let title = fold(entry.title.as_deref()?);
        words.iter().any(|word| title.starts_with(word)).then_some(entry)
    };
    let divided: BTreeSet<&str> = plan
        .indicators
        .iter()
        .filter_map(|indicator| titled(indicator.section.as_deref(), &["chỉ tiêu", "mục tiêu"])?.parent.as_deref())
        .collect();
    let values = plan.indicators.iter().map(|indicator| (indicator.section.as_deref(), &indicator.measures));
    let values = values.chain(plan.tasks.iter().map(|task| (task.section.as_deref(), &task.measures)));
    // A task's values stand among the indicators too.
    let mut told = BTreeSet::new();
    for (section, measures) in values {
        let Some(entry) = titled(section, &["nhiệm vụ"]) else { continue };
        if !entry.parent.as_deref().is_some_and(|parent| divided.contains(parent)) {
            continue;
        }
        notes.look();
        if let Some(measure) = measures.first().filter(|measure| told.insert(measure.origin.first().map(|origin| origin.start))) {
            let place = Place::of(subject.item_at(&measure.origin), Part::Paragraph, &measure.text, &measure.origin);
            notes.find(place, said!("trị số phải đạt nằm trong phần nhiệm vụ", "a value to be reached stands among the tasks"));
        }
    }
}
