//! The short name of a conference and its year, as proceedings are called: `(NIPS 2017)`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize, verify};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// `event = "(" short-event ")"`: `(NIPS 2017)`; refuses `NIPS 2017`.
pub(crate) fn event(i: &str) -> IResult<&str, &str> {
    delimited(char('('), short_event, char(')')).parse(i)
}

/// `acronym`, letters from two to fourteen, most of them capitals: `ICML`, `NeurIPS`; refuses `Nature`, `A`.
pub(crate) fn acronym(i: &str) -> IResult<&str, &str> {
    let capitals = |name: &str| 2 * name.chars().filter(|c| c.is_uppercase()).count() > name.chars().count();
    verify(take_while_m_n(2, 14, char::is_alphabetic), capitals).parse(i)
}

/// `short-event = acronym [ blank | sign ] ( year | "'" 2DIGIT )`, the acronym of two letters or more, most of them capitals: `NIPS 2017`, `CHI ’16`,
/// `NeurIPS-2020`, `ICML'09`; refuses `London 1920`.
pub(crate) fn short_event(i: &str) -> IResult<&str, &str> {
    let digits = |n| take_while_m_n(n, n, |c: char| c.is_ascii_digit());
    let four = verify(digits(4), |year: &str| ["19", "20"].iter().any(|century| year.starts_with(century)));
    let two = preceded(alt((tag("'"), tag("’"), tag("‘"))), digits(2));
    let year = preceded(opt(one_of(" -–")), alt((four, two)));
    recognize((acronym, year)).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms() {
        assert_eq!(acronym("ICML, pages"), Ok((", pages", "ICML")));
        assert_eq!(acronym("NeurIPS"), Ok(("", "NeurIPS")));
        assert!(acronym("Nature").is_err() && acronym("A").is_err());
    }

    #[test]
    fn events() {
        for whole in ["NIPS 2017", "CHI ’16", "NeurIPS-2020", "ICML'09", "SIGMOD2003"] {
            assert_eq!(event(&format!("({whole}). Press")), Ok((". Press", whole)));
            assert_eq!(short_event(whole), Ok(("", whole)));
        }
        for other in ["(London 1920)", "(NIPS)", "(NIPS 17)", "(A 2017)", "NIPS 2017"] {
            assert!(event(other).is_err(), "{other}");
        }
    }
}
