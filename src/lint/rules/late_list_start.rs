//! A reference list that does not start at 1.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF002",
    name: "late-list-start",
    family: Family::References,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "The first number of the reference list is not 1.",
    why: "The beginning of the list is missing, or ibid did not find it.",
    help: "restore the first items, or renumber the list",
    bad: Example::Article(
        "Ties have grown [2]. Trade fell [3]. Prices rose [4].\n\n\
         References\n\
         2. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         3. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         4. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let first = subject.labels().into_iter().next().filter(|&(number, _)| number > 1);
    first
        .map(|(number, place)| Fault::new(place, format!("the list starts at {number}")))
        .into_iter()
        .collect()
}
