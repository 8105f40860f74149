//! The productions of one block of a .bib file. All borrow from the input; places are offsets of the pieces.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_while, take_while1};
use nom::character::complete::{char, multispace1};
use nom::combinator::{opt, recognize};
use nom::error::{ErrorKind, ParseError};
use nom::multi::{many0_count, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// What stood where something else was expected: the input from the fault on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected<'a> {
    pub(super) rest: &'a str,
    pub(super) what: &'static str,
}

impl<'a> ParseError<&'a str> for Expected<'a> {
    fn from_error_kind(rest: &'a str, _: ErrorKind) -> Self {
        Self { rest, what: "something else" }
    }

    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

type Parsed<'a, T> = IResult<&'a str, T, Expected<'a>>;

/// A piece of a field's value, without its delimiters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<T> {
    /// `{…}`, braces inside balanced.
    Braced(T),
    /// `"…"`.
    Quoted(T),
    /// Digits without delimiters.
    Number(T),
    /// The name of a `@string`.
    Macro(T),
}

impl<T> Piece<T> {
    /// The same kind of piece with its content changed by `f`.
    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> Piece<U> {
        match self {
            Self::Braced(t) => Piece::Braced(f(t)),
            Self::Quoted(t) => Piece::Quoted(f(t)),
            Self::Number(t) => Piece::Number(f(t)),
            Self::Macro(t) => Piece::Macro(f(t)),
        }
    }
}

/// One field: its name, its pieces, and its whole value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldText<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) pieces: Vec<Piece<&'a str>>,
}

/// A block between its delimiters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BlockText<'a> {
    Entry { kind: &'a str, key: &'a str, fields: Vec<FieldText<'a>>, close: &'a str },
    String(FieldText<'a>),
    Preamble(Vec<Piece<&'a str>>),
    Comment,
}

/// `block = "@" name blank ( "{" body "}" / "(" body ")" )`
///
/// Accepts `@article{key, title = {On It}}`, `@string(jan = "January")`, `@comment{…}`; leaves what follows.
pub(super) fn block(i: &str) -> Parsed<'_, BlockText<'_>> {
    let (body, kind) = head(i)?;
    match kind.to_ascii_lowercase().as_str() {
        "comment" => braced(body).map(|(rest, _)| (rest, BlockText::Comment)),
        "preamble" => bracketed(body, value, |pieces, _| BlockText::Preamble(pieces)),
        "string" => bracketed(body, terminated(field, opt(comma)), |f, _| BlockText::String(f)),
        _ => {
            bracketed(body, entry_body, |(key, fields), close| BlockText::Entry { kind, key, fields, close })
        }
    }
}

/// `head = "@" name blank`, with a delimiter to follow.
///
/// Accepts `@Article {`, gives `Article`, leaves `{`; refuses `@ home` and `a@b.org`.
pub(super) fn head(i: &str) -> Parsed<'_, &str> {
    let (rest, kind) = delimited(char('@'), name, blank).parse(i)?;
    if rest.starts_with(['{', '(']) { Ok((rest, kind)) } else { expected(rest, "an opening brace") }
}

/// `bracketed = ( "{" blank body blank "}" ) / ( "(" blank body blank ")" )`
fn bracketed<'a, T>(
    i: &'a str,
    body: impl Parser<&'a str, Output = T, Error = Expected<'a>>,
    make: impl FnOnce(T, &'a str) -> BlockText<'a>,
) -> Parsed<'a, BlockText<'a>> {
    let (i, open) = alt((char('{'), char('('))).parse(i)?;
    let close = if open == '{' { "}" } else { ")" };
    let (end, inner) = delimited(blank, body, blank).parse(i)?;
    match end.strip_prefix(close) {
        Some(rest) => Ok((rest, make(inner, end))),
        None => expected(end, "a comma or the end of the entry"),
    }
}

/// `entry-body = key blank [ "," blank *( field blank [ "," blank ] ) ]`, commas between fields required.
///
/// Accepts `key, title = {On It}, year = 2010,`; leaves the closing delimiter.
fn entry_body(i: &str) -> Parsed<'_, (&str, Vec<FieldText<'_>>)> {
    let (mut i, key) = terminated(key, blank).parse(i)?;
    let mut fields = Vec::new();
    while let Ok((after, ())) = comma(i) {
        i = after;
        if i.is_empty() || i.starts_with(['}', ')']) {
            break;
        }
        let (after, one) = terminated(field, blank).parse(i)?;
        fields.push(one);
        i = after;
    }
    Ok((i, (key, fields)))
}

/// `field = name blank "=" blank value`
///
/// Accepts `title = {On It}`, `month = jan`, `pages = "1" # {--} # 2`; leaves the comma.
pub(super) fn field(i: &str) -> Parsed<'_, FieldText<'_>> {
    let (i, name) = name(i).or_else(|_: nom::Err<_>| expected(i, "the name of a field"))?;
    let (i, _) = blank(i)?;
    let Some(start) = i.strip_prefix('=') else { return expected(i, "`=` after the name of the field") };
    let (start, _) = blank(start)?;
    let (rest, pieces) = value(start)?;
    let value = start.get(..start.len() - rest.len()).unwrap_or_default();
    Ok((rest, FieldText { name, value, pieces }))
}

/// `value = piece *( blank "#" blank piece )`
pub(super) fn value(i: &str) -> Parsed<'_, Vec<Piece<&str>>> {
    separated_list1(delimited(blank, char('#'), blank), piece).parse(i)
}

/// `piece = braced / quoted / number / macro-name`
///
/// Accepts `{a {b} c}`, `"a {"} b"`, `2010`, `jan`; refuses `,` and `}`.
fn piece(i: &str) -> Parsed<'_, Piece<&str>> {
    match i.bytes().next() {
        Some(b'{') => braced(i).map(|(rest, s)| (rest, Piece::Braced(s))),
        Some(b'"') => quoted(i).map(|(rest, s)| (rest, Piece::Quoted(s))),
        _ => match name(i) {
            Ok((rest, s)) if s.bytes().all(|b| b.is_ascii_digit()) => Ok((rest, Piece::Number(s))),
            Ok((rest, s)) => Ok((rest, Piece::Macro(s))),
            Err(_) => expected(i, "a value: {…}, \"…\", a number or the name of a @string"),
        },
    }
}

/// `braced = "{" *( text / braced ) "}"`; a backslash takes the next character with it, as in the biblatex crate.
///
/// A loop, since nesting may be as deep as the file is long.
fn braced(i: &str) -> Parsed<'_, &str> {
    let Some(inner) = i.strip_prefix('{') else { return expected(i, "an opening brace") };
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 0 => return Ok(cut_at(inner, at)),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    Err(nom::Err::Failure(Expected { rest: i, what: "a brace that closes this one" }))
}

/// `quoted = DQUOTE *( text / braced ) DQUOTE`; a quotation mark inside braces does not end it.
fn quoted(i: &str) -> Parsed<'_, &str> {
    let Some(inner) = i.strip_prefix('"') else { return expected(i, "a quotation mark") };
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' if depth == 0 => return Ok(cut_at(inner, at)),
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Err(nom::Err::Failure(Expected { rest: i, what: "a quotation mark that closes this one" }))
}

/// `inner` before the ASCII delimiter at byte `at`, and the rest after it.
fn cut_at(inner: &str, at: usize) -> (&str, &str) {
    (inner.get(at + 1..).unwrap_or_default(), inner.get(..at).unwrap_or_default())
}

/// `key = *key-character`: what stands before the first comma, blank or bracket; may be missing.
fn key(i: &str) -> Parsed<'_, &str> {
    take_while(|c: char| !c.is_whitespace() && !c.is_control() && !",{}=\"%".contains(c)).parse(i)
}

/// `name = 1*name-character`: the name of an entry type, a field or a @string, or a number.
fn name(i: &str) -> Parsed<'_, &str> {
    take_while1(|c: char| !c.is_whitespace() && !c.is_control() && !"{}(),=\"#%@\\~".contains(c)).parse(i)
}

/// `comma = "," blank`
fn comma(i: &str) -> Parsed<'_, ()> {
    preceded(char(','), blank).parse(i)
}

/// `blank = *( white-space / "%" to the end of the line )`
fn blank(i: &str) -> Parsed<'_, ()> {
    let remark = recognize((tag("%"), opt(is_not("\r\n"))));
    many0_count(alt((multispace1, remark))).map(|_| ()).parse(i)
}

/// Refuses, saying what should stand at `rest`.
fn expected<'a, T>(rest: &'a str, what: &'static str) -> Parsed<'a, T> {
    Err(nom::Err::Failure(Expected { rest, what }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, rest: &str, expected: &[Piece<&str>]) {
        let (left, pieces) = value(input).unwrap();
        assert_eq!((left, pieces.as_slice()), (rest, expected));
    }

    #[test]
    fn values() {
        check("{On It},", ",", &[Piece::Braced("On It")]);
        check("{a {b} c}}", "}", &[Piece::Braced("a {b} c")]);
        check(r"{50\% \{ of} x", " x", &[Piece::Braced(r"50\% \{ of")]);
        check(r#""a {"} b","#, ",", &[Piece::Quoted("a {\"} b")]);
        check("2010\n}", "\n}", &[Piece::Number("2010")]);
        check("jan # {~} # 12 }", " }", &[Piece::Macro("jan"), Piece::Braced("~"), Piece::Number("12")]);
    }

    #[test]
    fn values_refused() {
        for input in ["", ",", "}", "{never", "\"never", "{a\\}"] {
            assert!(value(input).is_err(), "{input:?}");
        }
    }

    #[test]
    fn blocks() {
        let (rest, found) = block("@Article (k:1 % why\n, title = {T}, year=2010,\n) tail").unwrap();
        let BlockText::Entry { kind, key, fields, close } = found else { panic!("{found:?}") };
        assert_eq!((kind, key, fields.len(), close, rest), ("Article", "k:1", 2, ") tail", " tail"));
        assert!(matches!(block("@comment{a {b} c}d"), Ok(("d", BlockText::Comment))));
        assert!(
            matches!(block("@preamble{\"\\x\" # y}"), Ok(("", BlockText::Preamble(pieces))) if pieces.len() == 2)
        );
        assert!(matches!(block("@string{j = {J}}"), Ok(("", BlockText::String(f))) if f.name == "j"));
        assert!(matches!(block("@misc{,}"), Ok(("", BlockText::Entry { key: "", .. }))));
    }

    #[test]
    fn blocks_refused() {
        for (input, what) in [
            ("@article{k, title {T}}", "`=` after the name of the field"),
            ("@article{k, title = {T} year = 1}", "a comma or the end of the entry"),
            ("@article{k, title = }", "a value: {…}, \"…\", a number or the name of a @string"),
            ("@article{k, title = {T}", "a comma or the end of the entry"),
            ("@article{k, = {T}}", "the name of a field"),
        ] {
            let Err(nom::Err::Failure(error)) = block(input) else { panic!("{input}") };
            assert_eq!(error.what, what, "{input}");
        }
    }
}
