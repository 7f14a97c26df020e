//! A group of the annex that the body does not have, or the other way round.

use super::{
    area_half_empty::place,
    notes::{Notes, said},
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH104",
    name: "appendix-group-without-section",
    severity: Severity::Warning,
    what: both(
        "Nhóm của phụ lục không có trong phần lời, hoặc ngược lại",
        "A group of the annex has no section in the body, or the reverse",
    ),
    why: both(
        "Phụ lục cụ thể hóa phần lời: lĩnh vực chỉ có ở một nơi thì hoặc thừa hoặc bị bỏ sót",
        "The annex spells out the body: an area that only one of them has is forgotten in the other",
    ),
    beyond: both("Chỉ so các lĩnh vực nhận ra được qua tên", "Only areas that are known by their titles"),
    examples: &[
        bad(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nI. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát văn bản.\n2. Cải cách tài chính công\n- Giao quyền tự chủ.\n\n\
             PHỤ LỤC\nDANH MỤC CÁC HOẠT ĐỘNG\n\nSTT\tDanh mục các hoạt động\tKết quả\tChủ trì\tThời gian\nI\tCẢI CÁCH THỂ CHẾ\t\t\t\n\
             1\tRà soát văn bản\tBáo cáo\tSở Tư pháp\tQuý I/2022\nII\tCẢI CÁCH TÀI CHÍNH CÔNG\t\t\t\n1\tGiao tự chủ\tQuyết định\tSở Tài chính\tQuý II/2022\n\
             III\tCẢI CÁCH CHẾ ĐỘ CÔNG VỤ\t\t\t\n1\tKiểm tra công vụ\tBáo cáo\tSở Nội vụ\tQuý II/2022\n",
            "CHẾ ĐỘ CÔNG VỤ",
        ),
        good(
            Whole,
            "KẾ HOẠCH\nCải cách hành chính năm 2022\n\nI. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát văn bản.\n2. Cải cách tài chính công\n- Giao quyền tự chủ.\n\n\
             PHỤ LỤC\nDANH MỤC CÁC HOẠT ĐỘNG\n\nSTT\tDanh mục các hoạt động\tKết quả\tChủ trì\tThời gian\nI\tCẢI CÁCH THỂ CHẾ\t\t\t\n\
             1\tRà soát văn bản\tBáo cáo\tSở Tư pháp\tQuý I/2022\nII\tCẢI CÁCH TÀI CHÍNH CÔNG\t\t\t\n1\tGiao tự chủ\tQuyết định\tSở Tài chính\tQuý II/2022\n",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let areas = &subject.plan.areas;
    // Body and annex must be told by areas both, else there is nothing to compare.
    if areas.iter().filter(|area| area.section.is_some() && area.appendix_section.is_some()).count() < 2 {
        return;
    }
    for area in areas {
        notes.look();
        match (&area.section, &area.appendix_section) {
            (None, Some(_)) => {
                notes.find(
                    place(area),
                    said!(
                        "nhóm này của phụ lục không có trong phần lời của kế hoạch",
                        "this group of the annex has no section in the body"
                    ),
                );
            }
            (Some(_), None) => {
                notes.find(place(area), said!("lĩnh vực này không có hoạt động nào trong phụ lục", "this area has no group in the annex"));
            }
            _ => {}
        }
    }
}
