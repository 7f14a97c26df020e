//! Findings drawn in the text, the words underlined, the gravest first.

use std::{
    io::{self, Write},
    ops::Range,
};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use kehoach::{check::Finding, plan::Severity};

use super::Checked;
use crate::cli::{
    message::Lang,
    output::{Paint, one_line, shown},
};

/// A drawing is no wider than this.
const WIDTH: usize = 120;
/// A finding is drawn on no more lines of the text than this.
const LINES: usize = 3;

pub(super) fn all(out: &mut dyn Write, files: &[Checked], lang: Lang, paint: Paint) -> io::Result<()> {
    let renderer = if paint.is_on() { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    for file in files {
        let lines = file.text.as_deref().map(lines);
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            for finding in file.report.findings.iter().filter(|finding| finding.severity == severity) {
                writeln!(out, "{}\n", renderer.render(&groups(finding, file, lines.as_deref(), lang)))?;
            }
        }
    }
    Ok(())
}

fn groups<'f>(finding: &'f Finding, file: &'f Checked, lines: Option<&[(usize, &str)]>, lang: Lang) -> Vec<Group<'f>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let level = level.with_name(called(finding.severity, lang));
    let message = lang.pick(&finding.message, &finding.message_en);
    let mut group = Group::with_title(level.primary_title(one_line(message)).id(finding.code.as_str()));
    let mut drawn = false;
    for (number, line, marked) in lines.map_or(Vec::new(), |lines| marked_lines(lines, finding)) {
        let mark = AnnotationKind::Primary.span(marked);
        group = group.element(Snippet::source(line).line_start(number).path(file.shown.as_str()).fold(false).annotation(mark));
        drawn = true;
    }
    if !drawn && !finding.words.is_empty() {
        group = group.element(Level::NOTE.no_name().message(format!("“{}”", one_line(&finding.words))));
    }
    group = group.element(Level::NOTE.no_name().message(place(finding, file, lang)));
    if let Some(suggestion) = lang.pick(&finding.suggestion, &finding.suggestion_en) {
        group = group.element(Level::HELP.with_name(lang.pick("nên", "help")).message(one_line(suggestion)));
    }
    vec![group]
}

/// A severity in the person's language.
pub(super) fn called(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("lỗi", "error"),
        Severity::Warning => lang.pick("cảnh báo", "warning"),
        Severity::Info => lang.pick("lưu ý", "info"),
    }
}

/// `act:PL.I.5/3, ô thời gian, trang 4`.
pub(super) fn place(finding: &Finding, file: &Checked, lang: Lang) -> String {
    let (vi, en) = finding.part.called();
    let mut parts: Vec<String> = finding.item.iter().map(|item| one_line(item)).collect();
    parts.push(lang.pick(vi, en).to_owned());
    if let Some(page) = page(finding) {
        parts.push(format!("{} {page}", lang.pick("trang", "page")));
    }
    if finding.origin.is_empty() {
        parts = vec![file.shown.clone()];
    }
    format!("{} [{}]", parts.join(", "), finding.name)
}

/// The page that a finding begins on, where the document has pages.
pub(super) fn page(finding: &Finding) -> Option<u32> {
    finding.origin.first().and_then(|origin| origin.page)
}

/// First code point and words of each line.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.chars().count();
        (start, line.trim_end_matches(['\n', '\r']))
    });
    lines.collect()
}

/// The lines that a finding stands on: number, words that may stand on a terminal, bytes to underline.
fn marked_lines(lines: &[(usize, &str)], finding: &Finding) -> Vec<(usize, String, Range<usize>)> {
    let mut marked = Vec::new();
    for origin in &finding.origin {
        let (start, end) = (origin.start as usize, origin.end as usize);
        let first = lines.partition_point(|(at, _)| *at <= start).saturating_sub(1);
        for (number, (at, line)) in lines.iter().enumerate().skip(first).take_while(|(_, (at, _))| *at < end) {
            if marked.len() == LINES {
                return marked;
            }
            let safe: String = line.chars().map(shown).collect();
            let byte = |chars: usize| safe.char_indices().nth(chars).map_or(safe.len(), |(byte, _)| byte);
            let range = byte(start.saturating_sub(*at))..byte(end - at);
            if !range.is_empty() {
                marked.push((number + 1, safe, range));
            }
        }
    }
    marked
}
