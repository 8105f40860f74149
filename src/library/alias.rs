//! A field under another of its names.

use std::collections::BTreeMap;

use crate::bibliography::datamodel::FIELD_ALIASES;

/// A date whose year alone is known has two names that are no aliases to the data model.
const YEAR: (&str, &str) = ("year", "date");

/// Whether `fields` have the field called `name` under another of its names.
pub(super) fn alias(name: &str, fields: &BTreeMap<String, String>) -> bool {
    other_names(name).any(|other| fields.contains_key(other))
}

/// The other names of the field called `name`.
pub(super) fn other_names(name: &str) -> impl Iterator<Item = &'static str> {
    FIELD_ALIASES.iter().chain([&YEAR]).filter_map(move |&(old, new)| match name {
        _ if name == new => Some(old),
        _ if name == old => Some(new),
        _ => None,
    })
}
