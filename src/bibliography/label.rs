//! What a stretch of a reference string is: the labels between tagger and normalisers.

use super::By;
use crate::span::Span;

/// What a stretch of a reference string is. The names are BibLaTeX's fields; [`Label::Container`]
/// is a journal title or a book title until the entry type decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// The number or label in front of the reference.
    Label,
    /// Authors, as one list.
    Author,
    /// Editors, as one list, without the word that says so.
    Editor,
    /// Translators, as one list.
    Translator,
    /// The title of the work itself, subtitle included.
    Title,
    /// The journal, book or proceedings that holds the work.
    Container,
    /// The series of the book.
    Series,
    /// The date or year of publication.
    Date,
    /// The volume.
    Volume,
    /// The issue number.
    Number,
    /// Pages, a page range, an article number.
    Pages,
    /// The number of an article that is called so: `Article ID 158348`. Told by grammar alone.
    Eid,
    /// How many pages a book has: `444 p.` Told by grammar alone.
    Pagetotal,
    /// The publisher.
    Publisher,
    /// The place of publication or of the conference.
    Location,
    /// The university, company or body behind a thesis or report.
    Institution,
    /// The edition.
    Edition,
    /// The version of a program or data set: `R package version 1.0.2`. Told by grammar alone.
    Version,
    /// A DOI, with or without resolver.
    Doi,
    /// An arXiv or other preprint number.
    Eprint,
    /// A URL.
    Url,
    /// The date on which a URL was visited.
    Urldate,
    /// An ISBN.
    Isbn,
    /// An ISSN.
    Issn,
    /// A PubMed number.
    Pmid,
    /// The kind of work as printed: "PhD thesis", "Technical Report".
    Type,
    /// Anything else that says something: "in press", "reprinted in".
    Note,
}

impl Label {
    /// The label that labelled data call `name`: the BibLaTeX field, or `container`, `label`, `institution`.
    ///
    /// ```
    /// use ibid::bibliography::Label;
    /// assert_eq!(Label::named("container"), Some(Label::Container));
    /// assert_eq!(Label::named("colour"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "label" => Self::Label,
            "author" => Self::Author,
            "editor" => Self::Editor,
            "translator" => Self::Translator,
            "title" => Self::Title,
            "container" => Self::Container,
            "series" => Self::Series,
            "date" => Self::Date,
            "volume" => Self::Volume,
            "number" => Self::Number,
            "pages" => Self::Pages,
            "eid" => Self::Eid,
            "pagetotal" => Self::Pagetotal,
            "publisher" => Self::Publisher,
            "location" => Self::Location,
            "institution" => Self::Institution,
            "edition" => Self::Edition,
            "version" => Self::Version,
            "doi" => Self::Doi,
            "eprint" => Self::Eprint,
            "url" => Self::Url,
            "urldate" => Self::Urldate,
            "isbn" => Self::Isbn,
            "issn" => Self::Issn,
            "pmid" => Self::Pmid,
            "type" => Self::Type,
            "note" => Self::Note,
            _ => return None,
        })
    }
}

/// A labelled stretch of a reference string, outer punctuation left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Labelled {
    /// What it is.
    pub label: Label,
    /// Bytes of the reference string.
    pub span: Span,
    /// How likely label and bounds are right, 0 to 1, calibrated.
    pub confidence: f32,
    /// Who decided.
    pub by: By,
}
