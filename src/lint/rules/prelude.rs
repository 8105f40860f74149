//! What every rule needs.

pub(in crate::lint) use super::identifier;
pub(in crate::lint) use crate::bibliography::Reference;
pub(in crate::lint) use crate::library::bib::{Document, Entry, Field};
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
