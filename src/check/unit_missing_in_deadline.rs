//! "Kế hoạch 02/2022": a month or a year whose unit is not said.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Milestone, Precision, Severity};

pub(super) const MONTH: Rule = Rule {
    code: "KH211",
    name: "month-without-word",
    severity: Severity::Warning,
    what: both("Thiếu chữ “tháng” trước tháng/năm", "The word “tháng” missing before month and year"),
    why: both(
        "“02/2022” cũng có thể là số văn bản; các ô khác ghi “tháng 02/2022”",
        "“02/2022” may be the number of a document; other cells say “tháng 02/2022”",
    ),
    beyond: both("Thời gian trong phần lời", "Times in the body"),
    examples: &[
        bad(Rows, "Thi nâng ngạch | Kế hoạch | Sở Nội vụ | Các sở | - Tờ trình ban hành tháng 01/2022 - Kế hoạch 02/2022", "02/2022"),
        good(Rows, "Thi nâng ngạch | Kế hoạch | Sở Nội vụ | Các sở | - Tờ trình ban hành tháng 01/2022 - Kế hoạch tháng 02/2022"),
    ],
    check: Code(month),
};

pub(super) const YEAR: Rule = Rule {
    code: "KH212",
    name: "year-without-word",
    severity: Severity::Info,
    what: both("Ô thời gian chỉ ghi số năm", "A time cell that holds a bare year"),
    why: both(
        "Các ô khác ghi “Năm 2022”; một con số đứng riêng dễ bị đọc nhầm",
        "Other cells say “Năm 2022”; a bare number is easily misread",
    ),
    beyond: both("Bảng mà mọi ô thời gian đều ghi như vậy", "Tables in which all time cells are so"),
    examples: &[
        bad(Rows, "Hoàn thiện phần mềm | Báo cáo | Sở Nội vụ | Các sở | 2022\nRà soát | Báo cáo | Sở Tư pháp | Các sở | Năm 2022", "2022"),
        good(Rows, "Hoàn thiện phần mềm | Báo cáo | Sở Nội vụ | Các sở | Năm 2022"),
    ],
    check: Code(year),
};

fn month(subject: &Subject<'_>, notes: &mut Notes) {
    for milestone in subject.rows().flat_map(|row| &row.milestones).filter(|milestone| milestone.precision == Some(Precision::Month)) {
        notes.look();
        if milestone.rule == "deadline/month-without-word" {
            notes
                .find(subject.time(milestone), said!("thiếu chữ “tháng”", "the word “tháng” is missing"))
                .suggest(said!("thêm “tháng” trước tháng/năm", "write “tháng” before month and year"));
        }
    }
}

fn year(subject: &Subject<'_>, notes: &mut Notes) {
    let bare = |milestone: &Milestone| milestone.text.trim().len() == 4 && milestone.text.trim().bytes().all(|c| c.is_ascii_digit());
    let all: Vec<&Milestone> = subject.rows().flat_map(|row| &row.milestones).filter(|milestone| milestone.precision.is_some()).collect();
    if all.iter().filter(|milestone| bare(milestone)).count() * 4 > all.len() * 3 {
        return;
    }
    for milestone in all.iter().filter(|milestone| milestone.precision == Some(Precision::Year)) {
        notes.look();
        if bare(milestone) {
            let words = format!("Năm {}", milestone.text.trim());
            notes.find(subject.time(milestone), said!("chỉ ghi số năm", "a bare year")).replace_with(&words);
        }
    }
}
