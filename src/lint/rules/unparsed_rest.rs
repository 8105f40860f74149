//! A reference that ibid could read in part only.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF009",
    name: "unparsed-rest",
    family: Family::References,
    severity: Severity::Info,
    confidence: Confidence::Low,
    default: false,
    fixable: Fixable::No,
    what: "Much of a reference was not understood.",
    why: "Fields are probably missing from the entry that ibid makes of it, or the reference is damaged. \
         Off by default: it says more about ibid than about the article.",
    help: "look at the entry, and correct it in the .bib",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4]. Tariffs rose [5].\n\
         \n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. Journal of Trade, 8: 31-39; see also the discussion in note 3 above and the references therein.\n\
         5. Novak, E., 2006. On Tariffs. Journal of Trade, 9: 41-49.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

/// The share of a reference that may stay without a label.
const SHARE_LEFT: f64 = 0.4;

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let left = |reference: &Reference| reference.rest.iter().map(|span| span.len()).sum::<usize>() as f64;
    let much = |reference: &Reference| left(reference) > SHARE_LEFT * reference.raw.len() as f64;
    let unread = subject
        .references()
        .filter(|(reference, _)| !reference.cut_off && (much(reference) || says_little(reference)));
    unread
        .map(|(r, place)| Fault::new(place, format!("much of reference {} was not understood", r.label)))
        .collect()
}

/// Whether nothing but a title was found: no one wrote it, at no time.
fn says_little(reference: &Reference) -> bool {
    reference.fields.keys().all(|name| ["title", "subtitle", "note"].contains(name))
}
