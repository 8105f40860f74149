//! One source twice in one marker.

use super::prelude::*;
use std::collections::BTreeSet;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT006",
    name: "repeated-source",
    family: Family::Citations,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "One marker cites the same number or key twice.",
    why: "The second was meant to be another source: `[3, 3]`, or `[3–5, 4]`. Two places in one source, as in \
          `[@weber2001, p. 3; @weber2001, p. 9]`, are no repetition.",
    help: "correct or remove one of them",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3, 3]. Wages fell [4]. Tariffs rose [5].\n\
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
    let repeated = subject.numeric_citations().filter_map(|citation| {
        let mut seen = BTreeSet::new();
        let number = citation.numbers.iter().find(|&&number| !seen.insert(number))?;
        Some(Fault::new(subject.place(&citation.marker), format!("number {number} is cited twice here")))
    });
    let keyed = subject.keyed_citations().filter_map(|citation| {
        let mut seen = BTreeSet::new();
        let items = citation.marker.text.trim_matches(['[', ']']).split(';').map(str::trim);
        let item = items.into_iter().find(|item| !seen.insert(*item))?;
        let key = citation.keys.iter().find(|key| item.contains(key.as_str()))?;
        Some(Fault::new(subject.place(&citation.marker), format!("{} is cited twice here", quoted(key))))
    });
    repeated.chain(keyed).collect()
}
