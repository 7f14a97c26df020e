//! Two rows that ask for nearly the same.

use std::collections::{BTreeMap, BTreeSet};

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
/// A word that more rows share tells nothing.
const RARE: usize = 12;

/// A row, its line, and the forms of its words, each once, in order.
type Row<'l, 's> = (&'s Activity, &'l Line<'s>, Vec<u32>);

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let lines: BTreeMap<&str, &Line<'_>> =
        subject.lines.iter().filter(|line| line.part == Part::Name).map(|line| (line.item, line)).collect();
    let lined = subject.rows().filter_map(|row| Some((row, *lines.get(row.id.as_str())?)));
    let rows: Vec<Row<'_, '_>> = lined.map(|(row, line)| (row, line, forms(line))).collect();
    let mut held_by = vec![0; rows.iter().filter_map(|(.., words)| words.last()).max().map_or(0, |most| *most as usize + 1)];
    rows.iter().flat_map(|(.., words)| words).for_each(|&word| held_by[word as usize] += 1);
    // Two rows that share nearly all words share one of the rarest of each: only those are looked up among the rows before.
    let mut before: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (nth, (row, line, words)) in rows.iter().enumerate() {
        notes.look();
        if words.len() < FEWEST {
            continue;
        }
        let rarest = rarest(words, &held_by);
        let near: BTreeSet<usize> = rarest.iter().filter_map(|word| before.get(word)).flatten().copied().collect();
        let twin = near.into_iter().map(|other| &rows[other]).find(|(other, theirs, their_words)| {
            beside(row, other) && alike(words, their_words) && !told_apart((line, words), (theirs, their_words))
        });
        if let Some((other, ..)) = twin {
            let same_lead = row.lead.iter().map(|agency| &agency.agencies).eq(other.lead.iter().map(|agency| &agency.agencies));
            let severity = if same_lead { Severity::Info } else { Severity::Warning };
            let id = &other.id;
            notes.find(subject.name(row), said!("gần như trùng với {id}", "nearly the same as {id}")).grave(severity);
        }
        rarest.into_iter().for_each(|word| before.entry(word).or_default().push(nth));
    }
}

fn forms(line: &Line<'_>) -> Vec<u32> {
    let mut forms: Vec<u32> = line.words.iter().map(|word| word.form).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// So many of the rarest words that rows which are [`alike`] have one of them in common; words that many rows share are passed over.
fn rarest(words: &[u32], held_by: &[usize]) -> Vec<u32> {
    let mut rarest = words.to_vec();
    rarest.sort_unstable_by_key(|&word| (held_by[word as usize], word));
    rarest.truncate(words.len() - words.len() * SHARE.0 / SHARE.1 + 1 + 1);
    rarest.retain(|&word| held_by[word as usize] <= RARE);
    rarest
}

/// True for rows of one level of the annex; what stands in lists under the names of two bodies is each one's own.
fn beside(row: &Activity, other: &Activity) -> bool {
    row.parent == other.parent && (row.rule == "layout/table" || row.section == other.section)
}

fn alike(one: &[u32], other: &[u32]) -> bool {
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
fn told_apart((one, forms): (&Line<'_>, &[u32]), (other, their_forms): (&Line<'_>, &[u32])) -> bool {
    let lacking = |line: &Line<'_>, forms: &[u32]| {
        let own = line.words.iter().enumerate().filter(|(_, word)| forms.binary_search(&word.form).is_err());
        own.filter_map(|(at, _)| line.word(at)).map(ToOwned::to_owned).collect::<Vec<String>>()
    };
    let (own, theirs) = (lacking(one, their_forms), lacking(other, forms));
    let figures = |word: &String| word.bytes().any(|c| c.is_ascii_digit());
    let telling = |word: &String| !GENERIC.contains(&word.as_str());
    own.iter().chain(&theirs).any(figures) || own.iter().any(telling) && theirs.iter().any(telling)
}
