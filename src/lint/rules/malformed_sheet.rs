//! A block of the .toml that cannot be read.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "LIB005",
    name: "malformed-sheet",
    family: Family::Library,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A block of the .toml cannot be read.",
    why: "ibid leaves the block as it is and does without it, so its claims are missing from every answer.",
    help: "correct the TOML",
    bad: Example::Sheet(
        "schema = 1\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n\
         tags = \"energy\"\n",
    ),
    good: Example::Sheet(
        "schema = 1\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n\
         tags = [\"energy\"]\n",
    ),
    check: Check::Sheet(check),
};

fn check(subject: &SheetSubject<'_>) -> Vec<Fault> {
    let rows: Vec<Span> = subject.source.rows().collect();
    let place = |line: usize| rows.get(line.saturating_sub(1)).copied().unwrap_or_default();
    subject.errors.iter().map(|error| Fault::new(place(error.line), error.message.clone())).collect()
}
