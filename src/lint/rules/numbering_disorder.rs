//! Items of the reference list that stand out of order.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF006",
    name: "numbering-disorder",
    family: Family::References,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An item of the reference list has a smaller number than the one before it.",
    why: "A reader who looks for the number will not find it where it should stand.",
    help: "put the items in the order of their numbers",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         3. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let labels = subject.labels();
    let pairs = labels.iter().zip(labels.iter().skip(1));
    pairs
        .filter(|((before, _), (number, _))| number < before)
        .map(|((before, _), (number, place))| {
            Fault::new(*place, format!("number {number} stands after {before}"))
        })
        .collect()
}
