//! Identifiers whose form alone proves what they are.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while_m_n, take_while1};
use nom::combinator::{opt, recognize, verify};
use nom::{IResult, Parser};

/// A DOI without resolver: `10.1371/journal.pone.0085981`. It ends before a blank; closing punctuation
/// is not part of it.
pub(crate) fn doi(input: &str) -> IResult<&str, &str> {
    let suffix = verify(take_while1(|c: char| !c.is_whitespace()), |s: &str| !closed(s).is_empty());
    let whole = (tag("10."), take_while_m_n(3, 9, |c: char| c.is_ascii_digit()), tag("/"), suffix);
    let (_, printed) = recognize(whole).parse(input)?;
    Ok(split(input, closed(printed).len()))
}

/// A URL, `https://a.org/b`, `ftp://a.org` or `www.a.org`, up to the next blank without closing punctuation.
pub(crate) fn url(input: &str) -> IResult<&str, &str> {
    let scheme =
        alt((tag_no_case("https://"), tag_no_case("http://"), tag_no_case("ftp://"), tag_no_case("www.")));
    let host = verify(take_while1(|c: char| !c.is_whitespace()), |s: &str| s.contains('.'));
    let (_, printed) = recognize((scheme, host)).parse(input)?;
    Ok(split(input, closed(printed).len()))
}

/// An arXiv number with its prefix: `arXiv:1706.03762v5`, `arXiv:hep-th/9901001`.
pub(crate) fn arxiv(input: &str) -> IResult<&str, &str> {
    let digits = |c: char| c.is_ascii_digit();
    let new = recognize((take_while_m_n(4, 4, digits), tag("."), take_while_m_n(4, 5, digits)));
    let class = take_while1(|c: char| c.is_ascii_alphabetic() || c == '-' || c == '.');
    let old = recognize((class, tag("/"), take_while_m_n(7, 7, digits)));
    let version = opt((tag("v"), take_while1(digits)));
    let blank = || take_while(|c: char| c == ' ');
    recognize((tag_no_case("arxiv"), blank(), tag(":"), blank(), alt((new, old)), version)).parse(input)
}

/// `printed` without what closes a sentence or a bracket around it.
fn closed(printed: &str) -> &str {
    printed.trim_end_matches(|c: char| ".,;:)]>}\"'”’»".contains(c))
}

/// `input` as rest and the `len` bytes in front of it.
fn split(input: &str, len: usize) -> (&str, &str) {
    let (head, rest) = input.split_at_checked(len).unwrap_or((input, ""));
    (rest, head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        assert_eq!(doi("10.1000/a(1).2. See"), Ok((". See", "10.1000/a(1).2")));
        assert_eq!(url("www.a.org/b), 3"), Ok(("), 3", "www.a.org/b")));
        assert_eq!(url("https://a.org/x."), Ok((".", "https://a.org/x")));
        assert_eq!(arxiv("arXiv: 1706.03762v5 [cs]"), Ok((" [cs]", "arXiv: 1706.03762v5")));
        assert_eq!(arxiv("arXiv:hep-th/9901001"), Ok(("", "arXiv:hep-th/9901001")));
    }

    #[test]
    fn refusals() {
        assert!(doi("10.5 km").is_err());
        assert!(doi("10.1000/.").is_err());
        assert!(url("http://").is_err());
        assert!(url("wwwa.org").is_err());
        assert!(arxiv("arXiv preprint").is_err());
    }
}
