//! Citations printed in several ways.

use super::prelude::*;
use crate::citation::Style;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT007",
    name: "mixed-styles",
    family: Family::Citations,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: false,
    fixable: Fixable::No,
    what: "The article cites in more than one way, none of them leading.",
    why: "A reader cannot tell which numbers are citations. ibid abstains from all rules that rest on \
         numbers.",
    help: "cite in one way throughout",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell (2). Prices rose [3]. Wages fell (4).\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n\
         5. Novak, E., 2006. On Tariffs. Journal of Trade, 9: 41-49.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let citations = &subject.extraction.citations;
    let first = citations.first().filter(|_| subject.extraction.style == Style::Mixed);
    first
        .map(|c| Fault::new(subject.place(&c.marker), "the article cites in more than one way"))
        .into_iter()
        .collect()
}
