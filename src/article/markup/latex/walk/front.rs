//! `\\title`, `\\author`, `\\date`: what the document says of itself.

use super::Walk;
use crate::article::markup::latex::token::{Kind, Token};
use crate::article::markup::outright;
use crate::span::Span;

/// How many such commands are read in one document.
pub(super) const MOST: usize = 200;

impl Walk<'_, '_, '_> {
    /// Keeps what the command `name` at the token `at` says of the document, if it is one that does.
    pub(super) fn front(&mut self, at: usize, name: &str) {
        if self.statements == 0 || !matches!(name, "title" | "author" | "date") {
            return;
        }
        self.statements -= 1;
        let Some(argument) = self.mandatory(at + 1) else { return };
        let first = self.tokens.partition_point(|t| t.span.start < argument.span.start);
        let all = self.tokens;
        let tokens = all.get(first..argument.end.saturating_sub(1)).unwrap_or_default();
        if name == "author" {
            return self.authors(tokens);
        }
        let words = self.lines(self.source(), tokens).join(" ");
        let front = &mut self.markup.front;
        match name {
            "title" => outright::title(front, &words, argument.span),
            _ => outright::date(front, &words, argument.span),
        }
    }

    /// Keeps the authors in `tokens`, `\\and` between them.
    fn authors(&mut self, tokens: &[Token]) {
        let is_and =
            |token: &Token| token.kind == Kind::Word && matches!(self.name(*token), "and" | "And" | "AND");
        let parts: Vec<&[Token]> = tokens.split(is_and).collect();
        for part in parts {
            // The lines below a name are about something else.
            let lines = self.lines(self.source(), part);
            let span = part.first().zip(part.last()).map(|(a, b)| Span::new(a.span.start, b.span.end));
            if let (Some(line), Some(span)) = (lines.first(), span) {
                outright::author(&mut self.markup.front, line, span);
            }
        }
    }
}
