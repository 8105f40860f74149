//! An article that has changed since it was read.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "LIB001",
    name: "stale-reading",
    family: Family::Library,
    severity: Severity::Warning,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "The article has changed since its library was written.",
    why: "Claims and their places may no longer be what the article says. ibid compares the digest in the \
         .toml with the article; where the article is not at hand it says nothing.",
    help: "run `ibid extract` again: what you have written is kept",
    bad: Example::Sheet(
        "schema = 1\n\
         article = \"paper.txt\"\n\
         digest = \"blake3:00\"\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n",
    ),
    good: Example::Sheet(
        "schema = 1\n\
         \n\
         [[claim]]\n\
         id = \"c1\"\n\
         text = \"ties have grown\"\n\
         sentence = \"Ties have grown.\"\n\
         cites = [\"weber2001ties\"]\n",
    ),
    check: Check::Sheet(check),
};

fn check(subject: &SheetSubject<'_>) -> Vec<Fault> {
    let head = subject.sheet.read_head().unwrap_or_default();
    let changed = subject.article.is_some_and(|now| !head.digest.is_empty() && now != head.digest);
    let at = subject.source.text().find("digest").unwrap_or_default();
    let place = Span::new(at, at + "digest".len());
    let fault = || Fault::new(place, format!("{} has changed since it was read", quoted(&head.article)));
    changed.then(fault).into_iter().collect()
}
