//! A block of segments -> printed rows with their words.

use super::accents;
use super::glyphs::Glyph;
use super::script;
use super::segments::{Segment, median};
use crate::article::gutters::Block;

/// One printed row of one column.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The words, separated by one blank; superscripts as Unicode superscripts.
    pub(super) text: String,
    /// Column, 0-based.
    pub(super) column: u8,
    /// Left edge, in points.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
    /// Baseline, measured from the top of the page.
    pub(super) y: f32,
    /// Type size.
    pub(super) size: f32,
    /// Indentation from the left edge of its column, in average character widths.
    pub(super) indent: f32,
    /// Whether it stands further from the row above than rows of its column usually do.
    pub(super) gap_before: bool,
    /// Whether it is the first row of its block: what stands above it in the text stands elsewhere on the page.
    pub(super) is_first: bool,
    /// Widest gap between two words, in ems: rows of tables have wide ones.
    pub(super) widest_gap: f32,
}

/// Narrowest blank between words, in ems: kerning reaches 0.07, the tightest justified lines 0.12.
const BLANK: f32 = 0.11;

/// Narrowest blank where the page draws a blank character, in ems.
const DRAWN_BLANK: f32 = 0.06;

/// The rows of `block` from top to bottom.
pub(super) fn rows(block: Block<&Segment>) -> Vec<Row> {
    let Block { column, pieces } = block;
    let mut rows: Vec<Row> =
        stack(pieces.into_iter().cloned().collect()).into_iter().filter_map(|s| row(s, column)).collect();
    mark_indents(&mut rows);
    mark_gaps(&mut rows);
    if let Some(first) = rows.first_mut() {
        first.is_first = true;
    }
    rows
}

/// Groups segments whose letters stand beside each other; rows from top to bottom.
fn stack(mut segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    // Largest type first, so that the baseline of a row is that of its words, not of its scripts.
    segments.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<(f32, f32, Vec<Segment>)> = Vec::new();
    for segment in segments {
        let (top, bottom) = (segment.top(), segment.bottom());
        let near = rows.iter_mut().rev().take(4).find(|(row_top, row_bottom, _)| {
            let shared = row_bottom.min(bottom) - row_top.max(top);
            shared > 0.55 * (bottom - top).min(*row_bottom - *row_top)
        });
        match near {
            Some((row_top, row_bottom, row)) => {
                if bottom - top > *row_bottom - *row_top {
                    (*row_top, *row_bottom) = (top, bottom);
                }
                row.push(segment);
            }
            None => rows.push((top, bottom, vec![segment])),
        }
    }
    rows.sort_by(|a, b| a.1.total_cmp(&b.1));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// The row that `segments` make; `None` if they hold no words.
fn row(segments: Vec<Segment>, column: u8) -> Option<Row> {
    let whole = Segment::new(in_order(segments));
    let mut text = String::new();
    let mut widest_gap = 0.0_f32;
    let mut last: Option<&Glyph> = None;
    let mut scripts = script::Writer::new(whole.y, whole.size);
    for glyph in &whole.glyphs {
        if let Some(last) = last {
            let gap = (glyph.x0 - last.x1) / last.size.max(glyph.size);
            widest_gap = widest_gap.max(gap);
            let blank = gap > BLANK || glyph.after_blank && gap > DRAWN_BLANK;
            if blank && !scripts.goes_on(glyph) {
                scripts.finish(&mut text);
                text.push(' ');
            }
        }
        scripts.push(glyph, &mut text);
        last = Some(glyph);
    }
    scripts.finish(&mut text);
    let text = text.trim().to_owned();
    let Segment { x0, x1, y, size, .. } = whole;
    (!text.is_empty()).then_some(Row {
        text,
        column,
        x0,
        x1,
        y,
        size,
        indent: 0.0,
        gap_before: false,
        is_first: false,
        widest_gap,
    })
}

/// The glyphs of the segments of one row from left to right, what is drawn twice taken once.
fn in_order(mut segments: Vec<Segment>) -> Vec<Glyph> {
    segments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let overlap = segments.windows(2).any(|w| matches!(w, [a, b] if b.x0 < a.x1 - 0.5 * a.size));
    let mut glyphs: Vec<Glyph> = segments.into_iter().flat_map(|s| s.glyphs).collect();
    if overlap {
        glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    // Bold type is imitated by drawing a letter twice, a hair apart.
    glyphs.dedup_by(|b, a| {
        a.char == b.char && (b.x0 - a.x0).abs() < 0.12 * a.size && (b.y - a.y).abs() < 0.12 * a.size
    });
    accents::compose(&mut glyphs);
    glyphs
}

/// Sets the indentation of each row from the left edge that several rows share.
fn mark_indents(rows: &mut [Row]) {
    let Some(left) = left_edge(rows) else { return };
    for row in rows {
        let width = (row.x1 - row.x0) / row.text.chars().count().max(1) as f32;
        row.indent = ((row.x0 - left) / width.max(0.3 * row.size)).max(0.0);
    }
}

/// The leftmost edge at which at least a tenth of the rows (and two, if there are) begin.
fn left_edge(rows: &[Row]) -> Option<f32> {
    let mut edges: Vec<f32> = rows.iter().map(|r| r.x0).collect();
    edges.sort_by(f32::total_cmp);
    let needed = (edges.len() / 10).max(2).min(edges.len());
    let shared = edges.iter().find(|&&x| edges.iter().filter(|&&e| e >= x && e < x + 1.5).count() >= needed);
    shared.or(edges.first()).copied()
}

/// Marks the rows that stand clearly further down than the usual line space.
fn mark_gaps(rows: &mut [Row]) {
    let spaces = |rows: &[Row]| -> Vec<f32> {
        rows.windows(2).filter_map(|w| if let [a, b] = w { Some(b.y - a.y) } else { None }).collect()
    };
    let steps = spaces(rows);
    let Some(usual) = median(&mut steps.clone()) else { return };
    for (row, step) in rows.iter_mut().skip(1).zip(steps) {
        row.gap_before = step > 1.3 * usual.max(row.size);
    }
}

#[cfg(test)]
impl Row {
    /// A row of ten-point type in the middle of a page.
    pub(super) fn of_text(text: &str) -> Self {
        let text = text.to_owned();
        let (column, x0, x1, y, size, indent, widest_gap) = (0, 50.0, 250.0, 400.0, 10.0, 0.0, 0.3);
        Self { text, column, x0, x1, y, size, indent, gap_before: false, is_first: false, widest_gap }
    }
}
