//! A rule as a value: what it catches, why, how grave it is, what it must and must not find.

use std::borrow::Cow;

use super::{notes::Notes, own::Own, subject::Subject};
use crate::plan::Severity;

/// One rule of the checker.
#[derive(Debug)]
pub struct Rule<'r> {
    /// `KH201`: the first digit is the group.
    pub code: &'r str,
    /// What it catches, so that it reads after "allow": `deadline-before-signing`.
    pub name: &'r str,
    /// How grave its findings are, where the rule does not say otherwise for one of them.
    pub severity: Severity,
    /// What it catches, in a sentence.
    pub what: Both<'r>,
    /// Why that is wrong, with the law or standard where there is one.
    pub why: Both<'r>,
    /// What it does not cover.
    pub beyond: Both<'r>,
    /// What it must find and what it must leave alone; these are its tests.
    pub examples: &'r [Example<'r>],
    /// Looks at a plan.
    pub(super) check: Check<'r>,
}

/// How a rule looks at a plan.
#[derive(Debug)]
pub(super) enum Check<'r> {
    /// A rule of ours.
    Code(fn(&Subject<'_>, &mut Notes<'_>)),
    /// A rule of the person's own.
    Own(&'r Own),
}

/// The same in Vietnamese and in English, side by side so that neither is forgotten.
#[derive(Debug, Clone, Copy)]
pub struct Both<'r> {
    /// Vietnamese.
    pub vi: &'r str,
    /// English.
    pub en: &'r str,
}

/// A small document, or a part of one that is set into a frame.
#[derive(Debug)]
pub struct Example<'r> {
    /// What the text is.
    pub frame: Frame,
    /// The text.
    pub text: Cow<'r, str>,
    /// Words that a finding must be about; none where nothing must be found.
    pub finds: Option<Cow<'r, str>>,
}

/// What the text of an example is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// A whole document.
    Whole,
    /// The body of a reform plan of Sơn La for 2022, signed on 20 December 2021.
    Body,
    /// The same; its last line is set aside as not read, as a file may do that is damaged.
    Unread,
    /// Rows of its annex, cells between `|`: activity, result, lead, co-ordinating, time.
    Rows,
}

pub(super) const fn both(vi: &'static str, en: &'static str) -> Both<'static> {
    Both { vi, en }
}

/// The rule must find something about the words `finds`.
pub(super) const fn bad(frame: Frame, text: &'static str, finds: &'static str) -> Example<'static> {
    Example { frame, text: Cow::Borrowed(text), finds: Some(Cow::Borrowed(finds)) }
}

/// The rule must find nothing.
pub(super) const fn good(frame: Frame, text: &'static str) -> Example<'static> {
    Example { frame, text: Cow::Borrowed(text), finds: None }
}

/// Head of the example plan: number, place, day, title.
const HEAD: &str = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 87/KH-UBND\n\n\
    Sơn La, ngày 20 tháng 12 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính nhà nước tỉnh Sơn La năm 2022\n\n";
/// Head of its annex.
const ANNEX: &str = "I. NHIỆM VỤ\n\nTheo Phụ lục kèm theo Kế hoạch này.\n\nPHỤ LỤC\n\nDANH MỤC CÁC HOẠT ĐỘNG\n\n\
    STT\tDanh mục các hoạt động\tKết quả/Sản phẩm\tChủ trì\tPhối hợp\tThời gian\nI\tCẢI CÁCH THỂ CHẾ\t\t\t\t\n";

impl Example<'_> {
    /// The whole document of the example.
    #[must_use]
    pub fn document(&self) -> String {
        match self.frame {
            Frame::Whole => apart(&self.text),
            Frame::Body | Frame::Unread => format!("{HEAD}{}", apart(&self.text)),
            Frame::Rows => {
                let rows = (1..).zip(self.text.lines()).map(|(number, row)| {
                    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
                    format!("{number}\t{}\n", cells.join("\t"))
                });
                format!("{HEAD}{ANNEX}{}", rows.collect::<String>())
            }
        }
    }
}

/// Paragraphs with a blank line between them, as they are published; rows of a table stay together.
fn apart(text: &str) -> String {
    text.lines().map(|line| format!("{line}{}", if line.contains('\t') || line.is_empty() { "\n" } else { "\n\n" })).collect()
}

impl Rule<'_> {
    /// The group that it belongs to, by its first digit.
    #[must_use]
    pub fn group(&self) -> Both<'static> {
        if !self.code.starts_with("KH") {
            return both("Quy tắc riêng", "Rules of your own");
        }
        let digit = self.code.as_bytes().get(2).map_or(0, |digit| usize::from(digit.saturating_sub(b'1')));
        GROUPS.get(digit).copied().unwrap_or(both("", ""))
    }
}

/// Names of the groups KH1 to KH8.
const GROUPS: [Both<'static>; 8] = [
    both("Đầy đủ", "Completeness"),
    both("Thời gian", "Dates"),
    both("Trị số", "Values"),
    both("Viện dẫn", "References"),
    both("Cấu trúc", "Structure"),
    both("Cơ quan, địa danh", "Agencies and places"),
    both("Thể thức, chính tả", "Form"),
    both("Việc đọc", "Reading"),
];
