//! Names that have lost the blanks and commas between them.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{not, opt, recognize, verify};
use nom::multi::{many_m_n, many0_count, many1_count};
use nom::sequence::{pair, terminated};
use nom::{IResult, Parser};

use super::name::particle;

/// `glued = name 1*( name ) [ particle ]`, names that have lost what stood between them, as texts of XML do: in
/// `WeberABOkadaC-D` the names `Weber AB` and `Okada C-D`; the last may be a particle that a blank parts from its name. Takes
/// the family name and the initials of each; refuses `WeberAB` and `NeurIPSWorkshop`.
pub(crate) fn glued(i: &str) -> IResult<&str, Vec<(&str, &str)>> {
    let names = many_m_n(2, 1000, pair(glued_family, glued_initials));
    let last = verify(recognize(pair(upper, many1_count(lower))), |word: &str| particle(word).is_ok());
    let (rest, (mut names, last)) = pair(names, opt(last)).parse(i)?;
    names.extend(last.map(|last| (last, "")));
    Ok((rest, names))
}

/// `glued-family = [ "Mc" | "De" | … ] part { "-" part }`, the parts being capitalised: `McCartney`, `Garrido-Castro`.
fn glued_family(i: &str) -> IResult<&str, &str> {
    let part = || recognize(pair(upper, many1_count(alt((lower, one_of("'’"))))));
    let prefix = alt((
        tag("Mc"),
        tag("Mac"),
        tag("De"),
        tag("Di"),
        tag("Le"),
        tag("La"),
        tag("Van"),
        tag("O'"),
        tag("O’"),
    ));
    let family = recognize(pair(part(), many0_count(pair(char('-'), part()))));
    alt((recognize(pair(prefix, family)), recognize(pair(part(), many0_count(pair(char('-'), part()))))))
        .parse(i)
}

/// `glued-initials = 1*3( [ "-" ] upper )`, the last not the beginning of the next name: of `ABOkada` `AB`.
fn glued_initials(i: &str) -> IResult<&str, &str> {
    recognize(many_m_n(1, 3, terminated(pair(opt(char('-')), upper), not(lower)))).parse(i)
}

fn upper(i: &str) -> IResult<&str, char> {
    satisfy(char::is_uppercase).parse(i)
}

fn lower(i: &str) -> IResult<&str, char> {
    satisfy(char::is_lowercase).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_blanks() {
        assert_eq!(
            glued("WeberABOkadaC-DMcLeodJ. Ports"),
            Ok((". Ports", vec![("Weber", "AB"), ("Okada", "C-D"), ("McLeod", "J")]))
        );
        assert_eq!(
            glued("WeberABGarrido-CastroCDe LeeD"),
            Ok((" LeeD", vec![("Weber", "AB"), ("Garrido-Castro", "C"), ("De", "")]))
        );
        for word in ["WeberAB", "Weber", "NeurIPSWorkshop", "DNAseI", "PubMedCentral"] {
            assert!(glued(word).is_err(), "{word}");
        }
    }
}
