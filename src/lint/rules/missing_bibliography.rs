//! A bibliography that is not there.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT009",
    name: "missing-bibliography",
    family: Family::Citations,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An article names a bibliography file that is not at hand.",
    why: "No key of the article can be checked, and its citations will print as question marks. Files are looked for \
          beside the article and beside the document that brings it in, never outside the project; URLs, and the lists \
          of abbreviations that come with TeX, are not looked for.",
    help: "add the file, or correct its name",
    bad: Example::Markdown("---\nbibliography: references.bib\n---\n\nTies have grown [@weber2001ties].\n"),
    good: Example::Markdown("---\nbibliography: refs.bib\n---\n\nTies have grown [@weber2001ties].\n"),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let text = subject.source().text();
    let name = |span: &Span| quoted(text.get(span.range()).unwrap_or_default());
    let absent = subject.citable.absent.iter();
    absent.map(|span| Fault::new(*span, format!("the bibliography {} is not there", name(span)))).collect()
}
