//! A citation of a number that the reference list does not have.

use std::collections::BTreeSet;

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT001",
    name: "dangling-citation",
    family: Family::Citations,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A citation points at a number that the reference list does not have.",
    why: "A reader cannot find the source of the claim. Where an article has no reference list at all, \
          `missing-list` says so once instead.",
    help: "add the reference, or correct the number",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [2].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let listed = subject.listed();
    if listed.is_empty() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for citation in subject.numeric_citations() {
        let missing: BTreeSet<u32> =
            citation.numbers.iter().filter(|n| !listed.contains(n)).copied().collect();
        for number in missing {
            let message = format!("the reference list has no number {number}");
            faults.push(Fault::new(subject.number_place(citation, number), message));
        }
    }
    faults
}
