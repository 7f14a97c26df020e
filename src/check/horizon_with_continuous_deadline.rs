//! The task runs to 2025, the time says "Thường xuyên".

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
    words::folded,
};
use crate::plan::{MilestoneKind, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH215",
    name: "horizon-with-continuous-deadline",
    severity: Severity::Info,
    what: both(
        "Nhiệm vụ có hạn ở một năm sau, thời gian lại ghi “thường xuyên”",
        "A task with a horizon in a later year and a continuous deadline",
    ),
    why: both("Kế hoạch năm phải nói phần việc của năm đó", "A yearly plan must say what is due in its year"),
    beyond: both("Năm trong tên chương trình, đề án đặt trong ngoặc kép", "Years in titles within quotation marks"),
    examples: &[
        bad(
            Rows,
            "Hình thành 8 vùng nông nghiệp công nghệ cao theo lộ trình đến năm 2025 | Quyết định công nhận | Sở Nội vụ | Các sở | Thường xuyên",
            "đến năm 2025",
        ),
        good(Rows, "Hình thành vùng nông nghiệp công nghệ cao năm 2022 | Quyết định công nhận | Sở Nội vụ | Các sở | Thường xuyên"),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let Some((_, last)) = subject.years else { return };
    for row in subject.rows() {
        if row.milestones.is_empty() || row.milestones.iter().any(|milestone| milestone.kind != MilestoneKind::Continuous) {
            continue;
        }
        notes.look();
        let open = row.name.find(['“', '"']).unwrap_or(row.name.len());
        let words = folded(&row.name[..open]);
        let horizon =
            words.windows(3).filter(|words| words[0] == "đến" && words[1] == "năm").find_map(|words| words[2].parse::<i32>().ok());
        if let Some(year) = horizon.filter(|year| *year > last) {
            notes.find(
                subject.name(row),
                said!("hạn đến năm {year} nhưng thời gian ghi thường xuyên", "the task runs to {year}, its time is continuous"),
            );
        }
    }
}
