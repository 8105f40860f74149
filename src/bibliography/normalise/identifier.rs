//! DOIs, eprint numbers, PubMed numbers, ISBNs and ISSNs, bare.

use nom::Parser;
use nom::combinator::all_consuming;

use super::text::is_invisible;
use crate::bibliography::grammar::arxiv::arxiv_number;
use crate::bibliography::grammar::identifier;

/// The DOI in `printed` without resolver and blanks: `10.1000/182`; `None` if there is none.
///
/// The form is that of the DOI Handbook, 2.2: `10.`, a registrant of digits and points, a slash, a
/// suffix of any printing characters.
///
/// ```
/// use ibid::bibliography::normalise::identifier::doi;
/// assert_eq!(doi("https://doi.org/10.1000/ 182.").as_deref(), Some("10.1000/182"));
/// assert_eq!(doi("10.1000/\u{200b}182").as_deref(), Some("10.1000/182"));
/// assert_eq!(doi("10.1000/S01\u{2011}82").as_deref(), Some("10.1000/S01-82"));
/// assert_eq!(doi("10/12"), None);
/// ```
pub fn doi(printed: &str) -> Option<String> {
    let joined: String = printed.chars().filter(|&c| !c.is_whitespace() && !is_invisible(c)).collect();
    // Hyphens that allow or forbid a line end are set in print only.
    let joined = joined.replace("%2F", "/").replace("%2f", "/").replace(['‐', '‑'], "-");
    let mut starts = joined.match_indices("10.");
    let found = starts.find_map(|(at, _)| identifier::doi(joined.get(at..)?).ok());
    found.map(|(_, doi)| doi.to_owned())
}

/// An eprint: its number, the archive, and the class within the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eprint {
    /// `1303.0737`, `hep-th/9305025`.
    pub number: String,
    /// BibLaTeX's `eprinttype`: `arxiv`, where that is known.
    pub archive: Option<&'static str>,
    /// `cs.LG`, where it is printed.
    pub class: Option<String>,
}

/// The eprint in `printed`: archive name, blanks and version brackets taken off.
///
/// arXiv's forms: `YYMM.NNNNN` since April 2007, `archive.SC/YYMMNNN` before.
///
/// ```
/// use ibid::bibliography::normalise::identifier::eprint;
/// let paper = eprint("arXiv: 1804.07405 [cs.LG]");
/// assert_eq!((paper.number.as_str(), paper.class.as_deref()), ("1804.07405", Some("cs.LG")));
/// ```
pub fn eprint(printed: &str) -> Eprint {
    let joined: String = printed.chars().filter(|&c| !c.is_whitespace() && !is_invisible(c)).collect();
    let class = joined.rsplit_once('[').map(|(_, class)| class.trim_end_matches(']').to_owned());
    let number = joined.split_once('[').map_or(joined.as_str(), |(number, _)| number);
    let lower = number.to_ascii_lowercase();
    let after = lower.rfind("arxiv").map_or(0, |at| at + "arxiv".len());
    let number = number
        .get(after..)
        .unwrap_or(number)
        .trim_start_matches("e-prints")
        .trim_matches(|c: char| ".,:;()/".contains(c));
    let number = number
        .strip_prefix("org/abs/")
        .or_else(|| number.strip_prefix("preprint"))
        .unwrap_or(number)
        .trim_start_matches([':', ',']);
    let known = after > 0 || all_consuming(arxiv_number).parse(number).is_ok();
    Eprint {
        number: number.to_owned(),
        archive: known.then_some("arxiv"),
        class: class.filter(|c| !c.is_empty()),
    }
}

/// The digits of a PubMed number.
pub fn pmid(printed: &str) -> Option<String> {
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    (1..=9).contains(&digits.len()).then_some(digits)
}

/// The ISBN in `printed`, hyphens as printed, if its check digit is right (ISO 2108).
///
/// ```
/// use ibid::bibliography::normalise::identifier::isbn;
/// assert_eq!(isbn("ISBN: 978-0-521-88068-8").as_deref(), Some("978-0-521-88068-8"));
/// assert_eq!(isbn("978-0-521-88068-9"), None);
/// ```
pub fn isbn(printed: &str) -> Option<String> {
    let bare = numeral(printed, "isbn")?;
    let digits = values(&bare)?;
    let right = match digits.len() {
        10 => digits.iter().rev().zip(1..).map(|(d, weight)| d * weight).sum::<u32>() % 11 == 0,
        13 => {
            digits.iter().zip([1, 3].into_iter().cycle()).map(|(d, weight)| d * weight).sum::<u32>() % 10 == 0
        }
        _ => false,
    };
    right.then_some(bare)
}

/// The ISSN in `printed` as `1234-5679`, if its check digit is right (ISO 3297).
///
/// ```
/// use ibid::bibliography::normalise::identifier::issn;
/// assert_eq!(issn("ISSN 00219525").as_deref(), Some("0021-9525"));
/// assert_eq!(issn("0021-9524"), None);
/// ```
pub fn issn(printed: &str) -> Option<String> {
    let digits = values(&numeral(printed, "issn")?)?;
    let right = digits.len() == 8
        && digits.iter().rev().zip(1..).map(|(d, weight)| d * weight).sum::<u32>() % 11 == 0;
    let signs: String =
        digits.iter().map(|d| if *d == 10 { 'X' } else { char::from_digit(*d, 10).unwrap_or('0') }).collect();
    right.then(|| signs.get(..4).zip(signs.get(4..)).map(|(a, b)| format!("{a}-{b}"))).flatten()
}

/// The digits and hyphens after the first digit of `printed`; the name of the number may come before.
fn numeral(printed: &str, name: &str) -> Option<String> {
    let lower = printed.to_ascii_lowercase();
    let after = lower.find(name).map_or(0, |at| at + name.len());
    let rest = printed.get(after..)?;
    let (_, numeral) = identifier::numeral(rest.trim_start_matches(|c: char| !c.is_ascii_digit())).ok()?;
    let signs: String = numeral.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    Some(signs.trim_matches('-').to_ascii_uppercase())
}

/// The values of the digits; `X` is ten and may stand only at the end.
fn values(signs: &str) -> Option<Vec<u32>> {
    let signs: Vec<char> = signs.chars().filter(|c| *c != '-').collect();
    let last = signs.len().checked_sub(1)?;
    signs
        .iter()
        .enumerate()
        .map(|(at, c)| if *c == 'X' && at == last { Some(10) } else { c.to_digit(10) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois_are_bare() {
        for (printed, want) in [
            ("doi:10.1016/S0142-9612(03)00131-5", Some("10.1016/S0142-9612(03)00131-5")),
            ("(10.1038/ncomms11095)", Some("10.1038/ncomms11095")),
            ("http://dx.doi.org/10.1000%2F182", Some("10.1000/182")),
            ("10.1016/j.jaci. 2014.08.002", Some("10.1016/j.jaci.2014.08.002")),
            ("doi: pending", None),
            ("10.10/x", None),
        ] {
            assert_eq!(doi(printed).as_deref(), want, "{printed}");
        }
    }

    #[test]
    fn eprints_are_bare() {
        for (printed, number, archive) in [
            ("arXiv :1303 .0737", "1303.0737", Some("arxiv")),
            ("hep - lat/0401002", "hep-lat/0401002", Some("arxiv")),
            ("arXiv:1905.11946v5", "1905.11946v5", Some("arxiv")),
            ("LA-UR-96-1", "LA-UR-96-1", None),
        ] {
            let eprint = eprint(printed);
            assert_eq!((eprint.number.as_str(), eprint.archive), (number, archive), "{printed}");
        }
    }

    #[test]
    fn check_digits_are_checked() {
        for printed in ["0-13-908385-5", "1-55738-811-3", "0486653633", "080442957X"] {
            assert!(isbn(printed).is_some(), "{printed}");
        }
        for printed in ["1-55851-485", "0-13-908385-6", "", "X"] {
            assert_eq!(isbn(printed), None, "{printed}");
        }
        assert_eq!(issn("1662-5153").as_deref(), Some("1662-5153"));
        assert_eq!(issn("2434-561x").as_deref(), Some("2434-561X"));
    }
}
