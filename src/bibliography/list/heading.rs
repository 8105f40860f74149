//! The words that stand above a reference list, and those that stand below it.

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::{char, one_of, space0};
use nom::combinator::{opt, recognize};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

use crate::article::Line;

/// Headings of reference lists, lower case, blanks left out. Sources: the house styles of the
/// publishers in the training articles; the catalogues' usual words in each language.
const HEADINGS: &[&str] = &[
    "references",
    "reference",
    "referenceslist",
    "referencelist",
    "listofreferences",
    "bibliography",
    "selectedbibliography",
    "literaturecited",
    "literature",
    "workscited",
    "citedliterature",
    "citedreferences",
    "referencescited",
    "referencesandnotes",
    "notesandreferences",
    "endnotes",
    "notes",
    "sources",
    "literatur",
    "literaturverzeichnis",
    "quellenverzeichnis",
    "quellen",
    "literaturundquellen",
    "bibliographie",
    "bibliografie",
    "literaturangaben",
    "literaturhinweise",
    "zitierteliteratur",
    "références",
    "référencesbibliographiques",
    "referencias",
    "referenciasbibliográficas",
    "bibliografía",
    "bibliografia",
    "riferimenti",
    "riferimentibibliografici",
    "referências",
    "referênciasbibliográficas",
    "литература",
    "списоклитературы",
    "библиография",
    "литературы",
    "literatura",
    "viteliteratuur",
];

/// Headings of what comes after a reference list.
const NEXT_HEADINGS: &[&str] = &[
    "appendix",
    "appendices",
    "acknowledgements",
    "acknowledgments",
    "acknowledgement",
    "acknowledgment",
    "authorcontributions",
    "authors’contributions",
    "authorscontributions",
    "contributors",
    "competinginterests",
    "conflictofinterest",
    "conflictsofinterest",
    "declarationofinterests",
    "funding",
    "fundinginformation",
    "supportinginformation",
    "supplementarymaterial",
    "supplementarymaterials",
    "supplementaryinformation",
    "supplementarydata",
    "additionalinformation",
    "dataavailability",
    "dataavailabilitystatement",
    "ethicsstatement",
    "abbreviations",
    "figurelegends",
    "figurecaptions",
    "tables",
    "figures",
    "legends",
    "abouttheauthors",
    "author'saddress",
    "author’saddress",
    "authors'addresses",
    "authors’addresses",
    "abouttheauthor",
    "biographies",
    "howtocitethisarticle",
    "publisher’snote",
    "anhang",
    "danksagung",
];

/// Whether the line is the heading of a reference list: `References`, `7. R E F E R E N C E S:`.
pub(in crate::bibliography) fn is_list_heading(line: &str) -> bool {
    is_short(line) && is_one_of(HEADINGS, line) && !is_code(line) || is_part_heading(line)
}

/// Headings of the parts of a list that is sorted by what its works are for: those of RFCs (RFC 7322, 4.8.6), and of works in
/// the humanities.
const PART_HEADINGS: &[&str] = &[
    "normativereferences", "informativereferences", "primarysources", "secondarysources",
    "primaryliterature", "secondaryliterature", "primärliteratur", "sekundärliteratur",
];

/// Whether the line is the heading of a part of a list, behind which the list goes on.
pub(super) fn is_part_heading(line: &str) -> bool {
    is_short(line) && is_one_of(PART_HEADINGS, line) && !is_code(line)
}

/// Whether the line is the heading of something that comes after a reference list.
pub(super) fn is_next_heading(line: &str) -> bool {
    let begins = |next: &&str| letters(line).take(next.chars().count()).eq(next.chars());
    let begins_so = || {
        ["appendix", "supplementary", "tables1", "figures1"].iter().any(begins)
            && line.split_whitespace().count() <= 6
            && !line.contains(',')
    };
    is_short(line) && (is_one_of(NEXT_HEADINGS, line) || begins_so()) && !is_code(line)
}

fn is_short(line: &str) -> bool {
    line.len() <= 80
}

fn is_code(line: &str) -> bool {
    line.contains(['{', '}', '\\', '<', '='])
}

/// Whether the letters of `line` are one of `headings`.
fn is_one_of(headings: &[&str], line: &str) -> bool {
    let letters = letters(line);
    let first = letters.clone().next();
    headings.iter().any(|heading| heading.chars().next() == first && letters.clone().eq(heading.chars()))
}

/// The letters of a line, lower case, its section number and closing colon left out.
fn letters(line: &str) -> impl Iterator<Item = char> + Clone {
    let words = section_number(line).map_or(line, |(rest, _)| rest);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    words.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase)
}

/// `section-number = number { "." number } [ "." | ")" ] | roman "."`
///
/// Accepts `7. `, `7.1 `, `IV. `, `# `; leaves the words.
fn section_number(i: &str) -> IResult<&str, &str> {
    let digits = || take_while1(|c: char| c.is_ascii_digit());
    let arabic = recognize((digits(), many0_count(preceded(char('.'), digits())), opt(one_of(".)"))));
    let roman = recognize(pair(take_while1(|c: char| "IVX".contains(c)), char('.')));
    let hashes = take_while1(|c: char| c == '#');
    let (i, found) = alt((arabic, roman, hashes)).parse(i)?;
    let (i, _) = space0(i)?;
    Ok((i, found))
}

/// The lines among `inside` that are headings of parts of a list.
pub(super) fn part_headings(lines: &[Line], inside: Range<usize>) -> Vec<usize> {
    let is_part = |at: &usize| lines.get(*at).is_some_and(|line| is_part_heading(line.text.as_str()));
    inside.filter(is_part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_many_dresses() {
        for line in [
            "References",
            "REFERENCES",
            "7. References",
            "R E F E R E N C E S",
            "Literaturverzeichnis:",
            "VI. BIBLIOGRAPHY",
            "References and Notes",
            "## References",
            "Список литературы",
        ] {
            assert!(is_list_heading(line), "{line}");
        }
        for line in [
            "References to other work abound",
            "1. Smith, J. Notes.",
            "",
            "12",
            "Preferences",
            "\\references{",
        ] {
            assert!(!is_list_heading(line), "{line}");
        }
    }

    #[test]
    fn what_comes_after() {
        for line in ["Appendix A", "Acknowledgments", "Supplementary material"] {
            assert!(is_next_heading(line), "{line}");
        }
        assert!(!is_next_heading("Appendix to the treaty, Journal of Law, 3, 2001."));
    }
}
