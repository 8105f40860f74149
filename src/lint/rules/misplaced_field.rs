//! A field that entries of this type do not have.

use super::prelude::*;
use crate::bibliography::datamodel::{canonical_field, entry_type, field_names};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT007",
    name: "misplaced-field",
    family: Family::Entries,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::No,
    what: "A field is in the BibLaTeX data model, but not for entries of this type.",
    why: "Styles do not print it there, and often the type is the mistake. Off by default, since collections \
          from databases are full of harmless ones.",
    help: "choose the type that has the field, or remove the field",
    bad: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n  booktitle = {Trade},\n}\n",
    ),
    good: Example::Library(
        "@incollection{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  \
         booktitle = {Trade},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    subject.document.entries().flat_map(|entry| misplaced(subject.document, entry)).collect()
}

fn misplaced(document: &Document, entry: &Entry) -> Vec<Fault> {
    let kind = document.slice(entry.kind).to_lowercase();
    let Some(model) = entry_type(&kind) else { return Vec::new() };
    let name = |field: &Field| document.slice(field.name).to_lowercase();
    let known = |field: &str| field_names().any(|known| known == field);
    let misplaced = entry.fields.iter().filter(|field| {
        let name = name(field);
        known(&name) && !model.takes(canonical_field(&name))
    });
    misplaced
        .map(|f| Fault::new(f.name, format!("entries of type {kind} have no {}", quoted(&name(f)))))
        .collect()
}
