//! One agency written in several ways, or with a word missing.

use std::collections::BTreeMap;

use super::{
    agency_out_of_time::agencies,
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Rows, Rule, bad, both, good},
    subject::{Line, Subject},
    words::folded,
};
use crate::{
    fold::fold,
    grammar::codelist::CodeList,
    plan::{AgencyKind, Severity},
};

pub(super) const WAYS: Rule = Rule {
    code: "KH604",
    name: "agency-written-several-ways",
    severity: Severity::Info,
    what: both("Một cơ quan hoặc nhóm cơ quan được viết theo nhiều cách", "One agency or group written in several ways"),
    why: both("Khó lọc, thống kê; người đọc có thể hiểu là hai cơ quan", "Hard to filter and count, and readable as two bodies"),
    beyond: both(
        "Chữ hoa đầu ô; viết tắt; tỉnh, thành phố theo sau",
        "A capital at the start of a cell, abbreviations, and the province after a name",
    ),
    examples: &[
        bad(
            Rows,
            "Rà soát | Báo cáo | Sở Tư pháp | UBND các huyện, thành phố | Quý I/2022\nSố hóa | Báo cáo | Sở Nội vụ | UBND các huyện thành phố | Quý I/2022\n\
             Kiểm tra | Báo cáo | Sở Nội vụ | UBND các huyện, thành phố | Quý I/2022",
            "UBND các huyện thành phố",
        ),
        good(
            Rows,
            "Rà soát | Báo cáo | Sở Tư pháp | UBND các huyện, thành phố | Quý I/2022\nSố hóa | Báo cáo | Sở Nội vụ | UBND các huyện, thành phố | Quý I/2022",
        ),
    ],
    check: Code(ways),
};

pub(super) const WORD_MISSING: Rule = Rule {
    code: "KH605",
    name: "agency-name-with-word-missing",
    severity: Severity::Warning,
    what: both("Tên sở, bộ thiếu chữ “và”", "The name of a department or ministry without its “và”"),
    why: both("Tên cơ quan do luật định, phải viết đúng", "Names of bodies are set by law"),
    beyond: both("Thiếu dấu phẩy, gạch nối; tên viết tắt", "Missing commas and dashes, and abbreviated names"),
    examples: &[
        bad(Rows, "Xây dựng phương án | Báo cáo | Sở Khoa học Công nghệ | Các sở | Quý I/2022", "Sở Khoa học Công nghệ"),
        good(Rows, "Xây dựng phương án | Báo cáo | Sở Khoa học và Công nghệ | Các sở | Quý I/2022"),
    ],
    check: Code(word_missing),
};

pub(super) const MARK_MISSING: Rule = Rule {
    code: "KH608",
    name: "agency-name-with-mark-missing",
    severity: Severity::Warning,
    what: both("Tên sở, bộ thiếu dấu phẩy", "The name of a department or ministry without its comma"),
    why: both(
        "Tên cơ quan do luật định; thiếu dấu phẩy có thể đọc thành tên khác",
        "Names of bodies are set by law; without its comma one reads as another",
    ),
    beyond: both("Gạch nối thay dấu phẩy; căn cứ", "A dash in place of the comma, and the legal basis"),
    examples: &[
        bad(Rows, "Rà soát di tích | Báo cáo | Sở Văn hóa Thể thao và Du lịch | Các sở | Quý I/2022", "Sở Văn hóa Thể thao và Du lịch"),
        good(
            Rows,
            "Rà soát di tích | Báo cáo | Sở Văn hóa, Thể thao và Du lịch | Các sở | Quý I/2022\nKiểm tra | Báo cáo | Sở Lao động - Thương binh và Xã hội | Các sở | Quý I/2022",
        ),
    ],
    check: Code(mark_missing),
};

fn ways(subject: &Subject<'_>, notes: &mut Notes) {
    // Group code or name, then spelling: how often, and where first.
    let mut spellings: BTreeMap<&str, BTreeMap<String, (usize, Place)>> = BTreeMap::new();
    for (id, part, phrase) in agencies(subject) {
        let [only] = phrase.agencies.as_slice() else { continue };
        if phrase.kind == AgencyKind::Unknown {
            continue;
        }
        notes.look();
        let spelling = fold(phrase.text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')'));
        let entry = spellings.entry(only).or_default().entry(spelling);
        entry.or_insert_with(|| (0, Place::of(id, part, &phrase.text, &phrase.origin))).0 += 1;
    }
    for (name, ways) in spellings {
        let Some((usual, (most, _))) = ways.iter().max_by_key(|(_, (count, _))| *count) else { continue };
        for (spelling, (count, place)) in ways.iter().filter(|(spelling, _)| *spelling != usual) {
            // The same words: only marks and joining words differ.
            if count < most && letters(spelling) == letters(usual) {
                notes.find(
                    place.clone(),
                    said!(
                        "{count} lần viết thế này, {most} lần viết “{usual}” ({name})",
                        "written so {count} time(s), and {most} times “{usual}” ({name})"
                    ),
                );
            }
        }
    }
}

fn letters(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "" | "các" | "và")).collect::<Vec<_>>().join(" ")
}

/// Names of departments and ministries as printed in the list, with their words.
fn named(subject: &Subject<'_>) -> Vec<(Vec<String>, String)> {
    let rows = subject.catalog.list("agencies").map_or(&[][..], CodeList::rows);
    let names = rows.iter().map(|row| row.get("name")).filter(|name| name.starts_with("Sở ") || name.starts_with("Bộ "));
    names.map(|name| (folded(name), name.to_owned())).collect()
}

fn word_missing(subject: &Subject<'_>, notes: &mut Notes) {
    let names = named(subject);
    for (name, printed) in names.iter().filter(|(name, _)| name.iter().any(|word| word == "và")) {
        subject.phrase(&[&name[0], &name[1]]).for_each(|_| notes.look());
        let bare: Vec<&str> = name.iter().map(String::as_str).filter(|word| *word != "và").collect();
        if names.iter().any(|(other, _)| *other == bare) {
            continue;
        }
        for (line, at) in subject.phrase(&bare) {
            let goes_on = line.word(at + bare.len()) == Some("và");
            if !goes_on && is_name(line, at) && joined(line, at, name) {
                notes
                    .find(subject.place(line, line.bytes(at..at + bare.len())), said!("tên đúng là “{printed}”", "its name is “{printed}”"))
                    .replace_with(printed);
            }
        }
    }
}

fn mark_missing(subject: &Subject<'_>, notes: &mut Notes) {
    for (name, printed) in named(subject).iter().filter(|(_, printed)| printed.contains(',')) {
        let name: Vec<&str> = name.iter().map(String::as_str).collect();
        for (line, at) in subject.phrase(&name) {
            notes.look();
            let range = line.bytes(at..at + name.len());
            let marks = |text: &str| text.matches([',', '-', '–']).count();
            if is_name(line, at) && marks(&line.text[range.clone()]) < marks(printed) {
                notes.find(subject.place(line, range), said!("tên đúng là “{printed}”", "its name is “{printed}”")).replace_with(printed);
            }
        }
    }
}

/// True for a name in running text and cells: a citation may quote how it was written then.
fn is_name(line: &Line<'_>, at: usize) -> bool {
    line.part != Part::Basis && line.printed(at).is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// True where nothing but a space stands in the place of "và": a comma or a dash there is another way to write the name.
fn joined(line: &Line<'_>, at: usize, name: &[String]) -> bool {
    let place = name.iter().position(|word| *word == "và").unwrap_or(0);
    place > 0 && line.gap(at + place - 1) == " "
}
