//! What a marked-up source says of itself outright.

use crate::article::front::{authors, date_of};
use crate::article::{Front, Stated};
use crate::span::Span;

/// A source says it in so many words; what it says may still be out of date.
const SURE: f32 = 0.99;

/// Most authors that are kept.
const MOST: usize = 1000;

/// Sets the title, unless there is one.
pub(super) fn title(front: &mut Front, words: &str, span: Span) {
    let words = squeezed(words);
    if front.title.is_none() && !words.is_empty() {
        front.title = Some(Stated { value: words, spans: vec![span], confidence: SURE });
    }
}

/// Adds the authors that `words` name: a list of them, or one in any form.
pub(super) fn author(front: &mut Front, words: &str, span: Span) {
    let words = squeezed(words);
    let names = match authors(&words) {
        Some(list) => list.names,
        None if (2..=120).contains(&words.len()) && words.contains(char::is_alphabetic) => vec![words],
        None => Vec::new(),
    };
    let room = MOST.saturating_sub(front.authors.len());
    let stated = |value| Stated { value, spans: vec![span], confidence: SURE };
    front.authors.extend(names.into_iter().take(room).map(stated));
}

/// Sets the date, unless there is one or `words` tell none.
pub(super) fn date(front: &mut Front, words: &str, span: Span) {
    if front.date.is_none() {
        front.date = date_of(words).map(|value| Stated { value, spans: vec![span], confidence: SURE });
    }
}

/// Sets the DOI, unless there is one.
pub(super) fn doi(front: &mut Front, words: &str, span: Span) {
    let number = words.find("10.").and_then(|at| words.get(at..)).map(str::trim);
    if let (None, Some(number)) = (&front.doi, number) {
        front.doi = Some(Stated { value: number.to_owned(), spans: vec![span], confidence: SURE });
    }
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
