//! The page that is cited, which stands in brackets behind the first page of an article.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, space0, space1, u32};
use nom::combinator::opt;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use crate::bibliography::{Label, Labelled};
use crate::span::Span;

/// Pages that an article may have at most, as far as they are told from years by it.
const LONGEST: u32 = 200;

/// Of `NJW 1974, 1529 (1530)`, as law reviews are cited in German, the number in brackets is no year, volume or issue.
pub(super) fn assign(raw: &str, labels: &mut Vec<Labelled>) {
    let Some(pages) = labels.iter().find(|l| l.label == Label::Pages).map(|l| l.span) else { return };
    let first = raw.get(pages.range()).and_then(|words| words.parse::<u32>().ok());
    let behind = raw.get(pages.end..).unwrap_or_default();
    let (Some(first), Ok((after, cited))) = (first, cited_page(behind)) else { return };
    let span = Span::new(pages.end, raw.len() - after.len());
    let inside = |l: &Labelled| l.span.overlaps(span);
    let dated = labels.iter().any(|l| l.label == Label::Date && !inside(l));
    if dated && (first..=first.saturating_add(LONGEST)).contains(&cited) {
        labels.retain(|l| !(inside(l) && matches!(l.label, Label::Date | Label::Volume | Label::Number)));
    }
}

/// `cited-page = blank "(" digits [ blank ] [ "f." | "ff." ] ")"`: the number of ` (1530)`, ` (347 ff.)`.
fn cited_page(i: &str) -> IResult<&str, u32> {
    let on = opt((space0, alt((tag("ff"), tag("f"))), opt(char('.'))));
    delimited((space1, char('(')), u32, (on, char(')'))).parse(i)
}

#[cfg(test)]
mod tests {
    use super::super::tests::assigned;
    use super::*;

    #[test]
    fn pages_that_are_cited_are_no_years() {
        let raw = "Roe, Ports, NJW 1974, 1529 (1530).";
        let labels = [(Label::Date, "1974"), (Label::Pages, "1529"), (Label::Number, "1530")];
        assert_eq!(assigned(raw, &labels), [(Label::Date, "1974"), (Label::Pages, "1529")]);
        let labels = [(Label::Volume, "64"), (Label::Pages, "1998"), (Label::Date, "2001")];
        assert_eq!(assigned("Phys. Rev. D 64, 1998 (2001)", &labels), labels);
        let labels = [(Label::Date, "1974"), (Label::Pages, "15"), (Label::Number, "3")];
        assert_eq!(assigned("Roe 1974, 15 (3)", &labels), labels);
    }

    #[test]
    fn cited_pages() {
        assert_eq!(cited_page(" (347 ff.), 3"), Ok((", 3", 347)));
        assert_eq!(cited_page(" (1530)"), Ok(("", 1530)));
        assert!(cited_page(" (12 Roe)").is_err() && cited_page("(12)").is_err());
    }
}
