//! Sources that are not numbered in the order in which they are cited.

use super::prelude::*;
use std::collections::BTreeSet;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT003",
    name: "citation-disorder",
    family: Family::Citations,
    severity: Severity::Info,
    confidence: Confidence::Medium,
    default: false,
    fixable: Fixable::No,
    what: "In a list that is numbered by first citation, a source is first cited before one with a smaller \
         number.",
    why: "Most numeric styles number sources in the order in which the text first cites them. The rule \
         speaks only where nearly all of the list keeps that order; lists in the order of the alphabet \
         are left alone.",
    help: "renumber the references in the order of their first citation",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [4]. Wages fell [3]. Tariffs rose [5]. \
         Ports grew [6]. Rivers sank [7]. Borders closed [8]. Mines opened [9]. Forests shrank \
         [10]. Canals froze [11]. Markets moved [12].\n\
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
         12. Nilsen, L., 1992. On markets. Journal of Trade, 12: 111-119.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

/// The share of first citations that must ascend before one that does not is worth a word.
const SHARE_IN_ORDER: f64 = 0.9;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let listed = subject.listed();
    let firsts = first_citations(subject);
    let leaps: Vec<_> = firsts
        .iter()
        .scan(0, |highest, &(number, place)| {
            let leap = number > *highest + 1;
            let skipped = (*highest + 1..number).find(|n| listed.contains(n) && leap);
            *highest = number.max(*highest);
            Some((number, place, skipped))
        })
        .collect();
    let later = |number: u32| firsts.iter().any(|&(n, _)| n == number);
    let faults: Vec<Fault> = leaps
        .iter()
        .filter_map(|&(number, place, skipped)| {
            let skipped = skipped.filter(|&n| later(n))?;
            Some(Fault::new(place, format!("number {number} is first cited before number {skipped}")))
        })
        .collect();
    let in_order = firsts.len().saturating_sub(faults.len()) as f64;
    if firsts.len() >= 10 && in_order >= SHARE_IN_ORDER * firsts.len() as f64 { faults } else { Vec::new() }
}

/// Every number at its first citation, in reading order.
fn first_citations(subject: &ArticleSubject<'_>) -> Vec<(u32, Span)> {
    let mut seen = BTreeSet::new();
    let mut firsts = Vec::new();
    for citation in subject.numeric_citations() {
        for &number in &citation.numbers {
            if seen.insert(number) {
                firsts.push((number, subject.number_place(citation, number)));
            }
        }
    }
    firsts
}
