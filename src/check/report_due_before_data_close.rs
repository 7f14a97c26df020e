//! A report that is due on the day on which its data close, or before.

use super::{
    notes::{Notes, said},
    rule::{Check::Code, Frame::Body, Rule, bad, both, good},
    subject::Subject,
};
use crate::plan::Severity;

pub(super) const RULE: Rule = Rule {
    code: "KH207",
    name: "report-due-before-data-close",
    severity: Severity::Warning,
    what: both("Hạn gửi báo cáo không muộn hơn ngày chốt số liệu", "A report that is due no later than its data close"),
    why: both(
        "Không thể gửi số liệu của một kỳ trong chính ngày kỳ đó kết thúc; Công văn 581/BNV-CCHC cho đến ngày 20 của tháng cuối kỳ",
        "Nobody can send the data of a period on the day it ends; official letter 581/BNV-CCHC allows until the 20th of the closing month",
    ),
    beyond: both("Báo cáo không ghi kỳ số liệu", "Reports without a data window"),
    examples: &[
        bad(
            Body,
            "I. BÁO CÁO\n1. Các cơ quan báo cáo kết quả hằng quý, gửi về UBND tỉnh trước ngày 15 của tháng cuối kỳ báo cáo.\n\
             - Báo cáo Quý I/2022: Số liệu từ ngày 15/12/2021 đến ngày 14/3/2022.",
            "trước ngày 15",
        ),
        good(
            Body,
            "I. BÁO CÁO\n1. Các cơ quan báo cáo kết quả hằng quý, gửi về UBND tỉnh trước ngày 20 của tháng cuối kỳ báo cáo.\n\
             - Báo cáo Quý I/2022: Số liệu từ ngày 15/12/2021 đến ngày 14/3/2022.",
        ),
    ],
    check: Code(check),
};

fn check(subject: &Subject<'_>, notes: &mut Notes) {
    let closes = subject.plan.reports.periods.iter().filter_map(|period| period.to.get(8..)?.parse::<u32>().ok());
    let Some(close) = closes.max() else { return };
    let mut before = None;
    for duty in &subject.plan.duties {
        for milestone in &duty.milestones {
            let rule = milestone.recurrence.as_ref().and_then(|recurrence| recurrence.rrule.as_deref()).unwrap_or("");
            let of_closing_month = rule.contains("BYMONTH=3,6,9,12");
            let day = rule.split("BYMONTHDAY=").nth(1).and_then(|day| day.parse::<u32>().ok());
            let Some(day) = day.filter(|_| of_closing_month) else { continue };
            notes.look();
            if day <= close && before != Some(&milestone.origin) {
                let said = said!(
                    "phải gửi chậm nhất ngày {day}, mà số liệu chốt ngày {close}",
                    "it is due on the {day}th at the latest, and its data close on the {close}th"
                );
                notes
                    .find(subject.time(milestone), said)
                    .suggest(said!("lùi hạn gửi về sau ngày chốt số liệu", "set the day after the data close"));
            }
            before = Some(&milestone.origin);
        }
    }
}
