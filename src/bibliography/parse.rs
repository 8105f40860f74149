//! Reference strings to references.

use biblatex::EntryType;

use super::{Fields, Reference, ReferenceList};
use crate::article::Article;
use crate::span::Span;

/// Parses one reference string. Never fails: what is not understood is left in
/// [`Reference::rest`].
pub fn parse(raw: &str) -> Reference {
    let raw = raw.trim();
    Reference {
        number: None,
        label: String::new(),
        key: String::new(),
        entry_type: EntryType::Misc,
        raw: raw.to_owned(),
        fields: Fields::new(),
        rest: vec![Span::new(0, raw.len())],
        confidence: 0.0,
        cut_off: false,
        source: None,
    }
}

/// Parses the items of `list` together, so that they inform each other, and gives them keys.
pub fn parse_list(_article: &Article, list: &ReferenceList) -> Vec<Reference> {
    list.items
        .iter()
        .map(|item| Reference {
            number: Some(item.number),
            label: item.label.clone(),
            key: format!("ref{}", item.number),
            cut_off: item.cut_off,
            source: item.text.source_offset(0).map(|start| Span::new(start, start)),
            ..parse(item.text.as_str())
        })
        .collect()
}
