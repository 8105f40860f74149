//! Initials written together.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "NAM004",
    name: "merged-initials",
    family: Family::Names,
    severity: Severity::Info,
    confidence: Confidence::Medium,
    default: false,
    fixable: Fixable::Unsafe,
    what: "Initials stand together without points (`Weber, AB`).",
    why: "BibLaTeX takes them for one given name and abbreviates it to its first letter. Off by default: \
         some styles, and PubMed, write all names so.",
    help: "write `A. B.`",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, AB},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, A. B.},\n\
         \x20 title = {On Ties},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let lists = work.parts(&["author", "editor", "translator"]).filter(|_| work.is_entry());
    let merged = |part: &Part| -> Option<Fault> {
        let written = part.written.as_deref()?;
        let new: Vec<String> = written.split(" and ").map(spelt_out).collect();
        let new = new.join(" and ");
        let fault = || Fault::new(part.span, format!("initials in `{}` stand together", part.name));
        (new != written).then(|| fault().fix(Fix::not_safe(part.span, new)))
    };
    lists.filter_map(merged).collect()
}

/// `Weber, A. B.` out of `Weber, AB`; any other name as it is.
fn spelt_out(name: &str) -> String {
    let Some((family, given)) = name.split_once(',') else { return name.to_owned() };
    let initials = given.trim();
    let merged = (2..=3).contains(&initials.chars().count()) && initials.chars().all(char::is_uppercase);
    if !merged {
        return name.to_owned();
    }
    let points: Vec<String> = initials.chars().map(|c| format!("{c}.")).collect();
    format!("{family}, {}", points.join(" "))
}
