//! Citations without a reference list.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF001",
    name: "missing-list",
    family: Family::References,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "The article cites by number, but no reference list was found in it.",
    why: "None of the claims can be traced to its source. The list may be lost, stand in another file, or \
          have a form that ibid does not know.",
    help: "add the list under a heading such as References",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell with them [1, 3].\n",
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
    let first = subject.numeric_citations().next().filter(|_| subject.listed().is_empty());
    first
        .map(|c| Fault::new(subject.place(&c.marker), "cited here, but the article has no reference list"))
        .into_iter()
        .collect()
}
