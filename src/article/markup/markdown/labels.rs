//! The names that a document gives to its own parts: what refers to one of them cites nothing.
//!
//! Source: Pandoc User's Guide, "Numbered example lists" and "Heading identifiers"; Quarto, "Cross References"; MyST, "Cross-references".

use std::collections::BTreeSet;

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// The names of parts in `source`.
pub(super) fn labels(source: &str) -> BTreeSet<String> {
    let mut labels = BTreeSet::new();
    for line in source.lines() {
        labels.extend(on_line(line).ok().map(|(_, name)| name.to_owned()));
        labels.extend(attributes(line).filter_map(|word| word.strip_prefix('#')).map(str::to_owned));
    }
    labels
}

/// `on-line = blanks ( example / option / directive-option / target / chunk )`
fn on_line(i: &str) -> IResult<&str, &str> {
    preceded(space0, alt((example, option, directive_option, target, chunk))).parse(i)
}

/// `example = "(@" name ")" blank`: an item of an example list.
///
/// Accepts `(@good) It is.`, leaves `It is.`; refuses `(@) It is.`
fn example(i: &str) -> IResult<&str, &str> {
    delimited(tag("(@"), name, (char(')'), space1)).parse(i)
}

/// `option = ( "#|" / "//|" / "%%|" ) "label:" name`: what a cell of Quarto calls its output.
///
/// Accepts `#| label: tie-plot`, `//| label: "tie-plot"`.
fn option(i: &str) -> IResult<&str, &str> {
    let sign = alt((tag("#|"), tag("//|"), tag("%%|")));
    preceded((sign, space0, tag("label:"), space0), alt((delimited(char('"'), name, char('"')), name)))
        .parse(i)
}

/// `directive-option = ( ":label:" / ":name:" ) name`
///
/// Accepts `:label: my-figure`.
fn directive_option(i: &str) -> IResult<&str, &str> {
    preceded((alt((tag(":label:"), tag(":name:"))), space0), name).parse(i)
}

/// `target = "(" name ")="`
///
/// Accepts `(my-part)=`.
fn target(i: &str) -> IResult<&str, &str> {
    delimited(char('('), name, tag(")=")).parse(i)
}

/// `chunk = "```{" engine blanks name`: a chunk of knitr.
///
/// Accepts `` ```{r tie-plot, echo=FALSE} ``; refuses `` ```{r} ``.
fn chunk(i: &str) -> IResult<&str, &str> {
    let engine = take_while1(|c: char| c.is_ascii_alphanumeric());
    delimited((tag("```{"), engine, space1), name, alt((tag(","), tag("}"), tag(" ")))).parse(i)
}

/// The words of the attributes on `line`: of `![Ties](a.png){#my-fig .wide}` these are `#my-fig` and `.wide`.
fn attributes(line: &str) -> impl Iterator<Item = &str> {
    line.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .flat_map(|(inner, _)| inner.split_whitespace())
}

/// The attributes that end `heading` (one line), braces included: `{#sec:m .unnumbered}`, `{-}`.
pub(super) fn heading_attributes(heading: &str) -> Option<&str> {
    let heading = heading.trim_end().trim_end_matches('#').trim_end();
    let at = heading.rfind('{')?;
    let written = heading.get(at..)?;
    let (rest, inner) = braced(written).ok()?;
    let is_attribute = |word: &str| word == "-" || word.starts_with(['#', '.']) || word.contains('=');
    (rest.is_empty() && inner.split_whitespace().all(is_attribute)).then_some(written)
}

/// `braced = "{" words "}"`
///
/// Accepts `{-}`; refuses `{}`.
fn braced(i: &str) -> IResult<&str, &str> {
    delimited(char('{'), is_not("{}"), char('}')).parse(i)
}

/// `name = 1*( letter / digit / one of "-_:." )`
///
/// Accepts `my-part`, `fig:one`; of `good) It` leaves `) It`.
fn name(i: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_alphanumeric() || "-_:.".contains(c)).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_in_many_ways() {
        for (line, name) in [
            ("(@good) It is.", Some("good")),
            ("  (@good)\tIt is.", Some("good")),
            ("(@) It is.", None),
            ("As (@good) shows", None),
            ("#| label: tie-plot", Some("tie-plot")),
            ("```{r tie-plot, echo=FALSE}", Some("tie-plot")),
            ("```{r}", None),
            ("(my-part)=", Some("my-part")),
            (":label: my-part", Some("my-part")),
            ("![Ties](a.png){#my-fig .wide}", Some("my-fig")),
            ("::: {.theorem #big}", Some("big")),
            ("A set {a, b}", None),
        ] {
            assert_eq!(labels(line).first().map(String::as_str), name, "{line}");
        }
    }

    #[test]
    fn attributes_of_headings() {
        assert_eq!(heading_attributes("# The model {#sec:m .unnumbered}\n"), Some("{#sec:m .unnumbered}"));
        assert_eq!(heading_attributes("Methods {-}"), Some("{-}"));
        assert_eq!(heading_attributes("# Methods {-} ##"), Some("{-}"));
        assert_eq!(heading_attributes("# The set {a, b}"), None);
        assert_eq!(heading_attributes("# Methods"), None);
    }
}
