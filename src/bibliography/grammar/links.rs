//! The labels of links that sites and publishers set behind a reference: `[CrossRef] [PubMed]`, `Article CAS Google Scholar`.

use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while1};
use nom::character::complete::{char, one_of, satisfy, space0};
use nom::combinator::{all_consuming, not, peek, recognize, verify};
use nom::error::{Error, ErrorKind};
use nom::multi::{many0_count, many1, many1_count};
use nom::sequence::{delimited, preceded, terminated};
use nom::{Err, IResult, Parser};

/// `links = 1*( "[" label "]" { blank } )`: `[CrossRef] [PubMed]`, `[PMC free article]`, `[ INSPIRE]`; refuses `[Article]`, `[3]`.
pub(crate) fn bracketed_links(i: &str) -> IResult<&str, &str> {
    let name = alt((label, tag_no_case("doi"), tag_no_case("pdf")));
    let one = delimited((char('['), space0), name, (space0, char(']')));
    recognize(many1_count(terminated(one, many0_count(one_of(" .;,"))))).parse(i)
}

/// `bare-links = 2*( label { blank } )`, one of them no common word, at the end: `Article CAS PubMed Google Scholar`; refuses
/// `Google Scholar`, `Article Abstract`.
pub(crate) fn bare_links(i: &str) -> IResult<&str, &str> {
    let word = take_while1(|c: char| c.is_alphabetic());
    let common = verify(word, |word: &str| COMMON.iter().any(|other| word.eq_ignore_ascii_case(other)));
    let one = terminated(alt((label, common)), many0_count(one_of(" .;,|")));
    let are_links = |words: &Vec<&str>| words.len() > 1 && words.iter().any(|word| label(word).is_ok());
    all_consuming(recognize(verify(many1(one), are_links))).parse(i)
}

/// Whether the last word of `i` is that of a label or of a common word beside them.
pub(crate) fn ends_in_link(i: &str) -> bool {
    let last = i.trim_end_matches([' ', '.', ';', ',', '|']).rsplit(' ').next().unwrap_or_default();
    let ends = |name: &&str| {
        let at = name.len().checked_sub(last.len());
        let (before, end) = at.and_then(|at| name.split_at_checked(at)).unwrap_or_default();
        end.eq_ignore_ascii_case(last) && (before.is_empty() || before.ends_with(' '))
    };
    !last.is_empty() && SERVICES.iter().chain(COMMON).any(ends)
}

/// `label-words = label { sign { sign } label }`, all of it, brackets or not: what is left of links whose ends were cut off.
pub(crate) fn only_links(i: &str) -> bool {
    let signs = || many0_count(one_of(" .;,|[]"));
    all_consuming(preceded(signs(), many1_count(terminated(label, signs())))).parse(i).is_ok()
}

/// The name of a service that references are linked to.
fn label(i: &str) -> IResult<&str, &str> {
    let name = SERVICES.iter().find_map(|name| terminated(tag_no_case(*name), end).parse(i).ok());
    name.ok_or_else(|| Err::Error(Error::new(i, ErrorKind::Tag)))
}

/// The names of services, longer ones before those that they begin with.
const SERVICES: &[&str] = &[
    "CrossRef Full Text", "CrossRef", "PubMed Central", "PubMed Abstract", "PubMed", "Google Scholar",
    "Medline", "ISI Web of Science", "Web of Science", "Scopus", "PMC free article", "Free PMC Article",
    "Free Full Text", "INSPIRE", "IN SPIRE", "SPIRES",
];

/// Words that stand among labels, and elsewhere.
const COMMON: &[&str] = &["Article", "Abstract", "CAS", "ADS"];

/// The end of a word.
fn end(i: &str) -> IResult<&str, ()> {
    peek(not(satisfy(char::is_alphanumeric))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_links() {
        assert_eq!(bracketed_links("[CrossRef] [PubMed]"), Ok(("", "[CrossRef] [PubMed]")));
        assert_eq!(bracketed_links("[ INSPIRE]. 3"), Ok(("3", "[ INSPIRE]. ")));
        assert_eq!(bracketed_links("[PMC free article]. doi"), Ok(("doi", "[PMC free article]. ")));
        assert_eq!(
            bare_links("Article CAS PubMed Google Scholar"),
            Ok(("", "Article CAS PubMed Google Scholar"))
        );
        assert!(only_links("CrossRef] [PubMed"));
        assert!(ends_in_link("Article CAS PubMed Google Scholar.") && !ends_in_link("12, 3-9."));
    }

    #[test]
    fn other_words() {
        for words in ["[3]", "[Article]", "[PubMed and more]"] {
            assert!(bracketed_links(words).is_err(), "{words}");
        }
        for words in
            ["Google Scholar", "Article Abstract", "PubMed Google Scholar and others", "PubMedia Scopus"]
        {
            assert!(bare_links(words).is_err(), "{words}");
        }
        assert!(!only_links("PubMed and Scopus") && !only_links(""));
    }
}
