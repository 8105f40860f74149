//! HTML in a title.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "TIT002",
    name: "markup-leftover",
    family: Family::Titles,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A title holds HTML tags or entities.",
    why: "They print as they stand: `<i>E. coli</i>`, `R&amp;D`.",
    help: "write them as LaTeX, or remove them",
    bad: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties of R&amp;D},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    good: Example::Library(
        "@article{weber2001ties,\n\
         \x20 author = {Weber, Ada},\n\
         \x20 title = {On Ties of R\\&D},\n\
         \x20 journaltitle = {Journal of Trade},\n\
         \x20 date = {2001},\n\
         }\n",
    ),
    check: Check::Work(check),
};

fn check(work: &Work<'_>) -> Vec<Fault> {
    let titles = work.parts(&["title", "booktitle", "journaltitle", "subtitle", "publisher", "series"]);
    let leftover = titles.filter_map(|part| Some((part, leftover(&part.latex)?)));
    leftover
        .map(|(part, what)| {
            Fault::new(part.span, format!("`{}` of {} holds {}", part.name, work.name(), quoted(what)))
        })
        .collect()
}

const TAGS: [&str; 14] = [
    "<i>", "</i>", "<b>", "</b>", "<em>", "<sub>", "<sup>", "<scp>", "<span", "<p>", "<br", "<jats:",
    "<mml:", "<SUB>",
];
const ENTITIES: [&str; 10] =
    ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;", "&ndash;", "&#", "\\&amp;", "&mdash;"];

fn leftover(text: &str) -> Option<&'static str> {
    TAGS.into_iter().chain(ENTITIES).find(|mark| text.contains(mark))
}
