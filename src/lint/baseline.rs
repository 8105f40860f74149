//! Findings that a team has accepted: what was there when it started.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::Checked;

/// The findings that do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: Vec<Known>,
    fingerprints: HashSet<String>,
}

/// The file: everything but the fingerprint is for people who review it.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    schema: u32,
    findings: Vec<Known>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
        let fingerprints = file.findings.iter().map(|known| known.fingerprint.clone()).collect();
        Ok(Self { known: file.findings, fingerprints })
    }

    /// Takes the findings that the baseline has out of `checked`.
    pub fn forgive(&self, checked: &mut Checked) {
        checked.retain(|_, _, fingerprint| !self.fingerprints.contains(fingerprint));
    }

    /// The baseline file of all findings of `checked` and of those that this one has of other files, as long as these are
    /// there. In a stable order, one field a line, so that it merges well.
    pub fn renewed(&self, checked: &[Checked], is_there: impl Fn(&str) -> bool) -> String {
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
        let seen: HashSet<&str> = checked.iter().map(|checked| checked.path.as_str()).collect();
        let mut others: HashMap<&str, bool> = HashMap::new();
        let unseen = self.known.iter().filter(|known| !seen.contains(known.path.as_str()));
        findings.extend(
            unseen
                .filter(|known| *others.entry(&known.path).or_insert_with(|| is_there(&known.path)))
                .cloned(),
        );
        findings.sort();
        let text = serde_json::to_string_pretty(&File { schema: 1, findings }).unwrap_or_default();
        text + "\n"
    }
}
