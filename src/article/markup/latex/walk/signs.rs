//! The walk at signs: ligatures, escapes, accents.

use super::Walk;
use crate::article::markup::latex::accents::accent;
use crate::article::markup::latex::token::{Kind, Token};
use crate::span::Span;

impl Walk<'_, '_, '_> {
    pub(super) fn ligature(&mut self, token: Token) {
        match self.text(token.span) {
            "---" => self.flow.replaced("—", token.span),
            "--" => self.flow.replaced("–", token.span),
            "``" => self.flow.replaced("“", token.span),
            "''" => self.flow.replaced("”", token.span),
            _ => self.flow.blank(),
        }
    }

    /// `\%`, `\\`, `\"o`, `\[`.
    pub(super) fn symbol(&mut self, at: usize) -> usize {
        let Some(&token) = self.tokens.get(at) else { return at + 1 };
        let name = self.text(token.span).trim_start_matches('\\');
        match name {
            "" if self.text(token.span) == "\\\\" => {
                self.flow.end_line();
                // `\\[2pt]`: how far down the next line stands.
                let next = self.tokens.get(at + 1).filter(|next| next.kind == Kind::OpenBracket);
                let distance = next.and_then(|_| self.arguments.argument(self.tokens, at + 1));
                return distance.map_or(at + 1, |distance| distance.end);
            }
            "%" | "&" | "_" | "#" | "$" | "{" | "}" => self.flow.replaced(name, token.span),
            " " | "\n" | "," | ";" | ":" => self.flow.blank(),
            "[" => return self.skip_to_symbol(at, "\\]"),
            _ => {
                if let Some(mark) = accent(name) {
                    return self.accented(at, mark);
                }
            }
        }
        at + 1
    }

    /// The letter after an accent command, with the accent.
    pub(super) fn accented(&mut self, at: usize, mark: char) -> usize {
        let Some(&command) = self.tokens.get(at) else { return at + 1 };
        if let Some(argument) = self.arguments.argument(self.tokens, at + 1).filter(|a| !a.optional) {
            let base = self.text(argument.span).trim_start_matches('\\');
            let end = self.tokens.get(argument.end - 1).map_or(argument.span.end, |t| t.span.end);
            self.compose(base, mark, Span::new(command.span.start, end));
            return argument.end;
        }
        let Some(&letter) = self.tokens.get(at + 1) else { return at + 1 };
        let written = self.text(letter.span);
        let base_len = written.chars().next().map_or(0, char::len_utf8);
        let (base, tail) = match letter.kind {
            Kind::Text => (written.get(..base_len).unwrap_or_default(), letter.span.start + base_len),
            Kind::Word => (self.name(letter), letter.span.end),
            _ => return at + 1,
        };
        self.compose(base, mark, Span::new(command.span.start, tail));
        self.flow.verbatim(Span::new(tail, letter.span.end));
        at + 2
    }

    fn compose(&mut self, base: &str, mark: char, place: Span) {
        let mut letters = base.chars();
        let Some(first) = letters.next() else { return };
        let composed = unicode_normalization::char::compose(first, mark);
        let mut written: String = composed.map_or_else(|| [first, mark].iter().collect(), String::from);
        written.extend(letters);
        self.flow.replaced(&written, place);
    }
}
