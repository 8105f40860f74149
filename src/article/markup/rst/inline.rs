//! Inline markup: roles, notes, emphasis, literals, links.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_until1, take_while_m_n, take_while1};
use nom::character::complete::{alpha1, anychar, char, one_of};
use nom::combinator::{map, opt, recognize};
use nom::multi::{many_m_n, many0_count};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

/// A piece of a paragraph; all strings are parts of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'s> {
    /// Words as they stand.
    Words(&'s str),
    /// A role with its words: `` :cite:p:`key` ``.
    Role(&'s str, &'s str),
    /// `[label]_`
    Note(&'s str),
    /// Marks that are not printed.
    Nothing,
}

/// The next piece of `i`, which stands behind the character `before`.
pub(super) fn piece(i: &str, before: Option<char>) -> IResult<&str, Piece<'_>> {
    let opens = before.is_none_or(|c| !c.is_alphanumeric() && c != '\\');
    match i.chars().next() {
        Some('\\') => escape(i),
        Some('`') => alt((literal, suffixed, link)).parse(i),
        Some(':') if opens => role(i),
        Some('[') => note(i),
        Some('*') => emphasis(i, before),
        Some('|') if opens => substitution(i),
        Some('_') => reference(i, before),
        _ => Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Alt))),
    }
}

/// `escape = "\" character`; of an escaped blank nothing is left.
fn escape(i: &str) -> IResult<&str, Piece<'_>> {
    let shown =
        map(recognize(anychar), |c: &str| if c.trim().is_empty() { Piece::Nothing } else { Piece::Words(c) });
    preceded(char('\\'), shown).parse(i)
}

/// `` literal = "``" words "``" ``
fn literal(i: &str) -> IResult<&str, Piece<'_>> {
    map(delimited(tag("``"), take_until1("``"), tag("``")), Piece::Words).parse(i)
}

/// `` role = ":" name { ":" name } ":" "`" words "`" ``
///
/// Accepts `` :cite:p:`doe, roe` ``; refuses `` : `doe` ``.
fn role(i: &str) -> IResult<&str, Piece<'_>> {
    let (i, name) = role_name(i)?;
    map(quoted, |words| Piece::Role(name, words)).parse(i)
}

/// A role's name with its domains. Bounded, so that a million colons are not each read to the end.
fn role_name(i: &str) -> IResult<&str, &str> {
    let name = || take_while_m_n(1, 64, |c: char| c.is_alphanumeric() || "-_+".contains(c));
    delimited(char(':'), recognize((name(), many_m_n(0, 4, preceded(char(':'), name())))), char(':')).parse(i)
}

/// `` suffixed = "`" words "`" ":" name ":" ``
fn suffixed(i: &str) -> IResult<&str, Piece<'_>> {
    let (i, words) = quoted(i)?;
    map(role_name, |name| Piece::Role(name, words)).parse(i)
}

/// `` link = "`" words "`" [ "_" [ "_" ] ] ``
fn link(i: &str) -> IResult<&str, Piece<'_>> {
    map(terminated(quoted, opt(alt((tag("__"), tag("_"))))), |words| Piece::Role("", words)).parse(i)
}

fn quoted(i: &str) -> IResult<&str, &str> {
    delimited(char('`'), is_not("`"), char('`')).parse(i)
}

/// `note = "[" label "]_"`
fn note(i: &str) -> IResult<&str, Piece<'_>> {
    map(delimited(char('['), label, tag("]_")), Piece::Note).parse(i)
}

/// `label = digits / "#" [ name ] / "*" / name`, `name = ( letter / digit ) { letter / digit / one mark between them }`
pub(super) fn label(i: &str) -> IResult<&str, &str> {
    let word = || take_while1(char::is_alphanumeric);
    let name = || recognize(pair(word(), many0_count(pair(one_of("-_+:.&"), word()))));
    alt((recognize(pair(char('#'), opt(name()))), tag("*"), name())).parse(i)
}

/// Stars at the edge of a word; between blanks they are stars.
fn emphasis<'s>(i: &'s str, before: Option<char>) -> IResult<&'s str, Piece<'s>> {
    let (rest, stars) = take_while1(|c| c == '*')(i)?;
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if blank(before) && blank(rest.chars().next()) {
        return Ok((rest, Piece::Words(stars)));
    }
    Ok((rest, Piece::Nothing))
}

/// `substitution = "|" name "|" [ "_" ]`
fn substitution(i: &str) -> IResult<&str, Piece<'_>> {
    let name = recognize(pair(alpha1, opt(is_not("|\n"))));
    map(delimited(char('|'), name, pair(char('|'), opt(char('_')))), Piece::Words).parse(i)
}

/// The underscores of `name_` and `name__`.
fn reference<'s>(i: &'s str, before: Option<char>) -> IResult<&'s str, Piece<'s>> {
    let (rest, _) = alt((tag("__"), tag("_"))).parse(i)?;
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_');
    if ends && before.is_some_and(char::is_alphanumeric) {
        return Ok((rest, Piece::Nothing));
    }
    Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Verify)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        for (i, before, expected) in [
            (":cite:p:`a, b` c", None, Some((" c", Piece::Role("cite:p", "a, b")))),
            ("`a`:cite: c", None, Some((" c", Piece::Role("cite", "a")))),
            ("`a <b>`_ c", None, Some((" c", Piece::Role("", "a <b>")))),
            ("[#a-b]_ c", None, Some((" c", Piece::Note("#a-b")))),
            ("[1] c", None, None),
            ("``a`b`` c", None, Some((" c", Piece::Words("a`b")))),
            ("_ c", Some('a'), Some((" c", Piece::Nothing))),
            ("_c", Some('a'), None),
            ("* 3", Some(' '), Some((" 3", Piece::Words("*")))),
            ("\\*a", None, Some(("a", Piece::Words("*")))),
            (":a", None, None),
        ] {
            assert_eq!(piece(i, before).ok(), expected, "{i}");
        }
    }
}
