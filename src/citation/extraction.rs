//! What one article says, references and citations linked.

use std::borrow::Cow;
use std::ops::Range;

use super::{Citation, Style};
use crate::bibliography::{Reference, ReferenceList};

/// What one article says: its references, its citations and how it cites.
#[derive(Debug, Clone)]
pub struct Extraction {
    /// How the article prints its citations, by vote of the whole text.
    pub style: Style,
    /// Where the reference list stands and how it was cut: mostly one, none if the article has none, several where
    /// each chapter ends in a list of its own. Footnotes that are references are a list, the last one.
    pub lists: Vec<ReferenceList>,
    /// The references in the order of the lists and their items, keys assigned; behind them the entries of the article's .bib
    /// files that it cites.
    pub references: Vec<Reference>,
    /// The citations in reading order, each with its sentence, claim and links.
    pub citations: Vec<Citation>,
}

impl Extraction {
    /// The lines of the article that the lists take, headings included.
    pub fn listed_lines(&self) -> Vec<Range<usize>> {
        self.lists.iter().flat_map(|list| list.parts.iter().cloned()).collect()
    }

    /// Whether `citation` is the mark of a footnote.
    pub fn is_note(&self, citation: &Citation) -> bool {
        self.lists.get(citation.list).is_some_and(ReferenceList::is_of_notes)
    }

    /// The reading by chapters: for each list its references and the citations that mean it. An article with one
    /// list, or none, is one chapter.
    pub fn chapters(&self) -> Vec<Cow<'_, Self>> {
        if self.lists.iter().filter(|list| !list.is_of_notes()).count() < 2 {
            return vec![Cow::Borrowed(self)];
        }
        let mut references = self.references.iter();
        let chapters = self.lists.iter().enumerate().map(|(at, list)| Self {
            style: self.style,
            lists: vec![list.clone()],
            references: references.by_ref().take(list.items.len()).cloned().collect(),
            citations: self.citations.iter().filter(|citation| citation.list == at).cloned().collect(),
        });
        chapters.map(Cow::Owned).collect()
    }
}
