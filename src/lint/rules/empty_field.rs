//! A field that says nothing.

use super::prelude::*;
use crate::lint::subject::is_put_aside;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT012",
    name: "empty-field",
    family: Family::Entries,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A field of an entry has no value.",
    why: "It looks filled in but prints nothing; some styles print a stray comma for it.",
    help: "fill it in or remove it",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  note = {},\n}\n",
    ),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n}\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    if !work.is_entry() {
        return Vec::new();
    }
    let empty = work.parts.iter().filter(|part| part.latex.is_empty() && !is_put_aside(&part.name));
    empty.map(|part| Fault::new(part.span, format!("`{}` of {} is empty", part.name, work.name()))).collect()
}
