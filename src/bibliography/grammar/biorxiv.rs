//! The numbers of the preprints of bioRxiv and medRxiv, which are the ends of their DOIs (prefix 10.1101): six digits, since
//! December 2019 with the day on which they were received in front.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{digit1, one_of, satisfy};
use nom::combinator::{not, opt, recognize, value, verify};
use nom::multi::many0_count;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use super::date::year;

/// `server = "bioRxiv" | "medRxiv"`, in any case: of `bioRxiv 123456` it leaves ` 123456`; refuses `bioRxivs`.
pub(crate) fn server(i: &str) -> IResult<&str, &str> {
    let name = alt((tag_no_case("biorxiv"), tag_no_case("medrxiv")));
    terminated(name, not(satisfy(char::is_alphanumeric))).parse(i)
}

/// `numbering-server = server { sign | "preprint" | year }`, what stands before a number of six digits: `bioRxiv. 2019:`, `bioRxiv [Preprint] `.
pub(crate) fn numbering_server(i: &str) -> IResult<&str, &str> {
    let between = alt((value((), one_of(" .,:;()[]")), value((), tag_no_case("preprint")), value((), year)));
    recognize((server, many0_count(between))).parse(i)
}

/// `dated-number = YYYY "." MM "." DD "." 6*8digit [ "v" 1*digit ]`: `2020.03.04.976662`, of `2020.03.04.976662v2)` it leaves `)`; refuses
/// `2020.03.04`, `2020.13.04.976662`.
pub(crate) fn dated_number(i: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_digit());
    let below =
        |limit| verify(digits(2, 2), move |two: &str| two.parse().is_ok_and(|n| (1..limit).contains(&n)));
    let day = (verify(digits(4, 4), |d: &str| d.starts_with("20")), tag("."), below(13), tag("."), below(32));
    let number = recognize((day, tag("."), digits(6, 8), opt((tag("v"), digit1))));
    terminated(number, not(satisfy(char::is_alphanumeric))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_and_numbers() {
        assert_eq!(server("BioRxiv, 3"), Ok((", 3", "BioRxiv")));
        assert!(server("bioRxivs").is_err());
        for before in ["bioRxiv ", "medRxiv. 2019:", "bioRxiv [Preprint] (2019); "] {
            assert_eq!(numbering_server(before), Ok(("", before)));
        }
        assert_eq!(numbering_server("bioRxiv on 3"), Ok(("on 3", "bioRxiv ")));
        assert_eq!(dated_number("2020.03.04.976662v2)"), Ok((")", "2020.03.04.976662v2")));
        assert_eq!(dated_number("2021.03.04.21252345."), Ok((".", "2021.03.04.21252345")));
        for wrong in ["2020.03.04", "2020.13.04.976662", "2020.03.04.12345", "1998.03.04.976662"] {
            assert!(dated_number(wrong).is_err(), "{wrong}");
        }
    }
}
