//! Entries as CSL-JSON, the input of citeproc and pandoc.
//!
//! Types and variables: CSL 1.0.2, appendices III and IV.

use biblatex::Person;
use serde_json::{Map, Value, json};

use super::facts::Facts;
use crate::library::Entry;
use crate::library::bib::date::Date;

const TYPES: &[(&str, &str)] = &[
    ("article", "article-journal"),
    ("book", "book"),
    ("collection", "book"),
    ("dataset", "dataset"),
    ("inbook", "chapter"),
    ("incollection", "chapter"),
    ("inproceedings", "paper-conference"),
    ("manual", "report"),
    ("misc", "document"),
    ("online", "webpage"),
    ("patent", "patent"),
    ("proceedings", "book"),
    ("report", "report"),
    ("software", "software"),
    ("thesis", "thesis"),
    ("unpublished", "manuscript"),
];

/// CSL's variables for BibLaTeX's fields that are rich text in both.
const RICH: &[(&str, &str)] =
    &[("series", "collection-title"), ("shorttitle", "title-short"), ("eventtitle", "event-title")];

/// Fields of BibLaTeX with people and the variables of CSL that they are.
const PEOPLE: [(&str, &str); 5] = [
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("bookauthor", "container-author"),
    // CSL has none for those who hold a patent.
    ("holder", "contributor"),
];

/// Date fields of BibLaTeX and the variables of CSL that they are.
const DATES: [(&str, &str); 4] =
    [("date", "issued"), ("urldate", "accessed"), ("origdate", "original-date"), ("eventdate", "event-date")];

/// CSL's variables for BibLaTeX's fields that are text in both.
const TEXT: &[(&str, &str)] = &[
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
    ("edition", "edition"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("organization", "publisher"),
    ("school", "publisher"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("version", "version"),
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("note", "note"),
    ("annotation", "annote"),
    ("annote", "annote"),
    ("abstract", "abstract"),
    ("keywords", "keyword"),
    ("eid", "number"),
    ("chapter", "chapter-number"),
    ("pagetotal", "number-of-pages"),
    ("venue", "event-place"),
];

/// `entry` as a CSL-JSON object.
pub(super) fn entry(entry: &Entry) -> String {
    let facts = Facts::of(entry);
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(facts.key()));
    let kind = TYPES.iter().find(|(from, _)| *from == facts.kind).map_or("document", |(_, to)| to);
    object.insert("type".to_owned(), json!(kind));
    let host = ["booktitle", "journaltitle", "journal", "maintitle"];
    let host = host.into_iter().find_map(|name| facts.whole_title(name, Facts::rich));
    let whole = [
        ("title", facts.whole_title("title", Facts::rich)),
        ("container-title", host),
        ("status", facts.state()),
        ("language", facts.language()),
        ("URL", facts.url()),
    ];
    for (variable, value) in whole {
        object.extend(value.map(|value| (variable.to_owned(), json!(value))));
    }
    let rich = RICH.iter().map(|(field, variable)| (variable, facts.rich(field)));
    let text = TEXT.iter().map(|(field, variable)| (variable, facts.value(field)));
    for (variable, value) in rich.chain(text).filter_map(|(variable, value)| Some((*variable, value?))) {
        object.entry(variable).or_insert(json!(value));
    }
    for (field, variable) in PEOPLE {
        let mut people: Vec<Value> = facts.people(field).iter().map(person).collect();
        if facts.has_others(field) {
            people.push(json!({ "literal": "others" }));
        }
        if !people.is_empty() {
            object.insert(variable.to_owned(), people.into());
        }
    }
    for (field, variable) in DATES {
        let dates = facts.dates(field);
        if !dates.is_empty() {
            let words = facts.month_in_words().filter(|_| field == "date");
            object.insert(variable.to_owned(), date(&dates, words));
        }
    }
    if let Some(words) = facts.date_in_words() {
        object.insert("issued".to_owned(), json!({ "literal": words }));
    }
    numbers(&facts, kind, &mut object);
    Value::Object(object).to_string()
}

/// Pages, issue and number, kind of thesis, eprint number.
fn numbers(facts: &Facts<'_>, kind: &str, object: &mut Map<String, Value>) {
    let number = match kind {
        "article-journal" => "issue",
        "book" | "chapter" | "paper-conference" => "collection-number",
        _ => "number",
    };
    let pages = facts.value("pages").map(|pages| pages.replace("--", "-").replace('–', "-"));
    let eprint = facts.value("eprint");
    let name =
        facts.value("eprinttype").or_else(|| facts.value("archiveprefix")).filter(|_| eprint.is_some());
    let is_pubmed = name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("pubmed"));
    let place = if is_pubmed { "PMID" } else { "archive_location" };
    let name = name.filter(|_| !is_pubmed).map(archive);
    for (variable, value) in [
        ("page", pages),
        (number, facts.value("number")),
        ("genre", facts.genre()),
        (place, eprint),
        ("archive", name),
    ] {
        if let Some(value) = value {
            object.insert(variable.to_owned(), json!(value));
        }
    }
}

fn person(person: &Person) -> Value {
    if person.given_name.is_empty() && person.prefix.is_empty() && person.suffix.is_empty() {
        return match person.name.contains(' ') {
            true => json!({ "literal": person.name }),
            false => json!({ "family": person.name }),
        };
    }
    let parts = [
        ("family", &person.name),
        ("given", &person.given_name),
        ("non-dropping-particle", &person.prefix),
        ("suffix", &person.suffix),
    ];
    let parts = parts.into_iter().filter(|(_, part)| !part.is_empty());
    Value::Object(parts.map(|(name, part)| (name.to_owned(), json!(part))).collect())
}

/// The archive that BibLaTeX's `eprinttype` is the key of, as it calls itself.
fn archive(name: String) -> String {
    match name.to_lowercase().as_str() {
        "arxiv" => "arXiv".to_owned(),
        "jstor" => "JSTOR".to_owned(),
        "hdl" => "HDL".to_owned(),
        "googlebooks" => "Google Books".to_owned(),
        _ => name,
    }
}

/// One date, or the ends of a range; `season` is what stands in place of a month.
fn date(dates: &[Date], season: Option<String>) -> Value {
    let parts = |date: &Date| {
        let numbers = [Some(date.year), date.month.map(i32::from), date.day.map(i32::from)];
        numbers.into_iter().flatten().collect::<Vec<_>>()
    };
    let mut object = Map::new();
    object.insert("date-parts".to_owned(), json!(dates.iter().map(parts).collect::<Vec<_>>()));
    if let Some(season) = dates.first().and_then(|date| date.season) {
        object.insert("season".to_owned(), json!(season));
    }
    object.extend(season.map(|words| ("season".to_owned(), json!(words))));
    if dates.iter().any(|date| date.is_circa) {
        object.insert("circa".to_owned(), json!(true));
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use crate::library::{Library, Source};

    #[test]
    fn a_number_is_an_issue_or_the_place_in_a_series() {
        for (kind, host, want) in [
            ("article", "journaltitle", "\"issue\":\"5\""),
            ("book", "series", "\"collection-number\":\"5\""),
            ("report", "series", "\"number\":\"5\""),
        ] {
            let bib = format!(
                "@{kind}{{roe, title = {{Ports}}, {host} = {{Tolls}}, number = {{5}}, volumes = {{3}}}}"
            );
            let library = Library::load([Source { name: "roe", bib: &bib, toml: "" }]);
            let printed = super::entry(&library.entries[0]);
            assert!(printed.contains(want) && printed.contains("\"number-of-volumes\":\"3\""), "{printed}");
        }
    }

    #[test]
    fn days_of_a_conference_are_its_date() {
        let bib = "@inproceedings{roe, title = {Ports}, date = {2010}, eventdate = {2010-05-31/2010-06-04}}";
        let library = Library::load([Source { name: "roe", bib, toml: "" }]);
        let printed = super::entry(&library.entries[0]);
        let want = [
            "\"event-date\":{\"date-parts\":[[2010,5,31],[2010,6,4]]}",
            "\"issued\":{\"date-parts\":[[2010]]}",
        ];
        assert!(want.iter().all(|date| printed.contains(date)), "{printed}");
    }
}
