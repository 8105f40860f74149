//! The words that stand above a reference list, and those that stand below it.

use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::{char, one_of, space0};
use nom::combinator::{opt, recognize};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

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
    "abouttheauthor",
    "biographies",
    "howtocitethisarticle",
    "publisher’snote",
    "anhang",
    "danksagung",
];

/// Whether the line is the heading of a reference list: `References`, `7. R E F E R E N C E S:`.
pub(in crate::bibliography) fn is_list_heading(line: &str) -> bool {
    HEADINGS.contains(&folded(line).as_str())
}

/// Whether the line is the heading of something that comes after a reference list.
pub(super) fn is_next_heading(line: &str) -> bool {
    let folded = folded(line);
    NEXT_HEADINGS.contains(&folded.as_str())
        || ["appendix", "supplementary", "tables1", "figures1"].iter().any(|next| {
            folded.starts_with(next) && line.split_whitespace().count() <= 6 && !line.contains(',')
        })
}

/// The letters of a short line, lower case, its section number and closing colon left out; none of a line of code.
fn folded(line: &str) -> String {
    if line.len() > 80 || line.contains(['{', '}', '\\', '<', '=']) {
        return String::new();
    }
    let words = section_number(line).map_or(line, |(rest, _)| rest);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    words.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
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
