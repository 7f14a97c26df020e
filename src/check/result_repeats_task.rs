//! A result cell that says again what is to be done, not what comes of it.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH113",
    name: "result-that-repeats-task",
    severity: Severity::Info,
    what: both("Ô kết quả chép lại nhiệm vụ thay vì nêu sản phẩm", "A result that repeats the task instead of naming what comes of it"),
    why: both(
        "Sản phẩm đầu ra (quyết định, báo cáo, phần mềm…) mới kiểm tra được là đã xong hay chưa",
        "Only an output (a decision, a report, a program) shows whether the task is done",
    ),
    beyond: both("Kết quả viết ngắn; kết quả diễn đạt bằng từ khác", "Short results, and those in other words"),
    examples: &[
        bad(
            Rows,
            "Cập nhật văn bản vào cơ sở dữ liệu quốc gia về pháp luật | Cập nhật đầy đủ văn bản vào cơ sở dữ liệu quốc gia về pháp luật | Sở Tư pháp | Các sở | Quý I/2022",
            "Cập nhật đầy đủ",
        ),
        good(
            Rows,
            "Cập nhật văn bản vào cơ sở dữ liệu quốc gia về pháp luật | Báo cáo kết quả cập nhật văn bản vào cơ sở dữ liệu quốc gia | Sở Tư pháp | Các sở | Quý I/2022\n\
             Kế hoạch cải cách hành chính năm 2022 | Kế hoạch của UBND tỉnh | Sở Nội vụ | Các sở | Quý I/2022",
        ),
    ],
    check: Code(check),
};

/// Fewer words name a result.
const FEWEST: usize = 6;
/// Of the words of the task, this share stands in the result.
const SHARE: (usize, usize) = (3, 4);
/// What comes of a task begins so, and many tasks do too.
const OUTPUTS: &[&str] =
    &["kế", "báo", "quyết", "đề", "chương", "dự", "nghị", "tờ", "văn", "công", "chỉ", "thông", "hệ", "phần", "danh", "cơ"];

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let mut task: Option<&Line<'_>> = None;
    for line in &subject.lines {
        match line.part {
            Part::Name => task = Some(line),
            Part::Results => {
                let Some(task) = task.filter(|task| task.item == line.item) else { continue };
                notes.look();
                if repeats(task, line) {
                    notes.find(
                        subject.whole(line),
                        said!("chép lại nhiệm vụ, chưa nêu sản phẩm", "it repeats the task and names no output"),
                    );
                }
            }
            _ => {}
        }
    }
}

fn repeats(task: &Line<'_>, result: &Line<'_>) -> bool {
    let same_start = (0..2).all(|at| task.word(at).is_some() && task.word(at) == result.word(at));
    let output = result.word(0).is_some_and(|word| OUTPUTS.contains(&word));
    let said = |form: u32| result.words.iter().any(|word| word.form == form);
    let shared = || task.words.iter().filter(|word| said(word.form)).count();
    same_start && !output && result.words.len() >= FEWEST && shared() * SHARE.1 >= task.words.len() * SHARE.0
}
