//! A work from after the article that cites it.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NUM005",
    name: "later-than-article",
    family: Family::Numbers,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "A cited work is dated more than a year after the article itself was published.",
    why: "An article cannot cite what appeared later: a digit of the year was mistyped. Looked at are articles that \
          say when they were published, on their first page or in their metadata. The next year is allowed, since what \
          appears online first belongs to a later volume; works in press are left alone.",
    help: "look the year up",
    bad: Example::Article(
        "On Rivers and Roads\n\nAda Weber1, Ben Okada2\n\nPublished: 21 August 2004\n\nAbstract\n\n\
         Ties have grown [1]. Trade fell [2].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2013. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    good: Example::Article(
        "On Rivers and Roads\n\nAda Weber1, Ben Okada2\n\nPublished: 21 August 2004\n\nAbstract\n\n\
         Ties have grown [1]. Trade fell [2].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    check: Check::Works(check),
};

fn check(works: &Works<'_>) -> Vec<Fault> {
    let Some(published) = works.published else { return Vec::new() };
    let later = works.works.iter().filter(|work| work.part("pubstate").is_none()).filter_map(|work| {
        let year = work.year().filter(|year| *year > published + 1)?;
        let part = work.parts(&["date", "year"]).next()?;
        let message =
            format!("the year {year} of {} is later than the article itself, of {published}", work.name());
        Some(Fault::new(part.span, message))
    });
    later.collect()
}
