//! Citations without a reference list.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::citation::Citation;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF001",
    name: "missing-list",
    family: Family::References,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "The article cites by number, but no reference list was found in it.",
    why: "None of the claims can be traced to its source. The list may be lost, stand in another file, or \
          have a form that ibid does not know. The rule speaks of three citations or more, and is silent where \
          the article cites by key from a bibliography that it names.",
    help: "add the list under a heading such as References",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell with them [1, 3].\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    check: Check::Article(check),
};

/// So many citations are no slip, of so many numbers.
const FEWEST: usize = 3;
const FEWEST_NUMBERS: usize = 2;

/// Of the numbers up to the largest, an article cites one in so many at least: those of issues and of chapters lie farther apart.
const SPARSEST: usize = 4;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    if !subject.listed().is_empty() || has_bibliography(subject) {
        return Vec::new();
    }
    let citations: Vec<&Citation> = subject.numeric_citations().collect();
    let (mut free, mut glued) = (0, BTreeSet::new());
    for citation in &citations {
        match word_before(subject, citation) {
            "" => free += 1,
            // `array[3]` and `array[4]` are places in one thing.
            word => drop(glued.insert(word)),
        }
    }
    let numbers: BTreeSet<u32> = citations.iter().flat_map(|c| &c.numbers).copied().collect();
    let is_dense = numbers.last().is_some_and(|&last| last as usize <= numbers.len() * SPARSEST);
    if free + glued.len() < FEWEST || numbers.len() < FEWEST_NUMBERS || !is_dense {
        return Vec::new();
    }
    let message = "cited here, but the article has no reference list";
    citations.first().map(|c| Fault::new(subject.place(&c.marker), message)).into_iter().collect()
}

/// Whether the list is made from a bibliography that the article, or the document it belongs to, names.
fn has_bibliography(subject: &ArticleSubject<'_>) -> bool {
    let names = subject.article.markup.as_ref().is_some_and(|markup| !markup.bibliographies.is_empty());
    names || subject.citable.keys.is_some() || subject.keyed_citations().next().is_some()
}

/// The word on which the bracket of `citation` stands without a blank, as in `array[3]`.
fn word_before<'a>(subject: &ArticleSubject<'a>, citation: &Citation) -> &'a str {
    let start = citation.marker.spans.first().map_or(0, |span| span.start);
    let text = subject.source().text();
    if !text.get(start..).is_some_and(|marker| marker.starts_with(['[', '('])) {
        return "";
    }
    let before = text.get(..start).unwrap_or_default();
    let word = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_');
    before.get(word.len()..).unwrap_or_default()
}
