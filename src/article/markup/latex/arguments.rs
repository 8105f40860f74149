//! Which closing brace or bracket belongs to which opening one, and what stands between.

use super::token::{Kind, Token};
use crate::span::Span;

/// For every token that opens, the index of the one that closes it.
#[derive(Debug)]
pub(super) struct Arguments {
    closing: Vec<Option<usize>>,
}

/// One argument of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Argument {
    /// Whether it stood in brackets.
    pub(super) optional: bool,
    /// Its content, braces left out.
    pub(super) span: Span,
    /// Index of the token after its closing brace.
    pub(super) end: usize,
}

impl Arguments {
    /// Matches all braces, and the brackets within one group, in one pass.
    pub(super) fn new(tokens: &[Token]) -> Self {
        let mut closing = vec![None; tokens.len()];
        let mut open: Vec<(usize, Kind)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Open | Kind::OpenBracket => open.push((at, token.kind)),
                Kind::Close => {
                    while let Some((start, kind)) = open.pop() {
                        if kind == Kind::Open {
                            set(&mut closing, start, at);
                            break;
                        }
                    }
                }
                Kind::CloseBracket => {
                    if let Some(&(start, Kind::OpenBracket)) = open.last() {
                        open.pop();
                        set(&mut closing, start, at);
                    }
                }
                _ => {}
            }
        }
        Self { closing }
    }

    /// The token that closes the one at `at`.
    pub(super) fn closing(&self, at: usize) -> Option<usize> {
        self.closing.get(at).copied().flatten()
    }

    /// The argument that begins at the token `at`, blanks and comments before it left out.
    pub(super) fn argument(&self, tokens: &[Token], at: usize) -> Option<Argument> {
        let is_nothing = |token: &&Token| matches!(token.kind, Kind::Space | Kind::Comment);
        let skipped = tokens.iter().skip(at).take_while(is_nothing).count();
        let start = at + skipped;
        let open = tokens.get(start)?;
        let close = self.closing(start)?;
        let span = Span::new(open.span.end, tokens.get(close)?.span.start);
        Some(Argument { optional: open.kind == Kind::OpenBracket, span, end: close + 1 })
    }

    /// All arguments from the token `at` on, optional and mandatory.
    pub(super) fn all(&self, tokens: &[Token], at: usize) -> Vec<Argument> {
        let mut next = at;
        std::iter::from_fn(|| {
            let argument = self.argument(tokens, next)?;
            next = argument.end;
            Some(argument)
        })
        .collect()
    }
}

fn set(closing: &mut [Option<usize>], start: usize, end: usize) {
    if let Some(slot) = closing.get_mut(start) {
        *slot = Some(end);
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn arguments_of_both_kinds() {
        let source = "\\citep[see][p. 4]{a, b} text";
        let tokens = tokens(source);
        let arguments = Arguments::new(&tokens).all(&tokens, 1);
        let found: Vec<_> = arguments.iter().map(|a| (a.optional, &source[a.span.range()])).collect();
        assert_eq!(found, [(true, "see"), (true, "p. 4"), (false, "a, b")]);
    }

    #[test]
    fn an_open_bracket_does_not_swallow_a_group() {
        let source = "{ [ } ]";
        let tokens = tokens(source);
        assert_eq!(Arguments::new(&tokens).closing(0), Some(4));
    }
}
