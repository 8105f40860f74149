//! One field twice in an entry.

use super::prelude::*;
use crate::bibliography::datamodel::canonical_field;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT009",
    name: "duplicate-field",
    family: Family::Entries,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An entry has a field twice, or under its older and its newer name.",
    why: "BibTeX takes the first, biber the last; what is printed depends on the program.",
    help: "keep the right one",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  \
         title = {Of Ties},\n}\n",
    ),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    subject.document.entries().flat_map(|entry| duplicates(subject.document, entry)).collect()
}

fn duplicates(document: &Document, entry: &Entry) -> Vec<Fault> {
    let mut seen: Vec<(String, Span)> = Vec::new();
    let mut faults = Vec::new();
    for field in &entry.fields {
        let name = canonical_field(&document.slice(field.name).to_lowercase()).to_owned();
        match seen.iter().find(|(other, _)| *other == name) {
            Some((_, first)) => faults.push(
                Fault::new(field.name, format!("the entry has {} twice", quoted(&name)))
                    .related(*first, "the first"),
            ),
            None => seen.push((name, field.name)),
        }
    }
    faults
}
