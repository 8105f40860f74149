//! The ranges in the markers of an article, as printed.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, space0, u32};
use nom::combinator::opt;
use nom::sequence::{delimited, preceded, separated_pair};
use nom::{IResult, Parser};

use crate::lint::ArticleSubject;
use crate::span::Span;

/// A range in a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    /// The number in front of the dash.
    pub(super) first: u32,
    /// The number behind it.
    pub(super) last: u32,
    /// The marker.
    pub(super) place: Span,
}

/// All ranges in the markers of the article, in reading order.
pub(super) fn ranges(subject: &ArticleSubject<'_>) -> Vec<Range> {
    let mut ranges = Vec::new();
    for citation in subject.numeric_citations() {
        let place = subject.place(&citation.marker);
        let found = in_marker(&citation.marker.text);
        ranges.extend(found.into_iter().map(|(first, last)| Range { first, last, place }));
    }
    ranges
}

/// The ranges in one marker.
fn in_marker(mut marker: &str) -> Vec<(u32, u32)> {
    let mut ranges = Vec::new();
    while let Some(at) = marker.find(|c: char| c.is_ascii_digit()) {
        let rest = marker.get(at..).unwrap_or_default();
        marker = match range(rest) {
            Ok((after, found)) => {
                ranges.push(found);
                after
            }
            Err(_) => rest.trim_start_matches(|c: char| c.is_ascii_digit()),
        };
    }
    ranges
}

/// The numbers in all brackets and parentheses of `line`, ranges expanded.
pub(super) fn in_brackets(line: &str) -> Vec<u32> {
    let groups = line.split(['[', '(']).skip(1).map(|rest| rest.split([']', ')']).next().unwrap_or_default());
    groups.flat_map(numbers).collect()
}

/// The numbers in `words`, ranges expanded as far as a marker would have them.
pub(super) fn numbers(words: &str) -> Vec<u32> {
    const WIDEST: u32 = 100;
    let digits = words.split(|c: char| !c.is_ascii_digit()).filter_map(|run| run.parse().ok());
    let ranges = in_marker(words).into_iter().filter(|(a, b)| b.saturating_sub(*a) <= WIDEST);
    digits.chain(ranges.flat_map(|(a, b)| a..=b)).collect()
}

/// `range = number [ "]" ] dash [ "[" ] number`
///
/// Accepts `3–5`, `3 - 5`, `3]–[5`; refuses `3, 5`.
fn range(i: &str) -> IResult<&str, (u32, u32)> {
    let dash = alt((tag("--"), tag("-"), tag("–"), tag("—"), tag("‑"), tag("−")));
    let between = preceded(opt(char(']')), delimited(space0, dash, space0));
    separated_pair(u32, between, preceded(opt(char('[')), u32)).parse(i)
}

#[cfg(test)]
mod tests {
    use super::{in_brackets, in_marker, numbers};

    #[test]
    fn numbers_in_brackets() {
        assert_eq!(in_brackets("a [3, 5–7] b (9) 4"), [3, 5, 7, 5, 6, 7, 9]);
        assert_eq!(numbers("Smith12 and 1-99999"), [12, 1, 99_999]);
    }

    #[test]
    fn ranges_of_markers() {
        for (marker, expected) in [
            ("[3–5]", vec![(3, 5)]),
            ("[3]–[5]", vec![(3, 5)]),
            ("[1, 7-3, 9]", vec![(7, 3)]),
            ("[1, 2]", vec![]),
            ("[99999999999999999999-3]", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(in_marker(marker), expected, "{marker}");
        }
    }
}
