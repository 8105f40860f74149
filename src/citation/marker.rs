//! Citation markers by number: brackets, parentheses, raised digits, digits glued to a word.
//!
//! Each production accepts one printed form; whether the article cites in that form is decided in
//! [`super::vote`].

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy, space0, space1};
use nom::combinator::{map, map_opt, not, opt, recognize};
use nom::multi::{many_m_n, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::raised::raised_digit;

/// Numbers cited by one marker: single ones and ranges, as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) first: u32,
    /// The same as `first` for a single number.
    pub(crate) last: u32,
}

/// The widest range that is expanded: a wider one is a slip or no citation.
const WIDEST: u32 = 200;

/// The numbers of `ranges`, in printed order; a range that runs backwards or is too wide gives its ends.
pub(crate) fn expand(ranges: &[Range]) -> Vec<u32> {
    let mut numbers = Vec::new();
    for range in ranges {
        if range.first <= range.last && range.last - range.first <= WIDEST {
            numbers.extend(range.first..=range.last);
        } else {
            numbers.extend([range.first, range.last]);
        }
    }
    numbers
}

/// `bracket = "[" [ words ] numbers [ note ] "]" { dash "[" numbers "]" }`
///
/// Accepts `[1, 3–5]`, `[3]–[5]`, `[see 3, 7]`, `[3, p. 12]`; refuses `[0, 1]`, `[1999]`, `[a]`.
pub(crate) fn bracket(i: &str) -> IResult<&str, Vec<Range>> {
    let (rest, mut ranges) = one_bracket(i)?;
    let Ok((after, next)) = preceded((space0, dash, space0), one_bracket).parse(rest) else {
        return Ok((rest, ranges));
    };
    // `[3]–[5]` is a range whose ends are markers.
    if let (Some(last), Some(first)) = (ranges.last_mut(), next.first()) {
        last.last = first.last;
        ranges.extend(next.iter().skip(1));
    }
    Ok((after, ranges))
}

fn one_bracket(i: &str) -> IResult<&str, Vec<Range>> {
    let words = alt((
        tag_no_case("see also"),
        tag_no_case("see"),
        tag_no_case("cf."),
        tag_no_case("e.g.,"),
        tag_no_case("e.g."),
        tag_no_case("refs."),
        tag_no_case("ref."),
        tag_no_case("reviewed in"),
    ));
    delimited((char('['), space0, opt(terminated(words, space0))), numbers, (opt(note), space0, char(']')))
        .parse(i)
}

/// `note = "," locator`: `, p. 12`, `, Theorem 2`, `, Sec. 3.1`.
fn note(i: &str) -> IResult<&str, &str> {
    let locator = alt((
        tag_no_case("pp."),
        tag_no_case("p."),
        tag_no_case("pages"),
        tag_no_case("page"),
        tag_no_case("theorem"),
        tag_no_case("thm"),
        tag_no_case("lemma"),
        tag_no_case("section"),
        tag_no_case("sec"),
        tag_no_case("chapter"),
        tag_no_case("chap"),
        tag_no_case("ch."),
        tag("§"),
        tag_no_case("eq"),
        tag_no_case("fig"),
        tag_no_case("table"),
        tag_no_case("appendix"),
        tag_no_case("and references therein"),
    ));
    recognize((one_of(",;: "), space0, locator, take_while_m_n(0, 40, |c: char| c != ']' && c != '[')))
        .parse(i)
}

/// `paren = "(" numbers ")"`: `(3, 5–7)`; refuses `(1999)`, `(n = 3)`, `(0.5)`.
pub(crate) fn paren(i: &str) -> IResult<&str, Vec<Range>> {
    delimited((char('('), space0), numbers, (space0, char(')'))).parse(i)
}

/// `called = ( "ref" | "refs" | "reference" | "references" ) [ "." ] blank ( numbers | "[" numbers "]" )`, in any case, behind a number no unit: `ref. 6`,
/// `Refs. [4,5]`, `references 8 and 9`; refuses `refs in`, `reference 5.2`.
pub(crate) fn called(i: &str) -> IResult<&str, Vec<Range>> {
    let word =
        alt((tag_no_case("references"), tag_no_case("reference"), tag_no_case("refs"), tag_no_case("ref")));
    let enclosed = delimited(char('['), numbers, char(']'));
    let ends = not(alt((recognize(satisfy(char::is_alphanumeric)), recognize((char('.'), digit1)))));
    preceded((word, opt(char('.')), space1), terminated(alt((enclosed, numbers)), ends)).parse(i)
}

/// `numbers = item { separator item }`
pub(crate) fn numbers(i: &str) -> IResult<&str, Vec<Range>> {
    let separator = (
        space0,
        alt((tag(","), tag(";"), recognize(preceded(space0, alt((tag("and "), tag("& "))))))),
        space0,
    );
    separated_list1(separator, item).parse(i)
}

/// `item = number [ dash number ]`: `5`, `5–7`, `5 - 7`.
fn item(i: &str) -> IResult<&str, Range> {
    map((number, opt(preceded((space0, dash, space0), number))), |(first, last)| Range {
        first,
        last: last.unwrap_or(first),
    })
    .parse(i)
}

/// `number`: one to nine digits, no leading zero, no year; what is greater than the list is long is left to the vote.
fn number(i: &str) -> IResult<&str, u32> {
    map_opt(take_while1(|c: char| c.is_ascii_digit()), |digits: &str| {
        if digits.starts_with('0') || digits.len() > 9 {
            return None;
        }
        let n: u32 = digits.parse().ok()?;
        (!(digits.len() == 4 && (1500..2100).contains(&n))).then_some(n)
    })
    .parse(i)
}

/// Any dash that prints a range, `to` left out.
fn dash(i: &str) -> IResult<&str, &str> {
    alt((tag("--"), recognize(one_of("-‐‑‒–—−⁻~")), tag("\u{ad}"))).parse(i)
}

/// `raised = raised-number { ( "," | "-" ) raised-number }`: `³⁵`, `³,⁵`, `³⁻⁵`, `³–⁵`.
pub(crate) fn raised(i: &str) -> IResult<&str, Vec<Range>> {
    let item = map((raised_number, opt(preceded(dash, raised_number))), |(first, last)| Range {
        first,
        last: last.unwrap_or(first),
    });
    let separator = (space0, one_of(",،;\u{2e34}˒"), space0);
    separated_list1(separator, item).parse(i)
}

/// `raised-number`: `³⁵` is 35; no leading zero.
fn raised_number(i: &str) -> IResult<&str, u32> {
    // No more than shows that there are too many: of a long run each digit is tried as the first.
    map_opt(many_m_n(1, 5, map_opt(nom::character::complete::anychar, raised_digit)), |digits| {
        (digits.len() <= 4 && digits.first() != Some(&0)).then(|| digits.iter().fold(0, |n, d| n * 10 + d))
    })
    .parse(i)
}

/// `glued = number { "," number | dash number }` without blanks, then no letter or digit:
/// what is left of `ties³,⁵` where the extractor lost the raising: `ties3,5.` leaves `.`.
///
/// A blank after a comma ends it, so that of `ties3, 5 of them` the 3 is read; ` , ` is how some
/// extractors print a raised comma.
pub(crate) fn glued(i: &str) -> IResult<&str, Vec<Range>> {
    let small = || {
        map_opt(take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), |digits: &str| {
            if digits.starts_with('0') { None } else { digits.parse::<u32>().ok() }
        })
    };
    let item = map((small(), opt(preceded(dash, small()))), |(first, last)| Range {
        first,
        last: last.unwrap_or(first),
    });
    let (rest, ranges) = separated_list1(alt((tag(" , "), tag(","))), item).parse(i)?;
    let next = rest.chars().next();
    if next.is_some_and(|c| c.is_alphanumeric() || c == '%' || c == '°') || decimal(rest) {
        return Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Verify)));
    }
    Ok((rest, ranges))
}

/// Whether a decimal point and a digit follow: `3.5` is no citation.
fn decimal(rest: &str) -> bool {
    let mut next = rest.chars();
    next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parser: fn(&str) -> IResult<&str, Vec<Range>>, input: &str, rest: &str, expected: &[u32]) {
        let (left, ranges) = parser(input).unwrap_or_else(|e| panic!("{input}: {e}"));
        assert_eq!((left, expand(&ranges).as_slice()), (rest, expected), "{input}");
    }

    #[test]
    fn brackets() {
        check(bracket, "[1] and", " and", &[1]);
        check(bracket, "[1, 2]", "", &[1, 2]);
        check(bracket, "[1,3-5,9].", ".", &[1, 3, 4, 5, 9]);
        check(bracket, "[3–5]", "", &[3, 4, 5]);
        check(bracket, "[3]–[5] x", " x", &[3, 4, 5]);
        check(bracket, "[12]-[15]", "", &[12, 13, 14, 15]);
        check(bracket, "[1;2 and 4]", "", &[1, 2, 4]);
        check(bracket, "[see 3, 7]", "", &[3, 7]);
        check(bracket, "[3, p. 12]", "", &[3]);
        check(bracket, "[3, Theorem 2]", "", &[3]);
        check(bracket, "[1-999999999]", "", &[1, 999_999_999]);
        check(bracket, "[9-4]", "", &[9, 4]);
    }

    #[test]
    fn no_brackets() {
        for input in ["[0, 1]", "[1999]", "[a]", "[]", "[1", "[3 mm]", "[1.5]", "1]"] {
            assert!(bracket(input).is_err(), "{input}");
        }
    }

    #[test]
    fn parentheses() {
        check(paren, "(3, 5–7).", ".", &[3, 5, 6, 7]);
        for input in ["(1999)", "(n = 3)", "(0.5)", "(3%)"] {
            assert!(paren(input).is_err(), "{input}");
        }
    }

    #[test]
    fn called_references() {
        check(called, "ref. 6)", ")", &[6]);
        check(called, "Refs. [4,5].", ".", &[4, 5]);
        check(called, "references 8 and 9, which", ", which", &[8, 9]);
        check(called, "Ref. 42.", ".", &[42]);
        for input in ["refs in", "reference 5.2", "refined 3", "ref. 3rd"] {
            assert!(called(input).is_err(), "{input}");
        }
    }

    #[test]
    fn raised_digits() {
        check(raised, "³⁵ and", " and", &[35]);
        check(raised, "³,⁵⁻⁷.", ".", &[3, 5, 6, 7]);
        check(raised, "¹–³", "", &[1, 2, 3]);
        assert!(raised("35").is_err());
    }

    #[test]
    fn glued_digits() {
        check(glued, "3,5. The", ". The", &[3, 5]);
        check(glued, "12–14 and", " and", &[12, 13, 14]);
        for input in ["3.5 mm", "3D", "2000s", "0", "15%"] {
            assert!(glued(input).is_err(), "{input}");
        }
    }
}
