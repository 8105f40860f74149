//! Footnotes: what stands in them, and the marks that send the reader there.

#[cfg(feature = "markup")]
use std::collections::HashMap;

use crate::span::Span;

/// A footnote as the source defines it.
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
    /// The footnote that it names, by its place in [`Markup::notes`](super::Markup::notes); `None` if there is none.
    pub note: Option<usize>,
}

/// Footnotes and marks as a reader comes upon them.
#[cfg(feature = "markup")]
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) notes: Vec<Note>,
    pub(super) marks: Vec<NoteMark>,
}

#[cfg(feature = "markup")]
impl Notes {
    /// A mark at `span` that names the footnote `label`; gives its number.
    pub(super) fn mark(&mut self, label: &str, span: Span) -> usize {
        self.marks.push(NoteMark { label: label.to_owned(), span, note: None });
        self.marks.len() - 1
    }

    /// A footnote that is written in the line, at `span`, under its own mark at `place`; gives the number of the mark. It
    /// has a `label` only where others name it.
    pub(super) fn inline(&mut self, label: Option<&str>, place: Span, span: Span) -> usize {
        let label = label.unwrap_or_default().to_owned();
        self.marks.push(NoteMark { label: label.clone(), span: place, note: Some(self.notes.len()) });
        self.notes.push(Note { label, place, span });
        self.marks.len() - 1
    }

    /// The same, each mark with its footnote: labels name whatever their case, the first of two footnotes with one label.
    pub(super) fn resolved(mut self) -> Self {
        let named = self.notes.iter().enumerate().rev().filter(|(_, note)| !note.label.is_empty());
        let named: HashMap<String, usize> = named.map(|(at, note)| (note.label.to_lowercase(), at)).collect();
        // Numbered as they are printed.
        let mut printed: HashMap<usize, usize> = HashMap::new();
        for mark in &mut self.marks {
            mark.note = mark.note.or_else(|| named.get(&mark.label.to_lowercase()).copied());
            let Some(at) = mark.note else { continue };
            let next = printed.len() + 1;
            let number = *printed.entry(at).or_insert(next);
            if let Some(note) = self.notes.get_mut(at).filter(|note| note.label.is_empty()) {
                note.label = number.to_string();
            }
            if mark.label.is_empty() {
                mark.label = number.to_string();
            }
        }
        self
    }
}
