//! The lines around a place, cut to what a person can read.

use std::borrow::Cow;

use super::visible::is_hidden;
use crate::article::Source;
use crate::span::Span;

/// The line that holds a place, or the part of it near the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// The words, what is not to be seen replaced.
    pub(super) text: Cow<'a, str>,
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
    let (before, marked) = (start - from, start - from + shown);
    let [before, marked, behind] =
        [0..before, before..marked, marked..text.len()].map(|range| seen(text, range));
    let span = Span::new(before.len(), before.len() + marked.len());
    let text = match (before, marked, behind) {
        (Cow::Borrowed(_), Cow::Borrowed(_), Cow::Borrowed(_)) => Cow::Borrowed(text),
        (before, marked, behind) => Cow::Owned([before, marked, behind].concat()),
    };
    Excerpt { text, span, whole: from == line_start }
}

/// The part of `text` at `range`, with a replacement character for those that a terminal would obey and the renderer
/// lets through.
fn seen(text: &str, range: std::ops::Range<usize>) -> Cow<'_, str> {
    let part = text.get(range).unwrap_or_default();
    let replaced = |c: char| is_hidden(c) && !c.is_ascii();
    if part.contains(replaced) { Cow::Owned(part.replace(replaced, "\u{fffd}")) } else { Cow::Borrowed(part) }
}
