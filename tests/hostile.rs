//! What a stranger could send with a pull request: nothing of it panics, runs without end, reads a file outside of the
//! project, or reaches the terminal, the log or the web page of those who look at it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Generous: a debug build on a busy machine must pass.
const LIMIT: Duration = Duration::from_secs(60);
const SECRET: &str = "@misc{secretkey, author = {Roe, Ann}, title = {Secret}, date = {2101}}\n";
const FORMATS: [&str; 6] = ["human", "json", "sarif", "junit", "github", "gitlab"];

fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// `ibid check` in `folder`; it must end in time, and with an exit code of its own.
#[track_caller]
fn check(folder: &Path, arguments: &[&str]) -> Output {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0..=2)) && !said.contains("panicked"), "{output:?}");
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
    output
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn nesting_without_end() {
    let deep = |part: &str| part.repeat(20_000);
    let macros: String =
        (0..5_000).map(|n| format!("\\newcommand{{\\m{n}}}{{\\m{}\\m{}}}\n", n + 1, n + 1)).collect();
    let yaml = format!("---\nbibliography: {}\n---\n\nText [@a].\n", deep("["));
    let flow = format!("---\nbibliography: {}\n---\n\nText [@a].\n", "{a: ".repeat(20_000));
    let bomb: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)).collect();
    let bomb = format!("---\na0: &a0 [x, x]\n{bomb}bibliography: *a29\n---\n\nText [@a].\n");
    for (name, text) in [
        ("braces.tex", deep("{")),
        ("footnotes.tex", deep("\\footnote{")),
        ("environments.tex", deep("\\begin{quote}")),
        ("macros.tex", format!("{macros}\\begin{{document}}\\m0\\end{{document}}")),
        ("quotes.md", deep("> ")),
        ("items.md", deep("- ")),
        ("links.md", deep("[")),
        ("stars.md", deep("*a ")),
        ("directives.md", (0..200).map(|n| format!("{}{{note}}\n", "`".repeat(203 - n))).collect()),
        ("yaml.md", yaml),
        ("flow.md", flow),
        ("bomb.md", bomb),
        ("calls.typ", deep("#f[")),
        ("lists.typ", (0..2_000).map(|n| format!("{}- a\n", " ".repeat(n))).collect()),
        ("notes.rst", (0..2_000).map(|n| format!("{}.. note::\n\n", " ".repeat(n))).collect()),
        ("roles.rst", deep(":a:`")),
        ("braces.bib", format!("@misc{{a, title = {{{}}}}}", deep("{"))),
        ("open.bib", format!("@misc{{a, title = {}", deep("{"))),
        ("concat.bib", format!("@misc{{a, title = {}\"x\"}}", deep("\"x\" # "))),
        (
            "strings.bib",
            (1..20_000).map(|n| format!("@string{{s{n} = s{} # s{}}}\n", n - 1, n - 1)).collect::<String>()
                + "@misc{a, title = s19999}",
        ),
        (
            "crossref.bib",
            (0..5_000).map(|n| format!("@misc{{k{n}, crossref = {{k{}}}}}\n", (n + 1) % 5_000)).collect(),
        ),
        ("names.bib", format!("@misc{{a, author = {{{}x}}}}", deep("x and "))),
    ] {
        let folder = project(&[(name, &text)]);
        check(folder.path(), &["--select", "all", "--format", "json", name]);
        check(folder.path(), &["--fix", "--dry-run", "--unsafe-fixes", name]);
    }
    let toml = format!("schema = 1\nx = {}\n", deep("["));
    check(project(&[("a.bib", SECRET), ("a.toml", &toml)]).path(), &["a.bib"]);
    check(project(&[("a.bib", SECRET), ("ibid.toml", &toml)]).path(), &["a.bib"]);
}

#[test]
fn includes_that_go_round() {
    let folder = project(&[
        ("a.tex", "\\input{a}\\input{b}\\cite{k}"),
        ("b.tex", "\\input{a}\\input{b}\\include{c}\\cite{k}"),
        ("c.rst", ".. include:: c.rst\n\n.. include:: d.md\n"),
        ("d.md", "```{include} d.md\n```\n\n```{include} c.rst\n```\n"),
        ("e.typ", "#include \"e.typ\"\n#include \".\"\n#include \"\"\n"),
    ]);
    for n in 0..500 {
        let text = format!("\\input{{t{}}}\\input{{t{}}}", n + 1, (n * 7) % 500);
        std::fs::write(folder.path().join(format!("t{n}.tex")), text).unwrap();
    }
    check(folder.path(), &["."]);
    check(folder.path(), &["t0.tex"]);
}

#[test]
fn files_outside_of_the_project_are_not_read() {
    let outside = project(&[("secret.bib", SECRET), ("secret.tex", "Trade fell \\cite{secretplace}.")]);
    let place = outside.path().to_string_lossy().into_owned();
    let folder = project(&[
        ("ibid.toml", ""),
        ("refs.bib", "@misc{k, author = {Roe, A.}, title = {T}, date = {2001}}\n"),
    ]);
    let up = format!("../{}", outside.path().file_name().unwrap().to_string_lossy());
    symlink(outside.path(), folder.path().join("link")).unwrap();
    symlink(outside.path().join("secret.bib"), folder.path().join("linked.bib")).unwrap();
    symlink(outside.path().join("secret.tex"), folder.path().join("linked.tex")).unwrap();
    symlink("/dev/zero", folder.path().join("zero.bib")).unwrap();
    symlink(".", folder.path().join("round")).unwrap();
    for (number, path) in [place.as_str(), &up, "link", "/dev", "round/round/link"].iter().enumerate() {
        let tex = format!(
            "\\input{{{path}/secret}}\\input{{linked}}\\input{{/etc/passwd}}\\input{{/dev/zero}}\\bibliography{{refs,{path}/secret}}Ties \\cite{{other}}.\n"
        );
        std::fs::write(folder.path().join(format!("a{number}.tex")), tex).unwrap();
        let md = format!(
            "---\nbibliography: [{path}/secret.bib, linked.bib, zero.bib, refs.bib]\n---\n\nTies [@other].\n"
        );
        std::fs::write(folder.path().join(format!("b{number}.md")), md).unwrap();
        let rst = format!(
            ".. include:: {path}/secret.tex\n\n.. bibliography:: {path}/secret.bib\n\nTies :cite:`other`.\n"
        );
        std::fs::write(folder.path().join(format!("c{number}.rst")), rst).unwrap();
        let toml = format!("schema = 1\narticle = \"{path}/secret.tex\"\ndigest = \"blake3:0\"\n");
        std::fs::write(folder.path().join(format!("d{number}.bib")), "").unwrap();
        std::fs::write(folder.path().join(format!("d{number}.toml")), toml).unwrap();
    }
    for arguments in [&["."] as &[&str], &["--cache", "kept", "."], &["--fix", "."]] {
        let found = out(&check(folder.path(), arguments));
        // That a file is named which is not read may be said; nothing of what stands in it.
        assert!(
            !found.contains("secretkey")
                && !found.contains("secretplace")
                && !found.contains("2101")
                && !found.contains("root:"),
            "{found}"
        );
        assert!(!found.contains("LIB001"), "a digest of a file outside was taken: {found}");
    }
    assert_eq!(std::fs::read_to_string(outside.path().join("secret.bib")).unwrap(), SECRET);
    let endless = check(folder.path(), &["zero.bib"]);
    assert_eq!(endless.status.code(), Some(2), "{endless:?}");
}

/// Words that a terminal, a log of GitHub, a page or a report would obey.
const COMMANDS: &str = "\u{1b}[2J\u{1b}]8;;http://evil.example\u{7}::error title=pwned::%0A::set-output name=x::y</script><script>alert(1)\
                        </script>]]>&amp;\u{202e}\u{2066}\u{200b}\u{9b}31m[link](javascript:alert(1))";

#[test]
fn words_that_would_be_obeyed() {
    let words = COMMANDS.replace(['{', '}', '%'], "");
    let bib = format!(
        "@misc{{a,\n  author = {{N{words} et al}},\n  title = {{T{words}.}},\n  date = {{2101}},\n  doi = {{{words}}},\n  isbn = {{{words}}},\n}}\n\
         @misc{{a{words},\n  title = {{T}},\n}}\n@{words}{{b}}\n@misc{{c, {words} = {{x}}, titel{words} = {{x}}}}\n",
    );
    let tex =
        format!("Ties \\cite{{{words}}} and [99] {words}.\n\\bibliography{{a}}\n% ibid: ignore[{words}]\n");
    let text = format!(
        "Ties {COMMANDS} [1]. Trade {COMMANDS} [7].\n\nReferences\n1. Roe, A., 2101. {COMMANDS}. Survival, 3: 9-1.\n2. Doe, B., 2001. On Ties {COMMANDS}. Survival, 4: 1-9.\n"
    );
    let name = "x\u{1b}[31m\n::error::pwned\u{202e},y:<b>.bib";
    let folder = project(&[("a.bib", &bib), ("b.tex", &tex), ("c.txt", &text), (name, &bib)]);
    for format in FORMATS {
        let found = out(&check(folder.path(), &["--select", "all", "--format", format, "."]));
        assert!(found.contains("2101"), "{format}: {found}");
        let obeyed = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{2066}\u{200b}\u{9b}".contains(c);
        assert!(!found.contains(obeyed), "{format}: {found:?}");
        assert!(
            !found.contains("<script") && !found.contains("</script") || matches!(format, "human" | "github"),
            "{format}: {found}"
        );
        if format == "github" {
            // One command a finding, and none that is not ibid's.
            assert!(
                found.lines().all(|line| line.split("::").nth(1).is_some_and(|c| c.contains(" title="))),
                "{found}"
            );
            assert!(
                found
                    .lines()
                    .all(|line| ["::error ", "::warning ", "::notice "].iter().any(|c| line.starts_with(c)))
            );
        } else if format != "human" {
            assert!(!found.lines().any(|line| line.trim_start().starts_with("::")), "{format}: {found}");
        }
    }
    std::fs::write(folder.path().join("ibid.toml"), "\"\\u001b[31m\" = 1\n").unwrap();
    let refused = check(folder.path(), &["."]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!refused.stderr.contains(&0x1b), "{refused:?}");
}

#[test]
fn nothing_is_written_unless_asked() {
    let folder = project(&[(
        "a.bib",
        "@misc{a, author={N}, title={T}, date=2001, doi = \"https://doi.org/10.1000/182\"}\n",
    )]);
    let files = || {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().path()).collect();
        files.sort();
        files.into_iter().map(|f| (std::fs::read(&f).unwrap(), f)).collect::<Vec<_>>()
    };
    let before = files();
    for format in FORMATS {
        check(folder.path(), &["--format", format, "."]);
    }
    check(folder.path(), &["--fix", "--dry-run", "."]);
    assert_eq!(files(), before);
}
