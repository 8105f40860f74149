//! Times of the day, and how long something runs.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{satisfy, space0};
use nom::combinator::{fail, not, opt, peek, recognize};
use nom::{IResult, Parser};

/// `time-of-day = time blanks ( "a.m." | "p.m." | "AM" | "PM" | "Uhr" )`: `8:56 p.m.`, `20:15 Uhr`; refuses `8:56`.
pub(crate) fn time_of_day(i: &str) -> IResult<&str, &str> {
    let half =
        alt((tag_no_case("a.m."), tag_no_case("p.m."), tag_no_case("am"), tag_no_case("pm"), tag("Uhr")));
    recognize((time, space0, half, not(satisfy(char::is_alphanumeric)))).parse(i)
}

/// `running-time = time`, where what stands `before` ends in a word for something that runs: of `45:12. 2015` behind `Podcast audio, ` it leaves `. 2015`.
pub(crate) fn running_time<'a>(before: &str, i: &'a str) -> IResult<&'a str, &'a str> {
    let words = before.trim_end_matches([' ', ',', ';', ':', '.', '(']).to_lowercase();
    match RUNNING.iter().any(|word| words.ends_with(word)) {
        true => time.parse(i),
        false => fail().parse(i),
    }
}

/// Words for what runs, in lower case.
const RUNNING: &[&str] = &["video", "audio", "podcast", "film", "mp3", "mp4", "running time", "duration"];

/// `time = 1*3digit ":" 2digit [ ":" 2digit ]`
fn time(i: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_digit());
    let ends = peek(not(satisfy(|c: char| c.is_ascii_digit())));
    recognize((digits(1, 3), tag(":"), digits(2, 2), opt((tag(":"), digits(2, 2))), ends)).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for whole in ["8:56 p.m.", "20:15 Uhr", "10:15AM", "1:02:03 pm"] {
            assert_eq!(time_of_day(whole), Ok(("", whole)));
        }
        for other in ["8:56", "8:5 p.m.", "12:3-9 am", "8:56 among"] {
            assert!(time_of_day(other).is_err(), "{other}");
        }
        assert_eq!(running_time("YouTube video, ", "3:07, posted"), Ok((", posted", "3:07")));
        assert!(running_time("Port News ", "45:12").is_err());
    }
}
