//! Two entries with one key.

use std::collections::HashMap;

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT001",
    name: "duplicate-key",
    family: Family::Entries,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "Two entries of a .bib file have the same key.",
    why: "A citation of the key finds the first of them only, and biber skips the other.",
    help: "give one of them another key, or remove it",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n\n\
         @misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {Knots and Bows},\n  date = {2001},\n}\n",
    ),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n\n\
         @misc{weber2001knots,\n  author = {Weber, Ada},\n  title = {Knots and Bows},\n  date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    let mut seen = HashMap::new();
    let mut faults = Vec::new();
    for entry in subject.document.entries().filter(|e| !e.key.is_empty()) {
        let key = subject.document.slice(entry.key);
        match seen.get(key) {
            Some(&first) => faults.push(
                Fault::new(entry.key, format!("the key {} is taken", quoted(key)))
                    .related(first, "by this entry"),
            ),
            None => {
                seen.insert(key, entry.key);
            }
        }
    }
    faults
}
