//! The rules, one a file. A new rule is a file here and a line in the registry.

pub(in crate::lint) mod identifier;
pub(in crate::lint) mod prelude;

pub(super) mod broken_off_list;
pub(super) mod cut_off_reference;
pub(super) mod dangling_citation;
pub(super) mod duplicate_field;
pub(super) mod duplicate_key;
pub(super) mod duplicate_number;
pub(super) mod duplicate_reference;
pub(super) mod empty_field;
pub(super) mod field_alias;
pub(super) mod impossible_year;
pub(super) mod key_case_clash;
pub(super) mod late_list_start;
pub(super) mod malformed_arxiv;
pub(super) mod malformed_bib;
pub(super) mod malformed_doi;
pub(super) mod malformed_isbn;
pub(super) mod malformed_issn;
pub(super) mod malformed_url;
pub(super) mod misplaced_field;
pub(super) mod missing_field;
pub(super) mod missing_list;
pub(super) mod missing_parent;
pub(super) mod misspelled_field;
pub(super) mod numbering_disorder;
pub(super) mod numbering_gap;
pub(super) mod reversed_pages;
pub(super) mod uncited_reference;
pub(super) mod unknown_field;
pub(super) mod unknown_type;
