//! Findings as JSON: schema 1, the same objects in `check --format json` and in `extract --format json`.

use serde::Serialize;

use super::human::counts;
use super::visible::{inert, visible};
use crate::article::Source;
use crate::lint::{Checked, Confidence, Edit, Finding, Rule, Safety, Severity};
use crate::span::{Location, Span};

/// The version of the JSON that this module writes.
pub const SCHEMA: u32 = 1;

/// All findings of `checked` as one JSON object on one line.
pub fn json(checked: &[Checked]) -> String {
    let of = |c: &Checked| {
        let named = c.findings.iter().zip(&c.fingerprints);
        named
            .map(|(finding, name)| FindingJson::new(&c.source, finding, Some(name.clone())))
            .collect::<Vec<_>>()
    };
    let findings: Vec<FindingJson> = checked.iter().flat_map(of).collect();
    inert(serde_json::json!({ "schema": SCHEMA, "findings": findings }).to_string())
}

/// How many findings of `checked` each rule has, as one JSON object on one line.
pub fn statistics(checked: &[Checked]) -> String {
    let count = |(count, rule): (usize, &Rule)| serde_json::json!({ "code": rule.code, "rule": rule.name, "count": count });
    let counts: Vec<_> = counts(checked).into_iter().map(count).collect();
    serde_json::json!({ "schema": SCHEMA, "statistics": counts }).to_string()
}

/// One finding as a JSON object.
#[derive(Debug, Serialize)]
pub struct FindingJson {
    code: &'static str,
    rule: &'static str,
    severity: Severity,
    confidence: Confidence,
    message: String,
    help: String,
    path: String,
    location: PlaceJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
}

#[derive(Debug, Serialize)]
struct PlaceJson {
    page: u32,
    line: u32,
    column: u32,
    end: EndJson,
}

#[derive(Debug, Serialize)]
struct EndJson {
    line: u32,
    column: u32,
}

#[derive(Debug, Serialize)]
struct RelatedJson {
    message: String,
    location: PlaceJson,
}

#[derive(Debug, Serialize)]
struct FixJson {
    safety: Safety,
    edits: Vec<EditJson>,
}

#[derive(Debug, Serialize)]
struct EditJson {
    location: PlaceJson,
    content: String,
}

impl FindingJson {
    /// `finding` with its places in `source` as lines and columns.
    pub fn new(source: &Source, finding: &Finding, fingerprint: Option<String>) -> Self {
        let fault = &finding.fault;
        let related = fault.related.iter().map(|(span, words)| RelatedJson {
            message: visible(words).into_owned(),
            location: PlaceJson::new(source, *span),
        });
        let edit =
            |edit: &Edit| EditJson { location: PlaceJson::new(source, edit.span), content: edit.new.clone() };
        Self {
            code: finding.rule.code,
            rule: finding.rule.name,
            severity: finding.severity,
            confidence: finding.rule.confidence,
            message: visible(&fault.message).into_owned(),
            help: visible(fault.help.as_deref().unwrap_or(finding.rule.help)).into_owned(),
            path: source.file_at(fault.span.start).0.name().to_owned(),
            location: PlaceJson::new(source, fault.span),
            related: related.collect(),
            fix: fault
                .fix
                .as_ref()
                .map(|fix| FixJson { safety: fix.safety, edits: fix.edits.iter().map(edit).collect() }),
            fingerprint,
        }
    }
}

impl PlaceJson {
    fn new(source: &Source, span: Span) -> Self {
        let Location { page, line, column } = source.locate(span.start);
        let end = source.locate(span.end);
        Self { page, line, column, end: EndJson { line: end.line, column: end.column } }
    }
}
