//! A field that BibLaTeX does not know.

use super::misspelled_field::meant;
use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT006",
    name: "unknown-field",
    family: Family::Entries,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::No,
    what: "A field is not in the BibLaTeX data model, and is no misspelling of one that is.",
    why: "Styles never print it. Off by default, since programs keep notes of their own in such fields.",
    help: "remove the field, or keep its content in `note`",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  \
         shelf = {3b},\n}\n",
    ),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  \
         note = {Shelf 3b},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    let unknown = subject.unknown_fields().filter(|(_, name)| meant(name).is_none());
    unknown.map(|(field, name)| Fault::new(field.name, format!("{} is not a field", quoted(&name)))).collect()
}
