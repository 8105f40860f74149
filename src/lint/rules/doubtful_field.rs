//! A field that ibid is not sure of.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF010",
    name: "doubtful-field",
    family: Family::References,
    severity: Severity::Info,
    confidence: Confidence::Low,
    default: false,
    fixable: Fixable::No,
    what: "ibid is in doubt about a field of a reference.",
    why: "The field may be wrong or belong elsewhere. Off by default: it is a worklist for a person who \
         proof-reads the entries.",
    help: "look at the entry, and correct it in the .bib",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4]. Tariffs rose [5].\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, Lindt and Sons, 2005, the other, 31 or 39 Harbour Street.\n\
         5. Novak, E., 2006. On Tariffs. Journal of Trade, 9: 41-49.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

/// Below this a field is doubtful.
const DOUBT: f32 = 0.5;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let doubtful = |(reference, place): (&Reference, Span)| {
        let names: Vec<&str> = reference
            .fields
            .iter()
            .filter(|(_, field)| field.confidence < DOUBT)
            .map(|(name, _)| *name)
            .collect();
        let message = format!("in doubt about {} of reference {}", names.join(", "), reference.label);
        (!names.is_empty()).then(|| Fault::new(place, message))
    };
    subject.references().filter_map(doubtful).collect()
}
