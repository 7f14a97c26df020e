//! Two rows that ask for nearly the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::{Activity, Severity};

pub(super) const RULE: Rule = Rule {
    code: "KH507",
    name: "near-duplicate-activities",
    severity: Severity::Warning,
    what: both("Hai hoạt động gần như giống nhau, giao cho hai cơ quan", "Two activities that are nearly the same, led by two agencies"),
    why: both("Trùng nhiệm vụ, chồng chéo trách nhiệm", "The same work is given twice, and who answers for it is unclear"),
    beyond: both(
        "Hoạt động giống nhau nhưng khác đối tượng trong ngoặc hoặc khác năm; việc liệt kê riêng cho từng cơ quan; cùng cơ quan chủ trì thì chỉ lưu ý",
        "Lists of what each body has to do; the same lead agency: information only",
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

/// A row and its words, each once, by the number of their first appearance.
type Row<'s> = (&'s Activity, Vec<usize>);

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let lines: BTreeMap<&str, &Line<'_>> =
        subject.lines.iter().filter(|line| line.part == Part::Name).map(|line| (line.item.as_str(), line)).collect();
    let names: Vec<(&Activity, &Line<'_>)> = subject.rows().filter_map(|row| Some((row, *lines.get(row.id.as_str())?))).collect();
    let (mut known, mut spelt): (HashMap<&str, usize>, Vec<&str>) = (HashMap::new(), Vec::new());
    for word in names.iter().flat_map(|(_, line)| each(line)) {
        known.entry(word).or_insert_with(|| {
            spelt.push(word);
            spelt.len() - 1
        });
    }
    let rows: Vec<Row<'_>> = names
        .iter()
        .map(|(row, line)| {
            let mut words: Vec<usize> = each(line).filter_map(|word| known.get(word).copied()).collect();
            words.sort_unstable();
            words.dedup();
            (*row, words)
        })
        .collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); spelt.len()];
    for (nth, (_, words)) in rows.iter().enumerate() {
        words.iter().for_each(|&word| holders[word].push(nth));
    }
    for (nth, (row, words)) in rows.iter().enumerate() {
        notes.look();
        if words.len() < FEWEST {
            continue;
        }
        let rare = words.iter().map(|&word| &holders[word]).filter(|rows| rows.len() <= RARE);
        let near: BTreeSet<usize> = rare.flatten().copied().filter(|other| *other < nth).collect();
        let twin = near
            .into_iter()
            .map(|other| &rows[other])
            .find(|(other, theirs)| beside(row, other) && alike(words, theirs) && !told_apart(words, theirs, &spelt));
        if let Some((other, _)) = twin {
            let same_lead = row.lead.iter().map(|agency| &agency.agencies).eq(other.lead.iter().map(|agency| &agency.agencies));
            let severity = if same_lead { Severity::Info } else { Severity::Warning };
            let id = &other.id;
            notes.find(subject.name(row), said!("gần như trùng với {id}", "nearly the same as {id}")).grave(severity);
        }
    }
}

fn each<'l>(line: &'l Line<'_>) -> impl Iterator<Item = &'l str> {
    (0..line.words.len()).filter_map(|at| line.word(at))
}

/// True for rows of one level of the annex; what stands in lists under the names of two bodies is each one's own.
fn beside(row: &Activity, other: &Activity) -> bool {
    row.parent == other.parent && (row.rule == "layout/table" || row.section == other.section)
}

fn alike(one: &[usize], other: &[usize]) -> bool {
    let (least, most) = (one.len().min(other.len()), one.len().max(other.len()));
    let enough = |shared: usize| shared * SHARE.1 >= most * SHARE.0 - SHARE.1;
    least >= FEWEST && enough(least) && enough(one.iter().filter(|word| other.binary_search(word).is_ok()).count())
}

/// Words that say that something is done, not what.
const GENERIC: &[&str] = &[
    "triển", "khai", "thực", "hiện", "nhiệm", "vụ", "tổ", "chức", "tiếp", "tục", "công", "tác", "việc", "xây", "dựng", "ban", "hành",
    "đẩy", "mạnh", "tăng", "cường", "các", "và", "của", "về", "trên", "địa", "bàn", "tỉnh", "đạt", "được", "có", "hiệu", "quả",
];

/// True where each has a word of its own that changes what it is about: a field, a level; or where their years differ.
fn told_apart(one: &[usize], other: &[usize], spelt: &[&str]) -> bool {
    let lacking =
        |a: &[usize], b: &[usize]| a.iter().filter(|word| b.binary_search(word).is_err()).map(|&word| spelt[word]).collect::<Vec<_>>();
    let (own, theirs) = (lacking(one, other), lacking(other, one));
    let figures = |word: &&str| word.bytes().any(|c| c.is_ascii_digit());
    let telling = |word: &&str| !GENERIC.contains(word);
    own.iter().chain(&theirs).any(figures) || own.iter().any(telling) && theirs.iter().any(telling)
}
