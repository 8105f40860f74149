//! The journey in one function: article in; references and citations, linked, out.

use crate::article::Article;
use crate::bibliography::key::Keys;
use crate::bibliography::{self, Reference};
use crate::citation::{self, Extraction};
use crate::library::given_references;

/// Extracts references and citations from `article` and links them.
///
/// Never fails: an article without references or citations gives empty lists.
pub fn extract(article: &Article) -> Extraction {
    let mut lists = bibliography::find_lists(article);
    let mut references: Vec<Reference> = lists.iter().flat_map(bibliography::parse_list).collect();
    if let Some(notes) = bibliography::find_notes(article, &lists, &references) {
        references.extend(bibliography::parse_list(&notes));
        lists.push(notes);
    }
    Keys::default().assign(&mut references);
    let mut cited = citation::cite(article, &lists, &references);
    let last = references.iter().filter_map(|reference| reference.number).max().unwrap_or(0);
    references.extend(given_references(article, &mut cited.citations, last));
    Extraction { style: cited.style, lists, references, citations: cited.citations }
}
