//! Numbers that are used twice, skipped or out of order, in headings and in the annex.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{
        Check::Code,
        Frame::{Body, Whole},
        Rule, bad, both, good,
    },
    subject::Subject,
};
use crate::{
    fold::fold,
    plan::{Activity, Severity},
};

const IN_ORDER: &str = "I. MỤC TIÊU\n1. Mục tiêu chung\nNâng cao chất lượng.\n2. Mục tiêu cụ thể\nĐạt chuẩn.\nII. NHIỆM VỤ\n1. Thể chế\nRà soát.\n2. Thủ tục\nSố hóa.";

pub(super) const REPEATED: Rule = Rule {
    code: "KH501",
    name: "number-used-twice",
    severity: Severity::Error,
    what: both("Một số thứ tự được dùng hai lần", "A number that is used twice"),
    why: both(
        "Viện dẫn đến số đó chỉ hai nơi; các số sau bị lệch",
        "A reference to it points to two places, and all numbers after it are off",
    ),
    beyond: both("Gạch đầu dòng; số trong phần trích văn bản khác", "Bullets, and numbers in quoted acts"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n1. Thể chế\nRà soát.\n2. Thủ tục\nSố hóa.\n2. Bộ máy\nSắp xếp.\n3. Công vụ\nKiểm tra.", "2"),
        good(Body, IN_ORDER),
    ],
    check: Code(|subject, notes| numbers(subject, notes, Oddity::Repeated)),
};

pub(super) const SKIPPED: Rule = Rule {
    code: "KH502",
    name: "number-skipped",
    severity: Severity::Warning,
    what: both("Số thứ tự bị bỏ cách", "A number that is left out"),
    why: both("Hoặc thiếu một mục hoặc các số sau bị lệch", "Either a section is missing or the numbers after it are off"),
    beyond: both("Văn bản trích lại một phần văn bản khác", "Parts of other acts that are quoted"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n1. Thể chế\nRà soát.\n2. Thủ tục\nSố hóa.\n4. Bộ máy\nSắp xếp.\n5. Công vụ\nKiểm tra.", "4"),
        good(Body, IN_ORDER),
    ],
    check: Code(|subject, notes| numbers(subject, notes, Oddity::Skipped)),
};

pub(super) const BACKWARDS: Rule = Rule {
    code: "KH503",
    name: "number-out-of-order",
    severity: Severity::Warning,
    what: both("Số thứ tự nhỏ hơn số trước nó", "A number that is less than the one before"),
    why: both("Thứ tự các mục bị đảo, hoặc số sai", "Sections are swapped or a number is wrong"),
    beyond: both(
        "Chữ cái theo bảng chữ cái tiếng Việt: đ sau d, không có f, j, w, z",
        "Letters follow the Vietnamese alphabet: đ after d, no f, j, w, z",
    ),
    examples: &[
        bad(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\nPHỤ LỤC\nDANH MỤC\nSTT\tNhiệm vụ\tChủ trì\tThời gian\n1\tRà soát\tSở Tư pháp\tQuý I/2022\n\
             3\tSố hóa\tSở Nội vụ\tQuý II/2022\n2\tKiểm tra\tSở Y tế\tQuý II/2022\n",
            "2",
        ),
        good(Body, IN_ORDER),
    ],
    check: Code(|subject, notes| numbers(subject, notes, Oddity::Backwards)),
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Oddity {
    Repeated,
    Skipped,
    Backwards,
}

fn numbers(subject: &Subject<'_>, notes: &mut Notes, wanted: Oddity) {
    let code = match wanted {
        Oddity::Repeated => "number-repeated",
        Oddity::Skipped => "number-skipped",
        Oddity::Backwards => "number-backwards",
    };
    // An act that amends another one quotes its numbers.
    if subject.plan.decision.subject.as_deref().map(fold).is_some_and(|title| title.contains("sửa đổi")) {
        return;
    }
    for _ in subject.plan.outline.iter().filter(|entry| entry.marker.is_some()) {
        notes.look();
    }
    // Headings are compared where the tree is built, which knows what a quoted act is.
    for finding in subject.plan.findings.iter().filter(|finding| finding.code == code) {
        let item = finding.item.as_deref().unwrap_or("");
        let at = subject.plan.outline.iter().position(|entry| entry.id == item);
        // Articles are numbered through all chapters.
        if wanted == Oddity::Skipped && at.is_some_and(|at| goes_on(subject, at) || run_in(subject, at)) {
            continue;
        }
        let entry = at.and_then(|at| subject.plan.outline.get(at));
        let marker = entry.and_then(|entry| entry.marker.as_deref()).unwrap_or("");
        tell(notes, Place::of(item, Part::Heading, marker, &finding.origin), wanted, marker);
    }
    // Groups of the annex are told apart by their ids.
    let again = |id: &str| id.starts_with("PL") && id.rsplit('.').next().is_some_and(|last| last.contains('~')) && id.contains('.');
    let told = |id: &str| subject.plan.findings.iter().any(|finding| finding.item.as_deref() == Some(id) && finding.code == code);
    for entry in subject.plan.outline.iter().filter(|entry| wanted == Oddity::Repeated && again(&entry.id) && !told(&entry.id)) {
        let marker = entry.marker.as_deref().unwrap_or("");
        tell(notes, Place::of(&entry.id, Part::Heading, marker, &entry.origin), wanted, marker);
    }
    let numbered: Vec<(&Activity, u32)> = subject
        .plan
        .activities
        .iter()
        .filter(|row| row.rule == "layout/table")
        .filter_map(|row| Some((row, row.number.as_deref()?.parse().ok()?)))
        .collect();
    for pair in numbered.windows(2) {
        let ((before, last), (row, number)) = (pair[0], pair[1]);
        if before.section != row.section || before.parent != row.parent {
            continue;
        }
        notes.look();
        // Numbering that begins anew without a group of its own is no slip.
        let odd = match number {
            1 => None,
            _ if number == last => Some(Oddity::Repeated),
            _ if number < last => Some(Oddity::Backwards),
            _ if number > last + 1 => Some(Oddity::Skipped),
            _ => None,
        };
        if odd == Some(wanted) {
            let printed = number.to_string();
            tell(notes, Place { words: printed.clone(), ..subject.name(row) }, wanted, &printed);
        }
    }
}

/// True where the entry's number follows that of the last one of its kind, wherever it stands.
fn goes_on(subject: &Subject<'_>, at: usize) -> bool {
    let outline = &subject.plan.outline;
    let number = |marker: Option<&str>| marker.and_then(|marker| marker.parse::<u32>().ok());
    let before = outline[..at].iter().rev().find(|other| other.rule == outline[at].rule);
    let before = before.map(|before| number(before.marker.as_deref()));
    let article = || subject.plan.decision.articles.last().map(|article| article.number).filter(|_| outline[at].id.contains("Điều-"));
    let own = number(outline[at].marker.as_deref());
    own.is_some() && before.unwrap_or_else(article).map(|before| before + 1) == own
}

/// True where the letter that seems to be missing stands within the text before: "… theo quy định; b) Các Phó Chủ tịch".
fn run_in(subject: &Subject<'_>, at: usize) -> bool {
    const NEAR: u32 = 2000;
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    let entry = &subject.plan.outline[at];
    let marker = entry.marker.as_deref().unwrap_or("");
    let Some(before) = LETTERS.find(marker).filter(|_| !marker.is_empty()).and_then(|at| LETTERS[..at].chars().next_back()) else {
        return false;
    };
    let Some(start) = entry.origin.first().map(|origin| origin.start) else { return false };
    let near = subject.lines.iter().filter(|line| line.origin.first().is_some_and(|own| own.start < start && start < own.start + NEAR));
    let marks = [format!(" {before}) "), format!(" {before}. ")];
    near.into_iter().any(|line| marks.iter().any(|mark| line.text.contains(mark)))
}

fn tell(notes: &mut Notes, place: Place, oddity: Oddity, number: &str) {
    let said = match oddity {
        Oddity::Repeated => said!("số thứ tự “{number}” được dùng hai lần", "the number “{number}” is used twice"),
        Oddity::Skipped => said!("trước số thứ tự “{number}” thiếu số", "a number is missing before “{number}”"),
        Oddity::Backwards => said!("số thứ tự “{number}” nhỏ hơn số trước", "the number “{number}” is less than the one before"),
    };
    notes.find(place, said);
}
