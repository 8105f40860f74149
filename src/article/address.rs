//! DOIs and URLs that a line end broke.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{digit1, one_of, space1};
use nom::combinator::{all_consuming, eof, not, opt, peek, recognize, value, verify};
use nom::multi::many1_count;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// Whether the address with which one line ends goes on where `next`, the line below, begins; `last` is the last word of the
/// one above: `https://doi.org/10.1000/` and `xyz123`.
pub(super) fn goes_on(last: &str, next: &str) -> bool {
    if !is_address(last) {
        return false;
    }
    if is_doi(last) && doi_tail(last, next) {
        return true;
    }
    let first = next.split(' ').next().unwrap_or_default();
    if !first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "/_-.?=&%#".contains(c)) {
        return false;
    }
    let open = last.ends_with(['/', '-', '_', '=', '&', '?', '%', '#', ':']);
    let finished = last.ends_with(['.', ',', ';', ')', ']', '>']);
    open || first.contains(['/', '_', '=']) || (!finished && first.contains(|c: char| c.is_ascii_digit()))
}

fn is_address(word: &str) -> bool {
    ["://", "www."].iter().any(|mark| word.contains(mark))
        || word.ends_with("http:")
        || word.ends_with("https:")
        || is_doi(word)
}

fn is_doi(word: &str) -> bool {
    ["doi.org/", "doi:10."].iter().any(|mark| word.contains(mark))
        || (word.starts_with("10.") && word.contains('/'))
}

/// Whether the rest of the DOI that `last` ends in begins `next`. Behind its slash anything does; behind a point or a bracket,
/// which may also be the end of it, only what is no word, year or page.
fn doi_tail(last: &str, next: &str) -> bool {
    match last.chars().next_back() {
        Some('/') => tail(next).is_ok(),
        Some(')') => alt((value((), check_digits), value((), alone))).parse(next).is_ok(),
        Some('.') => alt((value((), composed), value((), alone))).parse(next).is_ok(),
        _ => false,
    }
}

/// `tail = 1*( letter | digit | "." | "-" | "(" | ")" | "/" | "_" )`, with a digit among them: of `S0167-9473(03)00030-6, 3` what
/// stands before the comma; refuses `In`.
fn tail(i: &str) -> IResult<&str, &str> {
    let signs = take_while1(|c: char| c.is_ascii_alphanumeric() || ".-()/_".contains(c));
    verify(signs, |tail: &str| tail.contains(|c: char| c.is_ascii_digit())).parse(i)
}

/// `composed = part 1*( sign part ) stop`, its parts small letters and digits, with a digit among them, a point among the signs:
/// `jeconom.2011.01.007`, `v020.i02`, `0362-10.2010`; refuses `1-12`, `12.`, `2010;3:4`, `p.5`.
fn composed(i: &str) -> IResult<&str, &str> {
    let part = || take_while1(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let parts = recognize((part(), many1_count((one_of(".-_()"), part()))));
    let whole = |parts: &str| {
        let digits = parts.chars().filter(char::is_ascii_digit).count();
        parts.contains('.') && digits > 1
    };
    terminated(verify(parts, whole), stop).parse(i)
}

/// `alone = digits stop`, at the end of the line or before an address; no year: `07136.`, `42. URL`; refuses `2010.`, `12. Roe`.
fn alone(i: &str) -> IResult<&str, &str> {
    let year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let address = preceded(space1, alt((tag("URL"), tag("http"), tag("www."))));
    let end = alt((value((), eof), value((), address)));
    terminated(verify(digit1, move |digits: &str| !year(digits)), (opt(tag(".")), end)).parse(i)
}

/// `check-digits = digits "-" ( digit | "X" ) stop`, the end of an item number of publishers (PII): `00366-3`; refuses `366-73`.
fn check_digits(i: &str) -> IResult<&str, &str> {
    let check = (tag("-"), one_of("0123456789Xx"));
    terminated(recognize((digit1, check)), stop).parse(i)
}

/// `stop`, what may stand behind a DOI: the end, a blank, or punctuation with one of these behind it.
fn stop(i: &str) -> IResult<&str, ()> {
    let end = alt((value((), all_consuming(opt(one_of(".,;]")))), value((), (opt(one_of(".,;]")), space1))));
    preceded(peek(not(tag(":"))), end).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_on() {
        for (last, next) in [
            ("https://doi.org/10.1000/", "xyz123."),
            ("https://doi.org/10.1000/", "S0167-9473(03)00030-6."),
            ("doi:10.1016/j.", "jeconom.2011.01.007."),
            ("10.18637/jss.", "v020.i02. URL http://a.org"),
            ("doi:10.1523/jneurosci.", "0362-10.2010."),
            ("doi:10.1016/j.csda.2005.04.", "004."),
            ("doi:10.1017/psrm.2017.", "42. URL http://a.org"),
            ("doi:10.1016/s0167-9473(02)", "00366-3."),
            ("https:", "//a.org"),
            ("https://a.org/rivers-", "of-trade"),
            ("https://a.org/rivers", "3/trade.html"),
        ] {
            assert!(goes_on(last, next), "{last} {next}");
        }
    }

    #[test]
    fn addresses_end() {
        for (last, next) in [
            ("https://a.org/b.", "Accessed in May"),
            ("doi:10.1000/xyz.", "2010."),
            ("doi:10.1000/xyz.", "12. Roe A"),
            ("doi:10.1000/xyz.", "1-12."),
            ("doi:10.1000/xyz.", "accessed 12 May"),
            ("doi:10.1000/xyz.", "2010;3:4"),
            ("doi:10.1000/xyz.", "p.5"),
            ("doi:10.1000/xyz(2)", "366-73"),
            ("doi:10.1000/", "In"),
            ("rivers.", "v020.i02"),
        ] {
            assert!(!goes_on(last, next), "{last} {next}");
        }
    }
}
