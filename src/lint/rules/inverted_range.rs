//! A range of numbers that runs backwards.

use super::marker;
use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT004",
    name: "inverted-range",
    family: Family::Citations,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A range of citation numbers runs backwards.",
    why: "`[7–3]` points at nothing; one of the numbers is mistyped.",
    help: "correct the range",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [5-3]. Wages fell [3, 4]. Tariffs rose [5].\n\
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
    // A number beyond the list is one of something else, as that of an approval: `(reference 64-11)`.
    let highest = subject.listed().last().copied().unwrap_or(u32::MAX);
    let is_inverted = |range: &marker::Range| range.last < range.first && range.first <= highest;
    let ranges = marker::ranges(subject).into_iter().filter(is_inverted);
    ranges.map(|r| Fault::new(r.place, format!("the range {}–{} runs backwards", r.first, r.last))).collect()
}
