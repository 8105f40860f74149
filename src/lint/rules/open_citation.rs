//! A citation that the typesetter has left open.

use super::prelude::*;
use crate::article::sections::ParagraphKind;
use crate::citation::{Passage, Style, open_markers};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    code: "CIT008",
    name: "open-citation",
    family: Family::Citations,
    severity: Severity::Error,
    confidence: Confidence::High,
    default: true,
    fixable: Fixable::No,
    what: "A citation is printed as `[?]`: LaTeX knew no reference for its key.",
    why: "A reader cannot find the source of the claim. The bibliography was not built, or lacks the key.",
    help: "build the bibliography and run LaTeX again, or correct the key",
    bad: Example::Article(
        "Ties have grown [?]. Trade fell [2]. Prices rose [1, 2].\n\n\
         References\n\
         1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
         2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n",
    ),
    good: TIDY,
    check: Check::Article(check),
};

fn check(subject: &ArticleSubject<'_>) -> Vec<Fault> {
    if subject.extraction.style != Style::Bracket {
        return Vec::new();
    }
    let paragraphs = subject.paragraphs();
    let bodies = paragraphs.iter().filter(|p| p.kind == ParagraphKind::Body);
    let places: Vec<Span> = bodies
        .flat_map(|paragraph| {
            let open = open_markers(paragraph.text.as_str());
            open.into_iter().map(|span| subject.place(&Passage::of(&paragraph.text, span)))
        })
        .collect();
    match places.as_slice() {
        [first, ..] if places.len() > MANY => {
            let message = format!("{} citations were left open: they name no reference", places.len());
            vec![Fault::new(*first, message)]
        }
        few => few
            .iter()
            .map(|place| Fault::new(*place, "the citation was left open: it names no reference"))
            .collect(),
    }
}

/// More than so many have one cause, and are one finding: LaTeX was not run to its end.
const MANY: usize = 8;
