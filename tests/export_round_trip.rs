//! What is exported and read again has lost nothing, for any entry.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::collections::BTreeMap;

use ibid::library::bib::value::latex;
use ibid::library::{Entry, Heirs, Library, Source};
use ibid::output::export::Format;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

/// Words with all that LaTeX, JSON, YAML and RIS take for something else.
fn words() -> impl Strategy<Value = String> {
    let word = "[A-Za-zäßéøŁ0-9#&%$_{}~^\\\\<>:\"',.()\\[\\]*=-]{1,12}";
    vec(word, 1..6)
        .prop_map(|words| words.join(" "))
        .prop_filter("letters", |words| words.contains(|c: char| c.is_alphabetic()))
}

fn name() -> impl Strategy<Value = String> {
    let family = select(vec!["Müller", "de la Cruz", "O'Neil", "Łoś", "van den Berg", "Smith-Jones", "李"]);
    let given = select(vec!["Ann", "B. C.", "Jean-Paul", "Ø.", "María José"]);
    prop_oneof![
        4 => (family, given).prop_map(|(family, given)| format!("{family}, {given}")),
        1 => Just("{World Water Office and Partners}".to_owned()),
        1 => Just("Roe, Jr., Ann".to_owned()),
    ]
}

fn names() -> impl Strategy<Value = String> {
    (vec(name(), 1..5), any::<bool>()).prop_map(|(mut names, others)| {
        names.extend(others.then(|| "others".to_owned()));
        names.join(" and ")
    })
}

/// A field with its LaTeX source.
fn field() -> impl Strategy<Value = (&'static str, String)> {
    let text = select(vec![
        "subtitle", "note", "journaltitle", "booktitle", "publisher", "series", "abstract", "annotation",
        "location",
    ]);
    prop_oneof![
        4 => (text, words()).prop_map(|(name, words)| (name, latex(name, &words))),
        1 => names().prop_map(|names| ("editor", names)),
        1 => select(vec!["2001", "2001-05", "2001-05-06", "2001/2003", "2001-05/2001-06", "1998~", "-0044"]).prop_map(|date| ("date", date.to_owned())),
        1 => select(vec!["1--9", "e12", "A3--A5", "12, 15--17"]).prop_map(|pages| ("pages", pages.to_owned())),
        1 => "[0-9]{1,3}".prop_map(|volume| ("volume", volume)),
        1 => "10\\.5555/[a-zA-Z0-9._()/-]{1,10}".prop_map(|doi| ("doi", doi)),
        1 => "https://example\\.org/[a-z0-9_%~#&?=-]{0,12}".prop_map(|url| ("url", url)),
        1 => Just(("title", "On \\emph{E. {coli}} in H$_2$O \\& ``more''".to_owned())),
    ]
}

fn entry() -> impl Strategy<Value = Entry> {
    let kind = select(vec![
        "article", "book", "incollection", "inproceedings", "thesis", "report", "online", "misc", "patent",
    ]);
    (kind, names(), words(), btree_map(0..6_u8, field(), 0..6)).prop_map(|(kind, author, title, fields)| {
        let given =
            [("author", author), ("title", latex("title", &title))].into_iter().chain(fields.into_values());
        let fields: BTreeMap<String, String> = given
            .map(|(name, source)| (name.to_owned(), source.split_whitespace().collect::<Vec<_>>().join(" ")))
            .collect();
        Entry { volume: 0, line: 1, key: "key".to_owned(), kind: kind.to_owned(), fields }
    })
}

fn read(bib: &str) -> Entry {
    let library = Library::load([Source { name: "a", bib, toml: "" }]);
    assert_eq!(library.faults, [], "{bib}");
    library.entries[0].clone()
}

/// Pieces of .bib files, in any order and as often as not unclosed.
fn broken_bib() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => select(vec!["@book{k,", "@article{,", "@xdata{x,", "@string{s = ", "@set{t,", "@preamble{", "}\n", "{", "}", "\"", "#", ","]).prop_map(str::to_owned),
        3 => select(vec!["author", "title", "date", "year", "month", "pages", "doi", "crossref", "xdata", "edition", "volume"]).prop_map(|name| format!("{name} = ")),
        2 => select(vec!["{van {der} Berg, , Ann and others}", "{$_{\\textrm{2}}$}", "{May--June}", "{2001/}", "{10--}", "{\\'\\i \\relax}", "jan # s", "{k}", "{x}", "{}"]).prop_map(|value| format!("{value},")),
        1 => ".{0,6}",
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn broken_files_are_exported_as_far_as_they_go(bib in broken_bib()) {
        let library = Library::load([Source { name: "p", bib: &bib, toml: "" }]);
        let mut heirs = Heirs::of(&library);
        for entry in &library.entries {
            let entry = heirs.alone(entry);
            for format in [Format::Biblatex, Format::Bibtex, Format::Ris, Format::Hayagriva] {
                let _ = format.entry(&entry);
            }
            let json = Format::CslJson.entry(&entry).unwrap();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{}", json);
        }
    }

    #[test]
    fn biblatex_comes_back_to_the_byte(entry in entry()) {
        let bib = Format::Biblatex.entry(&entry).unwrap();
        prop_assert_eq!(&read(&bib), &entry, "{}", bib);
    }

    #[test]
    fn bibtex_comes_back_as_people_read_it(entry in entry()) {
        let bib = Format::Bibtex.entry(&entry).unwrap();
        let back = read(&bib);
        // The subtitle stands behind it.
        prop_assert!(back.value("title").unwrap().starts_with(&entry.value("title").unwrap()), "title in {}", bib);
        for (name, other) in [("author", "author"), ("note", "note"), ("journaltitle", "journal"), ("location", "address"), ("url", "url"), ("doi", "doi"), ("pages", "pages")] {
            prop_assert_eq!(back.value(other), entry.value(name), "{} in {}", name, bib);
        }
    }

    #[test]
    fn csl_json_says_what_the_entry_says(entry in entry()) {
        let json: serde_json::Value = serde_json::from_str(&Format::CslJson.entry(&entry).unwrap()).unwrap();
        // A title may have such a tag among its own words.
        let plain = |text: &str| text.replace("<i>", "").replace("</i>", "").replace("<sub>2</sub>", "₂");
        let (title, own) = (plain(json["title"].as_str().unwrap()), plain(&entry.value("title").unwrap()));
        prop_assert!(title.starts_with(&own), "{} of {}", title, own);
        prop_assert_eq!(json.get("DOI").and_then(|v| v.as_str()).map(str::to_owned), entry.value("doi"));
        prop_assert_eq!(json.get("URL").and_then(|v| v.as_str()).map(str::to_owned), entry.value("url"));
        let people = entry.fields["author"].split(" and ").count();
        let literal = entry.fields["author"].matches("Office and Partners").count();
        prop_assert_eq!(json["author"].as_array().unwrap().len(), people - literal);
    }

    #[test]
    fn ris_says_what_the_entry_says(entry in entry()) {
        let ris = Format::Ris.entry(&entry).unwrap();
        let tag = |tag: &str| ris.lines().find_map(|line| line.strip_prefix(tag).map(str::to_owned));
        prop_assert!(tag("TI  - ").unwrap().starts_with(&entry.value("title").unwrap()));
        prop_assert_eq!(tag("DO  - "), entry.value("doi"));
        prop_assert_eq!(tag("N1  - "), entry.value("note"));
        prop_assert!(ris.lines().all(|line| line.get(2..6) == Some("  - ")));
    }

    #[cfg(feature = "hayagriva")]
    #[test]
    fn hayagriva_reads_what_it_is_given(entry in entry()) {
        let yaml = Format::Hayagriva.entry(&entry).unwrap();
        let library = hayagriva::io::from_yaml_str(&yaml).unwrap();
        prop_assert_eq!(library.len(), 1);
        prop_assert!(library.nth(0).unwrap().title().is_some());
    }
}
