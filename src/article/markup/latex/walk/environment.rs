//! The walk at environments.

use super::Walk;
use crate::article::LineRole;
use crate::article::markup::latex::commands::{
    citation, is_file, is_float, is_silent_environment, is_table, quotation,
};
use crate::article::markup::latex::token::Kind;
use crate::span::{Span, Spanned};

/// How deep options with citations stand in options.
const DEEPEST: usize = 4;

/// How an environment that holds a file ends.
const END_OF_FILE: &str = "\\end{filecontents";

/// So many files a source holds.
const MOST_HELD: usize = 20;

impl Walk<'_, '_, '_> {
    pub(super) fn begin(&mut self, at: usize) -> usize {
        let Some(argument) = self.mandatory(at + 1) else { return at + 1 };
        let name = self.text(argument.span);
        if is_file(name) {
            self.held_file(at);
        }
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
        if let Some(takes_language) = quotation(name) {
            self.cite_quoted(at, argument.end, takes_language);
            let language = usize::from(takes_language);
            let mandatory = self.arguments.all(self.tokens, argument.end).into_iter().filter(|a| !a.optional);
            return mandatory.take(language + 1).last().map_or(argument.end, |a| a.end);
        }
        let options = self.arguments.argument(self.tokens, argument.end).filter(|a| a.optional);
        if let Some(libraries) = options.filter(|_| name == "refsection") {
            self.files_in(libraries, "", true);
        }
        let end = options.map_or(argument.end, |a| a.end);
        self.citations_in_options(argument.end, end);
        end
    }

    /// Keeps the place of a file that the environment at the token `at` holds, if it is one that holds a file:
    /// `\begin{filecontents}[overwrite]{refs.bib}`.
    pub(super) fn held_file(&mut self, at: usize) {
        let Some(name) = self.mandatory(at + 1).filter(|a| is_file(self.text(a.span))) else { return };
        let is_room = self.markup.held.len() < MOST_HELD && !self.unclosed.contains_key(END_OF_FILE);
        let Some(file) = self.mandatory(name.end).filter(|_| is_room) else { return };
        let rest = self.source().get(file.span.end..).unwrap_or_default();
        let Some(end) = rest.find(END_OF_FILE) else {
            self.unclosed.insert(END_OF_FILE.to_owned(), self.tokens.len());
            return;
        };
        let start = file.span.end + rest.find('\n').unwrap_or_default().min(end);
        let named = self.job_named(self.text(file.span).trim());
        self.markup.held.push(Spanned { value: named, span: Span::new(start, file.span.end + end) });
    }

    /// Whether a command that cites stands among the tokens from `first` to `end`.
    pub(super) fn holds_citation(&self, first: usize, end: usize) -> bool {
        let words = self.tokens.get(first..end).unwrap_or_default().iter().filter(|t| t.kind == Kind::Word);
        words.into_iter().any(|token| citation(self.name(*token)).is_some())
    }

    /// Writes the citations in the options among the tokens from `first` to `end` as text aside.
    pub(super) fn citations_in_options(&mut self, first: usize, end: usize) {
        if self.options >= DEEPEST || !self.holds_citation(first, end) {
            return;
        }
        self.options += 1;
        let is_due = self.flow.is_blank_due();
        let mut at = first;
        while at < end {
            let is_open = self.tokens.get(at).is_some_and(|token| token.kind == Kind::OpenBracket);
            let close = self.arguments.closing(at).filter(|close| is_open && *close < end);
            if let Some(close) = close {
                self.citations_aside(at + 1, close);
            }
            at = close.unwrap_or(at) + 1;
        }
        if is_due {
            self.flow.blank();
        }
        self.options -= 1;
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
