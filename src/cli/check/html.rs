//! Findings as one HTML page that needs nothing beside it: for people who review, and to print.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use kehoach::{check::Finding, plan::Severity};

use super::{
    Checked,
    draw::{called, place},
};
use crate::cli::message::Lang;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.4rem}\
    h2{font-size:1.1rem;margin-top:2rem}li{margin:.8rem 0}mark{background:#ffe08a}.error{border-left:4px solid #c62828}\
    .warning{border-left:4px solid #ef6c00}.info{border-left:4px solid #1565c0}li{list-style:none;padding-left:.8rem}ul{padding:0}\
    .place{color:#555;font-size:.85rem}@media print{body{margin:0}}";

pub(super) fn write(out: &mut dyn Write, files: &[Checked], lang: Lang) -> io::Result<()> {
    let title = lang.pick("Kết quả kiểm tra kế hoạch", "What was found in the plans");
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n<body>\n",
        lang.pick("vi", "en")
    )?;
    writeln!(out, "<h1>{title}</h1>")?;
    for file in files {
        writeln!(out, "<h2>{}</h2>\n<ul>", escape(&file.shown))?;
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            for finding in file.report.findings.iter().filter(|finding| finding.severity == severity) {
                writeln!(out, "{}", item(finding, file, lang))?;
            }
        }
        writeln!(out, "</ul>")?;
    }
    out.write_all(b"</body>\n</html>\n")
}

fn item(finding: &Finding, file: &Checked, lang: Lang) -> String {
    let class = super::formats::severity(finding.severity);
    let message = escape(lang.pick(&finding.message, &finding.message_en));
    // Colours are lost in print.
    let mut item = format!("<li class=\"{class}\"><b>{} · {}</b> {message}", finding.code, called(finding.severity, lang));
    if !finding.words.is_empty() {
        let (before, after) = around(finding, file);
        let _ = write!(item, "<br>{}<mark>{}</mark>{}", escape(&before), escape(&finding.words), escape(&after));
    }
    if let Some(suggestion) = lang.pick(&finding.suggestion, &finding.suggestion_en) {
        let _ = write!(item, "<br>→ {}", escape(suggestion));
    }
    let _ = write!(item, "<br><span class=\"place\">{}</span></li>", escape(&place(finding, file, lang)));
    item
}

/// A few whole words of the same line before and after.
fn around(finding: &Finding, file: &Checked) -> (String, String) {
    const SOME: usize = 60;
    let (Some(text), [origin]) = (&file.text, finding.origin.as_slice()) else { return (String::new(), String::new()) };
    let (start, end) = (origin.start as usize, origin.end as usize);
    let before: String = text.chars().take(start).skip(start.saturating_sub(SOME)).collect();
    let after: String = text.chars().skip(end).take(SOME).collect();
    let before = match before.rsplit_once(['\n', '\t']) {
        Some((_, line)) => line.to_owned(),
        None => before.split_once(' ').map_or(String::new(), |(_, words)| format!("… {words}")),
    };
    let after = match after.split_once(['\n', '\t']) {
        Some((line, _)) => line.to_owned(),
        None => after.rsplit_once(' ').map_or(String::new(), |(words, _)| format!("{words} …")),
    };
    (before, after)
}

pub(in crate::cli) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
