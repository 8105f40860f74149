//! Footnotes in an article: the lines in which they stand, and their marks in its paragraphs.

use std::ops::Range;

use super::{Article, LineRole, Text};
use crate::span::Span;

/// The footnotes of an article, and what sends the reader to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footnotes {
    /// The footnotes, in the order of the source.
    pub notes: Vec<Note>,
    /// The marks of footnotes, in the order of the source; [`Text::marks`] numbers them.
    pub marks: Vec<NoteMark>,
}

/// A footnote as the source defines or prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The label as written; of one that is written in the line, the number that it prints.
    pub label: String,
    /// Where its label stands; of one that is written in the line, where it begins.
    pub place: Span,
    /// Where its words stand.
    pub span: Span,
}

/// A mark in the text that sends the reader to a footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteMark {
    /// The label that it names, as written.
    pub label: String,
    /// Where it stands; of a footnote that is written in the line, where that begins.
    pub span: Span,
    /// The footnote that it names, by its place in [`Footnotes::notes`]; `None` if there is none.
    pub note: Option<usize>,
}

impl Article {
    /// Its footnotes, in the order of the source.
    pub fn notes(&self) -> &[Note] {
        &self.footnotes.notes
    }

    /// The marks of its footnotes, in the order of the source.
    pub fn note_marks(&self) -> &[NoteMark] {
        &self.footnotes.marks
    }

    /// The lines of each of its footnotes; one without words has none.
    pub fn note_lines(&self) -> Vec<Range<usize>> {
        let notes = self.notes();
        let mut found = vec![0..0; notes.len()];
        if notes.is_empty() {
            return found;
        }
        let mut order: Vec<usize> = (0..notes.len()).collect();
        order.sort_by_key(|&at| notes.get(at).map(|note| note.span.start));
        for (at, line) in self.lines.iter().enumerate() {
            let Some(start) = line.text.source_offset(0) else { continue };
            let Some(lines) = owner(notes, &order, start).and_then(|note| found.get_mut(note)) else {
                continue;
            };
            if lines.start == lines.end {
                *lines = at..at + 1;
            } else if lines.end == at {
                lines.end = at + 1;
            }
        }
        found
    }

    /// The article without the lines of its footnotes: in their place there is nothing to read.
    pub(crate) fn without_notes(&self) -> Self {
        let mut article = self.clone();
        for lines in self.note_lines() {
            let lines = article.lines.get_mut(lines).unwrap_or_default();
            lines.iter_mut().for_each(|line| line.role = LineRole::Furniture);
        }
        article
    }
}

/// Notes that stand in each other are looked through so far.
const DEEPEST: usize = 8;

/// The innermost of `notes`, which begin in `order`, that holds the byte `at`.
fn owner(notes: &[Note], order: &[usize], at: usize) -> Option<usize> {
    let begun = order.partition_point(|&note| notes.get(note).is_some_and(|note| note.span.start <= at));
    let mut near = order.get(..begun)?.iter().rev().take(DEEPEST);
    near.find(|&&note| notes.get(note).is_some_and(|note| at < note.span.end)).copied()
}

/// `text` with the marks among `marks` that `cites` accepts written out, as `[^1]`; gives where each stands then, with its
/// number.
pub fn write_marks(
    text: &Text,
    marks: &[NoteMark],
    cites: impl Fn(&NoteMark) -> bool,
) -> (Text, Vec<(Span, usize)>) {
    let (mut written, mut places, mut from) = (Text::new(), Vec::new(), 0);
    for (at, number) in text.marks() {
        let Some(mark) = marks.get(number).filter(|mark| cites(mark)) else { continue };
        let at = at + usize::from(is_before_stop(text.as_str(), at));
        written.push_text(&text.slice(Span::new(from, at)));
        let start = written.as_str().len();
        written.push_piece(&format!("[^{}]", mark.label), mark.span);
        places.push((Span::new(start, written.as_str().len()), number));
        from = at;
    }
    if places.is_empty() {
        return (text.clone(), places);
    }
    written.push_text(&text.slice(Span::new(from, text.as_str().len())));
    (written, places)
}

/// Whether a blank and a stop follow at `at`: `grow [^1].`, where the mark was left out.
fn is_before_stop(text: &str, at: usize) -> bool {
    let rest = text.get(at..).and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| rest.starts_with(|c: char| ".,;:!?)".contains(c)))
}
