//! What stands between the places of a list: `London and New York`, `München/Zürich`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{one_of, space0, space1};
use nom::combinator::{opt, value};
use nom::{IResult, Parser};

/// `between-places = [ "," ] blank ( "and" | "und" | "et" | "y" | "&" ) blank | { blank } ( "/" | ";" ) { blank } | blank dash blank`: of ` und Wien` it
/// leaves `Wien`; refuses `, Wien`, `-Wien`.
pub(crate) fn between_places(i: &str) -> IResult<&str, ()> {
    let word = alt((tag("and"), tag("und"), tag("et"), tag("y"), tag("&")));
    let conjunction = value((), (opt(tag(",")), space1, word, space1));
    let sign = value((), (space0, one_of("/;"), space0));
    let dash = value((), (space1, one_of("-–—"), space1));
    alt((conjunction, sign, dash)).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_places() {
        for between in [" and ", ", and ", " & ", "/", " / ", "; ", " – "] {
            assert_eq!(between_places(&format!("{between}Wien")), Ok(("Wien", ())), "{between}");
        }
        for other in [", Wien", "-Wien", " Wien", " undine"] {
            assert!(between_places(other).is_err(), "{other}");
        }
    }
}
