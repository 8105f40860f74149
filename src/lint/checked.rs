//! A source and what was found in it.

use std::collections::HashMap;

use super::{Finding, Severity};
use crate::article::Source;
use crate::library::digest;

/// A source and what was found in it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The source; the places of the findings refer to it.
    pub source: Source,
    /// The findings, in the order of the source.
    pub findings: Vec<Finding>,
    /// A name for each finding that it keeps when text above it grows or shrinks: a digest of its rule, its
    /// path, its message and how many findings like it stand before it.
    pub fingerprints: Vec<String>,
    /// The path by which fingerprints and baselines know the source.
    pub path: String,
}

impl Checked {
    /// `findings`, in the order of `source`, with their fingerprints, for which the path is the name of the source.
    pub fn new(source: Source, findings: Vec<Finding>) -> Self {
        let path = source.name().to_owned();
        let fingerprints = fingerprints(&path, &findings);
        Self { source, findings, fingerprints, path }
    }

    /// Makes `path` the one by which fingerprints know the source, however the run reached it. To be called before
    /// findings are taken out: how many are alike counts.
    pub fn know_as(&mut self, path: String) {
        self.fingerprints = fingerprints(&path, &self.findings);
        self.path = path;
    }

    /// Keeps the findings that `keep` accepts, given the source, the finding and its fingerprint.
    pub fn retain(&mut self, keep: impl Fn(&Source, &Finding, &String) -> bool) {
        let pairs =
            std::mem::take(&mut self.findings).into_iter().zip(std::mem::take(&mut self.fingerprints));
        (self.findings, self.fingerprints) = pairs.filter(|(f, name)| keep(&self.source, f, name)).unzip();
    }

    /// Whether a finding is as severe as `level`; with no level none is.
    pub fn fails(&self, level: Option<Severity>) -> bool {
        level.is_some_and(|level| self.findings.iter().any(|f| f.severity >= level))
    }
}

fn fingerprints(path: &str, findings: &[Finding]) -> Vec<String> {
    let mut seen = HashMap::new();
    let fingerprint = |finding: &Finding| {
        let what = format!("{}\0{path}\0{}", finding.rule.code, finding.fault.message);
        let before = *seen.entry(what.clone()).and_modify(|n| *n += 1).or_insert(0);
        let long = digest::long(format!("{what}\0{before}").as_bytes());
        long.trim_start_matches("blake3:").chars().take(32).collect()
    };
    findings.iter().map(fingerprint).collect()
}
