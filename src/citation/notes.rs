//! Marks of footnotes that are references: written into the paragraphs as `[^1]`, and read there as markers.

use std::collections::HashMap;
use std::ops::Range;

use crate::article::sections::Paragraph;
use crate::article::{Article, NoteMark, write_marks};
use crate::bibliography::ReferenceList;
use crate::span::Span;

/// The marks of an article that cite.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notes<'a> {
    marks: &'a [NoteMark],
    /// Which footnote sends to which numbers, ascending.
    numbers: &'a [(usize, Vec<u32>)],
}

impl<'a> Notes<'a> {
    /// Those that cite the footnotes among `lists`.
    pub(super) fn of(article: &'a Article, lists: &'a [ReferenceList]) -> Self {
        let numbers = lists.iter().find(|list| list.is_of_notes()).map_or(&[] as &[_], |list| &list.notes);
        Self { marks: article.note_marks(), numbers }
    }

    fn numbers(self, mark: &NoteMark) -> Option<&'a [u32]> {
        let at = self.numbers.binary_search_by_key(&mark.note?, |(note, _)| *note).ok()?;
        self.numbers.get(at).map(|(_, numbers)| numbers.as_slice())
    }

    /// Writes the marks of `paragraph` that cite; gives where they stand, with the numbers that each means.
    pub(super) fn write(self, paragraph: &mut Paragraph) -> Vec<(Span, &'a [u32])> {
        if self.numbers.is_empty() {
            return Vec::new();
        }
        let (text, places) = write_marks(&paragraph.text, self.marks, |mark| self.numbers(mark).is_some());
        paragraph.text = text;
        let numbers = |at: usize| self.marks.get(at).and_then(|mark| self.numbers(mark));
        places.into_iter().filter_map(|(span, at)| Some((span, numbers(at)?))).collect()
    }
}

/// Gives the `paragraphs` of footnotes the section of the first mark that sends to them: in the source they may stand at its end.
pub(super) fn place_notes(article: &Article, paragraphs: &mut [Paragraph]) {
    let marks = article.note_marks();
    if marks.is_empty() {
        return;
    }
    let mut sections: HashMap<usize, Option<String>> = HashMap::new();
    for paragraph in paragraphs.iter() {
        for (_, number) in paragraph.text.marks() {
            if let Some(note) = marks.get(number).and_then(|mark| mark.note) {
                sections.entry(note).or_insert_with(|| paragraph.section.clone());
            }
        }
    }
    let mut notes: Vec<(Range<usize>, usize)> = article.note_lines().into_iter().zip(0..).collect();
    notes.sort_by_key(|(lines, _)| lines.start);
    for paragraph in paragraphs {
        let before = notes.partition_point(|(lines, _)| lines.start <= paragraph.lines.start);
        let note = before.checked_sub(1).and_then(|at| notes.get(at));
        let note = note.filter(|(lines, _)| lines.contains(&paragraph.lines.start));
        if let Some(section) = note.and_then(|(_, note)| sections.get(note)) {
            paragraph.section.clone_from(section);
        }
    }
}

/// Writes the marks of footnotes that are references, those among `lists`, into `paragraphs` of `article`.
pub fn write_notes(article: &Article, lists: &[ReferenceList], paragraphs: &mut [Paragraph]) {
    let notes = Notes::of(article, lists);
    paragraphs.iter_mut().for_each(|paragraph| drop(notes.write(paragraph)));
}
