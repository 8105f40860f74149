//! One journal under several names.

use super::prelude::*;
use std::collections::HashMap;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CON001",
    name: "journal-spellings",
    family: Family::Consistency,
    severity: Severity::Info,
    confidence: Confidence::High,
    default: false,
    fixable: Fixable::No,
    what: "One journal stands under several spellings that differ in case, points or `&` alone.",
    why: "Readers and programs that group by journal see two.",
    help: "choose one spelling",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade and Ties},\n\
         \x20 date = {2001},\n\
         }\n\
         \n\
         @article{weber2002knots,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {Knots and Bows},\n\
         \x20 journaltitle = {Journal of Trade \\& Ties},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade and Ties},\n\
         \x20 date = {2001},\n\
         }\n\
         \n\
         @article{weber2002knots,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {Knots and Bows},\n\
         \x20 journaltitle = {Journal of Trade and Ties},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Works(check),
};

fn check(works: &Works<'_>) -> Vec<Fault> {
    let mut seen: HashMap<String, &Part> = HashMap::new();
    let mut faults = Vec::new();
    for part in works.works.iter().filter_map(|work| work.part("journaltitle")) {
        let first = seen.entry(folded(&part.value)).or_insert(part);
        if first.value != part.value {
            let message = format!("{} is elsewhere called {}", quoted(&part.value), quoted(&first.value));
            faults.push(Fault::new(part.span, message).related(first.span, "here"));
        }
    }
    faults
}

/// Letters and digits of a name, lower case, `&` as "and", an article in front left out.
fn folded(name: &str) -> String {
    let name = name.to_lowercase().replace('&', " and ");
    let name = name.strip_prefix("the ").unwrap_or(&name);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}
