//! Words beside names that say what these people did, in the languages that ibid reads.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while1};
use nom::character::complete::{multispace0, multispace1, one_of};
use nom::combinator::{eof, opt, peek, recognize, value, verify};
use nom::multi::many0_count;
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use super::cross_reference::same;
use super::name::word;

/// `role = "eds." | "(Hrsg.)" | "curatore" | …`, what a person did: `(Eds.)`, `coord.`; refuses `Ed` and `Trad`, which
/// can be names, and `HG.`, which are initials.
pub(crate) fn role(i: &str) -> IResult<&str, &str> {
    verify(word, |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let marked = bare.starts_with(char::is_lowercase) || word.contains(['.', '(', '[', ')']);
        let sure = marked || matches!(bare, "Eds" | "Edd" | "Editor" | "Editors" | "Hrsg" | "Hg");
        // Initials are one letter mostly, which no role is.
        sure && bare.len() > 1 && (!initials(bare) || word.contains(['(', '['])) && {
            let lower = bare.to_lowercase();
            EDITING.contains(&lower.as_str())
                || OTHER_ROLES.contains(&lower.as_str())
                || word.contains(['(', '[']) && PERFORMING.contains(&lower.as_str())
        }
    })
    .parse(i)
}

/// `edited-behind = { "," | ";" | ":" | "." | blank } ( bracket ( curated | editing ) | "(" directing ")" | "editors" | "eds." | "Hrsg." | … )`: the names before
/// are those of editors: `, editors.`, ` (Ed.)`, `, Hrsg.`, ` (dir.)`. A lone `Ed.` is left: it may stand for *Edition* or *Éditions*;
/// so is ` HG.`, initials behind a family name.
pub(crate) fn edited_behind(i: &str) -> IResult<&str, &str> {
    let sure =
        verify(editing, |word: &str| !initials(word) && !SHORT.contains(&word.to_lowercase().as_str()));
    let bracketed = delimited(one_of("(["), alt((curated, editing)), opt(one_of(")]")));
    // `(Red Cross)` and `(der Jüngere)` begin with such words.
    let directed = delimited(one_of("(["), directing, one_of(")]"));
    preceded(signs(",;:."), alt((directed, bracketed, sure))).parse(i)
}

/// `edited-before = ( editing [ "by" | "von" | "par" | "di" ] | curated ) { sign }`: the names behind are those of
/// editors: `edited by `, `Hrsg. von `, `(ed. `.
pub(crate) fn edited_before(i: &str) -> IResult<&str, &str> {
    let by = alt((tag("by"), tag("von"), tag("par"), tag("di")));
    let edited = recognize((editing, opt(pair(multispace1, by))));
    terminated(alt((curated, edited)), signs(OPENING)).parse(i)
}

/// `curated = "a cura di" | "a c. di"`
fn curated(i: &str) -> IResult<&str, &str> {
    alt((tag("a cura di"), tag("a c. di"))).parse(i)
}

/// `translated-before = ( "trans." | "translated" | "übers." | … ) [ "by" | "von" | "par" | "di" ] { sign }`: the names behind are those
/// of translators: `trans. `, `Translated by `.
pub(crate) fn translated_before(i: &str) -> IResult<&str, &str> {
    let by = alt((tag("by"), tag("von"), tag("par"), tag("di")));
    let word = verify(letters, |word: &str| TRANSLATING.contains(&word.to_lowercase().as_str()));
    let translated = recognize((word, opt(tag(".")), opt(pair(multispace1, by))));
    terminated(translated, signs(OPENING)).parse(i)
}

/// `inside = ( "In" | "Dans" | "En" | … ) { sign } [ same [ "(" editing ")" ] { sign } ]`, in any case: a work stands in the one that is named
/// behind: `In: `, `in: ders. (Hrsg.), `.
pub(crate) fn inside(i: &str) -> IResult<&str, &str> {
    let word = verify(letters, |word: &str| INSIDE.contains(&word.to_lowercase().as_str()));
    let role = (signs(",(["), editing, opt(one_of(")]")), signs(OPENING));
    terminated(word, (signs(OPENING), opt((same, signs(OPENING), opt(role))))).parse(i)
}

/// `quoted-host = "," blank inside mark words [ mark ]`, up to a comma or the end behind the marks: the words of `, in «Archivio veneto», xxvii`;
/// refuses `, in “new left” lands`.
pub(crate) fn quoted_host(i: &str) -> IResult<&str, &str> {
    let open = terminated(one_of("«“„\""), multispace0);
    let begin =
        (tag(","), multispace1, verify(letters, |word: &str| INSIDE.contains(&word)), multispace1, open);
    let words =
        verify(take_till(|c| "»”“\"".contains(c)), |words: &str| words.contains(char::is_alphabetic));
    let (rest, words) = preceded(begin, words).parse(i)?;
    let close = preceded(opt(one_of("»”“\"")), alt((eof, recognize((multispace0, tag(","))))));
    peek(close).parse(rest)?;
    Ok((rest, words.trim_end()))
}

/// Characters and words at the end of a text in which [`takes_end`] looks.
const NEAR: usize = 32;
const WORDS: usize = 3;

/// Whether `production` takes the last words of `text`, all of them from where it begins.
///
/// With [`inside`], `On tolls. In: ` gives true, `On tolls. In the north: ` false.
pub(crate) fn takes_end<'a>(
    text: &'a str,
    production: impl Fn(&'a str) -> IResult<&'a str, &'a str>,
) -> bool {
    let begins = |at: usize| !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic));
    let near = text.char_indices().rev().take(NEAR);
    let words = near.filter(|&(at, c)| c.is_alphabetic() && begins(at)).take(WORDS);
    words
        .filter_map(|(at, _)| text.get(at..))
        .any(|end| production(end).is_ok_and(|(rest, _)| rest.is_empty()))
}

/// `editing = ( "editors" | "eds" | "Hrsg" | … ) [ "." ]`, in any case: of `eds.)` it leaves `)`.
fn editing(i: &str) -> IResult<&str, &str> {
    let word = verify(letters, |word: &str| EDITING.contains(&word.to_lowercase().as_str()));
    terminated(word, opt(tag("."))).parse(i)
}

/// `directing = ( "dir" | "coord" | "Org" | … ) [ "." ]`, in any case: what else editors are called in brackets.
fn directing(i: &str) -> IResult<&str, &str> {
    let word = verify(letters, |word: &str| DIRECTING.contains(&word.to_lowercase().as_str()));
    terminated(word, opt(tag("."))).parse(i)
}

/// Whether `word` is two capitals, as initials are printed behind a family name: `ED`, `HG`.
fn initials(word: &str) -> bool {
    word.chars().count() == 2 && word.chars().all(char::is_uppercase)
}

fn letters(i: &str) -> IResult<&str, &str> {
    take_while1(char::is_alphabetic).parse(i)
}

/// `{ sign | blank }`, the signs being those in `signs`.
fn signs<'a>(signs: &'static str) -> impl Parser<&'a str, Output = (), Error = nom::error::Error<&'a str>> {
    value((), (multispace0, many0_count(terminated(one_of(signs), multispace0))))
}

/// Signs between a word such as `In` and what it speaks of.
const OPENING: &str = ",;:.([“‘\"";

/// Words for *in*, in lower case.
const INSIDE: [&str; 6] = ["in", "dans", "en", "em", "id", "в"];

/// Words for what an editor does, in lower case.
const EDITING: [&str; 26] = [
    "ed", "eds", "edd", "edt", "editor", "editors", "edited", "editores", "éditeurs", "redaktorzy", "hrsg",
    "hsg", "hg", "hgg", "hgin", "hginnen", "hrsgin", "hrg", "herausgeber", "herausgegeben", "éd", "éds",
    "curatore", "curatori", "ред", "orgs",
];

/// Words for those who lead the making of a book: French, Spanish, Portuguese, Polish, Swedish, Hungarian, Turkish; in lower case.
const DIRECTING: [&str; 9] = ["dir", "dirs", "coord", "coords", "org", "red", "szerk", "haz", "der"];

/// Words for what a translator does, in lower case.
const TRANSLATING: [&str; 6] = ["trans", "transl", "translated", "übers", "übersetzt", "trad"];

/// Words for what other people did, in lower case.
const OTHER_ROLES: [&str; 16] = [
    "inventor", "inventors", "dir", "dirs", "coord", "coords", "comp", "comps", "trans", "transl",
    "translator", "translators", "translated", "übers", "trad", "org",
];

/// Words for what others did for something that is seen or heard, in lower case; without brackets they may be of a body: `Board of directors`.
const PERFORMING: [&str; 8] =
    ["director", "directors", "host", "hosts", "producer", "producers", "writer", "writers"];

/// Those of [`EDITING`] that may stand for a publisher or an edition.
const SHORT: [&str; 2] = ["ed", "éd"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_what_people_did() {
        assert_eq!(role("(Eds.) C"), Ok((" C", "(Eds.)")));
        assert_eq!(role("transl. C"), Ok((" C", "transl.")));
        assert_eq!(role("(HG.) C"), Ok((" C", "(HG.)")));
        assert_eq!(role("(Director)."), Ok(("", "(Director).")));
        assert!(role("directors").is_err());
        assert!(role("Ed").is_err() && role("Roe").is_err() && role("HG. C").is_err());
    }

    #[test]
    fn words_for_editors() {
        for (text, rest) in [
            (", editors. Ports", " Ports"),
            (" (Ed.). Ports", ". Ports"),
            (" (Hrsg.): Häfen", ": Häfen"),
            (", eds Ports", " Ports"),
            ("., Eds., Ports", ", Ports"),
            (" (a c. di), Porti", ", Porti"),
            (" (dir.), Ports", ", Ports"),
            (" (Org.). Portos", ". Portos"),
            (", editores. Puertos", " Puertos"),
        ] {
            assert_eq!(edited_behind(text).map(|(rest, _)| rest), Ok(rest), "{text}");
        }
        for text in [
            ". Ed. Masson", ". Edition", " Edgar", ", Ports", " HG. Ports", ", dir. Ports", " (Red Cross)",
            " (der Jüngere)",
        ] {
            assert!(edited_behind(text).is_err(), "{text}");
        }
        for text in ["edited by ", "eds. ", "Hrsg. von ", "a cura di ", "ed. "] {
            assert_eq!(edited_before(text).map(|(rest, _)| rest), Ok(""), "{text}");
        }
        for text in ["In: ", "in ", "In “", "in: ders. (Hrsg.), ", "In dies.: "] {
            assert_eq!(inside(text).map(|(rest, _)| rest), Ok(""), "{text}");
        }
        assert!(inside("Inside ").is_err());
        for text in ["trans. ", "Translated by ", "übers. von "] {
            assert_eq!(translated_before(text).map(|(rest, _)| rest), Ok(""), "{text}");
        }
        assert!(translated_before("IEEE Trans ").is_err());
        for (text, host) in [
            (", in «Archivio veneto», xxvii", "Archivio veneto"),
            (", in “ Il porto ”, 9", "Il porto"),
            (", in « Archivio", "Archivio"),
        ] {
            assert_eq!(quoted_host(text).map(|(_, host)| host), Ok(host), "{text}");
        }
        for text in [", in “new left” lands", ", in Archivio", ", inside «Archivio»"] {
            assert!(quoted_host(text).is_err(), "{text}");
        }
        assert!(takes_end("On tolls. In: ", inside) && takes_end("Tolls, Hrsg. von ", edited_before));
        assert!(!takes_end("On tolls. In the north: ", inside) && !takes_end("Berlin ", inside));
    }
}
