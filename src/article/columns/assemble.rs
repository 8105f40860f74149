//! Rows with their places -> lines in reading order.

use std::ops::Range;

use super::captions;
use super::places::Place;
use super::reading::Placed;
use super::row::{Row, Rows};
use crate::article::sections::ends_sentence;
use crate::article::{Line, LineRole, Source, Text};
use crate::span::Span;

/// Puts the rows of one page into reading order, line by line.
#[derive(Debug)]
pub(super) struct Assembly<'a> {
    source: &'a Source,
    rows: &'a Rows<'a>,
    lines: Vec<Line>,
    left: Vec<Line>,
    right: Vec<Line>,
}

impl<'a> Assembly<'a> {
    /// An assembly without lines.
    pub(super) fn new(source: &'a Source, rows: &'a Rows<'a>) -> Self {
        Self { source, rows, lines: Vec::new(), left: Vec::new(), right: Vec::new() }
    }

    /// Appends `row` in its place.
    pub(super) fn push(&mut self, row: &Row, placed: Placed) {
        if placed.breaks {
            self.close();
        }
        match placed.place {
            Place::Cut(cut) => {
                let (mut left, mut right) =
                    (self.line(row, row.start..cut, 0), self.line(row, cut..row.end, 1));
                // An empty row over both is the gap of the column whose sentence ended above it, where only one did.
                let open = |lines: &[Line]| lines.last().is_some_and(|l| !ends_sentence(l.text.as_str()));
                match (open(&self.left), open(&self.right)) {
                    (true, false) => left.gap_before = false,
                    (false, true) => right.gap_before = false,
                    _ => {}
                }
                self.left.push(left);
                self.right.push(right);
            }
            Place::Left => {
                let line = self.line(row, row.start..row.end, 0);
                self.left.push(line);
            }
            Place::Right | Place::Displaced => {
                let line = self.line(row, row.start..row.end, 1);
                self.right.push(line);
            }
            Place::Whole => {
                self.close();
                let line = self.line(row, row.start..row.end, 0);
                self.lines.push(line);
            }
        }
    }

    /// Ends the columns: what comes next stands below both.
    pub(super) fn close(&mut self) {
        self.lines.append(&mut self.left);
        self.lines.append(&mut self.right);
    }

    /// The lines.
    pub(super) fn finish(mut self) -> Vec<Line> {
        self.close();
        captions::mark(&mut self.lines);
        self.lines
    }

    fn line(&self, row: &Row, words: Range<usize>, column: u8) -> Line {
        let first = words.start == row.start;
        let indent = if first { row.indent as f32 } else { self.gap(words.start).saturating_sub(1) as f32 };
        let role = if row.is_furniture { LineRole::Furniture } else { LineRole::Body };
        let text = self.text(words);
        Line { text, page: row.page, column, indent, gap_before: row.after_blank, role }
    }

    fn gap(&self, word: usize) -> u32 {
        self.rows.words.get(word).map_or(0, |w| w.gap)
    }

    fn text(&self, words: Range<usize>) -> Text {
        let mut text = Text::new();
        for word in self.rows.words.get(words).unwrap_or_default() {
            let (before, after) = word.raised;
            push_raised(&mut text, self.source.text(), before);
            if !(text.is_empty() || word.is_loose && before.is_some()) {
                text.push_synthetic(" ");
            }
            text.push_source(self.source.text(), word.span);
            push_raised(&mut text, self.source.text(), after);
        }
        text
    }
}

/// Appends the raised number at `span` in superscript digits.
fn push_raised(text: &mut Text, source: &str, span: Option<Span>) {
    let Some(span) = span else { return };
    let printed = source.get(span.range()).unwrap_or_default();
    for (at, c) in printed.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let raised = superscript(c).to_string();
        text.push_piece(&raised, Span::new(span.start + at, span.start + at + c.len_utf8()));
    }
}

fn superscript(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁰' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' => '⁻',
        c => c,
    }
}
