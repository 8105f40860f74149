//! Findings as JUnit XML, for CI servers that show test reports: a suite for each source, a failed case for
//! each finding.
//!
//! Written as text: the format is four elements, and the crate for it would bring dates and UUIDs along.

use super::visible::visible;
use crate::article::Source;
use crate::lint::{Checked, Finding, Severity};

/// All findings of `checked` as one report; a source without findings is one passed case.
pub fn junit(checked: &[Checked]) -> String {
    let suites: String = checked.iter().map(suite).collect();
    let tests: usize = checked.iter().map(|c| c.findings.len().max(1)).sum();
    let (failures, errors) = counts(checked.iter().flat_map(|c| &c.findings));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"ibid\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n{suites}</testsuites>\n"
    )
}

fn suite(checked: &Checked) -> String {
    let name = escaped(checked.source.name());
    let (failures, errors) = counts(&checked.findings);
    let cases = match checked.findings.as_slice() {
        [] => format!("    <testcase name=\"ibid check\" classname=\"{name}\"/>\n"),
        findings => findings.iter().map(|finding| case(&checked.source, finding)).collect(),
    };
    let tests = checked.findings.len().max(1);
    format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n{cases}  </testsuite>\n"
    )
}

fn case(source: &Source, finding: &Finding) -> String {
    let element = if finding.severity == Severity::Error { "error" } else { "failure" };
    let at = source.locate(finding.fault.span.start);
    let path = escaped(source.name());
    let place = format!("{path}:{}:{}", at.line, at.column);
    let message = escaped(&finding.fault.message);
    let help = escaped(finding.fault.help.as_deref().unwrap_or(finding.rule.help));
    format!(
        "    <testcase name=\"{} {place}\" classname=\"{path}\">\n      \
         <{element} type=\"{}\" message=\"{message}\">{place}\nhelp: {help}</{element}>\n    </testcase>\n",
        finding.rule.code, finding.rule.name,
    )
}

/// How many of `findings` are failures, and how many errors.
fn counts<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> (usize, usize) {
    findings.into_iter().fold((0, 0), |(failures, errors), finding| match finding.severity {
        Severity::Error => (failures, errors + 1),
        Severity::Warning | Severity::Info => (failures + 1, errors),
    })
}

/// `words` as character data or attribute value of XML 1.0: control characters are shown, markup is escaped.
fn escaped(words: &str) -> String {
    let words = visible(words).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
