//! Reference strings to references.

use super::tagger::tag;
use super::{Reference, ReferenceList, assemble, key, repeated};
use crate::article::Article;
use crate::span::Span;

/// Parses one reference string. Never fails: what is not understood is left in
/// [`Reference::rest`].
pub fn parse(raw: &str) -> Reference {
    let raw = raw.trim();
    let mut reference = assemble(raw, &tag(raw));
    reference.key = key::base(&reference);
    reference
}

/// Parses reference strings of one list together, so that they inform each other, and gives them keys
/// that are distinct within the list.
pub fn parse_strings(raws: &[&str]) -> Vec<Reference> {
    let raws: Vec<&str> = raws.iter().map(|raw| raw.trim()).collect();
    let mut references: Vec<Reference> = raws.iter().map(|raw| assemble(raw, &tag(raw))).collect();
    repeated::resolve(&mut references);
    key::Keys::default().assign(&mut references);
    references
}

/// Parses the items of `list` together, so that they inform each other, and gives them keys.
pub fn parse_list(_article: &Article, list: &ReferenceList) -> Vec<Reference> {
    let raws: Vec<&str> = list.items.iter().map(|item| item.text.as_str()).collect();
    let mut references = parse_strings(&raws);
    for (reference, item) in references.iter_mut().zip(&list.items) {
        reference.number = Some(item.number);
        reference.label.clone_from(&item.label);
        reference.cut_off = item.cut_off;
        reference.source = item.text.source_offset(0).map(|start| Span::new(start, start));
    }
    references
}
