//! "UBND các quận" in a province that has none.

use super::{
    notes::{Notes, said},
    place::Part,
    rule::{
        Check::Code,
        Frame::{Rows, Whole},
        Rule, bad, both, good,
    },
    subject::{Line, Subject},
};
use crate::plan::Severity;

pub(super) const KIND: Rule = Rule {
    code: "KH601",
    name: "unit-that-the-province-lacks",
    severity: Severity::Error,
    what: both("Loại đơn vị hành chính mà tỉnh, thành phố không có", "A kind of unit that the province or city does not have"),
    why: both(
        "Hiến pháp 2013 Điều 110: tỉnh chia thành huyện, thị xã, thành phố thuộc tỉnh; quận chỉ có ở thành phố trực thuộc trung ương. Thường chép từ nơi khác",
        "Constitution of 2013, Article 110: a province has districts, towns and cities; urban districts (quận) are only in centrally-run cities. Mostly copied from elsewhere",
    ),
    beyond: both(
        "Thị xã hay thành phố thuộc tỉnh mà một tỉnh cụ thể không có; tên văn bản của nơi khác",
        "Whether a province of 2025 or before had towns or cities; titles of other places' acts",
    ),
    examples: &[
        bad(Rows, "Kiểm soát thủ tục | Kế hoạch | Văn phòng UBND tỉnh | UBND các quận, huyện | Quý I/2022", "quận"),
        good(Rows, "Kiểm soát thủ tục | Kế hoạch | Văn phòng UBND tỉnh | UBND các huyện, thành phố | Quý I/2022"),
    ],
    check: Code(kind),
};

pub(super) const ABOLISHED: Rule = Rule {
    code: "KH602",
    name: "abolished-level",
    severity: Severity::Error,
    what: both("Cấp huyện hoặc thị trấn trong văn bản sau ngày 30/6/2025", "The district level or “thị trấn” after 30 June 2025"),
    why: both(
        "Nghị quyết 202/2025/QH15 và Luật Tổ chức chính quyền địa phương 2025: từ 01/7/2025 chỉ còn cấp tỉnh và cấp xã (xã, phường, đặc khu)",
        "Resolution 202/2025/QH15: since 1 July 2025 there are provinces and communes only (xã, phường, đặc khu)",
    ),
    beyond: both(
        "Cơ quan cũ trong tên văn bản, phần nói về trước ngày 01/7/2025, “(cũ)”, “trước đây”, việc bàn giao; bảng số liệu; ngoài ô chủ trì, phối hợp chỉ là cảnh báo",
        "Former bodies in titles, where the past is told, “(cũ)”, what they hand over; tables of figures; outside lead and co-ordinating cells a warning only",
    ),
    examples: &[
        bad(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2025\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nPHỤ LỤC\nDANH MỤC\n\n\
             STT\tNhiệm vụ\tKết quả\tChủ trì\tPhối hợp\tThời gian\n1\tRà soát\tBáo cáo\tSở Tư pháp\tUBND các huyện, thành phố\tQuý I/2026\n2\tSố hóa\tBáo cáo\tSở Nội vụ\tCác sở\tQuý I/2026\n",
            "UBND các huyện, thành phố",
        ),
        good(Rows, "Rà soát | Báo cáo | Sở Tư pháp | UBND các huyện, thành phố | Quý I/2022"),
        good(
            Whole,
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 87/KH-UBND\n\nSơn La, ngày 20 tháng 12 năm 2025\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n\n\
             - Bàn giao các hồ sơ thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp huyện nhưng chưa bàn giao.\n",
        ),
    ],
    check: Code(abolished),
};

fn kind(subject: &Subject<'_>, notes: &mut Notes) {
    let (Some(list), Some(province)) = (subject.catalog.list("unit-kinds"), subject.province) else { return };
    let of = province.get("kind");
    let has = |kind: &str| list.rows().iter().any(|row| row.get("kind") == kind && (row.get("of") == of || row.get("of").is_empty()));
    let prose = |line: &Line<'_>| line.is_prose() && !matches!(line.part, Part::Basis | Part::Title);
    for (line, at) in subject.phrase(&["quận"]).filter(|(line, _)| prose(line)) {
        notes.look();
        // A kind in a list of kinds or after a body's name; "quận 1" or "quận Ba Đình" names a place elsewhere.
        let named =
            line.printed(at + 1).is_some_and(|word| word.starts_with(char::is_uppercase) || word.bytes().all(|c| c.is_ascii_digit()));
        if !has("quận") && !named {
            let place = subject.place(line, line.bytes(at..at + 1));
            let name = province.get("name");
            let found = notes.find(place, said!("{of} {name} không có quận", "{name} is a province and has no urban districts (quận)"));
            found.suggest(said!("ghi các loại đơn vị của {of} {name}", "name the kinds of unit that {name} has"));
        }
    }
}

fn abolished(subject: &Subject<'_>, notes: &mut Notes) {
    const LAST_DAY: &str = "2025-06-30";
    let Some(issued) = subject.plan.decision.issued_on.as_deref() else { return };
    let heads = |_: &str, word: &str| matches!(word, "cấp" | "thị" | "ubnd" | "uỷ");
    let heads: Vec<_> = subject.spelt(heads).filter(|(line, _)| !matches!(line.part, Part::Basis | Part::Title | Part::Cell)).collect();
    for heads in heads.chunk_by(|(one, _), (next, _)| std::ptr::eq(*one, *next)) {
        for (line, at, length) in heads.iter().filter_map(|&(line, at)| Some((line, at, district(line, at)?))) {
            notes.look();
            if issued <= LAST_DAY || tells_of_the_past(line) {
                continue;
            }
            let place = subject.place(line, line.bytes(at..at + length));
            let severity =
                if matches!(line.part, Part::Lead | Part::Coordinating | Part::Recipient) { Severity::Error } else { Severity::Warning };
            let found = notes.find(
                place,
                said!("từ 01/7/2025 không còn cấp huyện và thị trấn", "since 1 July 2025 there is no district level and no “thị trấn”"),
            );
            found.grave(severity).suggest(said!("ghi “cấp xã” hoặc “xã, phường, đặc khu”", "write “cấp xã” or “xã, phường, đặc khu”"));
            break;
        }
    }
}

/// How many words at `at` name the district level or a township.
fn district(line: &Line<'_>, at: usize) -> Option<usize> {
    if matches!((line.word(at), line.word(at + 1)), (Some("cấp"), Some("huyện")) | (Some("thị"), Some("trấn"))) {
        return Some(2);
    }
    let heads: [&[&str]; 2] = [&["ubnd"], &["uỷ", "ban", "nhân", "dân"]];
    let head = heads.iter().find(|head| head.iter().enumerate().all(|(nth, word)| line.word(at + nth) == Some(word)))?;
    let from = at + head.len();
    let from = from + usize::from(matches!(line.word(from), Some("các" | "cấp")));
    let district = matches!((line.word(from), line.word(from + 1)), (Some("huyện" | "quận"), _) | (Some("thị"), Some("xã")));
    let end = (from..from + 6).take_while(|&at| matches!(line.word(at), Some("huyện" | "quận" | "thị" | "xã" | "thành" | "phố"))).count();
    district.then_some(from - at + end)
}

/// "trước ngày 01/7/2025", "trước ngày Nghị quyết này có hiệu lực": not "trước ngày 05/12/2026", by when something is due.
fn before_the_change(line: &Line<'_>) -> bool {
    const LAST_YEAR: u32 = 2025;
    let year = |at: usize| {
        let short = line.word(at).and_then(|word| word.rsplit_once('/')).map(|(_, year)| year);
        let long = line.word(at + 4).filter(|_| line.word(at + 3) == Some("năm"));
        short.or(long).and_then(|year| year.parse::<u32>().ok())
    };
    let days = (2..line.words.len()).filter(|&at| line.word(at - 2) == Some("trước") && line.word(at - 1) == Some("ngày"));
    days.into_iter().any(|at| year(at).is_none_or(|year| year <= LAST_YEAR))
}

fn tells_of_the_past(line: &Line<'_>) -> bool {
    let past = [
        "(cũ)",
        " cũ",
        "trước đây",
        "trước khi",
        "sáp nhập",
        "sắp xếp",
        "không tổ chức",
        "kết thúc hoạt động",
        "bàn giao",
        "chuyển tiếp",
        "bãi bỏ",
        "thay thế",
        "lịch sử",
    ];
    past.iter().any(|past| line.folded().contains(past)) || before_the_change(line)
}
