//! The lines around a place, cut to what a person can read.

use crate::article::Source;
use crate::span::Span;

/// The line that holds a place, or the part of it near the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Bytes of [`Excerpt::text`] that the place takes.
    pub(super) span: Span,
    /// Whether the words begin where the line begins.
    pub(super) whole: bool,
}

/// Characters shown in front of a place and behind it.
const AROUND: usize = 70;

/// The excerpt for `span` of `source`; a place that goes over several lines is shown on its first.
pub(super) fn excerpt(source: &Source, span: Span) -> Excerpt<'_> {
    const BREAKS: [char; 3] = ['\n', '\r', '\x0c'];
    let text = source.text();
    let (before, rest) = text.split_at_checked(span.start).unwrap_or((text, ""));
    let line_start = before.rfind(BREAKS).map_or(0, |at| at + 1);
    let near = before.char_indices().rev().take(AROUND).last().map_or(line_start, |(at, _)| at);
    let from = near.max(line_start);
    let line = rest.find(BREAKS).unwrap_or(rest.len());
    let marked = span.len().min(line);
    let marked = rest.get(..marked).unwrap_or_default();
    let shown = marked.char_indices().nth(2 * AROUND).map_or(marked.len(), |(at, _)| at);
    let behind = rest.get(shown..line).unwrap_or_default();
    let behind = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let start = span.start.min(text.len());
    let text = text.get(from..start + shown + behind).unwrap_or_default();
    Excerpt { text, span: Span::new(start - from, start - from + shown), whole: from == line_start }
}
