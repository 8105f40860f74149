//! A range that cites very many sources at once.

use super::marker;
use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT005",
    name: "wide-range",
    family: Family::Citations,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "One marker cites a range of more than twenty sources.",
    why: "Nobody can tell which of them supports the claim, or the range is mistyped (`[1–100]` for \
         `[1–10]`).",
    help: "cite the sources that the claim needs",
    bad: Example::Article(
        "Ties have grown [1-24].\n\
         \n\
         References\n\
         1. Novak, E., 1981. On the Number 1. Journal of Trade, 1: 1-9.\n\
         2. Novak, E., 1982. On the Number 2. Journal of Trade, 2: 1-9.\n\
         3. Novak, E., 1983. On the Number 3. Journal of Trade, 3: 1-9.\n\
         4. Novak, E., 1984. On the Number 4. Journal of Trade, 4: 1-9.\n\
         5. Novak, E., 1985. On the Number 5. Journal of Trade, 5: 1-9.\n\
         6. Novak, E., 1986. On the Number 6. Journal of Trade, 6: 1-9.\n\
         7. Novak, E., 1987. On the Number 7. Journal of Trade, 7: 1-9.\n\
         8. Novak, E., 1988. On the Number 8. Journal of Trade, 8: 1-9.\n\
         9. Novak, E., 1989. On the Number 9. Journal of Trade, 9: 1-9.\n\
         10. Novak, E., 1990. On the Number 10. Journal of Trade, 10: 1-9.\n\
         11. Novak, E., 1991. On the Number 11. Journal of Trade, 11: 1-9.\n\
         12. Novak, E., 1992. On the Number 12. Journal of Trade, 12: 1-9.\n\
         13. Novak, E., 1993. On the Number 13. Journal of Trade, 13: 1-9.\n\
         14. Novak, E., 1994. On the Number 14. Journal of Trade, 14: 1-9.\n\
         15. Novak, E., 1995. On the Number 15. Journal of Trade, 15: 1-9.\n\
         16. Novak, E., 1996. On the Number 16. Journal of Trade, 16: 1-9.\n\
         17. Novak, E., 1997. On the Number 17. Journal of Trade, 17: 1-9.\n\
         18. Novak, E., 1998. On the Number 18. Journal of Trade, 18: 1-9.\n\
         19. Novak, E., 1999. On the Number 19. Journal of Trade, 19: 1-9.\n\
         20. Novak, E., 2000. On the Number 20. Journal of Trade, 20: 1-9.\n\
         21. Novak, E., 2001. On the Number 21. Journal of Trade, 21: 1-9.\n\
         22. Novak, E., 2002. On the Number 22. Journal of Trade, 22: 1-9.\n\
         23. Novak, E., 2003. On the Number 23. Journal of Trade, 23: 1-9.\n\
         24. Novak, E., 2004. On the Number 24. Journal of Trade, 24: 1-9.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4]. Tariffs rose [5].\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n\
         5. Novak, E., 2006. On Tariffs. Journal of Trade, 9: 41-49.\n",
    ),
    check: Check::Article(check),
};

/// Ranges of more sources than this are worth a look.
const WIDEST: u32 = 20;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let wide = marker::ranges(subject).into_iter().filter(|r| r.last.saturating_sub(r.first) >= WIDEST);
    wide.map(|r| Fault::new(r.place, format!("{} sources in one range", u64::from(r.last - r.first) + 1)))
        .collect()
}
