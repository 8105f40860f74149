//! Footnotes: `[^1]: Words.` and its marks `[^1]`, and pandoc's `^[Words.]` in the line.

use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::char;
use nom::sequence::delimited;
use nom::{IResult, Parser as _};

use super::Reader;
use crate::span::Span;

impl Reader<'_, '_> {
    /// The footnote `label` is defined at `span`, label included.
    pub(super) fn definition(&mut self, label: &str, span: Span) {
        self.flow.end_paragraph();
        let written = self.flow.source().get(span.range()).unwrap_or_default();
        let start = span.start + written.find("[^").unwrap_or_default();
        let end = (start + "[^]".len() + label.len()).min(span.end);
        self.flow.note(label, Span::new(start, end), Span::new(end, span.end));
        self.links.begin_note(end);
    }

    /// Reads `text`, which may begin a mark whose footnote is not in this part of the source; gives whether it is of one.
    /// To CommonMark such a mark is words.
    pub(super) fn mark(&mut self, text: &str, span: Span) -> bool {
        if span.start < self.marked {
            return true;
        }
        let source = self.flow.source();
        let rest = source.get(span.start..).unwrap_or_default();
        let Some((left, label)) = text.starts_with('[').then(|| mark(rest).ok()).flatten() else {
            return false;
        };
        // `[^0-9]` alone is a set of characters.
        let before = source.get(..span.start).and_then(|words| words.chars().next_back());
        if left.starts_with(':') || before.is_none_or(char::is_whitespace) {
            return false;
        }
        self.marked = span.start + rest.len() - left.len();
        self.flow.note_mark(label, Span::new(span.start, self.marked));
        true
    }

    /// Reads the bracket `text` at `span` where it begins, ends or stands in a note that is written in the line, pandoc's
    /// `^[Note.]`; gives whether it is the note's own.
    pub(super) fn note(&mut self, text: &str, span: Span) -> bool {
        match (text, self.note) {
            ("[", 0) if self.flow.line().ends_with('^') => {
                self.flow.unwrite(1);
                let place = Span::new(span.start.saturating_sub(1), span.end);
                self.flow.begin_note(None, place, Span::new(span.end, span.end));
                self.note = 1;
                true
            }
            ("[", 1..) => {
                self.note += 1;
                false
            }
            ("]", 1..) => {
                self.note -= 1;
                if self.note == 0 {
                    self.flow.note_ends(span.start);
                    self.flow.resume();
                }
                self.note == 0
            }
            _ => false,
        }
    }

    /// Ends a note that its paragraph, which ends at `end`, left open.
    pub(super) fn end_note(&mut self, end: usize) {
        if std::mem::take(&mut self.note) > 0 {
            self.flow.note_ends(end);
            self.flow.resume();
        }
    }
}

/// `mark = "[^" label "]"`, the label without blanks and brackets.
///
/// Accepts `[^1]`, `[^roe2001]`; refuses `[^]`, `[^a b]`.
fn mark(i: &str) -> IResult<&str, &str> {
    let label = take_while1(|c: char| c.is_alphanumeric() || "-_:.+".contains(c));
    delimited(tag("[^"), label, char(']')).parse(i)
}
