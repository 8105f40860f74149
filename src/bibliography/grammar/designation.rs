//! The designation of a standard: the bodies that made it, and its number among theirs.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{not, opt, peek, recognize, verify};
use nom::multi::many_m_n;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// More bodies behind the first than any standard names.
const MOST: usize = 4;

/// More parts behind the first than any number has.
const PARTS: usize = 6;

/// `designation = body *( ( "/" | " " ) further ) ( " " | "-" ) number`: `ISO/IEC 27001:2013`, `DIN EN ISO 9241-210`, `IEEE Std 802.11-2016`,
/// `ASTM D638-14`, `ANSI/NISO Z39.29-2005`; refuses `ISO 2004`, whose number may be a year, and `IEEE 802`.
pub(crate) fn designation(i: &str) -> IResult<&str, &str> {
    // Few words begin with two capitals: the others need not be compared with all bodies.
    let capital = || satisfy(char::is_uppercase);
    let bodies = (peek((capital(), capital())), first, many_m_n(0, MOST, (one_of("/ "), further)));
    let goes_on = (opt(char('-')), satisfy(char::is_alphanumeric));
    terminated(recognize((bodies, one_of("- "), number)), not(goes_on)).parse(i)
}

/// A body that makes standards, as designations begin with it. Bodies whose letters are also names, places or words only in front of a second.
fn first(i: &str) -> IResult<&str, &str> {
    let russian = alt((tag("GOST R"), tag("GOST"), tag("ГОСТ Р"), tag("ГОСТ")));
    let sole = alt((
        national,
        tag("ISO"),
        tag("IEC"),
        tag("DIN"),
        tag("ASTM"),
        tag("ANSI"),
        tag("ITU-T"),
        tag("ITU-R"),
        tag("ETSI"),
        tag("ECMA"),
        tag("ÖNORM"),
        tag("ČSN"),
        tag("UNE"),
        tag("VDI"),
        tag("JIS"),
        tag("NBR"),
        tag("GB/T"),
        russian,
        recognize((tag("IEEE"), peek((opt(tag("/ANSI")), char(' '), std)))),
    ));
    let led = terminated(
        alt((
            tag("BS"),
            tag("EN"),
            tag("NF"),
            tag("SN"),
            tag("SS"),
            tag("NS"),
            tag("UNI"),
            tag("ABNT"),
            tag("AS/NZS"),
        )),
        peek(preceded(char(' '), further)),
    );
    terminated(alt((sole, led)), not(satisfy(char::is_alphanumeric))).parse(i)
}

/// A national body that has taken over a standard of Europe, as `PN-EN`, `UNE-EN`: its name is part of the number of many.
fn national(i: &str) -> IResult<&str, &str> {
    let nation = alt((tag("PN"), tag("UNE"), tag("SFS"), tag("STN"), tag("NP"), tag("NS")));
    recognize((nation, char('-'), alt((tag("EN"), tag("ISO"))))).parse(i)
}

/// A second body, or the kind of the document.
fn further(i: &str) -> IResult<&str, &str> {
    let body = alt((
        tag("EN"),
        tag("ISO"),
        tag("IEC"),
        tag("IEEE"),
        tag("ANSI"),
        tag("ASTM"),
        tag("ASME"),
        tag("NISO"),
        tag("ITU"),
        tag("NBR"),
        tag("VDE"),
        tag("TR"),
        tag("TS"),
        tag("PAS"),
        std,
    ));
    terminated(body, not(satisfy(char::is_alphanumeric))).parse(i)
}

/// The word for a standard.
fn std(i: &str) -> IResult<&str, &str> {
    alt((tag("Standard"), tag("Std."), tag("Std"))).parse(i)
}

/// `number = [ letters [ "." | " " ] ] digit *alnum *( sign capital-or-digit *alnum )`, but no year alone: `9001:2015`, `D638-14`, `G.711`, `Z39.29-2005`.
fn number(i: &str) -> IResult<&str, &str> {
    let letters = verify(take_while1(|c: char| c.is_ascii_uppercase()), |letters: &str| letters.len() < 3);
    let prefix = opt((letters, opt(one_of(". "))));
    let word = || take_while1(|c: char| c.is_ascii_alphanumeric());
    let later = verify(word(), |word: &str| !word.starts_with(|c: char| c.is_ascii_lowercase()));
    let tail = many_m_n(0, PARTS, (one_of(".:/-–"), later));
    let number = recognize((prefix, peek(satisfy(|c| c.is_ascii_digit())), word(), tail));
    verify(number, |number: &str| !is_year(number)).parse(i)
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && ["19", "20"].iter().any(|century| number.starts_with(century))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designations() {
        for whole in [
            "ISO/IEC 27001:2013", "ISO 9001", "DIN EN ISO 9241-210", "IEEE Std 1588-2008",
            "IEEE Std. 802.1AX-2014", "ASTM D638-14", "ASTM E8/E8M-16a", "ASTM C 39",
            "ANSI/NISO Z39.29-2005", "ANSI S3.5-1997", "ITU-T P.1203", "BS EN 1992-1-1:2004",
            "PN-EN 1992-1-1:2008", "UNE-EN ISO 9001:2015", "ČSN ISO 690", "GB/T 7714-2015",
            "ISO/TS 16949:2009", "ABNT NBR 6023:2002", "ГОСТ Р 7.0.5-2008", "GOST 7.1-2003", "DIN-EN 14688",
        ] {
            assert_eq!(designation(&format!("{whole}, Rivers")), Ok((", Rivers", whole)));
        }
        for other in [
            "ISO 2004", "IEEE 802.11", "BS 2006 Rivers", "ISOLDE 3", "DIN A", "EN 3", "ANSI Press",
            "ISO 9001é", "ISO 9001-based",
        ] {
            assert!(designation(other).is_err(), "{other}");
        }
    }
}
