//! Lines of the first page in; what the article says of itself (title, authors, date, DOI) out.
//!
//! The journey: markup says it outright; else [`head`] cuts the lines above the text off, [`names`] tells which of them
//! are authors, [`title`] finds the title above these or, in a PDF, by the size of its type, and [`dates`] reads when
//! the article was published. Nothing is said rather than guessed.

mod dates;
mod head;
mod names;
mod title;

use super::hyphen::{self, Vocabulary};
use super::{Line, Markup, Text};
use crate::span::Span;

#[cfg(feature = "markup")]
pub(in crate::article) use dates::date_of;
#[cfg(feature = "markup")]
pub(in crate::article) use names::authors;

/// What an article says of itself; a part that it does not say clearly is missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Front {
    /// The title.
    pub title: Option<Stated>,
    /// The authors in their order, names as printed, without marks and degrees.
    pub authors: Vec<Stated>,
    /// When it was published, as ISO 8601 (`2014-08-21`, `2014`); else when it was accepted.
    pub date: Option<Stated>,
    /// Its DOI, without resolver.
    pub doi: Option<Stated>,
}

/// One thing that an article says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// The words.
    pub value: String,
    /// Where they stand in the source, in reading order.
    pub spans: Vec<Span>,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

/// The sizes of type of an article's lines, where they are known.
#[derive(Debug, Clone, Copy)]
pub(in crate::article) struct Sizes<'a> {
    /// By line, in points.
    pub(in crate::article) lines: &'a [f32],
    /// Of the running text.
    pub(in crate::article) body: f32,
}

/// What the article with these `lines` says of itself.
pub(in crate::article) fn front(
    lines: &[Line],
    markup: Option<&Markup>,
    sizes: Option<Sizes<'_>>,
    words: &Vocabulary,
) -> Front {
    let mut front = markup.map(|markup| markup.front.clone()).unwrap_or_default();
    let head = head::head(lines);
    // A source's own words are its commands; what only looks like a head is not read there, but for its first heading.
    let found = match markup {
        Some(_) => title::first_heading(&head),
        None => title::title(&head, lines, sizes),
    };
    if let Some(found) = found {
        if front.title.is_none() {
            let text = joined(found.title.iter().map(|line| &line.text), words);
            let title = text.as_str().trim_end_matches(title::NOTE).trim_end();
            front.title = Some(stated(&text, title, found.confidence));
        }
        if front.authors.is_empty() {
            let text = joined(found.authors.iter().map(|line| &line.text), words);
            let names = found.names.iter().map(|name| stated(&text, name, found.confidence));
            front.authors = names.collect();
        }
    }
    if markup.is_none() {
        front.date = dates::publication(lines);
        front.doi = dates::doi(lines);
    }
    front
}

/// `lines` as one text, hyphens at their ends undone.
fn joined<'a>(lines: impl Iterator<Item = &'a Text>, words: &Vocabulary) -> Text {
    let mut text = Text::new();
    for line in lines {
        if text.is_empty() {
            text.push_text(line);
        } else {
            hyphen::join(&mut text, line, words);
        }
    }
    text
}

/// `value`, which stands in `text`; where it does not to the letter, the whole of `text` is its place.
fn stated(text: &Text, value: &str, confidence: f32) -> Stated {
    let start = text.as_str().find(value);
    let span = start.map_or(Span::new(0, text.as_str().len()), |at| Span::new(at, at + value.len()));
    Stated { value: value.to_owned(), spans: text.source_spans(span), confidence }
}
