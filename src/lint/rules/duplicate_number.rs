//! Two references with one number.

use std::collections::HashMap;

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF007",
    name: "duplicate-number",
    family: Family::References,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "Two items of the reference list have the same number.",
    why: "A citation of the number does not say which of them is meant.",
    help: "renumber one of them and its citations",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         2. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         3. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n",
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
    let mut seen = HashMap::new();
    let mut faults = Vec::new();
    for (number, place) in subject.labels() {
        match seen.get(&number) {
            Some(&first) => faults.push(
                Fault::new(place, format!("number {number} stands for two references"))
                    .related(first, "the other one"),
            ),
            None => {
                seen.insert(number, place);
            }
        }
    }
    faults
}
