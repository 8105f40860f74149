//! The medium of a work as ISO 690 and others print it behind a title: `[Internet]`.

use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::space0;
use nom::combinator::verify;
use nom::sequence::delimited;
use nom::{IResult, Parser};

/// `medium = "[" ( "Internet" | "online" | "Computer software" | … ) "]"`, in any case: the words of `[Internet]`; refuses `[Internet law]`.
pub(crate) fn medium(i: &str) -> IResult<&str, &str> {
    let words = take_while_m_n(1, LONGEST, |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.'));
    let known = verify(words, |words: &str| MEDIA.contains(&words.trim().to_lowercase().as_str()));
    delimited((tag("["), space0), known, tag("]")).parse(i)
}

/// Characters of the longest medium.
const LONGEST: usize = 32;

/// Media, in the languages that ibid reads, in lower case.
const MEDIA: &[&str] = &[
    "internet",
    "online",
    "on-line",
    "on line",
    "web",
    "e-journal",
    "ejournal",
    "electronic",
    "electronic resource",
    "electronic version",
    "computer software",
    "software",
    "computer program",
    "mobile app",
    "data set",
    "dataset",
    "data file",
    "database",
    "database on the internet",
    "cd-rom",
    "dvd",
    "film",
    "video",
    "youtube video",
    "webinar",
    "podcast",
    "blog",
    "blog post",
    "preprint",
    "e-book",
    "ebook",
    "pdf",
    "en ligne",
    "en línea",
    "em linha",
    "in rete",
    "online-ressource",
    "elektronische ressource",
    "электронный ресурс",
    "электрон. ресурс",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media() {
        for (printed, want) in [
            ("[Internet]. 2", "Internet"),
            ("[ON-LINE]", "ON-LINE"),
            ("[Электронный ресурс].", "Электронный ресурс"),
        ] {
            assert_eq!(medium(printed).map(|(_, words)| words), Ok(want), "{printed}");
        }
        for other in ["[Internet law]", "Internet", "[J]", "[]"] {
            assert!(medium(other).is_err(), "{other}");
        }
        assert!(MEDIA.iter().all(|words| words.chars().count() <= LONGEST));
    }
}
