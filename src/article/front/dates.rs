//! When an article was published, and its DOI: `Published: 21 August 2014`, `© 2016`, `doi:10.3390/s140815553`.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, space0, space1};
use nom::combinator::{map_opt, opt, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::Stated;
use super::head::head;
use crate::article::{Line, LineRole};
use crate::span::Span;

/// How many lines of the first page are searched.
const LINES: usize = 150;

/// Year, month and day.
type Date = (u32, Option<u32>, Option<u32>);

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `year = 4DIGIT`, from 1800 to 2100.
fn year(i: &str) -> IResult<&str, u32> {
    let digits = take_while_m_n(4, 4, |c: char| c.is_ascii_digit());
    verify(map_opt(digits, |d: &str| d.parse().ok()), |year| (1800..2100).contains(year)).parse(i)
}

/// `month = 3*ALPHA [ "." ]`: an English month, in full or cut.
fn month(i: &str) -> IResult<&str, u32> {
    let word = take_while1(|c: char| c.is_ascii_alphabetic());
    let number = |word: &str| {
        let lower = word.to_ascii_lowercase();
        let at = MONTHS.iter().position(|month| lower.starts_with(month))?;
        u32::try_from(at + 1).ok()
    };
    terminated(map_opt(word, number), opt(char('.'))).parse(i)
}

/// `day = 1*2DIGIT [ "st" / "nd" / "rd" / "th" ]`
fn day(i: &str) -> IResult<&str, u32> {
    let day = verify(map_opt(digit1, |d: &str| d.parse().ok()), |day| (1..=31).contains(day));
    terminated(day, opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th"))))).parse(i)
}

/// `date = day month year / month day "," year / month year / year "-" month "-" day / year`
///
/// Accepts `21 August 2014`, `Aug. 21, 2014`, `August 2014`, `2014-08-21`, `2014`.
fn date(i: &str) -> IResult<&str, Date> {
    let gap = || (opt(char(',')), space1);
    let number = |max: u32| {
        verify(map_opt(take(2_usize), |d: &str| d.parse::<u32>().ok()), move |n| (1..=max).contains(n))
    };
    alt((
        (day, space1, month, gap(), year).map(|(d, _, m, _, y)| (y, Some(m), Some(d))),
        (month, space1, day, gap(), year).map(|(m, _, d, _, y)| (y, Some(m), Some(d))),
        (month, gap(), year).map(|(m, _, y)| (y, Some(m), None)),
        (year, one_of("-/."), number(12), one_of("-/."), number(31))
            .map(|(y, _, m, _, d)| (y, Some(m), Some(d))),
        year.map(|y| (y, None, None)),
    ))
    .parse(i)
}

/// How an article says its date, the best statement first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Saying {
    Published,
    Copyright,
    Accepted,
    Revised,
}

/// What statements begin with.
const STARTS: &str = "PpAaDdRrCc©(";

/// `statement = saying [ "online" / "on" ] [ ":" ] date / "©" [ holder ] year`
fn statement(i: &str) -> IResult<&str, (Saying, Date)> {
    let said = alt((
        alt((
            tag_no_case("published"),
            tag_no_case("available online"),
            tag_no_case("publication date"),
            tag_no_case("date of publication"),
        ))
        .map(|_| Saying::Published),
        tag_no_case("accepted").map(|_| Saying::Accepted),
        tag_no_case("revised").map(|_| Saying::Revised),
    ));
    let filler = (
        space0,
        opt(alt((tag_no_case("online"), tag_no_case("on"), tag_no_case("for publication")))),
        space0,
        opt(one_of(":;,")),
        space0,
    );
    let holder = opt((space0, tag_no_case("the author"), opt(char('s')), opt(tag("(s)")), opt(char('.'))));
    let sign = (
        alt((tag("©"), tag_no_case("copyright ©"), tag_no_case("copyright"), tag("(c)"))),
        opt((space0, char('©'))),
        holder,
        opt(char(',')),
        space0,
    );
    alt((
        (said, filler, date).map(|(said, _, date)| (said, date)),
        preceded(sign, year).map(|year| (Saying::Copyright, (year, None, None))),
    ))
    .parse(i)
}

/// When the article with these `lines` was published, else accepted.
pub(super) fn publication(lines: &[Line]) -> Option<Stated> {
    let mut best: Option<(Saying, Date, Vec<Span>)> = None;
    for text in first_page(lines).map(|line| &line.text) {
        for (span, (saying, date)) in statements(text.as_str()) {
            if best.as_ref().is_none_or(|(known, ..)| saying < *known) {
                best = Some((saying, date, text.source_spans(span)));
            }
        }
    }
    let (saying, date, spans) = best?;
    let confidence = if saying <= Saying::Copyright { 0.95 } else { 0.8 };
    Some(Stated { value: iso(date), spans, confidence })
}

/// The DOI that the first page prints for the article itself: in its head, or in a running head or foot.
pub(super) fn doi(lines: &[Line]) -> Option<Stated> {
    let says = |line: &&Line| line.text.as_str().to_lowercase().contains("doi");
    let line = head(lines).lines.into_iter().take(HEAD).find(says);
    let furniture = || first_page(lines).filter(|line| line.role == LineRole::Furniture).find(says);
    let line = line.or_else(furniture)?;
    let text = line.text.as_str();
    let start = text.match_indices("10.").map(|(at, _)| at).find(|&at| {
        let registrant = text.get(at + 3..).and_then(|rest| rest.split_once('/'));
        registrant.is_some_and(|(digits, _)| {
            digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        })
    })?;
    let rest = text.get(start..)?;
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let value = rest.get(..end)?.trim_end_matches(['.', ',', ';', ')', ']']);
    // A DOI that goes on behind a blank is not whole.
    let goes_on = rest
        .get(value.len()..)?
        .strip_prefix(". ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let spans = line.text.source_spans(Span::new(start, start + value.len()));
    (!goes_on).then(|| Stated { value: value.replace('\u{2011}', "-"), spans, confidence: 0.95 })
}

/// How far down a DOI is the article's own and not one of its references'.
const HEAD: usize = 25;

/// Longest line of a page that is set in lines, in bytes; where they are longer, they are paragraphs of the text.
const LONGEST: usize = 240;

fn first_page(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let page = lines.first().map_or(1, |line| line.page);
    let printed = lines.iter().take_while(move |line| line.page == page).take(LINES);
    printed.filter(|line| line.text.as_str().len() <= LONGEST)
}

/// All statements in `text`, each at the start of a word, with their places.
fn statements(text: &str) -> impl Iterator<Item = (Span, (Saying, Date))> {
    let mut before = None;
    text.char_indices().filter_map(move |(at, c)| {
        let starts = before.replace(c).is_none_or(|b: char| !b.is_alphanumeric());
        let rest = text.get(at..).filter(|_| starts && STARTS.contains(c))?;
        let (left, found) = statement(rest).ok()?;
        Some((Span::new(at, text.len() - left.len()), found))
    })
}

/// The date that `text` says, as ISO 8601: of several the first.
///
/// Accepts `Spring 2014`, gives `2014`; `21 August 2014` gives `2014-08-21`.
#[cfg(any(feature = "markup", test))]
pub(in crate::article) fn date_of(text: &str) -> Option<String> {
    let mut before = None;
    let mut starts = text.char_indices().filter(move |&(_, c)| {
        before.replace(c).is_none_or(|b: char| !b.is_alphanumeric()) && c.is_ascii_alphanumeric()
    });
    starts.find_map(|(at, _)| {
        let (rest, found) = date(text.get(at..)?).ok()?;
        (!rest.starts_with(|c: char| c.is_ascii_digit())).then(|| iso(found))
    })
}

fn iso((year, month, day): Date) -> String {
    let part = |part: Option<u32>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
    format!("{year}{}{}", part(month), part(month.and(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_and_numbers() {
        for (text, want) in [
            ("21 August 2014", Some("2014-08-21")),
            ("Aug. 3rd, 2014", Some("2014-08-03")),
            ("Spring 2014", Some("2014")),
            ("2014-08-21", Some("2014-08-21")),
            ("May 2014", Some("2014-05")),
            ("\\today", None),
            ("12345", None),
        ] {
            assert_eq!(date_of(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn the_best_statement_of_a_page_counts() {
        let read = |text: &str| crate::read("a.txt", text.as_bytes()).unwrap().front;
        let text = "On Rivers and Roads\n\nAnn Roe1, Ben Lee2\n\nReceived: 7 March 2014; Revised 2 May 2014; Accepted: 13 August 2014\n\
                    Published online: 21 August 2014\n© The Author(s) 2015. doi:10.5555/ab(1)c.\n\nAbstract\n\nRivers rise.\n";
        let front = read(text);
        assert_eq!(front.date.unwrap().value, "2014-08-21");
        let doi = front.doi.unwrap();
        assert_eq!((doi.value.as_str(), &text[doi.spans[0].range()]), ("10.5555/ab(1)c", "10.5555/ab(1)c"));
        assert_eq!(read("Accepted 3 May 2014 by all.\nCopyright © 2015 Roe\n").date.unwrap().value, "2015");
        assert_eq!(read("It was published in 2014 by Roe.\n").date, None);
    }
}
