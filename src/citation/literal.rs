//! Markers in what a source prints as it stands: code, formulas, escaped characters. They cite nothing.

use crate::article::{Article, Text};
use crate::span::Span;

/// Where a source prints its characters as they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Literal<'a>(&'a [Span]);

impl<'a> Literal<'a> {
    /// Those places of `article`.
    pub(super) fn of(article: &'a Article) -> Self {
        Self(article.markup.as_ref().map_or(&[], |markup| &markup.literal))
    }

    /// Whether the marker at `marker` of `text` begins in one of them.
    pub(super) fn holds(self, text: &Text, marker: Span) -> bool {
        let Some(place) = text.source_offset(marker.start).filter(|_| !self.0.is_empty()) else {
            return false;
        };
        let before = self.0.partition_point(|literal| literal.start <= place);
        before.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|literal| literal.contains(place))
    }
}
