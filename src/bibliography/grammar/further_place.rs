//! Another place in the journal that was named before, as physicists print several in one reference.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{space0, space1};
use nom::combinator::{opt, recognize, verify};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// `further-place = ";" blanks [ names "," blanks ] [ "ibid" [ "." ] blanks ] volume "," blanks page blanks "(" year ")"`, with names only before `ibid`:
/// `; 108, 1175 (1957)`, `; C. Lund, ibid. 30, 1346 (1973)`; refuses `; Lund, C. 30, 1346 (1973)`, `; 108 pages (1957)`.
pub(crate) fn further_place(i: &str) -> IResult<&str, &str> {
    let names = take_while_m_n(0, LONGEST_NAMES, |c: char| !c.is_ascii_digit() && !matches!(c, ';' | '('));
    let behind_names = verify(names, |names: &str| {
        let words = names.trim_end().trim_end_matches('.');
        words.rsplit([' ', ',']).next().is_some_and(|last| last.eq_ignore_ascii_case("ibid"))
    });
    let ibid = recognize((tag_no_case("ibid"), opt(tag(".")), space1));
    let named = alt((ibid, behind_names));
    recognize((tag(";"), space0, opt(named), place)).parse(i)
}

/// Bytes of the longest names.
const LONGEST_NAMES: usize = 120;

/// `place = volume "," blanks page blanks "(" year ")"`
fn place(i: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_digit());
    let letter = take_while_m_n(0, 1, |c: char| c.is_ascii_uppercase());
    let volume = recognize((letter, digits(1, 4)));
    let year = delimited(tag("("), digits(4, 4), tag(")"));
    recognize((volume, tag(","), space0, digits(1, 6), space0, preceded(space0, year))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_same_journal() {
        for whole in [
            "; 108, 1175 (1957)",
            "; C. Lund, ibid. 30, 1346 (1973)",
            "; ibid. B12, 7 (2001)",
            "; Ibid 30, 46 (1973)",
        ] {
            assert_eq!(further_place(whole), Ok(("", whole)));
        }
        for other in [
            "; Lund, C. 30, 1346 (1973)",
            "; 108 pages (1957)",
            "; 108, 1175",
            "; forbid 30, 46 (1973)",
            ", 108, 1175 (1957)",
        ] {
            assert!(further_place(other).is_err(), "{other}");
        }
    }
}
