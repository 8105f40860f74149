//! What the beginning and the end of a reference look like.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy, space0, space1};
use nom::combinator::{opt, peek, recognize, value, verify};
use nom::multi::{many0_count, many1_count};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

/// How a reference begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Opening {
    /// `Weitz, R.`
    FamilyInitials,
    /// `Weitz R,`
    FamilyBareInitials,
    /// `R. Weitz`
    InitialsFamily,
    /// `Weitz, Richard`
    FamilyGiven,
    /// `———.`: the author of the item above.
    Repeated,
    /// A word with a capital.
    Capital,
    /// A quotation mark.
    Quote,
    /// A lower-case word.
    Lower,
    /// A digit.
    Digit,
    /// Anything else.
    Other,
}

impl Opening {
    /// How `line` begins.
    pub(super) fn of(line: &str) -> Self {
        opening(line).map_or(Self::Other, |(_, opening)| opening)
    }
}

/// `opening = repeated | family initials | initials family | family "," given | …`
fn opening(i: &str) -> IResult<&str, Opening> {
    alt((
        value(Opening::Repeated, repeated),
        value(Opening::FamilyInitials, (family, char(','), space0, initials)),
        value(Opening::FamilyBareInitials, (family, space1, bare_initials)),
        value(Opening::InitialsFamily, (initials, space0, family)),
        value(Opening::FamilyGiven, (family, char(','), space1, capitalised)),
        value(Opening::Quote, one_of("\"“„‘'«")),
        value(Opening::Capital, satisfy(char::is_uppercase)),
        value(Opening::Lower, satisfy(char::is_lowercase)),
        value(Opening::Digit, satisfy(|c| c.is_ascii_digit())),
    ))
    .parse(i)
}

/// `repeated = dashes or low lines`: `———.`, `---,`, `____`.
fn repeated(i: &str) -> IResult<&str, &str> {
    alt((take_while_m_n(2, 12, |c| "—–-_―".contains(c)), recognize(pair(char('—'), peek(one_of(".,: "))))))
        .parse(i)
}

/// `family = [ particles ] capitalised { ("-" | " " | "'") capitalised }`: `van der Berg`, `O’Neill`, `García Márquez`.
fn family(i: &str) -> IResult<&str, &str> {
    let particle = alt((
        tag("van der "),
        tag("van den "),
        tag("von der "),
        tag("de la "),
        tag("van "),
        tag("von "),
        tag("de "),
        tag("di "),
        tag("da "),
        tag("del "),
        tag("della "),
        tag("dos "),
        tag("du "),
        tag("le "),
        tag("la "),
        tag("el-"),
        tag("al-"),
        tag("ter "),
        tag("d'"),
        tag("d’"),
    ));
    let more = verify(capitalised, |word: &str| word.chars().any(char::is_lowercase) || word.len() > 4);
    recognize((opt(particle), capitalised, many0_count(pair(one_of("- "), more)))).parse(i)
}

/// `capitalised = upper letter { letter | apostrophe | hyphen }`, at least two letters.
fn capitalised(i: &str) -> IResult<&str, &str> {
    let rest = take_while1(|c: char| c.is_alphabetic() || "’'-‐\u{301}\u{308}".contains(c));
    recognize(pair(satisfy(char::is_uppercase), rest)).parse(i)
}

/// `initials = { upper letter "." [ "-" | blank ] }`: `S.G.`, `J.-P.`, `A. B.`.
fn initials(i: &str) -> IResult<&str, &str> {
    recognize(many1_count(terminated(pair(satisfy(char::is_uppercase), char('.')), opt(one_of("- ")))))
        .parse(i)
}

/// `bare-initials`: up to four capitals before a comma, a full stop or a blank: `SM,`.
fn bare_initials(i: &str) -> IResult<&str, &str> {
    let capitals = recognize(pair(
        take_while_m_n(1, 4, char::is_uppercase),
        opt(preceded(char('-'), satisfy(char::is_uppercase))),
    ));
    terminated(capitals, peek(alt((value((), one_of(",.;:( ")), value((), nom::combinator::eof))))).parse(i)
}

/// Whether `text` holds a year: four digits from 1500 to 2099 on their own, or `in press`, `n.d.`.
pub(in crate::bibliography) fn has_year(text: &str) -> bool {
    year_at(text).is_some()
        || ["in press", "forthcoming", "n.d.", "im Druck", "o.J."].iter().any(|p| text.contains(p))
}

/// Byte at which the first year of `text` stands.
pub(super) fn year_at(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).find(|&at| {
        let starts = !digit(at.wrapping_sub(1)) && (0..4).all(|k| digit(at + k)) && !digit(at + 4);
        starts && text.get(at..at + 2).is_some_and(|c| ["15", "16", "17", "18", "19", "20"].contains(&c))
    })
}

/// Whether `text` begins with the name of a person.
pub(in crate::bibliography) fn begins_with_person(text: &str) -> bool {
    matches!(
        Opening::of(text),
        Opening::FamilyInitials
            | Opening::FamilyBareInitials
            | Opening::InitialsFamily
            | Opening::FamilyGiven
            | Opening::Repeated
    )
}

/// Whether `text` begins with [`body_and_year`].
pub(super) fn begins_with_body(text: &str) -> bool {
    body_and_year(text).is_ok()
}

/// `body-and-year = acronym [ " (" words ")" ] " (" year [ letter ] ")" [ sign ] blank` and a title behind it, as lists in the order of authors have bodies:
/// of `DIN (2015): Chambers` it leaves `Chambers`; accepts `WHO (World Health Office) (2019b). Ice`; refuses `IEEE (2010).`, the end of a reference.
fn body_and_year(i: &str) -> IResult<&str, &str> {
    let acronym = take_while_m_n(2, 12, char::is_uppercase);
    let name = delimited(
        tag(" ("),
        take_while_m_n(4, 100, |c: char| !c.is_ascii_digit() && c != '(' && c != ')'),
        char(')'),
    );
    let digits = verify(take_while_m_n(4, 4, |c: char| c.is_ascii_digit()), has_year);
    let year = delimited(tag(" ("), (digits, opt(satisfy(char::is_lowercase))), char(')'));
    let title = peek(satisfy(|c: char| c.is_alphabetic() || "\"“„‘'«".contains(c)));
    recognize((acronym, opt(name), year, opt(one_of(".:,")), space1, title)).parse(i)
}

/// How much `rest` (and the line after it) looks like the beginning of a reference, 0 to 1.
pub(super) fn looks_like_reference(rest: &str, next: &str) -> f32 {
    let opening = match Opening::of(rest) {
        Opening::FamilyInitials
        | Opening::FamilyBareInitials
        | Opening::InitialsFamily
        | Opening::Repeated => 0.6,
        Opening::FamilyGiven => 0.5,
        Opening::Capital | Opening::Quote => 0.3,
        Opening::Lower if is_address(rest) => 0.3,
        Opening::Other if rest.is_empty() => 0.2,
        Opening::Lower | Opening::Digit | Opening::Other => 0.0,
    };
    let year = if has_year(rest) || has_year(next) { 0.25 } else { 0.0 };
    let marks = rest.matches([',', '.', ';']).count() + next.matches([',', '.', ';']).count();
    opening + year + if marks >= 3 { 0.15 } else { 0.0 }
}

/// Whether `text` begins with the address of a page.
fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|scheme| text.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings() {
        let table = [
            ("Weitz, R., 2006", Opening::FamilyInitials),
            ("van der Berg, J.P.", Opening::FamilyInitials),
            ("Sultaire SM, Millspaugh", Opening::FamilyBareInitials),
            ("J.-P. Serre and", Opening::InitialsFamily),
            ("Appelbaum, Eileen", Opening::FamilyGiven),
            ("———. 1999", Opening::Repeated),
            ("World Bank. 2003", Opening::Capital),
            ("“A title”", Opening::Quote),
            ("of the sea", Opening::Lower),
            ("15(1), 13.", Opening::Digit),
        ];
        for (line, opening) in table {
            assert_eq!(Opening::of(line), opening, "{line}");
        }
    }

    #[test]
    fn bodies_with_their_years() {
        for line in
            ["DIN (2015): Chambers. Oslo", "WHO (World Health Office) (2019b). Ice", "UNEP (2010) Reeds"]
        {
            assert!(begins_with_body(line), "{line}");
        }
        for line in
            ["IEEE (2010).", "DIN 2015: Chambers", "Din (2015): Chambers", "PNAS (12): Ice", "DIN (2015): 3"]
        {
            assert!(!begins_with_body(line), "{line}");
        }
    }

    #[test]
    fn years() {
        assert_eq!(year_at("Weitz (2006a)"), Some(7));
        assert_eq!(year_at("pp. 12006-12010"), None);
        assert!(has_year("in press"));
    }
}
