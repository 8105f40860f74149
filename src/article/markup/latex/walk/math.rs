//! The walk at formulas.

use super::Walk;
use crate::article::markup::latex::token::Kind;

impl Walk<'_, '_, '_> {
    /// Formulas in the line are kept, displayed ones left out.
    pub(super) fn math(&mut self, at: usize) -> usize {
        let Some(&open) = self.tokens.get(at) else { return at + 1 };
        let fence = self.text(open.span);
        let inside = self.tokens.iter().enumerate().skip(at + 1);
        let close = inside
            .take_while(|(_, t)| t.kind != Kind::Paragraph)
            .find(|(_, t)| t.kind == Kind::Math && self.text(t.span) == fence);
        let Some((close, end)) = close else { return at + 1 };
        if fence == "$" && self.floats == 0 {
            self.flow.formula(open.span.cover(end.span));
        }
        close + 1
    }

    /// The index after the next `symbol` of the paragraph; without one, the next index.
    pub(super) fn skip_to_symbol(&mut self, at: usize, symbol: &str) -> usize {
        if self.unclosed.get(symbol).is_some_and(|&stop| at < stop) {
            return at + 1;
        }
        for (here, token) in self.tokens.iter().enumerate().skip(at + 1) {
            if token.kind == Kind::Symbol && self.text(token.span) == symbol {
                return here + 1;
            }
            if token.kind == Kind::Paragraph {
                self.unclosed.insert(symbol.to_owned(), here);
                return at + 1;
            }
        }
        self.unclosed.insert(symbol.to_owned(), self.tokens.len());
        at + 1
    }

    /// `\ensuremath{…}`: a formula.
    pub(super) fn ensured_formula(&mut self, at: usize) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        self.flow.formula(argument.span);
        argument.end
    }
}
