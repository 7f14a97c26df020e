//! A programme whose name has more words in one place than in another.

use std::collections::BTreeMap;

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::{fold::fold, plan::Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH409",
    name: "programme-written-two-ways",
    severity: Severity::Warning,
    what: both(
        "Tên một chương trình, đề án, chiến lược có chỗ thiếu từ so với chỗ khác",
        "A programme, scheme or strategy whose name lacks words in one place",
    ),
    why: both(
        "Tên văn bản phải trích đúng nguyên văn; hai cách viết có thể bị hiểu là hai văn bản",
        "Titles are quoted word for word; two spellings may be taken for two documents",
    ),
    beyond: both("Tên khác nhau ở nhiều chỗ hoặc khác ở năm từ đầu", "Names that differ in several places, or in their first five words"),
    examples: &[
        bad(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Chiến lược quốc gia về thu hút nhân tài.\n- Triển khai Chiến lược quốc gia về thu hút, trọng dụng nhân tài.",
            "Chiến lược quốc gia về thu hút nhân tài",
        ),
        good(
            Body,
            "I. NHIỆM VỤ\n- Thực hiện Chiến lược quốc gia về thu hút, trọng dụng nhân tài.\n- Triển khai Chiến lược quốc gia về thu hút, trọng dụng nhân tài; \
             Đề án phát triển du lịch cộng đồng của tỉnh giai đoạn 2021-2025 và Đề án phát triển du lịch cộng đồng giai đoạn 2021-2025.",
        ),
    ],
    check: Code(check),
};

/// One spelling of a name, and the word of the line where it first begins.
type Form<'l, 's> = (Vec<&'l str>, &'l Line<'s>, usize);

const HEADS: &[&[&str]] = &[&["chương", "trình"], &["đề", "án"], &["chiến", "lược"], &["dự", "án"]];
/// Words of a name that are looked at.
const LONGEST: usize = 18;
/// Words that both names must begin with.
const SAME: usize = 5;
/// Words that may be missing.
const LOST: usize = 3;
/// Spellings of one beginning that are compared with one another.
const FORMS: usize = 24;
/// Words that may be there or not without another name.
const FREE: &[&str] = &["của", "tỉnh", "huyện", "xã", "thành", "phố", "trên", "địa", "bàn", "năm", "thực", "hiện", "về", "cho", "và", "số"];

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let mut by_start: BTreeMap<Vec<&str>, Vec<Form<'_, '_>>> = BTreeMap::new();
    // Titles that are known in full are another rule's.
    let known = subject.catalog.list("acts").map_or_else(Vec::new, |list| list.rows().iter().map(|row| fold(row.get("title"))).collect());
    for (line, at) in HEADS.iter().flat_map(|head| subject.phrase(head)).filter(|(line, _)| line.is_prose()) {
        let name = name_at(line, at);
        let capital = line.printed(at).is_some_and(|word| word.starts_with(char::is_uppercase));
        let Some(start) =
            name.get(..SAME).filter(|start| capital && !known.iter().any(|title: &String| title.starts_with(&start.join(" "))))
        else {
            continue;
        };
        notes.look();
        let forms = by_start.entry(start.to_vec()).or_default();
        if forms.len() < FORMS && !forms.iter().any(|(known, ..)| *known == name) {
            forms.push((name, line, at));
        }
    }
    for forms in by_start.values() {
        for (short, line, at) in forms {
            let Some((lost, length)) = forms.iter().find_map(|(long, ..)| lost(short, long)) else { continue };
            let lost = lost.join(" ");
            let place = subject.place(line, line.bytes(*at..at + length));
            notes.find(place, said!("thiếu “{lost}” so với chỗ khác", "“{lost}” is missing, which stands elsewhere"));
        }
    }
}

/// The words of a name, up to a mark that ends it.
fn name_at<'l>(line: &'l Line<'_>, at: usize) -> Vec<&'l str> {
    let mut name = Vec::new();
    for nth in at..at + LONGEST {
        let Some(word) = line.word(nth) else { break };
        name.push(word);
        if line.gap(nth).contains([';', '.', ':', '(', ')', '“', '”', '"']) {
            break;
        }
    }
    name
}

/// The words that `short` lacks of `long`, and how many words of `short` are told apart by that.
fn lost<'l>(short: &[&str], long: &[&'l str]) -> Option<(Vec<&'l str>, usize)> {
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    (same >= SAME).then_some(())?;
    (1..=LOST).find_map(|lost| {
        let rest = long.get(same + lost..)?;
        let after = short.get(same..)?;
        let goes_on = after.iter().zip(rest).take_while(|(a, b)| a == b).count();
        // Two words more, or all that is left of both.
        let enough = goes_on >= 2 || (goes_on == 1 && after.len() == 1);
        let lost = &long[same..same + lost];
        let tells = !lost.iter().any(|word| FREE.contains(word) || word.bytes().any(|c| c.is_ascii_digit()));
        (enough && tells).then(|| (lost.to_vec(), same + goes_on))
    })
}
