//! The dates of BibLaTeX: whether a value is one, and its parts as the formats of other programs take them.
//!
//! Grammar: ISO 8601-2, levels 0 and 1, as BibLaTeX reads it (manual, 2.3.8).

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{all_consuming, map_res, opt, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::{preceded, separated_pair, terminated};
use nom::{IResult, Parser};

use crate::bibliography::normalise::date::month_length;

/// A date, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: i32,
    /// 1 to 12.
    pub(crate) month: Option<u8>,
    /// 1 to 4, spring to winter, in place of a month.
    pub(crate) season: Option<u8>,
    pub(crate) day: Option<u8>,
    /// Whether it is uncertain or approximate: `1850~`, `1850?`, `1850%`.
    pub(crate) is_circa: bool,
}

impl Date {
    /// The season in words.
    pub(crate) fn season_in_words(&self) -> Option<&'static str> {
        let season = usize::from(self.season?);
        ["Spring", "Summer", "Autumn", "Winter"].get(season.checked_sub(1)?).copied()
    }

    /// The date in ISO 8601, without its season: `2001-03~`.
    pub(crate) fn iso(&self) -> String {
        let sign = if self.year < 0 { "-" } else { "" };
        let mut date = format!("{sign}{:04}", self.year.unsigned_abs());
        for part in [self.month, self.day].into_iter().flatten() {
            date.push_str(&format!("-{part:02}"));
        }
        date + if self.is_circa { "~" } else { "" }
    }
}

/// The dates in `value`, the source of a date field: one, or the ends of a range; none of an open end, nor of a year
/// of which a digit is not said.
pub(crate) fn dates(value: &str) -> Vec<Date> {
    value
        .split('/')
        .filter_map(|end| all_consuming(date).parse(end.trim()).ok())
        .map(|(_, date)| date)
        .collect()
}

/// `date = year [ "-" part [ "-" part ] ] [ "T" time ] *( "~" / "?" / "%" )`
///
/// Accepts `2001`, `2001-05-06`, `2004-22`, `1850~`, `2001-05-06T11:05:00Z`; refuses `199X`, `in press`.
fn date(i: &str) -> IResult<&str, Date> {
    let time = preceded(char('T'), take_while1(|c: char| c.is_ascii_digit() || ":.Z+-".contains(c)));
    let parts = (year, opt(part), opt(part));
    let (rest, ((year, first, second), marks)) =
        (terminated(parts, opt(time)), many0_count(one_of("~?%"))).parse(i)?;
    let first = first.flatten();
    let month = first.filter(|month| (1..=12).contains(month));
    let season = first.filter(|season| (21..=24).contains(season)).map(|season| season - 20);
    let day = month.and(second.flatten()).filter(|day| (1..=31).contains(day));
    Ok((rest, Date { year, month, season, day, is_circa: marks > 0 }))
}

/// `years = 4DIGIT ( "--" / "–" / "-" ) 4DIGIT`, a span as BibTeX prints it; the first and the last.
///
/// Accepts `1999--2003`; refuses `1999/2003`, which is a date, and `2001-12`.
pub(crate) fn years(i: &str) -> IResult<&str, (&str, &str)> {
    let year = || take_while_m_n(4, 4, |c: char| c.is_ascii_digit());
    separated_pair(year(), alt((tag("--"), tag("–"), tag("-"))), year()).parse(i)
}

/// `year = [ "Y" ] [ "-" ] 1*DIGIT`
///
/// Accepts `2001`, `-0044`, `Y-17000`.
fn year(i: &str) -> IResult<&str, i32> {
    let digits = recognize((opt(char('-')), take_while1(|c: char| c.is_ascii_digit())));
    preceded(opt(char('Y')), map_res(digits, str::parse)).parse(i)
}

/// Whether `value`, the source of a date field, is a date that BibLaTeX reads, or a range of two: `2001-05`, `2010/2012`, `1995/`,
/// `/2010`, `199X`, `2004-07-XX`. Days are counted, and a season has none.
pub(crate) fn is_date(value: &str) -> bool {
    let ends: Vec<&str> = value.splitn(3, '/').map(str::trim).collect();
    let is_range = ends.len() == 2;
    let is_open = |end: &str| is_range && (end.is_empty() || end == "..");
    ends.len() <= 2 && ends.iter().all(|end| is_open(end) || all_consuming(exact).parse(end).is_ok())
}

/// `exact = exact-year [ "-" month-or-season [ "-" day ] ] [ ( "T" / " " ) time ] *( "~" / "?" / "%" )`
///
/// Accepts `2001-05-06`, `2004-22`, `1850~`, `199X`, `2004-XX`; refuses `2001-13`, `2004-21-05`, `2001-02-30`, `199u`.
fn exact(i: &str) -> IResult<&str, ()> {
    let time = preceded(one_of("T "), take_while1(|c: char| c.is_ascii_digit() || ":.Z+-".contains(c)));
    let parts = (exact_year, opt((two, opt(two))), opt(time), many0_count(one_of("~?%")));
    verify(parts, |(year, parts, ..)| is_possible(year, *parts)).map(|_| ()).parse(i)
}

/// Whether `year` has the month, or season, and the day of `parts`; an open one is `None`.
fn is_possible(year: &str, parts: Option<(Option<u8>, Option<Option<u8>>)>) -> bool {
    let Some((first, day)) = parts else { return true };
    match first {
        Some(21..=24) => day.is_none(),
        Some(month) => {
            let days = || month_length(year.parse().unwrap_or(LEAP), month);
            (1..=12).contains(&month) && day.flatten().is_none_or(|day| (1..=days()).contains(&day))
        }
        None => day.flatten().is_none(),
    }
}

/// A leap year, for years of which digits are left open.
const LEAP: u16 = 2000;

/// `exact-year = "Y" [ "-" ] 5*DIGIT / [ "-" ] four digits, the last of them as "X"`
///
/// Accepts `2001`, `-0044`, `199X`, `Y-17000`; refuses `201`, `1X95`.
fn exact_year(i: &str) -> IResult<&str, &str> {
    let digits = take_while_m_n(5, 9, |c: char| c.is_ascii_digit());
    let long = recognize((char('Y'), opt(char('-')), digits));
    let is_year = |year: &str| year.trim_end_matches('X').bytes().all(|byte| byte.is_ascii_digit());
    let four = verify(take_while_m_n(4, 4, |c: char| c.is_ascii_digit() || c == 'X'), is_year);
    preceded(opt(char('-')), four).or(long).parse(i)
}

/// `two = "-" ( 2DIGIT / "XX" )`, the latter `None`.
///
/// Accepts `-05`, `-XX`; refuses `-5`.
fn two(i: &str) -> IResult<&str, Option<u8>> {
    let number = map_res(take_while_m_n(2, 2, |c: char| c.is_ascii_digit()), str::parse);
    preceded(char('-'), number.map(Some).or(tag("XX").map(|_| None))).parse(i)
}

/// `part = "-" ( 1*2DIGIT / "XX" )`, the latter `None`.
///
/// Accepts `-05`, `-22`, `-XX`.
fn part(i: &str) -> IResult<&str, Option<u8>> {
    let number = map_res(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), str::parse);
    preceded(char('-'), number.map(Some).or(tag("XX").map(|_| None))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_years() {
        for (value, want) in [
            ("1999--2003", Some(("1999", "2003"))),
            ("1999–2003", Some(("1999", "2003"))),
            ("1999/2003", None),
            ("2001-12", None),
            ("199X--2003", None),
        ] {
            assert_eq!(all_consuming(years).parse(value).ok().map(|(_, years)| years), want, "{value}");
        }
    }

    #[test]
    fn parts_of_dates() {
        let read = |value: &str| -> Vec<_> {
            dates(value).iter().map(|d| (d.year, d.month, d.season, d.day, d.is_circa)).collect()
        };
        for (value, want) in [
            ("2001", vec![(2001, None, None, None, false)]),
            ("2001-05-06", vec![(2001, Some(5), None, Some(6), false)]),
            ("2004-22", vec![(2004, None, Some(2), None, false)]),
            ("1850~", vec![(1850, None, None, None, true)]),
            ("1850?/1860", vec![(1850, None, None, None, true), (1860, None, None, None, false)]),
            ("1995/", vec![(1995, None, None, None, false)]),
            ("-0044-03-XX", vec![(-44, Some(3), None, None, false)]),
            ("2001-05-06T11:05:00+01:00", vec![(2001, Some(5), None, Some(6), false)]),
            ("2001-13", vec![(2001, None, None, None, false)]),
            ("199X", vec![]),
            ("in press", vec![]),
            ("99999999999", vec![]),
        ] {
            assert_eq!(read(value), want, "{value}");
        }
    }

    #[test]
    fn dates_are_written_as_they_are_read() {
        for date in ["2001", "2001-05-06", "1850~", "-0044-03"] {
            assert_eq!(dates(date).iter().map(Date::iso).collect::<String>(), date);
        }
    }

    #[test]
    fn what_is_a_date() {
        for (date, good) in [
            ("2010", true),
            ("2010-05", true),
            ("2010-05-17", true),
            ("2010/2012", true),
            ("2010/", true),
            ("2010-22", true),
            ("2010~", true),
            ("199X", true),
            ("2010-13", false),
            ("2010-05-32", false),
            ("2001-02-30", false),
            ("2023-02-29", false),
            ("2010-04-31", false),
            ("2024-02-29", true),
            ("2000-02-29", true),
            ("1900-02-29", false),
            ("199X-02-29", true),
            ("2004-XX", true),
            ("2004-07-XX", true),
            ("2004-XX-XX", true),
            ("2004-XX-05", false),
            ("2004-21-05", false),
            ("199u", false),
            ("1X95", false),
            ("-0044", true),
            ("Y-17000", true),
            ("2010-05-17T12:00:00Z", true),
            ("2010/2011/2012", false),
            ("May 2010", false),
            ("17.5.2010", false),
        ] {
            assert_eq!(is_date(date), good, "{date}");
        }
    }
}
