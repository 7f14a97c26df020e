//! Rows of the annex (tasks with label lines may name it in a way not read) without somebody who leads, without a result or without a time.

use super::{
    notes::{Notes, Said, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Activity, Severity};

const COMPLETE: &str =
    "Rà soát văn bản | Báo cáo | Sở Tư pháp | Các sở | Quý I/2022\nSửa quy chế | Quyết định | Sở Nội vụ | Các sở | Quý II/2022";

pub(super) const LEAD: Rule = Rule {
    code: "KH105",
    name: "activity-without-lead",
    severity: Severity::Warning,
    what: both("Hoạt động không có cơ quan chủ trì", "An activity without a lead agency"),
    why: both(
        "Mỗi nhiệm vụ phải ghi rõ cơ quan, đơn vị chịu trách nhiệm (yêu cầu khi xây dựng kế hoạch CCHC)",
        "Every task must name the agency that is responsible for it (asked of every reform plan)",
    ),
    beyond: both("Bảng mà phần lớn các dòng đều không có cột này", "Tables in which most rows lack it, and rows that a merged cell covers"),
    examples: &[
        bad(
            Rows,
            "Rà soát văn bản | Báo cáo | Sở Tư pháp | Các sở | Quý I/2022\nSửa quy chế | Quyết định | Sở Nội vụ | Các sở | Quý II/2022\n\
             Tổng kết | Báo cáo | Sở Nội vụ | Các sở | Quý IV/2022\nTuyên truyền pháp luật | Báo cáo | | Các sở | Quý II/2022",
            "Tuyên truyền pháp luật",
        ),
        good(Rows, COMPLETE),
    ],
    check: Code(|subject, notes| {
        missing(subject, notes, |row| !row.lead.is_empty(), &said!("không có cơ quan chủ trì", "no agency leads it"));
    }),
};

pub(super) const RESULT: Rule = Rule {
    code: "KH106",
    name: "activity-without-result",
    severity: Severity::Warning,
    what: both("Hoạt động không có kết quả, sản phẩm", "An activity without a result"),
    why: both(
        "Mỗi nhiệm vụ phải có kết quả, sản phẩm đầu ra thì mới kiểm tra, đánh giá được",
        "A task without an output cannot be monitored",
    ),
    beyond: both("Bảng mà phần lớn các dòng đều không có cột này", "Tables in which most rows lack it"),
    examples: &[
        bad(
            Rows,
            "Rà soát văn bản | Báo cáo | Sở Tư pháp | Các sở | Quý I/2022\nSửa quy chế | Quyết định | Sở Nội vụ | Các sở | Quý II/2022\n\
             Tổng kết | Báo cáo | Sở Nội vụ | Các sở | Quý IV/2022\nTuyên truyền pháp luật | | Sở Tư pháp | Các sở | Quý II/2022",
            "Tuyên truyền pháp luật",
        ),
        good(Rows, COMPLETE),
    ],
    check: Code(|subject, notes| {
        missing(subject, notes, |row| !row.results.is_empty(), &said!("không có kết quả, sản phẩm", "no result is named"));
    }),
};

pub(super) const DEADLINE: Rule = Rule {
    code: "KH107",
    name: "activity-without-deadline",
    severity: Severity::Warning,
    what: both("Hoạt động không có thời gian thực hiện", "An activity without a time"),
    why: both("Mỗi nhiệm vụ phải có thời gian hoàn thành", "Every task must say when it is to be done"),
    beyond: both("Bảng mà phần lớn các dòng đều không có cột này", "Tables in which most rows lack it"),
    examples: &[
        bad(
            Rows,
            "Rà soát văn bản | Báo cáo | Sở Tư pháp | Các sở | Quý I/2022\nSửa quy chế | Quyết định | Sở Nội vụ | Các sở | Quý II/2022\n\
             Tổng kết | Báo cáo | Sở Nội vụ | Các sở | Quý IV/2022\nTuyên truyền pháp luật | Báo cáo | Sở Tư pháp | Các sở |",
            "Tuyên truyền pháp luật",
        ),
        good(Rows, COMPLETE),
    ],
    check: Code(|subject, notes| {
        missing(subject, notes, |row| !row.milestones.is_empty(), &said!("không có thời gian thực hiện", "no time is set"));
    }),
};

/// Rows that lack what at least three of four have.
fn missing(subject: &Subject<'_>, notes: &mut Notes, has: impl Fn(&Activity) -> bool, said: &Said) {
    let plan = subject.plan;
    let holds = |row: &Activity| {
        let above = row.parent.as_ref().and_then(|id| plan.activities.iter().find(|other| other.id == *id));
        has(row) || above.is_some_and(&has)
    };
    let rows: Vec<(&Activity, bool)> = subject.rows().filter(|row| row.rule == "layout/table").map(|row| (row, holds(row))).collect();
    if rows.iter().filter(|(_, holds)| *holds).count() * 4 < rows.len() * 3 {
        return;
    }
    for (row, holds) in rows {
        notes.look();
        if !holds {
            notes.find(subject.name(row), said.clone());
        }
    }
}
