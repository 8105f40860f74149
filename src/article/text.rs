//! Text that remembers where it came from.

use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::span::Span;

/// A string in which every byte is traceable to the source it was taken from.
///
/// Pieces are appended in reading order, from anywhere in the source; what ibid adds itself (a
/// blank between joined lines) has no place. The text is in Unicode normalisation form C.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    string: String,
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
}

/// A place between two characters at which something is marked that prints no words here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    at: usize,
    number: usize,
}

/// A run of the text and the run of the source that it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    here: Span,
    source: Span,
}

impl Piece {
    /// Whether offsets inside can be carried over one to one.
    fn is_verbatim(&self) -> bool {
        self.here.len() == self.source.len()
    }
}

impl Text {
    /// The empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text of `source` (a whole) at `span`, brought to form C; an invalid span gives an empty text.
    ///
    /// ```
    /// use ibid::{article::Text, span::Span};
    /// let text = Text::of("one two", Span::new(4, 7));
    /// assert_eq!(text.as_str(), "two");
    /// assert_eq!(text.source_spans(Span::new(0, 2)), [Span::new(4, 6)]);
    /// ```
    pub fn of(source: &str, span: Span) -> Self {
        let mut text = Self::new();
        text.push_source(source, span);
        text
    }

    /// Appends the words of `source` at `span`, brought to form C.
    pub fn push_source(&mut self, source: &str, span: Span) {
        let Some(slice) = source.get(span.range()) else { return };
        if is_nfc_quick(slice.chars()) == IsNormalized::Yes {
            self.push_piece(slice, span);
            return;
        }
        for (at, cluster) in composed_clusters(slice) {
            let from = span.start + at;
            let composed: String = cluster.nfc().collect();
            self.push_piece(&composed, Span::new(from, from + cluster.len()));
        }
    }

    /// Appends `words` that stand at `source` in the source in another spelling.
    pub fn push_piece(&mut self, words: &str, source: Span) {
        if words.is_empty() {
            return;
        }
        let here = Span::new(self.string.len(), self.string.len() + words.len());
        self.string.push_str(words);
        let piece = Piece { here, source };
        if let Some(last) = self.pieces.last_mut()
            && last.is_verbatim()
            && piece.is_verbatim()
            && last.source.end == source.start
            && last.here.end == here.start
        {
            last.here.end = here.end;
            last.source.end = source.end;
            return;
        }
        self.pieces.push(piece);
    }

    /// Appends characters that ibid adds itself and that have no place in the source.
    pub fn push_synthetic(&mut self, words: &str) {
        self.string.push_str(words);
    }

    /// Marks the end of the text so far with `number`, a footnote's mark, which is no word of it.
    pub fn push_mark(&mut self, number: usize) {
        self.marks.push(Mark { at: self.string.len(), number });
    }

    /// The marks in reading order: the byte before which each stands, and its number.
    pub fn marks(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.marks.iter().map(|mark| (mark.at, mark.number))
    }

    /// Appends `other`, places and all.
    pub fn push_text(&mut self, other: &Text) {
        let offset = self.string.len();
        self.marks.extend(other.marks.iter().map(|m| Mark { at: m.at + offset, number: m.number }));
        self.string.push_str(&other.string);
        self.pieces
            .extend(other.pieces.iter().map(|p| Piece { here: p.here.shifted(offset), source: p.source }));
    }

    /// Removes the last character.
    pub fn pop(&mut self) -> Option<char> {
        let last = self.string.pop()?;
        let len = self.string.len();
        // They stand in ascending order.
        for mark in self.marks.iter_mut().rev().take_while(|mark| mark.at > len) {
            mark.at = len;
        }
        while let Some(piece) = self.pieces.last_mut() {
            if piece.here.start >= len {
                self.pieces.pop();
                continue;
            }
            if piece.here.end > len {
                if piece.is_verbatim() {
                    piece.source.end -= piece.here.end - len;
                }
                piece.here.end = len;
            }
            break;
        }
        Some(last)
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Whether there are no characters.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The part at `span` (bytes of this text), places and all; an invalid span gives an empty text.
    pub fn slice(&self, span: Span) -> Text {
        let Some(words) = self.string.get(span.range()) else { return Text::new() };
        let pieces = self.pieces_in(span).map(|p| Piece {
            here: Span::new(p.here.start - span.start, p.here.end - span.start),
            source: p.source,
        });
        // One at the end of the words belongs to them.
        let first = match span.start {
            0 => 0,
            start => self.marks.partition_point(|mark| mark.at <= start),
        };
        let held = self.marks.iter().skip(first).take_while(|mark| mark.at <= span.end);
        let marks = held.map(|mark| Mark { at: mark.at - span.start, number: mark.number });
        Text { string: words.to_owned(), pieces: pieces.collect(), marks: marks.collect() }
    }

    /// Where the bytes at `span` of this text stand in the source: spans in reading order,
    /// neighbours joined.
    pub fn source_spans(&self, span: Span) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for piece in self.pieces_in(span) {
            match spans.last_mut() {
                Some(last) if last.end == piece.source.start => last.end = piece.source.end,
                _ => spans.push(piece.source),
            }
        }
        spans
    }

    /// The byte of the source at which the byte `offset` of this text, or the next one that has a
    /// place, stands; after the last piece, the end of that piece.
    pub fn source_offset(&self, offset: usize) -> Option<usize> {
        let at = self.pieces.partition_point(|p| p.here.end <= offset);
        match self.pieces.get(at) {
            Some(p) if p.is_verbatim() => Some(p.source.start + offset.saturating_sub(p.here.start)),
            Some(p) => Some(p.source.start),
            None => self.pieces.last().map(|p| p.source.end),
        }
    }

    /// The pieces that overlap `span`, cut to it where that can be done to the byte.
    fn pieces_in(&self, span: Span) -> impl Iterator<Item = Piece> + '_ {
        let first = self.pieces.partition_point(|p| p.here.end <= span.start);
        self.pieces.iter().skip(first).take_while(move |p| p.here.start < span.end).map(move |p| {
            let here = Span::new(p.here.start.max(span.start), p.here.end.min(span.end));
            let source = if p.is_verbatim() {
                Span::new(p.source.start + here.start - p.here.start, p.source.end - (p.here.end - here.end))
            } else {
                p.source
            };
            Piece { here, source }
        })
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.string)
    }
}

/// Runs of a starter and the combining marks after it, with their byte offsets.
fn composed_clusters(slice: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = slice;
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let len = rest
            .char_indices()
            .skip(1)
            .find(|&(_, c)| unicode_normalization::char::canonical_combining_class(c) == 0)
            .map_or(rest.len(), |(i, _)| i)
            .max(first.len_utf8());
        let (cluster, tail) = rest.split_at(len);
        let found = (at, cluster);
        at += len;
        rest = tail;
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn joins_neighbours_and_keeps_gaps() {
        let source = "first half second half";
        let mut text = Text::of(source, Span::new(0, 5));
        text.push_synthetic(" ");
        text.push_source(source, Span::new(11, 17));
        assert_eq!(text.as_str(), "first second");
        assert_eq!(text.source_spans(Span::new(3, 8)), [Span::new(3, 5), Span::new(11, 13)]);
        assert_eq!(text.source_offset(6), Some(11));
        assert_eq!(text.source_offset(5), Some(11));
    }

    #[test]
    fn composes_and_still_knows_the_place() {
        let source = "Swanstro\u{308}m, N.";
        let text = Text::of(source, Span::new(0, source.len()));
        assert_eq!(text.as_str(), "Swanström, N.");
        let comma = text.as_str().find(',').unwrap();
        assert_eq!(text.source_offset(comma), source.find(','));
    }

    #[test]
    fn marks_stay_behind_their_words() {
        let mut text = Text::of("one", Span::new(0, 3));
        text.push_mark(0);
        let mut whole = Text::of("so ", Span::new(0, 3));
        whole.push_text(&text);
        whole.push_synthetic(" two");
        let marks = |text: &Text| text.marks().collect::<Vec<_>>();
        assert_eq!(marks(&whole), [(6, 0)]);
        assert_eq!(marks(&whole.slice(Span::new(3, 6))), [(3, 0)]);
        assert_eq!(marks(&whole.slice(Span::new(6, 10))), []);
        for _ in 0..5 {
            whole.pop();
        }
        assert_eq!(marks(&whole), [(5, 0)]);
    }

    #[test]
    fn pops_with_the_place() {
        let mut text = Text::of("coun-", Span::new(0, 5));
        assert_eq!(text.pop(), Some('-'));
        assert_eq!(text.source_spans(Span::new(0, 4)), [Span::new(0, 4)]);
    }

    proptest! {
        #[test]
        fn every_slice_is_found_again(source in "([a-zäé ]|e\u{301}|o\u{308}){0,40}", a in 0usize..40, b in 0usize..40) {
            let text = Text::of(&source, Span::new(0, source.len()));
            let (a, b) = (a.min(b), a.max(b));
            if text.as_str().get(a..b).is_some() {
                let spans = text.source_spans(Span::new(a, b));
                let back: String = spans.iter().filter_map(|s| source.get(s.range())).collect();
                let composed: String = back.nfc().collect();
                prop_assert_eq!(composed, &text.as_str()[a..b]);
            }
        }
    }
}
