//! What one article says, in the form in which a library keeps it.

use std::collections::BTreeMap;

use super::sheet::{Head, Place};
use crate::article::{Article, Front, Source, Stated};
use crate::bibliography::{self, Reference};
use crate::citation::strength::supported;
use crate::citation::{Citation, Extraction};

/// What one article says: the entries of its references, and its claims.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The article, as a path from the folder of the library.
    pub article: String,
    /// Digest of the article.
    pub digest: String,
    /// What the article says of itself; of the head title, authors, date and DOI count.
    pub front: Head,
    /// The entries in the order of the reference list.
    pub entries: Vec<ReadEntry>,
    /// The claims in reading order.
    pub claims: Vec<ReadClaim>,
    /// Whether the numbers of the references are printed: else they only count them.
    pub numbered: bool,
}

/// One reference as an entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadEntry {
    /// The printed number.
    pub number: Option<u32>,
    /// The reference string.
    pub raw: String,
    /// The key that the reading gave it; another may be in use for the work already.
    pub key: String,
    /// The entry type, in lower case.
    pub kind: String,
    /// The fields by name, as LaTeX sources.
    pub fields: BTreeMap<String, String>,
}

/// One claim, with the sources of all citations that support it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadClaim {
    /// The words that the citation supports.
    pub text: String,
    /// The sentence that holds them.
    pub sentence: String,
    /// The sentences after it that go on about the same source.
    pub continuation: Option<String>,
    /// The keys of the sources, as in [`ReadEntry::key`].
    pub cites: Vec<String>,
    /// Cited numbers without a reference.
    pub missing: Vec<u32>,
    /// The heading above.
    pub section: Option<String>,
    /// Where the first marker stands.
    pub place: Option<Place>,
}

impl Reading {
    /// What `extraction` found in `article`, which the library knows under the path `path`.
    pub fn new(article: &Article, extraction: &Extraction, path: String, digest: String) -> Self {
        let numbers: Vec<u32> = extraction.references.iter().filter_map(|r| r.number).collect();
        let claims =
            supported(&extraction.citations).filter_map(|s| claim(s.citations(), &numbers, &article.source));
        Self {
            article: path,
            digest,
            front: front(&article.front),
            entries: extraction.references.iter().map(entry).collect(),
            claims: claims.collect(),
            numbered: extraction.references.iter().any(|reference| !reference.label.is_empty()),
        }
    }
}

/// What an article says of itself, as a head has it.
fn front(front: &Front) -> Head {
    let value = |stated: &Option<Stated>| stated.as_ref().map(|stated| stated.value.clone());
    Head {
        title: value(&front.title),
        authors: front.authors.iter().map(|author| author.value.clone()).collect(),
        date: value(&front.date),
        doi: value(&front.doi),
        ..Head::default()
    }
}

/// The entry of `reference`.
fn entry(reference: &Reference) -> ReadEntry {
    let entry = bibliography::entry(reference);
    ReadEntry {
        number: reference.number,
        raw: reference.raw.clone(),
        key: reference.key.clone(),
        kind: bibliography::kind_name(&entry.entry_type),
        fields: match &reference.given {
            Some(given) => given.sources.clone(),
            None => bibliography::sources(&entry).map(|(name, source)| (name.to_owned(), source)).collect(),
        },
    }
}

/// The place of the byte `offset`.
fn place(source: &Source, offset: usize) -> Place {
    let (file, main) = (source.file_at(offset).0.name(), source.name());
    let folder = main.rfind('/').map_or("", |at| main.get(..=at).unwrap_or_default());
    let file = (file != main).then(|| file.strip_prefix(folder).unwrap_or(file).to_owned());
    let at = source.locate(offset);
    Place { file, page: at.page, line: at.line }
}

/// The claim that `citations` support; `numbers` are those of the reference list.
fn claim(citations: &[Citation], numbers: &[u32], source: &Source) -> Option<ReadClaim> {
    let first = citations.first()?;
    let (mut cites, mut missing) = (Vec::new(), Vec::new());
    for citation in citations {
        citation.keys.iter().for_each(|key| add(&mut cites, key));
        citation.numbers.iter().filter(|n| !numbers.contains(n)).for_each(|n| add(&mut missing, n));
    }
    Some(ReadClaim {
        text: first.claim.text.clone(),
        sentence: first.sentence.text.clone(),
        continuation: citations
            .iter()
            .find_map(|c| c.continuation.as_ref())
            .map(|passage| passage.text.clone()),
        cites,
        missing,
        section: first.section.clone(),
        place: first.marker.spans.first().map(|span| place(source, span.start)),
    })
}

/// Adds `value` to `values`, which have it once.
fn add<T: Clone + PartialEq>(values: &mut Vec<T>, value: &T) {
    if !values.contains(value) {
        values.push(value.clone());
    }
}
