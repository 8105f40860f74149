//! LaTeX as tokens: what TeX's mouth sees, with the usual category codes.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while, take_while1};
use nom::character::complete::{anychar, char, satisfy};
use nom::combinator::{map, opt, recognize, value};
use nom::multi::many1_count;
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Offset, Parser};

use crate::span::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `% …` to the end of the line.
    Comment,
    /// `\name`, with a star if there is one; the blanks after it belong to it.
    Word,
    /// `\` and one other character.
    Symbol,
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// `[`.
    OpenBracket,
    /// `]`.
    CloseBracket,
    /// `$` or `$$`.
    Math,
    /// `\verb|…|` and its like, whole.
    Verbatim,
    /// Blanks with at most one line end.
    Space,
    /// A blank line.
    Paragraph,
    /// `--`, `---`, ` `` `, `''`, `~`: characters that TeX prints as others.
    Ligature,
    /// Anything else.
    Text,
}

/// A token and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// All tokens of `source`; together they cover it without gaps.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Ok((left, kind)) = token(rest) {
        let start = source.offset(rest);
        tokens.push(Token { kind, span: Span::new(start, source.offset(left)) });
        rest = left;
    }
    tokens
}

/// `token = comment | verbatim | word | symbol | one of "{}[]" | math | blanks | ligature | text`
fn token(i: &str) -> IResult<&str, Kind> {
    alt((
        value(Kind::Comment, comment),
        value(Kind::Verbatim, verbatim),
        value(Kind::Word, word),
        value(Kind::Symbol, pair(char('\\'), opt(anychar))),
        value(Kind::Open, char('{')),
        value(Kind::Close, char('}')),
        value(Kind::OpenBracket, char('[')),
        value(Kind::CloseBracket, char(']')),
        value(Kind::Math, alt((tag("$$"), tag("$")))),
        blanks,
        value(Kind::Ligature, alt((tag("---"), tag("--"), tag("``"), tag("''"), tag("~")))),
        value(Kind::Text, text),
    ))
    .parse(i)
}

/// `comment = "%" rest of the line`; leaves the line end.
fn comment(i: &str) -> IResult<&str, &str> {
    recognize(preceded(char('%'), take_till(|c| c == '\n'))).parse(i)
}

/// `verbatim = ( "\verb" [ "*" ] | "\lstinline" [ option ] | "\mintinline" [ option ] group ) mark words mark`
///
/// Gives the words: of `\verb|a[1]|` and `\lstinline{a[1]}` the `a[1]`. They stay on the line.
pub(super) fn verbatim(i: &str) -> IResult<&str, &str> {
    let option = || opt(delimited(char('['), take_till(|c| "]\n".contains(c)), char(']')));
    let group = delimited(char('{'), take_till(|c| "}\n".contains(c)), char('}'));
    let command = alt((
        recognize(pair(tag("\\verb"), opt(char('*')))),
        recognize(pair(tag("\\lstinline"), option())),
        recognize((tag("\\mintinline"), option(), group)),
    ));
    let mark = satisfy(|c| c.is_ascii_punctuation() && c != '*' && c != '\\');
    let (rest, opening) = preceded(command, mark).parse(i)?;
    let closing = if opening == '{' { '}' } else { opening };
    terminated(take_till(|c| c == closing || c == '\n'), char(closing)).parse(rest)
}

/// `word = "\" letters [ "*" ] blanks`: `\citep*`; leaves a line end.
fn word(i: &str) -> IResult<&str, &str> {
    let name = take_while1(|c: char| c.is_ascii_alphabetic() || c == '@');
    recognize((char('\\'), name, opt(char('*')), take_while(|c| c == ' ' || c == '\t'))).parse(i)
}

/// `blanks = white space`; two line ends in it make a paragraph.
fn blanks(i: &str) -> IResult<&str, Kind> {
    map(take_while1(char::is_whitespace), |blanks: &str| {
        if blanks.matches('\n').count() > 1 { Kind::Paragraph } else { Kind::Space }
    })
    .parse(i)
}

/// `text = a run of ordinary characters`, or one character that began no other token.
fn text(i: &str) -> IResult<&str, &str> {
    let plain = take_while1(|c: char| !c.is_whitespace() && !"%\\{}[]$~-`'".contains(c));
    let lone = terminated(many1_count(char('-')), opt(char('-')));
    alt((plain, recognize(lone), recognize(anychar))).parse(i)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(source: &str) -> Vec<(Kind, &str)> {
        tokens(source).iter().map(|t| (t.kind, &source[t.span.range()])).collect()
    }

    #[test]
    fn a_command_takes_its_blanks() {
        let expected = [(Kind::Word, "\\cite* "), (Kind::Open, "{"), (Kind::Text, "a"), (Kind::Close, "}")];
        assert_eq!(kinds("\\cite* {a}"), expected);
    }

    #[test]
    fn escapes_and_comments() {
        assert_eq!(
            kinds("5\\% % x\ny").iter().map(|t| t.0).collect::<Vec<_>>(),
            [Kind::Text, Kind::Symbol, Kind::Space, Kind::Comment, Kind::Space, Kind::Text]
        );
        assert_eq!(kinds("a\\"), [(Kind::Text, "a"), (Kind::Symbol, "\\")]);
    }

    #[test]
    fn dashes_and_quotes() {
        assert_eq!(kinds("3--5"), [(Kind::Text, "3"), (Kind::Ligature, "--"), (Kind::Text, "5")]);
        assert_eq!(
            kinds("a-b'"),
            [(Kind::Text, "a"), (Kind::Text, "-"), (Kind::Text, "b"), (Kind::Text, "'")]
        );
    }

    proptest! {
        #[test]
        fn tokens_cover_the_source(source in "[a-z\\\\{}\\[\\]$%~` '\n-]{0,60}") {
            let mut at = 0;
            for token in tokens(&source) {
                prop_assert_eq!(token.span.start, at);
                prop_assert!(!token.span.is_empty());
                at = token.span.end;
            }
            prop_assert_eq!(at, source.len());
        }
    }
}
