//! An archive of documents for tests and measurements: made from the two fixtures, each document with content of its own, as text and as
//! PDF; and files that are broken in all ways that we know. The same number always makes the same file.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::paper::{Paper, flate, shown};

const DECISION: &str = include_str!("../../fixtures/3162-qd-ubnd-son-la/source.txt");
const PLAN: &str = include_str!("../../fixtures/ke-hoach-mau-2026/source.txt");

const PROVINCES: &[&str] = &[
    "Sơn La",
    "Cao Bằng",
    "Điện Biên",
    "Lai Châu",
    "Lào Cai",
    "Lạng Sơn",
    "Quảng Ninh",
    "Thanh Hóa",
    "Nghệ An",
    "Hà Tĩnh",
    "Quảng Trị",
    "Đắk Lắk",
    "Đồng Tháp",
    "Cà Mau",
];

/// Makes `count` documents below `folder`: of each ten four are PDFs and one is in UTF-16.
pub(crate) fn documents(folder: &Path, count: u64) -> io::Result<()> {
    for number in 0..count {
        let below =
            folder.join(format!("Năm {}/{}", 2016 + number / 10 % 10, ["Sở Nội vụ", "Văn phòng", "UBND huyện"][(number % 3) as usize]));
        fs::create_dir_all(&below)?;
        let text = document(number);
        match number % 10 {
            0 | 2 | 4 | 6 | 8 => fs::write(below.join(format!("Kế hoạch số {number}.txt")), text)?,
            1 => fs::write(below.join(format!("Kế hoạch số {number}.md")), utf_16(&text))?,
            _ => fs::write(below.join(format!("ke-hoach-{number}.pdf")), pdf(&text))?,
        }
    }
    Ok(())
}

/// A document of its own: other province, number, days and shares, and some of the paragraphs and rows left out.
pub(crate) fn document(number: u64) -> String {
    let mut dice = Dice(number);
    let province = PROVINCES[dice.below(PROVINCES.len() as u64) as usize];
    // Of the rows and bullets, this many of ten stay.
    let stay = 3 + dice.below(8);
    let source = if number % 4 == 3 { PLAN } else { DECISION };
    let mut text = String::new();
    for line in source.lines() {
        let optional = line.starts_with("- ") || (line.contains('\t') && line.starts_with(|c: char| c.is_ascii_digit()));
        if optional && dice.below(10) >= stay {
            continue;
        }
        let line = line.replace("Sơn La", province).replace("Bình Minh", province);
        let line = line.replace("3162/QĐ", &format!("{}/QĐ", number + 1)).replace("05/KH", &format!("{}/KH", number + 1));
        let line = line.replace("ngày 20 tháng 12 năm 2021", &format!("ngày {} tháng 12 năm 2021", 1 + dice.below(28)));
        let line = if line.contains('%') { line.replace("80%", &format!("{}%", 60 + dice.below(40))) } else { line };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn utf_16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

// ---- PDF ----

/// Points: of a page, its margin, a line, a letter (half an em of 10 points).
const PAGE: (f64, f64) = (595.0, 842.0);
const MARGIN: f64 = 40.0;
const LINE: f64 = 13.0;
const LETTER: f64 = 5.0;
/// Shares of the line that the columns of a table take.
const COLUMNS: [f64; 7] = [0.06, 0.3, 0.2, 0.13, 0.13, 0.12, 0.06];

/// A text as a PDF: paragraphs in lines, rows with tabs in a ruled table.
pub(crate) fn pdf(text: &str) -> Vec<u8> {
    let mut printer = Printer { paper: Paper::new(), content: String::new(), top: MARGIN, font: 0, header: Vec::new() };
    printer.font = printer.paper.font("Tinos");
    for line in text.lines() {
        let line = line.replace("**", "");
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() == COLUMNS.len() {
            // Without a number it is the rest of a row that a page break cut in the fixture.
            if !cells[0].is_empty() {
                printer.row(&cells);
            }
            if printer.header.is_empty() {
                printer.header = cells.iter().map(|&cell| cell.to_owned()).collect();
            }
        } else {
            printer.header.clear();
            printer.paragraph(&line);
        }
    }
    printer.turn();
    printer.paper.finish()
}

struct Printer {
    paper: Paper,
    content: String,
    /// From the top of the page.
    top: f64,
    font: usize,
    /// The first row of the table that is being printed, which each page repeats.
    header: Vec<String>,
}

impl Printer {
    fn paragraph(&mut self, text: &str) {
        for line in wrapped(text, PAGE.0 - 2.0 * MARGIN) {
            self.room(LINE);
            self.top += LINE;
            self.print(MARGIN, self.top, &line);
        }
        self.top += LINE / 2.0;
    }

    fn row(&mut self, cells: &[&str]) {
        const PAD: f64 = 3.0;
        let width = PAGE.0 - 2.0 * MARGIN;
        let cells: Vec<Vec<String>> =
            cells.iter().zip(COLUMNS).map(|(cell, share)| wrapped(&plain(cell), width * share - 2.0 * PAD)).collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        // A row longer than a page would be cut by a printer, too.
        let height = (lines as f64 * LINE + 2.0 * PAD).min(PAGE.1 - 4.0 * MARGIN);
        if self.room(height) && !self.header.is_empty() {
            let header = std::mem::take(&mut self.header);
            self.row(&header.iter().map(String::as_str).collect::<Vec<_>>());
            self.header = header;
        }
        let mut left = MARGIN;
        for (cell, share) in cells.iter().zip(COLUMNS) {
            let _ = writeln!(self.content, "{left} {} {} {height} re S", PAGE.1 - self.top - height, width * share);
            for (at, line) in cell.iter().enumerate() {
                self.print(left + PAD, self.top + PAD + LINE * (at + 1) as f64 - 3.0, line);
            }
            left += width * share;
        }
        self.top += height;
    }

    fn print(&mut self, left: f64, top: f64, line: &str) {
        let _ = writeln!(self.content, "BT /F1 10 Tf 1 0 0 1 {left} {} Tm {} Tj ET", PAGE.1 - top, shown(line));
    }

    /// Turns the page where there is no room; true where it did.
    fn room(&mut self, height: f64) -> bool {
        let turns = self.top + height > PAGE.1 - MARGIN;
        if turns {
            self.turn();
        }
        turns
    }

    fn turn(&mut self) {
        let content = std::mem::take(&mut self.content);
        self.paper.page(&format!("/Font<</F1 {} 0 R>>", self.font), "", content.as_bytes());
        self.top = MARGIN;
    }
}

/// The text in lines no wider than `width`.
fn wrapped(text: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| (line.chars().count() + 1 + word.chars().count()) as f64 * LETTER <= width) {
            Some(line) => *line += &format!(" {word}"),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A cell without the HTML that is left in it.
fn plain(cell: &str) -> String {
    let mut plain = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    plain + rest
}

// ---- broken files ----

/// What is wrong with a file, by the code that the manifest must give for it.
pub(crate) type Broken = BTreeMap<PathBuf, &'static str>;

/// Makes `count` files below `folder` that cannot be converted, of all kinds in turn; what the manifest is to say of each. A file of more
/// than `mebibytes` is not read.
pub(crate) fn broken(folder: &Path, count: u64, mebibytes: u64) -> io::Result<Broken> {
    let mut made = Broken::new();
    fs::create_dir_all(folder)?;
    for number in 0..count {
        match number % KINDS {
            13 => {
                let path = folder.join(format!("rất lớn {number}.txt"));
                File::create(&path)?.set_len((mebibytes << 20) + 1 + number)?;
                made.insert(path, "too_large");
            }
            14 => made.extend(trap(&folder.join(format!("bẫy {number}.zip")), number, mebibytes)?),
            kind => {
                let (name, code, bytes) = broken_file(kind, number);
                let path = folder.join(name);
                fs::write(&path, bytes)?;
                made.insert(path, code);
            }
        }
    }
    Ok(made)
}

/// A broken file's name, what is wrong with it, and its content.
fn broken_file(kind: u64, number: u64) -> (String, &'static str, Vec<u8>) {
    let mut dice = Dice(number);
    let blank = |c: &str| c.repeat(number as usize).into_bytes();
    match kind {
        // Different lengths, so that no two have the same content.
        0 => (format!("trống {number}.txt"), "empty", blank(" ")),
        1 => (format!("cắt ngang {number}.pdf"), "damaged", pdf(&document(number))[..200 + number as usize % 100].to_vec()),
        2 => (format!("nhị phân {number}.bin"), "unknown_format", dice.bytes(5000)),
        3 => (format!("ảnh {number}.png"), "unknown_format", [b"\x89PNG\r\n\x1a\n", &dice.bytes(500)[..]].concat()),
        4 => (format!("văn bản {number}.docx"), "unknown_format", [b"PK\x03\x04", &dice.bytes(500)[..]].concat()),
        5 => (format!("mã TCVN3 {number}.txt"), "encoding", [b"QUY\xd5T \xa7\xb9NH ", number.to_string().as_bytes()].concat()),
        6 => (format!("bài thơ {number}.txt"), "not_a_decision", format!("Trăng vào cửa sổ đòi thơ, lần thứ {number}\n").into_bytes()),
        7 => (format!("tên\nhai dòng {number}.txt"), "not_a_decision", format!("Bài thơ thứ {number}\n").into_bytes()),
        8 => (format!("trang lồng nhau {number}.pdf"), "damaged", nested(number)),
        9 => (format!("bản quét {number}.pdf"), "scanned", scan(number)),
        10 => (format!("{}{number}.txt", "Kế hoạch dài ".repeat(13)), "empty", blank("\n")),
        11 => (format!("nén hỏng {number}.zip"), "archive_damaged", dice.bytes(300)),
        15 => (format!("bom {number}.pdf"), "limit", bomb(number)),
        _ => (format!("nén chồng {number}.zip"), "archive_overlaps", overlapping(number)),
    }
}

/// An archive whose names lead outside, with a link and a bomb.
fn trap(path: &Path, number: u64, mebibytes: u64) -> io::Result<Broken> {
    let mut made = Broken::new();
    let mut zip = ZipWriter::new(File::create(path)?);
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for name in ["../../../lên trên.txt", "/tmp/từ gốc.txt", "..\\..\\kiểu Windows.txt", "C:\\ổ đĩa.txt"] {
        zip.start_file(name, deflated)?;
        write!(zip, "Nội dung {number} {name}")?;
        made.insert(path.join(name.replace('/', "\\")), "outside_archive");
    }
    zip.add_symlink("liên kết", "/etc/passwd", deflated)?;
    made.insert(path.join("liên kết"), "link_in_archive");
    zip.start_file("bom.txt", deflated)?;
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..=mebibytes {
        zip.write_all(&zeros)?;
    }
    made.insert(path.join("bom.txt"), "too_large");
    zip.finish()?;
    Ok(made)
}

/// How many kinds of broken files there are.
pub(crate) const KINDS: u64 = 16;

/// A PDF whose page tree is its own child.
fn nested(number: u64) -> Vec<u8> {
    let mut paper = Paper::new();
    paper.tree(&format!("<</Type/Pages/Kids[2 0 R]/Count 1/Number {number}>>"));
    paper.finish()
}

/// A PDF with a page that is one picture.
fn scan(number: u64) -> Vec<u8> {
    let mut paper = Paper::new();
    let picture = paper.stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", &[(number % 256) as u8]);
    paper.page(&format!("/XObject<</Im {picture} 0 R>>"), "", format!("q 595 0 0 842 0 {} cm /Im Do Q", number % 50).as_bytes());
    paper.finish()
}

/// A PDF whose page unfolds to more than any page holds.
fn bomb(number: u64) -> Vec<u8> {
    let mut paper = Paper::new();
    let content = paper.stream("/Filter/FlateDecode", &flate(&vec![b' '; 20 << 20]));
    paper.page("", &format!("/Number {number}/Contents {content} 0 R"), b"");
    paper.finish()
}

/// An archive with two files on the same bytes.
fn overlapping(number: u64) -> Vec<u8> {
    let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["một", "hai"] {
        zip.start_file(name, stored).expect("memory takes everything");
        write!(zip, "cùng một chỗ {number}").expect("memory takes everything");
    }
    let mut bytes = zip.finish().expect("memory takes everything").into_inner();
    // In the directory, the second file's place becomes that of the first.
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    bytes[directory + 42..directory + 46].fill(0);
    bytes
}

/// Numbers that look like chance and are the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        std::iter::repeat_with(|| self.next().to_le_bytes()).flatten().take(count).collect()
    }
}
