//! Columns without a header, and cells that a page break has moved.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::{Activity, Origins, Severity};

pub(super) const HEADER: Rule = Rule {
    code: "KH505",
    name: "column-without-header",
    severity: Severity::Warning,
    what: both("Cột của phụ lục không có tên", "A column of the annex without a name"),
    why: both(
        "Không biết nội dung cột là gì; thường mất dòng tiêu đề khi bảng sang trang",
        "Nobody can tell what the column holds; mostly the header row is lost",
    ),
    beyond: both("Bảng không phải danh mục nhiệm vụ", "Tables that do not list tasks"),
    examples: &[
        bad(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\nPHỤ LỤC\nDANH MỤC\nSTT\tNhiệm vụ\tChủ trì\tThời gian\t\n1\tRà soát\tSở Tư pháp\tQuý I/2022\t500 triệu đồng\n\
             2\tSố hóa\tSở Nội vụ\tQuý II/2022\t200 triệu đồng\n",
            "500 triệu đồng",
        ),
        good(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\nPHỤ LỤC\nDANH MỤC\nSTT\tNhiệm vụ\tChủ trì\tThời gian\tKinh phí\n1\tRà soát\tSở Tư pháp\tQuý I/2022\t500 triệu đồng\n",
        ),
    ],
    check: Code(header),
};

pub(super) const MOVED: Rule = Rule {
    code: "KH506",
    name: "cell-moved-by-page-break",
    severity: Severity::Error,
    what: both("Ô bị ngắt trang đẩy lệch: nội dung chỉ nằm ở phần nối tiếp", "A cell that a page break has moved to the continuation"),
    why: both("Nội dung của ô dễ bị coi là thuộc dòng khác hoặc bị mất", "What the cell holds is taken for another row's, or lost"),
    beyond: both("Dòng ngắt trang mà mọi ô đều có phần ở trang trước", "Rows cut by a page whose cells all begin before it"),
    examples: &[
        bad(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\nPHỤ LỤC\nDANH MỤC\nSTT\tNhiệm vụ\tKết quả\tChủ trì\tPhối hợp\tThời gian\n\
             1\tQuyết định sửa đổi, bổ sung hoặc ban hành danh\t\tSở Tài chính\tCác sở, ban, ngành\tQuý I/2022\n\n\
             \tmục sự nghiệp công\tQuyết định của UBND tỉnh\t\t\t\n2\tSố hóa\tBáo cáo\tSở Nội vụ\tCác sở\tQuý II/2022\n3\tKiểm tra\tBáo cáo\tSở Nội vụ\tCác sở\tQuý II/2022\n",
            "Quyết định của UBND tỉnh",
        ),
        good(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\nPHỤ LỤC\nDANH MỤC\nSTT\tNhiệm vụ\tKết quả\tChủ trì\tThời gian\n1\tRà soát\tBáo cáo\tSở Tư pháp\tQuý I/2022\n",
        ),
    ],
    check: Code(moved),
};

fn header(subject: &Subject<'_>, notes: &mut Notes) {
    let mut told = Vec::new();
    for row in subject.plan.activities.iter().filter(|row| row.rule == "layout/table") {
        notes.look();
        for cell in row.cells.iter().filter(|cell| cell.header.as_deref().is_none_or(str::is_empty) && !cell.text.is_empty()) {
            if !told.contains(&&row.section) {
                told.push(&row.section);
                notes.find(
                    Place::of(&row.id, Part::Cell, &cell.text, &row.origin),
                    said!("ô này thuộc cột không có tên", "the column of this cell has no name"),
                );
            }
        }
    }
}

fn moved(subject: &Subject<'_>, notes: &mut Notes) {
    let start = |origin: &Origins| origin.first().map(|origin| origin.start);
    let places = |row: &Activity| {
        let results = row.results.first().and_then(|result| start(&result.origin));
        let lead = row.lead.first().and_then(|agency| start(&agency.origin));
        let time = row.milestones.first().and_then(|milestone| start(&milestone.origin));
        Some((results?, lead?, time?))
    };
    let rows: Vec<_> = subject.rows().filter(|row| row.rule == "layout/table").filter_map(|row| Some((row, places(row)?))).collect();
    // The order of the columns, as most rows have it.
    let in_order = rows.iter().filter(|(_, (results, lead, time))| results < lead && lead < time).count();
    if in_order * 2 <= rows.len() {
        return;
    }
    for (row, (results, lead, time)) in &rows {
        notes.look();
        if results > lead || results > time {
            let result = &row.results[0];
            notes.find(
                Place::of(&row.id, Part::Results, &result.text, &result.origin),
                said!("ô kết quả chỉ có ở phần nối tiếp sau ngắt trang", "the results stand only on the continuation after the page break"),
            );
        }
    }
}
