//! A field whose name is a slip of the pen.

use super::prelude::*;
use crate::bibliography::datamodel::field_names;
use crate::lint::settings::nearest;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "ENT005",
    name: "misspelled-field",
    family: Family::Entries,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::Unsafe,
    what: "A field has a name that is not in the BibLaTeX data model but looks like one that is.",
    why: "BibLaTeX ignores fields that it does not know, without a word. Other unknown fields are taken \
          for a person's own; `unknown-field` reports them too.",
    help: "correct the name",
    bad: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  subtitel = {A Survey},\n  \
         date = {2001},\n}\n",
    ),
    good: Example::Library(
        "@misc{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  subtitle = {A Survey},\n  \
         date = {2001},\n}\n",
    ),
    check: Check::Library(check),
};

/// Fields of databases that export BibTeX (MathSciNet, zbMATH, Web of Science) and of widespread styles, which look like others.
const EXPORTED: [&str; 8] =
    ["ajournal", "eissn", "fjournal", "mrclass", "mrnumber", "mrreviewer", "zblnumber", "zmnumber"];

/// The field that the unknown field `name` was meant to be, if it looks like one.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    nearest(name, field_names()).filter(|_| !EXPORTED.contains(&name))
}

fn check(subject: &LibrarySubject<'_>) -> Vec<Fault> {
    subject
        .unknown_fields()
        .filter_map(|(field, name)| {
            let near = meant(&name)?;
            let fault = Fault::new(field.name, format!("{} is not a field", quoted(&name)));
            Some(fault.help(format!("did you mean `{near}`?")).fix(Fix::not_safe(field.name, near)))
        })
        .collect()
}
