//! A decision that is due all the time.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::Subject,
};
use crate::{
    fold::fold,
    plan::{MilestoneKind, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "KH208",
    name: "one-off-result-with-continuous-deadline",
    severity: Severity::Info,
    what: both("Sản phẩm làm một lần nhưng thời gian “thường xuyên”", "A result that is made once, with a continuous deadline"),
    why: both("Không xác định được lúc nào phải ban hành", "Nobody can say when it must be issued"),
    beyond: both("Báo cáo, văn bản hướng dẫn, đôn đốc: có thể làm nhiều lần", "Reports and letters, which may be many"),
    examples: &[
        bad(Rows, "Sửa đổi cơ chế xã hội hóa | Quyết định của UBND tỉnh | Sở Tài chính | Các sở | Thường xuyên", "Thường xuyên"),
        good(
            Rows,
            "Đôn đốc giải ngân | Văn bản đôn đốc, báo cáo | Sở Tài chính | Các sở | Thường xuyên\nSửa quy chế | Quyết định | Sở Nội vụ | Các sở | Quý I/2022",
        ),
    ],
    check: Code(check),
};

const ONCE: &[&str] = &["quyết định", "nghị quyết", "đề án", "kế hoạch", "quy chế", "quy định", "tờ trình", "phương án"];
/// Words that say that there are many.
const MANY: &[&str] = &["các ", "báo cáo", "văn bản", "hướng dẫn"];

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    for row in subject.rows() {
        let [only] = row.milestones.as_slice() else { continue };
        if only.kind != MilestoneKind::Continuous || row.results.is_empty() {
            continue;
        }
        notes.look();
        let results: Vec<String> = row.results.iter().map(|result| fold(&result.text)).collect();
        let once = |result: &String| ONCE.iter().any(|noun| result.starts_with(noun)) && !MANY.iter().any(|many| result.contains(many));
        if results.iter().all(once) {
            let result = &row.results[0].text;
            notes.find(
                subject.time(only),
                said!("“{result}” làm một lần, không thể “thường xuyên”", "“{result}” is made once, it cannot be due all the time"),
            );
        }
    }
}
