//! A strong claim that cites nothing.

use super::prelude::*;
use crate::citation::strength::{Bare, bare_claims};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CLM004",
    name: "bare-claim",
    family: Family::Claims,
    severity: Severity::Info,
    confidence: Confidence::Medium,
    default: false,
    fixable: Fixable::No,
    what: "A sentence appeals to what others have found, gives a percentage or a superlative, and cites nothing.",
    why: "A reader cannot see where it is known from. The sentences before and after it count as near enough for a \
         citation. Percentages and superlatives are passed over where the article speaks of itself: in sentences with \
         `we`, `our`, `Table` or `Figure`, and below headings such as Methods and Results. Off by default: what counts \
         as known differs from field to field.",
    help: "cite the source, or say that it is your own finding",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [2].\n\
         \n\
         Studies have shown that wages fall when tariffs rise.\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [2].\n\
         \n\
         Studies have shown that wages fall when tariffs rise [1, 2].\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let citations = &subject.extraction.citations;
    if citations.is_empty() {
        // An article whose citations were not found, or that has none, would be reported sentence by sentence.
        return Vec::new();
    }
    let bare = bare_claims(&subject.paragraphs(), citations).into_iter();
    let fault = |bare: Bare| {
        Fault::new(subject.place(&bare.sentence), format!("{} without a citation", quoted(&bare.cue)))
    };
    bare.map(fault).collect()
}
