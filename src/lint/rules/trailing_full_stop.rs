//! A full stop at the end of a title.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "TIT003",
    name: "trailing-full-stop",
    family: Family::Titles,
    severity: Severity::Info,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::Safe,
    what: "A title ends in a full stop.",
    why: "Styles add their own punctuation, and two points are printed. Abbreviations and ellipses are \
         left alone.",
    help: "remove it",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties of Trade.},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties of Trade},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let titles = work.parts(&["title", "booktitle", "subtitle"]).filter(|_| work.is_entry());
    let fault = |part: &Part| -> Option<Fault> {
        let written = part.written.as_deref().filter(|title| has_stray_stop(title))?;
        let kept = written.trim_end().strip_suffix('.')?;
        let fault = Fault::new(part.span, format!("`{}` of {} ends in a full stop", part.name, work.name()));
        Some(fault.fix(Fix::safe(part.span, kept)))
    };
    titles.filter_map(fault).collect()
}

/// Whether the last word of `title` is a long one, in lower case after its first letter, with one point behind it.
fn has_stray_stop(title: &str) -> bool {
    let last = title.split_whitespace().next_back().unwrap_or_default();
    let Some(word) = last.strip_suffix('.') else { return false };
    const ABBREVIATIONS: [&str; 5] = ["Corp", "Univ", "Proc", "Dept", "Suppl"];
    word.chars().count() >= 4
        && word.chars().skip(1).all(char::is_lowercase)
        && !ABBREVIATIONS.contains(&word)
}
