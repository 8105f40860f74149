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
         1. Weber, A., 1981. On ties. Journal of Trade, 1: 1-9.\n\
         2. Okada, B., 1982. On trade. Journal of Trade, 2: 11-19.\n\
         3. Lindt, C., 1983. On wages. Journal of Trade, 3: 21-29.\n\
         4. Moreau, D., 1984. On prices. Journal of Trade, 4: 31-39.\n\
         5. Novak, E., 1985. On tariffs. Journal of Trade, 5: 41-49.\n\
         6. Hart, F., 1986. On harbours. Journal of Trade, 6: 51-59.\n\
         7. Iversen, G., 1987. On rivers. Journal of Trade, 7: 61-69.\n\
         8. Jansen, H., 1988. On borders. Journal of Trade, 8: 71-79.\n\
         9. Keller, I., 1989. On mines. Journal of Trade, 9: 81-89.\n\
         10. Lopez, J., 1990. On forests. Journal of Trade, 10: 91-99.\n\
         11. Marsh, K., 1991. On canals. Journal of Trade, 11: 101-109.\n\
         12. Nilsen, L., 1992. On markets. Journal of Trade, 12: 111-119.\n\
         13. Weber, A., 1993. On guilds. Journal of Trade, 13: 121-129.\n\
         14. Okada, B., 1994. On sailors. Journal of Trade, 14: 131-139.\n\
         15. Lindt, C., 1995. On bridges. Journal of Trade, 15: 141-149.\n\
         16. Moreau, D., 1996. On mills. Journal of Trade, 16: 151-159.\n\
         17. Novak, E., 1997. On towns. Journal of Trade, 17: 161-169.\n\
         18. Hart, F., 1998. On roads. Journal of Trade, 18: 171-179.\n\
         19. Iversen, G., 1999. On coins. Journal of Trade, 19: 181-189.\n\
         20. Jansen, H., 2000. On taxes. Journal of Trade, 20: 191-199.\n\
         21. Keller, I., 2001. On ships. Journal of Trade, 21: 201-209.\n\
         22. Lopez, J., 2002. On ports. Journal of Trade, 22: 211-219.\n\
         23. Marsh, K., 2003. On crops. Journal of Trade, 23: 221-229.\n\
         24. Nilsen, L., 2004. On looms. Journal of Trade, 24: 231-239.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

/// Ranges of more sources than this are worth a look.
const WIDEST: u32 = 20;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let wide = marker::ranges(subject).into_iter().filter(|r| r.last.saturating_sub(r.first) >= WIDEST);
    wide.map(|r| Fault::new(r.place, format!("{} sources in one range", u64::from(r.last - r.first) + 1)))
        .collect()
}
