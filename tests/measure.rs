//! Target values: what a bullet, sentence or cell sets, and what it only mentions.

#[allow(unreachable_pub, reason = "shared by several test files")]
mod cases;

use std::fmt::Write as _;

use kehoach::{
    extract::{Context, measure},
    grammar::Catalog,
    passage::Passage,
    plan::Measure,
};

#[test]
fn a_bullet_gives_the_values_that_it_sets() {
    cases::hold("measure.txt", |text| {
        let (passage, context, by) = case(text);
        let read = measure::read(&passage, &context, by);
        let mut out = String::new();
        for measure in &read.measures {
            writeln!(out, "{}", line(measure)).expect("a string");
        }
        for finding in &read.findings {
            writeln!(out, "! {}: {}", finding.code, finding.message).expect("a string");
        }
        out
    });
}

#[test]
fn outside_the_targets_only_plain_targets_set_a_value() {
    cases::hold("measure-outside.txt", |text| {
        let (passage, context, _) = case(text);
        if measure::Values::of(&passage, &context).is_some_and(|values| values.set_a_target()) { "sets a value" } else { "sets none" }
            .to_owned()
    });
}

#[test]
fn every_measure_stands_where_it_says() {
    for case in cases::cases("measure.txt") {
        let (passage, context, by) = self::case(&case.text);
        let chars: Vec<char> = passage.text().chars().collect();
        let read = measure::read(&passage, &context, by);
        for (at, measure) in read.measures.iter().enumerate() {
            let origin = &measure.origin[0];
            let there: String = chars[origin.start as usize..origin.end as usize].iter().collect();
            assert_eq!(there, measure.text, "{}", case.title);
            assert!(measure.within.is_none_or(|whole| (whole as usize) < at), "{}: a part stands behind its whole", case.title);
            assert!(Catalog::built_in().get(&measure.rule).is_some(), "{}: {} is a grammar", case.title, measure.rule);
            let codes = Catalog::built_in().list("comparators").expect("the list");
            assert!(codes.row(&measure.comparator).is_some(), "{}: {}", case.title, measure.comparator);
        }
    }
}

#[test]
fn no_text_makes_the_reader_panic_or_stall() {
    let pieces = [
        "100% ",
        "trên ",
        "(trong đó, ",
        ") ",
        "; ",
        "tương ứng là 1, 2, 3",
        "từ 5 xuống ",
        "/1.000 ",
        "ỷ",
        "năm 2025 ",
        "Tỷ lệ ",
        "1.",
        ". A",
    ];
    let context = Context::new(Catalog::built_in());
    for first in 0..pieces.len() {
        for second in 0..pieces.len() {
            let text = [pieces[first], pieces[second]].concat().repeat(40);
            let read = measure::read(&Passage::from_text(&text), &context, Some("2030"));
            assert!(read.measures.len() <= 256);
        }
    }
    let long = "100% văn bản được xử lý, trong đó 50% cấp tỉnh; ".repeat(5_000);
    let read = measure::read(&Passage::from_text(&long), &context, None);
    assert!(read.findings.iter().any(|finding| finding.code == "too-many-values"), "what is not read is said");
}

/// A case's text, after lines that give the heading's year (`@by 2030`) or the plan's first year (`@since 2022`).
fn case(text: &str) -> (Passage, Context<'static>, Option<&str>) {
    let mut context = Context::new(Catalog::built_in());
    let (mut by, mut rest) = (None, text);
    while let Some((first, after)) = rest.split_once('\n').filter(|(first, _)| first.starts_with('@')) {
        if let Some(year) = first.strip_prefix("@by ") {
            by = Some(year);
        } else if let Some(year) = first.strip_prefix("@since ").and_then(|year| year.parse().ok()) {
            context.years = Some((year, year));
        }
        rest = after;
    }
    (Passage::from_text(rest), context, by)
}

/// `ge 25 % "đạt từ 25% trở lên" of "tỷ lệ giao dịch" within 0 by 2025`
fn line(measure: &Measure) -> String {
    let number = |value: Option<kehoach::plan::Quantity>| value.map_or("?".to_owned(), |value| value.0.to_string());
    let mut out = format!("{} {}", measure.comparator, number(measure.value));
    if measure.value_max.is_some() {
        write!(out, "..{}", number(measure.value_max)).expect("a string");
    }
    if let Some(unit) = &measure.unit {
        write!(out, " {unit}").expect("a string");
    }
    write!(out, " \"{}\"", measure.text).expect("a string");
    for (name, value) in [("of", &measure.subject), ("scope", &measure.scope)] {
        if let Some(value) = value {
            write!(out, " {name} \"{value}\"").expect("a string");
        }
    }
    if let Some(baseline) = &measure.baseline {
        write!(out, " against \"{}\"", baseline.text).expect("a string");
        if let Some(year) = baseline.year {
            write!(out, " year {year}").expect("a string");
        }
        if baseline.value.is_some() {
            write!(out, " value {} {}", number(baseline.value), baseline.unit.as_deref().unwrap_or("")).expect("a string");
        }
    }
    if let Some(whole) = measure.within {
        write!(out, " within {whole}").expect("a string");
    }
    if let Some(by) = &measure.by {
        write!(out, " by {by}").expect("a string");
    }
    out
}
