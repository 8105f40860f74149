//! Many sources for one claim.

use super::prelude::*;
use crate::citation::Citation;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CLM001",
    name: "citation-bundle",
    family: Family::Claims,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::No,
    what: "One marker cites more than six sources for one claim.",
    why: "Nobody can tell what each of them says. Off by default: some fields cite so.",
    help: "say which source supports what",
    bad: Example::Article(
        "Ties have grown [1-7].\n\
         \n\
         References\n\
         1. Novak, E., 1991. On the Number 1. Journal of Trade, 1: 1-9.\n\
         2. Novak, E., 1992. On the Number 2. Journal of Trade, 2: 1-9.\n\
         3. Novak, E., 1993. On the Number 3. Journal of Trade, 3: 1-9.\n\
         4. Novak, E., 1994. On the Number 4. Journal of Trade, 4: 1-9.\n\
         5. Novak, E., 1995. On the Number 5. Journal of Trade, 5: 1-9.\n\
         6. Novak, E., 1996. On the Number 6. Journal of Trade, 6: 1-9.\n\
         7. Novak, E., 1997. On the Number 7. Journal of Trade, 7: 1-9.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

/// More sources than this for one claim are a bundle.
const LARGEST: usize = 6;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let bundles = subject.extraction.citations.iter().filter(|c| c.numbers.len().max(c.keys.len()) > LARGEST);
    let count = |c: &Citation| c.numbers.len().max(c.keys.len());
    bundles
        .map(|c| Fault::new(subject.place(&c.marker), format!("{} sources for one claim", count(c))))
        .collect()
}
