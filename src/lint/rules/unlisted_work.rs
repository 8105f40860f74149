//! A work cited by author and year that is not in the list.

use super::prelude::*;
use crate::article::sections::ParagraphKind;
use crate::citation::{Passage, Style, Unlisted, unlisted};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT010",
    name: "unlisted-work",
    family: Family::Citations,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    default: true,
    fixable: Fixable::No,
    what: "A work is cited by author and year that is not in the reference list.",
    why: "A reader cannot find the source of the claim, or finds one of another year. Only what stands in brackets as a citation and nothing else is looked at, \
          `(Roe 1999; see also Doe and Poe, 2001)`, and `Doe and Poe (2001)`; and the rule is silent where one in five of these or more is not found, since the list \
          was then read badly, and about lone names that the text speaks of anyway, as `Berlin 1945`.",
    help: "add the reference, or correct the name or the year",
    bad: Example::Article(
        "Ties have grown (Weber 2001). Trade fell (Okada 2003), and wages with it (Lindt 2004). Prices rose (Moreau 2005; \
         Novak 2006). Tariffs rose as well (Weber 2011).\n\n\
         References\n\n\
         Lindt, C. (2004). On Wages. Journal of Trade, 7, 21-29.\n\n\
         Moreau, D. (2005). On Prices. Journal of Trade, 8, 31-39.\n\n\
         Novak, E. (2006). On Tariffs. Journal of Trade, 9, 41-49.\n\n\
         Okada, B. (2003). On Trade. Journal of Trade, 6, 11-19.\n\n\
         Weber, A. (2001). On Ties. Journal of Trade, 4, 1-9.\n",
    ),
    good: Example::Article(
        "Ties have grown (Weber 2001). Trade fell (Okada 2003), and wages with it (Lindt 2004). Prices rose (Moreau 2005; \
         Novak 2006). Tariffs rose as well (Weber 2001).\n\n\
         References\n\n\
         Lindt, C. (2004). On Wages. Journal of Trade, 7, 21-29.\n\n\
         Moreau, D. (2005). On Prices. Journal of Trade, 8, 31-39.\n\n\
         Novak, E. (2006). On Tariffs. Journal of Trade, 9, 41-49.\n\n\
         Okada, B. (2003). On Trade. Journal of Trade, 6, 11-19.\n\n\
         Weber, A. (2001). On Ties. Journal of Trade, 4, 1-9.\n",
    ),
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    if subject.extraction.style != Style::AuthorYear {
        return Vec::new();
    }
    let mut paragraphs = subject.paragraphs();
    paragraphs.retain(|paragraph| paragraph.kind == ParagraphKind::Body);
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let fault = |work: Unlisted| {
        let paragraph = paragraphs.get(work.text)?;
        let words = paragraph.text.as_str().get(work.span.range())?;
        let place = subject.place(&Passage::of(&paragraph.text, work.span));
        let fault = Fault::new(place, format!("{} is not in the list", quoted(words)));
        Some(match work.other_year {
            Some(year) => {
                fault.help(format!("the list has one from {year}: correct the year, or add the reference"))
            }
            None => fault,
        })
    };
    unlisted(&texts, &subject.extraction.references).into_iter().filter_map(fault).collect()
}
