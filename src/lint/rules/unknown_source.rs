//! A claim whose source is gone.

use super::prelude::*;
use std::collections::BTreeSet;

use crate::library::sheet::Kind;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "LIB003",
    name: "unknown-source",
    family: Family::Library,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A claim cites a key that the .bib beside it does not have.",
    why: "The claim has lost its source: the entry was removed or its key changed by hand.",
    help: "restore the entry, or correct the key in `cites`",
    bad: Example::Sheet(
        "schema = 1\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001tie\"]\n",
    ),
    good: Example::Sheet(
        "schema = 1\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n",
    ),
    check: Check::Sheet(check),
};

fn check(subject: &SheetSubject<'_>) -> Vec<Fault> {
    let library = subject.library;
    let keys: BTreeSet<&str> = library.entries().map(|entry| library.slice(entry.key)).collect();
    let mut faults = Vec::new();
    for (_, place, claim) in subject.claims.iter().filter(|(kind, ..)| *kind == Kind::Claim) {
        let unknown = claim.cites.iter().filter(|key| !keys.contains(key.as_str()));
        faults.extend(unknown.map(|key| {
            Fault::new(
                *place,
                format!("claim {} cites {}, which the .bib does not have", claim.id, quoted(key)),
            )
            .of(key)
        }));
    }
    faults
}
