//! One source behind many claims.

use super::prelude::*;
use crate::citation::strength::supported;
use std::collections::BTreeMap;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CLM002",
    name: "sole-source",
    family: Family::Claims,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::No,
    what: "Many claims rest on one source alone.",
    why: "If the source is wrong, so are all of them. Reported once for each source that is the only one \
         behind five claims or more. Off by default: it is a question, not a fault.",
    help: "look for a second source",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [1]. Prices rose [1]. Wages fell [1]. Tariffs rose [1].\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

/// So many claims on one source are worth a look.
const CLAIMS: usize = 5;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let mut sole: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for claim in supported(&subject.extraction.citations) {
        if let Some(key) = claim.sole_source() {
            sole.entry(key).or_default().push(subject.place(claim.marker()));
        }
    }
    let many = sole.into_iter().filter(|(_, places)| places.len() >= CLAIMS);
    many.filter_map(|(key, places)| {
        let first = *places.first()?;
        Some(Fault::new(first, format!("{} claims rest on {} alone", places.len(), quoted(key))))
    })
    .collect()
}
