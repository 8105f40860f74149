//! What stands for a work or a name that has been given before: `a. a. O.`, `ibid.`, `(o. Fn. 12)`, `ders.`

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::{char, digit1, one_of, satisfy, space0, space1};
use nom::combinator::{not, opt, recognize};
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};

use super::lead_in::again;

/// `cross-reference = "a. a. O." | "ebd." | "ebenda" | "ibid." | "op. cit." | "loc. cit." | note-of | "(" [ note-of | note ] ")"`, what stands
/// in place of a work named in an earlier note.
///
/// Accepts `a. a. O.`, `a.a.O.`, `Ebd.`, `op. cit.`, `(Anm. 3)`, `(o. Fn. 12)`, `supra note 3`; refuses `Anm. 3` alone, which may be a note on the
/// page, and `ibidem-Verlag`.
pub(crate) fn cross_reference(i: &str) -> IResult<&str, &str> {
    let letter = |c| (char(c), opt(char('.')), space0);
    let above = recognize((letter('a'), letter('a'), char('O'), opt(char('.'))));
    let cited = recognize((
        alt((tag_no_case("op"), tag_no_case("loc"))),
        opt(char('.')),
        space0,
        tag("cit"),
        opt(char('.')),
    ));
    let there = recognize((again, opt(char('.'))));
    let enclosed = recognize(delimited((one_of("(["), space0), alt((note_of, note)), (space0, one_of(")]"))));
    let words =
        terminated(alt((above, cited, there, note_of)), not(satisfy(|c| c.is_alphanumeric() || c == '-')));
    alt((enclosed, words)).parse(i)
}

/// `note-of = ( "o." | "s. o." | "oben" | "wie" | "siehe" | "supra" | "see" ) ( note | n )`: `o. Fn. 12`, `wie Anm. 3`, `supra note 3`.
fn note_of(i: &str) -> IResult<&str, &str> {
    let lead = alt((
        recognize((opt((tag_no_case("s."), space0)), tag("o."))),
        tag("oben"),
        tag("wie"),
        tag_no_case("siehe"),
        tag_no_case("vgl."),
        tag("s."),
        tag("supra"),
        tag_no_case("see"),
    ));
    recognize((lead, opt(char(',')), space0, alt((note, n)))).parse(i)
}

/// `n = "n" [ "." ] number`: `n. 12`, `n 3`, a footnote in English, where nothing else may be counted so.
fn n(i: &str) -> IResult<&str, &str> {
    recognize((char('n'), opt(char('.')), space0, digit1)).parse(i)
}

/// `in-note = "(" n ")"`: `(n. 12)`, `[n 3]`, behind the name of who wrote the work; elsewhere it may be the number of an issue.
pub(crate) fn in_note(i: &str) -> IResult<&str, &str> {
    recognize(delimited((one_of("(["), space0), n, (space0, one_of(")]")))).parse(i)
}

/// `note = ( "Fn." | "Fußn." | "Anm." | "note" ) number [ "above" ]`: `Fn. 12`, `note 3`.
fn note(i: &str) -> IResult<&str, &str> {
    let word = alt((tag("Fußnote"), tag("Fußn"), tag("Fn"), tag("FN"), tag("Anm"), tag_no_case("note")));
    recognize((word, opt(char('.')), space0, digit1, opt((space1, tag("above"))))).parse(i)
}

/// `same = "ders." | "dies." | "dens." | "idem" | "eadem"`, in either case: the author named before; refuses `Dieselmotor`.
pub(crate) fn same(i: &str) -> IResult<&str, &str> {
    let pointed = alt((tag("ers"), tag("ies"), tag("ens")));
    let german = recognize((one_of("dD"), pointed, opt(char('.'))));
    let latin = recognize((alt((tag_no_case("idem"), tag_no_case("eadem"))), opt(char('.'))));
    terminated(alt((german, latin)), not(satisfy(char::is_alphanumeric))).parse(i)
}

/// `others = "et al." | "u. a." | "and others" | "& al."`, with a blank between or none: what says that there are more authors,
/// without the signs behind it, which [`name::others`](super::name::others) takes along as part of a word of a list.
pub(crate) fn others(i: &str) -> IResult<&str, &str> {
    let point = || opt(char('.'));
    let words = alt((
        recognize((tag("et"), point(), space0, tag("al"), point())),
        recognize((tag("u"), char('.'), space0, tag("a"), point())),
        recognize((char('&'), space0, tag("al"), point())),
        tag("and others"),
        tag("und andere"),
    ));
    terminated(words, not(satisfy(char::is_alphanumeric))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_named_before() {
        for (input, rest) in [
            ("a. a. O., S. 7", ", S. 7"),
            ("a.a.O.", ""),
            ("aaO, S. 7", ", S. 7"),
            ("Ebd., 71", ", 71"),
            ("ebenda", ""),
            ("Ibid., p. 3", ", p. 3"),
            ("op. cit., p. 3", ", p. 3"),
            ("(Anm. 3), S. 2", ", S. 2"),
            ("(o.Fn. 12), § 3", ", § 3"),
            ("[wie Anm. 3]", ""),
            ("supra note 3, at 7", ", at 7"),
            ("supra n 3, at 7", ", at 7"),
            ("(see n. 3), 7", ", 7"),
        ] {
            assert_eq!(cross_reference(input).map(|(rest, _)| rest), Ok(rest), "{input}");
        }
        assert_eq!(in_note("(n 3) 7"), Ok((" 7", "(n 3)")));
        for input in
            ["(n 3) 7", "Anm. 3", "ibidem-Verlag", "Ebdon", "(3)", "(Anmerkungen)", "a. O.", "opcitation"]
        {
            assert!(cross_reference(input).is_err(), "{input}");
        }
    }

    #[test]
    fn names_given_before() {
        for (input, rest) in [("ders. (Hg.)", " (Hg.)"), ("Dies.", ""), ("idem, eds", ", eds")] {
            assert_eq!(same(input).map(|(rest, _)| rest), Ok(rest), "{input}");
        }
        assert_eq!(others("u. a. (Hg.)").map(|(rest, _)| rest), Ok(" (Hg.)"));
        assert!(same("Dieselmotor").is_err() && same("dersey").is_err() && others("et alba").is_err());
    }
}
