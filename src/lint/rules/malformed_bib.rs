//! A block of a .bib file that cannot be read.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT011",
    name: "malformed-bib",
    family: Family::Entries,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A block of a .bib file is not BibLaTeX.",
    why: "Programs skip the entry, or all that follows. ibid goes on at the next entry and leaves the block \
          as it is.",
    help: "look for a missing brace, comma or equals sign",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title {On Ties},\n  date = {2001},\n}\n",
    ),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    let faults = subject.document.faults().iter();
    faults.map(|fault| Fault::new(Span::new(fault.at, fault.at), fault.message.clone())).collect()
}
