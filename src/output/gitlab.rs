//! Findings as a GitLab Code Quality report, which shows in merge requests.

use serde_json::{Value, json};

use super::visible::{inert, visible};
use crate::lint::{Checked, Severity};

/// All findings of `checked` as one JSON list in the subset of the Code Climate format that GitLab reads.
pub fn gitlab(checked: &[Checked]) -> String {
    inert(Value::Array(checked.iter().flat_map(issues).collect()).to_string())
}

fn issues(checked: &Checked) -> Vec<Value> {
    let named = checked.findings.iter().zip(&checked.fingerprints);
    named
        .map(|(finding, fingerprint)| {
            let source = &checked.source;
            let (start, end) =
                (source.locate(finding.fault.span.start), source.locate(finding.fault.span.end));
            json!({
                "check_name": finding.rule.name,
                "description": visible(&finding.fault.message),
                "severity": severity(finding.severity),
                "fingerprint": fingerprint,
                "location": {
                    "path": source.name().trim_start_matches("./"),
                    "lines": { "begin": start.line, "end": end.line },
                },
            })
        })
        .collect()
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
