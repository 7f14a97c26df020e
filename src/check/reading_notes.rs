//! What reading the document could not make sure of.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{
        Check::Code,
        Frame::{Body, Rows, Unread, Whole},
        Rule, bad, both, good,
    },
    subject::Subject,
};
use crate::{
    normalise::reading,
    passage::Passage,
    plan::{AgencyKind, MilestoneKind, Origin, Severity, TextKind},
};

pub(super) const SLIP: Rule = Rule {
    code: "KH801",
    name: "likely-slip",
    severity: Severity::Warning,
    what: both("Có vẻ là lỗi nhận dạng chữ hoặc lỗi gõ", "Words that are likely a slip of OCR or typing"),
    why: both(
        "OCR tiếng Việt thường đổi một chữ thành chữ khác có nghĩa (“Chi số”, “Phân đầu”), công cụ soát chính tả không thấy",
        "OCR of Vietnamese turns a word into another one (“Chi số”, “Phân đầu”) that no spelling checker sees",
    ),
    beyond: both("Chỉ những cụm từ trong các tệp grammars/reading", "Only the phrases in grammars/reading"),
    examples: &[
        bad(Body, "I. CHỈ TIÊU\n- Phân đầu 100% văn bản được tuyên truyền.", "Phân đầu"),
        good(Body, "I. CHỈ TIÊU\n- Phấn đấu 100% văn bản được tuyên truyền."),
    ],
    check: Code(slip),
};

pub(super) const UNREAD: Rule = Rule {
    code: "KH802",
    name: "text-not-read",
    severity: Severity::Warning,
    what: both("Phần chữ không đọc được vào mục nào", "Text that was read into nothing"),
    why: both(
        "Những chữ này không có trong kế hoạch chuẩn; cần xem lại bằng mắt",
        "These words are not in the canonical plan and need a human eye",
    ),
    beyond: both("Số trang, tiêu đề lặp lại, khoảng trắng", "Page numbers, running heads and white space"),
    examples: &[
        bad(Unread, "I. NHIỆM VỤ\n- Rà soát văn bản.\n- Số hóa hồ sơ.", "Số hóa hồ sơ"),
        good(Body, "I. NHIỆM VỤ\n- Rà soát văn bản."),
    ],
    check: Code(unread),
};

pub(super) const COVERAGE: Rule = Rule {
    code: "KH803",
    name: "low-coverage",
    severity: Severity::Warning,
    what: both("Đọc được quá ít chữ của văn bản", "Too little of the document was read"),
    why: both("Dưới 95% số chữ được đọc thì kết quả kiểm tra không đáng tin", "Below 95% the other findings cannot be relied on"),
    beyond: both("Chữ đã đọc thành đoạn nhưng chưa thành giá trị", "Words that were read as paragraphs, but not as values"),
    examples: &[
        bad(
            Unread,
            "I. NHIỆM VỤ\n- Rà soát văn bản.\n- Số hóa hồ sơ của các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh và Ủy ban nhân dân các cấp.",
            "",
        ),
        good(Body, "I. NHIỆM VỤ\n- Rà soát văn bản."),
    ],
    check: Code(coverage),
};

pub(super) const TIME: Rule = Rule {
    code: "KH805",
    name: "time-not-read",
    severity: Severity::Warning,
    what: both("Thời gian không đọc được", "A time that was not read"),
    why: both(
        "Hoặc ô ghi điều không phải thời gian, hoặc viết theo cách chưa biết",
        "Either the cell holds no time, or it is written in a way not known yet",
    ),
    beyond: both("Thời gian trong phần lời", "Times in the body"),
    examples: &[
        bad(
            Rows,
            "Rà soát | Báo cáo | Sở Tư pháp | Các sở | Xanh lá cây\nSố hóa | Báo cáo | Sở Nội vụ | Các sở | Quý I/2022",
            "Xanh lá cây",
        ),
        good(Rows, "Rà soát | Báo cáo | Sở Tư pháp | Các sở | Quý I/2022"),
    ],
    check: Code(time_unread),
};

pub(super) const AGENCY: Rule = Rule {
    code: "KH806",
    name: "lead-not-known",
    severity: Severity::Info,
    what: both("Cơ quan chủ trì không có trong danh mục", "A lead agency that the catalogue does not hold"),
    why: both("Tên có thể sai, hoặc cần thêm vào danh mục agencies", "The name may be wrong, or belongs into the list agencies"),
    beyond: both("Cơ quan phối hợp", "Co-ordinating agencies"),
    examples: &[
        bad(
            Rows,
            "Rà soát | Báo cáo | Xưởng phim Mây Trắng | Các sở | Quý I/2022\nSố hóa | Báo cáo | Sở Nội vụ | Các sở | Quý I/2022",
            "Xưởng phim",
        ),
        good(Rows, "Rà soát | Báo cáo | Sở Tư pháp | Các sở | Quý I/2022"),
    ],
    check: Code(agency),
};

pub(super) const CUT: Rule = Rule {
    code: "KH807",
    name: "row-cut-by-page",
    severity: Severity::Info,
    what: both("Dòng bị ngắt trang đã được ghép lại", "A row that a page break had cut was put together"),
    why: both("Cần nhìn lại xem có ghép đúng không", "Somebody should see that it was put together rightly"),
    beyond: both("Dòng bị ngắt mà không có dấu hiệu", "Rows whose cut cannot be seen"),
    examples: &[
        bad(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\nPHỤ LỤC\nDANH MỤC\nSTT\tNhiệm vụ\tKết quả\tChủ trì\tThời gian\n1\tRà soát văn bản và đưa\tBáo cáo\tSở Tư pháp\tQuý I/2022\n\n\
             \tvào cơ sở dữ liệu\t\t\t\n2\tSố hóa\tBáo cáo\tSở Nội vụ\tQuý II/2022\n",
            "",
        ),
        good(Rows, "Rà soát | Báo cáo | Sở Tư pháp | Các sở | Quý I/2022"),
    ],
    check: Code(cut),
};

pub(super) const IMAGES: Rule = Rule {
    code: "KH804",
    name: "read-from-images",
    severity: Severity::Info,
    what: both(
        "Chữ được nhận dạng từ ảnh, hoặc gõ bằng ký tự gần giống",
        "Words that were read from images, or typed with look-alike letters",
    ),
    why: both("Số và dấu thanh có thể sai; nên đối chiếu với bản giấy", "Numbers and tone marks may be wrong; compare with the paper"),
    beyond: both("Văn bản có lớp chữ", "Documents with a text layer"),
    examples: &[bad(Body, "I. NHIỆM VỤ\n- Ðảm bảo tiến độ số hóa hồ sơ.", ""), good(Body, "I. NHIỆM VỤ\n- Đảm bảo tiến độ số hóa hồ sơ.")],
    check: Code(images),
};

fn slip(subject: &Subject<'_>, notes: &mut Notes) {
    // Where slips stand was seen when the document was read; here they are told apart by item and words.
    let slips = subject.plan.findings.iter().filter(|finding| finding.code == "likely-slip").flat_map(|finding| &finding.origin);
    notes.looked_at += subject.lines.len();
    let mut slips: Vec<u32> = slips.map(|origin| origin.start).collect();
    slips.sort_unstable();
    let inside = |piece: &Origin| slips.get(slips.partition_point(|slip| *slip < piece.start)).is_some_and(|slip| *slip < piece.end);
    for line in subject.lines.iter().filter(|line| line.origin.iter().any(inside)) {
        let passage = Passage::from_text(line.text);
        // White space is one space in both, so that offsets hold.
        if passage.text() != line.text {
            continue;
        }
        for found in reading::read(&passage, subject.catalog) {
            let likely = found.likely.clone();
            notes.find(subject.place(line, found.range), said!("có lẽ là “{likely}”", "likely “{likely}”")).replace_with(&likely);
        }
    }
}

fn unread(subject: &Subject<'_>, notes: &mut Notes) {
    notes.look();
    for unread in &subject.plan.coverage.unread {
        notes.find(
            Place { item: None, part: Part::Document, words: unread.text.trim().to_owned(), origin: unread.origin.clone() },
            said!("chưa đọc được", "not read"),
        );
    }
}

fn coverage(subject: &Subject<'_>, notes: &mut Notes) {
    const ENOUGH: u64 = 95;
    let coverage = &subject.plan.coverage;
    let ignored: u64 = coverage.ignored.iter().map(|ignored| ignored.characters).sum();
    let whole = coverage.characters.saturating_sub(ignored);
    notes.look();
    let read = coverage.read + coverage.kept;
    if whole > 0 && read * 100 < whole * ENOUGH {
        let share = read * 100 / whole;
        notes.find(Place::document(), said!("chỉ đọc được {share}% số chữ", "only {share}% of the words were read"));
    }
}

fn images(subject: &Subject<'_>, notes: &mut Notes) {
    notes.look();
    if matches!(subject.plan.source.text, TextKind::Ocr | TextKind::Mixed) {
        notes.find(Place::document(), said!("chữ được nhận dạng từ ảnh", "the words were read from images"));
    }
    for finding in subject.plan.findings.iter().filter(|finding| finding.code == "look-alike-letters") {
        let vi = &finding.message;
        notes.find(Place::document(), said!("{vi}", "letters typed with look-alike characters were read as meant"));
    }
}

fn time_unread(subject: &Subject<'_>, notes: &mut Notes) {
    for milestone in subject.rows().flat_map(|row| &row.milestones) {
        notes.look();
        if milestone.kind == MilestoneKind::Unread {
            notes.find(subject.time(milestone), said!("chưa đọc được thời gian", "this time was not read"));
        }
    }
}

fn agency(subject: &Subject<'_>, notes: &mut Notes) {
    for row in subject.rows() {
        for agency in &row.lead {
            notes.look();
            if agency.kind == AgencyKind::Unknown {
                notes.find(
                    Place::of(&row.id, Part::Lead, &agency.text, &agency.origin),
                    said!("không có trong danh mục cơ quan", "not in the catalogue of agencies"),
                );
            }
        }
    }
}

fn cut(subject: &Subject<'_>, notes: &mut Notes) {
    for _ in subject.rows().filter(|row| row.rule == "layout/table") {
        notes.look();
    }
    for finding in subject.plan.findings.iter().filter(|finding| finding.code == "row-cut-by-page") {
        let words = subject.text.as_ref().map_or_else(String::new, |text| text.words(&finding.origin));
        notes.find(
            Place { item: None, part: Part::Name, words, origin: finding.origin.clone() },
            said!("dòng bị ngắt trang đã được ghép lại", "a row that a page break had cut was put together"),
        );
    }
}
