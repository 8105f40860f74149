//! An entry without a key.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT014",
    name: "missing-key",
    family: Family::Entries,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An entry of a .bib file has no key.",
    why: "Nothing can cite it, and biber leaves it out.",
    help: "give it a key",
    bad: Example::Library("@misc{,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n"),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    let nameless = subject.document.entries().filter(|entry| entry.key.is_empty());
    nameless.map(|entry| Fault::new(entry.kind, "the entry has no key")).collect()
}
