//! The JSON of `extract --dry-run` and `parse`: schema 1, fixed in README.

use std::collections::BTreeMap;

use serde::Serialize;

use super::claims::how_used;
use super::findings::FindingJson;
use crate::article::{Article, Front, Source, Stated};
use crate::bibliography::{Reference, kind_name};
use crate::citation::{Citation, Extraction, Passage};
use crate::library::shared_author;
use crate::lint::Finding;
use crate::span::{Location, Span};

/// The version of the JSON that this module writes.
pub const SCHEMA: u32 = 1;

/// One article's reading as a JSON object.
#[derive(Debug, Serialize)]
pub struct ArticleJson<'a> {
    schema: u32,
    article: &'a str,
    style: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    front: BTreeMap<&'static str, StatedJson>,
    references: Vec<ReferenceJson<'a>>,
    citations: Vec<CitationJson<'a>>,
    findings: Vec<FindingJson>,
}

/// One reference as a JSON object.
#[derive(Debug, Serialize)]
pub struct ReferenceJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    label: &'a str,
    key: &'a str,
    #[serde(rename = "type")]
    entry_type: String,
    raw: &'a str,
    fields: BTreeMap<&'a str, &'a str>,
    provenance: BTreeMap<&'a str, ProvenanceJson>,
    confidence: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationJson>,
}

#[derive(Debug, Serialize)]
struct ProvenanceJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    confidence: f32,
    by: &'static str,
}

/// Where an article says something of itself, and how sure that is.
#[derive(Debug, Serialize)]
struct StatedJson {
    confidence: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationJson>,
}

#[derive(Debug, Clone, Serialize)]
struct LocationJson {
    /// Of an article in several files, which.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    page: u32,
    line: u32,
    column: u32,
}

#[derive(Debug, Serialize)]
struct CitationJson<'a> {
    marker: &'a str,
    numbers: &'a [u32],
    keys: &'a [String],
    sentence: &'a str,
    claim: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    continuation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    confidence: f32,
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    usage: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    use_confidence: Option<f32>,
    places: Places,
}

/// Where a claim, its sentence and the continuation stand, by these names.
pub(super) type Places = BTreeMap<&'static str, PlaceJson>;

/// Where a claim or a sentence stands: where it begins, and all its pieces.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PlaceJson {
    #[serde(flatten)]
    location: LocationJson,
    /// Bytes of the decoded file, in reading order: what stands between them is of another column, or a marker.
    spans: Vec<[usize; 2]>,
}

impl<'a> ArticleJson<'a> {
    /// The reading of `article` and what was found in it, places as lines and columns.
    pub fn new(article: &'a Article, extraction: &'a Extraction, findings: &[Finding]) -> Self {
        let source = &article.source;
        Self {
            schema: SCHEMA,
            article: source.name(),
            style: extraction.style.name(),
            title: article.front.title.as_ref().map(|title| title.value.as_str()),
            authors: article.front.authors.iter().map(|author| author.value.as_str()).collect(),
            date: article.front.date.as_ref().map(|date| date.value.as_str()),
            doi: article.front.doi.as_ref().map(|doi| doi.value.as_str()),
            front: front(article),
            references: extraction.references.iter().map(|r| ReferenceJson::new(r, Some(source))).collect(),
            citations: citations(article, extraction),
            findings: findings.iter().map(|f| FindingJson::new(source, f, None)).collect(),
        }
    }
}

/// The citations of `article`, with what its authors and its references tell of them.
fn citations<'a>(article: &'a Article, extraction: &'a Extraction) -> Vec<CitationJson<'a>> {
    let authors: Vec<String> = article.front.authors.iter().map(|author| author.value.clone()).collect();
    let own: BTreeMap<&str, Option<f32>> = extraction
        .references
        .iter()
        .map(|r| (r.key.as_str(), r.fields.get("author").and_then(|f| shared_author(&authors, &f.value))))
        .collect();
    let citation = |c: &'a Citation| {
        let shared = c.keys.iter().map(|key| own.get(key.as_str()).copied().flatten());
        CitationJson::new(c, shared, &article.source)
    };
    extraction.citations.iter().map(citation).collect()
}

/// The places of what `article` says of itself.
fn front(article: &Article) -> BTreeMap<&'static str, StatedJson> {
    let Front { title, authors, date, doi } = &article.front;
    let parts = [
        ("title", title.as_ref()),
        ("authors", authors.first()),
        ("date", date.as_ref()),
        ("doi", doi.as_ref()),
    ];
    let stated = |stated: &Stated| StatedJson {
        confidence: round(stated.confidence),
        location: stated.spans.first().map(|span| LocationJson::of(&article.source, span.start)),
    };
    parts.into_iter().filter_map(|(name, part)| Some((name, stated(part?)))).collect()
}

impl<'a> ReferenceJson<'a> {
    /// The reference as JSON; `source` is what [`Reference::source`] refers to.
    pub fn new(reference: &'a Reference, source: Option<&'a Source>) -> Self {
        let characters = characters(&reference.raw);
        Self {
            number: reference.number,
            label: &reference.label,
            key: &reference.key,
            entry_type: kind_name(&reference.entry_type),
            raw: &reference.raw,
            fields: reference.fields.iter().map(|(&name, field)| (name, field.value.as_str())).collect(),
            provenance: reference
                .fields
                .iter()
                .map(|(&name, field)| {
                    let [start, end] = characters(field.span);
                    (
                        name,
                        ProvenanceJson {
                            start,
                            end,
                            confidence: round(field.confidence),
                            by: field.by.name(),
                        },
                    )
                })
                .collect(),
            confidence: round(reference.confidence),
            location: reference.source.zip(source).map(|(span, source)| LocationJson::of(source, span.start)),
        }
    }
}

impl<'a> CitationJson<'a> {
    /// The citation as JSON; `shared` says of each of its sources how sure it is that it is the authors' own.
    fn new(citation: &'a Citation, shared: impl Iterator<Item = Option<f32>>, source: &'a Source) -> Self {
        let usage = how_used(&citation.sentence.text, &citation.claim.text, shared);
        Self {
            marker: &citation.marker.text,
            numbers: &citation.numbers,
            keys: &citation.keys,
            sentence: &citation.sentence.text,
            claim: &citation.claim.text,
            continuation: citation.continuation.as_ref().map(|passage| passage.text.as_str()),
            location: citation.marker.spans.first().map(|span| LocationJson::of(source, span.start)),
            section: citation.section.as_deref(),
            confidence: round(citation.confidence),
            usage: usage.map(|usage| usage.r#use.name()),
            use_confidence: usage.map(|usage| round(usage.confidence)),
            places: places(citation, source),
        }
    }
}

/// The places of the passages of `citation`, by the name of the passage.
pub(super) fn places(citation: &Citation, source: &Source) -> Places {
    let passages = [
        ("claim", Some(&citation.claim)),
        ("sentence", Some(&citation.sentence)),
        ("continuation", citation.continuation.as_ref()),
    ];
    let place = |passage: &Passage| {
        let first = passage.spans.first()?;
        // In the file in which the passage begins.
        let file = |span: &Span| source.file_at(span.start);
        let own = file(first).0.name();
        let spans = passage.spans.iter().filter(|span| file(span).0.name() == own);
        let spans = spans.map(|span| [file(span).1, file(span).1 + span.len()]).collect();
        Some(PlaceJson { location: LocationJson::of(source, first.start), spans })
    };
    passages.into_iter().filter_map(|(name, passage)| Some((name, place(passage?)?))).collect()
}

impl LocationJson {
    /// The place of the byte `offset`.
    fn of(source: &Source, offset: usize) -> Self {
        let Location { page, line, column } = source.locate(offset);
        let file = source.is_of_files().then(|| source.file_at(offset).0.name().to_owned());
        Self { file, page, line, column }
    }
}

/// Byte spans of `raw` in characters, which is what readers of JSON in most languages count.
fn characters(raw: &str) -> impl Fn(Option<Span>) -> [Option<usize>; 2] {
    let plain = raw.is_ascii();
    let count = move |end: usize| raw.get(..end).map(|s| if plain { end } else { s.chars().count() });
    move |span| [span.and_then(|s| count(s.start)), span.and_then(|s| count(s.end))]
}

/// Two decimals are all that a confidence is worth.
fn round(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}
