//! Findings as GitHub workflow commands, which show as annotations on the lines of a pull request.

use super::visible::visible;
use crate::article::Source;
use crate::lint::{Checked, Finding, Severity};

/// All findings of `checked`, a line each.
///
/// Words of the sources are escaped as GitHub's own toolkit does, so that a title cannot end the command and
/// begin another.
pub fn github(checked: &[Checked]) -> String {
    checked.iter().flat_map(|c| c.findings.iter().map(|finding| command(&c.source, finding))).collect()
}

fn command(source: &Source, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (source.locate(finding.fault.span.start), source.locate(finding.fault.span.end));
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{level} title={},file={},line={},endLine={}{columns}::{}\n",
        property(&format!("{} {}", finding.rule.code, finding.rule.name)),
        property(source.name()),
        start.line,
        end.line,
        data(&format!(
            "{}; {}",
            finding.fault.message,
            finding.fault.help.as_deref().unwrap_or(finding.rule.help)
        )),
    )
}

/// `words` as the message of a command.
fn data(words: &str) -> String {
    visible(words).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `words` as a property of a command.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}
