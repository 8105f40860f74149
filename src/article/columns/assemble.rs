//! Rows with their places -> lines in reading order.

use std::collections::BTreeMap;
use std::ops::Range;

use super::beside::Part;
use super::captions;
use super::places::Place;
use super::reading::Placed;
use super::row::{Row, Rows};
use crate::article::gutters::Block;
use crate::article::sections::ends_sentence;
use crate::article::{Line, LineRole, Source, Text};
use crate::raised::raised_form;
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
            Place::Aside => {
                let line = self.line(row, row.start..row.end, 0);
                self.lines.push(line);
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
        let gap = || self.rows.words.get(words.start).map_or(0, |w| w.gap);
        let indent = if first { row.indent } else { gap().saturating_sub(1) };
        line(self.source, self.rows, row, words, (column, indent as f32))
    }
}

/// The `words` of `row` as a line of a column, so far indented.
pub(super) fn line(
    source: &Source,
    rows: &Rows,
    row: &Row,
    words: Range<usize>,
    (column, indent): (u8, f32),
) -> Line {
    let role = if row.is_furniture { LineRole::Furniture } else { LineRole::Body };
    let text = text(source.text(), rows, words);
    Line { text, page: row.page, column, indent, gap_before: row.after_blank, begins: false, role }
}

fn text(source: &str, rows: &Rows, words: Range<usize>) -> Text {
    let mut text = Text::new();
    for word in rows.words.get(words).unwrap_or_default() {
        let (before, after) = word.raised;
        push_raised(&mut text, source, before);
        if !(text.is_empty() || word.is_loose && before.is_some()) {
            text.push_synthetic(" ");
        }
        text.push_source(source, word.span);
        push_raised(&mut text, source, after);
    }
    text
}

/// The lines of `blocks`, which are in reading order.
pub(super) fn of_blocks(source: &Source, rows: &Rows, blocks: &[Block<Part>]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // The lines of the row at each index.
    let mut of_row: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for block in blocks {
        let left = left_edge(rows, block);
        let mut above: Option<Part> = None;
        for &part in &block.pieces {
            let Some(row) = rows.rows.get(part.row) else { continue };
            let start = rows.words.get(part.start).map_or(0, |w| w.column);
            let indent = start.saturating_sub(left) as f32;
            let mut line = line(source, rows, row, part.start..part.end, (block.column, indent));
            line.gap_before |= above.is_some_and(|above| is_gap(rows, above, part));
            of_row.entry(part.row).or_default().push(lines.len());
            lines.push(line);
            above = Some(part);
        }
    }
    for beside in of_row.values() {
        close_gaps(&mut lines, beside);
    }
    captions::mark(&mut lines);
    lines
}

/// Whether an empty row of their column stands between the parts `above` and `below`.
fn is_gap(rows: &Rows, above: Part, below: Part) -> bool {
    let between = rows.rows.get(above.row + 1..=below.row).unwrap_or_default();
    // The baselines of columns may differ, so that their lines take turns.
    let is_shared =
        |part: Part| rows.rows.get(part.row).is_some_and(|r| (r.start, r.end) != (part.start, part.end));
    between.iter().any(|r| r.after_blank) || between.len() > 1 && is_shared(above) && is_shared(below)
}

/// An empty row over the lines `beside` each other is the gap of those columns whose sentence ended above it.
fn close_gaps(lines: &mut [Line], beside: &[usize]) {
    let above = |at: usize| lines.get(at.checked_sub(1)?);
    let open: Vec<bool> =
        beside.iter().map(|&at| above(at).is_some_and(|l| !ends_sentence(l.text.as_str()))).collect();
    if open.iter().all(|&o| o) {
        return;
    }
    for (&at, _) in beside.iter().zip(&open).filter(|(_, open)| **open) {
        if let Some(line) = lines.get_mut(at) {
            line.gap_before = false;
        }
    }
}

/// The leftmost place at which at least a tenth of the parts (and two, if there are) begin.
fn left_edge(rows: &Rows, block: &Block<Part>) -> u32 {
    let mut edges: Vec<u32> =
        block.pieces.iter().filter_map(|p| rows.words.get(p.start)).map(|w| w.column).collect();
    edges.sort_unstable();
    let needed = (edges.len() / 10).max(2).min(edges.len());
    let is_shared = |x: u32| edges.iter().filter(|&&e| (x..=x + 1).contains(&e)).count() >= needed;
    edges.iter().copied().find(|&x| is_shared(x)).or(edges.first().copied()).unwrap_or(0)
}

/// Appends the raised number at `span` in superscript digits, or the marker in brackets as it is printed.
fn push_raised(text: &mut Text, source: &str, span: Option<Span>) {
    let Some(span) = span else { return };
    let printed = source.get(span.range()).unwrap_or_default();
    if printed.starts_with(['[', '(']) {
        return text.push_source(source, span);
    }
    for (at, c) in printed.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let raised = raised_form(c).to_string();
        text.push_piece(&raised, Span::new(span.start + at, span.start + at + c.len_utf8()));
    }
}
