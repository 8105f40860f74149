//! Many sources for one claim.

use super::prelude::*;
use crate::citation::strength::{Supported, supported};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CLM001",
    name: "citation-bundle",
    family: Family::Claims,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::No,
    what: "One claim has more than five sources.",
    why: "Nobody can tell what each of them says. Off by default: some fields cite so.",
    help: "say which source supports what",
    bad: Example::Article(
        "Ties have grown [1-6].\n\
         \n\
         References\n\
         1. Novak, E., 1991. On the Number 1. Journal of Trade, 1: 1-9.\n\
         2. Novak, E., 1992. On the Number 2. Journal of Trade, 2: 1-9.\n\
         3. Novak, E., 1993. On the Number 3. Journal of Trade, 3: 1-9.\n\
         4. Novak, E., 1994. On the Number 4. Journal of Trade, 4: 1-9.\n\
         5. Novak, E., 1995. On the Number 5. Journal of Trade, 5: 1-9.\n\
         6. Novak, E., 1996. On the Number 6. Journal of Trade, 6: 1-9.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let bundles = supported(&subject.extraction.citations).filter(Supported::is_bundle);
    let fault = |claim: Supported<'_>| {
        Fault::new(subject.place(claim.marker()), format!("{} sources for one claim", claim.sources()))
    };
    bundles.map(fault).collect()
}
