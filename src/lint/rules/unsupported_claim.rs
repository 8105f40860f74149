//! A claim that its source does not support.

use super::prelude::*;
use crate::library::sheet::Kind;
use crate::library::sheet::record::Verdict;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "LIB004",
    name: "unsupported-claim",
    family: Family::Library,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A person found that the source does not support the claim.",
    why: "The article says something that its own source does not.",
    help: "correct the claim, or cite another source",
    bad: Example::Sheet(
        "schema = 1\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n\
         verdict = \"unsupported\"\n",
    ),
    good: Example::Sheet(
        "schema = 1\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n\
         verdict = \"supported\"\n",
    ),
    check: Check::Sheet(check),
};

fn check(subject: &SheetSubject<'_>) -> Vec<Fault> {
    let unsupported = subject.claims.iter().filter(|(kind, _, claim)| {
        *kind == Kind::Claim && claim.annotation.verdict == Some(Verdict::Unsupported)
    });
    unsupported
        .map(|(_, place, claim)| {
            Fault::new(*place, format!("claim {} is not supported: {}", claim.id, quoted(&claim.text)))
        })
        .collect()
}
