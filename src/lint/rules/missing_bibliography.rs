//! A bibliography that is not there, or of no use.

use super::prelude::*;
use crate::citation::keys_aside;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT009",
    name: "missing-bibliography",
    family: Family::Citations,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "An article names a bibliography file that is not at hand or cannot be read, or cites keys where no bibliography \
           is named at all.",
    why: "No key of the article can be checked, and its citations will print as question marks. Files are looked for \
          beside the article and beside the document that brings it in, never outside the project; URLs, and the lists \
          of abbreviations that come with TeX, are not looked for. The bibliographies of Quarto's `_quarto.yml` and \
          `_metadata.yml` and of MyST's `myst.yml` are those of the articles below. In Markdown `@name` outside of \
          brackets may be a person, and alone asks for no bibliography.",
    help: "add the file, or correct its name",
    bad: Example::Markdown("---\nbibliography: references.bib\n---\n\nTies have grown [@weber2001ties].\n"),
    good: Example::Markdown("---\nbibliography: refs.bib\n---\n\nTies have grown [@weber2001ties].\n"),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let text = subject.source().text();
    let name = |span: &Span| quoted(text.get(span.range()).unwrap_or_default().trim_matches('"'));
    let absent = subject.citable.absent.iter();
    let absent =
        absent.map(|span| Fault::new(*span, format!("the bibliography {} is not there", name(span))));
    let unreadable = subject.citable.unreadable.iter().map(|(span, why)| {
        Fault::new(*span, format!("the bibliography {} cannot be read: {why}", name(span)))
            .help("name one that ibid can read: .bib, CSL JSON or YAML, Hayagriva, in the project")
    });
    absent.chain(unreadable).chain(lacking(subject)).collect()
}

/// That keys are cited and none is known, at the first of them.
fn lacking(subject: &ArticleSubject<'_>) -> Option<Fault> {
    let why = subject.citable.lacking.as_ref()?;
    let labels = &subject.citable.labels;
    let in_text = subject.keyed_citations().filter(|c| c.keys.iter().any(|key| !labels.contains(key)));
    let aside = keys_aside(subject.article, &subject.extraction.citations, &subject.lines_beside());
    let aside = aside.iter().filter(|(_, key)| !labels.contains(key)).map(|(marker, _)| marker);
    let markers = in_text.map(|citation| &citation.marker).chain(aside);
    let first =
        markers.filter(|marker| marker.text.starts_with('[')).map(|marker| subject.place(marker)).min()?;
    let fault = Fault::new(first, format!("keys are cited, and none can be looked up: {why}"));
    Some(fault.help("name the .bib file, in the article or as `bibliography` under `[check]` in ibid.toml"))
}
