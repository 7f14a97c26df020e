//! An area with targets and nothing to reach them, or with tasks and nothing to measure them by.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Area, Severity};

pub(super) const TARGETS_ONLY: Rule = Rule {
    code: "KH102",
    name: "area-with-targets-only",
    severity: Severity::Warning,
    what: both("Lĩnh vực có chỉ tiêu nhưng không có nhiệm vụ nào", "An area sets targets but no task"),
    why: both("Không ai được giao việc thì chỉ tiêu không thể đạt được", "A target that nobody is told to work for is not reached"),
    beyond: both("Không xét nhiệm vụ có đủ để đạt chỉ tiêu hay không", "Whether the tasks suffice for the targets"),
    examples: &[
        bad(
            Body,
            "I. CẢI CÁCH THỂ CHẾ\n1. Chỉ tiêu\n- 100% văn bản được rà soát.\n2. Nhiệm vụ\n- Tổ chức rà soát văn bản.\nII. CẢI CÁCH TÀI CHÍNH CÔNG\n\
             1. Chỉ tiêu\n- 90% vốn đầu tư được giải ngân.",
            "TÀI CHÍNH CÔNG",
        ),
        good(Body, "I. CẢI CÁCH THỂ CHẾ\n1. Chỉ tiêu\n- 100% văn bản được rà soát.\n2. Nhiệm vụ\n- Tổ chức rà soát văn bản."),
    ],
    check: Code(targets_only),
};

pub(super) const TASKS_ONLY: Rule = Rule {
    code: "KH103",
    name: "area-with-tasks-only",
    severity: Severity::Info,
    what: both("Lĩnh vực có nhiệm vụ nhưng không có chỉ tiêu nào", "An area sets tasks but no target"),
    why: both(
        "Bộ Nội vụ yêu cầu mục tiêu cụ thể, định lượng được cho các lĩnh vực",
        "The Ministry of Home Affairs asks for concrete, measurable objectives in each area",
    ),
    beyond: both("Công tác chỉ đạo, điều hành và lĩnh vực tác động", "Steering, and the impact of the reform"),
    examples: &[
        bad(
            Body,
            "I. CẢI CÁCH THỂ CHẾ\n1. Chỉ tiêu\n- 100% văn bản được rà soát.\n2. Nhiệm vụ\n- Tổ chức rà soát văn bản.\nII. CẢI CÁCH TÀI CHÍNH CÔNG\n\
             1. Nhiệm vụ\n- Giao quyền tự chủ.",
            "TÀI CHÍNH CÔNG",
        ),
        good(Body, "I. CẢI CÁCH THỂ CHẾ\n1. Chỉ tiêu\n- 100% văn bản được rà soát.\n2. Nhiệm vụ\n- Tổ chức rà soát văn bản."),
    ],
    check: Code(tasks_only),
};

fn targets_only(subject: &Subject<'_>, notes: &mut Notes) {
    for area in areas_of_a_plan_with_both(subject) {
        notes.look();
        if targets(subject, area) && !tasks(subject, area) {
            notes.find(place(area), said!("có chỉ tiêu nhưng không có nhiệm vụ, hoạt động nào", "sets targets, but no task or activity"));
        }
    }
}

fn tasks_only(subject: &Subject<'_>, notes: &mut Notes) {
    for area in areas_of_a_plan_with_both(subject).filter(|area| !["steering", "impact"].contains(&area.code.as_str())) {
        notes.look();
        if tasks(subject, area) && !targets(subject, area) {
            notes.find(place(area), said!("có nhiệm vụ nhưng không có chỉ tiêu nào", "sets tasks, but no target"));
        }
    }
}

/// Nothing where the whole plan has only one of the two: then it is a plan of another kind.
fn areas_of_a_plan_with_both<'s>(subject: &Subject<'s>) -> impl Iterator<Item = &'s Area> + use<'s> {
    let both = subject.plan.areas.iter().any(|area| targets(subject, area)) && subject.plan.areas.iter().any(|area| tasks(subject, area));
    subject.plan.areas.iter().filter(move |_| both)
}

fn targets(subject: &Subject<'_>, area: &Area) -> bool {
    subject.plan.indicators.iter().any(|indicator| indicator.area.as_ref() == Some(&area.code))
}

fn tasks(subject: &Subject<'_>, area: &Area) -> bool {
    subject.plan.tasks.iter().any(|task| task.area.as_ref() == Some(&area.code))
        || subject.plan.activities.iter().any(|activity| activity.area.as_ref() == Some(&area.code))
}

/// The title of an area.
pub(super) fn place(area: &Area) -> Place {
    let item = area.section.as_deref().or(area.appendix_section.as_deref()).unwrap_or("plan");
    Place::of(item, Part::Heading, &area.title, &area.origin)
}
