//! A source that is cited only together with others.

use super::prelude::*;
use crate::citation::strength::{Supported, never_alone, supported};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CLM003",
    name: "never-alone",
    family: Family::Claims,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::No,
    what: "A source is cited, but never for a claim of its own.",
    why: "The article does not tell what this source adds to the others. Reported where it is first cited. Off by \
         default: it is a question, not a fault.",
    help: "say what it alone supports, or leave it out",
    bad: Example::Article(
        "Ties have grown [1, 2]. Trade fell [1].\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let found = never_alone(supported(&subject.extraction.citations)).into_iter();
    let fault = |(key, claim)| {
        let place = subject.place(Supported::marker(&claim));
        Fault::new(place, format!("{} is never cited alone", quoted(key)))
    };
    found.map(fault).collect()
}
