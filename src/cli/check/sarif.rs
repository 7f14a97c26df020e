//! SARIF 2.1.0, for tools that show findings of any checker.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use kehoach::{
    check::{Finding, Rule},
    plan::Severity,
};
use serde_json::{Value, json};

use super::{Checked, draw::page, formats::shorten, uri};

pub(super) fn write(mut out: &mut dyn Write, files: &[Checked], rules: &[&Rule<'_>]) -> io::Result<()> {
    let results: Vec<Value> =
        files.iter().flat_map(|file| file.report.findings.iter().map(|finding| result(file, finding, rules))).collect();
    let places: BTreeSet<String> = files.iter().map(|file| uri(&file.shown)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kehoach",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "vi",
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "artifacts": places.iter().map(|place| json!({ "location": { "uri": place } })).collect::<Vec<_>>(),
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut out, &log)?;
    out.write_all(b"\n")
}

fn descriptor(rule: &Rule<'_>) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.what.vi },
        "fullDescription": { "text": rule.why.vi },
        "help": { "text": format!("{}\n\n{}\n\n{}", rule.what.en, rule.why.en, rule.beyond.en) },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(file: &Checked, finding: &Finding, rules: &[&Rule<'_>]) -> Value {
    let mut text = match &finding.suggestion {
        Some(suggestion) => format!("{}; {suggestion}", finding.message),
        None => finding.message.clone(),
    };
    let mut physical = json!({ "artifactLocation": { "uri": uri(&file.shown) } });
    // A region is a stretch of lines. Where a file has pages, viewers show the message, so that page and words stand there.
    if let Some(page) = page(finding) {
        physical["properties"] = json!({ "page": page });
        text = format!("Trang {page}, “{}”: {text}", shorten(&finding.words));
    }
    if let Some(origin) = finding.origin.first()
        && let (Some(start), Some(end)) = (file.position(origin.start), file.position(origin.end))
    {
        physical["region"] = json!({
            "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1,
            "snippet": { "text": finding.words },
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(item) = &finding.item {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": item, "kind": finding.part.called().1 }]);
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location],
        "partialFingerprints": { "ruleAndWords/v1": format!("{}:{}", finding.code, finding.words) },
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
