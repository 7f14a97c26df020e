//! A row that asks for a plan or a scheme, and a result that is none.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH114",
    name: "result-of-another-kind",
    severity: Severity::Info,
    what: both("Sản phẩm không phải loại văn bản mà nhiệm vụ yêu cầu", "A result that is not the kind of document the task asks for"),
    why: both(
        "Nhiệm vụ là kế hoạch mà kết quả ghi quyết định thì không rõ sản phẩm nào được nghiệm thu",
        "Where the task is a plan and the result a decision nobody knows what is to be handed in",
    ),
    beyond: both(
        "Nhiệm vụ không mở đầu bằng loại văn bản; kết quả không phải văn bản; “Quyết định ban hành Kế hoạch”",
        "Tasks that do not begin with a kind of document, results that are none, and “Quyết định ban hành Kế hoạch”",
    ),
    examples: &[
        bad(Rows, "Kế hoạch triển khai Đề án đo lường sự hài lòng | Quyết định | Sở Y tế | Các sở | Quý I/2022", "Quyết định"),
        bad(
            Rows,
            "Dự thảo Quyết định ban hành quy chế phối hợp | Quyết định của UBND tỉnh | Sở Y tế | Các sở | Quý I/2022",
            "Quyết định của UBND tỉnh",
        ),
        good(
            Rows,
            "Kế hoạch triển khai Đề án | Quyết định ban hành Kế hoạch | Sở Y tế | Các sở | Quý I/2022\n\
             Kế hoạch kiểm tra | Kế hoạch; báo cáo kết quả | Sở Nội vụ | Các sở | Quý I/2022\n\
             Báo cáo kết quả | Nộp đúng hạn | Sở Nội vụ | Các sở | Quý I/2022\nDự thảo Nghị quyết | Dự thảo Nghị quyết | Sở Nội vụ | Các sở | Quý II/2022",
        ),
    ],
    check: Code(check),
};

/// Kinds of document that a row asks for, or that come of it.
const KINDS: &[[&str; 2]] = &[
    ["kế", "hoạch"],
    ["đề", "án"],
    ["báo", "cáo"],
    ["chương", "trình"],
    ["chỉ", "thị"],
    ["quy", "chế"],
    ["nghị", "quyết"],
    ["tờ", "trình"],
    ["quyết", "định"],
    ["dự", "thảo"],
];

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let cells: Vec<&Line<'_>> = subject.lines.iter().filter(|line| matches!(line.part, Part::Name | Part::Results)).collect();
    for row in cells.chunk_by(|one, next| one.item == next.item) {
        let [name, results @ ..] = row else { continue };
        let Some(kind) = kind(name).filter(|_| name.part == Part::Name) else { continue };
        let Some(first) = results.iter().find(|result| self::kind(result).is_some()) else { continue };
        notes.look();
        let named = |line: &Line<'_>| (0..line.words.len()).any(|at| line.word(at) == Some(kind[0]) && line.word(at + 1) == Some(kind[1]));
        if !results.iter().any(|result| named(result)) {
            let asked = kind.join(" ");
            notes.find(
                subject.whole(first),
                said!("nhiệm vụ là “{asked}”, kết quả không có", "the task is a “{asked}”, which is not among the results"),
            );
        }
    }
}

/// The kind of document that a cell begins with.
fn kind(line: &Line<'_>) -> Option<&'static [&'static str; 2]> {
    KINDS.iter().find(|kind| line.word(0) == Some(kind[0]) && line.word(1) == Some(kind[1]))
}
