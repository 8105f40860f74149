//! Identifiers whose form alone proves what they are.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while_m_n, take_while1};
use nom::character::complete::{digit1, one_of, satisfy, space0};
use nom::combinator::{all_consuming, not, opt, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// `doi = "10." registrant "/" suffix` (DOI Handbook, 2.2): `10.1371/journal.pone.0085981`, `10.1000.10/a(1)`.
///
/// It has no resolver and ends before a blank; closing punctuation is not part of it, nor a year in brackets or another
/// identifier set close to it.
pub(crate) fn doi(input: &str) -> IResult<&str, &str> {
    let suffix = verify(printing, |s: &str| !closed(s).is_empty());
    let (_, printed) = recognize((prefix, suffix)).parse(input)?;
    let other =
        ["PMID", "PMCID", "PMC:", "http:", "https:"].iter().filter_map(|name| printed.find(name)).min();
    let other = other.unwrap_or(printed.len());
    let own = closed(printed.get(..other).unwrap_or(printed));
    Ok(split(input, closed(without_year(own)).len()))
}

/// `prefix = "10." registrant "/"`
fn prefix(input: &str) -> IResult<&str, &str> {
    let registrant = (take_while_m_n(3, 9, |c: char| c.is_ascii_digit()), many0_count((tag("."), digit1)));
    recognize((tag("10."), registrant, tag("/"))).parse(input)
}

/// `torn-doi = prefix head blank tail`: a DOI that a line end has torn behind one of its signs, blank and all.
///
/// The head shows that it goes on: it is empty or ends in a hyphen, which no DOI does; it has no digit and ends in a point, as
/// `10.1016/j.`; or it is the first part of what publishers number articles by, `0378-8733(83)` (a PII), `PhysRevE.65.` or `2976749.`
/// (the ACM's proceedings). Accepts `10.1016/j. gde.2015.11.003`, `10.1038/s41586- 020-2649-2`, `10.1016/0378-8733(83) 90021-7`; refuses
/// `10.1000/182. 2015`.
pub(crate) fn torn_doi(input: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_digit());
    let check = || satisfy(|c| c.is_ascii_digit() || c == 'X');
    let letters = take_while_m_n(1, LONGEST, |c: char| c.is_ascii_alphabetic() || ".-_".contains(c));
    let wordy = recognize(verify(letters, |head: &str| head.ends_with('.')));
    let wordy_tail = || {
        verify(printing, |tail: &str| {
            let own = closed(tail);
            own.chars().filter(char::is_ascii_digit).count() > 3
                && own.chars().all(|c| c.is_ascii_alphanumeric() || ".-_()/:<>;".contains(c))
                && !is_year(own)
        })
    };
    let hyphened = verify(printing, |head: &str| head.ends_with('-'));
    let hyphened_tail = verify(wordy_tail(), |tail: &str| !tail.starts_with(|c: char| c.is_uppercase()));
    let pii = recognize((
        opt(tag("S")),
        digits(4, 4),
        tag("-"),
        digits(3, 3),
        check(),
        tag("("),
        digits(2, 2),
        tag(")"),
    ));
    let paper = || verify(digits(6, 8), |number: &str| !number.starts_with('0'));
    let physical = recognize((
        tag("Phys"),
        take_while1(|c: char| c.is_ascii_alphabetic()),
        tag("."),
        digits(1, 4),
        tag("."),
    ));
    let torn = alt((
        recognize((hyphened, blank, hyphened_tail)),
        recognize((blank, wordy_tail())),
        recognize((wordy, blank, wordy_tail())),
        recognize((paper(), tag("."), blank, paper(), not(satisfy(|c| c.is_ascii_alphanumeric())))),
        recognize((pii, blank, digits(5, 5), tag("-"), check())),
        recognize((physical, blank, digits(3, 6), not(satisfy(|c| c.is_ascii_alphanumeric())))),
    ));
    let (_, printed) = recognize((prefix, torn)).parse(input)?;
    Ok(split(input, closed(printed).len()))
}

/// One blank.
fn blank(input: &str) -> IResult<&str, char> {
    satisfy(char::is_whitespace).parse(input)
}

/// Whether `printed` is the number of a year.
fn is_year(printed: &str) -> bool {
    printed.len() == 4 && printed.parse().is_ok_and(|year| (1800..2100).contains(&year))
}

/// `named = "doi" { sign } "10" "." registrant "/" suffix`, with blanks where text layers of PDFs have them: the number of
/// `doi:10 .1000 /ab.12`, of `doi: 10. 1000/ab.12`; refuses `10 .1000/ab.12` without its name.
pub(crate) fn named_doi(input: &str) -> IResult<&str, &str> {
    let sign = |sign| (space0, tag(sign), space0);
    let registrant = take_while_m_n(4, 9, |c: char| c.is_ascii_digit());
    let name = (tag_no_case("doi"), take_while(|c| matches!(c, ' ' | ':' | '.')));
    let suffix = verify(printing, |s: &str| s.contains(|c: char| c.is_ascii_digit()));
    let number = recognize((tag("10"), sign("."), registrant, sign("/"), suffix));
    let (_, (name, printed)) = (recognize(name), number).parse(input)?;
    Ok(split(input.get(name.len()..).unwrap_or_default(), closed(printed).len()))
}

/// The longest DOI or URL, in characters after what it begins with: none that works is longer, and the time for a string
/// without blanks is bounded.
const LONGEST: usize = 2_048;

/// Up to the next blank.
fn printing(input: &str) -> IResult<&str, &str> {
    take_while_m_n(1, LONGEST, |c: char| !c.is_whitespace()).parse(input)
}

/// `printed` without a year in brackets at its end.
fn without_year(printed: &str) -> &str {
    let parts = printed.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    parts.filter(|(_, year)| is_year(year)).filter(|(own, _)| !own.is_empty()).map_or(printed, |(own, _)| own)
}

/// A URL, `https://a.org/b`, `ftp://a.org` or `www.a.org`, up to the next blank without closing punctuation.
pub(crate) fn url(input: &str) -> IResult<&str, &str> {
    let scheme =
        alt((tag_no_case("https://"), tag_no_case("http://"), tag_no_case("ftp://"), tag_no_case("www.")));
    let host = verify(printing, |s: &str| s.contains('.'));
    let (_, printed) = recognize((scheme, host)).parse(input)?;
    Ok(split(input, closed(printed).len()))
}

/// `pmid = "PMID" { ":" | " " } 1*9digit`, in any case, all of it: `PMID: 20847271`.
pub(crate) fn pmid(input: &str) -> IResult<&str, &str> {
    let number = take_while_m_n(1, 9, |c: char| c.is_ascii_digit());
    all_consuming(preceded((tag_no_case("pmid"), take_while(|c| matches!(c, ':' | ' '))), number))
        .parse(input)
}

/// `issn = [ "ISSN" { ":" | " " } ] 4digit "-" 3digit ( digit | "X" )`, all of it: `0032-5791`; the check digit is looked at elsewhere.
pub(crate) fn issn(input: &str) -> IResult<&str, &str> {
    let digits = |count| take_while_m_n(count, count, |c: char| c.is_ascii_digit());
    let number =
        recognize((digits(4), one_of("-‐‑–"), digits(3), satisfy(|c| c.is_ascii_digit() || c == 'X')));
    all_consuming(preceded(opt((tag("ISSN"), take_while(|c| matches!(c, ':' | ' ')))), number)).parse(input)
}

/// `named-issn = "ISSN" { ":" | "." | " " } 4digit "-" 3digit ( digit | "X" )`, in any case, blanks beside the hyphen where text layers of PDFs have
/// them: the number of `issn: 1549- 5469`.
pub(crate) fn named_issn(input: &str) -> IResult<&str, &str> {
    let digits = |count| take_while_m_n(count, count, |c: char| c.is_ascii_digit());
    let last = satisfy(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x'));
    let number = recognize((digits(4), space0, one_of("-‐‑–"), space0, digits(3), last));
    preceded((tag_no_case("issn"), take_while(|c| matches!(c, ':' | '.' | ' '))), number).parse(input)
}

/// `numeral = digit { digit | "X" | hyphen | " " }`, what ISBN and ISSN are printed in: `978-0-521-88068-8`,
/// `0021-952X`; leaves `, 3`.
pub(crate) fn numeral(input: &str) -> IResult<&str, &str> {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, 'X' | 'x' | '-' | '‐' | '‑' | '–' | '−' | ' ');
    recognize((satisfy(|c| c.is_ascii_digit()), take_while(sign))).parse(input)
}

/// `printed` without what closes a sentence or a bracket around it, nor a remark in brackets set close to it, as
/// `[doi]`, `(accessed`; a bracket that opens inside stays closed.
fn closed(printed: &str) -> &str {
    let mut rest = printed;
    let count = |c: char, text: &str| text.matches(c).count();
    let mut kinds =
        [('(', ')'), ('[', ']')].map(|(open, close)| (open, count(open, rest), close, count(close, rest)));
    // Every step looks at what it takes away alone, so that all take as long as `printed` is.
    loop {
        let [(_, opened, _, shut), _] = kinds;
        let ends = |c: char| ".,;:]>}\"'”’»".contains(c) || c == ')' && shut > opened;
        let end = if let Some(shorter) = rest.strip_suffix(ends) {
            shorter.len()
        } else {
            let last = kinds
                .iter()
                .filter(|(_, opened, _, shut)| opened > shut)
                .filter_map(|(open, ..)| rest.rfind(*open));
            let Some(end) = last.min() else { return rest };
            end
        };
        let Some((kept, taken)) = rest.split_at_checked(end) else { return rest };
        for (open, opened, close, shut) in &mut kinds {
            *opened -= count(*open, taken);
            *shut -= count(*close, taken);
        }
        rest = kept;
    }
}

/// `input` as rest and the `len` bytes in front of it.
fn split(input: &str, len: usize) -> (&str, &str) {
    let (head, rest) = input.split_at_checked(len).unwrap_or((input, ""));
    (rest, head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        assert_eq!(doi("10.1000/a(1).2. See"), Ok((". See", "10.1000/a(1).2")));
        assert_eq!(doi("10.1000.10/a(1))."), Ok((").", "10.1000.10/a(1)")));
        assert_eq!(url("www.a.org/b), 3"), Ok(("), 3", "www.a.org/b")));
        assert_eq!(url("https://a.org/x/.(accessed 2001)"), Ok((".(accessed 2001)", "https://a.org/x/")));
        assert_eq!(doi("10.1000/a(1)[doi] 3"), Ok(("[doi] 3", "10.1000/a(1)")));
        assert_eq!(doi("10.1000/abc(2019)."), Ok(("(2019).", "10.1000/abc")));
        assert_eq!(doi("10.1000/(abc)12(1117)"), Ok(("", "10.1000/(abc)12(1117)")));
        assert_eq!(doi("10.1000/257835PMCID:"), Ok(("PMCID:", "10.1000/257835")));
        assert_eq!(
            doi("10.1000/182https://doi.org/10.1000/182"),
            Ok(("https://doi.org/10.1000/182", "10.1000/182"))
        );
        for (torn, rest) in [
            ("10.1016/j. gde.2015.11.003.", "."),
            ("10.1212/WNL. 0000000000009239", ""),
            ("10.1000/s41586- 020-2649-2.", "."),
            ("10.1000/s41586-021- 03819-2", ""),
            ("10.1000/ s41586-020-2649-2", ""),
            ("10.1016/S0140-6736(20) 30183-5.", "."),
            ("10.1145/2976749. 2978333", ""),
            ("10.1016/0378-8733(83) 90021-7. URL", ". URL"),
            ("10.1103/PhysRevB.24. 496. URL", ". URL"),
        ] {
            assert_eq!(torn_doi(torn), Ok((rest, torn.strip_suffix(rest).unwrap())), "{torn}");
        }
        assert_eq!(named_doi("doi :10 .1000 /ab.12. 3"), Ok((". 3", "10 .1000 /ab.12")));
        assert_eq!(named_doi("DOI: 10. 1000/ab.12 3"), Ok((" 3", "10. 1000/ab.12")));
        assert_eq!(pmid("PMID: 20847271"), Ok(("", "20847271")));
        assert_eq!(issn("0032-5791"), Ok(("", "0032-5791")));
        assert_eq!(named_issn("issn:1546- 1726. doi"), Ok((". doi", "1546- 1726")));
        assert_eq!(doi("10.1000/abc.PMID:12"), Ok((".PMID:12", "10.1000/abc")));
        assert_eq!(url("https://a.org/x."), Ok((".", "https://a.org/x")));
        assert_eq!(numeral("0021-952X, 3"), Ok((", 3", "0021-952X")));
    }

    #[test]
    fn refusals() {
        assert!(doi("10.5 km").is_err());
        assert!(doi("10.1000/.").is_err());
        for whole in [
            "10.1000/abc- 2015",
            "10.1000/abc- Roe-12345",
            "10.1000/2976749. 12",
            "10.1000/182. 2015",
            "10.1016/j. 2015.",
            "10.1000/abc. See 12345",
            "10.1103/PhysRevB.24.496 77",
        ] {
            assert!(torn_doi(whole).is_err(), "{whole}");
        }
        assert!(named_doi("10 .1000/ab.12").is_err());
        assert!(named_doi("doi: 10.1000/ Accessed 2010").is_err());
        assert!(named_doi("doi 10. 50 / 2").is_err());
        assert!(url("http://").is_err());
        assert!(url("wwwa.org").is_err());
    }
}
