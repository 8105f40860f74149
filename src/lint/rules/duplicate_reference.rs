//! One work listed twice.

use std::collections::HashMap;

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF008",
    name: "duplicate-reference",
    family: Family::References,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "Two references or entries describe the same work.",
    why: "The claims that rest on one source look as if they rested on two. Two works count as one if they \
          share an identifier, or title, first author and year, punctuation and case aside; parts of one \
          book that share its ISBN do not.",
    help: "keep one of them and let all citations point at it",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On the Growth of Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On the Fall of Trade. Journal of Trade, 6: 11-19.\n\
         3. Weber, A., 2001. On the growth of ties. Journal of Trade, 4: 1-9.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On the Growth of Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On the Fall of Trade. Journal of Trade, 6: 11-19.\n\
         3. Weber, A., 2002. On the Growth of Wages. Journal of Trade, 5: 1-9.\n",
    ),
    check: Check::Works(check),
};

fn check(works: &Works<'_>) -> Vec<Fault> {
    let mut seen: HashMap<String, &Work<'_>> = HashMap::new();
    let mut faults = Vec::new();
    for work in &works.works {
        let marks = marks(work);
        match marks.iter().find_map(|mark| seen.get(mark)) {
            Some(first) if first.key != work.key => faults.push(
                Fault::new(work.place, format!("{} is the same work as {}", work.name(), first.name()))
                    .related(first.place, "the other one"),
            ),
            Some(_) => {}
            None => seen.extend(marks.into_iter().map(|mark| (mark, work))),
        }
    }
    faults
}

/// What only this work has: its identifiers, and its title with first author and year.
fn marks(work: &Work<'_>) -> Vec<String> {
    let identifiers =
        work.parts(&["doi", "eprint", "pmid"]).map(|p| format!("{} {}", p.name, bare(&p.value)));
    let title = work.part("title").map(|p| folded(&p.value)).filter(|t| t.chars().count() >= SHORTEST_TITLE);
    let author = work.part("author").map(|p| folded(p.value.split([',', ' ']).next().unwrap_or_default()));
    let rest = ["volume", "number", "pages", "edition"].map(|n| work.part(n).map_or("", |p| &p.value));
    let content = title.zip(author).zip(work.year());
    let content =
        content.map(|((title, author), year)| format!("{author} {year} {title} {}", rest.join(" ")));
    // The same words are the same work, whatever ibid made of them.
    let words = work.reference.map(|reference| folded(&reference.raw));
    let words = words.filter(|words| words.chars().count() >= SHORTEST_REFERENCE);
    identifiers.chain(content).chain(words).collect()
}

/// Shorter titles ("Introduction", "Editorial") belong to many works.
const SHORTEST_TITLE: usize = 12;

/// Shorter references ("ibid., p. 3") can repeat.
const SHORTEST_REFERENCE: usize = 40;

/// An identifier without case and resolver.
fn bare(value: &str) -> String {
    let value = value.to_lowercase();
    value.rsplit_once("doi.org/").map_or(value.as_str(), |(_, doi)| doi).to_owned()
}

/// The letters and digits of `words`, lower case.
fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
