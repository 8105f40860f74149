//! Keys that differ in case alone.

use std::collections::HashMap;

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT002",
    name: "key-case-clash",
    family: Family::Entries,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "Two keys of a .bib file differ in upper and lower case alone.",
    why: "Some tools take them for one key and some for two, and a person will mix them up.",
    help: "give one of them another key",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n\n\
         @misc{Weber2001Ties,\n  author = {Weber, Ada},\n  title = {Knots and Bows},\n  date = {2001},\n}\n",
    ),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n\n\
         @misc{weber2001knots,\n  author = {Weber, Ada},\n  title = {Knots and Bows},\n  date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    let mut seen: HashMap<String, (&str, Span)> = HashMap::new();
    let mut faults = Vec::new();
    for entry in subject.document.entries() {
        let key = subject.document.slice(entry.key);
        let &mut (first, place) = seen.entry(key.to_lowercase()).or_insert((key, entry.key));
        if first != key {
            let message = format!("the key {} differs from {} in case alone", quoted(key), quoted(first));
            faults.push(Fault::new(entry.key, message).related(place, "the other one"));
        }
    }
    faults
}
