//! Markers that a typesetter has left open: `[?]`, where LaTeX found no reference.

use nom::bytes::complete::tag;
use nom::character::complete::{char, one_of, space0};
use nom::combinator::{opt, recognize};
use nom::multi::separated_list1;
use nom::sequence::delimited;
use nom::{IResult, Offset, Parser};

use crate::span::Span;

/// The places in `text` of the markers that stand open, in order.
///
/// ```
/// use ibid::citation::open_markers;
/// assert_eq!(open_markers("Ties [?] have grown [2].").len(), 1);
/// ```
pub fn open_markers(text: &str) -> Vec<Span> {
    let brackets = text.match_indices('[').map(|(at, _)| at);
    let found = brackets.filter_map(|at| {
        let rest = text.get(at..)?;
        let (left, _) = open_marker(rest).ok()?;
        Some(Span::new(at, at + rest.offset(left)))
    });
    found.collect()
}

/// `open-marker = "[" "?" { [ "," | ";" ] "?" } "]"`
///
/// Accepts `[?]`, `[?, ?]`, `[? ? ]`; refuses `[3]`, `[a?]`, `[]`.
fn open_marker(i: &str) -> IResult<&str, &str> {
    let separator = (space0, opt(one_of(",;")), space0);
    let marks = separated_list1(separator, tag("?"));
    recognize(delimited((char('['), space0), marks, (space0, char(']')))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_open() {
        for (input, rest) in [("[?].", "."), ("[?, ?]", ""), ("[? ? ] x", " x"), ("[?,?]", "")] {
            assert_eq!(open_marker(input).map(|(rest, _)| rest), Ok(rest), "{input}");
        }
        for input in ["[3]", "[]", "[a?]", "[?", "(?)", "[what?]"] {
            assert!(open_marker(input).is_err(), "{input}");
        }
    }
}
