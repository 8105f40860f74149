//! Entries as hayagriva YAML, the bibliography format of Typst.
//!
//! hayagriva reads BibLaTeX itself, but not all of it, and some of it wrongly: what it does not know how to read is brought into a
//! form that it does, told to it in its own terms, or left out.

use hayagriva::types::{EntryType, FormatString, MaybeTyped, Numeric, PageRanges};

use super::facts::{Facts, bare, join_titles};
use super::persons::{in_parts, keep_particles, without_marks};
use crate::bibliography::normalise::kind_of_work::in_words;
use crate::library::Entry;
use crate::library::bib::date::{Date, dates};
use crate::library::bib::value::chunks;

/// `entry` as hayagriva YAML.
///
/// # Errors
///
/// A message if the entry has a value that hayagriva cannot read.
pub(super) fn entry(entry: &Entry) -> Result<String, String> {
    let mut entry = entry.clone();
    // A number that YAML would be read as, and which is another: `061102`.
    if page_range(&entry).is_some_and(|range| matches!(range, MaybeTyped::String(text) if is_ranges(&text))) {
        entry.fields.retain(|name, _| !matches!(name.as_str(), "pages" | "eid"));
    }
    let library: hayagriva::Library = [in_parts(converted(&entry)?)].into_iter().collect();
    let yaml = hayagriva::io::to_yaml_str(&library).map_err(|error| error.to_string())?;
    Ok(without_marks(&yaml))
}

/// Fields that hayagriva reads as dates and as numbers: it takes no entry with one that it cannot read.
const STRICT: [&[&str]; 2] = [
    &["date", "year", "month", "day", "urldate", "origdate", "eventdate"],
    &["volume", "number", "edition", "pagetotal", "volumes"],
];

/// `entry` as hayagriva has it. Dates and numbers that it cannot read (`in press`) are left out.
pub(super) fn converted(entry: &Entry) -> Result<hayagriva::Entry, String> {
    let mut readable = readable(entry).to_biblatex();
    let mut found = hayagriva::Entry::try_from(&readable);
    for fields in STRICT {
        if found.is_err() {
            for field in fields {
                readable.remove(field);
            }
            found = hayagriva::Entry::try_from(&readable);
        }
    }
    let mut found = found.map_err(|error| format!("{}: {error}", entry.key))?;
    page_range(entry).into_iter().for_each(|range| found.set_page_range(range));
    add_collections(entry, &mut found);
    keep_particles(&mut found);
    Ok(found)
}

/// `entry` in fields and forms that hayagriva reads as they are meant.
fn readable(entry: &Entry) -> Entry {
    let facts = Facts::of(entry);
    let mut readable = entry.clone();
    if entry.kind == "software" {
        readable.kind = "dataset".to_owned();
    }
    let fields = &mut readable.fields;
    join_titles(fields);
    for name in ["doi", "eprint"] {
        if let Some(value) = fields.get_mut(name) {
            *value = bare(name, value).unwrap_or_else(|| value.clone());
        }
    }
    // These follow in hayagriva's own terms.
    fields.retain(|name, _| !matches!(name.as_str(), "pages" | "eid"));
    if has_collections(&facts) {
        fields.retain(|name, _| !matches!(name.as_str(), "series" | "number"));
    }
    if is_whole(&facts) {
        fields.retain(|name, _| !matches!(name.as_str(), "maintitle" | "volumes"));
    }
    for name in ["date", "urldate", "origdate", "eventdate"] {
        let Some(source) = fields.get(name) else { continue };
        match begin(source) {
            Some(date) => fields.insert(name.to_owned(), date),
            None => fields.remove(name),
        };
    }
    // As one date that is surely one: the crate panics at `month = {May 2001}`.
    fields.retain(|name, _| !matches!(name.as_str(), "year" | "month" | "day"));
    if !entry.fields.contains_key("date")
        && let Some(date) = facts.dates("date").first()
    {
        fields.insert("date".to_owned(), date.iso());
    }
    if let Some(name) = facts.value("type").filter(|name| in_words(name) != name) {
        fields.insert("type".to_owned(), in_words(&name).to_owned());
    }
    if let Some(number) = fields.get_mut("number").filter(|_| facts.kind == "patent") {
        *number = without_thousands(number);
    }
    name_publisher(&facts, &mut readable);
    if let Some(address) = address(&facts) {
        readable.fields.remove("howpublished");
        readable.fields.insert("url".to_owned(), address);
    }
    readable
}

/// The one date that hayagriva takes, without a season: of a range its begin, where that is known.
fn begin(source: &str) -> Option<String> {
    let source = source.replace(['{', '}'], "");
    dates(source.split('/').next()?).first().map(Date::iso)
}

/// Who brings out a thesis, a report or a work without pages is its publisher to the styles of CSL.
fn name_publisher(facts: &Facts<'_>, entry: &mut Entry) {
    let has_one =
        !matches!(facts.kind, "article" | "inbook" | "incollection" | "inproceedings" | "proceedings");
    if !has_one || entry.fields.contains_key("publisher") {
        return;
    }
    let body =
        ["institution", "school", "organization"].into_iter().find_map(|name| entry.fields.remove(name));
    entry.fields.extend(body.map(|body| ("publisher".to_owned(), body)));
}

/// Where the work is found; of an arXiv number its page, where nothing else leads to the work.
fn address(facts: &Facts<'_>) -> Option<String> {
    let arxiv = || {
        let archive = facts.value("eprinttype").or_else(|| facts.value("archiveprefix"))?;
        let number = facts.value("eprint").filter(|_| archive.eq_ignore_ascii_case("arxiv"))?;
        facts.value("doi").is_none().then(|| format!("https://arxiv.org/abs/{number}"))
    };
    facts.url().or_else(arxiv)
}

/// `number` without the commas that part thousands, each of which hayagriva takes for the end of a number: `US 7123456`.
fn without_thousands(number: &str) -> String {
    let mut parts = number.split(',');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_thousand = whole.ends_with(|c: char| c.is_ascii_digit())
            && part.bytes().take_while(u8::is_ascii_digit).count() == 3;
        whole += if is_thousand { "" } else { "," };
        whole += part;
    }
    whole
}

/// The pages, else the number of an article that has none; as text where hayagriva would read another number.
fn page_range(entry: &Entry) -> Option<MaybeTyped<PageRanges>> {
    let facts = Facts::of(entry);
    let text = facts.value("pages").or_else(|| facts.value("eid"))?.replace('—', "–");
    let bare = |text: &str| text.replace('–', "-").replace(char::is_whitespace, "");
    let ranges = text.replace('–', "-").parse().ok();
    let exact = ranges.filter(|ranges: &PageRanges| bare(&ranges.to_string()) == bare(&text));
    Some(exact.map_or_else(|| MaybeTyped::String(text.clone()), MaybeTyped::Typed))
}

fn is_ranges(text: &str) -> bool {
    text.parse::<PageRanges>().is_ok()
}

/// Whether `number` is a place in a series, if there is one.
fn has_collections(facts: &Facts<'_>) -> bool {
    is_whole(facts) || matches!(facts.kind, "inbook" | "incollection" | "inproceedings")
}

/// Whether the entry is a book and not a part of one.
fn is_whole(facts: &Facts<'_>) -> bool {
    matches!(facts.kind, "book" | "collection" | "proceedings")
}

/// Puts a book into its series and the work in several volumes that it is one of. hayagriva has both for books, which to CSL makes the book a chapter
/// and a part of one, and the number in the series an issue.
fn add_collections(entry: &Entry, found: &mut hayagriva::Entry) {
    let facts = Facts::of(entry);
    if !has_collections(&facts) {
        return;
    }
    let numeric = |name: &str| facts.value(name).and_then(|value| value.parse::<MaybeTyped<Numeric>>().ok());
    let mut collections = Vec::new();
    let volumes = facts.value("volumes").and_then(|volumes| volumes.parse().ok()).map(Numeric::new);
    let main = entry.fields.get("maintitle").filter(|_| is_whole(&facts));
    if let Some(mut main) = main.map(|title| collection(&entry.key, "maintitle", title)) {
        volumes.into_iter().for_each(|volumes| main.set_volume_total(volumes));
        collections.push(main);
    } else if is_whole(&facts) {
        volumes.into_iter().for_each(|volumes| found.set_volume_total(volumes));
    }
    match entry.fields.get("series").map(|title| collection(&entry.key, "series", title)) {
        Some(mut series) => {
            numeric("number").into_iter().for_each(|number| series.set_volume(number));
            collections.push(series);
        }
        None if is_whole(&facts) => numeric("number").into_iter().for_each(|number| found.set_issue(number)),
        None => {}
    }
    let mut parents = found.parents().to_vec();
    match parents.first_mut().filter(|_| !is_whole(&facts)) {
        Some(host) => host.set_parents([host.parents(), &collections].concat()),
        None => parents.extend(collections),
    }
    found.set_parents(parents);
}

/// What the field called `field` with the LaTeX `title` names.
fn collection(key: &str, field: &str, title: &str) -> hayagriva::Entry {
    let mut collection = hayagriva::Entry::new(key, EntryType::Anthology);
    collection.set_title(FormatString::from(chunks(field, title).as_slice()));
    collection
}

#[cfg(test)]
mod tests {
    use crate::library::{Library, Source};

    #[track_caller]
    fn yaml(bib: &str) -> String {
        let library = Library::load([Source { name: "roe", bib, toml: "" }]);
        super::entry(&library.entries[0]).unwrap()
    }

    #[test]
    fn kinds_of_works_are_words() {
        let yaml = yaml(
            "@thesis{roe, author = {Roe, A.}, title = {Ports}, type = {phdthesis}, institution = {Uni}, date = {1999}}",
        );
        assert!(yaml.contains("genre: PhD thesis") && yaml.contains("publisher: Uni"), "{yaml}");
    }

    #[test]
    fn values_are_right_or_left_out() {
        for (fields, want) in [
            ("pages = {12--15, 20--22}", Some("page-range: 12-15, 20-22")),
            ("pages = {061102}", Some("page-range: 061102")),
            ("eid = {e1234}", Some("page-range: e1234")),
            ("date = {199X}", None),
            ("year = {2001}, month = {5}", Some("date: 2001-05")),
            ("year = {2001}, month = may", Some("date: 2001-05")),
            ("year = {2001}, month = {May 2001}", Some("date: 2001-05")),
            ("year = {2001}, month = {0}", Some("date: 2001")),
            ("year = {²²}, month = {5 2001}", None),
            ("date = {2004-22}", Some("date: 2004")),
            ("date = {1990/1994}", Some("date: 1990")),
            ("date = {2001-03/2001-05}", Some("date: 2001-03")),
            ("date = {199X/2005}", None),
            ("date = {1850~}", Some("date: 1850")),
            ("date = {in press}", None),
            ("title = {Ports}, subtitle = {Tolls}", Some("title: 'Ports: Tolls'")),
        ] {
            let yaml = yaml(&format!("@article{{roe, journaltitle = {{Tolls}}, {fields}}}"));
            let found = yaml.lines().find(|line| {
                ["date", "page-range", "title"].iter().any(|name| line.starts_with(&format!("  {name}:")))
            });
            assert_eq!(
                found.map(|line| line.trim().replace('\'', "")),
                want.map(|want| want.replace('\'', "")),
                "{yaml}"
            );
        }
        let patent = yaml("@patent{roe, title = {Ports}, number = {US 7,123,456}}");
        assert!(patent.contains("US 7123456"), "{patent}");
    }
}
