//! A .bib with any mix of BibLaTeX's quirks is read, exported, brought into canonical form and read again without loss.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::collections::BTreeMap;

use ibid::library::bib::{Document, canonical};
use ibid::library::{Entry, Heirs, Known, Library, Pair, Reading, Source, merge};
use ibid::output::export::Format;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// What stands before the entries; `rr`, `sv` and `both` are used below.
const STRINGS: &str =
    "@STRING(rr = \"River Research\")\n@string{sv = {Survey}}\n@string{both = rr # { and } # sv}\n";

/// Field and value as they stand in a .bib, delimiters and all.
fn field() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(vec![
        ("title", "{On {\\emph{E. {coli}}} in {H$_2$O} \\& ``more''}"),
        ("title", "\"{\\\"U}ber {\\\"{a}}hnliche \\ss{} {\\'\\i} und {\\L}\\'od\\'z\""),
        ("title", "{{Entirely {Protected} $\\alpha_{i}^{2}$ 100\\% \\#1 \\_ \\$5 a~b -- c --- d}}"),
        ("title", "{A brace \\{ and another \\} and {\\textbackslash}}"),
        ("journaltitle", "rr"),
        ("journal", "both # {: {A}} # \"b\""),
        ("booktitle", "{Proceedings} # \" of \" # rr"),
        ("author", "{Roe, Ann and de la {Cruz}, Juan and others}"),
        ("author", "{von der Hardt, Jr., Karl and {Barnes and Noble} and O'Neil, M. {\\O}.}"),
        ("author", "{family=Berg, given=Anna, prefix=van den, useprefix=true and Jean-Paul Sartre}"),
        ("author", "\"M{\\\"u}ller, K. and {\\v{S}}imek, J.\""),
        ("editor", "{{World Water Office}}"),
        ("author+an", "{1=correspondingauthor;2:family=highlight}"),
        ("author+an:orcid", "{1=\"0000-0001-5109-3700\"}"),
        ("title+an", "{=\"in all editions\"}"),
        ("date", "{2001-05/2001-06}"),
        ("date", "{1998~}"),
        ("date", "{2004-22}"),
        ("date", "{2001-05-06T10:00:00Z}"),
        ("date", "{/2003}"),
        ("date", "{1999/..}"),
        ("date", "{-0044}"),
        ("date", "{199X}"),
        ("date", "2010"),
        ("year", "{in press}"),
        ("month", "mar"),
        ("month", "10 # \"~\" # jan"),
        ("origdate", "{1887?}"),
        ("pages", "{12--20, 25, e31--e35}"),
        ("volume", "3"),
        ("number", "{4--5}"),
        ("keywords", "{rivers, {deltas, old}, history}"),
        ("url", "{https://example.org/a_b?c=d%20e&f#g~h}"),
        ("doi", "{10.5555/a_b<c>d;e}"),
        ("file", "{:C\\:/papers/a.pdf:PDF;b.pdf}"),
        ("eprint", "{math/0601001v2}"),
        ("eprinttype", "\"arxiv\""),
        ("related", "{e1, e2}"),
        ("relatedtype", "reprintof"),
        ("langid", "{german}"),
        ("options", "{useprefix=true, maxnames=3}"),
        ("ids", "{old:key, older_key}"),
        ("note", "{See \\url{https://example.org/~who_is} and \\cite[p.~4]{e1}}"),
        ("abstract", "{First.\n\n    Second, with   blanks\n\tand a tab.}"),
        ("addendum", "{\\mkbibquote{x} \\textsc{Small} \\foreignlanguage{french}{l'été}}"),
        ("my-own_field.1", "{kept}"),
        ("isbn", "{978-0-306-40615-7}"),
    ])
}

/// An entry as a hand, JabRef or Zotero lays it out; its key is `e` and `number`.
fn entry(number: usize) -> impl Strategy<Value = String> {
    let kind = select(vec!["article", "Book", "INPROCEEDINGS", "online", "phdthesis", "dataset", "mvbook"]);
    let parent = prop_oneof![
        3 => Just(None),
        1 => Just(Some("crossref = {parent}")),
        1 => Just(Some("XDATA = {shared, press}")),
        1 => Just(Some("xref = \"parent\"")),
    ];
    let layout = select(vec![
        ("{", ",\n  ", " = ", ",\n}"),
        ("{", ",", "=", "}"),
        ("(", "\n ,\t", "\n=  ", "\n)"),
        (" { ", " , % a remark\n", " = ", " , }"),
    ]);
    (kind, vec(field(), 0..9), parent, layout, any::<bool>()).prop_map(
        move |(kind, fields, parent, (open, between, is, close), upper)| {
            let name = |name: &str| if upper { name.to_uppercase() } else { name.to_owned() };
            let mut fields: Vec<_> = fields
                .into_iter()
                .collect::<BTreeMap<_, _>>()
                .into_iter()
                .map(|(n, v)| format!("{}{is}{v}", name(n)))
                .collect();
            fields.extend(parent.map(str::to_owned));
            let fields: String = fields.iter().map(|field| format!("{between}{field}")).collect();
            format!("@{kind}{open}e{number}{fields}{close}")
        },
    )
}

/// What stands between entries.
fn remark() -> impl Strategy<Value = &'static str> {
    select(vec![
        "\n\n",
        "\n% a remark with = and , but no sign of an entry\n",
        "\n@comment{jabref-meta: databaseType:biblatex;}\n",
        "\n@Comment{ text with {braces} }\n\n",
        "\n@preamble{ \"\\newcommand{\\noopsort}[1]{}\" # \" % x\" }\n",
        "\r\n\r\n",
        " words of nobody \n",
    ])
}

fn bib() -> impl Strategy<Value = String> {
    let entries = (entry(1), entry(2), entry(3)).prop_map(|(a, b, c)| vec![a, b, c]);
    let some = entries.prop_flat_map(|entries| subsequence(entries, 1..=3));
    (some, vec(remark(), 6)).prop_map(|(entries, remarks)| {
        let parents = [
            "@proceedings{parent, title = {All the {Rivers}}, editor = {Doe, C.}, date = {2004}}",
            "@xdata{shared, publisher = sv # { Press}, xdata = {press}}",
            "@xdata{press, location = {Oxford and Kyoto}}",
        ];
        let blocks = entries.iter().map(String::as_str).chain(parents);
        let blocks = blocks.zip(&remarks).map(|(block, remark)| format!("{remark}{block}"));
        format!("{STRINGS}{}\n", blocks.collect::<String>())
    })
}

/// The entries of `bib`: key, type, fields, the file's own layout left out.
fn read(bib: &str) -> Vec<(String, String, BTreeMap<String, String>)> {
    let library = Library::load([Source { name: "a", bib, toml: "" }]);
    assert_eq!(library.faults, [], "{bib}");
    let one_line = |source: &String| source.split_whitespace().collect::<Vec<_>>().join(" ");
    let fields = |entry: &Entry| entry.fields.iter().map(|(n, v)| (n.clone(), one_line(v))).collect();
    library.entries.iter().map(|entry| (entry.key.clone(), entry.kind.clone(), fields(entry))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_export_loses_nothing(bib in bib()) {
        let library = Library::load([Source { name: "a", bib: &bib, toml: "" }]);
        let export: String = library.entries.iter().map(|e| Format::Biblatex.entry(e).unwrap() + "\n").collect();
        prop_assert_eq!(read(&export), read(&bib), "{}", export);
        let mut heirs = Heirs::of(&library);
        for entry in &library.entries {
            let whole = heirs.alone(entry);
            let alone = Format::Biblatex.entry(&whole).unwrap();
            let back = &read(&alone)[0];
            for (name, value) in entry.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "crossref" | "xdata")) {
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(back.2.get(name), Some(&value), "{} in {}", name, alone);
            }
            for format in [Format::Bibtex, Format::CslJson, Format::Ris] {
                prop_assert!(format.entry(&whole).is_ok());
            }
        }
    }

    #[test]
    fn canonical_form_loses_nothing_and_is_one(bib in bib()) {
        let form = canonical(&Document::parse(bib.as_str()));
        let mut before = read(&bib);
        let mut after = read(&form);
        before.sort();
        after.sort();
        prop_assert_eq!(after, before, "{}", form);
        prop_assert_eq!(&canonical(&Document::parse(form.as_str())), &form);
    }

    #[test]
    fn a_merge_leaves_it_as_it_is(bib in bib()) {
        let pair = Pair { bib: bib.clone(), toml: String::new() };
        let merged = merge(&pair, &Reading::default(), &Known::default()).unwrap();
        prop_assert_eq!(merged.pair.bib, bib);
    }
}
