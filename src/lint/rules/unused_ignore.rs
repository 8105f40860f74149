//! An ignore comment without effect.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "SET001",
    name: "unused-ignore",
    family: Family::Settings,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A comment asks to ignore a rule that finds nothing there.",
    why: "The fault was mended, or the comment stands in the wrong place; left behind, it will hide the \
         next fault.",
    help: "remove the comment",
    bad: Example::Library(
        "% ibid: ignore[duplicate-key] the journal has two issues\n\
         @article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "% ibid: ignore[impossible-year] announced for that year\n\
         @article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2101},\n\
         }\n",
    ),
    check: Check::Machinery,
};
