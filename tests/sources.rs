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
    ("a.tex", "\\parencite{known,KEY}", "\\addbibresource{refs.bib}", "% WORDS"),
    ("a.typ", "@KEY", "#bibliography(\"refs.bib\")", "// WORDS"),
    ("a.typ", "#cite(<KEY>)", "#bibliography(\"refs.bib\")", "/* WORDS */"),
    ("a.rst", ":cite:p:`KEY`", ".. bibliography:: refs.bib", ".. WORDS"),
    ("a.rst", "`known, KEY`:footcite:", ".. bibliography:: refs.bib", ".. WORDS"),
    ("a.md", "{cite:p}`KEY`", "```{bibliography} refs.bib\n```", "<!-- WORDS -->"),
    ("a.md", "[see @known; -@KEY, p. 4]", "```{bibliography} refs.bib\n```", "<!-- WORDS -->"),
];

const REFS: &str = "@misc{known, author = {Roe, Ann}, title = {On Ties}, date = {2001}}\n";

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
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["check", "--format", "json", "."])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = |f: &Value| {
        let text = |name: &str| f[name].as_str().unwrap().to_owned();
        (text("rule"), text("path"), f["location"]["line"].as_u64().unwrap())
    };
    report["findings"].as_array().unwrap().iter().map(finding).collect()
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
    assert_eq!(found(folder.path()), []);
    std::fs::write(folder.path().join("ibid.toml"), "[check]\nbibliography = [\"refs.bib\"]\n").unwrap();
    assert_eq!(found(folder.path()), [("dangling-citation".to_owned(), "a.rst".to_owned(), 1)]);
}
