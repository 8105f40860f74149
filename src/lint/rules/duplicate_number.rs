//! Two references with one number.

use std::collections::HashMap;

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF007",
    name: "duplicate-number",
    family: Family::References,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "Two items of the reference list have the same number, or two `\\bibitem`s the same key.",
    why: "A citation of the number or the key does not say which of them is meant.",
    help: "give one of them, and its citations, another",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         2. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         3. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let mut seen = HashMap::new();
    let mut faults = Vec::new();
    for (number, place) in subject.labels() {
        match seen.get(&number) {
            Some(&first) => faults.push(
                Fault::new(place, format!("number {number} stands for two references"))
                    .related(first, "the other one"),
            ),
            None => {
                seen.insert(number, place);
            }
        }
    }
    faults.extend(taken_keys(subject));
    faults
}

/// The keys that two items of one `thebibliography` have.
fn taken_keys(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let text = subject.source().text();
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut faults = Vec::new();
    for key in subject.article.markup.iter().flat_map(|markup| &markup.defined) {
        let Some(first) = seen.insert(&key.value, key.span) else { continue };
        // Chapters can have lists of their own.
        let between = text.get(first.end..key.span.start).unwrap_or_default();
        if !between.contains("\\end{thebibliography}") {
            let message = format!("the key {} stands for two references", quoted(&key.value));
            faults.push(Fault::new(key.span, message).related(first, "the other one"));
        }
    }
    faults
}
