//! An ignore comment without a reason.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "SET002",
    name: "unreasoned-ignore",
    family: Family::Settings,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A comment asks to ignore a rule without saying why, names no rule that ibid has, or none in brackets.",
    why: "The next reader cannot tell whether the reason still holds.",
    help: "write the reason behind the bracket",
    bad: Example::Library(
        "% ibid: ignore[impossible-year]\n\
         @article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2101},\n\
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
