//! Footnotes and their marks, as a reader comes upon them.

use std::collections::HashMap;

use crate::article::{Footnotes, Note, NoteMark};
use crate::span::Span;

impl Footnotes {
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
