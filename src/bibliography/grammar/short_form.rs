//! Works cited in short, as notes and texts of author-date styles do: by author and year, `Roe 2008: 44f.; see also Doe (2001, 9)`, or with
//! a word that says where they are named, `Roe, ebd., S. 9`.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy, space0, space1};
use nom::combinator::{eof, map, not, opt, peek, recognize, verify};
use nom::multi::{many0_count, many1_count, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::cross_reference::{cross_reference, in_note, others, same};
use super::law::legal_locator;
use super::lead_in::see;
use super::locator::page_word;
use super::name::{conjunction, particle};

/// A work cited in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortForm<'s> {
    /// Names, and what says that there are more: `Roe / Doe et al.`; none of `ibid.`
    pub(crate) authors: Option<&'s str>,
    /// The year with its letter.
    pub(crate) year: Option<&'s str>,
    /// Pages without the word for them.
    pub(crate) pages: Option<&'s str>,
    /// The number of the footnote in which the work is given: that of `(n. 12)`.
    pub(crate) note: Option<&'s str>,
    /// Whether the form can hardly be another: a lone word and a year or a number more may be a title, `Census 2001`, or a journal.
    pub(crate) certain: bool,
}

/// `short-forms = [ "(" ] ( short-form | again ) { ( ";" | "," | "." | "and" ) … } { sign }`, all of it; the forms of *again* only with
/// `named_before`, as few strings have them.
///
/// Accepts `Roe 2008: 44f.; see also Doe 2001: 9`, `Roe / Doe (2005); Poe (2007).`, `(cf. Roe et al. 2008, p. 12)`; refuses
/// `Roe 2008, 32, 7-9`, `Roe, A. 2008`, `Roe (2008) Rivers`.
pub(crate) fn short_forms(named_before: bool) -> impl Fn(&str) -> IResult<&str, Vec<ShortForm<'_>>> {
    move |i| all_forms(i, named_before)
}

fn all_forms(i: &str, named_before: bool) -> IResult<&str, Vec<ShortForm<'_>>> {
    let form = move |i| if named_before { alt((short_form, again)).parse(i) } else { short_form(i) };
    let between = alt((
        recognize((space0, one_of(";,."), space1, opt((joining, space1)))),
        recognize((space1, joining, space1)),
    ));
    let label = (take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), opt(char('.')), space1);
    let (rest, forms) = delimited(
        (opt(label), many0_count(one_of("([ "))),
        separated_list1(between, form),
        many0_count(one_of(" .,;:)]")),
    )
    .parse(i)?;
    let (rest, _) = eof(rest)?;
    let certain = i.contains(';') && forms.len() > 1 || forms.iter().any(|form| form.certain);
    Ok((rest, forms.into_iter().map(|form| ShortForm { certain, ..form }).collect()))
}

/// `short-form = [ lead-in ] authors [ "," ] ( "(" year [ place ] ")" | year ) [ place ]`: `vgl. Roe 2008: 44`, `Roe (2008, 49)`.
pub(crate) fn short_form(i: &str) -> IResult<&str, ShortForm<'_>> {
    let signs = || (opt(char(',')), space0);
    let enclosed = delimited((one_of("(["), space0), (year, opt(place)), (space0, one_of(")]")));
    let (i, lead) = opt(see).parse(i)?;
    let (i, authors) = terminated(recognize(authors), signs()).parse(i)?;
    let (i, (year, within, closed)) =
        alt((map(enclosed, |(year, within)| (year, within, true)), map(year, |year| (year, None, false))))
            .parse(i)?;
    let (i, behind) = opt(place).parse(i)?;
    let pages = within.or(behind).and_then(|(pages, _)| pages);
    // Names with commas alone may be a title, a place and a publisher.
    let joined = authors.split(", ").any(|names| names.contains(['/', '&', ' ']));
    let named = behind.is_some_and(|(_, named)| named);
    let certain = closed || named || joined || lead.is_some();
    Ok((i, ShortForm { authors: Some(authors), year: Some(year), pages, note: None, certain }))
}

/// `again = [ lead-in ] ( cross-reference | body [ "(" year ")" ] [ "," ] ( cross-reference | in-note ) ) [ place ]`: `Ebd., 71`, `Ann Roe
/// (2010), a. a. O., S. 9`, `Roe (o. Fn. 12), § 3 Rn. 22`, `Roe (n. 12), p. 9`.
fn again(i: &str) -> IResult<&str, ShortForm<'_>> {
    let signs = || many0_count(one_of(" ,:"));
    let enclosed = delimited(one_of("(["), year, one_of(")]"));
    let (i, _) = opt(see).parse(i)?;
    let there = alt((cross_reference, in_note));
    let named = (body, opt(preceded(space0, enclosed)), signs(), there);
    let named = map(named, |(body, year, _, there)| (Some(body), year, there));
    let (i, (authors, year, there)) =
        alt((map(cross_reference, |there| (None, None, there)), named)).parse(i)?;
    let note = there.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    let (i, place) = opt(place).parse(i)?;
    let pages = place.and_then(|(pages, _)| pages);
    // `Ders., a. a. O.`
    let authors = authors.filter(|names| same(names).is_err());
    Ok((i, ShortForm { authors, year, pages, note, certain: true }))
}

/// `body = 1*( letter | "." | "/" | "-" | " " )`, which begins with a capital: the name of a person or a body, `H. P. Roe/Ann Doe`, `Office for Rivers`.
fn body(i: &str) -> IResult<&str, &str> {
    const LONGEST: usize = 120;
    let words = take_while_m_n(1, LONGEST, |c: char| c.is_alphabetic() || " ./&-‐‑'’".contains(c));
    let (_, words) = preceded(peek(satisfy(char::is_uppercase)), words).parse(i)?;
    // The point of a last initial is its own; `Roe, ebd.` leaves the comma.
    let own = words.trim_end();
    let (own, rest) = i.split_at_checked(own.len()).unwrap_or((i, ""));
    Ok((rest, own))
}

/// `authors = family { ( "/" | "," | ";" | conjunction ) family } [ others ]`: `Roe`, `van Roe / Doe`, `Roe, Doe und Poe`, `Roe et al.`
fn authors(i: &str) -> IResult<&str, &str> {
    let joint = alt((
        recognize((space0, one_of("/&"), space0)),
        recognize((space0, one_of(",;"), space1, opt((conjunction, space1)))),
        recognize((space1, conjunction, space1)),
    ));
    recognize((separated_list1(joint, family), opt((opt(char(',')), space1, others)))).parse(i)
}

/// `family = { particle } [ "d'" ] word { hyphen word }`, of two letters or more, the first a capital: `van der Berg`, `O’Neil-Roe`; refuses
/// `A.`, `von`, `Roe2`, `XX`.
fn family(i: &str) -> IResult<&str, &str> {
    let letters = || take_while1(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’'));
    let end = || not(satisfy(|c| c.is_alphanumeric() || c == '.' || c == '_'));
    let roman = (many1_count(one_of("IVXLCDM")), end());
    let elided = (one_of("dl"), one_of("'’"));
    let capital = (opt(elided), satisfy(char::is_uppercase), letters());
    let rest = (many0_count((one_of("-‐‑"), letters())), end());
    recognize((many0_count((particle, space1)), not(roman), capital, rest)).parse(i)
}

/// `year = 4digit [ letter ] [ ( "/" | "-" ) ( 4digit | 2digit | letter ) ] [ "[" 4digit "]" ]`, from 1500: `2008`, `2006a/b`, `1998/99`,
/// `1999 [1922]`; refuses `1336`, `20081`.
fn year(i: &str) -> IResult<&str, &str> {
    let four = || take_while_m_n(4, 4, |c: char| c.is_ascii_digit());
    let letter = || satisfy(|c| c.is_ascii_lowercase());
    let first = verify(four(), |year: &str| matches!(year.parse(), Ok(1500..2100_u16)));
    let two = take_while_m_n(2, 2, |c: char| c.is_ascii_digit());
    let second = (one_of("/-–"), alt((recognize(four()), recognize(two), recognize(letter()))));
    let original = (space0, char('['), four(), char(']'));
    let end = not(satisfy(char::is_alphanumeric));
    recognize((first, opt(letter()), opt(second), opt(original), end)).parse(i)
}

/// `place = locator | [ "," ] legal-locator | bare-page`: the pages, if it names any, and whether it says what its numbers are.
pub(super) fn place(i: &str) -> IResult<&str, (Option<&str>, bool)> {
    let legal = preceded((opt(one_of(",;")), space0), legal_locator);
    alt((
        map(locator, |pages| (Some(pages), true)),
        map(legal, |_| (None, true)),
        map(bare_page, |pages| (Some(pages), false)),
    ))
    .parse(i)
}

/// `locator = ":" [ page-word ] pages { "," pages } | [ "," ] page-word pages { "," pages }`: the pages of `: 44f.`, `, S. 32, 74`; leaves the point.
fn locator(i: &str) -> IResult<&str, &str> {
    let pages = || recognize(separated_list1((space0, one_of(",;"), space0), page_range));
    let colon = preceded((space0, char(':'), space0, opt(page_word)), pages());
    let named = preceded((space0, opt(one_of(",;")), space0, peek(not(one_of("(["))), page_word), pages());
    alt((colon, named)).parse(i)
}

/// `bare-page = "," pages`, no year and no second number behind: the page of `, 49)`; refuses `, 32, 7-9`, `, 1971`.
fn bare_page(i: &str) -> IResult<&str, &str> {
    let second = (space0, one_of(",;:("), space0, opt(page_word), digit1);
    delimited((char(','), space0, not(year)), page_range, not(second)).parse(i)
}

/// `page-range = number [ dash number ] [ "f." | "ff." ]`: `44`, `95-113`, `1336 ff.`; refuses `32nd`.
pub(super) fn page_range(i: &str) -> IResult<&str, &str> {
    let number = || take_while_m_n(1, 5, |c: char| c.is_ascii_digit());
    let dash = (space0, many1_count(one_of("-‐‑‒–—−")), space0);
    let following = (space0, alt((tag_no_case("ff"), tag("f"), tag("sqq"), tag("sq"))), opt(char('.')));
    let end = not(satisfy(|c| c.is_alphanumeric()));
    recognize((number(), opt((dash, number())), opt(following), end)).parse(i)
}

/// `joining = "and" | "und" | "sowie" | "&"`, between two works.
fn joining(i: &str) -> IResult<&str, &str> {
    alt((tag("and"), tag("und"), tag("sowie"), tag("&"))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `i` cites: authors, year, pages.
    fn cited(i: &'static str) -> Option<Vec<[&'static str; 3]>> {
        let (_, forms) = short_forms(true)(i).ok()?;
        let words =
            |form: &ShortForm<'static>| [form.authors, form.year, form.pages].map(|part| part.unwrap_or(""));
        Some(forms.iter().map(words).collect())
    }

    #[test]
    fn works_cited_in_short() {
        for (input, want) in [
            ("Roe (2008).", &[["Roe", "2008", ""]][..]),
            ("Roe 2008, S. 19", &[["Roe", "2008", "19"]]),
            ("Roe 2000: 44f.).", &[["Roe", "2000", "44f."]]),
            ("(cf. van der Roe et al. 2008b, pp. 12-14)", &[["van der Roe et al.", "2008b", "12-14"]]),
            ("Roe et al.(2003, S.83)", &[["Roe et al.", "2003", "83"]]),
            ("Roe/O’Doe (1980: 32,74).", &[["Roe/O’Doe", "1980", "32,74"]]),
            (
                "Roe 2006: 1336 ff.; vgl. ferner Doe-Poe 1999: 74",
                &[["Roe", "2006", "1336 ff."], ["Doe-Poe", "1999", "74"]],
            ),
            (
                "Roe und Doe 2004, S. 206. Poe 2014, S.27",
                &[["Roe und Doe", "2004", "206"], ["Poe", "2014", "27"]],
            ),
            (
                "Roe, Doe 2004; s. auch Poe (1998/99), S. 7",
                &[["Roe, Doe", "2004", ""], ["Poe", "1998/99", "7"]],
            ),
            (
                "Roe/Doe 1993, Poe 1994 and Coe 1999 [1922]).",
                &[["Roe/Doe", "1993", ""], ["Poe", "1994", ""], ["Coe", "1999 [1922]", ""]],
            ),
            ("(Roe 2003:", &[["Roe", "2003", ""]]),
            ("Roe 2004, § 3 Rn. 5", &[["Roe", "2004", ""]]),
            ("Ebd., 71.", &[["", "", "71"]]),
            ("2 Ebd.,15330ff.", &[["", "", "15330ff."]]),
            ("Ann Roe, a. a. O., S. 897", &[["Ann Roe", "", "897"]]),
            ("Ann Roe (2010), a. a. O., S. 9", &[["Ann Roe", "2010", "9"]]),
            ("Amt für Flüsse und Seen, ebd.", &[["Amt für Flüsse und Seen", "", ""]]),
            ("Roe (o.Fn. 12), § 3 Rn. 22; A. Doe, op. cit., p. 7", &[["Roe", "", ""], ["A. Doe", "", "7"]]),
            ("Roe (n. 12), p. 9", &[["Roe", "", "9"]]),
            ("Ders., a.a.O., S. 3", &[["", "", "3"]]),
        ] {
            assert_eq!(cited(input).as_deref(), Some(want), "{input}");
        }
    }

    #[test]
    fn other_strings() {
        for input in [
            "Trade 1999, 32, 7726-7731",
            "Trade (2008), 9, 3, pp. 419–431",
            "Trade (2008, 9, 3)",
            "Roe, A. 2008",
            "Roe (2008) Rivers",
            "Roe 2008, Rivers, S. 3",
            "Ann Roe, Rivers, a. a. O., S. 9",
            "Statistics North (2002, S. 104)",
            "Roe 20081",
            "Roe 1336: 12",
            "Census 1961, 1971, Count 2003",
            "XX (1937), pp. 1-9",
            "Roe",
            "2008",
            "",
        ] {
            assert_eq!(cited(input), None, "{input}");
        }
    }

    #[test]
    fn a_word_and_a_year_may_be_a_title() {
        let certain = |input| short_forms(true)(input).unwrap().1.iter().all(|form| form.certain);
        for input in
            ["Census 2001", "Trade 2008, 49", "Census 1971, Count 2003", "Rivers, London, Press, 1880."]
        {
            assert!(!certain(input), "{input}");
        }
        assert!(
            certain("Roe (2001)")
                && certain("vgl. Roe 2001")
                && certain("Roe 2001; Doe 2002")
                && certain("Roe 2008, S. 49")
        );
    }
}
