//! An entry without a field that its type must have.

use super::prelude::*;
use crate::bibliography::datamodel::entry_type;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT003",
    name: "missing-field",
    family: Family::Entries,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An entry lacks a field that the BibLaTeX data model makes mandatory for its type.",
    why: "Styles print nothing, or only a comma, where the field should be. Entries that inherit from \
          another one by `crossref` or `xdata` are left alone.",
    help: "add the field, or choose a type that does not need it",
    bad: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n}\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let inherits = work.parts(&["crossref", "xdata", "entryset"]).next().is_some();
    let Some(model) = entry_type(&work.kind).filter(|_| work.is_entry() && !inherits) else {
        return Vec::new();
    };
    let lacks = |group: &&&[&str]| work.parts(group).all(|part| part.value.is_empty());
    let implied = |group: &&&[&str]| **group == ["type"] && work.written_kind != work.kind;
    let missing: Vec<String> =
        model.required.iter().filter(lacks).filter(|g| !implied(g)).map(|group| group.join(" or ")).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let message = format!("the {} {} has no {}", work.kind, work.name(), missing.join(", no "));
    vec![Fault::new(work.place, message)]
}
