//! Rows of all pages -> the source text and its lines.

use std::collections::BTreeMap;

use super::furniture;
use super::roles;
use super::rows::Row;
use crate::article::{Line, LineRole, Source, Text};
use crate::span::Span;

/// Writes `pages` as the text that places refer to, a line a row and a form feed between pages, and
/// as lines in reading order.
pub(super) fn lines(name: &str, pages: &[Vec<Row>]) -> (Source, Vec<Line>) {
    let (text, spans) = text(pages);
    let source = Source::new(name, text);
    let body = body_size(pages);
    let marks = furniture::furniture(pages);
    let rows = pages.iter().zip(marks).enumerate().flat_map(|(page, (rows, marks))| {
        let roles = roles::roles(rows, body).into_iter().zip(marks);
        rows.iter()
            .zip(roles)
            .map(move |(row, (role, mark))| (page, row, if mark { LineRole::Furniture } else { role }))
    });
    let lines = rows.zip(spans).map(|((page, row, role), span)| Line {
        text: Text::of(source.text(), span),
        page: u32::try_from(page + 1).unwrap_or(u32::MAX),
        column: row.column,
        indent: row.indent,
        gap_before: row.gap_before,
        begins: false,
        role,
    });
    let lines = lines.collect();
    (source, lines)
}

/// The text of all rows, and where each row stands in it.
fn text(pages: &[Vec<Row>]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for (page, rows) in pages.iter().enumerate() {
        if page > 0 {
            text.push('\x0c');
        }
        for row in rows {
            let start = text.len();
            text.push_str(&row.text);
            spans.push(Span::new(start, text.len()));
            text.push('\n');
        }
    }
    (text, spans)
}

/// The type size of the running text: the largest one that a fifth of the article is set in, since lists and
/// tables may be longer than the text but are set smaller.
pub(super) fn body_size(pages: &[Vec<Row>]) -> f32 {
    // By quarters of a point, so that sizes that differ by rounding count together.
    let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
    for row in pages.iter().flatten() {
        *letters.entry((row.size * 4.0).round() as i32).or_default() += row.text.len();
    }
    let fifth = letters.values().sum::<usize>() / 5;
    let share = |quarters: i32| -> usize {
        letters.range(quarters.saturating_sub(1)..=quarters).map(|(_, len)| len).sum()
    };
    let body = letters.keys().rev().find(|&&quarters| share(quarters) >= fifth);
    body.map_or(10.0, |&quarters| quarters as f32 / 4.0)
}
