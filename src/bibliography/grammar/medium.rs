//! The medium of a work as ISO 690 and others print it behind a title: `[Internet]`.

use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::space0;
use nom::combinator::verify;
use nom::sequence::delimited;
use nom::{IResult, Parser};

/// `audiovisual = "[" ( "Film" | "Audio podcast" | … ) "]"`, a [`medium`] that is seen or heard: the words of `[Video]`; refuses `[Internet]`.
pub(crate) fn audiovisual(i: &str) -> IResult<&str, &str> {
    verify(medium, |words: &str| AUDIOVISUAL.contains(&words.trim().to_lowercase().as_str())).parse(i)
}

/// `medium = "[" ( "Internet" | "online" | "Computer software" | … ) "]"`, in any case: the words of `[Internet]`; refuses `[Internet law]`.
pub(crate) fn medium(i: &str) -> IResult<&str, &str> {
    let words = take_while_m_n(1, LONGEST, |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.'));
    let known = verify(words, |words: &str| {
        let lower = words.trim().to_lowercase();
        MEDIA.contains(&lower.as_str()) || AUDIOVISUAL.contains(&lower.as_str())
    });
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

/// Media that are seen or heard, in lower case (Publication Manual of the American Psychological Association, 7th edition, 10.12 to 10.14).
const AUDIOVISUAL: &[&str] = &[
    "film",
    "motion picture",
    "video",
    "youtube video",
    "video file",
    "webinar",
    "podcast",
    "audio podcast",
    "video podcast",
    "podcast episode",
    "audio podcast episode",
    "tv series",
    "tv series episode",
    "tv show",
    "television series",
    "television series episode",
    "radio broadcast",
    "broadcast",
    "song",
    "album",
    "audiobook",
    "audio",
    "speech audio recording",
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
        assert_eq!(audiovisual("[Audio podcast]. 2"), Ok((". 2", "Audio podcast")));
        assert!(audiovisual("[Internet]").is_err());
        for other in ["[Internet law]", "Internet", "[J]", "[]"] {
            assert!(medium(other).is_err(), "{other}");
        }
        assert!(MEDIA.iter().chain(AUDIOVISUAL).all(|words| words.chars().count() <= LONGEST));
    }
}
