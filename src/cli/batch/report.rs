//! The run on one HTML page that needs nothing beside it: totals, failures with their reasons, coverage, findings, distributions.

mod plot;
mod totals;

use std::{
    io::{self, Write},
    path::Path,
};

use super::Run;
use crate::cli::{
    Stop,
    check::html::escape,
    message::{Lang, Message},
};
use totals::Totals;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#222}h1{font-size:1.5rem}\
    h2{font-size:1.15rem;margin-top:2.5rem}.tiles{display:flex;flex-wrap:wrap;gap:.8rem}.tile{border:1px solid #ddd;border-radius:6px;\
    padding:.5rem 1rem;min-width:7rem}.tile b{display:block;font-size:1.5rem;font-variant-numeric:tabular-nums}.tile.bad b{color:#b3261e}\
    .plots{display:flex;flex-wrap:wrap;gap:1.5rem}figure{margin:0;flex:1 1 27rem}figcaption{font-weight:600;margin-bottom:.3rem}\
    svg{width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:#444}svg .bar{fill:#3566a8}table{border-collapse:collapse;width:100%}\
    td,th{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid #eee;vertical-align:top}\
    td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}code,li{overflow-wrap:anywhere}summary{cursor:pointer}ul{margin:.3rem 0}\
    .dim{color:#666}@media print{body{margin:0}}";

/// Writes the page; where it would be the same again it is left alone.
pub(super) fn write(run: &Run<'_>, path: &Path) -> Result<(), Stop> {
    let mut totals = Totals::default();
    run.done(|done| {
        totals.add(&done.record);
        Ok(())
    })?;
    let page = Page { totals: &totals, lang: run.session.lang };
    let mut html = Vec::new();
    let at = |error: io::Error| Stop::at(path.display().to_string(), Message::Unwritable(error));
    page.write(&mut html, &run.ready.grammars).map_err(at)?;
    if std::fs::read(path).is_ok_and(|there| there == html) {
        return Ok(());
    }
    crate::cli::output::replace(path, |out| out.write_all(&html)).map_err(at)
}

struct Page<'t> {
    totals: &'t Totals,
    lang: Lang,
}

impl Page<'_> {
    fn write(&self, out: &mut impl Write, grammars: &str) -> io::Result<()> {
        let pick = |vi, en| self.lang.pick(vi, en);
        let title = pick("Kết quả đọc kho văn bản", "What became of the archive");
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title}</title><style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n",
            pick("vi", "en")
        )?;
        self.tiles(out)?;
        self.plots(out)?;
        self.failures(out)?;
        self.findings(out)?;
        self.least_read(out)?;
        let digest = &grammars[..grammars.len().min(12)];
        writeln!(
            out,
            "<p class=\"dim\">kehoach {}, {} {digest}</p>\n</body>\n</html>",
            env!("CARGO_PKG_VERSION"),
            pick("quy tắc", "grammars")
        )
    }

    fn tiles(&self, out: &mut impl Write) -> io::Result<()> {
        let (totals, pick) = (self.totals, |vi, en| self.lang.pick(vi, en));
        let files = [
            (totals.files, pick("tệp", "files"), false),
            (totals.converted, pick("đã chuyển", "converted"), false),
            (totals.duplicates, pick("trùng nội dung", "duplicates"), false),
            (totals.failed(), pick("không được", "failed"), totals.failed() > 0),
        ];
        let items = [
            (totals.pages, pick("trang PDF", "pages of PDF"), false),
            (totals.activities, pick("hoạt động", "activities"), false),
            (totals.milestones, pick("mốc thời gian", "milestones"), false),
            (totals.indicators, pick("chỉ tiêu", "indicators"), false),
            (totals.citations, pick("viện dẫn", "citations"), false),
            (totals.unread, pick("ký tự chưa đọc", "characters unread"), totals.unread > 0),
        ];
        for row in [&files[..], &items] {
            writeln!(out, "<div class=\"tiles\">")?;
            for (number, name, bad) in row {
                writeln!(out, "<div class=\"tile{}\"><b>{}</b>{name}</div>", if *bad { " bad" } else { "" }, self.number(*number))?;
            }
            writeln!(out, "</div><br>")?;
        }
        Ok(())
    }

    fn plots(&self, out: &mut impl Write) -> io::Result<()> {
        let (totals, pick) = (self.totals, |vi, en| self.lang.pick(vi, en));
        writeln!(out, "<h2>{}</h2>\n<div class=\"plots\">", pick("Phân bố trên các văn bản đã chuyển", "Over the documents converted"))?;
        let plots = [
            (pick("Phần chữ đọc thành giá trị (%)", "Words read into values (%)"), totals.coverage()),
            (pick("Số hoạt động mỗi văn bản", "Activities in a document"), totals.activities_each()),
            (pick("Số phát hiện mỗi văn bản", "Findings in a document"), totals.findings_each()),
            (pick("Thời gian đọc (mili giây)", "Time to read (milliseconds)"), totals.times()),
        ];
        for (caption, columns) in plots {
            writeln!(out, "<figure><figcaption>{caption}</figcaption>{}</figure>", plot::columns(caption, &columns))?;
        }
        writeln!(out, "</div>")
    }

    fn failures(&self, out: &mut impl Write) -> io::Result<()> {
        let pick = |vi, en| self.lang.pick(vi, en);
        writeln!(out, "<h2>{}</h2>", pick("Không được, theo lý do", "Failures by reason"))?;
        if self.totals.failures.is_empty() {
            return writeln!(out, "<p>{}</p>", pick("Không có.", "None."));
        }
        let bars: Vec<(String, u64)> = self.totals.failures.iter().map(|(code, failure)| (code.clone(), failure.count)).collect();
        writeln!(out, "{}", plot::bars(pick("Không được, theo lý do", "Failures by reason"), &bars))?;
        for (code, failure) in &self.totals.failures {
            let (such_as, reason) = (pick("ví dụ", "such as"), escape(failure.reason.said(self.lang)));
            writeln!(
                out,
                "<details><summary><b>{}</b> <code>{code}</code>, {such_as}: {reason}</summary>\n<ul>",
                self.number(failure.count)
            )?;
            for (file, said) in &failure.files {
                // Where formats, pages or limits differ, the reason is told again.
                let said = said.said(self.lang);
                let own = if said == failure.reason.said(self.lang) { String::new() } else { format!(": {}", escape(said)) };
                writeln!(out, "<li><code>{}</code>{own}</li>", escape(file))?;
            }
            writeln!(out, "</ul>")?;
            let more = failure.count - failure.files.len() as u64;
            if more > 0 {
                writeln!(out, "<p class=\"dim\">{} {}</p>", self.number(more), pick("tệp nữa trong run.jsonl", "more in run.jsonl"))?;
            }
            writeln!(out, "</details>")?;
        }
        Ok(())
    }

    fn findings(&self, out: &mut impl Write) -> io::Result<()> {
        let (totals, pick) = (self.totals, |vi, en| self.lang.pick(vi, en));
        writeln!(out, "<h2>{}</h2>", pick("Phát hiện khi đọc, theo loại", "Findings of the reading, by kind"))?;
        let [errors, warnings, infos] = totals.severities.map(|count| self.number(count));
        let (error, warning, info) = (pick("lỗi", "errors"), pick("cảnh báo", "warnings"), pick("lưu ý", "for information"));
        writeln!(out, "<p>{errors} {error}, {warnings} {warning}, {infos} {info}.</p>")?;
        let mut bars: Vec<(String, u64)> = totals.findings.iter().map(|(code, (count, _))| (code.clone(), *count)).collect();
        bars.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        writeln!(out, "{}", plot::bars(pick("Phát hiện, theo loại", "Findings by kind"), &bars))?;
        let (kind, count, documents) = (pick("Loại", "Kind"), pick("Số lần", "Times"), pick("Văn bản", "Documents"));
        writeln!(out, "<table><tr><th>{kind}</th><th class=\"n\">{count}</th><th class=\"n\">{documents}</th></tr>")?;
        for (code, (count, documents)) in &totals.findings {
            let (count, documents) = (self.number(*count), self.number(*documents));
            writeln!(out, "<tr><td><code>{}</code></td><td class=\"n\">{count}</td><td class=\"n\">{documents}</td></tr>", escape(code))?;
        }
        writeln!(out, "</table>")
    }

    fn least_read(&self, out: &mut impl Write) -> io::Result<()> {
        let pick = |vi, en| self.lang.pick(vi, en);
        writeln!(out, "<h2>{}</h2>", pick("Văn bản còn nhiều chữ chưa đọc nhất", "Documents with the most left unread"))?;
        if self.totals.least_read.is_empty() {
            return writeln!(out, "<p>{}</p>", pick("Không có: mọi chữ đều đã đọc hoặc giữ lại.", "None: all words were read or kept."));
        }
        let (document, unread) = (pick("Văn bản", "Document"), pick("Ký tự chưa đọc", "Characters unread"));
        writeln!(out, "<table><tr><th>{document}</th><th class=\"n\">{unread}</th></tr>")?;
        for (unread, file) in self.totals.least_read.iter().rev() {
            writeln!(out, "<tr><td><code>{}</code></td><td class=\"n\">{}</td></tr>", escape(file), self.number(*unread))?;
        }
        writeln!(out, "</table>")
    }

    /// `12.345`, `12,345`.
    fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(self.lang.pick('.', ','));
            }
            text.push(digit);
        }
        text
    }
}
