//! A year in which nothing can have been published.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NUM001",
    name: "impossible-year",
    family: Family::Numbers,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A work is dated more than a year ahead, or before printing began.",
    why: "A digit was mistyped or misread, and a search for the work by year will fail. One year ahead is \
          allowed, since publishers date issues in advance.",
    help: "look the year up",
    bad: Example::Library(
        "@article{weber2101ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2101},\n}\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n  author = {Weber, Ada},\n  title = {On Ties},\n  \
         journaltitle = {Journal of Trade},\n  date = {2001},\n}\n",
    ),
    check: Check::Work(check),
};

/// Gutenberg's first prints; older works are cited in later editions.
const FIRST_PRINT: i32 = 1450;

fn check(work: &Work<'_>) -> Vec<Fault> {
    let Some(part) = work.parts(&["date", "year"]).next() else { return Vec::new() };
    let Some(year) = work.year() else { return Vec::new() };
    let wrong = if year > work.context.year + 1 {
        "lies in the future"
    } else if year < FIRST_PRINT && year > 0 {
        "is older than printing"
    } else {
        return Vec::new();
    };
    vec![Fault::new(part.span, format!("the year {year} of {} {wrong}", work.name()))]
}
