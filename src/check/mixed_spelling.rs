//! Two spellings of one thing in one document: tone marks, "hằng" and "hàng", quotation marks.

use std::ops::Range;

use super::{
    notes::{Notes, said},
    place::Place,
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const TONE: Rule = Rule {
    code: "KH710",
    name: "mixed-tone-marks",
    severity: Severity::Info,
    what: both("Đặt dấu thanh theo hai kiểu (hòa và hoà)", "Tone marks placed in two ways (hòa and hoà)"),
    why: both("Cùng một văn bản phải thống nhất; tìm kiếm chữ sẽ sót", "One document keeps to one way; searches miss the other"),
    beyond: both(
        "Kiểu nào đúng: Quyết định 1989/QĐ-BGDĐT chỉ áp dụng cho sách giáo khoa",
        "Which is right: Decision 1989/QĐ-BGDĐT holds for schoolbooks only",
    ),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Hoà giải ở cơ sở; xã hội hóa; văn hóa; số hóa hồ sơ.", "Hoà"),
        good(Body, "I. NHIỆM VỤ\n- Hòa giải ở cơ sở; xã hội hóa; văn hóa; quý; quỳ; toàn."),
    ],
    check: Code(tone),
};

pub(super) const HANG: Rule = Rule {
    code: "KH711",
    name: "mixed-hang-and-hang",
    severity: Severity::Info,
    what: both("Viết cả “hằng năm” và “hàng năm”", "Both “hằng năm” and “hàng năm”"),
    why: both("Cùng một nghĩa thì viết thống nhất một cách", "One meaning is written in one way"),
    beyond: both("Cách nào đúng", "Which of the two is right"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Báo cáo hằng năm; đánh giá hằng năm.\n- Rà soát hàng năm.", "hàng năm"),
        good(Body, "I. NHIỆM VỤ\n- Báo cáo hằng năm; xuất khẩu hàng hóa."),
    ],
    check: Code(hang),
};

pub(super) const QUOTES: Rule = Rule {
    code: "KH712",
    name: "mixed-quotation-marks",
    severity: Severity::Info,
    what: both("Dùng cả ngoặc kép thẳng và ngoặc kép cong", "Both straight and curly quotation marks"),
    why: both("Thường là dấu vết của phần chép từ nguồn khác", "Mostly a trace of what was copied from elsewhere"),
    beyond: both("Dấu phút, giây, inch", "Marks of minutes, seconds and inches"),
    examples: &[
        bad(Body, "I. NHIỆM VỤ\n- Đề án “Phân cấp”; Đề án “Đo lường”.\n- Đề án \"Hỗ trợ doanh nghiệp\".", "\"Hỗ trợ doanh nghiệp\""),
        good(Body, "I. NHIỆM VỤ\n- Đề án “Phân cấp”; Đề án “Đo lường”."),
    ],
    check: Code(quotes),
};

/// One of two ways, met at the bytes of a line.
type Met<'l, 's> = (usize, &'l Line<'s>, Range<usize>);

/// The first place of the rarer of two ways, and how often each is met.
fn rarer<'l, 's: 'l>(
    subject: &Subject<'s>,
    notes: &mut Notes<'_>,
    met: impl Iterator<Item = Met<'l, 's>>,
) -> Option<(Place, usize, usize)> {
    let (mut counts, mut first) = ([0, 0], [None, None]);
    for (way, line, range) in met {
        notes.look();
        counts[way] += 1;
        first[way].get_or_insert((line, range));
    }
    let less = usize::from(counts[1] <= counts[0]);
    let (line, range) = first[less].take()?;
    (counts[1 - less] > 0).then(|| (subject.place(line, range), counts[less], counts[1 - less]))
}

fn tone(subject: &Subject<'_>, notes: &mut Notes) {
    const OLD: &[&str] = &["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"];
    const NEW: &[&str] = &["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"];
    let way = |word: &str| {
        // Most words end otherwise.
        let ends_so = !word.is_ascii() && word.ends_with(|c: char| matches!(c, 'a' | 'e' | 'y' | 'A' | 'E' | 'Y') || !c.is_ascii());
        let low = if ends_so { word.to_lowercase() } else { return None };
        let ends = |all: &[&str]| all.iter().any(|end| low.ends_with(end));
        if ends(OLD) { Some(0) } else { (ends(NEW) && !low.starts_with("qu")).then_some(1) }
    };
    let words = subject.spelt(|word, _| way(word).is_some());
    let met = words.filter_map(|(line, at)| Some((way(line.printed(at)?)?, line, line.words[at].range())));
    let found = rarer(subject, notes, met);
    if let Some((place, less, most)) = found {
        let word = place.words.clone();
        notes.find(
            place,
            said!(
                "“{word}”: {less} chữ đặt dấu kiểu này, {most} chữ kiểu kia",
                "“{word}”: {less} word(s) with the mark so, {most} otherwise"
            ),
        );
    }
}

fn hang(subject: &Subject<'_>, notes: &mut Notes) {
    let often = |line: &Line<'_>, at: usize| matches!(line.word(at + 1), Some("năm" | "quý" | "tháng" | "tuần" | "ngày"));
    let ways = [&["hằng"], &["hàng"]].into_iter().enumerate();
    let met = ways.flat_map(|(way, word)| subject.phrase(word).map(move |(line, at)| (way, line, at)));
    let met = met.filter(|(_, line, at)| often(line, *at)).map(|(way, line, at)| (way, line, line.bytes(at..at + 2)));
    let found = rarer(subject, notes, met);
    if let Some((place, less, most)) = found {
        let words = place.words.clone();
        notes.find(
            place,
            said!("“{words}”: {less} lần viết thế này, {most} lần cách kia", "“{words}”: {less} time(s) so, {most} the other way"),
        );
    }
}

fn quotes(subject: &Subject<'_>, notes: &mut Notes) {
    let quoted = |line: &Line<'_>, open: char, close: char| {
        let (before, rest) = line.text.split_once(open)?;
        let end = rest.find(close).map_or(line.text.len(), |end| before.len() + open.len_utf8() + end + close.len_utf8());
        Some(before.len()..end)
    };
    let ways = [('“', '”'), ('"', '"')].into_iter().enumerate();
    let lines = subject.lines.iter().flat_map(|line| ways.clone().map(move |(way, marks)| (way, line, marks)));
    let met = lines.filter_map(|(way, line, (open, close))| Some((way, line, quoted(line, open, close)?)));
    let found = rarer(subject, notes, met);
    if let Some((place, less, most)) = found {
        notes.find(
            place,
            said!(
                "{less} đoạn dùng dấu ngoặc kép này, {most} đoạn dùng dấu kia",
                "{less} paragraph(s) with these marks, {most} with the others"
            ),
        );
    }
}
