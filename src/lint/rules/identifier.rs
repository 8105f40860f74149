//! What the rules about identifiers share: prefixes taken off, check digits.

use nom::bytes::complete::take_while_m_n;
use nom::combinator::{map_res, verify};
use nom::{IResult, Parser};

use crate::lint::{Part, Work};

/// What a reference as printed calls `name` (`DOI`, `ISBN`) and is none: it stands in the note.
pub(super) fn noted<'w>(work: &'w Work<'_>, name: &'static str) -> impl Iterator<Item = (&'w Part, &'w str)> {
    let note = work.part("note").filter(|_| !work.is_entry());
    let words = note.into_iter().flat_map(|note| note.value.split("; ").map(move |words| (note, words)));
    let is_sign = |c: char| c.is_whitespace() || c == ':';
    words.filter_map(move |(note, words)| Some((note, words.strip_prefix(name)?.trim_matches(is_sign))))
}

/// Whether `note`, of a reference as printed, is what would be an identifier and is none, however sure the rest is.
pub(in crate::lint) fn is_noted(note: &str) -> bool {
    let digits = note.bytes().filter(u8::is_ascii_digit).count();
    note.starts_with("DOI") && note.contains("10.") || note.starts_with("ISBN") && digits >= 9
}

/// `doi` without `doi:` and the address of a resolver, of which publishers have their own: `http://doi.acm.org/10.1145/351827`.
pub(super) fn bare_doi(doi: &str) -> &str {
    let doi = doi.trim();
    let named = ["doi:", "DOI:"].iter().find_map(|prefix| doi.strip_prefix(prefix)).unwrap_or(doi).trim();
    let is_address = ["http://", "https://"].iter().any(|scheme| named.starts_with(scheme));
    named.find("/10.").filter(|_| is_address).and_then(|at| named.get(at + 1..)).unwrap_or(named)
}

/// As [`bare_doi`], the percent-encoding of an address undone: `https://doi.org/10.1002/a%3C1%3E` is `10.1002/a<1>`. In a bare DOI
/// `%` is a sign like others.
pub(super) fn unwrapped_doi(doi: &str) -> String {
    let bare = bare_doi(doi);
    if bare.len() < doi.trim().len() && doi.contains("://") { decoded(bare) } else { bare.to_owned() }
}

/// `doi` with what is percent-encoded in it, signs of ASCII that a field can hold, as the sign that it stands for.
pub(super) fn decoded(doi: &str) -> String {
    let mut out = String::with_capacity(doi.len());
    let mut rest = doi;
    while let Some((before, behind)) = rest.split_once('%') {
        out.push_str(before.strip_suffix('\\').unwrap_or(before));
        match encoded(behind) {
            Ok((after, sign)) => {
                out.push(sign);
                rest = after;
            }
            Err(_) => {
                out.push('%');
                rest = behind;
            }
        }
    }
    out + rest
}

/// `encoded = 2HEXDIG`, of a sign that a field can hold: what follows a `%`.
///
/// Accepts `3C`, `28`; refuses `20`, `7B`, `C3`, `4`.
fn encoded(i: &str) -> IResult<&str, char> {
    let digits = take_while_m_n(2, 2, |c: char| c.is_ascii_hexdigit());
    let byte = map_res(digits, |digits| u8::from_str_radix(digits, 16));
    verify(byte.map(char::from), |sign| sign.is_ascii_graphic() && !"{}\\%".contains(*sign)).parse(i)
}

/// An arXiv number without `arXiv:` and version.
pub(super) fn bare_arxiv(number: &str) -> &str {
    let number = number.trim();
    let number =
        number.strip_prefix("arXiv:").or_else(|| number.strip_prefix("arxiv:")).unwrap_or(number).trim();
    match number.rsplit_once('v') {
        Some((bare, version)) if !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) => bare,
        _ => number,
    }
}

/// The digits in `code`, an `X` counting as ten, everything else (hyphens, a name in front) left out.
pub(super) fn digits(code: &str) -> Vec<u32> {
    let code = code.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    code.chars().filter_map(|c| if matches!(c, 'x' | 'X') { Some(10) } else { c.to_digit(10) }).collect()
}

/// What is wrong with a code of `digits`: that there are not as many as there should be, or the last one.
pub(super) fn wrong_digits(digits: &[u32], lengths: &[usize]) -> String {
    match digits.len() {
        len if lengths.contains(&len) => "its check digit does not fit".to_owned(),
        1 => "it has 1 digit".to_owned(),
        len => format!("it has {len} digits"),
    }
}

/// The sum of `digits`, each times its weight.
pub(super) fn weighted(digits: &[u32], weights: impl Iterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::{bare_doi, decoded, unwrapped_doi};

    #[test]
    fn addresses_are_percent_encoded() {
        for (written, bare) in [
            (
                "http://dx.doi.org/10.1002/(SICI)1097(1998)43:4%3C338::AID%3E3.0.CO;2-B",
                "10.1002/(SICI)1097(1998)43:4<338::AID>3.0.CO;2-B",
            ),
            (r"https://doi.org/10.1002/a\%3c1", "10.1002/a<1"),
            ("https://doi.org/10.1002/a%zz%", "10.1002/a%zz%"),
            ("https://doi.org/10.1002/a%7Bb", "10.1002/a%7Bb"),
            ("10.1002/a%3C1", "10.1002/a%3C1"),
        ] {
            assert_eq!(unwrapped_doi(written), bare, "{written}");
        }
        assert_eq!(decoded("10.1002/a%3C1"), "10.1002/a<1");
    }

    #[test]
    fn dois_without_their_resolver() {
        for written in [
            "10.5555/351827",
            "doi: 10.5555/351827",
            "https://doi.org/10.5555/351827",
            "http://doi.acm.org/10.5555/351827",
            "doi:https://dx.doi.org/10.5555/351827",
        ] {
            assert_eq!(bare_doi(written), "10.5555/351827", "{written}");
        }
        assert_eq!(bare_doi("https://example.org/351827"), "https://example.org/351827");
    }
}
