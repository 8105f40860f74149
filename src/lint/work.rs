//! One cited work as rules see it, whether a reference of an article or an entry of a library.

use super::rules::identifier;
use super::subject::{self, SURE};
use super::{ArticleSubject, Context};
use crate::article::{Source, Text};
use crate::bibliography::datamodel::{canonical_field, canonical_type};
use crate::bibliography::{self, Item, Reference, kind_name};
use crate::library::bib::value::{self, Strings};
use crate::library::bib::{Document, Entry, Field, Piece};
use crate::span::Span;

/// A reference of an article or an entry of a library.
#[derive(Debug, Clone)]
pub struct Work<'a> {
    /// The key of the entry.
    pub key: &'a str,
    /// The BibLaTeX entry type, lower case, older names resolved.
    pub kind: String,
    /// The entry type as written, lower case.
    pub written_kind: String,
    /// Where it stands: the key in a .bib, the first line of the reference in an article.
    pub place: Span,
    /// The fields in the order of the source.
    pub parts: Vec<Part>,
    /// The reference that it was read from; `None` for an entry of a library.
    pub reference: Option<&'a Reference>,
    /// The world around it.
    pub context: Context,
}

/// A field of a work.
#[derive(Debug, Clone)]
pub struct Part {
    /// The BibLaTeX name, lower case, older names resolved.
    pub name: String,
    /// The value as people read it: Unicode, no LaTeX.
    pub value: String,
    /// The value as LaTeX, `@string`s put in; of a reference in an article the same as [`Part::value`].
    pub latex: String,
    /// Where the value stands, delimiters left out; in an article as much as stands on its first line.
    pub span: Span,
    /// The bytes at [`Part::span`] where they are the whole value as written, so that a fix can replace them.
    pub written: Option<String>,
}

/// All works of one source.
#[derive(Debug)]
pub struct Works<'a> {
    /// The works in the order of the source.
    pub works: Vec<Work<'a>>,
    /// The year in which the article that cites them was published, if it says so clearly.
    pub published: Option<i32>,
}

impl Work<'_> {
    /// The field called `name`, unless it is empty.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|p| p.name == name && !p.value.trim().is_empty())
    }

    /// The fields called any of `names` that are not empty.
    pub fn parts<'s>(&'s self, names: &'s [&str]) -> impl Iterator<Item = &'s Part> {
        self.parts.iter().filter(move |p| names.contains(&p.name.as_str()) && !p.value.trim().is_empty())
    }

    /// The year of publication, if the work says it in four digits.
    pub fn year(&self) -> Option<i32> {
        self.parts(&["date", "year"]).find_map(|p| p.value.get(..4)?.parse().ok())
    }

    /// The work in a message: `reference 3`, or the key of an entry.
    pub fn name(&self) -> String {
        match self.reference {
            Some(reference) if !reference.label.is_empty() => format!("reference {}", reference.label),
            _ => format!("`{}`", self.key),
        }
    }

    /// What names the work in [`Fault::work`](super::Fault::work).
    pub fn mark(&self) -> String {
        let number = self.reference.and_then(|reference| reference.number);
        number.map_or_else(|| self.key.to_owned(), |number| number.to_string())
    }

    /// Whether this is an entry of a library rather than a reference as printed.
    pub fn is_entry(&self) -> bool {
        self.reference.is_none()
    }
}

impl<'a> Works<'a> {
    /// The entries of a .bib file.
    pub fn of_library(document: &'a Document, context: Context) -> Self {
        let strings = Strings::of(document);
        let entries = document.entries();
        Self {
            works: entries.map(|e| Work::of_entry(document, e, &strings, context)).collect(),
            published: None,
        }
    }

    /// The references of an article: the fields that ibid is sure of, and none of a reference that is cut off.
    pub fn of_article(subject: &ArticleSubject<'a>, context: Context) -> Self {
        let extraction = subject.extraction;
        let items = extraction.lists.iter().flat_map(|list| &list.items);
        let works = extraction.references.iter().zip(items).filter(|(reference, _)| !reference.cut_off);
        Self {
            works: works.map(|(r, item)| Work::of_reference(r, item, subject.source(), context)).collect(),
            published: published(subject),
        }
    }
}

/// The year in which the article was published. When it was accepted does not tell it.
fn published(subject: &ArticleSubject<'_>) -> Option<i32> {
    let date = subject.article.front.date.as_ref().filter(|date| date.confidence > SURE)?;
    date.value.get(..4)?.parse().ok()
}

impl<'a> Work<'a> {
    fn of_entry(document: &'a Document, entry: &Entry, strings: &Strings, context: Context) -> Self {
        let kind = document.slice(entry.kind).to_lowercase();
        Self {
            key: document.slice(entry.key),
            kind: canonical_type(&kind).to_owned(),
            written_kind: kind,
            place: if entry.key.is_empty() { entry.kind } else { entry.key },
            parts: entry.fields.iter().map(|f| Part::of_field(document, f, strings)).collect(),
            reference: None,
            context,
        }
    }

    fn of_reference(reference: &'a Reference, item: &Item, source: &Source, context: Context) -> Self {
        let shift = item.text.as_str().find(&reference.raw).unwrap_or_default();
        let is_sure = |name: &str, field: &bibliography::Field| {
            field.confidence >= SURE
                || name == "date" && is_only_year(&reference.raw, &field.value)
                || name == "note" && identifier::is_noted(&field.value)
        };
        let parts = reference.fields.iter().filter(|(name, field)| is_sure(name, field));
        let parts = parts.filter_map(|(name, field)| {
            let (span, written) = place(&item.text, field.span?.shifted(shift), source);
            let (name, latex) = ((*name).to_owned(), field.value.clone());
            Some(Part { name, value: field.value.clone(), latex, span, written })
        });
        let dated = reference.fields.iter().any(|(name, _)| *name == "date");
        let year = if dated { None } else { lone_year(&reference.raw) };
        let year = year.and_then(|year| {
            let value = reference.raw.get(year.range())?.to_owned();
            let (span, written) = place(&item.text, year.shifted(shift), source);
            Some(Part { name: "date".to_owned(), latex: value.clone(), value, span, written })
        });
        let parts = parts.chain(year);
        let whole = item.text.source_spans(Span::new(0, item.text.as_str().len()));
        Self {
            key: &reference.key,
            kind: kind_name(&reference.entry_type),
            written_kind: kind_name(&reference.entry_type),
            place: subject::first_line(source, &whole),
            parts: parts.collect(),
            reference: Some(reference),
            context,
        }
    }
}

impl Part {
    fn of_field(document: &Document, field: &Field, strings: &Strings) -> Self {
        let written = document.slice(field.name).to_lowercase();
        let name = canonical_field(&written).to_owned();
        let latex = value::source(document, field, strings);
        let value = value::plain(&name, &latex).trim().to_owned();
        match field.pieces.as_slice() {
            [Piece::Braced(span) | Piece::Quoted(span)] => {
                let written = Some(document.slice(*span).to_owned());
                Self { name, value, latex, span: *span, written }
            }
            _ => Self { name, value, latex, span: field.value, written: None },
        }
    }
}

/// Whether the year of `date` is the only number of `raw` that could be one: a date that looks unlikely (2091) is none the
/// less the date then.
fn is_only_year(raw: &str, date: &str) -> bool {
    only_year(raw).is_some_and(|year| date.starts_with(year))
}

/// The number of `raw` that could be a year, if there is but one.
fn only_year(raw: &str) -> Option<&str> {
    let numbers = raw.split(|c: char| !c.is_ascii_digit());
    let mut years = numbers.filter(|number| number.len() == 4 && ("1450".."2200").contains(number));
    years.next().filter(|_| years.next().is_none())
}

/// The one number of `raw` that could be a year, where it stands as a year does, behind a name or in parentheses: it can
/// look so unlikely (2106) that it was taken for something else.
fn lone_year(raw: &str) -> Option<Span> {
    let year = only_year(raw)?;
    let at = [", ", "(", ". "]
        .iter()
        .flat_map(|before| raw.match_indices(before).map(|(at, _)| at + before.len()));
    let years = at.filter(|&at| {
        raw.get(at..at + 4) == Some(year)
            && raw.get(at + 4..).is_some_and(|rest| rest.starts_with(['.', ')', ',', ';']))
    });
    years.min().map(|at| Span::new(at, at + 4))
}

/// Where the bytes `span` of `text` begin in `source`, and what is written there if that is all of them.
fn place(text: &Text, span: Span, source: &Source) -> (Span, Option<String>) {
    let place = subject::first_line(source, &text.source_spans(span));
    let written = source.text().get(place.range()).unwrap_or_default();
    let whole = text.as_str().get(span.range()) == Some(written);
    (place, whole.then(|| written.to_owned()))
}
