//! A reference list that ends in the middle.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF003",
    name: "broken-off-list",
    family: Family::References,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "The text cites numbers beyond the last item of the list, and that item is itself cut off.",
    why: "The end of the list is missing: a page was lost, or the text was cut.",
    help: "restore the end of the list",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4]. Tariffs rose [5].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. On the Prices of\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. On the Prices of Grain. Journal of Trade, 8: 31-39.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let cut_off = subject.extraction.references.last().is_some_and(|r| r.cut_off);
    let cited = subject.cited().last().copied();
    let Some((last, place)) = subject.labels().into_iter().next_back() else { return Vec::new() };
    let message = match subject.missing_end() {
        Some(missing) => {
            format!("the list breaks off after {last}; {}–{} are cited", missing.start(), missing.end())
        }
        None if cut_off && cited.is_some_and(|c| c > last) => format!("the list breaks off after {last}"),
        None => return Vec::new(),
    };
    vec![Fault::new(place, message)]
}
