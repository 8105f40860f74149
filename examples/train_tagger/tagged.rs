//! Reference strings with their fields marked inline, one a line, as `data/references` has them:
//!
//! ```text
//! # Economics, names inverted, year behind them
//! <author>Roe, Anna</author> (<date>2004</date>): <title>Tides</title>. <location>Oslo</location>: <publisher>Dock</publisher>.
//! ```
//!
//! A line that begins with `# ` heads a list of references that are printed in one style; empty lines mean nothing.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1, take_until};
use nom::character::complete::{alpha1, char};
use nom::combinator::{all_consuming, map, verify};
use nom::multi::many1;
use nom::sequence::delimited;
use nom::{IResult, Parser};

/// A reference string, and the fields in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tagged<'t> {
    /// The string as printed, without the marks.
    pub raw: String,
    /// The name of each field, and the characters of `raw` where it begins and ends, counted from 0.
    pub spans: Vec<(&'t str, usize, usize)>,
}

/// The references of `text`.
///
/// # Errors
///
/// Says which line, counted from 1, is no reference: a mark in it is not closed, or stands within another, or blanks stand
/// at the edges of a field, or there is no field.
pub(crate) fn references(text: &str) -> Result<Vec<Tagged<'_>>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# "));
    lines
        .map(|(at, line)| {
            reference(line).ok_or_else(|| format!("line {}: not a tagged reference: {line}", at + 1))
        })
        .collect()
}

fn reference(line: &str) -> Option<Tagged<'_>> {
    let (_, pieces) = all_consuming(many1(piece)).parse(line).ok()?;
    let mut reference = Tagged { raw: String::new(), spans: Vec::new() };
    let mut length = 0;
    for (name, text) in pieces {
        let start = length;
        length += text.chars().count();
        reference.raw.push_str(text);
        reference.spans.extend(name.map(|name| (name, start, length)));
    }
    (!reference.spans.is_empty()).then_some(reference)
}

/// A field with its name, or what stands outside of fields.
fn piece(i: &str) -> IResult<&str, (Option<&str>, &str)> {
    let outside = alt((take_till1(|c| c == '<'), less_than));
    alt((map(field, |(name, text)| (Some(name), text)), map(outside, |text| (None, text)))).parse(i)
}

/// A field between its marks: `<date>2004</date>`.
fn field(i: &str) -> IResult<&str, (&str, &str)> {
    let (i, name) = mark(i)?;
    let (i, text) = verify(take_until("</"), is_plain).parse(i)?;
    let (i, _) = delimited(tag("</"), tag(name), char('>')).parse(i)?;
    Ok((i, (name, text)))
}

/// The sign by itself: `p < 0.05`.
fn less_than(i: &str) -> IResult<&str, &str> {
    verify(tag("<"), |_: &str| !i.starts_with("</") && mark(i).is_err()).parse(i)
}

/// The beginning of a field: `<date>`.
fn mark(i: &str) -> IResult<&str, &str> {
    delimited(char('<'), alpha1, char('>')).parse(i)
}

/// Whether `text` may be what a field holds: something without blanks at its edges, and without marks.
fn is_plain(text: &str) -> bool {
    let marks = text.match_indices('<').filter(|(at, _)| mark(&text[*at..]).is_ok());
    !text.is_empty() && text.trim() == text && marks.count() == 0
}
