//! Where in a law something stands: `§ 240 Abs. 4 Nr. 2 StGB`, `Art. 5 Abs. 1 GG`, `§ 3 Rn. 16`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy, space0, space1};
use nom::combinator::{not, opt, recognize, verify};
use nom::multi::{many0_count, many1_count, separated_list1};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// `legal-locator = ( "§" | "§§" ) numbers { unit } | ( "Art." | "Artikel" ) numbers 1*unit`: the section and what in it.
///
/// Accepts `§ 3 Rn. 16`, `§§ 177, 178`, `§ 174 bis 176b`, `§ 1356 I`, `Art. 5 Abs. 1`; leaves ` StGB`; refuses `Art. 5`, which may be an article of a
/// journal, and `§`.
pub(crate) fn legal_locator(i: &str) -> IResult<&str, &str> {
    let section = recognize((many1_count(char('§')), space0, numbers, many0_count(unit)));
    let article = recognize((alt((tag("Artikel"), tag("Art."))), space0, numbers, many1_count(unit)));
    alt((section, article)).parse(i)
}

/// `law = ( legal-locator | "Art." numbers ) code`: `§ 179` and `StGB`, `Art. 5` and `GG`, `§ 84 Absatz 2` and `SGB IX`.
pub(crate) fn law(i: &str) -> IResult<&str, (&str, &str)> {
    let article = recognize((alt((tag("Artikel"), tag("Art."))), space0, numbers));
    (alt((legal_locator, article)), preceded(space1, code)).parse(i)
}

/// `numbers = number { ( "," | "und" | "bis" | "-" | "/" ) number }`: `177, 178`, `174 bis 176b`; of `1, 1989` it leaves what may be a year.
fn numbers(i: &str) -> IResult<&str, &str> {
    let year = verify(number, |number: &str| matches!(number.parse(), Ok(1800..2100_u16)));
    let sign = alt((
        recognize((space0, char(','), space0, not(year))),
        recognize((space0, one_of("-–/"), space0)),
        recognize((space1, alt((tag("und"), tag("u."), tag("bis"))), space1)),
    ));
    let following = (space0, alt((tag("ff."), tag("f."))));
    recognize((separated_list1(sign, number), opt(following))).parse(i)
}

/// `number = 1*4digit [ letter ]`: `176b`, `1361 b`; refuses `2011b1`.
fn number(i: &str) -> IResult<&str, &str> {
    let digits = || take_while_m_n(1, 4, |c: char| c.is_ascii_digit());
    let end = || not(satisfy(char::is_alphanumeric));
    let letter = (opt(char(' ')), satisfy(|c| c.is_ascii_lowercase()), end());
    alt((recognize((digits(), letter)), terminated(digits(), end()))).parse(i)
}

/// `unit = [ "," ] ( ( "Abs." | "Satz" | "Nr." | "lit." | "Rn." … ) ( numbers | letter ) | roman )`: ` Abs. 4`, `, Rn. 16`, ` I`.
pub(crate) fn unit(i: &str) -> IResult<&str, &str> {
    let letter =
        recognize((satisfy(|c| c.is_ascii_lowercase()), opt(char(')')), not(satisfy(char::is_alphanumeric))));
    let word = verify(take_while1(char::is_alphabetic), |word: &str| UNITS.contains(&word));
    // Behind a comma `S.` names a page.
    let sentence = recognize((space0, tag("S"), opt(char('.')), space0, numbers));
    let named = recognize((opt(char(',')), space0, word, opt(char('.')), space0, alt((numbers, letter))));
    let roman = (space1, many1_count(one_of("IVX")), not(satisfy(char::is_alphanumeric)));
    alt((named, sentence, recognize(roman))).parse(i)
}

/// `code = word [ roman ]`, a law's short name, which has a capital behind its first letter: `StGB`, `GG`, `SGB IX`, `AufenthG`.
fn code(i: &str) -> IResult<&str, &str> {
    let word = verify(take_while1(|c: char| c.is_alphanumeric() || c == '-'), |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_uppercase)
    });
    let book = (space1, many1_count(one_of("IVX")), not(satisfy(char::is_alphanumeric)));
    recognize((word, opt(book))).parse(i)
}

/// Words for parts of laws and for numbers on the margin of commentaries.
const UNITS: [&str; 19] = [
    "Abs", "Absatz", "Satz", "Nr", "Nrn", "Nummer", "Ziff", "Ziffer", "Hs", "Halbs", "Alt", "Var", "lit",
    "Buchst", "Rn", "Rdn", "Rdnr", "Rz", "Anm",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_laws() {
        for (input, rest) in [
            ("§ 3 Rn. 16.", "."),
            ("§§ 177, 178 StGB", " StGB"),
            ("§ 174 bis 176b StGB", " StGB"),
            ("§ 240 Abs. 4 Nr. 2 StGB", " StGB"),
            ("§ 1361 b BGB", " BGB"),
            ("§ 1356 I BGB", " BGB"),
            ("§ 7, Rdnr. 12 ff., S. 3", ", S. 3"),
            ("§ 1, 1989", ", 1989"),
            ("Art. 5 Abs. 1 GG", " GG"),
            ("§ 2 Abs. 1 lit. a)", ""),
        ] {
            assert_eq!(legal_locator(input).map(|(rest, _)| rest), Ok(rest), "{input}");
        }
        for input in ["§", "Art. 5", "Artikel über Flüsse", "§¨¨", "3 Rn. 16"] {
            assert!(legal_locator(input).is_err(), "{input}");
        }
    }

    #[test]
    fn laws() {
        assert_eq!(law("§ 179 StGB."), Ok((".", ("§ 179", "StGB"))));
        assert_eq!(law("Art. 5 GG"), Ok(("", ("Art. 5", "GG"))));
        assert_eq!(law("§ 84 Absatz 2 SGB IX"), Ok(("", ("§ 84 Absatz 2", "SGB IX"))));
        assert!(law("§ 14 Bonus").is_err() && law("Art. 5 Rivers").is_err());
    }
}
