//! Every format that authors keep in repositories: keys that no library has, comments that ask to ignore them, files that
//! are brought in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Ways to write the same: the name of the file, a citation of `KEY`, what names `refs.bib`, and a comment.
const FORMATS: &[(&str, &str, &str, &str)] = &[
    ("a.tex", "\\citep[p.~4]{KEY}", "\\bibliography{refs}", "% WORDS"),
    ("a.tex", "\\parencite{other,KEY}", "\\addbibresource{refs.bib}", "% WORDS"),
    ("a.typ", "@KEY", "#bibliography(\"refs.bib\")", "// WORDS"),
    ("a.typ", "#cite(<KEY>)", "#bibliography(\"refs.bib\")", "/* WORDS */"),
    ("a.rst", ":cite:p:`KEY`", ".. bibliography:: refs.bib", ".. WORDS"),
    ("a.rst", "`other, KEY`:footcite:", ".. bibliography:: refs.bib", ".. WORDS"),
    ("a.md", "{cite:p}`KEY`", "```{bibliography} refs.bib\n```", "<!-- WORDS -->"),
    ("a.md", "[see @other; -@KEY, p. 4]", "```{bibliography} refs.bib\n```", "<!-- WORDS -->"),
];

const REFS: &str = "@misc{known, author = {Roe, Ann}, title = {On Ties}, date = {2001}}\n\
                    @misc{other, author = {Doe, Ben}, title = {On Trade}, date = {2002}}\n";

fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("ibid.toml", ""), ("refs.bib", REFS)].iter().chain(files) {
        std::fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// The rules that find something in `folder`, with path and line.
fn found(folder: &Path) -> Vec<(String, String, u64)> {
    let report = report(folder);
    let finding = |f: &Value| {
        let text = |name: &str| f[name].as_str().unwrap().to_owned();
        (text("rule"), text("path"), f["location"]["line"].as_u64().unwrap())
    };
    report["findings"].as_array().unwrap().iter().map(finding).collect()
}

fn report(folder: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["check", "--format", "json", "."])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_key_that_no_library_has() {
    for (name, cite, names, _) in FORMATS {
        let text =
            |key: &str| format!("Ties have grown.\n\nTrade fell {}.\n\n{names}\n", cite.replace("KEY", key));
        let clean = project(&[(name, &text("known"))]);
        assert_eq!(found(clean.path()), [], "{cite}");
        let wrong = project(&[(name, &text("knwon"))]);
        let expected = ("dangling-citation".to_owned(), (*name).to_owned(), 3);
        assert_eq!(found(wrong.path()), [expected], "{cite}");
    }
}

#[test]
fn comments_of_each_format_ignore_and_are_found_when_idle() {
    for (name, cite, names, comment) in FORMATS {
        let text = |words: &str, key: &str| {
            let comment = comment.replace("WORDS", words);
            format!("Ties have grown.\n\n{comment}\n\nTrade fell {}.\n\n{names}\n", cite.replace("KEY", key))
        };
        let rules = |words: &str, key: &str| -> Vec<String> {
            let folder = project(&[(name, &text(words, key))]);
            found(folder.path()).into_iter().map(|(rule, ..)| rule).collect()
        };
        let reasoned = "ibid: ignore[dangling-citation] comes with the next draft";
        assert_eq!(rules(reasoned, "knwon"), Vec::<String>::new(), "{cite}");
        assert_eq!(rules(reasoned, "known"), ["unused-ignore"], "{cite}");
        assert_eq!(rules("ibid: ignore[dangling-citation]", "knwon"), ["unreasoned-ignore"], "{cite}");
    }
}

#[test]
fn files_that_are_brought_in_are_held_to_the_libraries_of_the_document() {
    for (name, brings_in, part, names, cite) in [
        ("a.tex", "\\input{parts/one}", "parts/one.tex", "\\bibliography{refs}", "\\cite{knwon}"),
        ("a.typ", "#include \"parts/one.typ\"", "parts/one.typ", "#bibliography(\"refs.bib\")", "@knwon"),
        (
            "a.rst",
            ".. include:: parts/one.rst",
            "parts/one.rst",
            ".. bibliography:: refs.bib",
            ":cite:`knwon`",
        ),
        (
            "a.md",
            "```{include} parts/one.md\n```",
            "parts/one.md",
            "```{bibliography} refs.bib\n```",
            "[@knwon]",
        ),
    ] {
        let document = format!("Ties have grown.\n\n{brings_in}\n\n{names}\n");
        let folder = project(&[(name, &document), (part, &format!("Trade fell {cite}.\n"))]);
        assert_eq!(found(folder.path()), [("dangling-citation".to_owned(), part.to_owned(), 1)], "{name}");
    }
}

#[test]
fn a_list_of_its_own_is_the_bibliography() {
    let list =
        |item: fn(&str, &str) -> String| item("doe", "Doe, J., 1999. On Ties. Journal of Trade, 4: 1-9.");
    for (name, known, lost, list) in [
        (
            "a.tex",
            "\\cite{doe}",
            "\\cite{lost}",
            format!(
                "\\begin{{thebibliography}}{{9}}\n{}\n\\end{{thebibliography}}",
                list(|k, w| format!("\\bibitem{{{k}}} {w}"))
            ),
        ),
        ("a.rst", "[doe]_", "[lost]_", list(|k, w| format!(".. [{k}] {w}"))),
    ] {
        let text = format!("Ties have grown {known}.\n\nTrade fell {lost}.\n\n{list}\n");
        let folder = project(&[(name, &text)]);
        assert_eq!(found(folder.path()), [("dangling-citation".to_owned(), name.to_owned(), 3)]);
    }
}

#[test]
fn settings_can_name_the_libraries() {
    let folder = project(&[("a.rst", "Trade fell :cite:`knwon`.\n")]);
    assert_eq!(found(folder.path()), [("missing-bibliography".to_owned(), "a.rst".to_owned(), 1)]);
    std::fs::write(folder.path().join("ibid.toml"), "[check]\nbibliography = [\"refs.bib\"]\n").unwrap();
    assert_eq!(found(folder.path()), [("dangling-citation".to_owned(), "a.rst".to_owned(), 1)]);
}

#[test]
fn a_key_is_found_in_its_marker_and_another_one_suggested() {
    for (name, cite, names, _) in FORMATS {
        let line = format!("Trade fell {}.", cite.replace("KEY", "knwon"));
        let folder = project(&[(name, &format!("{line}\n\n{names}\n"))]);
        let report = report(folder.path());
        let finding = &report["findings"][0];
        assert_eq!(finding["help"], "did you mean `known`?", "{cite}");
        let column = line.find("knwon").unwrap() + 1;
        assert_eq!(finding["location"]["column"].as_u64(), u64::try_from(column).ok(), "{cite}");
    }
}

#[test]
fn one_source_twice_in_one_marker() {
    for (name, twice, places, names) in [
        ("a.tex", "\\citep{known, other,known}", "\\cites[3]{known}[9]{other}", "\\bibliography{refs}"),
        ("a.md", "[@known; @known]", "[@known, p. 3; @known, p. 9]", "```{bibliography} refs.bib\n```"),
        ("a.rst", ":cite:p:`known,known`", ":cite:p:`known,other`", ".. bibliography:: refs.bib"),
    ] {
        let rules = |cite: &str| -> Vec<String> {
            let folder = project(&[(name, &format!("Ties have grown {cite}.\n\n{names}\n"))]);
            found(folder.path()).into_iter().map(|(rule, ..)| rule).collect()
        };
        assert_eq!(rules(twice), ["repeated-source"], "{twice}");
        assert_eq!(rules(places), Vec::<String>::new(), "{places}");
    }
}

#[test]
fn a_preamble_of_its_own_names_the_libraries_of_all_files() {
    let main = "\\documentclass{article}\n\\input{setup/preamble}\n\\begin{document}\nTies \\cite{known,lost}.\n\
                \\input{parts/one}\n\\nocite{gone}\\nocite{*}\n\\end{document}\n";
    let folder = project(&[
        ("a.tex", main),
        ("setup/preamble.tex", "\\usepackage{biblatex}\n\\addbibresource{refs.bib}\n"),
        ("parts/one.tex", "Trade \\cite{missing}.\n"),
    ]);
    let dangling = |path: &str, line| ("dangling-citation".to_owned(), path.to_owned(), line);
    let expected = [dangling("a.tex", 4), dangling("a.tex", 6), dangling("parts/one.tex", 1)];
    assert_eq!(found(folder.path()), expected);
}

#[test]
fn bibliographies_in_other_formats() {
    let lost = |path: &str, line| ("dangling-citation".to_owned(), path.to_owned(), line);
    let hayagriva = "known:\n  type: book\n  title: On Ties\n";
    let typst = "Ties @known. Trade @lost.\n#bibliography(\"/refs.yml\")\n";
    let folder = project(&[("refs.yml", hayagriva), ("parts/a.typ", typst)]);
    assert_eq!(found(folder.path()), [lost("parts/a.typ", 1)]);
    let markdown = |more: &str| format!("---\n{more}---\n\nTies [@known] and [@lost].\n");
    let folder = project(&[
        ("refs.json", "[{\"id\": \"known\", \"type\": \"book\"}]"),
        ("a.md", &markdown("bibliography: refs.json\n")),
        ("b.md", &markdown("references:\n- id: known\n  type: book\n  title: On Ties\n")),
        ("c.md", &markdown("bibliography: refs.ris\n")),
        ("refs.ris", "TY  - BOOK\nER  - \n"),
    ]);
    let unread = ("missing-bibliography".to_owned(), "c.md".to_owned(), 2);
    assert_eq!(found(folder.path()), [lost("a.md", 5), lost("b.md", 8), unread]);
    let aliases =
        "@misc{ties2001, ids = {known, older}, author = {Roe, A.}, title = {On Ties}, date = {2001}}\n";
    let folder =
        project(&[("ids.bib", aliases), ("a.tex", "Ties \\cite{known,lost}.\n\\bibliography{ids}\n")]);
    assert_eq!(found(folder.path()), [lost("a.tex", 1)]);
}

#[test]
fn a_bibliography_that_is_not_there() {
    for (name, cite, names) in [
        ("a.tex", "\\cite{lost}", "\\bibliography{IEEEabrv,refs,absent}"),
        ("a.md", "[@lost]", "```{bibliography} absent.bib\n```"),
        ("a.typ", "@lost", "#bibliography(\"absent.yml\")"),
        ("a.rst", ":cite:`lost`", ".. bibliography:: absent.bib"),
    ] {
        let folder = project(&[(name, &format!("Ties have grown {cite}.\n\n{names}\n"))]);
        assert_eq!(found(folder.path()), [("missing-bibliography".to_owned(), name.to_owned(), 3)], "{name}");
    }
    let text = "Ties \\cite{lost}.\n\n\\bibliography{IEEEabrv,refs}\n";
    let folder = project(&[("a.tex", text)]);
    assert_eq!(found(folder.path()), [("dangling-citation".to_owned(), "a.tex".to_owned(), 1)]);
    let url = "---\nbibliography: https://example.org/refs.bib\n---\n\nTies [@lost].\n";
    assert_eq!(found(project(&[("a.md", url)]).path()), []);
}

#[test]
fn named_arguments_of_a_bibliography_are_no_files() {
    let text = "A @lost. #bibliography(\"refs.bib\", title: \"Literatur\", style: \"apa\")\n";
    let folder = project(&[("a.typ", text)]);
    assert_eq!(found(folder.path()), [("dangling-citation".to_owned(), "a.typ".to_owned(), 1)]);
}

#[test]
fn a_comment_ignores_no_more_than_what_follows_it() {
    let lost = |path: &str, line| ("dangling-citation".to_owned(), path.to_owned(), line);
    for (name, comment, cite, names) in [
        ("a.md", "<!-- ibid: ignore[CIT001] it comes -->", "[@KEY]", "```{bibliography} refs.bib\n```"),
        ("a.tex", "% ibid: ignore[CIT001] it comes", "\\cite{KEY}", "\\bibliography{refs}"),
    ] {
        let cite = |key| cite.replace("KEY", key);
        let text = format!("{comment}\n\nTies {}.\n\nTrade {}.\n\n{names}\n", cite("a"), cite("b"));
        for text in [text.replace('\n', "\r\n"), text.replace("\n\n", "\n \t\n"), text] {
            let folder = project(&[(name, &text)]);
            assert_eq!(found(folder.path()), [lost(name, 5)], "{text:?}");
        }
    }
    let entry = |key: &str, comment: &str| {
        format!("@misc{{{key}, author = {{Roe, A.}}, title = {{On {key}}},\n{comment}date = {{2101}}}}\n")
    };
    let text = entry("a", "% ibid: ignore[NUM001] it comes\n") + &entry("b", "");
    let future = ("impossible-year".to_owned(), "b.bib".to_owned(), 5);
    assert_eq!(found(project(&[("b.bib", &text)]).path()), [future]);
}

#[test]
fn keys_beside_the_running_text_are_looked_up() {
    let lost = |path: &str, line| ("dangling-citation".to_owned(), path.to_owned(), line);
    let front = "---\nbibliography: refs.bib\n---\n\n";
    for (name, text, line) in [
        ("a.md", format!("{front}# On @lost\n\nTies grow [@known].\n"), 5),
        ("a.md", format!("{front}Ties grow [@known].\n\n![A plot, after @lost](x.png)\n"), 7),
        ("a.md", format!("{front}Foo [@other] [@known] [@lost].\n"), 5),
        ("a.tex", "\\section{On \\cite{lost}}\n\nTies \\cite{known}.\n\\bibliography{refs}\n".to_owned(), 1),
        ("a.tex", "Ties \\volcite{2}[25]{lost}.\n\\bibliography{refs}\n".to_owned(), 1),
        ("a.tex", "Ties \\citefield{lost}{title}.\n\\bibliography{refs}\n".to_owned(), 1),
        (
            "a.tex",
            "Ties \\cite{known,  % first, then\n  other,  % nets\nlost}.\n\\bibliography{refs}\n".to_owned(),
            3,
        ),
        ("a.tex", "Ties \\cite{%\nlost}.\n\\bibliography{refs}\n".to_owned(), 2),
    ] {
        let folder = project(&[(name, &text)]);
        assert_eq!(found(folder.path()), [lost(name, line)], "{text}");
    }
    for (name, text) in [
        ("a.md", format!("{front}Ties [@known] are on <https://medium.com/@lost/foo> and https://a.org/@lost.\n")),
        (
            "a.tex",
            "\\begin{document}\nTies \\cite{known}.\n\\bibliography{refs}\n\\end{document}\nOld \\cite{lost}.\n"
                .to_owned(),
        ),
    ] {
        assert_eq!(found(project(&[(name, &text)]).path()), [], "{text}");
    }
}

#[test]
fn a_stray_number_in_brackets_is_no_lost_list() {
    let front = "---\nbibliography: refs.bib\n---\n\n";
    for (name, text) in [
        ("a.md", format!("{front}Ties [@known] grow as arr[1] does, then [2], then [3].\n")),
        ("a.md", "The sum of arr[1] and arr[2] and arr[3] is what grows in the loop.\n".to_owned()),
        ("a.md", "# Changelog\n\n- Fixed the bug [12] in the parser.\n- Made the page wider [15].\n- Told why it stops [27].\n".to_owned()),
        ("a.tex", "Ties \\cite{known} of \\SI{12}[1]{m} grow.\\\\[2]\nSo they do.\n\\bibliography{refs}\n".to_owned()),
    ] {
        assert_eq!(found(project(&[(name, &text)]).path()), [], "{text}");
    }
    let text = "Ties have grown [1]. Trade fell with them [2]. Prices rose in all years [1, 3].\n";
    let folder = project(&[("a.md", text)]);
    assert_eq!(found(folder.path()), [("missing-list".to_owned(), "a.md".to_owned(), 1)]);
}

#[test]
fn items_of_a_list_of_its_own_that_are_not_cited_or_taken() {
    let item = |key: &str, title: &str| {
        format!("\\bibitem{{{key}}} A. Weber. {title}. Journal of Trade, 4:1--9, 2001.\n")
    };
    let items =
        item("a", "On Ties") + &item("b", "On Trade") + &item("a", "On Wages") + &item("f", "On Prices");
    let text = format!(
        "Ties have grown \\cite{{a}}. Trade fell \\cite{{b}}.\n\n\\begin{{thebibliography}}{{9}}\n{items}\\end{{thebibliography}}\n"
    );
    let folder = project(&[("a.tex", &text)]);
    let found = found(folder.path());
    let expected = [("uncited-reference", 6), ("duplicate-number", 6), ("uncited-reference", 7)];
    let expected = expected.map(|(rule, line)| (rule.to_owned(), "a.tex".to_owned(), line));
    assert!(expected.iter().all(|wanted| found.contains(wanted)), "{found:?}");
}

/// What prints its characters as they stand, with `KEY` in it, by format.
const LITERALS: &[(&str, &str)] = &[
    ("a.md", "Write `[@KEY]` or \\@KEY here, where $x_{[@KEY]}$ is."),
    (
        "a.tex",
        "Write \\verb|\\cite{KEY}| or \\lstinline[language=TeX]{\\cite{KEY}}, 50\\,\\% of it.\n\\iffalse\n\\ifx a b \\fi \\cite{KEY}\n\\fi",
    ),
    ("a.typ", "Write `@KEY` or \\@KEY here, where $x_(@KEY)$ is."),
    ("a.rst", "Write ``:cite:p:`KEY` `` here."),
];

#[test]
fn code_formulas_and_escapes_cite_nothing() {
    for (name, text) in LITERALS {
        let names = FORMATS.iter().find(|format| format.0 == *name).unwrap().2;
        let text = |key: &str| format!("{}\n\nTies grew.\n\n{names}\n", text.replace("KEY", key));
        let folder = project(&[(name, &text("absent"))]);
        assert_eq!(found(folder.path()), [], "{}", text("absent"));
    }
}

/// Text beside the running text that cites `KEY`, by format.
const ASIDES: &[(&str, &str)] = &[
    ("a.md", "| port | source |\n|---|---|\n| Arle | [@KEY] |"),
    ("a.tex", "\\begin{table}\\begin{tabular}{ll} Arle & \\citep{KEY} \\\\ \\end{tabular}\\end{table}"),
    ("a.tex", "\\begin{figure}\\caption{After \\citet{KEY}.}\\end{figure}"),
    ("a.typ", "#figure(table(columns: 2, [Arle], [@KEY]), caption: [After @known.])"),
    ("a.typ", "#figure(image(\"a.png\"), caption: [After @KEY.])"),
];

#[test]
fn simple_formulas_are_read_as_unicode() {
    let tex = "\\documentclass{article}\\begin{document}\nOf $10^5$ cells $\\frac{1}{2}$ had $n$ \\cite{a}.\n\
        \\begin{thebibliography}{1}\n\\bibitem{a} Roe, A., 2012. $\\alpha$-decay in the H$_2$O cycle. Journal of Water, 3: 1--9.\n\
        \\end{thebibliography}\n\\end{document}\n";
    let md = "Of $10^5$ cells $\\frac{1}{2}$ had $n$ [1].\n\n# References\n\n1. Roe, A., 2012. $\\alpha$-decay in the H$_2$O cycle. Journal of Water, 3: 1-9.\n";
    for (name, text) in [("paper.tex", tex), ("paper.md", md)] {
        let extraction = ibid::extract(&ibid::read(name, text.as_bytes()).unwrap());
        assert_eq!(extraction.references[0].value("title"), Some("α-decay in the H₂O cycle"), "{name}");
        assert_eq!(extraction.citations[0].claim.text, "Of 10⁵ cells $\\frac{1}{2}$ had n", "{name}");
    }
}

#[test]
fn keys_in_tables_and_captions_are_held_to_the_libraries() {
    for (name, text) in ASIDES {
        let names = FORMATS.iter().find(|format| format.0 == *name).unwrap().2;
        let text = |key: &str| format!("{}\n\nTies grew.\n\n{names}\n", text.replace("KEY", key));
        let folder = project(&[(name, &text("absent"))]);
        let rules: Vec<_> = found(folder.path()).into_iter().map(|finding| finding.0).collect();
        assert_eq!(rules, ["dangling-citation"], "{}", text("absent"));
        let folder = project(&[(name, &text("known"))]);
        assert_eq!(found(folder.path()), [], "{}", text("known"));
    }
}

#[test]
fn a_template_takes_the_bibliography() {
    let text =
        "#show: ieee.with(title: [Ties], bibliography: bibliography(\"refs.bib\"))\n\nTrade fell @absent.\n";
    let folder = project(&[("a.typ", text)]);
    assert_eq!(found(folder.path()), [("dangling-citation".to_owned(), "a.typ".to_owned(), 3)]);
}

/// The claims of `text` in the file `name`, with the keys that each cites.
fn claims(name: &str, text: &str) -> Vec<(String, Vec<String>)> {
    let article = ibid::read(name, text.as_bytes()).unwrap();
    let citations = ibid::extract(&article).citations.into_iter();
    citations.map(|citation| (citation.claim.text, citation.keys)).collect()
}

#[test]
fn a_locator_behind_a_key_is_no_sentence() {
    let claims =
        claims("a.md", "As @doe99 [p. 7; see also @roe01] shows, ties grew, while trade fell [-@poe02].\n");
    let keys: Vec<_> = claims.iter().map(|claim| claim.1.join(" ")).collect();
    assert_eq!(keys, ["doe99 roe01", "poe02"]);
    assert_eq!(claims[1].0, "trade fell");
}

#[test]
fn a_note_in_the_line_is_a_text_of_its_own() {
    let claims =
        claims("a.md", "Ties grew.^[The survey of *all* [old] ports is in @doe99.] Trade fell [@roe01].\n");
    let said: Vec<_> = claims.iter().map(|claim| claim.0.as_str()).collect();
    assert_eq!(said, ["Trade fell", "The survey of all [old] ports is"]);
}

#[test]
fn items_of_a_list_are_sentences_of_their_own() {
    let items = [
        (
            "a.md",
            "- ports have grown in the south [@doe99]\n- trade fell in the north\n- tolls rose [@roe01]\n",
        ),
        (
            "a.tex",
            "\\begin{itemize}\n\\item ports have grown in the south \\cite{doe99}\n\\item trade fell in the north\n\\item tolls rose \\cite{roe01}\n\\end{itemize}\n",
        ),
        ("a.typ", "- ports have grown in the south @doe99\n- trade fell in the north\n- tolls rose @roe01\n"),
    ];
    for (name, text) in items {
        let said: Vec<_> = claims(name, text).into_iter().map(|claim| claim.0).collect();
        assert_eq!(said, ["ports have grown in the south", "tolls rose"], "{text}");
    }
}

#[test]
fn a_fault_of_a_reference_is_found_once() {
    let run = |folder: &Path, arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_ibid")).args(arguments).current_dir(folder).output().unwrap();
        assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}");
    };
    let entry = "@article{moreau, author = {Moreau, Dora}, title = {On Wages}, journaltitle = {Journal of Trade}, \
                 date = {2001}, volume = {4}, pages = {19--11}}\n";
    // What the article prints is mended there.
    let list = "# Wages\n\nWages grow [1]. They fall [2].\n\n## References\n\n\
                1. Moreau, D., 2001. On Wages. Journal of Trade, 4: 190-111.\n\
                2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n";
    let folder = project(&[("a.md", list)]);
    run(folder.path(), &["extract", "a.md"]);
    let expected = |path: &str, line: u64| ("reversed-pages".to_owned(), path.to_owned(), line);
    assert_eq!(found(folder.path()), [expected("a.md", 7)]);
    std::fs::remove_file(folder.path().join("a.md")).unwrap();
    assert!(
        found(folder.path()).iter().any(|(rule, path, _)| rule == "reversed-pages" && path == "bib/a.bib")
    );
    // What it cites is mended in the file that has it.
    let text = "\\addbibresource{wages.bib}\n\\begin{document}\nWages grow \\cite{moreau}, so \\cite{lost}.\n\\end{document}\n";
    let folder = project(&[("a.tex", text), ("wages.bib", entry)]);
    run(folder.path(), &["extract", "a.tex"]);
    assert!(folder.path().join("bib/a.bib").is_file());
    let dangling = ("dangling-citation".to_owned(), "a.tex".to_owned(), 3);
    assert_eq!(found(folder.path()), [dangling, expected("wages.bib", 1)]);
}
