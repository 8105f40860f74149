//! Comments that ask to ignore a rule, and what becomes of the findings under them.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag};
use nom::character::complete::{char, space0};
use nom::combinator::value;
use nom::multi::separated_list0;
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};

use super::check::sort;
use super::{Fault, Finding, Levels, Rule, Selector, rule};
use crate::article::Source;
use crate::span::Span;

/// How comments begin in a source.
#[derive(Debug, Clone, Copy)]
pub(super) enum Comments<'a> {
    /// At a character: `%` in a .bib, `#` in a .toml.
    Sign(char),
    /// At these places.
    At(&'a [Span]),
}

/// A comment that asks to ignore rules.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ignore<'a> {
    /// The comment.
    place: Span,
    /// The names in it.
    names: Vec<&'a str>,
    /// Why.
    reason: &'a str,
    /// Bytes of the source that it speaks for.
    scope: Span,
}

/// `findings` without those that comments of `source` ask to ignore, and with what is wrong with the comments.
pub(super) fn heed(
    source: &Source,
    comments: Comments<'_>,
    levels: &Levels,
    mut findings: Vec<Finding>,
) -> Vec<Finding> {
    let ignores = ignores(source, comments);
    let mut own = Vec::new();
    for ignore in &ignores {
        let selectors: Vec<Selector> = ignore.names.iter().filter_map(|name| name.parse().ok()).collect();
        let meant = |rule: &Rule| selectors.iter().any(|selector| selector.matches(rule));
        let before = findings.len();
        findings.retain(|f| !(ignore.scope.contains(f.fault.span.start) && meant(f.rule)));
        let on = super::RULES.iter().any(|rule| meant(rule) && levels.of(rule).is_some());
        if findings.len() == before && on {
            let names = ignore.names.join(", ");
            own.extend(finding(
                "unused-ignore",
                levels,
                ignore.place,
                format!("nothing to ignore here: {names}"),
            ));
        }
        if selectors.len() < ignore.names.len() || ignore.names.is_empty() {
            let message = "the comment names a rule that ibid does not have";
            own.extend(finding("unreasoned-ignore", levels, ignore.place, message.to_owned()));
        } else if ignore.reason.is_empty() {
            let message = "the comment does not say why";
            own.extend(finding("unreasoned-ignore", levels, ignore.place, message.to_owned()));
        }
    }
    findings.extend(own);
    sort(&mut findings);
    findings
}

fn finding(name: &str, levels: &Levels, place: Span, message: String) -> Option<Finding> {
    let rule = rule(name)?;
    let severity = levels.of(rule)?;
    Some(Finding { rule, severity, fault: Fault::new(place, message) })
}

fn ignores<'a>(source: &'a Source, comments: Comments<'_>) -> Vec<Ignore<'a>> {
    let text = source.text();
    let marks = text.match_indices("ibid:").filter(|&(at, _)| is_comment(text, at, comments));
    marks.filter_map(|(at, _)| read(text, at)).collect()
}

/// Whether the byte `at` of `text` stands in a comment.
fn is_comment(text: &str, at: usize, comments: Comments<'_>) -> bool {
    match comments {
        Comments::At(places) => places.iter().any(|place| place.contains(at)),
        Comments::Sign(sign) => {
            let line = text.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
            line.trim_end().ends_with(sign)
        }
    }
}

/// The comment whose `ibid:` stands at byte `at`.
fn read(text: &str, at: usize) -> Option<Ignore<'_>> {
    let rest = text.get(at..)?;
    let line = rest.lines().next().unwrap_or_default();
    let (reason, (whole_file, names)) = ignore(line).ok()?;
    let reason = reason.trim_end().trim_end_matches("-->").trim_end_matches("*/").trim();
    let place = Span::new(at, at + line.len());
    let scope = if whole_file { Span::new(0, text.len()) } else { scope(text, at, place.end) };
    Some(Ignore { place, names, reason, scope })
}

/// `ignore = "ibid:" ( "ignore-file" / "ignore" ) "[" name *( "," name ) "]"`
///
/// Accepts `ibid: ignore[dangling-citation, CIT002] listed in the annex`; leaves the reason.
fn ignore(i: &str) -> IResult<&str, (bool, Vec<&str>)> {
    let verb = alt((value(true, tag("ignore-file")), value(false, tag("ignore"))));
    let name = is_not(",]").map(str::trim);
    let names = delimited(char('['), separated_list0(char(','), name), char(']'));
    let (i, _) = terminated(tag("ibid:"), space0).parse(i)?;
    terminated((verb, names), space0).parse(i)
}

/// What the comment that ends at byte `end` speaks for: its line if something stands before it there, else
/// what follows it, an entry of a .bib or a paragraph.
fn scope(text: &str, at: usize, end: usize) -> Span {
    let line = text.get(..at).unwrap_or_default().rfind('\n').map_or(0, |n| n + 1);
    let before = text.get(line..at).unwrap_or_default();
    if before.contains(|c: char| c.is_alphanumeric() || c == '}' || c == ']') {
        return Span::new(line, end);
    }
    let after = text.get(end..).unwrap_or_default();
    let start = end + after.len() - after.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    let stop = if rest.starts_with('@') { rest.find("\n@") } else { rest.find("\n\n") };
    Span::new(start, start + stop.unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments() {
        for (input, expected) in [
            ("ibid: ignore[a-b] why", Some(("why", (false, vec!["a-b"])))),
            ("ibid:ignore[a, B1]", Some(("", (false, vec!["a", "B1"])))),
            ("ibid: ignore-file[a] why", Some(("why", (true, vec!["a"])))),
            ("ibid: ignore[]", Some(("", (false, vec![])))),
            ("ibid: ignore a", None),
            ("ibid: ignore[a", None),
        ] {
            assert_eq!(ignore(input).ok(), expected, "{input}");
        }
    }

    #[test]
    fn scopes() {
        let text = "% ibid: ignore[x] y\n@a{\n}\n@b{\n}\n c = 1 % ibid: ignore[x] y\nd";
        let source = Source::new("a", text.to_owned());
        let found = ignores(&source, Comments::Sign('%'));
        let scopes: Vec<_> = found.iter().filter_map(|i| text.get(i.scope.range())).collect();
        assert_eq!(scopes, ["@a{\n}", " c = 1 % ibid: ignore[x] y"]);
    }
}
