//! One author under several spellings.

use super::prelude::*;
use std::collections::HashMap;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CON002",
    name: "author-spellings",
    family: Family::Consistency,
    severity: Severity::Info,
    confidence: Confidence::Medium,
    default: false,
    fixable: Fixable::No,
    what: "One family name is spelt with accents here and without them there.",
    why: "The works of one author fall apart in every index. Reported where first initials agree.",
    help: "choose one spelling",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Müller, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n\
         \n\
         @article{weber2002knots,\n\
         \x20 author = {Muller, Ada},\n\
         \x20 title = {Knots and Bows},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Müller, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n\
         \n\
         @article{weber2002knots,\n\
         \x20 author = {Müller, Ada},\n\
         \x20 title = {Knots and Bows},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Works(check),
};

fn check(works: &Works<'_>) -> Vec<Fault> {
    let mut seen: HashMap<String, (String, Span)> = HashMap::new();
    let mut faults = Vec::new();
    for part in works.works.iter().flat_map(|work| work.parts(&["author", "editor"])) {
        for name in part.value.split(" and ") {
            let Some((family, given)) = name.split_once(',') else { continue };
            let Some(initial) = given.trim().chars().next() else { continue };
            let id = format!("{} {initial}", squash(family));
            let (first, place) = seen.entry(id).or_insert_with(|| (family.to_owned(), part.span));
            if first.to_lowercase() != family.to_lowercase() {
                let message = format!("{} is elsewhere spelt {}", quoted(family), quoted(first));
                faults.push(Fault::new(part.span, message).related(*place, "here"));
            }
        }
    }
    faults
}
