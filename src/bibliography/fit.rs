//! A reference's fields to fields that BibLaTeX's data model allows for the entry type: fields that the
//! type does not take move to one that it takes or to the note; what it needs and the reference does not
//! print is filled with what libraries use for that (ISO 690): `[s.n.]`, `[untitled]`, EDTF's `XXXX`.

use std::collections::BTreeMap;

use super::datamodel::entry_type;
use super::grammar::arxiv::arxiv_number;
use super::grammar::remark::{counted_pages, preprint};
use super::grammar::statement::patent_number;
use super::normalise::kind_of_work::in_words;

/// The title of an entry whose reference prints none.
pub const UNTITLED: &str = "[untitled]";

/// The body behind a thesis or report whose reference names none: *sine nomine*.
pub const NO_NAME: &str = "[s.n.]";

/// The date of an entry whose reference prints none: EDTF's wholly unspecified year.
pub const NO_DATE: &str = "XXXX";

/// The author of an entry whose reference prints none.
pub const ANONYMOUS: &str = "{Anonymous}";

/// Values by field name.
pub(super) type Values = BTreeMap<&'static str, String>;

/// Fields that take the value of one which the type does not take, in order of preference.
const HOMES: &[(&str, &[&str])] = &[
    ("institution", &["institution", "organization", "publisher"]),
    ("publisher", &["publisher", "institution", "organization"]),
    ("journaltitle", &["journaltitle", "booktitle"]),
    ("booktitle", &["booktitle", "journaltitle"]),
    ("eid", &["pages"]),
];

/// Brings `values` of an entry of the type `kind` into the data model; gives the type to use.
pub(super) fn fit(kind: &str, mut values: Values) -> (String, Values) {
    archived(&mut values);
    let kind = settle(kind, &mut values);
    volume(&mut values);
    pubmed(&mut values);
    pages(&kind, &mut values);
    event(&kind, &mut values);
    series_as_type(&kind, &mut values);
    let strays: Vec<&str> = values.keys().copied().filter(|field| !takes(&kind, field)).collect();
    for field in strays {
        move_out(&kind, field, &mut values);
    }
    fill(&kind, &mut values);
    (kind, values)
}

/// The type that the fields allow: a part of a collection needs an editor, a patent its number, and
/// biber 2.18 knows no fields of a standard.
fn settle(kind: &str, values: &mut Values) -> String {
    let kind = if kind == "article" { in_series(values).unwrap_or(kind) } else { kind };
    let has = |field: &str| values.contains_key(field);
    let is = |field: &str, what: fn(&str) -> bool| values.get(field).is_some_and(|value| what(value));
    let kind = match kind {
        "misc" if is("type", |kind| kind == "RFC") && has("number") => "standard",
        "misc" if is("number", |number| patent_number(number).is_ok()) => "patent",
        "book" if has("version") && !(has("publisher") || has("isbn")) => "software",
        "article" if is("journaltitle", is_arxiv) && has("eprint") => {
            values.remove("journaltitle");
            "online"
        }
        kind => kind,
    };
    let has = |field: &str| values.contains_key(field);
    let kind = match kind {
        "standard" => {
            values.insert("entrysubtype", "standard".to_owned());
            "manual"
        }
        "incollection" if !has("editor") => "inbook",
        "patent" if !has("number") => "misc",
        "book" if !has("author") && has("editor") => "collection",
        "inproceedings" if !has("author") && has("editor") && !has("title") => "proceedings",
        "report" if !has("author") => "manual",
        "online" if !(has("url") || has("doi") || has("eprint")) => "misc",
        kind => kind,
    };
    kind.to_owned()
}

/// Whether `journal` is arXiv or its part for computer science, which are none.
fn is_arxiv(journal: &str) -> bool {
    let name = journal.trim_end_matches('.');
    preprint(name).is_ok() || name.eq_ignore_ascii_case("CoRR")
}

/// An address or a DOI of arXiv names the eprint: `https://arxiv.org/abs/1706.03762`, `10.48550/arXiv.2108.07258`.
fn archived(values: &mut Values) {
    const DOI: &str = "10.48550/arxiv.";
    let doi = values.get("doi").and_then(|doi| {
        let (prefix, number) = doi.split_at_checked(DOI.len())?;
        prefix.eq_ignore_ascii_case(DOI).then_some(number)
    });
    let url = || values.get("url").and_then(|url| Some(url.split_once("://arxiv.org/abs/")?.1));
    let named = doi.or_else(url).filter(|number| arxiv_number(number).is_ok_and(|(rest, _)| rest.is_empty()));
    if let Some(number) = named.map(str::to_owned)
        && !values.contains_key("eprint")
    {
        values.insert("eprint", number);
        values.insert("eprinttype", "arxiv".to_owned());
    }
}

/// `230p` counts the pages of a book that has so many.
fn pages(kind: &str, values: &mut Values) {
    let Some(number) = values.get("pages").and_then(|pages| Some(counted_pages(pages).ok()?.1.to_owned()))
    else {
        return;
    };
    if takes(kind, "pagetotal") && !values.contains_key("pagetotal") {
        values.remove("pages");
        values.insert("pagetotal", number);
    }
}

/// Several days are those of the conference, not of its proceedings: `May 31–June 4, 2010`.
fn event(kind: &str, values: &mut Values) {
    let Some(days) = values.get("date").filter(|_| takes(kind, "eventdate")).cloned() else { return };
    let Some((first, last)) = days.split_once('/') else { return };
    let is_day = |date: &str| date.len() == "2010-05-31".len();
    if is_day(first) && is_day(last) && !values.contains_key("eventdate") {
        values.insert("date", last.chars().take_while(|c| *c != '-').collect());
        values.insert("eventdate", days);
    }
}

/// The series of a report says what kind of report it is: `IMI Working Paper`.
fn series_as_type(kind: &str, values: &mut Values) {
    if kind == "report"
        && !values.contains_key("type")
        && let Some(series) = values.remove("series")
    {
        values.insert("type", series);
    }
}

/// BibLaTeX's volume is an integer: `XII` is 12, of `B158` the letter is the series.
fn volume(values: &mut Values) {
    let is_number = |v: &str| !v.is_empty() && v.chars().all(|c| c.is_ascii_digit());
    let Some(printed) = values.get("volume").filter(|v| !is_number(v)).cloned() else { return };
    values.remove("volume");
    let digits = printed.trim_start_matches(char::is_alphabetic);
    let series = printed.get(..printed.len() - digits.len()).unwrap_or_default();
    if let Some(number) = roman(&printed) {
        values.insert("volume", number.to_string());
    } else if is_number(digits) && !values.contains_key("series") {
        values.insert("volume", digits.to_owned());
        values.insert("series", series.to_owned());
    } else if let Some((first, others)) = printed.split_once(", ").filter(|(first, _)| is_number(first)) {
        values.insert("volume", first.to_owned());
        note(&format!("vol. {others}"), values);
    } else {
        note(&format!("vol. {printed}"), values);
    }
}

/// The value of a Roman numeral below 400.
pub(crate) fn roman(printed: &str) -> Option<u32> {
    let digit = |c: char| match c.to_ascii_uppercase() {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let digits: Vec<i64> = printed.chars().map(digit).collect::<Option<_>>()?;
    let following = digits.iter().skip(1).copied().chain([0]);
    let sum: i64 = digits.iter().zip(following).map(|(&d, next)| if d < next { -d } else { d }).sum();
    u32::try_from(sum).ok().filter(|n| (1..400).contains(n))
}

/// A PubMed number is an eprint to BibLaTeX.
fn pubmed(values: &mut Values) {
    let Some(number) = values.remove("pmid") else { return };
    if values.contains_key("eprint") {
        note(&format!("PMID {number}"), values);
    } else {
        values.insert("eprint", number);
        values.insert("eprinttype", "pubmed".to_owned());
    }
}

/// Whether an entry of the type `kind` may have `field`.
fn takes(kind: &str, field: &str) -> bool {
    entry_type(kind).is_some_and(|model| model.takes(field))
}

/// An article that names who published it where, but no pages or issue, is a book or a report in a series: `Smithsonian Contributions to
/// Anthropology 7. Washington: Press.`
fn in_series(values: &mut Values) -> Option<&'static str> {
    let has = |field: &str| values.contains_key(field);
    let host = values.get("journaltitle")?.to_lowercase();
    let periodical = ["journal", "zeitschrift", "revue", "rivista", "revista", "review", "annals"];
    if !(has("publisher") && has("location") && has("volume"))
        || has("pages")
        || has("number")
        || has("eid")
        || has("doi")
        || has_any(&host, &periodical)
    {
        return None;
    }
    let series = values.remove("journaltitle")?;
    let volume = values.remove("volume")?;
    values.insert("number", volume);
    let papers =
        ["working paper", "discussion paper", "policy brief", "technical report", "bericht", "arbeitspapier"];
    if has_any(&host, &papers) && values.contains_key("author") {
        values.insert("type", series);
        return Some("report");
    }
    values.insert("series", series);
    Some("book")
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Moves `field` to one that the type takes, else into the note.
fn move_out(kind: &str, field: &'static str, values: &mut Values) {
    let Some(value) = values.remove(field) else { return };
    let homes = HOMES.iter().find(|(from, _)| *from == field).map_or(&[][..], |(_, homes)| homes);
    match homes.iter().find(|home| takes(kind, home) && !values.contains_key(**home)) {
        Some(home) => {
            values.insert(home, value);
        }
        None => note(&spoken(field, &value), values),
    }
}

/// `value` with the words that say what it is, for a reader of the note.
fn spoken(field: &str, value: &str) -> String {
    let value = value.replace(['{', '}'], "");
    match field {
        "pages" if value.contains("--") => format!("pp. {value}"),
        "eid" => format!("article {value}"),
        "pagetotal" => format!("{value} pages"),
        "volumes" => format!("{value} volumes"),
        "type" => in_words(&value).to_owned(),
        "version" => format!("version {value}"),
        "pages" => format!("p. {value}"),
        "volume" => format!("vol. {value}"),
        "number" => format!("no. {value}"),
        "edition" if value.chars().all(|c| c.is_ascii_digit()) => format!("edition {value}"),
        "isbn" => format!("ISBN {value}"),
        "issn" => format!("ISSN {value}"),
        "editor" => format!("edited by {value}"),
        "translator" => format!("translated by {value}"),
        "journaltitle" | "booktitle" => format!("in: {value}"),
        _ => value,
    }
}

/// Adds `words` to the note.
fn note(words: &str, values: &mut Values) {
    let note = values.entry("note").or_default();
    if !note.is_empty() {
        note.push_str("; ");
    }
    note.push_str(words);
}

/// Fills in what the type needs.
fn fill(kind: &str, values: &mut Values) {
    let needs = entry_type(kind).map_or(&[][..], |model| model.constrained);
    for &field in needs.iter().filter(|field| !values.contains_key(**field)).collect::<Vec<_>>() {
        let value = match field {
            "author" => {
                values.insert("options", "useauthor=false".to_owned());
                ANONYMOUS.to_owned()
            }
            "institution" => values.remove("location").unwrap_or_else(|| NO_NAME.to_owned()),
            "type" => if kind == "thesis" { "Thesis" } else { "Report" }.to_owned(),
            "date" => NO_DATE.to_owned(),
            _ => UNTITLED.to_owned(),
        };
        values.insert(field, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: &str, values: &[(&'static str, &str)], want_kind: &str, want: &[(&str, &str)]) {
        let values = values.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
        let (kind, fitted) = fit(kind, values);
        let fitted: Vec<(&str, &str)> =
            fitted.iter().map(|(field, value)| (*field, value.as_str())).collect();
        assert_eq!((kind.as_str(), fitted.as_slice()), (want_kind, want));
    }

    #[test]
    fn stray_fields_move() {
        let base = [("author", "Roe, A."), ("date", "1999"), ("title", "T")];
        check(
            "thesis",
            &[&base[..], &[("publisher", "U"), ("type", "phdthesis")]].concat(),
            "thesis",
            &[
                ("author", "Roe, A."),
                ("date", "1999"),
                ("institution", "U"),
                ("title", "T"),
                ("type", "phdthesis"),
            ],
        );
        check(
            "misc",
            &[&base[..], &[("pages", "1--2"), ("note", "n")]].concat(),
            "misc",
            &[("author", "Roe, A."), ("date", "1999"), ("note", "n; pp. 1--2"), ("title", "T")],
        );
    }

    #[test]
    fn pages_that_are_counted_are_a_total() {
        for (kind, pages, want) in [
            ("book", "230p", ("pagetotal", "230")),
            ("book", "230--240", ("pages", "230--240")),
            ("misc", "230p", ("note", "p. 230p")),
        ] {
            let base = [("author", "Roe, A."), ("date", "1999"), ("title", "T"), ("pages", pages)];
            let values = base.map(|(field, value)| (field, value.to_owned()));
            let (_, fitted) = fit(kind, values.into());
            assert_eq!(fitted.get(want.0).map(String::as_str), Some(want.1), "{kind} {pages}");
        }
    }

    #[test]
    fn books_in_series_are_no_articles() {
        let base =
            [("author", "Roe, A."), ("date", "1999"), ("title", "T"), ("publisher", "P"), ("location", "L")];
        for (host, kind, field) in [
            ("Contributions to Ports", "book", "series"),
            ("River Discussion Papers", "report", "type"),
            ("Journal of Ports", "article", "journaltitle"),
        ] {
            let more = [("journaltitle", host), ("volume", "7")];
            let values = base.iter().chain(&more).map(|(field, value)| (*field, (*value).to_owned()));
            let (fitted, values) = fit("article", values.collect());
            assert_eq!((fitted.as_str(), values.get(field).map(String::as_str)), (kind, Some(host)));
        }
    }

    #[test]
    fn the_series_of_a_report_is_its_type() {
        for (given, kind) in [(None, "IMI Working Paper"), (Some("Study"), "Study")] {
            let base = [("author", "Roe, A."), ("date", "1999"), ("title", "T"), ("institution", "I")];
            let more = given.map(|given| ("type", given));
            let values = base.into_iter().chain([("series", "IMI Working Paper")]).chain(more);
            let (_, fitted) = fit("report", values.map(|(field, value)| (field, value.to_owned())).collect());
            assert_eq!(fitted.get("type").map(String::as_str), Some(kind));
            assert_eq!(fitted.contains_key("note"), given.is_some());
        }
    }

    /// The type of an entry of the type `kind` and its fields called `names`, fitted.
    fn fitted(kind: &str, values: &[(&'static str, &str)], names: &[&str]) -> (String, Vec<Option<String>>) {
        let base = [("date", "1999"), ("title", "T")];
        let values = base.iter().chain(values).map(|(field, value)| (*field, (*value).to_owned()));
        let (kind, values) = fit(kind, values.collect());
        (kind, names.iter().map(|name| values.get(*name).cloned()).collect())
    }

    #[test]
    fn books_without_author_stay_books() {
        let anonymous = vec![Some(ANONYMOUS.to_owned()), Some("P".to_owned())];
        assert_eq!(
            fitted("book", &[("publisher", "P")], &["author", "publisher"]),
            ("book".to_owned(), anonymous)
        );
        let edited = fitted("book", &[("editor", "Roe, A.")], &["author"]);
        assert_eq!(edited, ("collection".to_owned(), vec![None]));
    }

    #[test]
    fn a_book_of_some_version_that_nobody_published_is_software() {
        let version = ("version", "0.12.2");
        assert_eq!(fitted("book", &[version], &[]).0, "software");
        assert_eq!(fitted("book", &[version, ("publisher", "P")], &[]).0, "book");
    }

    #[test]
    fn days_of_a_conference_are_its_date() {
        let days = ("date", "2010-05-31/2010-06-04");
        for (kind, date, want) in [
            ("inproceedings", days, ["2010", days.1]),
            ("article", days, [days.1, ""]),
            ("inproceedings", ("date", "2010-05-31"), ["2010-05-31", ""]),
            ("inproceedings", ("date", "2010/2011"), ["2010/2011", ""]),
        ] {
            let (_, found) = fitted(kind, &[date, ("booktitle", "B")], &["date", "eventdate"]);
            assert_eq!(found.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>(), want, "{kind}");
        }
    }

    #[test]
    fn kinds_of_works_in_notes_are_words() {
        let (_, note) = fitted("article", &[("journaltitle", "J"), ("type", "techreport")], &["note"]);
        assert_eq!(note, [Some("Technical report".to_owned())]);
    }

    #[test]
    fn eprints_by_addresses_and_dois_of_arxiv() {
        for values in [
            &[("url", "https://arxiv.org/abs/1706.03762")][..],
            &[("doi", "10.48550/arXiv.1706.03762"), ("journaltitle", "arXiv")],
            &[("eprint", "1706.03762"), ("eprinttype", "arxiv"), ("journaltitle", "CoRR")],
        ] {
            let hosted = values.iter().any(|(name, _)| *name == "journaltitle");
            let (kind, fields) = fitted(
                if hosted { "article" } else { "online" },
                values,
                &["eprint", "eprinttype", "journaltitle"],
            );
            assert_eq!(
                (kind.as_str(), fields),
                ("online", vec![Some("1706.03762".to_owned()), Some("arxiv".to_owned()), None])
            );
        }
        let journal =
            fitted("article", &[("url", "https://arxiv.org/list/new"), ("journaltitle", "J")], &["eprint"]);
        assert_eq!(journal, ("article".to_owned(), vec![None]));
    }

    #[test]
    fn numbers_of_patents_and_of_requests_for_comments() {
        let author = ("author", "Roe, A.");
        assert_eq!(fitted("misc", &[author, ("number", "US20150123456A1")], &[]).0, "patent");
        assert_eq!(fitted("misc", &[author, ("number", "12")], &[]).0, "misc");
        let request = fitted(
            "misc",
            &[author, ("number", "793"), ("type", "RFC")],
            &["number", "type", "entrysubtype"],
        );
        let want = ["793", "RFC", "standard"].map(|value| Some(value.to_owned())).to_vec();
        assert_eq!(request, ("manual".to_owned(), want));
    }

    #[test]
    fn needed_fields_are_filled() {
        check(
            "article",
            &[("journaltitle", "J")],
            "article",
            &[
                ("author", ANONYMOUS),
                ("date", NO_DATE),
                ("journaltitle", "J"),
                ("options", "useauthor=false"),
                ("title", UNTITLED),
            ],
        );
    }

    #[test]
    fn volumes_are_integers() {
        for (printed, want) in [("XII", "12"), ("B158", "158"), ("xc", "90"), ("7", "7"), ("131, 3", "131")] {
            let mut values = Values::from([("volume", printed.to_owned())]);
            volume(&mut values);
            assert_eq!(values.get("volume").map(String::as_str), Some(want), "{printed}");
        }
        let mut values = Values::from([("volume", "98-B".to_owned())]);
        volume(&mut values);
        assert_eq!(values.get("note").map(String::as_str), Some("vol. 98-B"));
    }
}
