//! Where in a work or a series something stands: pages, volumes, issues, editions.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_till, take_while, take_while_m_n, take_while1};
use nom::character::complete::{digit1, one_of, satisfy, space0, space1};
use nom::combinator::{all_consuming, eof, map, not, opt, peek, recognize, rest, value, verify};
use nom::multi::many0;
use nom::sequence::{delimited, preceded, separated_pair, terminated};
use nom::{IResult, Parser};

/// A page as printed: `289`, `S289`, `143D`, `12 ff.`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page<'s> {
    /// Letters before the number.
    pub(crate) lead: &'s str,
    pub(crate) digits: &'s str,
    /// What follows the number.
    pub(crate) tail: &'s str,
}

/// `page = [ letters ] digits [ letters | "f." | "ff." | "sq." | "sqq." ]`, at most three letters: all of
/// `S289`, `e 1012`, `143D`, `12 ff.`; refuses `S-12`, `1012 pages`.
pub(crate) fn page(i: &str) -> IResult<&str, Page<'_>> {
    let letters = || take_while_m_n(0, 3, char::is_alphabetic);
    let following = alt((tag("sqq."), tag("sq."), tag("ff."), tag("f.")));
    let tail = recognize((space0, alt((terminated(following, eof), letters())), space0));
    let lead = terminated(letters(), take_while(|c| matches!(c, ' ' | '.')));
    map(all_consuming((lead, digit1, tail)), |(lead, digits, tail)| Page { lead, digits, tail }).parse(i)
}

/// `roman = 1*( "i" | "v" | "x" | "l" | "c" | "d" | "m" )`: all of `xii`, `XV`.
pub(crate) fn roman(i: &str) -> IResult<&str, &str> {
    all_consuming(take_while1(|c| "ivxlcdmIVXLCDM".contains(c))).parse(i)
}

/// `range = end { dash end }`: the ends of `67–74`, of `S117--S132`, of `12`; empty ones are left out.
pub(crate) fn range(i: &str) -> IResult<&str, Vec<&str>> {
    let end = map(take_while1(|c| !is_dash(c)), str::trim);
    let ends = many0(alt((map(take_while1(is_dash), |_| ""), end)));
    map(all_consuming(ends), |ends| ends.into_iter().filter(|end| !end.is_empty()).collect()).parse(i)
}

/// The dashes that print ranges.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// `page-word = ( "p" | "pp" | "page" | "S." | … ) ( "." | ":" | " " )`: `pp. `, `S. `, `p`; leaves `12`.
/// Refuses the `S` of `S12`, a word that nothing follows, and words that are none for pages.
pub(crate) fn page_word(i: &str) -> IResult<&str, &str> {
    let word = verify(take_while1(|c: char| c.is_alphabetic() || c == '.'), |word: &str| {
        PAGE_WORDS.contains(&word.trim_end_matches('.').to_lowercase().as_str())
    });
    let (after, word) = preceded(take_while(|c| matches!(c, '(' | '[' | ' ')), word).parse(i)?;
    let apart = value((), peek(one_of(" :")));
    let glued = verify(tag(""), |_: &str| word.ends_with('.') || matches!(word, "p" | "pp"));
    let signs = take_while(|c| matches!(c, ' ' | ':' | '.'));
    map((alt((apart, value((), glued))), signs, not(eof)), |_| word).parse(after)
}

/// `volume-word = ( "vol" | "Band" | … ) { " " | "." | ":" | "#" }`: `Vol. `, `Bd.`; leaves `12`.
pub(crate) fn volume_word(i: &str) -> IResult<&str, &str> {
    word_before_number(VOLUME_WORDS, i)
}

/// `year-of-run = digits [ at most three signs ] " " ( "année" | "Jahrgang" | "Jg." | "anno" | … )`, all of it: the `44` of `44e année`, by which journals
/// count their volumes.
pub(crate) fn year_of_run(i: &str) -> IResult<&str, &str> {
    let ending = take_while_m_n(0, 3, |c: char| !c.is_ascii_digit() && c != ' ');
    let named = verify(rest, |word: &str| YEARS_OF_RUN.contains(&word.to_lowercase().trim_end_matches('.')));
    terminated(digit1, (ending, space1, named)).parse(i)
}

/// `short-body = "Inc" | "Univ" | "Verl" | …`, all of it: a word in names of publishers and other bodies that is cut short; refuses `Press`.
pub(crate) fn short_body(i: &str) -> IResult<&str, &str> {
    all_consuming(verify(letters, |word: &str| SHORT_BODIES.contains(&word))).parse(i)
}

/// `counted-volumes = 1*2digit blank ( "vols." | "Bde." | "tomes" | … | ( "vol." | "t." ), with no number behind )`: how many volumes a work has, of
/// `3 vols.`, `5 Bde.`, `2 vol., Paris`; refuses `1 vol.`, `2 vol. 3`.
pub(crate) fn counted_volumes(i: &str) -> IResult<&str, &str> {
    let count = verify(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), |count: &str| count != "1");
    let several = verify(letters, |word: &str| SEVERAL_VOLUMES.contains(&word.to_lowercase().as_str()));
    let one = verify(letters, |word: &str| matches!(word, "vol" | "t" | "т" | "Bd"));
    let no_number = not((opt(tag(".")), space0, digit1));
    terminated(count, (space1, alt((several, terminated(one, no_number))))).parse(i)
}

/// `all-volumes = ( "Vols." | "Bde." | … ) { blank } "1" dash 1*2digit`: the last of all volumes, 9 of `Vols. 1–9`; refuses `Vols. 3–9`.
pub(crate) fn all_volumes(i: &str) -> IResult<&str, &str> {
    let several = verify(letters, |word: &str| SEVERAL_VOLUMES.contains(&word.to_lowercase().as_str()));
    let last = take_while_m_n(1, 2, |c: char| c.is_ascii_digit());
    let ends = not(satisfy(char::is_alphanumeric));
    delimited((several, opt(tag(".")), space0, tag("1"), satisfy(is_dash)), last, ends).parse(i)
}

fn letters(i: &str) -> IResult<&str, &str> {
    take_while1(char::is_alphabetic).parse(i)
}

/// `issue-word = ( "no" | "Heft" | … ) { " " | "." | ":" | "#" }`: `No. `, `Heft `, `#`; leaves `3`.
pub(crate) fn issue_word(i: &str) -> IResult<&str, &str> {
    word_before_number(ISSUE_WORDS, i)
}

/// One of `words` and what stands between it and its number; refuses a word that nothing follows.
fn word_before_number<'s>(words: &[&str], i: &'s str) -> IResult<&'s str, &'s str> {
    let word = take_till(|c: char| c.is_whitespace() || c == '.' || c.is_ascii_digit());
    let known = verify(word, |word: &str| words.contains(&word.to_lowercase().as_str()));
    let signs = || take_while(|c| matches!(c, ' ' | '.' | ':' | '#' | 'º' | '°'));
    alt((terminated(known, (signs(), not(eof))), terminated(tag("#"), many0(tag("#"))))).parse(i)
}

/// `enclosed = "(" text ")"`, all of it, with no bracket inside: the text of `(51)`.
pub(crate) fn enclosed(i: &str) -> IResult<&str, &str> {
    let text = take_till(|c| matches!(c, '(' | ')'));
    all_consuming(delimited(tag("("), map(text, str::trim), tag(")"))).parse(i)
}

/// `volume-and-issue = digits " " issue-word text | text ( "," | ":" | "(" | "." ) text`: `35` and `4` of `35(4`, `16` and `1`
/// of `16, 1`, `85` and `no. 6` of `85 no. 6`.
pub(crate) fn volume_and_issue(i: &str) -> IResult<&str, (&str, &str)> {
    let joint = |c| matches!(c, ',' | ':' | '(' | '.');
    let named = separated_pair(digit1, space1, verify(rest, |issue: &str| issue_word(issue).is_ok()));
    let parted = map((take_till(joint), one_of(",:(."), rest), |(volume, _, issue)| (volume, issue));
    alt((named, parted)).parse(i)
}

/// `supplement = ( "Suppl" | "Supplement" ) [ "." ] [ digits ]`, in any case, all of it: `Suppl. 1`, `Supplement 2`, `suppl`.
pub(crate) fn supplement(i: &str) -> IResult<&str, &str> {
    let word = alt((tag_no_case("supplement"), tag_no_case("suppl")));
    all_consuming(recognize((word, opt(tag(".")), space0, opt(digit1)))).parse(i)
}

/// `two-numbers = digits " " digits`, all of it: `24` and `8` of `24 8`.
pub(crate) fn two_numbers(i: &str) -> IResult<&str, (&str, &str)> {
    all_consuming(separated_pair(digit1, space1, digit1)).parse(i)
}

/// `edition = { sign } ordinal { sign } [ edition-word ] …`: the one word of `2nd ed.`, `Third edition`, `6.ª ed.` that is
/// none for *edition*; refuses `3rd rev. ed.`, which has two.
pub(crate) fn edition(i: &str) -> IResult<&str, &str> {
    let signs = || take_while(|c| matches!(c, ' ' | '.' | ',' | 'ª' | 'º'));
    let word = || take_while1(|c| !matches!(c, ' ' | '.' | ','));
    let named = || verify(word(), |word: &str| EDITION_WORDS.contains(&word.to_lowercase().as_str()));
    let names = || many0(terminated(named(), signs()));
    let own = verify(word(), |word: &str| !EDITION_WORDS.contains(&word.to_lowercase().as_str()));
    all_consuming(delimited((signs(), names()), own, (signs(), names()))).parse(i)
}

/// Whether `word` is one for *edition*.
pub(super) fn is_edition_word(word: &str) -> bool {
    EDITION_WORDS.contains(&word.to_lowercase().as_str())
}

/// `ordinal = digits [ at most three signs ] | "first" | "zweite" | …`: the digits of all of `2nd`, `3.`,
/// `zweite`.
pub(crate) fn ordinal(i: &str) -> IResult<&str, &str> {
    let ending = take_while_m_n(0, 3, |c: char| !c.is_ascii_digit());
    let named = |word: &str| ORDINALS.iter().find(|(name, _)| *name == word).map(|(_, digits)| *digits);
    let word = nom::combinator::map_opt(rest, named);
    alt((all_consuming(terminated(digit1, ending)), word)).parse(i)
}

const PAGE_WORDS: &[&str] = &[
    "p", "pp", "pg", "pgs", "page", "pages", "s", "seite", "seiten", "pág", "págs", "pag", "pags", "с", "стр",
];

const VOLUME_WORDS: &[&str] =
    &["vol", "vols", "volume", "bd", "band", "bde", "jg", "jahrgang", "tome", "том", "т"];

/// Words for the years that a journal has run, behind their number.
const YEARS_OF_RUN: &[&str] =
    &["année", "annee", "jahrgang", "jahrg", "jg", "anno", "annata", "año", "ano", "rocznik"];

/// Words in names of bodies that are cut short.
const SHORT_BODIES: &[&str] = &[
    "Acad", "Assoc", "Bros", "Co", "Corp", "Dept", "Ges", "Inc", "Inst", "Lib", "Ltd", "Ltda", "Mfg", "Natl",
    "Publ", "Pubs", "Pubns", "Soc", "Univ", "Verl", "Wiss",
];

/// Words for more volumes than one.
const SEVERAL_VOLUMES: &[&str] = &[
    "vols", "volumes", "bde", "bdn", "bände", "bänden", "voll", "volumi", "tomes", "tomos", "tomi", "tt",
    "volúmenes", "dln", "delen", "тт",
];

const ISSUE_WORDS: &[&str] = &[
    "no", "nos", "nr", "num", "núm", "number", "issue", "iss", "heft", "h", "n°", "nº", "№", "n", "fasc",
    "č", "čís", "szám",
];

const EDITION_WORDS: &[&str] = &[
    "ed", "edn", "edition", "aufl", "auflage", "éd", "édition", "edizione", "ediz", "edición", "edição",
    "изд", "издание", "vyd", "vydání", "wyd", "uppl", "opl", "oplag",
];

/// Words for editions, in the languages that ibid reads.
const ORDINALS: &[(&str, &str)] = &[
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("fourth", "4"),
    ("fifth", "5"),
    ("sixth", "6"),
    ("seventh", "7"),
    ("eighth", "8"),
    ("ninth", "9"),
    ("tenth", "10"),
    ("eleventh", "11"),
    ("twelfth", "12"),
    ("erste", "1"),
    ("zweite", "2"),
    ("dritte", "3"),
    ("vierte", "4"),
    ("fünfte", "5"),
    ("sechste", "6"),
    ("siebte", "7"),
    ("siebente", "7"),
    ("achte", "8"),
    ("neunte", "9"),
    ("zehnte", "10"),
    ("elfte", "11"),
    ("zwölfte", "12"),
    ("première", "1"),
    ("deuxième", "2"),
    ("troisième", "3"),
    ("quatrième", "4"),
    ("cinquième", "5"),
    ("prima", "1"),
    ("seconda", "2"),
    ("terza", "3"),
    ("quarta", "4"),
    ("quinta", "5"),
    ("segunda", "2"),
    ("primera", "1"),
    ("tercera", "3"),
    ("cuarta", "4"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parser: fn(&str) -> IResult<&str, &str>, input: &str, rest: &str, want: &str) {
        assert_eq!(parser(input), Ok((rest, want)), "{input}");
    }

    #[test]
    fn single_pages() {
        for (input, lead, digits, tail) in [
            ("289", "", "289", ""),
            ("S289", "S", "289", ""),
            ("e 1012", "e", "1012", ""),
            ("143D", "", "143", "D"),
        ] {
            assert_eq!(page(input), Ok(("", Page { lead, digits, tail })), "{input}");
        }
        assert_eq!(page("12 ff.").map(|(_, page)| page.tail), Ok(" ff."));
        for input in ["S-12", "1012 pages", "abcd12", "xii", ""] {
            assert!(page(input).is_err(), "{input}");
        }
    }

    #[test]
    fn page_ranges() {
        for (input, want) in [("67–74", vec!["67", "74"]), ("S1 -- S3", vec!["S1", "S3"]), ("–5-", vec!["5"])]
        {
            assert_eq!(range(input), Ok(("", want)), "{input}");
        }
        check(roman, "xii", "", "xii");
        assert!(roman("xia").is_err());
    }

    #[test]
    fn words_before_numbers() {
        check(page_word, "pp. 12–5", "12–5", "pp.");
        check(page_word, "(S. 12", "12", "S.");
        check(page_word, "p12", "12", "p");
        check(volume_word, "Vol. 12", "12", "Vol");
        check(issue_word, "Nr.4", "4", "Nr");
        check(issue_word, "#4", "4", "#");
        for (parser, input) in [
            (page_word as fn(&str) -> IResult<&str, &str>, "S12"),
            (page_word, "pp."),
            (page_word, "see 12"),
            (volume_word, "Vol."),
            (issue_word, "August"),
        ] {
            assert!(parser(input).is_err(), "{input}");
        }
    }

    #[test]
    fn counts_of_volumes() {
        for (words, rest) in [
            ("3 vols. London", ". London"),
            ("5 Bde.", "."),
            ("2 vol., Paris", "., Paris"),
            ("2 vols. 1978", ". 1978"),
        ] {
            assert_eq!(counted_volumes(words), Ok((rest, words.split(' ').next().unwrap())), "{words}");
        }
        for words in ["1 vol.", "2 vol. 3", "300 volumes", "3 volunteers"] {
            assert!(counted_volumes(words).is_err(), "{words}");
        }
        check(all_volumes, "Vols. 1–9)", ")", "9");
        assert!(all_volumes("Vols. 3–9").is_err() && all_volumes("Vol. 1–9").is_err());
    }

    #[test]
    fn volumes_with_issues() {
        assert_eq!(volume_and_issue("35(4"), Ok(("", ("35", "4"))));
        assert_eq!(volume_and_issue("16, 1"), Ok(("", ("16", " 1"))));
        assert_eq!(volume_and_issue("85 no. 6"), Ok(("", ("85", "no. 6"))));
        assert_eq!(two_numbers("24 8"), Ok(("", ("24", "8"))));
        assert!(two_numbers("24 8a").is_err());
        assert!(volume_and_issue("12/13").is_err());
        check(enclosed, "( 51 )", "", "51");
        assert!(enclosed("(1) (2)").is_err());
    }

    #[test]
    fn editions() {
        check(edition, "2nd ed.", "", "2nd");
        check(edition, "ed. 3", "", "3");
        check(edition, "6.ª ed.", "", "6");
        check(ordinal, "elfte", "", "11");
        check(ordinal, "zweite", "", "2");
        check(ordinal, "2nd", "", "2");
        assert!(edition("3rd rev. ed.").is_err() && ordinal("2nd-rate").is_err() && ordinal("rev").is_err());
    }
}
