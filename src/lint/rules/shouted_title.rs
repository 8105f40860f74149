//! A title in capitals.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "TIT004",
    name: "shouted-title",
    family: Family::Titles,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A title is in capitals throughout.",
    why: "No style can give it another case without losing its acronyms and names.",
    help: "write it in sentence or title case",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {ON THE TIES OF TRADE},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On the Ties of Trade},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let titles = work.parts(&["title", "booktitle"]);
    let shouted = titles.filter(|part| is_shouted(&part.value));
    shouted.map(|p| Fault::new(p.span, format!("`{}` of {} is all capitals", p.name, work.name()))).collect()
}

/// Three words of four letters or more, and no small letter.
fn is_shouted(title: &str) -> bool {
    let long =
        title.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    long.count() >= 3 - usize::from(title.split_whitespace().count() >= 5)
        && !title.contains(char::is_lowercase)
}
