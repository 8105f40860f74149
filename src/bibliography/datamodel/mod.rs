//! BibLaTeX's data model: which fields an entry type takes and needs, and the older names of both.
//!
//! Fields and constraints are those of `blx-dm.def` of biblatex 3.18, to which
//! `biber --tool --validate-datamodel` holds entries; required fields and aliases are those of
//! "The BibLaTeX Package" (version 3.20), sections 2.1 and 2.2.

mod fields;
mod types;

pub use fields::FIELD_ALIASES;
pub use types::EntryType;

use fields::EVERYWHERE;
use types::{OTHER_TYPES, TYPE_ALIASES, TYPES};

/// The name of the entry type `kind` (lower case) in the data model: aliases resolved.
///
/// ```
/// assert_eq!(ibid::bibliography::datamodel::canonical_type("techreport"), "report");
/// ```
pub fn canonical_type(kind: &str) -> &str {
    TYPE_ALIASES.iter().find(|(alias, _)| *alias == kind).map_or(kind, |(_, name)| name)
}

/// The name of `field` (lower case) in the data model: aliases resolved.
///
/// ```
/// assert_eq!(ibid::bibliography::datamodel::canonical_field("journal"), "journaltitle");
/// ```
pub fn canonical_field(field: &str) -> &str {
    FIELD_ALIASES.iter().find(|(alias, _)| *alias == field).map_or(field, |(_, name)| name)
}

/// What the data model says of the entry type `kind` (lower case, aliases allowed); nothing for types
/// whose fields it leaves open.
pub fn entry_type(kind: &str) -> Option<&'static EntryType> {
    let kind = canonical_type(kind);
    TYPES.iter().find(|model| model.names().any(|name| name == kind))
}

/// Whether `kind` (lower case) is an entry type, one whose fields are left open included.
pub fn is_type(kind: &str) -> bool {
    let custom = kind.strip_prefix("custom").is_some_and(|rest| rest.len() == 1);
    custom || entry_type(kind).is_some() || OTHER_TYPES.contains(&kind)
}

/// The names of all entry types and their aliases.
pub fn type_names() -> impl Iterator<Item = &'static str> {
    let aliases = TYPE_ALIASES.iter().map(|(alias, _)| *alias);
    TYPES.iter().flat_map(EntryType::names).chain(aliases).chain(OTHER_TYPES.iter().copied())
}

/// The names of all fields and their aliases; some come twice.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    let own = TYPES.iter().flat_map(EntryType::own_fields);
    let aliases = FIELD_ALIASES.iter().map(|(alias, _)| *alias);
    EVERYWHERE.iter().copied().chain(own).chain(aliases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_type_needs_it_takes() {
        for model in TYPES {
            let required = model.required.iter().copied().flatten();
            for field in required.chain(model.constrained) {
                assert!(model.takes(field), "{model:?} takes no {field}");
            }
        }
    }

    #[test]
    fn aliases_lead_to_names_of_the_model() {
        for (alias, name) in TYPE_ALIASES {
            assert!(entry_type(name).is_some(), "{alias}");
        }
        for (alias, name) in FIELD_ALIASES {
            assert!(EVERYWHERE.contains(name) || TYPES.iter().any(|model| model.takes(name)), "{alias}");
        }
    }

    #[test]
    fn fields_of_types_are_told_apart() {
        let takes = |kind: &str, field: &str| entry_type(kind).is_some_and(|model| model.takes(field));
        assert!(takes("phdthesis", "institution") && !takes("thesis", "publisher"));
        assert!(takes("article", "eid") && !takes("article", "booktitle"));
        assert!(takes("inproceedings", "eventtitle") && !takes("incollection", "eventtitle"));
        assert!(!takes("collection", "author") && takes("online", "urldate"));
    }
}
