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
    // There is none before it.
    let (_, citations) =
        said("a.md", &format!("Ties grow.[^1] Trade fell.[^2]\n\n[^1]: Ibid.\n[^2]: {TIES}\n"));
    assert_eq!(citations, claimed(&[("Trade fell", &[1])]));
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
fn short_forms_tell_works_of_one_name_and_year() {
    let cited = |note: &str| {
        let text = format!(
            "Rivers were straightened.[^1]\n\n[^1]: {note}\n\n## Bibliography\n\n\
             Roe, Anna, and Karl Lund. 1999. *Dams*. Oslo: Fjord.\n\nRoe, Anna. 1999a. *Floods*. Lund: Harbour Press.\n\n\
             Roe, Anna. 1999b. *Boats*. Lund: Harbour Press.\n\nvan der Roe, Piet. 1999. *Dikes*. Delft: Aue.\n"
        );
        said("a.md", &text).1.into_iter().flat_map(|(_, numbers)| numbers).collect::<Vec<_>>()
    };
    for (note, numbers) in [
        ("Roe and Lund 1999, 4.", &[1][..]),
        ("Roe et al. 1999, 4.", &[1]),
        ("Roe u.a. 1999, 4.", &[1]),
        ("Roe 1999a, 4.", &[2]),
        ("Roe 1999b, 4; Roe 1999a, 7.", &[3, 2]),
        ("Roe, Boats, 4.", &[3]),
        ("Roe 1980, 4.", &[]),
        ("Roe, Canals, 4.", &[]),
    ] {
        assert_eq!(cited(note), numbers, "{note}");
    }
}

#[test]
fn a_numbered_list_is_cited_by_footnotes_too() {
    let grain = "Moreau, D. (2005). The Prices of Grain. Journal of Prices, 8, 31–39.";
    let wages = "Lindt, C. (2004). On Wages. Journal of Trade, 7, 21–29.";
    let text = |note: &str| {
        format!(
            "Ties grow [1]. Trade fell [2].[^n] Wages fell [3]. Prices rose [1].\n\n[^n]: {note}\n\n\
             ## References\n\n1. {TIES}\n2. {TRADE}\n3. {wages}\n4. {grain}\n"
        )
    };
    assert_eq!(findings("a.md", &text("See Moreau (2005), p. 33.")), []);
    assert_eq!(findings("a.md", &text("Not in all years.")), [("uncited-reference", 10)]);
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

/// An article by footnotes in short forms, with a bibliography behind it.
const SHORT: &str = "Rivers were straightened early.[^1] Dams came later.[^2] The court accepted it.[^3]
Boats were moved by hand.[^4] Floods came again.[^5] Ports closed.[^6] Fish left.[^7] Reeds grew.[^8]
Barges sank.[^9] Mills stood still.[^10] Nobody knows why.[^11] Some blame the dams.[^12]

[^1]: Weber 2001, 45.
[^2]: Cf. Roe and Lund 1999, pp. 12–14; Weber 2001, 46.
[^3]: Müller, Flüsse und Dörfer, S. 33.
[^4]: Ibid., 34.
[^5]: See the town archive, file 12, fol. 3r.
[^6]: Weber (n. 1), p. 50; Berg, 12.
[^7]: Anna Roe and Karl Lund, “Dams,” *Journal of Rivers* 4 (1999): 12.
[^8]: Roe, “Fish,” 14.
[^9]: Okada, B. (2003). The Fall of Trade. London: Penguin, p. 3.
[^10]: Okada, Fall of Trade, 7; Lindt 1987, 3.
[^11]: Roe 1998; but see Berg (1995, 3), who blames the ports.
[^12]: Berg (1995, 3) blames the ports.

## Bibliography

Berg, Otto. 1995. *Ports of the East*. Lund: Harbour Press.

Müller, Hans. 1987. *Flüsse und Dörfer im Osten*. Wien: Böhlau.

Roe, Anna. 1998a. “The Fish of the Delta.” *Journal of Rivers* 3: 1–9.

Roe, Anna, and Karl Lund. 1999. “Dams.” *Journal of Rivers* 4: 10–20.

Weber, Karl. 2001. *The Straight River*. Berlin: Aue.
";

#[test]
fn footnotes_name_the_works_of_a_bibliography_in_short() {
    let (references, citations) = said("a.md", SHORT);
    let [.., (sixth, label, title)] = references.as_slice() else { panic!("{references:?}") };
    assert_eq!((references.len(), *sixth, label.as_str(), title.as_str()), (6, 6, "9", "The Fall of Trade"));
    let expected: [(&str, &[u32]); 11] = [
        ("Rivers were straightened early", &[5]),
        ("Dams came later", &[4, 5]),
        ("The court accepted it", &[2]),
        ("Boats were moved by hand", &[2]),
        ("Ports closed", &[5, 1]),
        ("Fish left", &[4]),
        ("Reeds grew", &[3]),
        ("Barges sank", &[6]),
        ("Mills stood still", &[6]),
        ("Nobody knows why", &[3, 1]),
        // A remark of its own.
        ("Berg blames the ports", &[1]),
    ];
    assert_eq!(citations, claimed(&expected));
    let (_, extraction) = reading("a.md", SHORT);
    assert_eq!(extraction.style, Style::Note);
    let keys = |at: usize| extraction.citations[at].keys.join(" ");
    assert_eq!((keys(1).as_str(), keys(7).as_str()), ("roe1999dams weber2001straight", "okada2003fall"));
    assert_eq!(findings("a.md", SHORT), []);
}

/// Pages as an extractor leaves them: raised numbers are digits like others in the text, and stand on rows of their own below it.
fn printed(notes: &[(&str, &str)], bibliography: &str) -> String {
    let page = |(at, (sentence, note)): (usize, &(&str, &str))| {
        let number = at + 1;
        let filler = "Nobody had asked the farmers who lived beside the rivers of the plain.\n".repeat(8);
        format!(
            "{filler}{sentence}.{number}\n{filler}    {number}\n      {note}\n\n                 {number}\n"
        )
    };
    let pages: Vec<String> = notes.iter().enumerate().map(page).collect();
    pages.join("\x0c") + "\x0c" + bibliography
}

#[test]
fn printed_footnotes_cite_too() {
    let notes = [
        ("Rivers were straightened early", "Weber 2001, 45."),
        ("Dams came later", "Ibid., 46."),
        ("The court accepted it", "Cf. Müller, Flüsse und Dörfer, S. 33; Weber 2001, 3."),
        ("Floods came again", "The town archive has a file on this one."),
    ];
    let (_, list) = SHORT.split_once("## ").unwrap();
    let text = printed(&notes, &list.replace('*', ""));
    let (references, citations) = said("a.txt", &text);
    assert_eq!(references.len(), 5);
    let expected: [(&str, &[u32]); 3] = [
        ("Rivers were straightened early", &[5]),
        ("Dams came later", &[5]),
        ("The court accepted it", &[2, 5]),
    ];
    assert_eq!(citations, claimed(&expected));
    let (article, extraction) = reading("a.txt", &text);
    let marker = extraction.citations[2].marker.spans[0];
    assert_eq!(&article.source.text()[marker.start - 3..marker.end], "it.3");
    assert_eq!(findings("a.txt", &text), []);
}

#[test]
fn printed_footnotes_stay_remarks_below_a_numbered_list() {
    let notes = [
        ("Rivers grew [1] fast", "See https://example.org/rivers."),
        ("Dams came [2] late", "Weber 2001, 4."),
        ("Floods came [1] again", "Not all."),
    ];
    let list = format!("References\n\n[1] {TIES}\n[2] {TRADE}\n");
    let text = printed(&notes, &list);
    assert_eq!(reading("a.txt", &text).0.notes().len(), 3);
    let (references, citations) = said("a.txt", &text);
    assert_eq!(references.len(), 2);
    assert_eq!(citations.iter().map(|(_, numbers)| numbers[0]).collect::<Vec<_>>(), [1, 2, 1]);
}
