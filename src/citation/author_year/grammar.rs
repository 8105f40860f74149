//! What citations by author and year are made of.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{anychar, char, digit1, satisfy, space0, space1};
use nom::combinator::{
    all_consuming, consumed, eof, iterator, map, map_opt, not, opt, recognize, rest, value, verify,
};
use nom::multi::{many_m_n, many0_count, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Offset, Parser};

/// A printed year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::citation) struct Year {
    /// The year, [`UNDATED`] where words stand for it.
    pub(super) value: u32,
    /// The letter that tells two works of one year apart.
    pub(super) letter: Option<char>,
}

/// The year of what is `in press`.
pub(super) const UNDATED: u32 = 0;

/// A piece of what stands in the brackets of a citation, or before the year of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::citation) enum Piece<'s> {
    /// A word that can be a family name.
    Name(&'s str),
    /// The `W` of `W. Roe`.
    Initial(char),
    /// `et al.`
    Others,
    /// A year, or what stands for one.
    Year(Year),
    /// `;`, after which another citation begins.
    Semicolon,
}

/// `pieces = { years | undated | others | initial | name | ";" | any }`, each with the byte of `text` at which it
/// begins: of `see Roe, 2003a,b; Poe 1999` the name Roe, the years 2003a and 2003b, a semicolon, the name Poe, the
/// year 1999.
pub(in crate::citation) fn pieces(text: &str) -> Vec<(usize, Piece<'_>)> {
    let undated = value(vec![Piece::Year(Year { value: UNDATED, letter: None })], undated);
    let one = alt((
        map(years, |years| years.into_iter().map(Piece::Year).collect()),
        undated,
        value(vec![Piece::Others], others),
        value(Vec::new(), digit1),
        map(initial, |initial| vec![Piece::Initial(initial)]),
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
pub(in crate::citation) fn years(i: &str) -> IResult<&str, Vec<Year>> {
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

/// Whether [`pieces`] may find a year in `text`: most brackets in a text hold none.
pub(super) fn may_have_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
        || ["press", "forth", "n.", "Druck", "J."].iter().any(|part| text.contains(part))
}

/// `undated = "in press" | "forthcoming" | "n.d." | "im Druck" | "o. J."`
fn undated(i: &str) -> IResult<&str, &str> {
    alt((tag("in press"), tag("forthcoming"), tag("n.d."), tag("n. d."), tag("im Druck"), tag("o. J.")))
        .parse(i)
}

/// `others = "et al" | "u. a." | "and colleagues" | …`: words for all authors but the first.
fn others(i: &str) -> IResult<&str, &str> {
    let german = recognize((tag("u."), space0, tag("a.")));
    let andere = tag("und andere");
    let and = (alt((tag("and"), tag("&"))), space1);
    let people = alt((tag("colleagues"), tag("co-workers"), tag("coworkers"), tag("others")));
    terminated(
        alt((tag("et al."), tag("et al"), german, andere, recognize((and, people)))),
        not(satisfy(char::is_alphanumeric)),
    )
    .parse(i)
}

/// `initial = capital "." [ [ "-" ] capital "." ]`: `W.`, `J.-P.`; gives the first.
fn initial(i: &str) -> IResult<&str, char> {
    let one = || terminated(satisfy(char::is_uppercase), char('.'));
    terminated(one(), many0_count(preceded((space0, opt(char('-'))), one()))).parse(i)
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

/// `joint = blanks [ "," ] [ "and" | "&" | … | others ] { particle | initial }`, all that stands between two names of
/// one citation; nothing but a blank between the words of one name.
pub(in crate::citation) fn joint(i: &str) -> IResult<&str, &str> {
    let words = alt((recognize((others, opt(char(',')))), and));
    let before = many0_count(alt((value((), (initial, space0)), value((), (particle, space1)))));
    let joint = (space0, opt(char(',')), space0, opt(words), space0, before);
    preceded(not(eof), all_consuming(recognize(joint))).parse(i)
}

fn and(i: &str) -> IResult<&str, &str> {
    alt((tag("and"), tag("&"), tag("und"), tag("et"), tag("y"))).parse(i)
}

/// A word of a name that is written small: `van`, `de`.
fn particle(i: &str) -> IResult<&str, &str> {
    verify(take_while1(char::is_alphabetic), is_particle).parse(i)
}

/// Whether `word` begins a family name of several words and is no name by itself.
pub(in crate::citation) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// `after-names = [ others ] [ "’s" [ 1*3word ] ] [ "," ]`, all that stands between the last name and the year or its
/// bracket; gives whether there are others.
pub(in crate::citation) fn after_names(i: &str) -> IResult<&str, bool> {
    let people = map(opt(preceded(space0, others)), |others| others.is_some());
    let small = || verify(word, |word: &str| word.starts_with(char::is_lowercase));
    let possessed = (alt((tag("’s"), tag("'s"), tag("’"))), many_m_n(0, 3, preceded(space1, small())));
    let notes =
        alt((value((), possessed), value((), eof), value((), (char(','), space0, eof)), value((), space1)));
    all_consuming(delimited(
        space0,
        people,
        (notes, space0, alt((value((), rest_of_others), value((), eof)))),
    ))
    .parse(i)
}

/// What may follow `et al`: `. (e.g.` has been cut off by the bracket, so no more than punctuation.
fn rest_of_others(i: &str) -> IResult<&str, &str> {
    verify(rest, |rest: &str| rest.chars().all(|c| !c.is_alphanumeric())).parse(i)
}

/// Words with a capital that begin a sentence or a citation and are no names.
const SENTENCE_WORDS: &[&str] = &[
    "See", "In", "The", "And", "But", "For", "Since", "According", "As", "Following", "Vgl", "Siehe", "Nach",
    "Bei", "Although", "While", "Like", "By", "From", "With", "Both", "Similarly", "However", "Also", "When",
    "That", "This",
];

/// Words of family names that are no names by themselves.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "da", "di", "du", "del", "della", "des", "dos", "das", "do", "la",
    "le", "el", "al", "ten", "ter", "zu", "zur", "bin", "ibn", "st", "vom", "av", "af", "het",
];

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
        let undated = Piece::Year(Year { value: UNDATED, letter: None });
        let want = [(0, Piece::Initial('W')), (3, Piece::Name("Roe")), (7, Piece::Others), (16, undated)];
        assert_eq!(pieces("W. Roe u. a.,   in press"), want);
    }

    #[test]
    fn what_stands_around_names() {
        for input in [" and ", ", & ", ", ", " et al. ", " et ", " and van der ", " ", " und W. "] {
            assert!(joint(input).is_ok(), "{input}");
        }
        for input in [" of ", ". ", "", " andy "] {
            assert!(joint(input).is_err(), "{input}");
        }
        for (input, others) in [
            (" et al. ", true),
            (" and colleagues ", true),
            ("’s ", false),
            ("’s recent book ", false),
            (" ", false),
            ("", false),
            (" u. a. ", true),
            (" et al.’s ", true),
            (", ", false),
            (" et al., ", true),
        ] {
            assert_eq!(after_names(input), Ok(("", others)), "{input}");
        }
        for input in [" found (", "’s book of the year ", "; "] {
            assert!(after_names(input).is_err(), "{input}");
        }
    }
}
