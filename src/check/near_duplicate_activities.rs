//! Two rows that ask for nearly the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::{Subject, words},
};
use crate::{
    fold::fold,
    plan::{Activity, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "KH507",
    name: "near-duplicate-activities",
    severity: Severity::Warning,
    what: both("Hai hoạt động gần như giống nhau, giao cho hai cơ quan", "Two activities that are nearly the same, led by two agencies"),
    why: both("Trùng nhiệm vụ, chồng chéo trách nhiệm", "The same work is given twice, and who answers for it is unclear"),
    beyond: both(
        "Hoạt động giống nhau nhưng khác đối tượng trong ngoặc hoặc khác năm; cùng cơ quan chủ trì thì chỉ lưu ý",
        "The same lead agency: information only",
    ),
    examples: &[
        bad(
            Rows,
            "Triển khai nhiệm vụ thu hút nhà đầu tư vào cụm công nghiệp, phấn đấu tỷ lệ lấp đầy trên 70% diện tích | Báo cáo | Sở Công Thương | Các sở | Quý IV/2022\n\
             Thu hút nhà đầu tư hạ tầng vào cụm công nghiệp, phấn đấu tỷ lệ lấp đầy trên 70% diện tích | Báo cáo | Sở Kế hoạch và Đầu tư | Các sở | Quý IV/2022",
            "Thu hút nhà đầu tư",
        ),
        good(
            Rows,
            "Kế hoạch triển khai Đề án “Đo lường sự hài lòng của người dân đối với dịch vụ y tế công” | Kế hoạch | Sở Y tế | Các sở | Quý I/2022\n\
             Kế hoạch triển khai Đề án “Đo lường sự hài lòng của người dân đối với dịch vụ giáo dục công” | Kế hoạch | Sở Giáo dục và Đào tạo | Các sở | Quý I/2022",
        ),
    ],
    check: Code(check),
};

/// Of the words of both, this share stands in both.
const SHARE: (usize, usize) = (3, 4);
/// Fewer words name too little.
const FEWEST: usize = 8;
/// Rows are compared where they share one of their rarer words.
const RARE: usize = 12;

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let rows: Vec<(&Activity, BTreeSet<String>)> = subject
        .rows()
        .map(|row| {
            let folded = fold(&row.name);
            (row, words(&row.name).into_iter().filter_map(|range| folded.get(range).map(str::to_owned)).collect())
        })
        .collect();
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (nth, (_, words)) in rows.iter().enumerate() {
        words.iter().for_each(|word| holders.entry(word).or_default().push(nth));
    }
    for (nth, (row, words)) in rows.iter().enumerate() {
        notes.look();
        if words.len() < FEWEST {
            continue;
        }
        let near: BTreeSet<usize> = words
            .iter()
            .filter_map(|word| holders.get(word.as_str()).filter(|rows| rows.len() <= RARE))
            .flatten()
            .copied()
            .filter(|other| *other < nth)
            .collect();
        let twin = near
            .into_iter()
            .map(|other| &rows[other])
            .find(|(other, theirs)| alike(words, theirs) && !told_apart(words, theirs) && other.parent == row.parent);
        if let Some((other, _)) = twin {
            let same_lead = row.lead.iter().map(|agency| &agency.agencies).eq(other.lead.iter().map(|agency| &agency.agencies));
            let severity = if same_lead { Severity::Info } else { Severity::Warning };
            let id = &other.id;
            notes.find(subject.name(row), said!("gần như trùng với {id}", "nearly the same as {id}")).grave(severity);
        }
    }
}

fn alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    other.len() >= FEWEST && shared * SHARE.1 >= one.len().max(other.len()) * SHARE.0 - SHARE.1
}

/// Words that say that something is done, not what.
const GENERIC: &[&str] = &[
    "triển", "khai", "thực", "hiện", "nhiệm", "vụ", "tổ", "chức", "tiếp", "tục", "công", "tác", "việc", "xây", "dựng", "ban", "hành",
    "đẩy", "mạnh", "tăng", "cường", "các", "và", "của", "về", "trên", "địa", "bàn", "tỉnh", "đạt", "được", "có", "hiệu", "quả",
];

/// True where each has a word of its own that changes what it is about: a field, a level; or where their years differ.
fn told_apart(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let own = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).any(|word| !GENERIC.contains(&word.as_str()));
    let figures =
        |words: &BTreeSet<String>| words.iter().filter(|word| word.bytes().any(|c| c.is_ascii_digit())).cloned().collect::<Vec<_>>();
    figures(one) != figures(other) || (own(one, other) && own(other, one))
}
