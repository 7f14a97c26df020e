//! The same target, 80% here and 50% there.

use std::collections::BTreeMap;

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
    words::folded,
};
use crate::plan::{Measure, Severity};

pub(super) const SAME: Rule = Rule {
    code: "KH304",
    name: "target-with-two-values",
    severity: Severity::Error,
    what: both("Cùng một chỉ tiêu có hai trị số", "The same target with two values"),
    why: both("Nơi thực hiện không biết phải đạt mức nào", "Nobody can know which of the two is to be reached"),
    beyond: both(
        "Chỉ tiêu được gọi bằng những từ khác nhau; câu mẫu lặp từ ba lần",
        "Targets that are called by different words, and forms of words that come back three times",
    ),
    examples: &[
        bad(
            Body,
            "I. CHỈ TIÊU\n- Tỷ lệ hồ sơ giải quyết trực tuyến mức độ 4 đạt 80%.\n- 100% văn bản được ký số.\n- Tỷ lệ hồ sơ giải quyết trực tuyến mức độ 4 đạt 50%.",
            "50%",
        ),
        good(
            Body,
            "I. CHỈ TIÊU\n- Tỷ lệ hồ sơ giải quyết trực tuyến cấp tỉnh đạt 80%.\n- Tỷ lệ hồ sơ giải quyết trực tuyến cấp xã đạt 50%.",
        ),
        good(
            Body,
            "I. CHỈ TIÊU\n- Năm 2004 có 90% số xã có báo đến hàng ngày và số xã có điểm bưu điện - văn hóa xã hơn 80%.\n\
             - Năm 2005 phấn đấu 95% số xã có báo đến hàng ngày; 85% số xã có điểm bưu điện - văn hóa xã.",
        ),
    ],
    check: Code(same),
};

pub(super) const ALL: Rule = Rule {
    code: "KH305",
    name: "partial-target-against-all",
    severity: Severity::Warning,
    what: both("Chỉ tiêu một phần mâu thuẫn với nhiệm vụ yêu cầu “toàn bộ”", "A target for a part, against a task for all"),
    why: both(
        "Chỉ tiêu 50% và nhiệm vụ hoàn thành toàn bộ trong cùng một năm không thể cùng đúng",
        "50% and all of it in the same year cannot both be meant",
    ),
    beyond: both("Việc được gọi bằng những từ khác hẳn nhau", "Things that are called by quite different words"),
    examples: &[
        bad(
            Body,
            "I. CHỈ TIÊU\n- 50% dịch vụ công mức độ 3, 4 được tích hợp lên Cổng Dịch vụ công quốc gia.\nII. NHIỆM VỤ\n\
             - Hoàn thành việc tích hợp toàn bộ dịch vụ công mức độ 3, 4 lên Cổng Dịch vụ công quốc gia.",
            "50%",
        ),
        good(
            Body,
            "I. CHỈ TIÊU\n- 50% dịch vụ công mức độ 3, 4 được tích hợp lên Cổng Dịch vụ công quốc gia.\nII. NHIỆM VỤ\n- Số hóa toàn bộ hồ sơ lưu trữ.",
        ),
    ],
    check: Code(all),
};

/// What is measured: its words, the group it holds for, by when, in which unit.
type Target<'m> = (Vec<String>, Option<&'m str>, Option<&'m str>, Option<&'m str>);

/// Where it is set: the value, which of those that set values, and the last year that is spoken of there.
type Setting<'m> = (&'m Measure, usize, Option<i32>);

fn same(subject: &Subject<'_>, notes: &mut Notes) {
    /// Fewer words name too little to be the same.
    const FEWEST: usize = 5;
    let mut met: BTreeMap<Target<'_>, Vec<Setting<'_>>> = BTreeMap::new();
    for (nth, (text, measures)) in subject.measures().enumerate() {
        let year = last_year(text);
        let reached = |measure: &&Measure| measure.within.is_none() && ["eq", "ge", "gt"].contains(&measure.comparator.as_str());
        for measure in measures.iter().filter(reached).filter(|measure| !is_share_of_it(measure)) {
            let Some(what) = measure.subject.as_deref().map(content).filter(|what| what.len() >= FEWEST) else { continue };
            notes.look();
            let key = (what, measure.scope.as_deref(), measure.by.as_deref(), measure.unit.as_deref());
            met.entry(key).or_default().push((measure, nth, year));
        }
    }
    // Words that come back again and again are a form that is filled in for one thing after another.
    for group in met.values() {
        let [(first, one, year), (second, other, later)] = group.as_slice() else { continue };
        let of_two_years = year.zip(*later).is_some_and(|(year, later)| year != later);
        if one != other && first.value != second.value && !of_two_years {
            let place = Place::of(subject.item_at(&second.origin), Part::Paragraph, &second.text, &second.origin);
            let elsewhere = &first.text;
            notes.find(place, said!("chỉ tiêu này ở chỗ khác là “{elsewhere}”", "elsewhere this target is “{elsewhere}”"));
        }
    }
}

fn all(subject: &Subject<'_>, notes: &mut Notes) {
    /// Of three words of the target two must stand in the task.
    const SHARE: (usize, usize) = (2, 3);
    let tasks: Vec<(&Line<'_>, usize)> = subject.phrase(&["toàn", "bộ"]).collect();
    for (_, measures) in subject.measures() {
        for measure in measures
            .iter()
            .filter(|measure| measure.unit.as_deref() == Some("%") && ["eq", "ge", "gt"].contains(&measure.comparator.as_str()))
        {
            let (Some(what), Some(value)) = (measure.subject.as_deref(), measure.value) else { continue };
            let what = if value.0 < 100.0 { content(what) } else { continue };
            if what.len() < 6 {
                continue;
            }
            notes.look();
            for (line, at) in &tasks {
                let verb = at.checked_sub(2).and_then(|from| Some([line.word(from)?, line.word(from + 1)?]));
                let says_verb = verb.is_some_and(|verb| verb.iter().all(|word| what.iter().any(|own| own == word)));
                let shared = || what.iter().filter(|word| (0..line.words.len()).any(|at| line.word(at) == Some(word))).count();
                if says_verb && shared() * SHARE.1 >= what.len() * SHARE.0 {
                    let place = Place::of(subject.item_at(&measure.origin), Part::Paragraph, &measure.text, &measure.origin);
                    let item = &line.item;
                    notes.find(place, said!("ở {item} lại yêu cầu toàn bộ", "at {item} all of it is asked for"));
                    break;
                }
            }
        }
    }
}

/// "…, chiếm 40,4% tổng kim ngạch xuất khẩu": what the value is a share of is not what reaches it.
fn is_share_of_it(measure: &Measure) -> bool {
    let words = folded(&measure.text);
    matches!(words.first().map(String::as_str), Some("chiếm" | "bằng"))
}

/// The last year that is spoken of: a target of one year is not that of another, nor what was reached in it.
fn last_year(text: &str) -> Option<i32> {
    folded(text).iter().filter(|word| word.len() == 4).filter_map(|word| word.parse().ok()).filter(|year| (1990..2100).contains(year)).max()
}

/// The words that say something, folded.
fn content(text: &str) -> Vec<String> {
    const EMPTY: &[&str] = &["và", "của", "được", "với", "các", "có", "về", "cho", "theo", "trong", "trên", "là", "tỷ", "lệ", "số", "lên"];
    folded(text).into_iter().filter(|word| !EMPTY.contains(&word.as_str())).collect()
}
