//! Where a work stands in a law review or a reporter, as *The Bluebook* (rules 10 and 16) prints it: the volume in front of the name.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while_m_n};
use nom::character::complete::{char, digit1, satisfy, space1};
use nom::combinator::{not, opt, peek, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// The parts of such a place, as printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reported<'a> {
    pub(crate) volume: &'a str,
    /// `Harv. L. Rev.`, `U.S.`
    pub(crate) reporter: &'a str,
    pub(crate) page: &'a str,
    pub(crate) year: &'a str,
}

/// `reported = volume " " reporter " " page *( "," pinpoint ) " (" [ court ] year ")"`, the reporter abbreviated: `5 Harv. L. Rev. 45, 47–48 (2012)`, `347 U.S. 483
/// (1954)`; refuses `4 No. 31 (2009)`, `12 May 2010`.
pub(crate) fn reported(i: &str) -> IResult<&str, Reported<'_>> {
    let number = |most| {
        terminated(take_while_m_n(1, most, |c: char| c.is_ascii_digit()), not(satisfy(char::is_alphanumeric)))
    };
    let pinpoints = many0_count((tag(","), space1, pinpoint));
    let four = verify(digit1, |year: &str| {
        year.len() == 4 && matches!(year.get(..2), Some("17" | "18" | "19" | "20"))
    });
    let court = recognize(many0_count((
        satisfy(char::is_uppercase),
        take_till(|c: char| c == ' ' || c == ')'),
        space1,
    )));
    let (rest, volume) = terminated(number(4), space1).parse(i)?;
    let (rest, reporter) = terminated(reporter, space1).parse(rest)?;
    let (rest, page) = terminated(number(5), pinpoints).parse(rest)?;
    let (rest, year) =
        preceded(space1, delimited(char('('), preceded(court, four), char(')'))).parse(rest)?;
    Ok((rest, Reported { volume, reporter, page, year }))
}

/// `pinpoint = page [ dash page ] [ " n." note ]`, what is cited within: `47–48`, `1203 n.5`.
fn pinpoint(i: &str) -> IResult<&str, &str> {
    recognize((
        digit1,
        opt((alt((tag("-"), tag("–"), tag("—"))), digit1)),
        opt((space1, tag("n."), opt(space1), digit1)),
    ))
    .parse(i)
}

/// `reporter = word *( " " word )`, each with a capital first or a digit of a series (`F.3d`, `2d`), one of them cut short, none of them a word for a
/// number.
fn reporter(i: &str) -> IResult<&str, &str> {
    let word = |i| {
        recognize((
            satisfy(|c: char| c.is_uppercase() || c == '&'),
            take_till(|c: char| c == ' ' || c == ','),
        ))
        .parse(i)
    };
    let series = recognize((digit1, alt((tag("d"), tag("th"), tag("nd"), tag("rd")))));
    let more = (space1, alt((word, series)));
    let words = recognize((word, many0_count(terminated(more, peek(satisfy(|c| c == ' '))))));
    let cut_short = |words: &str| {
        words.contains('.')
            && !["No.", "Nr.", "Vol.", "Bd.", "Pt."].iter().any(|word| words.split(' ').any(|w| w == *word))
    };
    verify(words, cut_short).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_reporters() {
        for (printed, volume, reporter, page, year, rest) in [
            ("5 HARV. L. REV. 45, 47–48 (2012).", "5", "HARV. L. REV.", "45", "2012", "."),
            ("347 U.S. 483 (1954)", "347", "U.S.", "483", "1954", ""),
            ("91 Yale L.J. 1201, 1203 n.5 (1982)", "91", "Yale L.J.", "1201", "1982", ""),
            ("12 F. Supp. 2d 34, 36 (S.D.N.Y. 1998)", "12", "F. Supp. 2d", "34", "1998", ""),
        ] {
            assert_eq!(reported(printed), Ok((rest, Reported { volume, reporter, page, year })), "{printed}");
        }
        for other in [
            "4 No. 31 (2009)", "12 May 2010", "5 Trade 45 (2012)", "86, 054009 (2012)", "5 J. Trade 45, 2012",
        ] {
            assert!(reported(other).is_err(), "{other}");
        }
    }
}
