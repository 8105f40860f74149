//! What citations by author and year are made of.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{anychar, char, digit1, satisfy, space0};
use nom::combinator::{
    all_consuming, consumed, eof, iterator, map, map_opt, not, recognize, rest, value, verify,
};
use nom::multi::separated_list1;
use nom::sequence::{delimited, terminated};
use nom::{IResult, Offset, Parser};

/// A printed year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) value: u32,
    /// The letter that tells two works of one year apart.
    pub(super) letter: Option<char>,
}

/// A piece of what stands in the brackets of a citation, or before the year of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'s> {
    /// A word that can be a family name.
    Name(&'s str),
    Year(Year),
    /// `;`, after which another citation begins.
    Semicolon,
}

/// `pieces = { years | name | ";" | any }`, each with the byte of `text` at which it begins: of
/// `see Roe, 2003a,b; Poe 1999` the name Roe, the years 2003a and 2003b, a semicolon, the name Poe, the year 1999.
pub(super) fn pieces(text: &str) -> Vec<(usize, Piece<'_>)> {
    let one = alt((
        map(years, |years| years.into_iter().map(Piece::Year).collect()),
        value(Vec::new(), digit1),
        map(name, |name| vec![Piece::Name(name)]),
        value(Vec::new(), word),
        value(vec![Piece::Semicolon], char(';')),
        value(Vec::new(), anychar),
    ));
    let mut found: Vec<(usize, Piece<'_>)> = Vec::new();
    for (printed, pieces) in &mut iterator(text, consumed(one)) {
        found.extend(pieces.into_iter().map(|piece| (text.offset(printed), piece)));
    }
    found
}

/// `years = 4digit [ letter { "," letter } ]`, from 1500 to 2099: `2010`, `2010a`, `2003a, b`; refuses `12010`
/// and `2010th`.
fn years(i: &str) -> IResult<&str, Vec<Year>> {
    let printed = map_opt(digit1, |digits: &str| {
        digits.parse().ok().filter(|year| digits.len() == 4 && (1500..2100).contains(year))
    });
    let ends = || not(satisfy(char::is_alphanumeric));
    let letter = map(terminated(satisfy(|c| c.is_ascii_lowercase()), ends()), Some);
    let letters = separated_list1((space0, char(','), space0), letter);
    let (i, (year, letters)) = (printed, alt((letters, value(vec![None], unlettered)))).parse(i)?;
    Ok((i, letters.into_iter().map(|letter| Year { value: year, letter }).collect()))
}

/// Nothing, where no small letter follows.
fn unlettered(i: &str) -> IResult<&str, ()> {
    not(satisfy(|c| c.is_ascii_lowercase())).parse(i)
}

/// `name`: a word with a capital in front that is no initial and no word of the sentence, its `’s` left off: `Roe`,
/// `O’Neil’s`, `WHO`; refuses `A`, `In`, `roe`.
fn name(i: &str) -> IResult<&str, &str> {
    let name = verify(word, |word: &str| {
        let letters = word.chars().count();
        let cased = word.chars().any(char::is_lowercase) || letters > 2;
        letters > 1 && cased && word.starts_with(char::is_uppercase)
    });
    let bare = map(name, |word: &str| {
        word.trim_end_matches(['-', '’', '\'']).trim_end_matches("’s").trim_end_matches("'s")
    });
    verify(bare, |word: &str| !SENTENCE_WORDS.contains(&word)).parse(i)
}

/// `word = 1*( letter | digit | hyphen | apostrophe )`
fn word(i: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_alphanumeric() || "-‐’'".contains(c)).parse(i)
}

/// `joint = "and" | "&" | "," | ", and" | "et al." | …`, all that stands between two names of one citation.
pub(super) fn joint(i: &str) -> IResult<&str, &str> {
    let and = alt((tag("and"), tag("&"), tag("und"), tag("et")));
    let words = alt((tag("et al.,"), tag("et al."), recognize((tag(","), space0, and)), tag(",")));
    let and = alt((tag("and"), tag("&"), tag("und"), tag("et")));
    all_consuming(delimited(space0, alt((words, and)), space0)).parse(i)
}

/// `after-names = [ "et al" … | "and colleagues" … | "’s" ]`, all that stands between the last name and the bracket.
pub(super) fn after_names(i: &str) -> IResult<&str, &str> {
    let others = recognize((alt((tag("et al"), tag("and colleagues"))), rest));
    all_consuming(delimited(space0, alt((others, tag("’s"), tag("'s"), eof)), space0)).parse(i)
}

/// Words with a capital that begin a sentence or a citation and are no names.
const SENTENCE_WORDS: &[&str] =
    &["See", "In", "The", "And", "But", "For", "Since", "According", "As", "Following"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_with_letters() {
        let year = |value, letter| Year { value, letter };
        assert_eq!(years("2010, p."), Ok((", p.", vec![year(2010, None)])));
        assert_eq!(years("2010a; A"), Ok(("; A", vec![year(2010, Some('a'))])));
        assert_eq!(years("2003a, b)"), Ok((")", vec![year(2003, Some('a')), year(2003, Some('b'))])));
        assert_eq!(years("2003a, but"), Ok((", but", vec![year(2003, Some('a'))])));
        for input in ["12010", "2010th", "1066", "201"] {
            assert!(years(input).is_err(), "{input}");
        }
    }

    #[test]
    fn names_that_can_be_cited() {
        assert_eq!(name("O’Neil’s view"), Ok((" view", "O’Neil")));
        assert_eq!(name("WHO, 2001"), Ok((", 2001", "WHO")));
        for input in ["A", "In 2001", "roe"] {
            assert!(name(input).is_err(), "{input}");
        }
    }

    #[test]
    fn pieces_have_places() {
        let year = |letter| Piece::Year(Year { value: 2003, letter: Some(letter) });
        let want = [(2, Piece::Name("Roe")), (7, year('a')), (7, year('b')), (14, Piece::Semicolon)];
        assert_eq!(pieces("g Roe, 2003a,b; x"), want);
    }

    #[test]
    fn what_stands_around_names() {
        for input in [" and ", ", & ", ", ", " et al. ", " et "] {
            assert!(joint(input).is_ok(), "{input}");
        }
        for input in [" of ", ". ", ""] {
            assert!(joint(input).is_err(), "{input}");
        }
        for input in [" et al. ", " and colleagues ", "’s ", " ", ""] {
            assert!(after_names(input).is_ok(), "{input}");
        }
        assert!(after_names(" found (").is_err());
    }
}
