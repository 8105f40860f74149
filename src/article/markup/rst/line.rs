//! The lines of a source, and what the first characters of one say.

use nom::branch::alt;
use nom::bytes::complete::{is_a, tag, take_while1};
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{eof, recognize, success, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::span::Span;

/// A line without its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'s> {
    /// The words, blanks at both ends left out.
    pub(super) text: &'s str,
    /// Where they stand.
    pub(super) span: Span,
    /// Blanks before them.
    pub(super) indent: usize,
}

/// The lines of `source`.
pub(super) fn lines(source: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let line = |row: &'_ str| {
        let words = row.trim_end();
        let text = words.trim_start();
        let indent = words.len() - text.len();
        let from = start + indent;
        start += row.len();
        (from, indent, text.len())
    };
    let places: Vec<_> = source.split_inclusive('\n').map(line).collect();
    let line = |(from, indent, len)| {
        let span = Span::new(from, from + len);
        Line { text: source.get(span.range()).unwrap_or_default(), span, indent }
    };
    places.into_iter().map(line).collect()
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the line is one punctuation mark over and over: the rule under a title, or a transition.
    pub(super) fn is_rule(&self) -> bool {
        let mut marks = self.text.chars();
        let first = marks.next();
        first.is_some_and(|c| c.is_ascii_punctuation()) && marks.all(|c| Some(c) == first)
    }

    /// Whether the line is the border of a simple table: `=====  ===`.
    pub(super) fn is_border(&self) -> bool {
        self.text.contains(' ')
            && self.text.chars().all(|c| c == '=' || c == ' ')
            && self.text.starts_with("==")
    }
}

/// `bullet = ( "-" / "*" / "+" / "•" ) " "`; gives the words behind it.
pub(super) fn bullet(i: &str) -> IResult<&str, &str> {
    recognize((one_of("-*+•‣⁃"), is_a(" "))).parse(i)
}

/// `enumerator = [ "(" ] ( digits / "#" ) ( "." / ")" ) " "`
///
/// Accepts `1. `, `(2) `, `#. `; refuses `1.5 `, and `A. `, which is docutils' too, but a name more often.
pub(super) fn enumerator(i: &str) -> IResult<&str, &str> {
    let number = || alt((digit1, tag("#")));
    let label = alt((
        recognize(delimited(char('('), number(), char(')'))),
        recognize(terminated(number(), one_of(".)"))),
    ));
    terminated(label, is_a(" ")).parse(i)
}

/// `field = ":" name ":" " "`: a line of a field list, or an option of a directive.
pub(super) fn field(i: &str) -> IResult<&str, &str> {
    let name = take_while1(|c: char| c != ':' && c != '`');
    let (rest, name) = delimited(char(':'), name, char(':')).parse(i)?;
    let (_, _) = alt((tag(" "), eof)).parse(rest)?;
    Ok((rest, name))
}

/// What stands behind `.. `.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Explicit<'s> {
    /// `[label] words`
    Note(&'s str),
    /// `name:: arguments`
    Directive(&'s str),
    /// `_name: target`, `|name| image:: …`: nothing to read.
    Target,
    /// All else.
    Comment,
}

/// Reads what stands behind `.. `; gives the words of it that are text or arguments.
pub(super) fn explicit(i: &str) -> (&str, Explicit<'_>) {
    let label = delimited(char('['), super::inline::label, char(']'));
    if let Ok((words, label)) = terminated(label, alt((tag(" "), eof))).parse(i) {
        return (words, Explicit::Note(label));
    }
    if let Ok((words, name)) = directive(i) {
        return (words.trim_start(), Explicit::Directive(name));
    }
    let target = i.starts_with('_') && i.contains(':') || i.starts_with('|');
    (i, if target { Explicit::Target } else { Explicit::Comment })
}

/// `directive = name "::" ( " " / end )`
fn directive(i: &str) -> IResult<&str, &str> {
    let name = take_while1(|c: char| c.is_alphanumeric() || "-_+:.".contains(c));
    let (rest, name) = verify(name, |name: &str| name.ends_with("::")).parse(i)?;
    preceded(alt((tag(" "), eof)), success(name.trim_end_matches(':'))).parse(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_characters() {
        assert_eq!(enumerator("1. a"), Ok(("a", "1.")));
        assert_eq!(enumerator("(2) a"), Ok(("a", "(2)")));
        assert!(enumerator("1.5 a").is_err() && enumerator("A. Roe").is_err());
        assert_eq!(field(":name: a"), Ok((" a", "name")));
        assert!(field(":cite:`a`").is_err() && field(":cite:p:`a`").is_err());
        assert_eq!(explicit("[CIT2002] Doe"), ("Doe", Explicit::Note("CIT2002")));
        assert_eq!(explicit("[not a label] Doe"), ("[not a label] Doe", Explicit::Comment));
        assert_eq!(explicit("py:function:: f(x)"), ("f(x)", Explicit::Directive("py:function")));
        assert_eq!(explicit("_a: b").1, Explicit::Target);
        assert_eq!(explicit("a remark: b").1, Explicit::Comment);
    }

    #[test]
    fn lines_know_their_place() {
        let source = "a\n  bc \r\n\nd";
        let found: Vec<_> =
            lines(source).iter().map(|l| (l.text, l.indent, &source[l.span.range()])).collect();
        assert_eq!(found, [("a", 0, "a"), ("bc", 2, "bc"), ("", 0, ""), ("d", 0, "d")]);
    }
}
