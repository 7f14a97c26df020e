//! What a PDF draws is what is read. The files are made here, object by object.

mod paper;

use kehoach::{
    Options,
    error::Error,
    ingest::{self, Block, Gap, Opening, Pages},
    read,
};
use paper::{Paper, lines, one_page, shown};

fn open(file: Vec<u8>) -> Result<Pages, Error> {
    ingest::ingest(file, &Opening::default())
}

fn pages(file: Vec<u8>) -> Pages {
    open(file).unwrap_or_else(|error| panic!("{error}"))
}

/// What is printed, line for line.
fn text(file: Vec<u8>) -> String {
    pages(file).text
}

fn with_font(font: &str, content: &str) -> Vec<u8> {
    let mut paper = Paper::new();
    paper.page(&format!("/Font<</F1 {font}>>"), "", content.as_bytes());
    paper.finish()
}

// ---- letters and words ----

#[test]
fn words_are_told_by_gaps_whatever_draws_them() {
    // Each letter on its own; a gap of a quarter of an em without a blank; a blank of no width.
    let single = "BT /F1 12 Tf 1 0 0 1 100 700 Tm <004b> Tj 6 0 Td <1ebf> Tj 9 0 Td <0068> Tj 6 0 Td <006f> Tj 6 0 Td <1ea1> Tj ET";
    assert_eq!(text(one_page(single)), "Kế hoạ");
    // Letters set apart by character spacing are one word.
    let spaced = format!("BT /F1 12 Tf 4 Tc 1 0 0 1 100 700 Tm {} Tj ET", shown("Việt"));
    assert_eq!(text(one_page(&spaced)), "Việt");
    let kerned = "BT /F1 12 Tf 1 0 0 1 100 700 Tm [<0056> -300 <0069> 20 <1ec7> <0074>] TJ ET";
    assert_eq!(text(one_page(kerned)), "V iệt");
}

#[test]
fn a_font_switch_within_a_word_splits_nothing() {
    let mut paper = Paper::new();
    let (one, two) = (paper.font("Tinos"), paper.font("LiberationSerif"));
    let content = format!("BT /F1 12 Tf 1 0 0 1 100 700 Tm {} Tj /F2 12 Tf {} Tj /F1 12 Tf {} Tj ET", shown("ho"), shown("ạ"), shown("ch"));
    paper.page(&format!("/Font<</F1 {one} 0 R/F2 {two} 0 R>>"), "", content.as_bytes());
    assert_eq!(text(paper.finish()), "hoạch");
}

#[test]
fn text_that_is_sent_twice_is_read_once() {
    let twice = format!(
        "BT /F1 12 Tf 1 0 0 1 100 700 Tm {0} Tj ET BT /F1 12 Tf 1 0 0 1 100.2 700 Tm {0} Tj ET BT /F1 12 Tf 1 0 0 1 100 660 Tm <0041> Tj ET
         BT /F1 12 Tf 1 0 0 1 100 660 Tm <0041> Tj ET",
        shown("Điều 1")
    );
    assert_eq!(text(one_page(&twice)), "Điều 1\nA");
}

#[test]
fn marks_drawn_as_letters_of_their_own_belong_to_their_letter() {
    let content = "BT /F1 12 Tf 1 0 0 1 100 700 Tm <0061> Tj 0 0 Td <0323> Tj 6 0 Td <006e> Tj ET";
    let document = read(one_page(content), &Options::of("a.pdf")).expect("it is a PDF");
    assert_eq!(document.text, "ạn");
    // With an advance of their own, which moves the next letter on.
    let content = "BT /F1 12 Tf 1 0 0 1 100 700 Tm <00610323006e> Tj ET";
    assert_eq!(read(one_page(content), &Options::of("a.pdf")).expect("it is a PDF").text, "ạn");
}

#[test]
fn hidden_text_beside_seen_text_is_a_copy_and_alone_is_the_text() {
    let hidden = |text: &str, y: u32| format!("BT 3 Tr /F1 12 Tf 1 0 0 1 100 {y} Tm {} Tj ET\n", shown(text));
    let seen = format!("BT 0 Tr /F1 12 Tf 1 0 0 1 100 700 Tm {} Tj ET\n", shown("Kế hoạch"));
    assert_eq!(text(one_page(&(hidden("ke", 650) + &seen))), "Kế hoạch");
    assert_eq!(text(one_page(&hidden("Kế hoạch", 650))), "Kế hoạch");
}

#[test]
fn what_a_stretch_stands_for_takes_its_place() {
    let content = "/Span <</ActualText <feff1ec7>>> BDC BT /F1 12 Tf 1 0 0 1 100 700 Tm <0078> Tj ET EMC";
    assert_eq!(text(one_page(content)), "ệ");
}

// ---- fonts ----

#[test]
fn a_font_without_map_is_read_by_its_encoding_and_names() {
    let win_ansi = "<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding>>";
    assert_eq!(text(with_font(win_ansi, "BT /F1 12 Tf 100 700 Td (S\\364 12 \\226 13) Tj ET")), "Sô 12 – 13");
    let names = "<</Type/Font/Subtype/Type1/BaseFont/VNR10/Encoding<</Differences[1/Ecircumflexacute/dcroat/uni1EA1]>>>>";
    assert_eq!(text(with_font(names, "BT /F1 12 Tf 100 700 Td (K\\001 \\002\\003) Tj ET")), "KẾ đạ");
    let type_3 = "<</Type/Font/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 65/LastChar 66/Widths[50 50]/CharProcs<<>>
        /Encoding<</Differences[65/A/B]>>>>";
    assert_eq!(text(with_font(type_3, "BT /F1 12 Tf 100 700 Td (AB) Tj ET")), "AB");
}

#[test]
fn a_map_goes_before_the_encoding() {
    let mut paper = Paper::new();
    let map = paper.stream("", b"1 beginbfchar <41> <1ea0> endbfchar");
    let content = b"BT /F1 12 Tf 100 700 Td (A) Tj ET";
    let font = format!("<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding/ToUnicode {map} 0 R>>");
    paper.page(&format!("/Font<</F1 {font}>>"), "", content);
    assert_eq!(text(paper.finish()), "Ạ");
}

#[test]
fn fonts_of_old_show_vietnamese_capitals_too() {
    let font = |name: &str| format!("<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+{name}/Encoding/WinAnsiEncoding>>");
    let tcvn3 = "BT /F1 12 Tf 100 700 Td (k\\325 ho\\271ch) Tj ET";
    assert_eq!(text(with_font(&font(".VnTime"), tcvn3)), "kế hoạch");
    assert_eq!(text(with_font(&font(".VnTimeH,Bold"), tcvn3)), "KẾ HOẠCH");
    let vni = with_font(
        &font("VNI-Times"),
        "BT /F1 12 Tf 100 700 Td (keá hoaïch ñeán naêm) Tj ET"
            .replace('á', "\\341")
            .replace('ï', "\\357")
            .replace('ñ', "\\361")
            .replace('ê', "\\352")
            .as_str(),
    );
    let document = read(vni, &Options::of("a.pdf")).expect("it is a PDF");
    assert_eq!(document.text, "kế hoạch đến năm");
}

#[test]
fn letters_that_nothing_names_are_told_not_guessed() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 500>>]>>";
    let error = open(with_font(font, "BT /F1 12 Tf 100 700 Td <00050006> Tj ET")).expect_err("nobody can read it");
    assert_eq!(error, Error::Garbled(vec![1]));
    let mut paper = Paper::new();
    let known = paper.font("Tinos");
    let content = format!("BT /F1 12 Tf 100 700 Td {} Tj /F2 12 Tf 0 -30 Td <0005> Tj ET", shown("Kế hoạch năm 2026"));
    paper.page(&format!("/Font<</F1 {known} 0 R/F2 {font}>>"), "", content.as_bytes());
    let pages = pages(paper.finish());
    assert_eq!(pages.text, "Kế hoạch năm 2026\n\u{fffd}");
    assert_eq!(pages.findings[0].code, "letters-unknown");
}

// ---- places ----

#[test]
fn places_count_from_the_top_left_of_the_page_as_it_is_seen() {
    let content = format!("BT /F1 10 Tf 1 0 0 1 100 742 Tm {} Tj ET", shown("ab cd"));
    let upright = pages(one_page(&content));
    let near = |found: [f32; 4], told: [f32; 4]| assert!(found.iter().zip(told).all(|(a, b)| (a - b).abs() < 0.1), "{found:?} {told:?}");
    near(upright.seen[0].bounds, [100.0, 91.0, 110.0, 102.2]);
    near(upright.seen[1].bounds, [115.0, 91.0, 125.0, 102.2]);
    // Turned by a quarter, with text that the turn puts upright.
    let mut paper = Paper::new();
    let font = paper.font("Tinos");
    let content = format!("BT /F1 10 Tf 0 1 -1 0 100 200 Tm {} Tj ET", shown("ab"));
    paper.page(&format!("/Font<</F1 {font} 0 R>>"), "/Rotate 90", content.as_bytes());
    near(pages(paper.finish()).seen[0].bounds, [200.0, 91.0, 210.0, 102.2]);
}

#[test]
fn an_item_has_the_boxes_of_its_lines() {
    let content =
        lines(85.0, 80.0, 12.0, &["KẾ HOẠCH", "Cải cách hành chính năm 2026", "I. MỤC TIÊU", "1. Chỉ tiêu", "- 100% hồ sơ được số hóa."]);
    let document = read(one_page(&content), &Options::of("a.pdf")).expect("it is a PDF");
    let origin = &document.plan.indicators[0].origin[0];
    assert_eq!(origin.page, Some(1));
    let bounds = origin.boxes.as_ref().expect("it has a place")[0];
    assert!((bounds[1] - (144.0 - 10.8)).abs() < 0.1 && bounds[0] > 84.0, "{bounds:?}");
    assert_eq!(document.plan.source.media_type, "application/pdf");
    assert_eq!(document.plan.source.pages, Some(1));
}

// ---- tables ----

const CELLS: &str = "BT /F1 10 Tf 1 0 0 1 60 690 Tm <0031> Tj ET BT /F1 10 Tf 1 0 0 1 110 690 Tm <0041> Tj ET
    BT /F1 10 Tf 1 0 0 1 60 670 Tm <0032> Tj ET BT /F1 10 Tf 1 0 0 1 110 670 Tm <0042> Tj ET\n";

fn cells(pages: &Pages) -> Vec<Vec<String>> {
    let tables = pages.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let cell = |lines: &Vec<ingest::Line<kehoach::span::Raw>>| {
        let pieces = lines.iter().flat_map(|line| &line.pieces);
        pieces.map(|piece| pages.text[piece.range()].trim().to_owned()).collect::<Vec<_>>().join(" ")
    };
    tables.flat_map(|table| &table.rows).map(|row| row.cells.iter().map(cell).collect()).collect()
}

#[test]
fn cells_are_what_lines_enclose_however_they_are_drawn() {
    let two_by_two = vec![vec!["1".to_owned(), "A".to_owned()], vec!["2".to_owned(), "B".to_owned()]];
    let strokes =
        "50 705 m 200 705 l S 50 685 m 200 685 l S 50 665 m 200 665 l S 50 665 m 50 705 l S 100 665 m 100 705 l S 200 665 m 200 705 l S";
    let boxes = "50 685 50 20 re 100 685 100 20 re 50 665 50 20 re 100 665 100 20 re S";
    let fills = "50 704.5 150 1 re 50 684.5 150 1 re 50 664.5 150 1 re 49.5 665 1 40 re 99.5 665 1 40 re 199.5 665 1 40 re f";
    let dashes: String =
        (0..50).map(|at| format!("{0} 705 m {1} 705 l {0} 685 m {1} 685 l {0} 665 m {1} 665 l ", 50 + 3 * at, 52 + 3 * at)).collect();
    let dashed = dashes + "50 665 m 50 705 l 100 665 m 100 705 l 200 665 m 200 705 l S";
    // Without the last line: the row goes on on the next page.
    let open = "50 705 m 200 705 l S 50 685 m 200 685 l S 50 665 m 50 705 l S 100 665 m 100 705 l S 200 665 m 200 705 l S";
    for rules in [strokes, boxes, fills, &dashed, open] {
        assert_eq!(cells(&pages(one_page(&(CELLS.to_owned() + rules)))), two_by_two, "{rules}");
    }
}

#[test]
fn a_merged_row_has_fewer_cells_and_a_tall_cell_stands_in_its_first_row() {
    let merged =
        "50 705 m 200 705 l S 50 685 m 200 685 l S 50 665 m 200 665 l S 50 665 m 50 705 l S 100 665 m 100 685 l S 200 665 m 200 705 l S";
    assert_eq!(cells(&pages(one_page(&(CELLS.to_owned() + merged)))), [vec!["1 A".to_owned()], vec!["2".to_owned(), "B".to_owned()]]);
    let tall =
        "50 705 m 200 705 l S 100 685 m 200 685 l S 50 665 m 200 665 l S 50 665 m 50 705 l S 100 665 m 100 705 l S 200 665 m 200 705 l S";
    assert_eq!(
        cells(&pages(one_page(&(CELLS.to_owned() + tall)))),
        [vec!["1 2".to_owned(), "A".to_owned()], vec![String::new(), "B".to_owned()]]
    );
}

#[test]
fn a_table_goes_on_over_a_page_with_the_page_number_between() {
    let mut paper = Paper::new();
    let font = paper.font("Tinos");
    let rules =
        "50 705 m 200 705 l S 50 685 m 200 685 l S 50 665 m 200 665 l S 50 665 m 50 705 l S 100 665 m 100 705 l S 200 665 m 200 705 l S\n";
    for number in ["0031", "0032", "0033"] {
        let content = format!("{CELLS}{rules}BT /F1 10 Tf 1 0 0 1 295 800 Tm <{number}> Tj ET");
        paper.page(&format!("/Font<</F1 {font} 0 R>>"), "", content.as_bytes());
    }
    let pages = pages(paper.finish());
    assert_eq!(pages.blocks.len(), 1);
    let Block::Table(table) = &pages.blocks[0] else { panic!("a table") };
    assert_eq!(
        table.rows.iter().map(|row| row.gap).collect::<Vec<_>>(),
        [Gap::None, Gap::None, Gap::Page, Gap::None, Gap::Page, Gap::None]
    );
    assert_eq!(pages.aside.len(), 3);
    assert_eq!(pages.count, Some(3));
}

// ---- paragraphs ----

#[test]
fn a_paragraph_begins_where_the_line_before_had_room() {
    let content = lines(
        85.0,
        100.0,
        12.0,
        &["Căn cứ Luật Tổ chức chính quyền địa phương và các văn bản", "hướng dẫn thi hành;", "Căn cứ Nghị quyết số 76"],
    );
    let pages = pages(one_page(&content));
    let gaps: Vec<Gap> = pages.blocks.iter().map(|block| if let Block::Line(line) = block { line.gap } else { Gap::Page }).collect();
    assert_eq!(gaps, [Gap::Blank, Gap::None, Gap::Blank]);
}

#[test]
fn lines_under_the_words_of_an_item_go_on_with_it_even_where_first_lines_of_paragraphs_stand_as_far_in() {
    let shown = [
        (114.0, "Dòng đầu của mỗi đoạn trong văn bản này lùi vào một quãng so"),
        (85.0, "và các dòng sau đứng ở lề trái của cột chữ như trong mọi văn bản."),
        (90.0, "1. Tổng giá trị giao dịch thanh toán không dùng tiền mặt gấp đôi"),
        (112.0, "GRDP, trong đó tỷ lệ doanh nghiệp sử dụng nền tảng số đạt là"),
        (112.0, "90%;"),
        (90.0, "2. Phát triển tối thiểu một sàn giao dịch dữ liệu của tỉnh trong"),
    ];
    let content: String = shown
        .iter()
        .zip([100.0, 115.0, 130.0, 145.0, 160.0, 175.0])
        .map(|((left, words), top)| lines(*left, top, 12.0, &[words]))
        .collect();
    let pages = pages(one_page(&content));
    let gaps: Vec<Gap> = pages.blocks.iter().map(|block| if let Block::Line(line) = block { line.gap } else { Gap::Page }).collect();
    let pieces: Vec<usize> = pages.blocks.iter().map(|block| if let Block::Line(line) = block { line.pieces.len() } else { 0 }).collect();
    assert_eq!((gaps, pieces), (vec![Gap::Blank, Gap::None, Gap::Blank], vec![2, 3, 1]));
}

#[test]
fn a_header_row_that_a_page_cuts_is_one_row() {
    let ruled = |tops: &[i32], cells: &[(f32, f32, &str)]| {
        let level: String = tops.iter().map(|top| format!("60 {0} m 500 {0} l S ", 842 - top)).collect();
        let (first, last) = (842 - tops[0], 842 - tops[tops.len() - 1]);
        let upright: String = [60, 120, 300, 500].iter().map(|x| format!("{x} {first} m {x} {last} l S ")).collect();
        level + &upright + &cells.iter().map(|(left, top, words)| lines(*left, *top, 10.0, &[words])).collect::<String>()
    };
    let read = |below: &[&str]| {
        let mut paper = Paper::new();
        let font = paper.font("Tinos");
        let resources = format!("/Font<</F1 {font} 0 R>>");
        let head = ruled(&[760, 780], &[(65.0, 775.0, "STT"), (125.0, 775.0, "Tên nhiệm"), (305.0, 775.0, "Cơ quan")]);
        paper.page(&resources, "", (lines(85.0, 60.0, 12.0, &["PHỤ LỤC"]) + &head).as_bytes());
        let rest =
            [(125.0, 75.0, below[0]), (305.0, 75.0, below[1]), (65.0, 95.0, "1"), (125.0, 95.0, "Rà soát"), (305.0, 95.0, "Sở Nội vụ")];
        paper.page(&resources, "", ruled(&[60, 80, 100], &rest).as_bytes());
        cells(&pages(paper.finish()))
    };
    assert_eq!(read(&["vụ", "chủ trì"]), [["STT", "Tên nhiệm vụ", "Cơ quan chủ trì"], ["1", "Rà soát", "Sở Nội vụ"]]);
    assert_eq!(read(&["Tên", "Năm 2026"])[1], ["", "Tên", "Năm 2026"], "a row of its own");
}

#[test]
fn where_all_paragraphs_stand_apart_a_line_that_does_not_goes_on() {
    let full = "tiếp phục vụ cải cách thủ tục hành chính của người dân và doanh nghiệp tại";
    let second = "Phụ lục II Nghị quyết 214/NQ-CP ngày 11 tháng 10 năm 2025 của Chính phủ về";
    let content: String = (0..4)
        .map(|at| {
            let top = 100.0 + 80.0 * at as f32;
            lines(85.0, top, 12.0, &[full, second, "việc này;"])
        })
        .collect();
    let pages = pages(one_page(&content));
    let pieces: Vec<usize> = pages.blocks.iter().map(|block| if let Block::Line(line) = block { line.pieces.len() } else { 0 }).collect();
    assert_eq!(pieces, [3, 3, 3, 3]);
}

#[test]
fn what_stands_side_by_side_is_read_column_by_column() {
    let left = lines(85.0, 100.0, 12.0, &["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA", "Số: 12/KH-UBND"]);
    let right =
        lines(300.0, 100.0, 12.0, &["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do - Hạnh phúc", "Sơn La, ngày 01 tháng 02 năm 2026"]);
    let pages = pages(one_page(&(left + &right)));
    let columns = cells(&pages);
    assert_eq!(columns[0][0], "ỦY BAN NHÂN DÂN TỈNH SƠN LA Số: 12/KH-UBND");
    assert!(columns[0][1].starts_with("CỘNG HÒA") && columns[0].len() == 2, "{columns:?}");
}

#[test]
fn a_signature_stands_beside_recipients_even_where_it_has_one_line_or_begins_near() {
    let body = lines(85.0, 60.0, 12.0, &["Quyết định này có hiệu lực kể từ ngày ký ban hành; các cơ quan thi hành."]);
    let recipients =
        ["Nơi nhận: - Ban Bí thư Trung ương", "Đảng; - Thủ tướng, các Phó Thủ tướng", "Chính phủ; - Văn phòng Chính phủ và các"];
    let rest = ["bộ, cơ quan thuộc Chính phủ; - Tòa án", "nhân dân tối cao; - Kiểm toán nhà nước;", "- Lưu: VT, NC (2)."];
    let left = lines(85.0, 100.0, 12.0, &[recipients, rest].concat());
    let read = |right: &str| cells(&pages(one_page(&(body.clone() + &left + right))));
    let one_line = read(&lines(330.0, 100.0, 12.0, &["THỦ TƯỚNG Phạm Minh Chính"]));
    assert!(one_line[0][0].starts_with("Nơi nhận: - Ban Bí thư Trung ương Đảng;") && one_line[0][0].ends_with("NC (2)."), "{one_line:?}");
    assert_eq!(one_line[0][1], "THỦ TƯỚNG Phạm Minh Chính");
    // The first line of the recipients ends close to the first of the signature.
    let near = lines(85.0, 84.0, 12.0, &["Kính gửi Thường trực Tỉnh ủy, Hội đồng"]);
    let right = lines(323.0, 84.0, 12.0, &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
    let three = read(&(near + &right));
    assert_eq!(three[0][1], "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "{three:?}");
}

#[test]
fn a_centred_title_of_two_lines_is_one_paragraph() {
    let title = lines(132.0, 100.0, 12.0, &["Hướng dẫn một số nội dung về góp vốn thành lập quỹ"])
        + &lines(144.0, 116.0, 12.0, &["Quỹ bảo lãnh tín dụng cho các doanh nghiệp nhỏ"]);
    let body = lines(60.0, 150.0, 12.0, &["Để triển khai Quyết định số 193/2001/QĐ-TTg ngày 20/12/2001 và các văn bản"; 3]);
    let pages = pages(one_page(&(title + &body)));
    let gaps: Vec<Gap> = pages.blocks.iter().map(|block| if let Block::Line(line) = block { line.gap } else { Gap::Page }).collect();
    assert_eq!(&gaps[..3], [Gap::Blank, Gap::None, Gap::Blank]);
}

#[test]
fn a_word_that_the_end_of_a_line_cut_after_its_dash_is_one() {
    let content = lines(85.0, 100.0, 12.0, &["giai đoạn từ năm 2021-", "2030 của Chính phủ"]);
    let document = read(one_page(&(content + &lines(85.0, 300.0, 12.0, &["KẾ HOẠCH"]))), &Options::of("a.pdf"));
    let outline = document.expect("it is a PDF").plan;
    assert!(format!("{outline:?}").contains("2021-2030 của"), "{outline:?}");
}

// ---- refusals ----

#[test]
fn a_scan_is_refused_by_its_pages() {
    let mut paper = Paper::new();
    let image = paper.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80");
    paper.page(&format!("/XObject<</I {image} 0 R>>"), "", b"q 595 0 0 842 0 0 cm /I Do Q");
    assert_eq!(open(paper.finish()).expect_err("a picture"), Error::Scanned(vec![1]));
    let mut mixed = Paper::new();
    let image = mixed.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80");
    let font = mixed.font("Tinos");
    mixed.page(&format!("/Font<</F1 {font} 0 R>>"), "", lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]).as_bytes());
    mixed.page(&format!("/XObject<</I {image} 0 R>>"), "", b"q 595 0 0 842 0 0 cm /I Do Q");
    let error = open(mixed.finish()).expect_err("the second page is a picture");
    assert_eq!(error, Error::Scanned(vec![2]));
    assert!(error.to_string().starts_with("scanned: needs OCR (page 2)"), "{error}");
}

#[test]
fn a_text_layer_that_is_no_text_is_refused() {
    let garbled = "d~t nu6c c6ng nghi$p hi~n d(i hoa thlrc hi~n k~ ho(ch c~i cach hanh chinh nha nu6c";
    let content = lines(60.0, 100.0, 10.0, &[garbled; 6]);
    assert_eq!(open(one_page(&content)).expect_err("no language"), Error::Garbled(vec![1]));
}

#[test]
fn a_file_that_is_no_file_is_refused() {
    assert_eq!(open(b"%PDF-1.7\nnothing".to_vec()).expect_err("nothing in it"), Error::Damaged);
}

#[test]
fn a_locked_file_opens_with_its_password_or_where_it_has_none() {
    let lock = |password: &str| {
        let mut document = lopdf::Document::load_mem(&one_page(&lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]))).expect("our own file");
        document
            .trailer
            .set("ID", vec![lopdf::Object::string_literal("1234567890123456"), lopdf::Object::string_literal("1234567890123456")]);
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).expect("a known way to lock");
        document.encrypt(&state).expect("it can be locked");
        let mut file = Vec::new();
        document.save_to(&mut file).expect("memory takes everything");
        file
    };
    assert_eq!(text(lock("")), "KẾ HOẠCH");
    assert_eq!(open(lock("secret")).expect_err("locked"), Error::Locked);
    let with = |password| ingest::ingest(lock("secret"), &Opening { password: Some(password), ..Opening::default() });
    assert_eq!(with("guess").expect_err("another password"), Error::WrongPassword);
    assert_eq!(with("secret").expect("the right password").text, "KẾ HOẠCH");
    let needless = ingest::ingest(lock(""), &Opening { password: Some("guess"), ..Opening::default() });
    assert_eq!(needless.expect("it needs no password").text, "KẾ HOẠCH");
}

#[test]
fn what_a_predefined_map_codes_is_read_or_told() {
    let font = |map: &str, below: &str| format!("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/{map}/DescendantFonts[{below}]>>");
    let ucs2 = "<</Type/Font/Subtype/CIDFontType0/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>";
    // UTF-16, upright or turned by its name alone.
    assert_eq!(text(with_font(&font("UniJIS-UTF16-H", ucs2), "BT /F1 12 Tf 100 700 Td <1ec7> Tj ET")), "ệ");
    // Shift-JIS has no Vietnamese but ASCII; its other letters must not be taken for glyph numbers.
    let shift_jis = |codes: &str| with_font(&font("90ms-RKSJ-H", ucs2), &format!("BT /F1 12 Tf 100 700 Td <{codes}> Tj ET"));
    assert_eq!(text(shift_jis("4142")), "AB");
    assert_eq!(open(shift_jis("88a788a8")).expect_err("nobody can read it"), Error::Garbled(vec![1]));
}

#[test]
fn glyph_names_of_a_type_3_font_say_what_it_shows() {
    let font = "<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1/LastChar 2/Widths[500 500]/CharProcs<<>>
        /Encoding<</Differences[1/uni1EC7/dcroat]>>>>";
    assert_eq!(text(with_font(font, "BT /F1 12 Tf 100 700 Td <0102> Tj ET")), "ệđ");
}

#[test]
fn what_an_annotation_shows_is_read_where_it_is_shown_and_a_stamp_is_set_aside() {
    let mut paper = Paper::new();
    let font = paper.font("Tinos");
    let look = |paper: &mut Paper, words: &str| {
        let content = format!("BT /F1 10 Tf 0 5 Td {} Tj ET", shown(words));
        paper.stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 {font} 0 R>>>>"), content.as_bytes())
    };
    let (note, stamp, hidden) = (look(&mut paper, "ghi chú"), look(&mut paper, "Ký bởi"), look(&mut paper, "ẩn"));
    let annotation = |more: &str, look: usize| {
        format!("<</Type/Annot/Rect[100 {0} 300 {1}]{more}/AP<</N {look} 0 R>>>>", 300 + 40 * look, 320 + 40 * look)
    };
    let all =
        [annotation("/Subtype/FreeText", note), annotation("/Subtype/Widget/FT/Sig", stamp), annotation("/Subtype/FreeText/F 2", hidden)];
    let content = lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]);
    paper.page(&format!("/Font<</F1 {font} 0 R>>"), &format!("/Annots[{}]", all.concat()), content.as_bytes());
    let pages = pages(paper.finish());
    assert!(pages.text.contains("ghi chú") && !pages.text.contains("ẩn"), "{}", pages.text);
    let aside: Vec<&str> = pages.aside.iter().map(|(span, _)| &pages.text[span.range()]).collect();
    assert_eq!(aside, ["Ký bởi"]);
}

#[test]
fn turned_text_is_read_after_the_upright_and_slanted_text_is_told() {
    let upright = lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]);
    let up = format!("BT /F1 12 Tf 0 1 -1 0 40 300 Tm {} Tj ET\n", shown("Bản sao"));
    let slanted = format!("BT /F1 40 Tf .7 .7 -.7 .7 200 300 Tm {} Tj ET", shown("MẬT"));
    let pages = pages(one_page(&(up + &upright + &slanted)));
    assert!(pages.text.contains("KẾ HOẠCH") && pages.text.contains("Bản sao") && !pages.text.contains("MẬT"), "{}", pages.text);
    assert_eq!(pages.findings[0].code, "slanted-text");
}

// ---- tables without lines ----

/// Words of ten points with blanks of a quarter of an em between; half an em a letter.
fn words(left: f32, top: f32, all: &str) -> String {
    let mut x = left;
    all.split(' ')
        .map(|word| {
            let at = x;
            x += word.chars().count() as f32 * 5.0 + 2.5;
            lines(at, top, 10.0, &[word])
        })
        .collect()
}

/// Cells by their left edges.
fn set(rows: &[(f32, &[(f32, &str)])]) -> String {
    rows.iter().flat_map(|(top, cells)| cells.iter().map(|(left, all)| words(*left, *top, all))).collect()
}

#[test]
fn columns_without_lines_are_told_by_their_gutters() {
    let rows: &[(f32, &[(f32, &str)])] = &[
        (100.0, &[(60.0, "TT"), (100.0, "Nhiệm vụ"), (300.0, "Chủ trì"), (420.0, "Thời gian")]),
        (124.0, &[(60.0, "1"), (100.0, "Rà soát văn bản quy phạm"), (300.0, "Sở Tư pháp"), (420.0, "Quý I")]),
        (136.0, &[(100.0, "pháp luật của tỉnh")]),
        (160.0, &[(60.0, "2"), (100.0, "Kiểm tra công vụ"), (300.0, "Sở Nội vụ"), (420.0, "Quý II")]),
    ];
    let read = |content: &str| cells(&pages(one_page(content)));
    let plain = read(&set(rows));
    assert_eq!(plain[1], ["1", "Rà soát văn bản quy phạm pháp luật của tỉnh", "Sở Tư pháp", "Quý I"]);
    assert_eq!(plain.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 4]);
    let level = "50 725 m 500 725 l S 50 703 m 500 703 l S 50 667 m 500 667 l S\n";
    assert_eq!(read(&(level.to_owned() + &set(rows))), plain);
    // A line over all columns opens a section.
    let mut section = rows.to_vec();
    section.insert(1, (112.0, &[(60.0, "I. CẢI CÁCH THỂ CHẾ VÀ NÂNG CAO CHẤT LƯỢNG PHÁP LUẬT")]));
    assert_eq!(read(&set(&section))[1], ["I. CẢI CÁCH THỂ CHẾ VÀ NÂNG CAO CHẤT LƯỢNG PHÁP LUẬT"]);
    // Its number may stand in the first column.
    section[1] = (112.0, &[(60.0, "I"), (100.0, "CẢI CÁCH THỂ CHẾ VÀ NÂNG CAO CHẤT LƯỢNG PHÁP LUẬT")]);
    assert_eq!(read(&set(&section))[1][..2], ["I", "CẢI CÁCH THỂ CHẾ VÀ NÂNG CAO CHẤT LƯỢNG PHÁP LUẬT"]);
    // A letter of another font pushes a line down a little: no row begins there.
    let mut pushed = rows.to_vec();
    pushed.insert(3, (150.5, &[(100.0, "năm 2026")]));
    pushed[4].0 = 174.5;
    assert_eq!(read(&set(&pushed))[1][1], "Rà soát văn bản quy phạm pháp luật của tỉnh năm 2026");
}

#[test]
fn a_header_without_lines_that_each_page_repeats_is_no_running_head() {
    let header: (f32, &[(f32, &str)]) = (60.0, &[(60.0, "TT"), (100.0, "Nhiệm vụ"), (300.0, "Chủ trì"), (420.0, "Thời gian")]);
    let mut paper = Paper::new();
    let font = paper.font("Tinos");
    for _ in 0..4 {
        let row = |top: f32| -> (f32, &[(f32, &str)]) {
            (top, &[(60.0, "1"), (100.0, "Kiểm tra công vụ"), (300.0, "Sở Nội vụ"), (420.0, "Quý II")])
        };
        let content = set(&[header, row(84.0), row(108.0), row(132.0)]);
        paper.page(&format!("/Font<</F1 {font} 0 R>>"), "", content.as_bytes());
    }
    let pages = pages(paper.finish());
    assert!(pages.aside.is_empty(), "{:?}", pages.aside);
    assert!(cells(&pages).iter().all(|row| row.len() == 4), "{:?}", cells(&pages));
}

#[test]
fn prose_is_no_table_where_some_of_its_lines_have_wide_blanks() {
    let prose: Vec<String> = (0..12)
        .map(|line| {
            let words = ["cải", "cách", "thủ", "tục", "hành", "chính", "năm", "2026", "của", "tỉnh"];
            let mut x = 60.0;
            (0..8)
                .map(|nth| {
                    let word = words[(nth * 3 + line * 7) % words.len()];
                    let at = x;
                    x += word.chars().count() as f32 * 5.0 + if line % 2 == 0 { 12.0 } else { 3.0 };
                    lines(at, 100.0 + 16.0 * line as f32, 10.0, &[word])
                })
                .collect()
        })
        .collect();
    assert_eq!(cells(&pages(one_page(&prose.concat()))), Vec::<Vec<String>>::new());
}
