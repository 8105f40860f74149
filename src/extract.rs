//! The journey in one function: article in; references and citations, linked, out.

use crate::article::Article;
use crate::bibliography::{self, Reference, ReferenceList};
use crate::citation::{self, Citation, Style};

/// What one article says: its references, its citations and how it cites.
#[derive(Debug, Clone)]
pub struct Extraction {
    /// How the article prints its citations, by vote of the whole text.
    pub style: Style,
    /// Where the reference list stands and how it was cut; `None` if the article has none.
    pub list: Option<ReferenceList>,
    /// The references in the order of the list, keys assigned.
    pub references: Vec<Reference>,
    /// The citations in reading order, each with its sentence, claim and links.
    pub citations: Vec<Citation>,
}

/// Extracts references and citations from `article` and links them.
///
/// Never fails: an article without references or citations gives empty lists.
pub fn extract(article: &Article) -> Extraction {
    let list = bibliography::find_list(article);
    let references = list.as_ref().map(|list| bibliography::parse_list(article, list)).unwrap_or_default();
    let cited = citation::cite(article, list.as_ref(), &references);
    Extraction { style: cited.style, list, references, citations: cited.citations }
}
