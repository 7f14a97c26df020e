//! The act's number, day or issuer, printed otherwise in its plan or annex.

use super::{
    notes::{Notes, said},
    place::{Part, Place},
    rule::{Check::Code, Frame::Whole, Rule, bad, both, good},
    subject::Subject,
    words::folded,
};
use crate::plan::{Citation, Origins, Severity};

/// A decision of which the plan names the number and the day.
macro_rules! decision {
    ($named:literal) => {
        decision!($named, "Ủy ban nhân dân tỉnh")
    };
    ($named:literal, $issuer:literal) => {
        concat!(
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 3162/QĐ-UBND\n\nSơn La, ngày 20 tháng 12 năm 2021\n\nQUYẾT ĐỊNH\n\n",
            "Ban hành Kế hoạch cải cách hành chính năm 2022\n\n",
            "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2022.\n\n",
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nKẾ HOẠCH\nCải cách hành chính năm 2022\n(Kèm theo Quyết định số ",
            $named,
            " của ",
            $issuer,
            ")\n\nI. NHIỆM VỤ\n- Rà soát văn bản.\n"
        )
    };
}

const GOOD: &str = decision!("3162/QĐ-UBND ngày 20/12/2021");

pub(super) const NUMBER: Rule = Rule {
    code: "KH401",
    name: "own-number-that-differs",
    severity: Severity::Error,
    what: both("Số của chính văn bản ghi khác nhau ở các phần", "The act's own number differs between its parts"),
    why: both(
        "Kế hoạch và phụ lục phải ghi đúng số của quyết định ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1)",
        "Plan and annex must name the act that issues them (Decree 30/2020/NĐ-CP, Annex I, III.1)",
    ),
    beyond: both("Số để trống trong văn bản điện tử", "Numbers left blank in an electronic document"),
    examples: &[bad(Whole, decision!("162/QĐ-UBND ngày 20/12/2021"), "162/QĐ-UBND"), good(Whole, GOOD)],
    check: Code(number),
};

pub(super) const DATE: Rule = Rule {
    code: "KH402",
    name: "own-date-that-differs",
    severity: Severity::Error,
    what: both("Ngày của chính văn bản ghi khác nhau ở các phần", "The act's own day differs between its parts"),
    why: both(
        "Kế hoạch và phụ lục phải ghi đúng ngày của quyết định ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1)",
        "Plan and annex must name the day of the act (Decree 30/2020/NĐ-CP, Annex I, III.1)",
    ),
    beyond: both("Ngày để trống trong văn bản điện tử", "Days left blank in an electronic document"),
    examples: &[bad(Whole, decision!("3162/QĐ-UBND ngày 22/12/2021"), "22/12/2021"), good(Whole, GOOD)],
    check: Code(date),
};

pub(super) const ISSUER: Rule = Rule {
    code: "KH418",
    name: "own-issuer-that-differs",
    severity: Severity::Error,
    what: both("Dòng kèm theo ghi cơ quan ban hành khác", "The line that ties the plan to its act names another issuer"),
    why: both(
        "Kế hoạch và phụ lục phải ghi đúng cơ quan của quyết định ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1)",
        "Plan and annex must name the issuer of the act (Decree 30/2020/NĐ-CP, Annex I, III.1)",
    ),
    beyond: both(
        "Văn bản của cơ quan không phải ủy ban nhân dân; “Chủ tịch UBND” và “UBND”",
        "Acts of other bodies than a people's committee; “Chủ tịch UBND” for “UBND”",
    ),
    examples: &[
        bad(Whole, decision!("3162/QĐ-UBND ngày 20/12/2021", "Ủy ban nhân dân tỉnh Hòa Bình"), "Ủy ban nhân dân tỉnh Hòa Bình"),
        bad(Whole, decision!("3162/QĐ-UBND ngày 20/12/2021", "Sở Nội vụ"), "Sở Nội vụ"),
        good(Whole, GOOD),
        good(Whole, decision!("3162/QĐ-UBND ngày 20/12/2021", "Chủ tịch UBND tỉnh Sơn La")),
    ],
    check: Code(issuer),
};

/// A mention of the act in its own parts: number, day, place.
struct Mention<'s> {
    number: Option<&'s str>,
    date: Option<&'s str>,
    text: &'s str,
    origin: &'s Origins,
    /// True for the line that ties the plan to its act.
    ties: bool,
}

fn mentions<'m, 's>(subject: &'m Subject<'s>) -> impl Iterator<Item = Mention<'s>> + use<'m, 's> {
    let plan = subject.plan;
    let attached = plan.plan.attached_to.iter().map(|attached| Mention {
        number: attached.number.as_deref(),
        date: attached.date.as_deref(),
        text: &attached.text,
        origin: &attached.origin,
        ties: true,
    });
    let inside = |origin: &Origins| {
        let at = origin.first().map(|origin| origin.start);
        plan.plan.attached_to.iter().flat_map(|attached| &attached.origin).any(|own| at.is_some_and(|at| own.start <= at && at < own.end))
    };
    let cited = plan.citations.iter().filter(move |citation| !inside(&citation.origin)).map(|citation| Mention {
        number: citation.number.as_deref(),
        date: citation.date.as_deref(),
        text: &citation.text,
        origin: &citation.origin,
        ties: citation.is_self || attaches(subject, citation),
    });
    attached.chain(cited)
}

/// True in "(Kèm theo Kế hoạch số 05/KH-UBND …)" under the title of an annex, a line that is read into nothing else: there the act itself
/// is named, whatever the number says.
fn attaches(subject: &Subject<'_>, citation: &Citation) -> bool {
    let (own, cited) = (subject.plan.decision.number.as_deref().map(split), citation.number.as_deref().map(split));
    let same_symbol = own.zip(cited).is_some_and(|((_, own), (_, cited))| own == cited);
    same_symbol && citation.origin.first().is_some_and(|at| !subject.lines.iter().any(|line| line.holds(at.start)))
}

fn number(subject: &Subject<'_>, notes: &mut Notes) {
    let decision = &subject.plan.decision;
    let (Some(own), Some(issued)) = (decision.number.as_deref(), decision.issued_on.as_deref()) else { return };
    let (own_figures, own_symbol) = split(own);
    for mention in mentions(subject) {
        let Some(number) = mention.number else { continue };
        let (figures, symbol) = split(number);
        let same_symbol = symbol == own_symbol || symbol.is_empty();
        if mention.ties {
            notes.look();
        }
        // Another act of the same day and kind may well be cited; one figure off it is the act itself.
        let meant = mention.ties || (mention.date == Some(issued) && same_symbol && one_figure_off(figures, own_figures));
        if meant && figures != own_figures {
            let place = Place::of("plan.attached_to", Part::AttachedTo, mention.text, mention.origin);
            notes
                .find(place, said!("ghi số {number}, văn bản có số {own}", "it says {number}, the act is {own}"))
                .suggest(said!("ghi {own}", "write {own}"));
        }
    }
}

fn date(subject: &Subject<'_>, notes: &mut Notes) {
    let decision = &subject.plan.decision;
    let (Some(own), Some(issued)) = (decision.number.as_deref(), decision.issued_on.as_deref()) else { return };
    for mention in mentions(subject).filter(|mention| mention.ties) {
        let (Some(number), Some(date)) = (mention.number, mention.date) else { continue };
        notes.look();
        if split(number).0 == split(own).0 && date != issued {
            let place = Place::of("plan.attached_to", Part::AttachedTo, mention.text, mention.origin);
            notes.find(place, said!("ghi ngày {date}, văn bản ký ngày {issued}", "it says {date}, the act was signed on {issued}"));
        }
    }
}

fn issuer(subject: &Subject<'_>, notes: &mut Notes) {
    const COMMITTEE: &[&[&str]] = &[&["ubnd"], &["uỷ", "ban", "nhân", "dân"]];
    const LEVELS: &[&str] = &["tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường"];
    let Some(own) = subject.plan.decision.issuer.as_deref().map(folded) else { return };
    let begins = |words: &[String], head: &[&str]| words.iter().map(String::as_str).take(head.len()).eq(head.iter().copied());
    let after = |words: &[String]| -> Option<Vec<String>> {
        let committee = COMMITTEE.iter().find(|head| begins(words, head))?;
        Some(words[committee.len()..].to_vec())
    };
    let Some(own_place) = after(&own) else { return };
    for line in subject.lines.iter().filter(|line| line.part == Part::AttachedTo) {
        let Some(of) = (0..line.words.len()).rfind(|&at| line.word(at) == Some("của")) else { continue };
        notes.look();
        let mut from = of + 1;
        if (line.word(from), line.word(from + 1)) == (Some("chủ"), Some("tịch")) {
            from += 2;
        }
        let said: Vec<String> = (from..line.words.len()).filter_map(|at| line.word(at)).map(ToOwned::to_owned).collect();
        let same = match after(&said) {
            None => false,
            // "của Ủy ban nhân dân tỉnh" leaves out which; "của UBND" all of it.
            Some(place) => {
                let both = place.iter().zip(&own_place);
                place.is_empty() || !LEVELS.contains(&place[0].as_str()) || both.clone().all(|(said, own)| said == own)
            }
        };
        if !same && !said.is_empty() {
            let own = subject.plan.decision.issuer.as_deref().unwrap_or("");
            let place = subject.place(line, line.bytes(of + 1..line.words.len()));
            notes.find(place, said!("văn bản do {own} ban hành", "the act is issued by {own}")).suggest(said!("ghi {own}", "write {own}"));
        }
    }
}

/// Figures and the rest: "3162" and "/QĐ-UBND".
fn split(number: &str) -> (&str, &str) {
    number.split_at(number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len()))
}

/// True where one figure is lost, added or another.
fn one_figure_off(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match long.len() - short.len() {
        0 => short.bytes().zip(long.bytes()).filter(|(a, b)| a != b).count() == 1 && long.len() > 2,
        1 => (0..long.len()).any(|at| format!("{}{}", &long[..at], &long[at + 1..]) == short) && long.len() > 2,
        _ => false,
    }
}
