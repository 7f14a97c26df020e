//! A plan that calls itself a programme, a scheme or a decision.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH416",
    name: "plan-called-another-kind",
    severity: Severity::Warning,
    what: both("Kế hoạch tự gọi mình là Chương trình, Đề án…", "A plan that calls itself a programme, a scheme or the like"),
    why: both(
        "Chép từ văn bản loại khác; người đọc không biết văn bản nào phải thực hiện",
        "Copied from a document of another kind; the reader cannot tell which one is to be carried out",
    ),
    beyond: both(
        "Đoạn đã nêu tên một chương trình, đề án; văn bản không phải kế hoạch",
        "Paragraphs that name a programme or scheme, and documents that are no plans",
    ),
    examples: &[
        bad(Body, "I. TỔ CHỨC THỰC HIỆN\n- Các sở tổ chức triển khai thực hiện Chương trình này.", "Chương trình này"),
        bad(
            Body,
            "I. TỔ CHỨC THỰC HIỆN\n- Giám đốc các sở chỉ đạo thống nhất việc thực hiện Chương trình trong phạm vi quản lý của mình.",
            "Chương trình",
        ),
        good(
            Body,
            "I. TỔ CHỨC THỰC HIỆN\n- Các sở thực hiện Chương trình tổng thể cải cách hành chính; báo cáo kết quả thực hiện Chương trình này.\n\
             - Các sở triển khai Kế hoạch này; xây dựng chương trình, đề án; phục vụ Chương trình chuyển đổi số.",
        ),
    ],
    check: Code(check),
};

const KINDS: [[&str; 2]; 3] = [["chương", "trình"], ["đề", "án"], ["phương", "án"]];

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let named = |text: &Option<String>| text.as_deref().is_some_and(|text| text.to_lowercase().contains("kế hoạch"));
    let plan = named(&subject.plan.decision.kind) || named(&subject.plan.decision.subject) || subject.plan.plan.attached_to.is_some();
    if !plan || !named_only(subject) {
        return;
    }
    for kind in KINDS {
        let met: Vec<(&Line<'_>, usize)> = subject.phrase(&kind).filter(|(line, _)| line.part == Part::Paragraph).collect();
        for here in met.chunk_by(|(one, _), (next, _)| one.item == next.item) {
            let [(line, at)] = here else { continue };
            notes.look();
            if means_itself(line, *at) {
                let this = usize::from(line.word(at + 2) == Some("này"));
                let words = line.text[line.bytes(*at..at + 2)].to_owned();
                notes
                    .find(
                        subject.place(line, line.bytes(*at..at + 2 + this)),
                        said!("văn bản này là kế hoạch, không phải “{words}”", "this document is a plan, no “{words}”"),
                    )
                    .suggest(said!("viết “Kế hoạch”", "write “Kế hoạch”"));
            }
        }
    }
}

/// True where neither the title nor the act says that a programme or scheme is carried out: then "Chương trình" may be short for it.
fn named_only(subject: &Subject<'_>) -> bool {
    let titles = subject.lines.iter().filter(|line| matches!(line.part, Part::Title | Part::AttachedTo));
    let short = [["gọi", "tắt"], ["gọi", "là"]].into_iter().flat_map(|words| subject.phrase(&words)).map(|(line, _)| line);
    let mut titles = titles.chain(short);
    !titles.any(|line| ["chương trình", "đề án", "phương án"].iter().any(|kind| line.folded().contains(kind)))
}

/// "Chương trình này", or a capital with no name after it where something is carried out.
fn means_itself(line: &Line<'_>, at: usize) -> bool {
    let capital = at > 0 && line.printed(at).is_some_and(|word| word.starts_with(char::is_uppercase));
    let this = line.word(at + 2) == Some("này");
    let carried_out =
        at > 1 && matches!((line.word(at - 2), line.word(at - 1)), (Some("thực"), Some("hiện")) | (Some("triển"), Some("khai")));
    let bare = line.gap(at + 1).contains([',', ';']) || matches!(line.word(at + 2), Some("trong" | "theo" | "tại" | "đến" | "và") | None);
    capital && (this || carried_out && bare)
}
