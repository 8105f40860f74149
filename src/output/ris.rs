//! Entries as RIS, the exchange format of reference managers.
//!
//! Tags and types: RIS specification of 2011 (Reference Manager 12). One tag a line, CR LF, `ER` last.

use biblatex::Person;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{alpha0, char, digit1};
use nom::combinator::{all_consuming, recognize, verify};
use nom::sequence::separated_pair;
use nom::{IResult, Parser};

use super::facts::Facts;
use crate::library::Entry;
use crate::library::bib::date::Date;

const TYPES: &[(&str, &str)] = &[
    ("article", "JOUR"),
    ("book", "BOOK"),
    ("collection", "EDBOOK"),
    ("dataset", "DATA"),
    ("inbook", "CHAP"),
    ("incollection", "CHAP"),
    ("inproceedings", "CPAPER"),
    ("manual", "RPRT"),
    ("online", "ELEC"),
    ("patent", "PAT"),
    ("proceedings", "CONF"),
    ("report", "RPRT"),
    ("software", "COMP"),
    ("thesis", "THES"),
    ("unpublished", "UNPB"),
];

/// RIS's tags for BibLaTeX's fields that are text in both, in the order in which they are written.
const TEXT: &[(&str, &str)] = &[
    ("series", "T3"),
    ("volume", "VL"),
    ("volumes", "NV"),
    ("number", "IS"),
    ("eid", "C7"),
    ("chapter", "SE"),
    ("edition", "ET"),
    ("version", "ET"),
    ("publisher", "PB"),
    ("institution", "PB"),
    ("organization", "PB"),
    ("school", "PB"),
    ("location", "CY"),
    ("address", "CY"),
    ("doi", "DO"),
    ("isbn", "SN"),
    ("issn", "SN"),
    ("eprint", "M1"),
    ("abstract", "AB"),
    ("note", "N1"),
    ("annotation", "RN"),
    ("annote", "RN"),
];

/// `entry` as RIS.
pub(super) fn entry(entry: &Entry) -> String {
    let facts = Facts::of(entry);
    let kind = TYPES.iter().find(|(from, _)| *from == facts.kind).map_or("GEN", |(_, to)| to);
    let mut out = String::new();
    line("TY", kind, &mut out);
    line("ID", facts.key(), &mut out);
    for (field, tag) in [("author", "AU"), ("editor", "A2"), ("translator", "A4")] {
        facts.people(field).iter().for_each(|who| line(tag, &person(who), &mut out));
        if facts.has_others(field) {
            line(tag, "et al.", &mut out);
        }
    }
    let dates = facts.dates("date");
    if let Some(first) = dates.first() {
        line("PY", &first.year.to_string(), &mut out);
        line("DA", &date(&dates, facts.month_in_words()), &mut out);
    }
    let state = facts.state();
    if let Some(words) = facts.date_in_words().or_else(|| state.clone().filter(|_| dates.is_empty())) {
        line("PY", &words, &mut out);
    }
    let host = ["booktitle", "journaltitle", "journal", "maintitle"];
    let visited = facts.dates("urldate");
    let whole = [
        ("TI", facts.whole_title("title", Facts::value)),
        ("T2", host.into_iter().find_map(|name| facts.whole_title(name, Facts::value))),
        ("M3", facts.genre()),
        ("LA", facts.language()),
        ("UR", facts.url()),
        ("Y2", Some(date(&visited, None)).filter(|_| !visited.is_empty())),
    ];
    let text = TEXT.iter().map(|(field, tag)| (*tag, facts.value(field)));
    // No tag says how far a work has come.
    let state = [("N1", state.filter(|_| !dates.is_empty()))];
    for (tag, value) in whole.into_iter().chain(text).chain(state) {
        value.iter().for_each(|value| line(tag, value, &mut out));
    }
    for keyword in facts.value("keywords").iter().flat_map(|all| all.split(',')) {
        line("KW", keyword.trim(), &mut out);
    }
    pages(&facts, &mut out);
    line("ER", "", &mut out);
    out
}

/// A date as `YYYY/MM/DD/…`, behind the last stroke what these cannot tell: the season, `words` in place of a month, the whole range, `circa`.
fn date(dates: &[Date], words: Option<String>) -> String {
    let Some(first) = dates.first() else { return String::new() };
    let part = |part: Option<u8>| part.map(|p| format!("{p:02}")).unwrap_or_default();
    let range = || dates.iter().map(|date| date.iso().replace('~', "")).collect::<Vec<_>>().join("–");
    let other = [
        first.season_in_words().map(str::to_owned),
        words,
        (dates.len() > 1).then(range),
        dates.iter().any(|date| date.is_circa).then(|| "circa".to_owned()),
    ];
    let other = other.into_iter().flatten().collect::<Vec<_>>().join(", ");
    format!("{:04}/{}/{}/{other}", first.year, part(first.month), part(first.day))
}

/// First and last page; of several ranges all in the first.
fn pages(facts: &Facts<'_>, out: &mut String) {
    let Some(pages) = facts.value("pages") else { return };
    let pages = pages.replace("--", "–");
    let parts = pages.split_once('–').filter(|(_, last)| !last.contains(['–', ',']));
    match parts.or_else(|| all_consuming(hyphenated).parse(&pages).ok().map(|(_, parts)| parts)) {
        Some((first, last)) => {
            line("SP", first, out);
            line("EP", last, out);
        }
        None => line("SP", &pages, out),
    }
}

/// `hyphenated = page "-" page`, both digits behind the same letters, or both Roman numerals: first and last page.
///
/// Accepts `1-9`, `e1-e9`, `iv-xii`; refuses `S1-7`, `12-3-4`, `A-12`, which may be single pages.
fn hyphenated(i: &str) -> IResult<&str, (&str, &str)> {
    let arabic = || recognize((alpha0, digit1));
    let letters = |page: &str| page.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let alike = verify(separated_pair(arabic(), char('-'), arabic()), move |pages: &(&str, &str)| {
        letters(pages.0) == letters(pages.1)
    });
    let roman = || take_while1(|c: char| "ivxlcdmIVXLCDM".contains(c));
    alt((alike, separated_pair(roman(), tag("-"), roman()))).parse(i)
}

/// `Family, Given, Suffix`.
fn person(person: &Person) -> String {
    let family = format!("{} {}", person.prefix, person.name);
    let parts = [family.trim(), &person.given_name, &person.suffix];
    let kept = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |last| last + 1);
    parts.iter().take(kept).copied().collect::<Vec<_>>().join(", ")
}

/// Appends a line; line ends in `value` would start another.
fn line(tag: &str, value: &str, out: &mut String) {
    let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    out.push_str(&format!("{tag}  - {value}\r\n"));
}

#[cfg(test)]
mod tests {
    use nom::Parser;
    use nom::combinator::all_consuming;

    use super::hyphenated;
    use crate::library::{Library, Source};

    #[test]
    fn pages_with_one_hyphen() {
        for (pages, want) in [
            ("1-9", Some(("1", "9"))),
            ("e1-e9", Some(("e1", "e9"))),
            ("iv-xii", Some(("iv", "xii"))),
            ("S1-7", None),
            ("12-3-4", None),
            ("A-12", None),
            ("12", None),
        ] {
            assert_eq!(all_consuming(hyphenated).parse(pages).ok().map(|(_, pages)| pages), want, "{pages}");
        }
    }

    #[test]
    fn kinds_of_works_are_words() {
        let bib = "@thesis{roe, author = {Roe, A.}, title = {Ports}, type = {phdthesis}, institution = {Uni}, date = {1999}}";
        let library = Library::load([Source { name: "roe", bib, toml: "" }]);
        assert!(super::entry(&library.entries[0]).contains("M3  - PhD thesis\r\n"));
    }
}
