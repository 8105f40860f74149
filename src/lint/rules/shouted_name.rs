//! A name in capitals.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NAM002",
    name: "shouted-name",
    family: Family::Names,
    severity: Severity::Info,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "A family name is in capitals throughout.",
    why: "It was copied from a page that sets names so; every style will now print it so, and the same \
         person elsewhere looks like another.",
    help: "write the name as its bearer does",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {WEBER, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let lists =
        work.parts(&["author", "editor", "translator"]).filter(|part| work.is_entry() && !is_braced(part));
    let shouted = |part: &Part| -> Option<Fault> {
        let name =
            part.value.split(" and ").filter_map(|name| name.split_once(',')).find(|(f, _)| is_shouted(f))?.0;
        Some(Fault::new(part.span, format!("the name {} is all capitals", quoted(name))))
    };
    lists.filter_map(shouted).collect()
}

/// Whether a person said that the name is to stand as it is.
fn is_braced(part: &Part) -> bool {
    part.latex.contains('{')
}

/// Four letters or more, all of them capitals; shorter names may be abbreviations of bodies.
fn is_shouted(family: &str) -> bool {
    let letters = family.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4 && !family.contains(char::is_lowercase) && family.contains(char::is_uppercase)
}
