//! A reference whose text ends before it does.

use super::prelude::*;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "REF004",
    name: "cut-off-reference",
    family: Family::References,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "A reference ends before it has said where the work was published.",
    why: "A reader cannot find the work. It happens at the end of a page or of the list.",
    help: "restore the rest of the reference",
    bad: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. On the Prices of\n",
    ),
    good: Example::Article(
        "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
         3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
         4. Moreau, D., 2005. On the Prices of Grain. Journal of Trade, 8: 31-39.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    let cut = subject.references().filter(|(reference, _)| reference.cut_off);
    cut.map(|(reference, place)| {
        let lacking = lacking(reference).map(|what| format!(": {what} is missing")).unwrap_or_default();
        Fault::new(place, format!("reference {} is cut short{lacking}", reference.label))
    })
    .collect()
}

/// The first thing that a reader would expect next.
fn lacking(reference: &Reference) -> Option<&'static str> {
    const EXPECTED: [(&[&str], &str); 3] = [
        (&["author", "editor"], "the author"),
        (&["title"], "the title"),
        (&["journaltitle", "booktitle", "publisher", "institution", "eprint", "url"], "the journal"),
    ];
    let has = |names: &[&str]| names.iter().any(|name| reference.fields.contains_key(name));
    EXPECTED.iter().find(|(names, _)| !has(names)).map(|(_, what)| *what)
}
