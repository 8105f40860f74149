//! What rules look at: an article and its reading, or a library.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use super::Citable;

use crate::article::sections::{Paragraph, paragraphs};
use crate::article::{Article, Source};
use crate::bibliography::datamodel::field_names;
use crate::bibliography::{Item, Reference};
use crate::citation::{Citation, Extraction, Passage, Style, write_notes};
use crate::library::bib::{Document, Field};
use crate::library::sheet::record::{ClaimRecord, MOST_FAULTS, ReferenceRecord};
use crate::library::sheet::{Block, Kind, Sheet, SheetError};
use crate::span::Span;

/// What a check is told about the world around the source.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The year in which the check runs; the library has no clock.
    pub year: i32,
}

/// An article with its reading.
#[derive(Debug)]
pub struct ArticleSubject<'a> {
    /// The article.
    pub article: &'a Article,
    /// What it says; of a book, what one of its chapters says.
    pub extraction: &'a Extraction,
    /// What it can cite by key.
    pub citable: &'a Citable,
    /// Its lines; of a book, those of the chapter, its list included.
    pub lines: Range<usize>,
}

impl<'a> ArticleSubject<'a> {
    /// The source that all places refer to.
    pub fn source(&self) -> &'a Source {
        &self.article.source
    }

    /// The paragraphs of its running text and between them, the reference list left out.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let mut paragraphs = paragraphs(self.article, &self.lines_beside());
        write_notes(self.article, &self.extraction.lists, &mut paragraphs);
        paragraphs
    }

    /// The lines that are not of its text: those of the reference list, and of other chapters.
    pub(super) fn lines_beside(&self) -> Vec<Range<usize>> {
        let mut beside = self.extraction.listed_lines();
        beside.extend([0..self.lines.start, self.lines.end..self.article.lines.len()]);
        beside
    }

    /// The citations that are surely citations by number. Empty where the article cites in another way, or
    /// in so many ways or so rarely that numbers in brackets prove nothing.
    pub fn numeric_citations(&self) -> impl Iterator<Item = &'a Citation> + use<'a> {
        let extraction = self.extraction;
        let numeric = matches!(self.extraction.style, Style::Bracket | Style::Paren | Style::Superscript);
        self.extraction.citations.iter().filter(move |c| {
            numeric && c.confidence >= SURE && !c.numbers.is_empty() && !extraction.is_note(c)
        })
    }

    /// The citations by key.
    pub fn keyed_citations(&self) -> impl Iterator<Item = &'a Citation> + use<'a> {
        self.extraction.citations.iter().filter(|c| c.numbers.is_empty() && !c.keys.is_empty())
    }

    /// The numbers that the reference list has, footnotes aside.
    pub fn listed(&self) -> BTreeSet<u32> {
        let lists = self.extraction.lists.iter().filter(|list| !list.is_of_notes());
        lists.flat_map(|list| &list.items).map(|item| item.number).collect()
    }

    /// The numbers that the text cites; those of the list that footnotes cite too, where it surely cites by number.
    pub fn cited(&self) -> BTreeSet<u32> {
        let mut cited: BTreeSet<u32> =
            self.numeric_citations().flat_map(|c| c.numbers.iter().copied()).collect();
        if !cited.is_empty() {
            let (listed, citations) = (self.listed(), self.extraction.citations.iter());
            let of_notes = citations.filter(|c| self.extraction.is_note(c)).flat_map(|c| &c.numbers);
            cited.extend(of_notes.filter(|number| listed.contains(number)));
        }
        cited
    }

    /// The numbers that the end of the list would have, if it is missing: three or more right behind the last one, each
    /// cited, in three or more places. Numbers alone can be mistyped; these are not.
    pub fn missing_end(&self) -> Option<RangeInclusive<u32>> {
        const FEWEST: usize = 3;
        let first = self.listed().last()?.checked_add(1)?;
        let beyond = self.cited().split_off(&first);
        let last = (first..).zip(&beyond).take_while(|(a, b)| a == *b).last()?.0;
        let places =
            self.numeric_citations().filter(|c| c.numbers.iter().any(|n| (first..=last).contains(n)));
        let enough = (last - first) as usize + 1 >= FEWEST && places.take(FEWEST).count() == FEWEST;
        enough.then_some(first..=last)
    }

    /// The printed numbers of the list with their places, in the order of the list; empty where the list
    /// prints none. References that share a printed number count once.
    pub fn labels(&self) -> Vec<(u32, Span)> {
        let printed = self.extraction.lists.iter().filter(|list| list.numbered);
        let items = printed.flat_map(|list| &list.items).filter(|item| !item.label.is_empty());
        items.map(|item| (item.number, self.label(item))).collect()
    }

    /// The references of the list, each with its first line.
    pub fn references(&self) -> impl Iterator<Item = (&'a Reference, Span)> {
        let items = self.extraction.lists.iter().flat_map(|list| &list.items);
        self.extraction
            .references
            .iter()
            .zip(items)
            .map(move |(reference, item)| (reference, self.item(item)))
    }

    /// The first line of `item`, its label left out.
    fn item(&self, item: &Item) -> Span {
        first_line(self.source(), &item.text.source_spans(Span::new(0, item.text.as_str().len())))
    }

    /// The printed label in front of `item`; its first line where the label does not stand right there.
    fn label(&self, item: &Item) -> Span {
        let first = self.item(item);
        let before = self.source().text().get(..first.start).unwrap_or_default();
        let line = before.rsplit(['\n', '\r', '\x0c']).next().unwrap_or_default();
        let near = line.trim_end_matches(|c: char| c.is_whitespace() || ".)]".contains(c));
        match near.strip_suffix(item.label.as_str()).filter(|_| !item.label.is_empty()) {
            Some(_) => {
                let end = before.len() - line.len() + near.len();
                Span::new(end - item.label.len(), end)
            }
            None => first,
        }
    }

    /// Where `number` stands in the marker of `citation`; the whole marker where it stands inside a range.
    pub fn number_place(&self, citation: &Citation, number: u32) -> Span {
        let digits = number.to_string();
        self.word_place(&citation.marker, &digits, |c| c.is_ascii_digit())
    }

    /// Where `key` stands in `marker`; the whole marker where it does not stand there as it is.
    pub fn key_place(&self, marker: &Passage, key: &str) -> Span {
        self.word_place(marker, key, |c| c.is_alphanumeric() || "_:-+/.".contains(c))
    }

    /// Where `word` stands in `marker` on its own, not inside a longer one of characters that are
    /// `inner`; else the whole marker.
    fn word_place(&self, marker: &Passage, word: &str, inner: impl Fn(char) -> bool) -> Span {
        let text = self.source().text();
        let place = marker.spans.iter().find_map(|span| {
            let at = standing_alone(text.get(span.range())?, word, &inner)?;
            Some(Span::new(span.start + at, span.start + at + word.len()))
        });
        place.unwrap_or_else(|| self.place(marker))
    }

    /// Where `passage` begins: as much of it as stands on one line.
    pub fn place(&self, passage: &Passage) -> Span {
        first_line(self.source(), &passage.spans)
    }
}

/// A .bib file.
#[derive(Debug)]
pub struct LibrarySubject<'a> {
    /// The file: all places refer to it.
    pub source: &'a Source,
    /// Its blocks.
    pub document: &'a Document,
    /// Names, in lower case, that other files define with `@string`.
    pub strings: &'a BTreeSet<String>,
}

/// Whether a person or an editor has put the field `name` (in lower case) aside: `_url` or, by the BibTeX mode of Emacs, `opturl`
/// and `alteditor`.
pub(crate) fn is_put_aside(name: &str) -> bool {
    let optional = ["opt", "alt"].iter().find_map(|prefix| name.strip_prefix(prefix));
    name.starts_with('_') || optional.is_some_and(|field| field_names().any(|known| known == field))
}

impl<'a> LibrarySubject<'a> {
    /// The fields that the data model does not have and that are not put aside, with their names in lower case.
    pub fn unknown_fields(&self) -> impl Iterator<Item = (&'a Field, String)> {
        let document = self.document;
        let known: BTreeSet<&str> = field_names().collect();
        let fields = document.entries().flat_map(|entry| &entry.fields);
        let named = fields.map(move |field| (field, document.slice(field.name).to_lowercase()));
        named.filter(move |(_, name)| !known.contains(name.as_str()) && !is_put_aside(name))
    }
}

/// The .toml beside a .bib, each of its blocks read once.
#[derive(Debug)]
pub struct SheetSubject<'a> {
    /// The file: all places refer to it.
    pub source: &'a Source,
    /// Its blocks.
    pub sheet: &'a Sheet,
    /// The .bib beside it.
    pub library: &'a Document,
    /// Digest of the article as it is now; `None` if it is not at hand.
    pub article: Option<&'a str>,
    /// The claims and orphans that can be read: which of the two, the first line of the block, and the record.
    pub claims: Vec<(Kind, Span, ClaimRecord)>,
    /// The references that can be read and that the article still has: the first line of the block, and the record.
    pub references: Vec<(Span, ReferenceRecord)>,
    /// What cannot be read, in the order of the file: the first hundred faults.
    pub errors: Vec<SheetError>,
}

impl<'a> SheetSubject<'a> {
    /// Reads the blocks of `sheet`, which is the text of `source`, beside `library`.
    pub fn new(
        source: &'a Source,
        sheet: &'a Sheet,
        library: &'a Document,
        article: Option<&'a str>,
    ) -> Self {
        let errors = sheet.read_head().err().into_iter().collect();
        let (claims, references) = (Vec::new(), Vec::new());
        let mut subject = Self { source, sheet, library, article, claims, references, errors };
        for &block in sheet.blocks() {
            if let Err(error) = subject.read(block) {
                subject.errors.push(error);
            }
        }
        subject.errors.truncate(MOST_FAULTS);
        subject
    }

    fn read(&mut self, block: Block) -> Result<(), SheetError> {
        let header = self.header(block);
        match block.kind {
            Kind::Reference => {
                let record = self.sheet.reference(block)?;
                self.references.extend((!record.vanished).then_some((header, record)));
            }
            Kind::Claim | Kind::Orphan => {
                self.claims.push((block.kind, header, self.sheet.claim(block)?));
            }
            Kind::Other => self.sheet.other(block)?,
        }
        Ok(())
    }

    /// The line of `block` that holds its header.
    fn header(&self, block: Block) -> Span {
        let header = self.sheet.slice(block.span).find("[[").unwrap_or_default();
        line_of(self.source, Span::new(block.span.start + header, block.span.end))
    }
}

/// Below this, what a field or a citation says is no ground for a complaint.
pub(super) const SURE: f32 = 0.8;

/// The first byte at which `word` stands in `words` on its own, with nothing `inner` on either side.
fn standing_alone(words: &str, word: &str, inner: impl Fn(char) -> bool) -> Option<usize> {
    words.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = words.get(..at).and_then(|w| w.chars().next_back());
        let after = words.get(at + word.len()..).and_then(|w| w.chars().next());
        ![before, after].into_iter().flatten().any(&inner)
    })
}

/// As much of `spans` (of one passage, in reading order) as stands on the line of the first.
pub(super) fn first_line(source: &Source, spans: &[Span]) -> Span {
    let Some(&first) = spans.first() else { return Span::default() };
    let between = |from: usize, to: usize| source.text().get(from..to).unwrap_or("\n");
    let mut place = line_of(source, first);
    for next in spans.iter().skip(1) {
        let gap = between(place.end, next.start);
        if place.end > next.start || gap.len() > 12 || gap.contains(['\n', '\r']) || !gap.trim().is_empty() {
            break;
        }
        let more = line_of(source, *next);
        if more.is_empty() {
            break;
        }
        place = place.cover(more);
    }
    place
}

/// `span` up to the end of its first line.
fn line_of(source: &Source, span: Span) -> Span {
    let words = source.text().get(span.range()).unwrap_or_default();
    let len = words.bytes().position(|byte| b"\n\r\x0c".contains(&byte)).unwrap_or(words.len());
    Span::new(span.start, span.start + words.get(..len).unwrap_or_default().trim_end().len())
}
