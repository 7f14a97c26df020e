//! No file takes more than it may, however it was made: it ends, and says which limit it hit. Each is made here; none takes a second.

mod paper;

use kehoach::{
    error::Error,
    ingest::{self, Opening, Pages},
    limit::{Limit, Limits},
};
use paper::{Paper, flate, lines, one_page, shown};

/// Reads a file that asks for too much; it must end, with an error or without.
fn survives(file: Vec<u8>) -> Result<Pages, Error> {
    ingest::ingest(file, &Opening::default())
}

#[test]
fn a_stream_that_unfolds_without_end_hits_a_limit() {
    let once = flate(&vec![b' '; 64 << 20]);
    let twice = flate(&once);
    for (filter, bytes) in [("/Filter/FlateDecode", once), ("/Filter[/FlateDecode/FlateDecode]", twice)] {
        let mut paper = Paper::new();
        let bomb = paper.stream(filter, &bytes);
        paper.page("", &format!("/Contents {bomb} 0 R"), b"");
        let mut many = Paper::new();
        let small = many.stream(filter, &bytes);
        many.page("", &format!("/Contents[{}]", format!("{small} 0 R ").repeat(40)), b"");
        for file in [paper.finish(), many.finish()] {
            // Of two keys of one name, a reader may take either.
            let result = survives(file).expect_err("nothing to read");
            assert!(matches!(result, Error::Limit(Limit::PageBytes, _) | Error::Empty), "{result}");
        }
    }
}

#[test]
fn forms_that_call_themselves_and_each_other_end() {
    let mut own = Paper::new();
    let next = own.object("null") + 1;
    let form = own.stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {next} 0 R>>>>"), b"/F Do /F Do");
    assert_eq!(form, next);
    own.page(&format!("/XObject<</F {form} 0 R>>"), "", b"/F Do");
    assert!(survives(own.finish()).is_err());
    let mut tower = Paper::new();
    let mut below = tower.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 m");
    for _ in 0..30 {
        let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {below} 0 R>>>>");
        below = tower.stream(&dict, "/F Do ".repeat(10).as_bytes());
    }
    tower.page(&format!("/XObject<</F {below} 0 R>>"), "", b"/F Do");
    assert!(matches!(survives(tower.finish()), Err(Error::Limit(..) | Error::Empty)));
}

#[test]
fn operators_without_end_hit_a_limit() {
    let states = one_page(&"q ".repeat(1_000_000));
    assert_eq!(survives(states).expect_err("nothing is shown"), Error::Empty);
    let shows = one_page(&format!("BT /F1 12 Tf {}", "<>Tj ".repeat(3_100_000)));
    assert!(matches!(survives(shows), Err(Error::Limit(Limit::PageOperators, _))));
    let letters = one_page(&format!("BT /F1 12 Tf {} Tj", shown(&"a".repeat(200_000))));
    assert!(matches!(survives(letters), Err(Error::Limit(Limit::PageLetters, _))));
    let nested = one_page(&"[".repeat(1_000_000));
    assert_eq!(survives(nested).expect_err("nothing is shown"), Error::Empty);
    let rules: String = (0..100_000).map(|at| format!("{} {} 9 9 re S ", at % 577, at / 577)).collect();
    assert_eq!(survives(one_page(&rules)).expect_err("nothing is shown"), Error::Empty);
}

#[test]
fn letters_all_over_a_page_are_put_in_order_in_time() {
    let scattered: String = (0..90_000).map(|at| format!("1 0 0 1 {} {} Tm <0061>Tj ", at * 37 % 590, f64::from(at) / 107.3)).collect();
    assert!(survives(one_page(&format!("BT /F1 1 Tf {scattered} ET"))).is_ok());
}

#[test]
fn letters_that_stand_for_a_long_text_count_as_many() {
    let mut paper = Paper::new();
    let font = paper.font("Tinos");
    let long = format!("/Font<</F1 {font} 0 R>>/Properties<</A<</ActualText({})>>>>", "a".repeat(9_000));
    paper.page(&long, "", "/Span/A BDC BT /F1 1 Tf <0061> Tj ET EMC ".repeat(100).as_bytes());
    assert!(matches!(survives(paper.finish()), Err(Error::Limit(Limit::PageLetters, _))));
}

#[test]
fn forms_that_cannot_be_unfolded_count_as_what_they_are() {
    for filter in ["/Filter[/Fl/Unknown]", "/Filter/Unknown"] {
        let mut paper = Paper::new();
        let form = paper.stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]{filter}"), &flate(&vec![b' '; 1 << 20]).repeat(40));
        paper.page(&format!("/XObject<</F {form} 0 R>>"), "", "/F Do ".repeat(100_000).as_bytes());
        assert!(matches!(survives(paper.finish()), Err(Error::Limit(Limit::PageBytes, _))), "{filter}");
    }
}

#[test]
fn lists_of_fonts_are_read_as_far_as_a_document_needs() {
    let mut paper = Paper::new();
    let widths = paper.object(&format!("[{}]", "500 ".repeat(100_000)));
    let names = paper.object(&format!("[{}]", "1/A".repeat(100_000)));
    let below = format!("<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 {widths} 0 R]>>");
    let fonts: Vec<usize> = (0..500)
        .map(|at| {
            paper.object(&if at % 2 == 0 {
                format!("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[{below}]>>")
            } else {
                format!("<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding<</Differences {names} 0 R>>>>")
            })
        })
        .collect();
    let named: String = fonts.iter().map(|font| format!("/F{font} {font} 0 R")).collect();
    let shown: String = fonts.iter().map(|font| format!("/F{font} 12 Tf <0001> Tj ")).collect();
    paper.page(&format!("/Font<<{named}>>"), "", format!("BT {shown}").as_bytes());
    assert_eq!(survives(paper.finish()).expect_err("nobody can tell its letters"), Error::Garbled(vec![1]));
}

#[test]
fn tables_of_more_cells_than_a_document_has_hit_a_limit() {
    let mut paper = Paper::new();
    let level: String = (0..100).map(|at| format!("0 {} m 590 {} l S ", at * 8, at * 8)).collect();
    let upright: String = (0..70).map(|at| format!("{} 0 m {} 840 l S ", at * 8, at * 8)).collect();
    for _ in 0..45 {
        paper.page("", "", (level.clone() + &upright).as_bytes());
    }
    assert_eq!(survives(paper.finish()).expect_err("nothing is shown"), Error::Empty, "a page without words has no tables");
    let mut paper = Paper::new();
    let font = paper.font("Tinos");
    for _ in 0..45 {
        let words = lines(85.0, 100.0, 4.0, &["KẾ HOẠCH"]);
        paper.page(&format!("/Font<</F1 {font} 0 R>>"), "", (level.clone() + &upright + &words).as_bytes());
    }
    assert!(matches!(survives(paper.finish()), Err(Error::Limit(Limit::Cells, _))));
}

#[test]
fn columns_are_not_looked_for_without_end() {
    let rows: String = (0..390)
        .flat_map(|row| (0..4).map(move |x| (row, x)))
        .map(|(row, x)| format!("1 0 0 1 {} {} Tm <00610020006200200063> Tj ", 20 + x * 140 + row % 3, 840.0 - f64::from(row) * 2.1))
        .collect();
    let mut paper = Paper::new();
    let font = paper.font("Tinos");
    for _ in 0..8 {
        paper.page(&format!("/Font<</F1 {font} 0 R>>"), "", format!("BT /F1 2 Tf {rows}").as_bytes());
    }
    assert!(survives(paper.finish()).is_ok());
}

#[test]
fn page_trees_that_loop_or_are_endless_end() {
    let mut looped = Paper::new();
    looped.page("", "", b"");
    looped.tree("<</Type/Pages/Kids[2 0 R 2 0 R]/Parent 2 0 R/Count 9>>");
    assert!(survives(looped.finish()).is_err());
    let mut endless = Paper::new();
    let page = endless.page("", "", b"");
    endless.tree(&format!("<</Type/Pages/Kids[{}]/Count 1000000>>", format!("{page} 0 R ").repeat(1_000_000)));
    assert!(survives(endless.finish()).is_err());
}

#[test]
fn references_lengths_and_tables_of_objects_that_loop_end() {
    let mut loops = Paper::new();
    let next = loops.object("null") + 1;
    loops.object(&format!("{next} 0 R"));
    let mut long = lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]).into_bytes();
    long.splice(0..0, *b"q ");
    let font = loops.font("Tinos");
    loops.page(&format!("/Font<</F1 {font} 0 R/F2 {next} 0 R>>/XObject {next} 0 R"), &format!("/Annots {next} 0 R"), &long);
    assert_eq!(survives(loops.finish()).expect("its text is sound").text, "KẾ HOẠCH");
    // The length of a stream is the stream itself; the table of objects before is the same table.
    let whole = one_page(&lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]));
    let text = String::from_utf8_lossy(&whole).into_owned();
    let start = text.rfind("xref\n0").expect("a table");
    let previous = text.replace("/Root 1 0 R>>", &format!("/Root 1 0 R/Prev {start}>>"));
    assert_eq!(survives(previous.into_bytes()).expect("its text is sound").text, "KẾ HOẠCH");
    let length = text.find("/Length ").expect("a stream");
    let _ = survives([&text[..length], "/Length 3 0 R", &text[length + 10..]].concat().into_bytes());
}

#[test]
fn objects_nested_without_end_and_bombs_among_objects_end() {
    for (open, close) in [("[", "]"), ("<</A", ">>")] {
        let mut nested = Paper::new();
        nested.object(&(open.repeat(100_000) + " 1 " + &close.repeat(100_000)));
        nested.page("", "", b"");
        let _ = survives(nested.finish());
    }
    let mut bomb = Paper::new();
    bomb.stream("/Type/ObjStm/N 1/First 10/Filter/FlateDecode", &flate(&vec![b' '; 80 << 20]));
    let font = bomb.font("Tinos");
    bomb.page(&format!("/Font<</F1 {font} 0 R>>"), "", lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]).as_bytes());
    match survives(bomb.finish()) {
        Ok(pages) => assert_eq!(pages.text, "KẾ HOẠCH"),
        Err(error) => assert!(matches!(error, Error::Limit(Limit::StreamBytes, _)), "{error}"),
    }
}

#[test]
fn small_objects_without_number_in_an_object_stream_are_refused() {
    let with = |index: &str, objects: &str, limits: Limits| {
        let mut paper = Paper::new();
        let head = format!("/Type/ObjStm/N 1/First {}/Filter/FlateDecode", index.len());
        paper.stream(&head, &flate(format!("{index}{objects}").as_bytes()));
        paper.page("", "", b"");
        ingest::ingest(paper.finish(), &Opening { limits, ..Opening::default() }).expect_err("a page without words")
    };
    // Two bytes become an object of eighty.
    let zeros = "[".to_owned() + &"0 ".repeat(2_000_000) + "]";
    let usual = Limits::default();
    assert_eq!(with("99 0 ", &zeros, usual), Error::Limit(Limit::Objects, usual.of(Limit::Objects)));
    assert_eq!(with("99 0 ", &zeros, usual.with(Limit::Objects, 3_000_000)), Error::Empty, "whoever trusts the file may read it");
    assert_eq!(with("99 0 ", &zeros, usual.with(Limit::StreamBytes, 1_000)), Error::Limit(Limit::StreamBytes, 1_000));
    // One array is a thousand objects.
    let index: String = (100..2100).map(|number| format!("{number} 0 ")).collect();
    let array = "[".to_owned() + &"0 ".repeat(1_000) + "]";
    assert!(matches!(with(&index, &array, usual), Error::Limit(Limit::Objects, _)));
}

#[test]
fn objects_that_stand_alone_are_counted_too_however_often_they_are_listed() {
    let usual = Limits::default();
    let over = Error::Limit(Limit::Objects, usual.of(Limit::Objects));
    for object in ["[".to_owned() + &"0 ".repeat(1_100_000) + "]", "[".to_owned() + &"[]".repeat(250_000) + "]"] {
        let mut paper = Paper::new();
        paper.object(&object);
        assert_eq!(survives(paper.finish()).expect_err("too many"), over);
    }
    // A small file that lists one object ten thousand times, or streams that lie over one another.
    let listed = |object: &str, overlap: &dyn Fn(usize) -> usize| {
        let mut file = format!("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n{object}").into_bytes();
        let start = file.len();
        let entries: String = (0..10_000).map(|at| format!("{:010} 00000 n \n", overlap(at))).collect();
        file.extend_from_slice(format!("xref\n0 10000\n{entries}trailer<</Size 10000/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").as_bytes());
        file
    };
    let array = format!("3 0 obj[{}]endobj\n", "0 ".repeat(10_000));
    let at = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n".len();
    assert_eq!(survives(listed(&array, &|_| at)).expect_err("a thousand million numbers"), over);
    let header = |at: usize| format!("{at:05} 0 obj<</Length {:07}>>stream\n", (10_000 - at) * 38 - 38);
    let size = header(0).len();
    let streams: String = (0..10_000).map(|at| format!("{at:05} 0 obj<</Length {:07}>>stream\n", (10_000 - at - 1) * size)).collect();
    let lying = listed(&(streams + "endstream endobj\n"), &|nth| at + nth * size);
    assert_eq!(survives(lying).expect_err("each is as long as the rest of the file"), Error::Damaged);
}

#[test]
fn objects_in_a_stream_that_lie_over_one_another_hit_a_limit() {
    let index: String = (100..10_100).map(|number| format!("{number} 0 ")).collect();
    for inner in ["(".to_owned() + &"a".repeat(100_000) + ")", " ".repeat(100_000) + "1", "}".repeat(100_000) + "1"] {
        let mut paper = Paper::new();
        let head = format!("/Type/ObjStm/N 10000/First {}/Filter/FlateDecode", index.len());
        paper.stream(&head, &flate(format!("{index}{inner}").as_bytes()));
        paper.page("", "", b"");
        assert!(matches!(survives(paper.finish()), Err(Error::Limit(Limit::StreamBytes, _))), "{}", &inner[..1]);
    }
}

#[test]
fn keys_that_are_written_so_that_nobody_finds_them_are_refused() {
    let whole = String::from_utf8(one_page(&lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]))).expect("it is plain");
    let hidden = whole.replace("/Root 1 0 R", "/Root 1 0 R/Encr#79pt 3 0 R");
    assert_eq!(survives(hidden.into_bytes()).expect_err("nobody writes so"), Error::Damaged);
}

#[test]
fn a_locked_file_that_lies_about_its_lock_is_refused() {
    let whole = String::from_utf8(one_page(&lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]))).expect("it is plain");
    let next = whole.matches(" 0 obj").count() + 1;
    let keyed = "<</Filter/Adobe.PubSec/V 4/R 4/Recipients[<00>]>>";
    for lock in ["3 0 R", "2 0 R", "99 0 R", "7", "<</Filter/Standard>>", keyed] {
        let locked = whole.replace("/Root 1 0 R", &format!("/Root 1 0 R/Encrypt {lock}/ID[<00><00>]"));
        assert_eq!(
            survives(locked.into_bytes()).expect_err("no key opens it"),
            if lock == keyed { Error::Locked } else { Error::Damaged },
            "{lock}"
        );
    }
    for lie in ["/V 99/R -7", "/V 2/R 3/Length 99999999999", "/V 5/R 6/Length 256/P -4/O<00>/U<00>/OE<00>/UE<00>/Perms<00>"] {
        let lock = format!("<</Filter/Standard{lie}/P -4/O({0})/U({0})>>", "o".repeat(48));
        let locked = whole.replace("/Root 1 0 R", &format!("/Root 1 0 R/Encrypt {lock}/ID[<00><00>]"));
        assert_eq!(
            survives(locked.into_bytes()).expect_err("no key opens it"),
            if lie.contains("99/") { Error::Locked } else { Error::Damaged },
            "{lie}"
        );
    }
    let looped = whole.replace("/Root 1 0 R", &format!("/Root 1 0 R/Encrypt {next} 0 R/ID {next} 0 R"));
    assert_eq!(survives(looped.into_bytes()).expect_err("no key opens it"), Error::Damaged);
}

#[test]
fn a_table_of_objects_that_leads_past_them_is_made_anew() {
    let mut file = one_page(&lines(85.0, 100.0, 12.0, &["KẾ HOẠCH"]));
    file.splice(9..9, format!("%{}\n", "x".repeat(300)).into_bytes());
    let pages = survives(file).expect("all its objects are there");
    assert_eq!(pages.text, "KẾ HOẠCH");
    assert_eq!(pages.findings[0].code, "file-repaired");
}

#[test]
fn lengths_that_streams_tell_of_streams_are_refused() {
    let mut paper = Paper::new();
    for _ in 0..20_000 {
        let next = paper.object("null") + 1;
        paper.object(&format!("<</Length {} 0 R>>stream\nx\nendstream", next + 2));
    }
    paper.page("", "", b"");
    assert_eq!(survives(paper.finish()).expect_err("nobody writes so"), Error::Damaged);
}

#[test]
fn ranges_over_all_codes_are_never_unfolded() {
    let mut paper = Paper::new();
    let map =
        paper.stream("", b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange");
    let below = "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 4294967295 500]>>";
    let font = format!("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[{below}]/ToUnicode {map} 0 R>>");
    paper.page(&format!("/Font<</F1 {font}>>"), "", b"BT /F1 12 Tf 100 700 Td <00000001> Tj ET");
    assert_eq!(survives(paper.finish()).expect("it is text").text, "AB");
}

#[test]
fn a_file_cut_anywhere_is_read_as_far_as_it_goes_or_refused() {
    let whole = one_page(&lines(85.0, 100.0, 12.0, &["KẾ HOẠCH", "Cải cách hành chính"]));
    for end in (0..whole.len()).step_by(23) {
        let _ = survives(whole[..end].to_vec());
    }
    for at in (0..whole.len()).step_by(11) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x15;
        let _ = survives(damaged);
    }
    // Without its table of objects it is put together again.
    let xref = whole.windows(4).rposition(|window| window == b"xref").expect("it has one");
    let table = whole.windows(6).position(|window| window == b"\nxref\n").expect("it has one");
    assert!(xref > table);
    let mut broken = whole.clone();
    broken.splice(table..table + 10, b"\nxxxx\n0000".iter().copied());
    let repaired = survives(broken).expect("it is put together again");
    assert_eq!(repaired.text, "KẾ HOẠCH\nCải cách hành chính");
    assert_eq!(repaired.findings[0].code, "file-repaired");
}

#[test]
fn a_limit_can_be_lowered_and_raised() {
    let file = || one_page(&lines(85.0, 100.0, 12.0, &["KẾ HOẠCH", "Cải cách hành chính"]));
    let with = |limit, allowed| ingest::ingest(file(), &Opening { limits: Limits::default().with(limit, allowed), ..Opening::default() });
    for limit in Limit::ALL.into_iter().filter(|limit| !matches!(limit, Limit::StreamBytes | Limit::Objects | Limit::Cells | Limit::Looks))
    {
        assert_eq!(with(limit, 0).expect_err("nothing is allowed"), Error::Limit(limit, 0), "{}", limit.name());
    }
    let letters = || one_page(&format!("BT /F1 12 Tf {} Tj", shown(&"a".repeat(200_000))));
    assert!(matches!(survives(letters()), Err(Error::Limit(Limit::PageLetters, 100_000))));
    let limits = Limits::default().with(Limit::PageLetters, 200_000);
    assert!(ingest::ingest(letters(), &Opening { limits, ..Opening::default() }).is_ok());
}

#[test]
fn who_has_no_patience_reads_without_columns_and_is_told() {
    let left = lines(60.0, 100.0, 12.0, &["ỦY BAN NHÂN DÂN", "TỈNH BÌNH MINH", "Số: 1/KH-UBND"]);
    let right = lines(320.0, 100.0, 12.0, &["CỘNG HÒA XÃ HỘI", "Độc lập - Tự do", "Bình Minh, ngày 1"]);
    let read = |looks| {
        let limits = Limits::default().with(Limit::Looks, looks);
        ingest::ingest(one_page(&(left.clone() + &right)), &Opening { limits, ..Opening::default() }).expect("it is read all the same")
    };
    let (usual, curt) = (read(Limit::Looks.usual()), read(1));
    assert!(usual.findings.is_empty() && usual.text.starts_with("ỦY BAN NHÂN DÂN\nTỈNH"), "{}", usual.text);
    assert!(curt.text.contains("DÂN CỘNG") && curt.findings[0].code == "layout-unsought", "{}", curt.text);
    assert!(curt.findings[0].suggestion.as_ref().is_some_and(|how| how.contains("--limit looks=")));
}

/// Files in `tests/fuzzed`, each of which was read without end once.
#[test]
fn files_that_fuzzing_found_end() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed");
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let _ = survives(std::fs::read(entry.expect("an entry").path()).expect("a file"));
    }
}
