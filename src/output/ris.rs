//! Entries as RIS, the exchange format of reference managers.
//!
//! Tags and types: RIS specification of 2011 (Reference Manager 12). One tag a line, CR LF, `ER` last.

use biblatex::Person;

use super::facts::Facts;
use crate::bibliography::normalise::kind_of_work::in_words;
use crate::library::Entry;

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
    ("journaltitle", "T2"),
    ("journal", "T2"),
    ("booktitle", "T2"),
    ("series", "T3"),
    ("volume", "VL"),
    ("volumes", "NV"),
    ("number", "IS"),
    ("eid", "C7"),
    ("edition", "ET"),
    ("publisher", "PB"),
    ("institution", "PB"),
    ("organization", "PB"),
    ("school", "PB"),
    ("location", "CY"),
    ("address", "CY"),
    ("type", "M3"),
    ("doi", "DO"),
    ("isbn", "SN"),
    ("issn", "SN"),
    ("url", "UR"),
    ("eprint", "M1"),
    ("abstract", "AB"),
    ("note", "N1"),
    ("annotation", "RN"),
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
    }
    if let Some((year, month, day)) = facts.dates("date").first() {
        line("PY", &year.to_string(), &mut out);
        let part = |part: &Option<u8>| part.map(|p| format!("{p:02}")).unwrap_or_default();
        line("DA", &format!("{year}/{}/{}/", part(month), part(day)), &mut out);
    }
    if let Some(words) = facts.date_in_words() {
        line("PY", &words, &mut out);
    }
    let title = ["title", "subtitle"].into_iter().filter_map(|field| facts.value(field)).collect::<Vec<_>>();
    if !title.is_empty() {
        line("TI", &title.join(": "), &mut out);
    }
    for (field, tag) in TEXT {
        let in_words = |value| if *field == "type" { in_words(value) } else { value };
        facts.value(field).iter().for_each(|value| line(tag, in_words(value), &mut out));
    }
    for keyword in facts.value("keywords").iter().flat_map(|all| all.split(',')) {
        line("KW", keyword.trim(), &mut out);
    }
    pages(&facts, &mut out);
    line("ER", "", &mut out);
    out
}

/// First and last page; of several ranges all in the first.
fn pages(facts: &Facts<'_>, out: &mut String) {
    let Some(pages) = facts.value("pages") else { return };
    let pages = pages.replace("--", "–");
    match pages.split_once('–').filter(|(_, last)| !last.contains(['–', ','])) {
        Some((first, last)) => {
            line("SP", first, out);
            line("EP", last, out);
        }
        None => line("SP", &pages, out),
    }
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
    use crate::library::{Library, Source};

    #[test]
    fn kinds_of_works_are_words() {
        let bib = "@thesis{roe, author = {Roe, A.}, title = {Ports}, type = {phdthesis}, institution = {Uni}, date = {1999}}";
        let library = Library::load([Source { name: "roe", bib, toml: "" }]);
        assert!(super::entry(&library.entries[0]).contains("M3  - PhD thesis\r\n"));
    }
}
