//! The dates of BibLaTeX as the formats of other programs take them: in parts.
//!
//! Grammar: ISO 8601-2, levels 0 and 1, as BibLaTeX reads it (manual, 2.3.8).

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{all_consuming, map_res, opt, recognize};
use nom::multi::many0_count;
use nom::sequence::{preceded, separated_pair, terminated};
use nom::{IResult, Parser};

/// A date, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i32,
    /// 1 to 12.
    pub(super) month: Option<u8>,
    /// 1 to 4, spring to winter, in place of a month.
    pub(super) season: Option<u8>,
    pub(super) day: Option<u8>,
    /// Whether it is uncertain or approximate: `1850~`, `1850?`, `1850%`.
    pub(super) is_circa: bool,
}

impl Date {
    /// The season in words.
    pub(super) fn season_in_words(&self) -> Option<&'static str> {
        let season = usize::from(self.season?);
        ["Spring", "Summer", "Autumn", "Winter"].get(season.checked_sub(1)?).copied()
    }

    /// The date in ISO 8601, without its season: `2001-03~`.
    pub(super) fn iso(&self) -> String {
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
pub(super) fn dates(value: &str) -> Vec<Date> {
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
pub(super) fn years(i: &str) -> IResult<&str, (&str, &str)> {
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
    fn dates_are_written_as_they_are_read() {
        for date in ["2001", "2001-05-06", "1850~", "-0044-03"] {
            assert_eq!(dates(date).iter().map(Date::iso).collect::<String>(), date);
        }
    }
}
