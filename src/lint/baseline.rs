//! Findings that a team has accepted: what was there when it started.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Checked;

/// The findings that do not count, by fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(HashSet<String>);

/// The file: everything but the fingerprint is for people who review it.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    schema: u32,
    findings: Vec<Known>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    path: String,
    rule: String,
    message: String,
    fingerprint: String,
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    ///
    /// What is wrong with the JSON, and where.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self(file.findings.into_iter().map(|known| known.fingerprint).collect()))
    }

    /// Takes the findings that the baseline has out of `checked`.
    pub fn forgive(&self, checked: &mut Checked) {
        checked.retain(|_, _, fingerprint| !self.0.contains(fingerprint));
    }
}

/// A baseline file of all findings of `checked`, in a stable order, one field a line so that it merges well.
pub fn baseline(checked: &[Checked]) -> String {
    let known = |checked: &Checked| {
        let named = checked.findings.iter().zip(&checked.fingerprints);
        let known = named.map(|(finding, fingerprint)| Known {
            path: checked.path.clone(),
            rule: finding.rule.name.to_owned(),
            message: finding.fault.message.clone(),
            fingerprint: fingerprint.clone(),
        });
        known.collect::<Vec<_>>()
    };
    let mut findings: Vec<Known> = checked.iter().flat_map(known).collect();
    findings.sort();
    let text = serde_json::to_string_pretty(&File { schema: 1, findings }).unwrap_or_default();
    text + "\n"
}
