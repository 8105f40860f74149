//! Findings as SARIF 2.1.0 (OASIS), for code scanning services.
//!
//! Written as JSON values rather than through a model crate: ibid needs a tenth of the format, and the test
//! holds the result against the official schema.

use serde_json::{Value, json};

use super::human::page;
use super::visible::{inert, visible};
use crate::article::Source;
use crate::lint::{Checked, Confidence, Edit, Finding, Fixable, RULES, Rule, Severity};
use crate::span::Span;

/// All findings of `checked` as one SARIF log.
///
/// Results carry fingerprints that stay when lines move, the help of their rule, and fixes.
pub fn sarif(checked: &[Checked]) -> String {
    let results: Vec<Value> = checked.iter().flat_map(results).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    inert(log.to_string())
}

fn driver() -> Value {
    json!({
        "name": "ibid",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": "https://crates.io/crates/ibid",
        "rules": RULES.iter().map(rule).collect::<Vec<_>>(),
    })
}

fn rule(rule: &Rule) -> Value {
    let help = format!("{}\n\n{}\n\nWhat to do: {}.", rule.what, rule.why, rule.help);
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.what },
        "fullDescription": { "text": rule.why },
        "help": { "text": help },
        "helpUri": page(rule),
        "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.default },
        "properties": {
            "tags": [rule.family.name()],
            "precision": precision(rule.confidence),
            "fixable": rule.fixable != Fixable::No,
        },
    })
}

fn results(checked: &Checked) -> Vec<Value> {
    let named = checked.findings.iter().zip(&checked.fingerprints);
    named.map(|(finding, name)| result(&checked.source, finding, name)).collect()
}

fn result(source: &Source, finding: &Finding, fingerprint: &str) -> Value {
    let fault = &finding.fault;
    let related = fault.related.iter().map(|(span, words)| {
        let mut place = location(source, *span);
        if let Value::Object(place) = &mut place {
            place.insert("message".to_owned(), json!({ "text": visible(words) }));
        }
        place
    });
    let fixes = fault.fix.iter().map(|fix| {
        json!({
            "description": { "text": visible(fault.help.as_deref().unwrap_or(finding.rule.help)) },
            "artifactChanges": [{
                "artifactLocation": artifact(source),
                "replacements": fix.edits.iter().map(|edit| replacement(source, edit)).collect::<Vec<_>>(),
            }],
        })
    });
    json!({
        "ruleId": finding.rule.code,
        "ruleIndex": RULES.iter().position(|rule| rule.code == finding.rule.code),
        "level": level(finding.severity),
        "message": { "text": message(finding) },
        "locations": [location(source, fault.span)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "ibid/v1": fingerprint },
        "fixes": fixes.collect::<Vec<_>>(),
    })
}

/// The message and the advice. Brackets are escaped: SARIF takes `[words](target)` for a link.
fn message(finding: &Finding) -> String {
    let help = finding.fault.help.as_deref().unwrap_or(finding.rule.help);
    let text = format!("{}; {help}", finding.fault.message);
    visible(&text).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn location(source: &Source, span: Span) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact(source), "region": region(source, span) } })
}

fn artifact(source: &Source) -> Value {
    json!({ "uri": uri(source.name()) })
}

fn replacement(source: &Source, edit: &Edit) -> Value {
    json!({ "deletedRegion": region(source, edit.span), "insertedContent": { "text": edit.new } })
}

fn region(source: &Source, span: Span) -> Value {
    let (start, end) = (source.locate(span.start), source.locate(span.end));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

/// `path` as a relative URI reference: everything that is not allowed there percent-encoded (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

const fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "very-high",
        Confidence::Medium => "high",
        Confidence::Low => "medium",
    }
}
