//! A number that the reference list leaves out.

use std::collections::BTreeSet;

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF005",
    name: "numbering-gap",
    family: Family::References,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "The numbers of the reference list jump.",
    why: "An item was deleted or lost, or two items have run together.",
    help: "restore the missing items, or renumber the list and the citations",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [4].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         4. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n",
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
    let numbers: BTreeSet<u32> = labels.iter().map(|(number, _)| *number).collect();
    let jumps = numbers.iter().zip(numbers.iter().skip(1)).filter(|(a, b)| **b - **a > 1);
    jumps
        .filter_map(|(&before, &after)| {
            let (_, place) = labels.iter().find(|(number, _)| *number == after)?;
            let missing = match after - before {
                2 => format!("number {}", before + 1),
                _ => format!("numbers {} to {}", before + 1, after - 1),
            };
            Some(Fault::new(*place, format!("the list leaves out {missing}")))
        })
        .collect()
}
