//! All rules, in the order in which they are documented.

use super::Rule;
use super::rules::*;

/// All rules, by family and code.
pub static RULES: &[Rule] = &[
    dangling_citation::RULE,
    uncited_reference::RULE,
    citation_disorder::RULE,
    inverted_range::RULE,
    wide_range::RULE,
    repeated_source::RULE,
    mixed_styles::RULE,
    open_citation::RULE,
    missing_bibliography::RULE,
    unlisted_work::RULE,
    missing_list::RULE,
    late_list_start::RULE,
    broken_off_list::RULE,
    cut_off_reference::RULE,
    numbering_gap::RULE,
    numbering_disorder::RULE,
    duplicate_number::RULE,
    duplicate_reference::RULE,
    unparsed_rest::RULE,
    doubtful_field::RULE,
    unusual_reference::RULE,
    unfindable_work::RULE,
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
    undefined_string::RULE,
    missing_key::RULE,
    malformed_doi::RULE,
    malformed_isbn::RULE,
    malformed_issn::RULE,
    malformed_arxiv::RULE,
    malformed_url::RULE,
    malformed_pmid::RULE,
    malformed_orcid::RULE,
    wrapped_identifier::RULE,
    identifier_year_conflict::RULE,
    identifier_journal_conflict::RULE,
    impossible_year::RULE,
    reversed_pages::RULE,
    malformed_date::RULE,
    page_dash::RULE,
    later_than_article::RULE,
    et_al_name::RULE,
    shouted_name::RULE,
    unseparated_names::RULE,
    merged_initials::RULE,
    swapped_name::RULE,
    mojibake::RULE,
    markup_leftover::RULE,
    trailing_full_stop::RULE,
    shouted_title::RULE,
    unprotected_capitals::RULE,
    journal_spellings::RULE,
    author_spellings::RULE,
    volume_year_outlier::RULE,
    citation_bundle::RULE,
    sole_source::RULE,
    never_alone::RULE,
    bare_claim::RULE,
    stale_reading::RULE,
    orphaned_annotation::RULE,
    unknown_source::RULE,
    unsupported_claim::RULE,
    malformed_sheet::RULE,
    edited_against_article::RULE,
    unused_ignore::RULE,
    unreasoned_ignore::RULE,
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
