//! Works cited in short by name and title, as notes do: `Roe, Rivers, p. 14`, `vgl. Roe, „Flüsse“, S. 3f.`, and by name and page alone, `Roe, 14`.

use nom::branch::alt;
use nom::bytes::complete::{take_till1, take_while_m_n};
use nom::character::complete::{anychar, one_of, space1};
use nom::combinator::{eof, map, opt, peek, recognize, verify};
use nom::multi::{many_till, many0_count};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::lead_in::see;
use super::name::particle;
use super::short_form::{page_range, place};

/// A work cited by name and title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortTitle<'s> {
    /// The names, as printed: `Roe`, `A. Roe/C. Doe`.
    pub(crate) names: &'s str,
    /// The title, shortened or not; of a work cited by name and page, none.
    pub(crate) title: Option<&'s str>,
}

/// `short-title = [ see ] names ( [ "," | ":" ] title [ place ] | place ) { sign }`, all of it.
///
/// Accepts `Roe, Rivers, p. 14.`, `Cf. Roe, “Dams and Rivers,” 14–15`, `Ann Roe/Carl Doe: Flüsse, S. 3`, `Roe, 14`; refuses `Roe`, `Roe, A. 2008` and
/// `roe, Rivers`. What it accepts may be no work at all: it is for those who know the works.
pub(crate) fn short_title(i: &str) -> IResult<&str, ShortTitle<'_>> {
    let titled = (names, one_of(",:"), space1, alt((quoted, title)));
    let titled = map(titled, |(names, _, _, title)| ShortTitle { names, title: Some(title) });
    let paged = map((names, place), |(names, _)| ShortTitle { names, title: None });
    let (i, _) = opt(see).parse(i)?;
    terminated(alt((terminated(paged, peek(end)), titled)), (opt(place), end)).parse(i)
}

/// `names = { particle } 1*( letter | "." | "/" | "&" | "-" | " " )`, which begins with a capital: up to the comma or the colon behind the names, `van Roe`.
fn names(i: &str) -> IResult<&str, &str> {
    const LONGEST: usize = 80;
    let words = take_while_m_n(1, LONGEST, |c: char| c.is_alphabetic() || " ./&-‐‑'’".contains(c));
    let named = verify(words, |words: &str| words.starts_with(char::is_uppercase));
    recognize((many0_count((particle, space1)), named)).parse(i)
}

/// `quoted = open-quote 1*character close-quote`, where a place, a page without a comma or the end follows: `“Dams,” 14`.
fn quoted(i: &str) -> IResult<&str, &str> {
    let within = preceded(one_of("“„\"«‘"), take_till1(|c| "”“\"»’".contains(c)));
    let (after, title) = terminated(within, one_of("”“\"»’")).parse(i)?;
    let (rest, _) = opt((space1, page_range)).parse(after)?;
    peek((opt(place), end)).parse(rest)?;
    Ok((rest, title))
}

/// `title = 4*character`, up to a place or the end.
fn title(i: &str) -> IResult<&str, &str> {
    const FEWEST: usize = 4;
    let placed = recognize((place, end));
    let letters = recognize(many_till(anychar, peek(alt((placed, end)))));
    verify(letters, |title: &str| title.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST).parse(i)
}

/// `end = { "." | "," | ";" | ":" | ")" | "]" | blank }`, and nothing behind.
fn end(i: &str) -> IResult<&str, &str> {
    recognize((many0_count(one_of(" .,;:)]")), eof)).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_cited_by_name_and_title() {
        for (input, names, title) in [
            ("Roe, Rivers, p. 14.", "Roe", Some("Rivers")),
            ("Cf. Roe, “Dams and Rivers,” 14–15", "Roe", Some("Dams and Rivers,")),
            ("Ann Roe/Carl Doe: Flüsse, S. 3", "Ann Roe/Carl Doe", Some("Flüsse")),
            ("van der Roe, Rivers, Dams and Ports", "van der Roe", Some("Rivers, Dams and Ports")),
            ("Roe, Dams of 1953, 14.", "Roe", Some("Dams of 1953")),
            ("Roe, 14–15.", "Roe", None),
            ("Roe, S. 14f.", "Roe", None),
        ] {
            assert_eq!(
                short_title(input).map(|(_, form)| (form.names, form.title)),
                Ok((names, title)),
                "{input}"
            );
        }
    }

    #[test]
    fn other_strings() {
        for input in ["Roe", "Roe 2008", "roe, Rivers", "Roe, A. 2", "2001, 14", "Roe, ", ""] {
            assert!(short_title(input).is_err(), "{input}");
        }
    }
}
