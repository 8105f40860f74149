//! A field under its BibTeX name.

use super::prelude::*;
use crate::bibliography::datamodel::FIELD_ALIASES;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT008",
    name: "field-alias",
    family: Family::Entries,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::Safe,
    what: "A field has its older BibTeX name (`journal`, `address`, `school`).",
    why: "BibLaTeX takes both, but a file that mixes them is hard to search. Off by default, since BibTeX \
          itself knows the older names only.",
    help: "use the BibLaTeX name",
    bad: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journal = {Journal of Trade},\n  date = {2001},\n}\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    let document = subject.document;
    let named = |entry: &Entry, name: &str| entry.field(document, name).is_some();
    let fields = document.entries().flat_map(|entry| entry.fields.iter().map(move |field| (entry, field)));
    fields
        .filter_map(|(entry, field)| {
            let written = document.slice(field.name);
            let (_, name) = FIELD_ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(written))?;
            let fault = Fault::new(field.name, format!("BibLaTeX calls {} `{name}`", quoted(written)));
            Some(if named(entry, name) { fault } else { fault.fix(Fix::safe(field.name, *name)) })
        })
        .collect()
}
