//! Footnotes: those that are references are the article's references, their marks its citations; remarks are neither.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::process::Command;

use ibid::article::Article;
use ibid::citation::Style;
use ibid::lint::{Context, Levels, check_article};
use ibid::{Extraction, extract, read};

const TIES: &str = "Weber, A. and Roe, B. (2001). On the Growth of Ties. Journal of Trade, 4(2), 1–9.";
const TRADE: &str = "Okada, B. (2003). The Fall of Trade. London: Penguin.";
const REMARK: &str = "We measured this ourselves, in the spring of 2011, so your numbers will differ.";

fn reading(name: &str, text: &str) -> (Article, Extraction) {
    let article = read(name, text.as_bytes()).unwrap();
    let extraction = extract(&article);
    (article, extraction)
}

type Listed = (u32, String, String);
type Claimed = (String, Vec<u32>);

/// Numbers, labels and titles of the references; claims and numbers of the citations.
fn said(name: &str, text: &str) -> (Vec<Listed>, Vec<Claimed>) {
    let (_, extraction) = reading(name, text);
    let reference = |r: &ibid::bibliography::Reference| {
        (r.number.unwrap(), r.label.clone(), r.value("title").unwrap_or_default().to_owned())
    };
    let references = extraction.references.iter().map(reference).collect();
    let citations = extraction.citations.iter().map(|c| (c.claim.text.clone(), c.numbers.clone())).collect();
    (references, citations)
}

fn listed(items: &[(u32, &str, &str)]) -> Vec<Listed> {
    items.iter().map(|(number, label, title)| (*number, (*label).to_owned(), (*title).to_owned())).collect()
}

fn claimed(items: &[(&str, &[u32])]) -> Vec<Claimed> {
    items.iter().map(|(claim, numbers)| ((*claim).to_owned(), numbers.to_vec())).collect()
}

fn findings(name: &str, text: &str) -> Vec<(&'static str, u32)> {
    let (article, extraction) = reading(name, text);
    let found = check_article(&article, &extraction, Context { year: 2026 }, &Levels::default());
    found.iter().map(|f| (f.rule.name, article.source.locate(f.fault.span.start).line)).collect()
}

#[test]
fn each_format_has_footnotes() {
    let (continued, rest) = TIES.split_at(36);
    let documents = [
        (
            "a.md",
            format!(
                "Ties grow.[^t] Trade fell[^2] in most years.[^r]\n\n[^2]: {TRADE}\n[^r]: {REMARK}\n[^t]: {continued}\n    {rest}\n"
            ),
            ["t", "2"],
        ),
        (
            "a.qmd",
            format!("Ties grow.^[{TIES}] Trade fell^[See {TRADE}] in most years.^[{REMARK}]\n"),
            ["1", "2"],
        ),
        (
            "a.rst",
            format!(
                "Ties grow [#t]_. Trade fell [2]_ in most years [#]_.\n\n.. [2] {TRADE}\n.. [#t] {continued}\n   {rest}\n.. [#] {REMARK}\n"
            ),
            ["t", "2"],
        ),
        (
            "a.typ",
            format!(
                "Ties grow.#footnote[{TIES}] <t> Trade fell#footnote[{TRADE}] in most years.#footnote[{REMARK}]\n"
            ),
            ["t", "2"],
        ),
        (
            "a.tex",
            format!(
                "Ties grow.\\footnote{{{TIES}}} Trade fell\\footnote{{{TRADE}}} in most years.\\footnote{{{REMARK}}}\n"
            ),
            ["1", "2"],
        ),
    ];
    for (name, text, [ties, trade]) in documents {
        let (references, citations) = said(name, &text);
        let expected = [(1, ties, "On the Growth of Ties"), (2, trade, "The Fall of Trade")];
        assert_eq!(references, listed(&expected), "{name}");
        let expected: [(&str, &[u32]); 2] = [("Ties grow", &[1]), ("Trade fell", &[2])];
        assert_eq!(citations, claimed(&expected), "{name}");
        assert_eq!(reading(name, &text).1.style, Style::Note, "{name}");
        assert_eq!(findings(name, &text), [], "{name}");
    }
}

#[test]
fn a_footnote_may_cite_several_works_and_name_them_again_in_short() {
    let text = "Ports grew.[^1] Trade fell.[^2] Ties broke.[^3] Some mended.[^4]\n
[^1]: Vgl. Anna Weber, Die Zeit der Not, Wien 1987, S. 12; Otto Berg, Kriegsende in Tirol, Innsbruck 1995, S. 45.
[^2]: Okada, B. (2003). The Fall of Trade. London: Penguin.
[^3]: Weber, Die Zeit der Not, S. 14; siehe auch Berg (1995), S. 50.
[^4]: Okada (2003), S. 3.
";
    let (references, citations) = said("a.md", text);
    let expected =
        [(1, "1", "Die Zeit der Not"), (2, "", "Kriegsende in Tirol"), (3, "2", "The Fall of Trade")];
    assert_eq!(references, listed(&expected));
    let expected: [(&str, &[u32]); 4] =
        [("Ports grew", &[1, 2]), ("Trade fell", &[3]), ("Ties broke", &[1, 2]), ("Some mended", &[3])];
    assert_eq!(citations, claimed(&expected));
}

#[test]
fn places_are_those_of_marks_and_notes() {
    let text = format!("Ties grow.[^t]\n\n[^t]: {TIES}\n");
    let (article, extraction) = reading("a.md", &text);
    let slice = |span: ibid::span::Span| &article.source.text()[span.range()];
    let citation = &extraction.citations[0];
    assert_eq!(citation.marker.spans.iter().map(|s| slice(*s)).collect::<Vec<_>>(), ["[^t]"]);
    assert_eq!(citation.sentence.text, "Ties grow.[^t]");
    assert_eq!(extraction.references[0].raw, TIES);
    assert_eq!(article.source.locate(extraction.references[0].source.unwrap().start).line, 3);
}

#[test]
fn the_same_source_again() {
    let text = format!(
        "Ties grow.[^1] Trade fell.[^2] Prices rose.[^3] Ties grew.[^1] Wages fell.[^4]\n\n\
         [^1]: {TIES}\n[^2]: Ibid., p. 7.\n[^3]: {TRADE}\n[^4]: An older study agrees: {TIES}\n"
    );
    let (references, citations) = said("a.md", &text);
    assert_eq!(references.len(), 2);
    let numbers: Vec<u32> = citations.into_iter().flat_map(|(_, numbers)| numbers).collect();
    assert_eq!(numbers, [1, 1, 2, 1, 1]);
}

#[test]
fn links_are_references_where_they_stand_for_a_source() {
    let text = "Ties grow.[^1] Trade fell.[^2] Prices rose.[^3]\n\n\
                [^1]: [The growth of ties](https://example.org/ties), accessed 3 May 2019.\n\
                [^2]: <https://example.org/trade>\n\
                [^3]: The numbers are at https://example.org/prices, but they are not complete.\n";
    let (_, extraction) = reading("a.md", text);
    let kinds: Vec<_> =
        extraction.references.iter().map(|r| (r.entry_type.to_string(), r.value("url"))).collect();
    assert_eq!(
        kinds,
        [
            ("online".to_owned(), Some("https://example.org/ties")),
            ("online".to_owned(), Some("https://example.org/trade"))
        ]
    );
}

#[test]
fn remarks_cite_and_are_no_references() {
    let text = "Ties grow.[^1] Trade fell.[^2]\n\n[^1]: See @weber2001 and [@okada, p. 4] on this.\n[^2]: This is not true of all years.\n";
    let (_, extraction) = reading("a.md", text);
    assert_eq!(extraction.references.len(), 0);
    let keys: Vec<_> = extraction.citations.iter().flat_map(|c| c.keys.clone()).collect();
    assert_eq!(keys, ["weber2001", "okada"]);
    assert_eq!(findings("a.md", text), []);
}

#[test]
fn a_list_and_remarks_stay_as_they_are() {
    let list = format!("## References\n\n1. {TIES}\n2. {TRADE}\n");
    let text =
        |note: &str| format!("Ties grow [1]. Trade fell [2].[^n] Prices rose [1].\n\n[^n]: {note}\n\n{list}");
    let (references, citations) = said("a.md", &text("This is not true of all years."));
    assert_eq!(references.iter().map(|(number, ..)| *number).collect::<Vec<_>>(), [1, 2]);
    let expected: [(&str, &[u32]); 3] = [("Ties grow", &[1]), ("Trade fell", &[2]), ("Prices rose", &[1])];
    assert_eq!(citations, claimed(&expected));
    // A footnote that is a reference is one more.
    let third = text("Moreau, D. (2005). The Prices of Grain. Journal of Prices, 8, 31–39.");
    let (references, citations) = said("a.md", &third);
    assert_eq!(references[2], (3, "n".to_owned(), "The Prices of Grain".to_owned()));
    assert_eq!(citations.iter().map(|(_, numbers)| numbers[0]).collect::<Vec<_>>(), [1, 2, 3, 1]);
    assert_eq!(findings("a.md", &third), []);
}

#[test]
fn footnotes_below_a_heading_of_references() {
    let text = format!(
        "Ties grow.[^1] Trade fell.[^2] Prices rose.[^3]\n\n## References\n\n[^1]: {TIES}\n[^2]: {TRADE}\n[^3]: OECD. Prices.\n"
    );
    let (references, _) = said("a.md", &text);
    assert_eq!(references.iter().map(|(_, label, _)| label.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
}

#[test]
fn marks_and_footnotes_that_miss_each_other() {
    let md = format!(
        "Ties grow.[^1] Trade fell.[^9] In sets [^a-z] too.\n\n[^1]: {TIES}\n[^x]: {TRADE}\n[^y]: A remark.\n"
    );
    assert_eq!(
        findings("a.md", &md),
        [("dangling-citation", 1), ("uncited-reference", 4), ("uncited-reference", 5)]
    );
    assert_eq!(findings("a.md", "Ties grow.[^1] Trade fell.\n"), [("dangling-citation", 1)]);
    assert_eq!(findings("a.md", "Sets such as x[^a-z] and `x[^1]` are no marks.\n"), []);
    let rst = format!("Ties grow [#t]_. Trade fell [#lost]_.\n\n.. [#t] {TIES}\n.. [#x] A remark.\n");
    assert_eq!(findings("a.rst", &rst), [("dangling-citation", 1), ("uncited-reference", 4)]);
    let typ = format!("Ties grow.#footnote[{TIES}] <t> Trade fell.#footnote(<lost>)\n");
    assert_eq!(findings("a.typ", &typ), [("dangling-citation", 1)]);
}

#[test]
fn the_command_writes_them() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), format!("Ties grow.[^t]\n\n[^t]: {TIES}\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["extract", "a.md"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("1 reference (1 new), 1 citation (1 new), style note"), "{printed}");
    let sheet = std::fs::read_to_string(folder.path().join("bib/a.toml")).unwrap();
    assert!(sheet.contains("cites = [\"weber2001growth\"]"), "{sheet}");
}
