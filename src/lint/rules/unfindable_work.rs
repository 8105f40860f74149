//! A work of which nothing is said that would let a reader find it.

use super::prelude::*;
use crate::bibliography::fit::UNTITLED;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF012",
    name: "unfindable-work",
    family: Family::References,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "A work has no title, and neither a journal, a publisher nor an identifier.",
    why: "A reader cannot find it. Its reference was cut off or torn apart, or was never finished. Entries that inherit \
          from another one by `crossref` or `xdata` are left alone, and what a note or the kind of the work explains.",
    help: "restore the rest of the reference",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., Lindt, C., Moreau, D.\n\
         3. Novak, E., 2004. On Prices. Journal of Trade, 7: 21-29.\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., Lindt, C., Moreau, D., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Novak, E., 2004. On Prices. Journal of Trade, 7: 21-29.\n",
    ),
    check: Check::Work(check),
};

/// Fields that say what a work is or where it is.
const SAYING: [&str; 24] = [
    "title", "maintitle", "booktitle", "journaltitle", "eventtitle", "issuetitle", "series", "publisher",
    "institution", "organization", "howpublished", "type", "pubstate", "note", "addendum", "doi", "url",
    "eprint", "isbn", "issn", "pmid", "crossref", "xdata", "entryset",
];

/// The least confidence in the names of a reference: with less they may be the title.
const SURE_NAMES: f32 = 0.6;

fn check(work: &Work<'_>) -> Vec<Fault> {
    let says = |value: &str| !value.is_empty() && value != UNTITLED;
    // Of a reference what ibid is unsure of counts as well: it is there, under whatever name.
    let printed = |reference: &Reference| {
        let unsure = reference.fields.get("author").is_some_and(|author| author.confidence < SURE_NAMES);
        reference.cut_off || unsure || SAYING.iter().any(|name| reference.value(name).is_some_and(says))
    };
    if work.parts(&SAYING).any(|part| says(&part.value)) || work.reference.is_some_and(printed) {
        return Vec::new();
    }
    let message = format!("{} has no title, no journal, no publisher and no identifier", work.name());
    vec![Fault::new(work.place, message)]
}
