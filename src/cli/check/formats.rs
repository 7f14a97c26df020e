//! Findings for machines: one line each, JSON, JSON Lines, GitHub's workflow commands, counts.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use kehoach::{
    check::{Checks, FORMAT, FileChecks, Finding, Rule},
    grammar::Catalog,
    plan::{Generator, Severity},
};
use serde::Serialize;

use super::{Checked, draw::page};
use crate::cli::{message::Lang, output::one_line};

/// `plan.txt:12:5: KH201 error: …`.
pub(super) fn concise(out: &mut dyn Write, files: &[Checked], lang: Lang) -> io::Result<()> {
    for file in files {
        for finding in &file.report.findings {
            let place = finding.origin.first().and_then(|origin| file.position(origin.start));
            let place = place.map_or(String::new(), |(line, column)| format!("{line}:{column}:"));
            let item = finding.item.as_deref().map_or(String::new(), |item| format!("{item}: "));
            let message = lang.pick(&finding.message, &finding.message_en);
            let words = words_and_page(finding, lang);
            let line = format!("{}:{place} {} {}: {item}{message}{words}", file.shown, finding.code, severity(finding.severity));
            writeln!(out, "{}", one_line(&line))?;
        }
    }
    Ok(())
}

/// ` “trên 100%” (trang 4)`.
fn words_and_page(finding: &Finding, lang: Lang) -> String {
    let words = if finding.words.is_empty() { String::new() } else { format!(" “{}”", shorten(&finding.words)) };
    let page = page(finding).map_or(String::new(), |page| format!(" ({} {page})", lang.pick("trang", "page")));
    words + &page
}

/// Everything: findings and what became of every rule.
pub(super) fn json(mut out: &mut dyn Write, files: &[Checked], catalog: &Catalog) -> io::Result<()> {
    let generator = Generator { name: "kehoach".into(), version: env!("CARGO_PKG_VERSION").into(), grammars: catalog.digest().to_owned() };
    let files = files.iter().map(|file| FileChecks {
        file: &file.shown,
        source: &file.plan.source,
        accepted: file.accepted,
        findings: &file.report.findings,
        rules: &file.report.rules,
    });
    serde_json::to_writer_pretty(&mut out, &Checks { format: FORMAT, generator, files: files.collect() })?;
    out.write_all(b"\n")
}

/// One finding a line, with its file.
pub(super) fn jsonl(mut out: &mut dyn Write, files: &[Checked]) -> io::Result<()> {
    #[derive(Serialize)]
    struct Line<'f> {
        file: &'f str,
        #[serde(flatten)]
        finding: &'f Finding,
    }
    for file in files {
        for finding in &file.report.findings {
            serde_json::to_writer(&mut out, &Line { file: &file.shown, finding })?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// Annotations of a GitHub workflow.
pub(super) fn github(out: &mut dyn Write, files: &[Checked], lang: Lang) -> io::Result<()> {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    for file in files {
        for finding in &file.report.findings {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let place = finding.origin.first().and_then(|origin| file.position(origin.start));
            let place = place.map_or(String::new(), |(line, column)| format!(",line={line},col={column}"));
            let message = lang.pick(&finding.message, &finding.message_en);
            let words = words_and_page(finding, lang);
            let title = format!("{} {}", finding.code, finding.name);
            writeln!(
                out,
                "::{command} file={}{place},title={}::{}",
                property(&file.shown),
                property(&title),
                data(&format!("{message}{words}"))
            )?;
        }
    }
    Ok(())
}

/// How often each rule found something, the most first.
pub(super) fn statistics(out: &mut dyn Write, files: &[Checked], rules: &[&Rule<'_>], lang: Lang) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for finding in files.iter().flat_map(|file| &file.report.findings) {
        *counts.entry((finding.code.as_str(), finding.severity)).or_insert(0) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|((code, severity), count)| (std::cmp::Reverse(*count), *severity, *code));
    for ((code, graveness), count) in counts {
        let what = rules.iter().find(|rule| rule.code == code).map_or("", |rule| lang.pick(rule.what.vi, rule.what.en));
        writeln!(out, "{count:>6}  {code}  {:<7}  {what}", severity(graveness))?;
    }
    Ok(())
}

pub(in crate::cli) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// The first words, for a line.
pub(super) fn shorten(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST).collect::<String>() + "…" }
}
