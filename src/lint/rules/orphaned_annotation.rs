//! An annotation without its claim.

use super::prelude::*;
use crate::library::sheet::Kind;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "LIB002",
    name: "orphaned-annotation",
    family: Family::Library,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A person annotated a claim that the article no longer makes.",
    why: "The verdict or note hangs in the air. ibid keeps it as an `[[orphan]]` until a person decides.",
    help: "move the note to the claim that took its place, or remove the block",
    bad: Example::Sheet(
        "schema = 1\n\
         \n\
         [[orphan]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n\
         note = \"look this up\"\n",
    ),
    good: Example::Sheet(
        "schema = 1\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n\
         note = \"look this up\"\n",
    ),
    check: Check::Sheet(check),
};

fn check(subject: &SheetSubject<'_>) -> Vec<Fault> {
    let orphans = subject
        .claims
        .iter()
        .filter(|(kind, _, claim)| *kind == Kind::Orphan && !claim.annotation.is_empty());
    orphans
        .map(|(_, place, claim)| {
            Fault::new(*place, format!("the article no longer makes the claim {}", quoted(&claim.text)))
        })
        .collect()
}
