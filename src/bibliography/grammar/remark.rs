//! What references remark on beside their fields: when an address was looked at, which number an article has, which version
//! a program.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n, take_while1};
use nom::character::complete::{digit1, one_of, satisfy, space0};
use nom::combinator::{all_consuming, not, opt, peek, recognize, rest, value, verify};
use nom::multi::{many0_count, many1_count};
use nom::sequence::{delimited, preceded, separated_pair, terminated};
use nom::{IResult, Parser};

use super::date::{day, month, year};
use super::opens;

/// `access = [ "last" ] access-word { sign } [ "on" ] { sign } calendar-date [ { sign } address-word ]`, when an address was looked
/// at: the day of `accessed 12 May 2010`, `Zugriff am 12.5.2010`, `cited 2010 May 12`, `Retrieved May 12, 2010, from`; refuses
/// `accessed by`, `cited in 2010`.
pub(crate) fn access(i: &str) -> IResult<&str, &str> {
    let one = |words: &'static [&str]| verify(letters, move |word: &str| among(word, words));
    let begin = (opt((one(LAST), signs)), one(ACCESSED), signs, opt((one(ON), signs)));
    let end = opt((signs, one(FROM), not(satisfy(char::is_alphanumeric))));
    delimited(begin, calendar_date, end).parse(i)
}

/// Whether `words` may begin what [`access`] takes, by their first letters, so that few need be read for it.
pub(crate) fn opens_access(words: &str) -> bool {
    opens(words, &OPENING_ACCESS)
}

/// How the words begin with which that opens.
const OPENING_ACCESS: [&[u8; 3]; 20] = [
    b"acc", b"ret", b"vie", b"vis", b"con", b"dow", b"cit", b"abg", b"auf", b"zug", b"abr", b"bes", b"ace",
    b"ger", b"las", b"dat", b"let", b"zul", b"der", b"ult",
];

/// `address-words = 1*( ( "available" | "from" | "unter" | … ) { sign } )`, all of it: what leads to an address and says nothing
/// else: `Available from`, `URL:`.
pub(crate) fn address_words(i: &str) -> IResult<&str, usize> {
    let word = verify(letters, |word: &str| among(word, LEADING) || among(word, FROM) || among(word, LAST));
    all_consuming(preceded(
        many0_count(one_of(" .:,[]()")),
        many1_count(terminated(word, many0_count(one_of(" .:,[]()")))),
    ))
    .parse(i)
}

/// `calendar-date = day month year | month day year | year month [ day ] | month year`, months in words or digits, but a month in
/// digits only beside a day: `12 May 2010`, `May 12th, 2010`, `2010-05-12`; refuses `2010`, `12 p`.
pub(crate) fn calendar_date(i: &str) -> IResult<&str, &str> {
    let named = || value((), month);
    let year = || value((), year);
    let then = || value((), many0_count(one_of(" ,./-‐–")));
    let any = || alt((named(), day));
    let date = alt((
        value((), (day, then(), any(), then(), year())),
        value((), (named(), then(), day, then(), year())),
        value((), (year(), then(), any(), then(), day)),
        value((), (year(), then(), named())),
        value((), (named(), then(), year())),
    ));
    recognize(terminated(date, peek(not(satisfy(char::is_alphanumeric))))).parse(i)
}

/// `article-number = ( "Article" | "Art." ) [ "ID" | "no." | "number" ] { sign } number`, in any case: its number, of `Article ID 158348`
/// and `article no. e87`; refuses `Article`, `articles 3`, `Article 13(1)`.
pub(crate) fn article_number(i: &str) -> IResult<&str, &str> {
    let number = recognize((take_while_m_n(0, 2, |c: char| c.is_ascii_alphabetic()), digit1));
    let ends = peek(not(alt((value((), satisfy(char::is_alphanumeric)), value((), tag("("))))));
    preceded(article_word, terminated(number, ends)).parse(i)
}

/// `article-code = ( "e" ( 1*digit | 2*3lower 4*digit ) | upper ( 5*digit | "0" 3*digit ) | "E" 3*digit | "0" 4*digit ) [ "(R)" ]`, all of it, by which
/// journals without printed pages number their articles: `e1003435`, `eaba2949`, `L03702`, `061102(R)`; refuses `S123`, `1061102`.
pub(crate) fn article_code(i: &str) -> IResult<&str, &str> {
    let digits = |least| take_while_m_n(least, 12, |c: char| c.is_ascii_digit());
    let small = take_while_m_n(2, 3, |c: char| c.is_ascii_lowercase());
    let electronic = recognize((tag("e"), alt((digits(1), recognize((small, digits(4)))))));
    let upper = satisfy(|c| c.is_ascii_uppercase());
    let lettered = recognize((upper, alt((digits(5), recognize((tag("0"), digits(3)))))));
    let plain = recognize((tag("0"), digits(4)));
    let code = alt((electronic, lettered, recognize((tag("E"), digits(3))), plain));
    all_consuming(recognize((code, opt(tag("(R)"))))).parse(i)
}

/// `article-word = ( "Article" | "Art." ) [ "ID" | "no." | "number" ] { sign }`, in any case, what stands before the number of an article:
/// `Article ID `, `art. `.
pub(crate) fn article_word(i: &str) -> IResult<&str, &str> {
    let word = verify(letters, |word: &str| among(word, &["article", "art"]));
    let number = verify(letters, |word: &str| among(word, &["id", "no", "nr", "number"]));
    recognize((word, signs, opt((number, signs)))).parse(i)
}

/// `pages-of-article = number ":" digits dash number ":" digits`, the number of an article and pages within it, as the ACM prints them, the
/// number the same: `61:1–61:11`; refuses `10:1-12`, `1:2-3:4`.
pub(crate) fn pages_of_article(i: &str) -> IResult<&str, &str> {
    let page = || separated_pair(digit1, tag(":"), digit1);
    let range = separated_pair(page(), one_of("-‐–—"), page());
    recognize(verify(range, |((first, _), (last, _)): &((&str, &str), (&str, &str))| first == last)).parse(i)
}

/// `state = ( "forthcoming" | "submitted" | "to appear" | "manuscript" | … ) [ "." ]`, in any case, all of it: `Submitted`, `in press.`;
/// refuses `Submitted to Trade`.
pub(crate) fn state(i: &str) -> IResult<&str, &str> {
    let is_state = |words: &str| among(words, STATES) || among(words, UNPUBLISHED);
    all_consuming(verify(rest, |words: &str| is_state(words.strip_suffix('.').unwrap_or(words)))).parse(i)
}

/// `unpublished = "manuscript" | "mimeo" | …`, in any case, all of it.
pub(crate) fn unpublished(i: &str) -> IResult<&str, &str> {
    all_consuming(verify(rest, |words: &str| among(words, UNPUBLISHED))).parse(i)
}

/// `to-appear-in = ( "to appear" | "accepted" ) "in"`, in any case, with the blank behind it: of `To appear in Trade` it leaves `Trade`.
pub(crate) fn to_appear_in(i: &str) -> IResult<&str, &str> {
    let said =
        recognize((alt((tag_no_case("to appear"), tag_no_case("accepted"))), space0, tag_no_case("in")));
    terminated(said, tag(" ")).parse(i)
}

/// Words for a work that is not yet out.
const STATES: &[&str] = &[
    "forthcoming", "submitted", "to appear", "in press", "in preparation", "im druck", "im erscheinen",
    "in vorbereitung", "accepted", "sous presse", "à paraître", "en prensa", "in corso di stampa",
    "в печати",
];

/// Words for a work that never was.
const UNPUBLISHED: &[&str] = &[
    "unpublished manuscript",
    "unveröffentlichtes manuskript",
    "unpublished document",
    "draft paper",
    "first draft",
    "manuscript",
    "manuskript",
    "mimeo",
    "draft",
];

/// `review-number = "MR" 6*7digit`, of a review in *Mathematical Reviews*: `MR0468014`; refuses `MR 468`.
pub(crate) fn review_number(i: &str) -> IResult<&str, &str> {
    let number = take_while_m_n(6, 7, |c: char| c.is_ascii_digit());
    recognize((tag("MR"), number, peek(not(satisfy(char::is_alphanumeric))))).parse(i)
}

/// `original-publication = ( "Original work published" | "First published" | "Zuerst erschienen" | … ) [ "in" ] year`, in any case, all of it: the year of
/// `Original work published 1920`; refuses `Published 1920`, `First published in Trade 1920`.
pub(crate) fn original_publication(i: &str) -> IResult<&str, &str> {
    let words = alt((
        tag_no_case("original work published"),
        tag_no_case("originally published"),
        tag_no_case("original published"),
        tag_no_case("original edition"),
        tag_no_case("first published"),
        tag_no_case("first edition"),
        tag_no_case("erstmals erschienen"),
        tag_no_case("zuerst erschienen"),
        tag_no_case("obra original publicada"),
    ));
    let joint = (many0_count(one_of(" .:,")), opt((alt((tag("in"), tag("en"))), space0)));
    all_consuming(delimited((words, joint), recognize(year), opt(one_of(".)")))).parse(i)
}

/// `package-version = "package" { sign } version`, in any case: the version of `package version 2.4–4`; refuses `package 2`.
pub(crate) fn package_version(i: &str) -> IResult<&str, &str> {
    let package = verify(letters, |word: &str| among(word, &["package", "module", "library"]));
    preceded((package, signs), version).parse(i)
}

/// `version = ( ( "version" | "ver" ) { sign } | "v" ) digits *( ( "." | "-" | "_" ) 1*alphanumeric )`, the words in any case: the
/// version of `Version 1.0.2`, `v2.4-4b`; refuses `version two`, `versions 3`, `v. 3.6.2002`, `v2`.
pub(crate) fn version(i: &str) -> IResult<&str, &str> {
    let word = verify(letters, |word: &str| among(word, &["version", "ver"]));
    let step = || (one_of(".-‐–_"), take_while1(char::is_alphanumeric));
    let number = recognize((digit1, many0_count(step())));
    let pointed = recognize((digit1, many1_count(step())));
    let number = alt((preceded((word, signs), number), preceded(tag("v"), pointed)));
    terminated(number, peek(not(satisfy(char::is_alphanumeric)))).parse(i)
}

/// `preprint = "arXiv" [ ( "preprint" | "e-print" ) [ "s" ] ]`, in any case, all of it: what names the archive of an eprint and says no more.
pub(crate) fn preprint(i: &str) -> IResult<&str, &str> {
    let kind = alt((tag_no_case("preprint"), tag_no_case("e-print"), tag_no_case("eprint")));
    all_consuming(recognize((tag_no_case("arxiv"), signs, opt((kind, opt(tag_no_case("s")), signs)))))
        .parse(i)
}

/// `page-count = { sign } ( "p" | "pp" | "pages" | "S" | "Seiten" ) [ "." ]`, behind a number that counts pages: ` pages`, ` pp.`
fn page_count(i: &str) -> IResult<&str, &str> {
    let word = verify(letters, |word: &str| {
        word == "S" || among(word, &["p", "pp", "pages", "seiten", "págs", "str", "с", "стр"])
    });
    delimited(space0, word, opt(tag("."))).parse(i)
}

/// `counting = page-count`, with no number behind: what makes a count of pages of the number before: of ` p. ISBN 1` it leaves ` ISBN 1`; refuses
/// ` p. 44`, ` p.m.`.
pub(crate) fn counting(i: &str) -> IResult<&str, &str> {
    let number = (space0, satisfy(|c| c.is_ascii_digit() || matches!(c, '-' | '–')));
    terminated(page_count, not(alt((value((), number), value((), tag("m")))))).parse(i)
}

/// `counted-pages = 1*5digit page-count`, all of it: the number of `444 p.`, `15 pages`.
pub(crate) fn counted_pages(i: &str) -> IResult<&str, &str> {
    let number = take_while_m_n(1, 5, |c: char| c.is_ascii_digit());
    all_consuming(terminated(number, page_count)).parse(i)
}

fn letters(i: &str) -> IResult<&str, &str> {
    take_while1(char::is_alphabetic).parse(i)
}

fn signs(i: &str) -> IResult<&str, usize> {
    many0_count(one_of(" .:,")).parse(i)
}

/// Whether `word`, in any case, is among `words`, which are in lower case.
fn among(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
        || !word.is_ascii() && words.contains(&word.to_lowercase().as_str())
}

/// What is done with an address, in the languages that ibid reads.
const ACCESSED: &[&str] = &[
    "accessed", "retrieved", "viewed", "visited", "consulted", "downloaded", "cited", "abgerufen",
    "aufgerufen", "zugegriffen", "zugriff", "abruf", "aufruf", "besucht", "citado", "citato", "cité",
    "consulté", "consultado", "consultato", "acceso", "acesso", "geraadpleegd", "обращения",
];

/// What stands before that.
const LAST: &[&str] = &["last", "date", "дата", "letzter", "zuletzt", "dernier", "último", "ultimo"];

/// What stands between the day and an address.
const FROM: &[&str] = &["from", "at", "via", "unter", "auf", "de", "en", "sur", "da"];

/// What else leads to an address.
const LEADING: &[&str] = &[
    "available", "retrieved", "online", "internet", "url", "http", "https", "doi", "verfügbar", "abrufbar",
    "disponible", "disponibile", "disponível", "recuperado", "zugriff", "abruf", "preprint",
];

/// What stands between that and the day.
const ON: &[&str] = &["on", "at", "am", "vom", "le", "el", "il", "em", "op", "date"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_access() {
        for (printed, rest) in [
            ("accessed 12 May 2010)", ")"),
            ("Accessed on May 12th, 2010.", "."),
            ("Zugriff am 12.5.2010", ""),
            ("cited 2018 Mar 9];6", "];6"),
            ("Retrieved: 2010-05-12, 3", ", 3"),
            ("accessed March 2018", ""),
            ("Last accessed 12 May 2010", ""),
            ("Retrieved May 12, 2010, from http://a.org", " http://a.org"),
            ("дата", "дата"),
            ("accessed by 12 May 2010", "accessed by 12 May 2010"),
            ("cited in 2010", "cited in 2010"),
            ("accessed 2010", "accessed 2010"),
            ("accessed 12 May 20101", "accessed 12 May 20101"),
        ] {
            assert_eq!(access(printed).map_or(printed, |(rest, _)| rest), rest, "{printed}");
        }
        assert_eq!(access("Abruf am: 12.5.2010").map(|(_, day)| day), Ok("12.5.2010"));
        assert!(address_words("Available from: ").is_ok() && address_words("Available from Roe").is_err());
    }

    #[test]
    fn words_that_open_a_day_of_access() {
        assert!(
            ACCESSED.iter().chain(LAST).all(|word| opens_access(word) && opens_access(&word.to_uppercase()))
        );
        assert!(!["on", "Acta", "of 2010"].into_iter().any(opens_access));
    }

    #[test]
    fn numbers_of_articles() {
        assert_eq!(original_publication("Original work published 1920"), Ok(("", "1920")));
        assert_eq!(original_publication("First published in 1920."), Ok(("", "1920")));
        for refused in ["Published 1920", "First published in Trade 1920", "First published"] {
            assert!(original_publication(refused).is_err(), "{refused}");
        }
        assert_eq!(article_number("Article ID 158348, 2013"), Ok((", 2013", "158348")));
        assert_eq!(article_number("article no. e87"), Ok(("", "e87")));
        assert_eq!(article_number("Art. 5"), Ok(("", "5")));
        for refused in ["Article", "articles 3", "Article 13(1)", "Article 12b4"] {
            assert!(article_number(refused).is_err(), "{refused}");
        }
        for code in ["e12", "e1003435", "E123", "eaba2949", "L03702", "P0701", "061102", "061102(R)"] {
            assert!(article_code(code).is_ok(), "{code}");
        }
        for refused in ["S123", "S1234", "E12", "1061102", "0110", "eab12", "061102-9", "e"] {
            assert!(article_code(refused).is_err(), "{refused}");
        }
        assert_eq!(package_version("package version 2.4–4 [Internet]"), Ok((" [Internet]", "2.4–4")));
        assert_eq!(version("v2.0-1b."), Ok((".", "2.0-1b")));
        for refused in ["version two", "versions 3", "Volume 2", "v", "v2", "v. 3.6.2002"] {
            assert!(version(refused).is_err(), "{refused}");
        }
        assert_eq!(page_count(" pages, 3"), Ok((", 3", "pages")));
        assert!(page_count(" pieces").is_err());
        assert_eq!(counted_pages("444 p."), Ok(("", "444")));
        assert_eq!(pages_of_article("61:1–61:11, 2013"), Ok((", 2013", "61:1–61:11")));
        assert!(pages_of_article("10:1-12").is_err() && pages_of_article("1:2-3:4").is_err());
        assert!(preprint("arXiv e-prints").is_ok());
        assert!(preprint("arXiv preprint").is_ok() && preprint("arXiv preprint 3").is_err());
        assert!(counted_pages("444 p. 3").is_err());
        assert_eq!(counting(" p. ISBN 1"), Ok((" ISBN 1", "p")));
        assert!(counting(" p. 44").is_err() && counting(" p.–44").is_err() && counting(" lands").is_err());
        assert!(state("In press.").is_ok() && state("Submitted to Trade").is_err());
        assert!(unpublished("Mimeo").is_ok() && unpublished("Draft laws").is_err());
        assert_eq!(to_appear_in("To appear in Trade"), Ok(("Trade", "To appear in")));
        assert!(review_number("MR0468014.").is_ok() && review_number("MR 468").is_err());
    }
}
