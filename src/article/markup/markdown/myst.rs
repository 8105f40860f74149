//! MyST: directives in fenced blocks, roles in front of inline code.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, not_line_ending, space0};
use nom::multi::many1_count;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Offset, Parser};

use crate::span::{Span, Spanned};

/// The opening line of a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Directive<'s> {
    pub(super) name: &'s str,
    /// Where its arguments stand.
    pub(super) arguments: Span,
}

/// The directive that the fenced block at `block` of `source` is, if it is one.
pub(super) fn directive(source: &str, block: Span) -> Option<Directive<'_>> {
    let text = source.get(block.range())?;
    let (_, (name, arguments)) = opening(text).ok()?;
    let start = source.offset(arguments);
    Some(Directive { name, arguments: Span::new(start, start + arguments.trim_end().len()) })
}

/// `` opening = "```" { "`" } "{" name "}" [ arguments ] ``, or with tildes.
fn opening(i: &str) -> IResult<&str, (&str, &str)> {
    let (i, _) = many1_count(alt((tag("```"), tag("~~~"), tag("`"), tag("~")))).parse(i)?;
    let (i, name) = preceded(space0, delimited(char('{'), take_while1(is_of_name), char('}'))).parse(i)?;
    let (i, arguments) = preceded(space0, not_line_ending).parse(i)?;
    Ok((i, (name, arguments)))
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || "-_+:.".contains(c)
}

/// Whether the content of the directive `name` is Markdown that belongs to the text.
pub(super) fn is_text(name: &str) -> bool {
    matches!(
        name,
        "admonition"
            | "attention"
            | "caution"
            | "danger"
            | "dropdown"
            | "epigraph"
            | "error"
            | "hint"
            | "important"
            | "margin"
            | "note"
            | "pull-quote"
            | "seealso"
            | "sidebar"
            | "tip"
            | "topic"
            | "warning"
    )
}

/// The name of the role that `line` ends with: `cite:p` of `as {cite:p}`.
pub(super) fn role(line: &str) -> Option<&str> {
    let (_, name) = line.strip_suffix('}')?.rsplit_once('{')?;
    (!name.is_empty() && name.chars().all(is_of_name)).then_some(name)
}

/// `content` with the text at `more`, which comes next; an empty one begins with it.
pub(super) fn grown(content: Span, more: Span) -> Span {
    if content.is_empty() { more } else { content.cover(more) }
}

/// `content` without the options of the directive in front: lines like `:name: value`.
pub(super) fn without_options(source: &str, content: Span) -> Span {
    let text = source.get(content.range()).unwrap_or_default();
    let options = text.split_inclusive('\n').take_while(|line| line.trim_start().starts_with(':'));
    let len: usize = options.filter(|line| !line.starts_with(":::")).map(str::len).sum();
    Span::new(content.start + len, content.end)
}

/// The files named at `span`, blanks between them.
pub(super) fn files(source: &str, span: Span) -> Vec<Spanned<String>> {
    let named = source.get(span.range()).unwrap_or_default().split_whitespace();
    let file = |name: &str| {
        let start = source.offset(name);
        Spanned { value: name.to_owned(), span: Span::new(start, start + name.len()) }
    };
    named.map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings() {
        let found = |text: &'static str| opening(text).ok().map(|(_, found)| found);
        assert_eq!(found("```{note} Heed\nx"), Some(("note", "Heed")));
        assert_eq!(found("~~~~{code-cell}\nx"), Some(("code-cell", "")));
        assert_eq!(found("```python\nx"), None);
    }

    #[test]
    fn roles() {
        assert_eq!(role("as {cite:p}"), Some("cite:p"));
        assert_eq!(role("{}"), None);
        assert_eq!(role("f(x) {return y}"), None);
    }
}
