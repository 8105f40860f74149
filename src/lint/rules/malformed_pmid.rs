//! A PubMed number that cannot be one.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "IDN006",
    name: "malformed-pmid",
    family: Family::Identifiers,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A PubMed number is not one to eight digits.",
    why: "It names no record.",
    help: "copy the number from PubMed",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 pmid = {12a45},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         \x20 pmid = {1234567},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let typed = work.parts(&["eprinttype"]).any(|kind| kind.value.eq_ignore_ascii_case("pubmed"));
    let name = if typed { "eprint" } else { "pmid" };
    let wrong = work.part(name).filter(|part| !is_pmid(&part.value));
    let fault =
        |part: &Part| Fault::new(part.span, format!("{} is not a PubMed number", quoted(&part.value)));
    wrong.map(fault).into_iter().collect()
}

fn is_pmid(number: &str) -> bool {
    (1..=8).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0')
}
