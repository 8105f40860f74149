//! What stands in front of a reference in a footnote: `See also`, `For a history, see`; and what stands for one: `Ibid.`

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while1};
use nom::character::complete::{char, one_of, space0, space1};
use nom::combinator::{opt, peek, recognize, verify};
use nom::multi::{many_m_n, many0_count};
use nom::sequence::{pair, terminated};
use nom::{IResult, Parser};

/// `lead-in = { word } see [ also ] [ e.g. ]`, in front of a capital or a quotation mark.
///
/// Accepts `See also `, `For a history of the delta, see `, `Vgl. auch `; leaves the reference.
pub(crate) fn lead_in(i: &str) -> IResult<&str, &str> {
    let (rest, lead) = alt((recognize(see), recognize(pair(opening, see)))).parse(i)?;
    let (rest, _) = peek(verify(recognize(one_letter), opens)).parse(rest)?;
    Ok((rest, lead))
}

/// Whether a reference can begin with `letter`.
fn opens(letter: &str) -> bool {
    letter.starts_with(|c: char| c.is_uppercase() || "“\"‘«„*_".contains(c))
}

fn one_letter(i: &str) -> IResult<&str, char> {
    nom::character::complete::anychar(i)
}

/// `opening = "For" | "On" … words ", "`: at most twelve words without a number or a full stop.
fn opening(i: &str) -> IResult<&str, &str> {
    let (rest, first) = alt((tag("For "), tag("On "), tag("Zu "), tag("Zur "), tag("Zum "))).parse(i)?;
    let word =
        terminated(take_while1(|c: char| c.is_alphabetic() || "-’'".contains(c)), (opt(char(',')), space1));
    let not_see =
        verify(word, |word: &str| !matches!(word.to_lowercase().as_str(), "see" | "siehe" | "vgl" | "cf"));
    let (rest, _) = many_m_n(1, 12, not_see).parse(rest)?;
    Ok((rest, first))
}

/// `see = ( "see" | "cf." | "siehe" | "vgl." | "s." | "source:" … ) { "also" | "e.g.," | "ferner" … } blank`: `Vgl. auch `, `see, e.g., `, `s. `; refuses
/// the `S. ` of an initial.
pub(crate) fn see(i: &str) -> IResult<&str, &str> {
    // Most strings begin otherwise.
    let (i, _) = peek(one_of("SsCcVvQq")).parse(i)?;
    let verb = alt((
        tag_no_case("see"),
        tag_no_case("compare"),
        tag_no_case("cf."),
        tag_no_case("siehe"),
        tag_no_case("vgl."),
        tag_no_case("source:"),
        tag_no_case("quelle:"),
        tag_no_case("voir"),
        tag_no_case("via"),
        tag("s."),
        terminated(tag("S."), peek((space0, tag("auch ")))),
    ));
    let also =
        alt((tag("also"), tag("auch"), tag("aussi"), tag("for example"), tag("for instance"), tag("z. B.")));
    let further = alt((tag("ferner"), tag("dazu"), tag("hierzu"), tag("etwa"), tag("insb."), tag("bspw.")));
    let example = alt((tag("e.g."), tag("z.B."), tag("esp."), tag("especially")));
    let more = (space1, alt((also, further, example)), opt(char(',')));
    recognize((verb, opt(char(',')), many0_count(more), opt(one_of(":,")), space1)).parse(i)
}

/// `again = ( "Ibid." | "Ibidem" | "Ebd." | "Ebenda" | "ibid" ) …`: the source of the note before.
///
/// Accepts `Ibid., p. 12.`, `Ebd.`; refuses `Ibidis`.
pub(crate) fn again(i: &str) -> IResult<&str, &str> {
    let word = take_while1(char::is_alphabetic);
    let is_again =
        |word: &str| ["ibid", "ibidem", "ebd", "ebenda"].iter().any(|known| known.eq_ignore_ascii_case(word));
    verify(word, is_again).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lead_ins() {
        for (text, rest) in [
            ("See Roe, A.", "Roe, A."),
            ("See also, e.g., Roe, A.", "Roe, A."),
            ("See, e.g., Roe, A.", "Roe, A."),
            ("For a history of the delta, see Roe, A.", "Roe, A."),
            ("Vgl. auch „Flüsse“", "„Flüsse“"),
            ("See the next section.", "See the next section."),
            ("Seehofer, A.", "Seehofer, A."),
            ("s. dazu auch Roe", "Roe"),
            ("S. auch Roe", "Roe"),
            ("S. Roe", "S. Roe"),
        ] {
            assert_eq!(lead_in(text).map_or(text, |(rest, _)| rest), rest, "{text}");
        }
    }

    #[test]
    fn again_and_again() {
        assert!(again("Ibid., p. 12.").is_ok());
        assert!(again("ebd.").is_ok());
        assert!(again("Ibidis").is_err());
    }
}
