//! Times: cells of an annex, running text, titles of plans, data windows of reports.

#[allow(unreachable_pub, reason = "shared by the test files")]
mod cases;

use std::fmt::Write as _;

use kehoach::{
    extract::{
        Context,
        calendar::{Part, Stretch},
        date::Day,
        deadline,
    },
    grammar::Catalog,
    normalise::reading,
    passage::{Passage, Slip},
    plan::{Milestone, Recurrence},
};

/// A plan of 2022, issued on 20 December 2021, unless the case begins with "[2026-2030] " or "[] ".
fn context(text: &str) -> (Context<'static>, &str) {
    let mut context = Context::new(Catalog::built_in());
    context.years = Some((2022, 2022));
    context.issued_on = Some(jiff::civil::date(2021, 12, 20));
    let Some((years, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once("] ")) else { return (context, text) };
    let mut years = years.split('-').filter_map(|year| year.parse::<i32>().ok());
    context.years = years.next().map(|first| (first, years.next().unwrap_or(first)));
    context.issued_on = None;
    (context, rest)
}

/// The words as the reader meets them: slips known.
fn words(text: &str) -> Passage {
    let passage = Passage::from_text(text);
    let slips = reading::read(&passage, Catalog::built_in()).iter().map(|slip| Slip::new(slip.range.clone(), &slip.likely)).collect();
    passage.with_slips(slips)
}

fn lower(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// `kind start..end precision [deliverable] "text" …`: what a milestone says, on one line.
fn line(milestone: &Milestone) -> String {
    let mut out = lower(&milestone.kind);
    let mut add = |words: String| write!(out, " {words}").expect("a string");
    if milestone.start.is_some() || milestone.end.is_some() {
        let day = |day: &Option<String>| day.clone().unwrap_or_default();
        add(format!("{}..{}{}", day(&milestone.start), if milestone.exclusive { "<" } else { "" }, day(&milestone.end)));
    }
    if let Some(precision) = &milestone.precision {
        add(lower(precision));
    }
    if milestone.inferred_year {
        add("inferred".to_owned());
    }
    if let Some(Recurrence { times, per, every, rrule }) = &milestone.recurrence {
        add(format!("{times}/{}", lower(per)));
        every.iter().for_each(|every| add(every.clone()));
        rrule.iter().for_each(|rrule| add(rrule.clone()));
    }
    milestone.offset.iter().for_each(|offset| add(format!("+{offset}")));
    milestone.edtf.iter().for_each(|edtf| add(format!("edtf {edtf}")));
    milestone.deliverable.iter().for_each(|deliverable| add(format!("[{deliverable}]")));
    add(format!("\"{}\"", milestone.text));
    milestone.event.iter().for_each(|event| add(format!("event \"{event}\"")));
    add(format!("<{}>", milestone.rule));
    out
}

fn lines(milestones: &[Milestone]) -> String {
    milestones.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn cell(text: &str) -> Vec<Milestone> {
    let (context, text) = context(text);
    deadline::cell(&words(text), &context, "act")
}

fn sentence(text: &str) -> Vec<Milestone> {
    let (context, text) = context(text);
    deadline::sentence(&Passage::from_text(text), &context, "duty")
}

#[test]
fn every_time_cell_becomes_its_milestones() {
    cases::hold("deadline.txt", |text| lines(&cell(text)));
}

#[test]
fn running_text_sets_times_by_bounded_wordings_only() {
    cases::hold("deadline-sentence.txt", |text| lines(&sentence(text)));
}

#[test]
fn a_cell_for_the_start_and_one_for_the_end_make_one_span() {
    let (context, _) = context("");
    let span = |start: &str, end: &str| lines(&deadline::span(&words(start), &words(end), &context, "act"));
    for (start, end, expected) in [
        (
            "12/2021",
            "Quý I",
            "on 2021-12-01..2022-03-31 range inferred edtf 2021-12-01/2022-03-31 \"12/2021 Quý I\" <extract/start-and-end>",
        ),
        ("", "30/6/2022", "by ..2022-06-30 day edtf ../2022-06-30 \"30/6/2022\" <extract/start-and-end>"),
        ("Tháng 3/2022", "", "on 2022-03-01.. range edtf 2022-03-01/.. \"Tháng 3/2022\" <extract/start-and-end>"),
        ("Thường xuyên", "", "continuous \"Thường xuyên\" <deadline/continuous>"),
        // A start without days is no part of a span: both stay what they are.
        (
            "Đầu năm",
            "30/6/2022",
            "on \"Đầu năm\" <deadline/part-of-year>\non 2022-06-30..2022-06-30 day edtf 2022-06-30 \"30/6/2022\" <deadline/day>",
        ),
    ] {
        assert_eq!(span(start, end), expected, "{start} | {end}");
    }
}

#[test]
fn a_title_names_the_years_of_its_plan() {
    cases::hold("deadline-period.txt", |text| {
        let passage = Passage::from_text(text);
        deadline::period(&passage, &Context::new(Catalog::built_in())).map_or_else(String::new, |covered| {
            let day = |end: Option<Stretch>, day: fn(Stretch) -> Option<Day>| match end {
                Some(Stretch { year: Some(year), part: Part::Year }) => year.to_string(),
                end => end.and_then(day).map_or_else(String::new, |day| day.to_string()),
            };
            let (first, last) = (day(covered.first, Stretch::first), day(covered.last, Stretch::last));
            format!("{first}..{last} \"{}\" <{}>", &passage.text()[covered.range], covered.rule)
        })
    });
}

#[test]
fn a_line_names_the_data_window_of_a_report() {
    cases::hold("deadline-report.txt", |text| {
        let read = deadline::report_period(&Passage::from_text(text), &Context::new(Catalog::built_in()));
        read.map_or_else(String::new, |read| format!("{} | {} .. {} <{}>", read.name, read.from, read.to, read.rule))
    });
}

#[test]
fn no_word_of_a_cell_is_lost() {
    for case in cases::cases("deadline.txt") {
        let (_, text) = context(&case.text);
        let milestones = cell(&case.text);
        let held: String = milestones.iter().map(|milestone| milestone.text.as_str()).collect::<Vec<_>>().join("\n");
        let passage = Passage::from_text(text);
        let mut next = 0;
        for word in passage.text().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            assert!(held.contains(word), "{}: {word} of \u{201c}{text}\u{201d}", case.title);
            next += 1;
        }
        assert!(next == 0 || !milestones.is_empty(), "{}", case.title);
    }
}

#[test]
fn every_edtf_and_every_rrule_is_one() {
    let all = cases::cases("deadline.txt").into_iter().map(|case| cell(&case.text));
    let all = all.chain(cases::cases("deadline-sentence.txt").into_iter().map(|case| sentence(&case.text)));
    let mut rules = 0;
    for milestone in all.flatten() {
        if let Some(edtf) = &milestone.edtf {
            assert!(edtf_core::is_valid(edtf), "{edtf}");
        }
        if let Some(rrule) = milestone.recurrence.and_then(|recurrence| recurrence.rrule) {
            let set: rrule::RRuleSet =
                format!("DTSTART:20220101T000000Z\nRRULE:{rrule}").parse().unwrap_or_else(|error| panic!("{rrule}: {error}"));
            assert!(!set.all(4).dates.is_empty(), "{rrule} names no day");
            rules += 1;
        }
    }
    assert!(rules > 5, "the cases hold rules");
}

#[test]
fn any_words_at_all_are_read_without_harm() {
    for text in
        ["", " ", "(", ")", "- - ;", "(((", "tháng", "- (tháng 1", ")tháng 1/2022(", "sau khi ", "sau khi (", "theo quy định", "- Báo cáo;"]
    {
        let _ = (cell(text), sentence(text));
    }
    for words in [
        "Kế hoạch (tháng 01/2022; sau khi ",
        "Tháng 1/2022, ",
        "tháng 1/2022 và báo cáo ",
        "sau khi (có ",
        "(((( trước ngày 1/2/2022 hoặc ",
        "theo quy định, hằng quý; - ",
    ] {
        let long = words.repeat(2_000);
        assert!(!cell(&long).is_empty(), "{words}");
        assert!(cell(&long).iter().map(|milestone| milestone.text.len()).sum::<usize>() < 100 * long.len(), "{words}");
        let _ = sentence(&long);
    }
}

/// Pieces of time cells, put together in any order below.
const PIECES: [&str; 28] = [
    "Kế hoạch",
    "Báo cáo",
    "Quyết định",
    "sau khi Bộ Nội vụ công bố",
    "khi có yêu cầu",
    "theo quy định",
    "theo kế hoạch của tỉnh",
    "Quý I/2022",
    "tháng 12/2022",
    "(tháng 01/2022)",
    "(",
    ")",
    "-",
    ";",
    ",",
    "và",
    "hoặc",
    ":",
    "trước ngày 15/6",
    "hằng quý, 6 tháng, năm",
    "02 lần/năm",
    "Thường xuyên",
    "năm 2022",
    "trước ngày 15 của tháng cuối kỳ báo cáo",
    "đến khi kết thúc",
    "ban hành",
    ". Tổ chức",
    "1. Trình",
];

proptest::proptest! {
    #[test]
    fn no_word_is_lost_however_a_cell_is_put_together(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..9)) {
        let text = pieces.join(" ");
        let milestones = cell(&text);
        let _ = sentence(&text);
        let held: String = milestones.iter().map(|milestone| milestone.text.as_str()).collect::<Vec<_>>().join("\n");
        let all = |text: &str| text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
        proptest::prop_assert!(all(&held) >= all(&text), "{text}\n{held}");
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1) {
            proptest::prop_assert!(held.contains(word), "{word} of {text}\n{held}");
        }
    }
}
