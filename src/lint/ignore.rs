//! Comments that ask to ignore a rule, and what becomes of the findings under them.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag};
use nom::character::complete::{char, space0, space1};
use nom::combinator::{eof, peek, value};
use nom::multi::separated_list0;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::check::sort;
use super::rules::prelude::quoted;
use super::{Fault, Finding, Levels, RULES, Rule, Selector, rule};
use crate::article::Source;
use crate::library::nearest;
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
        let on = RULES.iter().any(|rule| meant(rule) && levels.of(rule).is_some());
        if findings.len() == before && on {
            let names = ignore.names.join(", ");
            own.extend(finding(
                "unused-ignore",
                levels,
                ignore.place,
                format!("nothing to ignore here: {names}"),
            ));
        }
        own.extend(wrong(ignore).and_then(|(message, help)| {
            let mut finding = finding("unreasoned-ignore", levels, ignore.place, message)?;
            finding.fault = finding.fault.help(help);
            Some(finding)
        }));
    }
    findings.extend(own);
    sort(&mut findings);
    findings
}

/// What is wrong with `ignore`, and what to do about it.
fn wrong(ignore: &Ignore<'_>) -> Option<(String, String)> {
    let unknown = ignore.names.iter().find(|name| name.parse::<Selector>().is_err());
    if let Some(name) = unknown {
        let near = nearest(name, RULES.iter().map(|rule| rule.name));
        let help =
            near.map_or("`ibid rules` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        return Some((format!("no rule or family is called {}", quoted(name)), help));
    }
    if ignore.names.is_empty() {
        let help = "write `ibid: ignore[RULE]` and the reason behind it";
        return Some(("the comment names no rule in brackets".to_owned(), help.to_owned()));
    }
    let help = "write the reason behind the bracket";
    ignore.reason.is_empty().then(|| ("the comment does not say why".to_owned(), help.to_owned()))
}

fn finding(name: &str, levels: &Levels, place: Span, message: String) -> Option<Finding> {
    let rule = rule(name)?;
    let severity = levels.of(rule)?;
    Some(Finding { rule, severity, fault: Fault::new(place, message) })
}

fn ignores<'a>(source: &'a Source, comments: Comments<'_>) -> Vec<Ignore<'a>> {
    let text = source.text();
    let marks = text.match_indices("ibid:").filter(|&(at, _)| is_comment(text, at, comments));
    marks.filter_map(|(at, _)| read(text, at, matches!(comments, Comments::Sign('%')))).collect()
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

/// The comment whose `ibid:` stands at byte `at` of a source that is a .bib or not.
fn read(text: &str, at: usize, is_bib: bool) -> Option<Ignore<'_>> {
    let rest = text.get(at..)?;
    let line = rest.lines().next().unwrap_or_default();
    let (reason, (whole_file, names)) = ignore(line).or_else(|_| bare(line)).ok()?;
    let reason = reason.trim_end().trim_end_matches("-->").trim_end_matches("*/").trim();
    let place = Span::new(at, at + line.len());
    let scope = if whole_file { Span::new(0, text.len()) } else { scope(text, at, place.end, is_bib) };
    Some(Ignore { place, names, reason, scope })
}

/// `ignore = "ibid:" verb "[" name *( "," name ) "]"`
///
/// Accepts `ibid: ignore[dangling-citation, CIT002] listed in the annex`; leaves the reason.
fn ignore(i: &str) -> IResult<&str, (bool, Vec<&str>)> {
    let name = is_not(",]").map(str::trim);
    let names = delimited(char('['), separated_list0(char(','), name), char(']'));
    let (i, _) = terminated(tag("ibid:"), space0).parse(i)?;
    terminated((verb, names), space0).parse(i)
}

/// `bare = "ibid:" verb`, and no word that goes on: an ignore whose bracket was forgotten or is not closed.
///
/// Accepts `ibid: ignore dangling-citation`, `ibid: ignore[a`; refuses `ibid: ignored`.
fn bare(i: &str) -> IResult<&str, (bool, Vec<&str>)> {
    let (i, whole_file) = preceded((tag("ibid:"), space0), verb).parse(i)?;
    let (i, _) = peek(alt((eof, space1, tag("[")))).parse(i)?;
    Ok((i, (whole_file, Vec::new())))
}

/// `verb = "ignore-file" | "ignore"`; gives whether the whole file is meant.
fn verb(i: &str) -> IResult<&str, bool> {
    alt((value(true, tag("ignore-file")), value(false, tag("ignore")))).parse(i)
}

/// What the comment that ends at byte `end` speaks for: its line if something stands before it there, else
/// what follows it, an entry of a .bib, the rest of the entry that it stands in, or a paragraph.
fn scope(text: &str, at: usize, end: usize, is_bib: bool) -> Span {
    let line = text.get(..at).unwrap_or_default().rfind('\n').map_or(0, |n| n + 1);
    let before = text.get(line..at).unwrap_or_default();
    if before.contains(|c: char| c.is_alphanumeric() || c == '}' || c == ']') {
        return Span::new(line, end);
    }
    let after = text.get(end..).unwrap_or_default();
    let start = end + after.len() - after.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    let stop = match is_bib {
        true if rest.starts_with('@') => next_entry(rest),
        true => [next_entry(rest), blank_line(rest)].into_iter().flatten().min(),
        false => blank_line(rest),
    };
    Span::new(start, start + stop.unwrap_or(rest.len()))
}

/// Where a line of `text` behind the first begins an entry of a .bib.
fn next_entry(text: &str) -> Option<usize> {
    lines(text).find(|(_, line)| line.trim_start().starts_with('@')).map(|(at, _)| at)
}

/// Where a line of `text` behind the first holds nothing, whatever ends lines there.
fn blank_line(text: &str) -> Option<usize> {
    lines(text).find(|(_, line)| line.trim().is_empty()).map(|(at, _)| at)
}

/// The lines of `text` behind the first, each with the byte at which it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    ends.map(|at| (at, text.get(at..).and_then(|rest| rest.split('\n').next()).unwrap_or_default()))
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
    fn comments_without_a_bracket() {
        for (input, expected) in [
            ("ibid: ignore a", Some(false)),
            ("ibid: ignore-file", Some(true)),
            ("ibid: ignore[a", Some(false)),
            ("ibid: ignored", None),
            ("ibid: ignore-files", None),
            ("ibid: p. 3", None),
        ] {
            assert_eq!(bare(input).ok().map(|(_, (whole_file, _))| whole_file), expected, "{input}");
        }
    }

    #[test]
    fn scopes() {
        let text = "% ibid: ignore[x] y\n@a{\n}\n@b{\n}\n c = 1 % ibid: ignore[x] y\nd";
        let source = Source::new("a", text.to_owned());
        let found = ignores(&source, Comments::Sign('%'));
        let scopes: Vec<_> = found.iter().filter_map(|i| text.get(i.scope.range())).collect();
        assert_eq!(scopes, ["@a{\n}\n", " c = 1 % ibid: ignore[x] y"]);
    }

    #[test]
    fn scopes_of_lines() {
        for (text, sign, expected) in [
            ("% ibid: ignore[x] y\r\nOne.\r\n\r\nTwo.", false, "One.\r\n"),
            ("% ibid: ignore[x] y\nOne.\n \t\nTwo.", false, "One.\n"),
            ("% ibid: ignore[x] y\n@roe says\n@doe", false, "@roe says\n@doe"),
            ("@a{a,\n % ibid: ignore[x] y\n b = 1,\n}\n@c{c,\n}", true, "b = 1,\n}\n"),
            ("% ibid: ignore[x] y\n@a{a,\n\n b = 1,\n}\n  @c{c,\n}", true, "@a{a,\n\n b = 1,\n}\n"),
        ] {
            let at = text.find("ibid:").unwrap_or_default();
            let end = at + text.get(at..).and_then(|rest| rest.find(['\r', '\n'])).unwrap_or_default();
            assert_eq!(text.get(scope(text, at, end, sign).range()), Some(expected), "{text}");
        }
    }
}
