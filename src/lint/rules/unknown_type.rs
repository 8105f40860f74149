//! An entry of a type that BibLaTeX does not know.

use super::prelude::*;
use crate::bibliography::datamodel::{is_type, type_names};
use crate::lint::settings::nearest;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT004",
    name: "unknown-type",
    family: Family::Entries,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::Unsafe,
    what: "An entry has a type that is not in the BibLaTeX data model.",
    why: "Styles print it as `misc`, without journal, volume and pages.",
    help: "choose a type of the data model",
    bad: Example::Library(
        "@artcle{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n}\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    let kind = |entry: &Entry| subject.document.slice(entry.kind).to_lowercase();
    let unknown = subject.document.entries().filter(|entry| !is_type(&kind(entry)));
    unknown.map(|entry| fault(entry, &kind(entry))).collect()
}

fn fault(entry: &Entry, kind: &str) -> Fault {
    let fault = Fault::new(entry.kind, format!("{} is not an entry type", quoted(kind)));
    match nearest(kind, type_names()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")).fix(Fix::not_safe(entry.kind, near)),
        None => fault,
    }
}
