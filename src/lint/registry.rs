//! All rules, in the order in which they are documented.

use super::Rule;
use super::rules::*;

/// All rules, by family and code.
pub static RULES: &[Rule] = &[
    dangling_citation::RULE,
    uncited_reference::RULE,
    missing_list::RULE,
    late_list_start::RULE,
    broken_off_list::RULE,
    cut_off_reference::RULE,
    numbering_gap::RULE,
    numbering_disorder::RULE,
    duplicate_number::RULE,
    duplicate_reference::RULE,
    duplicate_key::RULE,
    key_case_clash::RULE,
    missing_field::RULE,
    unknown_type::RULE,
    misspelled_field::RULE,
    unknown_field::RULE,
    misplaced_field::RULE,
    field_alias::RULE,
    duplicate_field::RULE,
    missing_parent::RULE,
    malformed_bib::RULE,
    empty_field::RULE,
    malformed_doi::RULE,
    malformed_isbn::RULE,
    malformed_issn::RULE,
    malformed_arxiv::RULE,
    malformed_url::RULE,
    impossible_year::RULE,
    reversed_pages::RULE,
];

/// The rule with the code or name `id`, case aside.
///
/// ```
/// assert_eq!(ibid::lint::rule("cit001").map(|r| r.name), Some("dangling-citation"));
/// assert_eq!(ibid::lint::rule("dangling-citation").map(|r| r.code), Some("CIT001"));
/// ```
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(id) || rule.name.eq_ignore_ascii_case(id))
}
