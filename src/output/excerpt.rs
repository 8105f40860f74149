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
    /// Whether the place has its own column: blanks stand for what is cut off in front.
    pub(super) in_column: bool,
}

/// Stands for what is cut off.
const CUT: &str = "…";

/// In lines longer than this nothing stands for what is cut off: so many blanks would be drawn, and left out again.
const FARTHEST: usize = 20_000;

/// Characters of a line that are shown at most, what is put for the rest left out: a place and what stands around it.
const WIDEST: usize = 104;

/// Most characters shown in front of a place, and fewest left for them and for what stands behind it.
const BEFORE: usize = 40;
const AROUND: usize = 20;

/// The excerpt for `span` of `source`; a place that goes over several lines is shown on its first.
pub(super) fn excerpt(source: &Source, span: Span) -> Excerpt<'_> {
    const BREAKS: [char; 3] = ['\n', '\r', '\x0c'];
    let text = source.text();
    let (before, rest) = text.split_at_checked(span.start).unwrap_or((text, ""));
    let line_start = before.rfind(BREAKS).map_or(0, |at| at + 1);
    let line = rest.find(BREAKS).unwrap_or(rest.len());
    let marked = rest.get(..span.len().min(line)).unwrap_or_default();
    let shown = marked.char_indices().nth(WIDEST - AROUND).map_or(marked.len(), |(at, _)| at);
    let room = WIDEST - marked.chars().take(WIDEST - AROUND).count();
    let is_near = before.get(line_start..).is_some_and(|head| head.chars().nth(room - AROUND / 2).is_none());
    let wanted = if is_near { room } else { BEFORE.min(room / 2) };
    let near = before.char_indices().rev().take(wanted).last().map_or(span.start, |(at, _)| at);
    let from = near.max(line_start).min(span.start);
    let room = room - before.get(from..).unwrap_or_default().chars().count();
    let behind = rest.get(shown..line).unwrap_or_default();
    let behind = behind.char_indices().nth(room).map_or(behind.len(), |(at, _)| at);
    let end = rest.get(shown + behind..line).is_some_and(|cut| !cut.trim_end().is_empty());
    let start = span.start.min(text.len());
    let skipped = text.get(line_start..from).filter(|cut| !cut.is_empty());
    let columns = skipped.map_or(0, |cut| cut.chars().take(FARTHEST + 1).count());
    // Blanks at the margin are drawn as a cut.
    let front = if columns > FARTHEST { CUT.to_owned() } else { " ".repeat(columns) };
    let text = text.get(from..start + shown + behind).unwrap_or_default();
    let (before, marked) = (start - from, start - from + shown);
    let [before, marked, behind] =
        [0..before, before..marked, marked..text.len()].map(|range| seen(text, range));
    let before_len = front.len() + before.len();
    let span = Span::new(before_len, before_len + marked.len());
    let parts = [&before, &marked, &behind];
    let is_whole = front.is_empty() && !end && parts.iter().all(|part| matches!(part, Cow::Borrowed(_)));
    let text = if is_whole {
        Cow::Borrowed(text)
    } else {
        Cow::Owned([front.as_str(), &before, &marked, &behind, if end { CUT } else { "" }].concat())
    };
    Excerpt { text, span, in_column: columns <= FARTHEST }
}

/// The part of `text` at `range`, with a replacement character for those that a terminal would obey and the renderer
/// lets through.
fn seen(text: &str, range: std::ops::Range<usize>) -> Cow<'_, str> {
    let part = text.get(range).unwrap_or_default();
    let replaced = |c: char| is_hidden(c) && !c.is_ascii();
    if part.contains(replaced) { Cow::Owned(part.replace(replaced, "\u{fffd}")) } else { Cow::Borrowed(part) }
}
