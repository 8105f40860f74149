//! What every rule needs.

pub(in crate::lint) use super::identifier;
pub(in crate::lint) use crate::bibliography::Reference;
pub(in crate::lint) use crate::library::bib::{Document, Entry, Field};
pub(in crate::lint) use crate::library::works::squash;
pub(in crate::lint) use crate::lint::{
    ArticleSubject, Check, Confidence, Example, Family, Fault, Fix, Fixable, LibrarySubject, Part, Rule,
    Severity, SheetSubject, Work, Works,
};
pub(in crate::lint) use crate::span::Span;

/// `value` in quotation marks, cut where it is long, for a message.
pub(in crate::lint) fn quoted(value: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = value.chars().take(LONGEST).collect();
    if cut.len() < value.len() { format!("`{cut}…`") } else { format!("`{cut}`") }
}

/// An article in which all is well.
pub(in crate::lint) const TIDY: Example = Example::Article(
    "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell [4]. Tariffs rose [5].\n\
     \n\
     References\n\
     1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
     2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
     3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.\n\
     4. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.\n\
     5. Novak, E., 2006. On Tariffs. Journal of Trade, 9: 41-49.\n",
);
