//! Documents in several files: `extract` reads what they bring in, and the .bib files that they cite from.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const REFS: &str = "@article{weber2001,\n  author = {Weber, Ada and Roe, Ben},\n  title = {On the {Danube} and its Ties},\n  \
                    journal = {Journal of Trade},\n  year = 2001,\n  month = mar,\n  pages = {1--9},\n  mynote = {kept $x$},\n}\n\n\
                    @book{okada2003,\n  ids = {trade},\n  author = {Okada, B.},\n  title = {The Fall of Trade},\n  publisher = {Penguin},\n  date = {2003},\n}\n\n\
                    @misc{uncited,\n  title = {Nothing}\n}\n";

fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ibid")).args(arguments).current_dir(folder).output().unwrap()
}

fn reading(folder: &Path, name: &str) -> (Value, String) {
    let output = run(folder, &["extract", "--dry-run", "--format", "json", name]);
    (serde_json::from_slice(&output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Each claim with its file and line, and the keys that it cites.
fn claims(reading: &Value) -> Vec<(String, String, u64, String)> {
    let claim = |c: &Value| {
        let keys: Vec<&str> = c["keys"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
        let at = &c["location"];
        (
            text(c, "claim").to_owned(),
            text(at, "file").to_owned(),
            at["line"].as_u64().unwrap(),
            keys.join(" "),
        )
    };
    reading["citations"].as_array().unwrap().iter().map(claim).collect()
}

fn keys(reading: &Value) -> Vec<&str> {
    reading["references"].as_array().unwrap().iter().map(|r| text(r, "key")).collect()
}

fn claimed(items: &[(&str, &str, u64, &str)]) -> Vec<(String, String, u64, String)> {
    items.iter().map(|(a, b, c, d)| ((*a).to_owned(), (*b).to_owned(), *c, (*d).to_owned())).collect()
}

#[test]
fn chapters_of_each_format() {
    let documents: &[(&str, &str, &str, &str, &str)] = &[
        (
            "main.tex",
            "\\documentclass{book}\n\\addbibresource{refs.bib}\n\\begin{document}\nTies grow \\cite{weber2001}.\n\n\\include{chapters/one}\nWages fell \\cite{weber2001}.\n\\end{document}\n",
            "chapters/one.tex",
            "\\chapter{One}\n\nTrade fell \\cite{trade}.\n\n\\input{chapters/two}\n",
            "Prices rose \\cite{okada2003}.",
        ),
        (
            "main.typ",
            "Ties grow @weber2001.\n\n#include \"chapters/one.typ\"\nWages fell @weber2001.\n\n#bibliography(\"refs.bib\")\n",
            "chapters/one.typ",
            "= One\n\nTrade fell @trade.\n\n#include \"two.typ\"\n",
            "Prices rose @okada2003.",
        ),
        (
            "main.qmd",
            "---\nbibliography: refs.bib\n---\n\nTies grow [@weber2001].\n\n{{< include chapters/one.qmd >}}\n\nWages fell [@weber2001].\n",
            "chapters/one.qmd",
            "---\ntitle: One\n---\nTrade fell [@trade].\n\n{{< include two.qmd >}}\n",
            "Prices rose [@okada2003].",
        ),
        (
            "main.rst",
            "Ties grow :cite:`weber2001`.\n\n.. include:: chapters/one.rst\n   :encoding: utf-8\n\nWages fell :cite:`weber2001`.\n\n.. bibliography:: refs.bib\n",
            "chapters/one.rst",
            "One\n===\n\nTrade fell :cite:`trade`.\n\n.. include:: two.rst\n",
            "Prices rose :cite:`okada2003`.",
        ),
        (
            "main.md",
            "Ties grow {cite}`weber2001`.\n\n```{include} chapters/one.md\n```\n\nWages fell {cite}`weber2001`.\n\n```{bibliography} refs.bib\n```\n",
            "chapters/one.md",
            "# One\n\nTrade fell {cite}`trade`.\n\n```{include} two.md\n```\n",
            "Prices rose {cite}`okada2003`.",
        ),
    ];
    for (main, whole, chapter, one, two) in documents {
        let deep = chapter.replace("one", "two");
        let folder = project(&[(main, whole), (chapter, one), (&deep, two), ("refs.bib", REFS)]);
        let (reading, said) = reading(folder.path(), main);
        assert_eq!(said, "", "{main}");
        assert_eq!(keys(&reading), ["weber2001", "okada2003"], "{main}");
        let line =
            |text: &str, words: &str| text.lines().position(|line| line.contains(words)).unwrap() as u64 + 1;
        let expected = [
            ("Ties grow", *main, line(whole, "Ties"), "weber2001"),
            ("Trade fell", *chapter, line(one, "Trade"), "okada2003"),
            ("Prices rose", deep.as_str(), 1, "okada2003"),
            ("Wages fell", *main, line(whole, "Wages"), "weber2001"),
        ];
        assert_eq!(claims(&reading), claimed(&expected), "{main}");
        let reference = &reading["references"][1];
        assert_eq!(
            (text(&reference["location"], "file"), reference["location"]["line"].as_u64()),
            ("refs.bib", Some(11))
        );
        assert_eq!(reading["style"], "key", "{main}");
        // Under the names that BibLaTeX has for them.
        let fields = &reading["references"][0]["fields"];
        assert_eq!((text(fields, "journaltitle"), text(fields, "date")), ("Journal of Trade", "2001-03"));
        // Bytes are those of the file.
        let spans = reading["citations"][1]["places"]["claim"]["spans"].as_array().unwrap();
        let end = |span: &Value, at: usize| span[at].as_u64().unwrap() as usize;
        let (from, to) = (end(spans.first().unwrap(), 0), end(spans.last().unwrap(), 1));
        assert_eq!(&one[from..to], "Trade fell", "{main}");
    }
}

#[test]
fn the_library_has_the_entries_as_they_are() {
    let main = "\\addbibresource{refs.bib}\n\\begin{document}\nTies grow \\cite{weber2001}. Trade fell \\cite{lost}.\n\\input{one}\n\\end{document}\n";
    let folder =
        project(&[("main.tex", main), ("one.tex", "Prices rose \\cite{trade}.\n"), ("refs.bib", REFS)]);
    let output = run(folder.path(), &["extract", "main.tex"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        printed.contains("2 references (2 new), 3 citations (3 new), 1 link to no reference, style key"),
        "{printed}"
    );
    let bib = std::fs::read_to_string(folder.path().join("bib/main.bib")).unwrap();
    for kept in ["On the {Danube} and its Ties", "pages = {1--9}", "mynote = {kept $x$}", "@book{okada2003,"]
    {
        assert!(bib.contains(kept), "{kept}: {bib}");
    }
    let sheet = std::fs::read_to_string(folder.path().join("bib/main.toml")).unwrap();
    assert!(sheet.contains("where = { file = \"one.tex\", page = 1, line = 1 }"), "{sheet}");
    let again = run(folder.path(), &["extract", "main.tex"]);
    assert!(String::from_utf8(again.stdout).unwrap().contains("nothing has changed"));
    let claims =
        String::from_utf8(run(folder.path(), &["claims", "bib", "--source", "okada2003"]).stdout).unwrap();
    assert!(claims.contains("one.tex, l. 1"), "{claims}");
    let csv = run(folder.path(), &["claims", "bib", "--source", "okada2003", "--format", "csv"]).stdout;
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains(",1,1,bib/main,one.tex,"), "{csv}");
}

#[test]
fn what_is_not_there_or_not_below_the_folder() {
    let main = "\\addbibresource{lost.bib}\n\\addbibresource{../out.bib}\n\\begin{document}\nTies grow.\n\n\\input{lost}\n\\input{../out}\n\\input{/etc/hostname}\n\
                \\input{link}\n\\input{main}\n\\input{one}\n\\input{one}\n\\end{document}\n";
    let folder = project(&[
        ("paper/main.tex", main),
        ("paper/one.tex", "Trade fell \\cite{a}.\n\\input{main}\n"),
        ("out.tex", "Secret \\cite{s}.\n"),
        ("out.bib", REFS),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("out.tex"), folder.path().join("paper/link.tex")).unwrap();
    let (reading, said) = reading(folder.path(), "paper/main.tex");
    let one = [("Trade fell", "paper/one.tex", 1, "a")];
    assert_eq!(claims(&reading), claimed(&one));
    let said: Vec<&str> =
        said.lines().map(|line| line.trim_start_matches("warning: paper/main.tex:")).collect();
    assert_eq!(
        said,
        [
            "6: `lost.tex` is not there",
            "7: `../out.tex` is not below the folder of the article; not read",
            "8: `/etc/hostname.tex` is not below the folder of the article; not read",
            "9: `link.tex` is not below the folder of the article; not read",
            "1: `lost.bib` is not there",
            "2: `../out.bib` is not below the folder of the article; not read",
        ]
    );
}

/// The name of a file is the source's: it can neither turn the line around nor ring the bell.
#[test]
fn warnings_show_what_cannot_be_seen() {
    let folder = project(&[("main.tex", "\\begin{document}\n\\input{gone\u{202e}\u{7}}\n\\end{document}\n")]);
    let (_, warned) = reading(folder.path(), "main.tex");
    assert!(warned.contains("gone<U+202E>␇"), "{warned}");
    assert!(!warned.contains(['\u{202e}', '\u{7}']), "{warned}");
}

#[test]
fn files_in_files_without_end() {
    let chain: Vec<(String, String)> = (0..40)
        .map(|n| {
            (format!("c{n}.tex"), format!("Ties of the ports grow \\cite{{k{n}}}.\n\\input{{c{}}}\n", n + 1))
        })
        .collect();
    let files: Vec<(&str, &str)> = chain.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = project(&files);
    let (reading, said) = reading(folder.path(), "c0.tex");
    assert_eq!(claims(&reading).len(), 17);
    assert!(said.contains("c16.tex:2: too many files in files"), "{said}");
}

#[test]
fn footnotes_and_own_commands_reach_over_files() {
    let main = "\\newcommand{\\mycite}[1]{\\autocite{#1}}\n\\addbibresource{refs.bib}\n\\begin{document}\n\\input{one}\n\\end{document}\n";
    let folder =
        project(&[("main.tex", main), ("one.tex", "Prices rose \\mycite{trade}.\n"), ("refs.bib", REFS)]);
    assert_eq!(
        claims(&reading(folder.path(), "main.tex").0),
        claimed(&[("Prices rose", "one.tex", 1, "okada2003")])
    );
    let notes = "[^w]: Weber, A. and Roe, B. (2001). On the Growth of Ties. Journal of Trade, 4(2), 1–9.\n";
    let folder =
        project(&[("main.qmd", "Ties grow.[^w]\n\n{{< include notes.qmd >}}\n"), ("notes.qmd", notes)]);
    let (reading, _) = reading(folder.path(), "main.qmd");
    assert_eq!(keys(&reading), ["weber2001growth"]);
    assert_eq!(text(&reading["references"][0]["location"], "file"), "notes.qmd");
}

/// What `ibid check` says of the citations in `paths`: the code and the place of each finding.
#[track_caller]
fn checked(folder: &Path, paths: &[&str]) -> String {
    let output = run(folder, &[&["check", "--format", "json"], paths].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let finding = |finding: &Value| {
        let line = &finding["location"]["line"];
        format!("{} {}:{line}", text(finding, "code"), text(finding, "path"))
    };
    let of_citations = |finding: &&Value| text(finding, "code").starts_with("CIT");
    let findings = report["findings"].as_array().unwrap().iter().filter(of_citations);
    findings.map(finding).collect::<Vec<_>>().join("; ")
}

#[test]
fn keys_beside_those_that_a_paper_lists_itself() {
    let paper = "\\begin{document}\nTies have grown \\citep{a,zz,b}. Trade fell \\citep{c}.\n\\begin{thebibliography}{9}\n\
                 \\bibitem{a} A. Weber. On Ties. Journal of Trade, 4:1--9, 2001.\n\
                 \\bibitem{b} B. Okada. On Trade. Journal of Trade, 6:11--19, 2003.\n\
                 \\bibitem{c} C. Lindt. On Wages. Journal of Trade, 7:21--29, 2004.\n\\end{thebibliography}\n\\end{document}\n";
    let folder = project(&[("m.tex", paper)]);
    assert_eq!(checked(folder.path(), &["m.tex"]), "CIT001 m.tex:2");
    let (reading, _) = reading(folder.path(), "m.tex");
    let numbers: Vec<String> =
        reading["citations"].as_array().unwrap().iter().map(|c| c["numbers"].to_string()).collect();
    assert_eq!(numbers, ["[1,2]", "[]", "[3]"]);
}

#[test]
fn bibliographies_that_cannot_be_read_are_told() {
    for (name, content) in
        [("bad.json", "{\"a\": ["), ("bad.yml", "- [\n"), ("l.ris", "TY  - JOUR\nID  - k\nER  - \n")]
    {
        let article = format!("---\nbibliography: {name}\n---\n\nTies have grown [@k].\n");
        let folder = project(&[("a.md", &article), (name, content)]);
        assert_eq!(checked(folder.path(), &["."]), "CIT009 a.md:2", "{name}");
        let set = run(folder.path(), &["check", "--bibliography", name, "a.md"]);
        assert_eq!(set.status.code(), Some(2), "{name}");
    }
}

#[test]
fn keys_need_a_bibliography() {
    let folder = project(&[
        ("a.md", "Ties have grown [@k].\n"),
        ("b.md", "Thanks to @roe and @doe, see [@fig-one].\n"),
        ("c.typ", "Ties have grown @k.\n"),
        ("d.tex", "\\input{e}\nTies have grown \\cite{k}.\n"),
        ("f.md", "---\nreferences:\n- id: k\n---\n\nTies have grown [@k].\n"),
    ]);
    assert_eq!(checked(folder.path(), &["."]), "CIT009 a.md:1; CIT009 c.typ:1");
    let set = run(folder.path(), &["check", "--bibliography", "refs.bib", "a.md"]);
    assert_eq!(set.status.code(), Some(2));
}

#[test]
fn a_project_names_the_bibliography_of_its_articles() {
    let article = "Ties have grown [@weber2001]. Trade fell [@zz].\n";
    for (file, named) in [
        ("_quarto.yml", "project:\n  type: book\nbibliography: bib/refs.bib\n"),
        ("_metadata.yml", "bibliography: [bib/refs.bib]\n"),
        ("myst.yml", "project:\n  bibliography:\n    - bib/refs.bib\n"),
    ] {
        let folder = project(&[(file, named), ("parts/a.md", article), ("bib/refs.bib", REFS)]);
        assert_eq!(checked(folder.path(), &["parts"]), "CIT001 parts/a.md:1", "{file}");
        std::fs::remove_file(folder.path().join("bib/refs.bib")).unwrap();
        assert_eq!(checked(folder.path(), &["parts"]), "CIT009 parts/a.md:1", "{file}");
        // Not beyond the project.
        let inner = project(&[("a.md", article)]);
        assert_eq!(checked(inner.path(), &["."]), "CIT009 a.md:1", "{file}");
    }
}

#[test]
fn a_chapter_is_checked_with_its_document() {
    let main = "\\newcommand{\\pc}[1]{\\parencite{#1}}\\newcommand{\\sys}{PeatSim}\n\\addbibresource{refs.bib}\n\\begin{document}\n\\input{pre}\n\
                \\import{chapters/}{one}\n\\InputIfFileExists{chapters/two}{}{}\n\\subimport{chapters}{three}\nSo \\late{zz}.\n\\end{document}\n";
    let folder = project(&[
        ("ibid.toml", ""),
        ("main.tex", main),
        ("pre.tex", "\\newcommand{\\late}[1]{\\cite{#1}}\n"),
        ("refs.bib", REFS),
        ("chapters/one.tex", "Trade \\pc{trade} fell \\pc{z1}.\n"),
        ("chapters/two.tex", "Trade fell \\cite{z2}.\n"),
        ("chapters/three.tex", "Trade fell \\late{z3}.\n"),
    ]);
    assert_eq!(checked(folder.path(), &["chapters/one.tex"]), "CIT001 chapters/one.tex:1");
    let chapters = "CIT001 chapters/one.tex:1; CIT001 chapters/three.tex:1; CIT001 chapters/two.tex:1";
    assert_eq!(checked(folder.path(), &["chapters"]), chapters);
    assert_eq!(checked(folder.path(), &["."]), format!("{chapters}; CIT001 main.tex:8"));
}

#[test]
fn labels_of_the_document_are_no_citations_in_its_parts() {
    let folder = project(&[
        ("main.typ", "= Introduction <intro>\n\n#include \"part.typ\"\n\n#bibliography(\"refs.bib\")\n"),
        ("part.typ", "As @intro says, ties grow @weber2001 and @zz.\n"),
        ("refs.bib", REFS),
    ]);
    for paths in [&["."] as &[&str], &["part.typ"]] {
        assert_eq!(checked(folder.path(), paths), "CIT001 part.typ:1");
    }
    let list = "---\nbibliography: refs.bib\n---\n\n(@good) First.\n(@bad)  Second.\n\n::: {#my-own}\nBig.\n:::\n\nAs (@good), @my-own, @thm-a and @nte-b show, ties grow [@zz].\n";
    let folder = project(&[("a.qmd", list), ("refs.bib", REFS)]);
    assert_eq!(checked(folder.path(), &["a.qmd"]), "CIT001 a.qmd:12");
}

#[test]
fn libraries_named_in_other_ways() {
    for named in [
        "\\addglobalbib{refs.bib}\n\\begin{document}",
        "\\addsectionbib{refs.bib}\n\\begin{document}",
        "\\begin{document}\\begin{refsection}[refs.bib]",
        "\\begin{filecontents}{\\jobname.bib}\n@misc{weber2001, title = {On Ties}}\n\\end{filecontents}\n\\addbibresource{\\jobname.bib}\\begin{document}",
    ] {
        let article = format!(
            "\\documentclass{{article}}\n{named}\nTies grow \\cite{{weber2001}}, or not \\cite{{z}}.\n\\end{{document}}\n"
        );
        let folder = project(&[("a.tex", &article), ("refs.bib", REFS)]);
        let line = article.lines().count() - 1;
        assert_eq!(checked(folder.path(), &["a.tex"]), format!("CIT001 a.tex:{line}"), "{named}");
    }
}

#[test]
fn a_project_without_settings_reaches_to_its_repository() {
    let article = "\\addbibresource{../bib/r.bib}\n\\begin{document}\nTies grow \\cite{weber2001} \\cite{z}.\n\\end{document}\n";
    let folder = project(&[("src/m.tex", article), ("bib/r.bib", REFS), (".git/HEAD", "")]);
    assert_eq!(checked(&folder.path().join("src"), &["."]), "CIT001 m.tex:3");
    std::fs::remove_file(folder.path().join(".git/HEAD")).unwrap();
    std::fs::remove_dir(folder.path().join(".git")).unwrap();
    let outside = run(&folder.path().join("src"), &["check", "."]);
    assert!(String::from_utf8_lossy(&outside.stdout).contains("outside of the project"), "{outside:?}");
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let github = run(&folder.path().join("src"), &["check", "--format", "github", "."]);
    let github = String::from_utf8(github.stdout).unwrap();
    assert!(github.contains("file=src/m.tex"), "{github}");
}

#[test]
fn a_footnote_has_the_section_of_its_mark() {
    let text = "# Ties\n\n## History\n\nTies grow.[^1]\n\n## Methods\n\nTrade fell [@okada2003].\n\n[^1]: Prices rose [@weber2001].\n";
    let article = format!("---\nbibliography: refs.bib\n---\n\n{text}");
    let folder = project(&[("a.md", &article), ("refs.bib", REFS)]);
    let (reading, _) = reading(folder.path(), "a.md");
    let mut found: Vec<(&str, &str)> = reading["citations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["keys"][0].as_str().unwrap_or_default(), c["section"].as_str().unwrap_or_default()))
        .collect();
    found.sort_unstable();
    assert_eq!(found, [("okada2003", "Methods"), ("weber2001", "History")]);
}
