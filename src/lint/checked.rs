//! A source and what was found in it.

use super::{Finding, Settings};
use crate::article::Source;
use crate::library::digest;

/// A source and what was found in it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The source; the places of the findings refer to it.
    pub source: Source,
    /// The findings, in the order of the source.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// A name for each finding that it keeps when text above it grows or shrinks: a digest of its rule, its
    /// path, its message and how many findings like it stand before it.
    pub fn fingerprints(&self) -> Vec<String> {
        let mut seen = std::collections::HashMap::new();
        let mut fingerprint = |finding: &Finding| {
            let what = format!("{}\0{}\0{}", finding.rule.code, self.source.name(), finding.fault.message);
            let before = seen.entry(what.clone()).and_modify(|n| *n += 1).or_insert(0);
            let long = digest::long(format!("{what}\0{before}").as_bytes());
            long.trim_start_matches("blake3:").chars().take(32).collect()
        };
        self.findings.iter().map(&mut fingerprint).collect()
    }

    /// Whether a finding is as severe as `settings` let fail a run.
    pub fn fails(&self, settings: &Settings) -> bool {
        settings.fail_on.is_some_and(|level| self.findings.iter().any(|f| f.severity >= level))
    }
}
