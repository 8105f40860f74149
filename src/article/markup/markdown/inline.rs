//! What stands in a line: text, raised digits, notes, code, roles.

use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::sequence::delimited;
use nom::{Finish, IResult, Offset, Parser as _};

use super::{Reader, myst};
use crate::article::markup::bibtex;
use crate::raised::raised_form;
use crate::span::{Span, Spanned};

impl Reader<'_, '_> {
    pub(super) fn text(&mut self, text: &str, span: Span) {
        if span.overlaps(self.attributes) {
            if span.start < self.attributes.start {
                self.flow.verbatim(Span::new(span.start, self.attributes.start));
            }
            return;
        }
        self.fresh_item = false;
        let before = self.flow.source().get(..span.start).unwrap_or_default();
        if before.ends_with('\\') && text.starts_with(|c: char| c.is_ascii_punctuation()) {
            self.flow.is_literal(Span::new(span.start, span.start + 1));
        }
        if self.note(text, span) || self.mark(text, span) || self.shortcode(text, span) {
            return;
        }
        if text.starts_with(":::") {
            // The fence of a directive that is text to CommonMark.
        } else if self.raised {
            self.raise(span);
        } else if self.flow.source().get(span.range()) == Some(text) {
            self.verbatim(text, span);
        } else {
            self.flow.replaced(text, span);
        }
    }

    /// Reads the shortcode of Quarto that brings in a file, if one begins at `span`; gives whether it does, or `text` is of one.
    fn shortcode(&mut self, text: &str, span: Span) -> bool {
        let source = self.flow.source();
        let rest = source.get(span.start..).filter(|_| text.starts_with('{')).unwrap_or_default();
        let Ok((left, name)) = include(rest) else { return false };
        self.marked = source.len() - left.len();
        let start = source.offset(name);
        self.markup
            .includes
            .push(Spanned { value: name.to_owned(), span: Span::new(start, start + name.len()) });
        true
    }

    /// Text as it stands, pandoc's `^12^` raised.
    fn verbatim(&mut self, text: &str, span: Span) {
        let mut from = span.start;
        for (at, _) in text.match_indices('^') {
            let at = span.start + at;
            let rest = self.flow.source().get(at..span.end).unwrap_or_default();
            let Ok((left, digits)) = raised_digits(rest).finish() else { continue };
            self.flow.verbatim(Span::new(from, at));
            self.raise(Span::new(at + 1, at + 1 + digits.len()));
            from = span.end - left.len();
        }
        self.flow.verbatim(Span::new(from, span.end));
    }

    /// The source at `span` in raised digits.
    fn raise(&mut self, span: Span) {
        let raised: String =
            self.flow.source().get(span.range()).unwrap_or_default().chars().map(raised_form).collect();
        self.flow.replaced(&raised, span);
    }

    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        match html {
            "<sup>" => self.raised = true,
            "</sup>" => self.raised = false,
            _ if html.starts_with("<!--") => self.markup.comments.push(span),
            _ => {}
        }
    }

    /// Inline code; after `{cite}` it holds the keys of a citation, after another role its words.
    pub(super) fn code(&mut self, code: &str, span: Span) {
        self.fresh_item = false;
        let Some(role) = myst::role(self.flow.line()).map(str::to_owned) else {
            self.flow.is_literal(span);
            self.flow.replaced(code, span);
            return;
        };
        // With its braces.
        let written = role.len() + 2;
        self.flow.unwrite(role.chars().count() + 2);
        match bibtex::marker(&role, code) {
            Some(marker) => {
                let place = Span::new(span.start.saturating_sub(written), span.end);
                self.flow.replaced(&marker, place);
            }
            None => self.flow.replaced(code, span),
        }
    }
}

/// `include = "{{<" "include" name ">}}"`: Quarto's shortcode.
pub(super) fn include(i: &str) -> IResult<&str, &str> {
    let name = take_while1(|c: char| !c.is_whitespace());
    let open = (tag("{{<"), space0, tag("include"), space1);
    delimited(open, name, (space0, tag(">}}"))).parse(i)
}

/// `raised = "^" digits { [,–-] digits } "^"`: pandoc's superscript, where it can be a citation.
///
/// Accepts `^3,5–7^`; refuses `^th^`.
fn raised_digits(i: &str) -> IResult<&str, &str> {
    let digits = take_while1(|c: char| c.is_ascii_digit() || ",–- ".contains(c));
    delimited(char('^'), digits, char('^')).parse(i)
}
