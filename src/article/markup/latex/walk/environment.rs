//! The walk at environments.

use super::Walk;
use crate::article::LineRole;
use crate::article::markup::latex::commands::{citation, is_float, is_silent_environment, is_table};
use crate::article::markup::latex::token::Kind;

impl Walk<'_, '_, '_> {
    pub(super) fn begin(&mut self, at: usize) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        let name = self.text(argument.span);
        if is_silent_environment(name) {
            let end = self.skip_environment(argument.end, name);
            if is_table(name) {
                self.citations_aside(argument.end, end);
            }
            return end;
        }
        self.flow.end_paragraph();
        if is_float(name) {
            self.floats += 1;
        }
        if name == "thebibliography" {
            self.flow.set_role(LineRole::Heading);
            self.flow.replaced("References", argument.span);
            self.flow.end_paragraph();
            self.flow.set_role(LineRole::Body);
            // Its argument is the widest label.
            return self.arguments.argument(self.tokens, argument.end).map_or(argument.end, |a| a.end);
        }
        let options = self.arguments.argument(self.tokens, argument.end).filter(|a| a.optional);
        options.map_or(argument.end, |a| a.end)
    }

    /// Writes the citations among the tokens from `first` to `end`, and nothing else, as text aside.
    fn citations_aside(&mut self, first: usize, end: usize) {
        let mut at = first;
        while at < end {
            let name = self.tokens.get(at).filter(|t| t.kind == Kind::Word).map(|t| self.name(*t));
            let Some(form) = name.and_then(citation) else {
                at += 1;
                continue;
            };
            self.flow.set_aside(LineRole::Aside);
            at = self.cite(at, form).max(at + 1);
            self.flow.resume();
        }
    }

    pub(super) fn end(&mut self, at: usize) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        let name = self.text(argument.span);
        if name == "document" {
            // TeX reads nothing behind it.
            self.flow.end_paragraph();
            return self.tokens.len();
        }
        if is_float(name) {
            self.floats = self.floats.saturating_sub(1);
        }
        self.flow.end_paragraph();
        argument.end
    }

    /// The index after the `\end{name}` that comes next; without one, `at`.
    fn skip_environment(&mut self, at: usize, name: &str) -> usize {
        if self.unclosed.contains_key(name) {
            return at;
        }
        let words = self.tokens.iter().enumerate().skip(at).filter(|(_, t)| t.kind == Kind::Word);
        let mut ends = words.filter(|(_, t)| self.name(**t) == "end");
        let found = ends.find_map(|(end, _)| self.mandatory(end + 1).filter(|a| self.text(a.span) == name));
        if found.is_none() {
            self.unclosed.insert(name.to_owned(), self.tokens.len());
        }
        found.map_or(at, |argument| argument.end)
    }
}
