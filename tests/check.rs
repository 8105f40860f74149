//! `ibid check` as a command: formats, exit codes, settings, baseline, fixes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

mod common;

use std::path::Path;
use std::process::{Command, Output, Stdio};

use common::{assert_content, consumer, installed};
use tempfile::TempDir;

const LIBRARY: &str = "@misc{a,\n  author = {Weber, Ada},\n  title = {On Ties ::error::pwned\u{202e}},\n  \
                       date = {2101},\n}\n";

fn ibid(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_library_in_utf_16_does_not_pass() {
    let folder = with(&[("b.bib", LIBRARY)]);
    let bytes: Vec<u8> = LIBRARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.path().join("a.bib"), bytes).unwrap();
    let output = ibid(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a.bib: not UTF-8; save it as UTF-8 first"));
    assert!(out(&output).contains("b.bib"), "{}", out(&output));
}

#[test]
fn human_output_shows_the_place() {
    let folder = with(&[("a.bib", LIBRARY)]);
    let output = ibid(folder.path(), &["check", "a.bib"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(out(&output), @"
    error[NUM001 impossible-year]: the year 2101 of `a` lies in the future
     --> a.bib:4:11
      |
    4 |   date = {2101},
      |           ^^^^
      |
      = help: look the year up

    found 1 error in 1 file
    ");
}

#[test]
fn exit_codes() {
    let folder = with(&[("a.bib", LIBRARY), ("ok.bib", "@misc{a, author={N}, title={T}, date={2001}}\n")]);
    for (arguments, code) in [
        (&["check", "a.bib"] as &[&str], 1),
        (&["check", "ok.bib"], 0),
        (&["check", "--fail-on", "never", "a.bib"], 0),
        (&["check", "--ignore", "NUM", "a.bib"], 0),
        (&["check", "--ignore", "nonsense", "a.bib"], 2),
        (&["check", "absent.bib"], 2),
        (&["check", "."], 1),
    ] {
        assert_eq!(ibid(folder.path(), arguments).status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_hides_nothing_of_the_others() {
    let folder = with(&[("a.bib", LIBRARY), ("b.pdf", "%PDF-1.4\n")]);
    let output = ibid(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("error[NUM001 impossible-year]"));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("error: b.pdf: a damaged PDF"), "{told}");
    let output = ibid(folder.path(), &["check", "--format", "json", "b.pdf"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
    let output = ibid(folder.path(), &["check", "--write-baseline", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("ibid-baseline.json").exists());
}

#[test]
fn what_is_not_there_is_said_with_its_name() {
    let folder = with(&[("a.bib", LIBRARY)]);
    for (arguments, said) in [
        (&["fmt", "absent.bib"][..], "error: absent.bib: no such library\n"),
        (&["claims", "absent.bib"], "error: absent.bib: no such library\n"),
        (&["claims"], "error: bib: no such folder; `ibid extract` makes one\n"),
        (&["extract", "."], "error: .: a folder; name the files in it\n"),
    ] {
        let output = ibid(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), said);
    }
}

#[test]
fn settings_are_found_and_their_mistakes_have_a_place() {
    let folder = with(&[("a.bib", LIBRARY), ("ibid.toml", "[check]\nignore = [\"impossible-year\"]\n")]);
    assert_eq!(ibid(folder.path(), &["check", "a.bib"]).status.code(), Some(0));
    assert_eq!(ibid(folder.path(), &["check", "--isolated", "a.bib"]).status.code(), Some(1));
    std::fs::write(folder.path().join("ibid.toml"), "[check]\nignroe = []\n").unwrap();
    let output = ibid(folder.path(), &["check", "a.bib"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("ibid.toml:2:1: unknown key `ignroe`; did you mean `ignore`?"), "{message}");
}

/// What databases export, what editors put aside, and what is empty are no misspelled fields and no broken identifiers.
#[test]
fn entries_as_programs_write_them() {
    let entry = "@article{a,\n  author = {Weber, Ada},\n  title = {On Ties},\n  journal = {Survey of Trade},\n  \
                 fjournal = {Survey of Trade and Tolls},\n  mrnumber = {1},\n  OPTnote = {},\n  _url = {a b},\n  year = 2001,\n  \
                 volume = 3,\n  number = 2,\n  pages = {1--9},\n  doi = {},\n}\n";
    let folder = with(&[
        ("a.bib", entry),
        ("b.bib", &entry.replace("_url", "uurl").replace("doi = {}", "doi = {http://doi.acm.org/10.5555/1}")),
    ]);
    let codes = |file: &str| -> Vec<String> {
        let output = ibid(folder.path(), &["check", "--format", "github", file]);
        let said = out(&output);
        let codes =
            said.lines().filter_map(|line| line.split("title=").nth(1)?.split([' ', ',', ':']).next());
        codes.map(str::to_owned).collect()
    };
    assert_eq!(codes("a.bib"), ["ENT012"]);
    assert_eq!(codes("b.bib"), ["ENT005", "IDN008"]);
}

#[test]
fn a_baseline_forgives_what_was_there_even_when_it_moves() {
    let folder = with(&[("a.bib", LIBRARY)]);
    assert_eq!(ibid(folder.path(), &["check", "--write-baseline", "."]).status.code(), Some(0));
    let moved = format!("% a remark\n\n{LIBRARY}");
    std::fs::write(folder.path().join("a.bib"), &moved).unwrap();
    let again = ["check", "--baseline", "ibid-baseline.json", "."];
    assert_eq!(ibid(folder.path(), &again).status.code(), Some(0));
    std::fs::write(folder.path().join("a.bib"), moved.replace("2101", "2102")).unwrap();
    assert_eq!(ibid(folder.path(), &again).status.code(), Some(1));
}

#[test]
fn words_of_a_source_cannot_command_the_reader() {
    let nasty = "@misc{a,\n  author = {N},\n  title = {x},\n  date = {2001},\n  doi = {::error::pwned%0A\u{202e}\u{1b}[31m</script>},\n}\n";
    let folder = with(&[("a,b:c.bib", nasty)]);
    for format in ["human", "json", "sarif", "junit", "github", "gitlab"] {
        let text = out(&ibid(folder.path(), &["check", "--format", format, "."]));
        assert!(!text.contains(['\u{202e}', '\u{1b}']), "{format}: {text}");
        assert!(text.contains("pwned"), "{format}: {text}");
    }
    let github = out(&ibid(folder.path(), &["check", "--format", "github", "."]));
    assert_eq!(github.lines().filter(|line| line.starts_with("::")).count(), github.lines().count());
    assert!(github.contains("file=a%2Cb%3Ac.bib") && github.contains("%250A"), "{github}");
    let junit = out(&ibid(folder.path(), &["check", "--format", "junit", "."]));
    assert!(!junit.contains("</script>"));
}

#[test]
fn fixes_are_made_once_and_leave_all_else_alone() {
    let text = "% mine\n@misc{a, author={N}, title = {T} ,\n\tdate=2001, doi = \"https://doi.org/10.1000/182\" }\n@misc{broken\n";
    let folder = with(&[("a.bib", text)]);
    let fixed = text.replace("https://doi.org/", "");
    let dry = ibid(folder.path(), &["check", "--fix", "--dry-run", "a.bib"]);
    assert_eq!(dry.status.code(), Some(1));
    assert!(out(&dry).contains("+\tdate=2001, doi = \"10.1000/182\" }"));
    let read = || std::fs::read_to_string(folder.path().join("a.bib")).unwrap();
    assert_eq!(read(), text);
    ibid(folder.path(), &["check", "--fix", "a.bib"]);
    assert_eq!(read(), fixed);
    let again = ibid(folder.path(), &["check", "--fix", "--dry-run", "a.bib"]);
    assert_eq!((again.status.code(), out(&again)), (Some(0), String::new()));
}

#[test]
fn only_changed_lines_count_with_diff() {
    let folder = with(&[("a.bib", LIBRARY)]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=n", "-c", "user.email=n@example.org"];
        let done =
            Command::new("git").args(identity).args(arguments).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    let check = || ibid(folder.path(), &["check", "--diff", "HEAD", "."]).status.code();
    assert_eq!(check(), Some(0));
    let more = format!("{LIBRARY}\n@misc{{b, author={{N}}, title={{T}}, date={{2102}}}}\n");
    std::fs::write(folder.path().join("a.bib"), more).unwrap();
    assert_eq!(check(), Some(1));
    let text = out(&ibid(folder.path(), &["check", "--diff", "HEAD", "--format", "github", "."]));
    assert_eq!(text.lines().count(), 1, "{text}");
    assert_eq!(ibid(folder.path(), &["check", "--diff", "--output=x", "."]).status.code(), Some(2));
}

/// A PDF file with a page on which nothing is written.
const FIGURE: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] \
                      /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 90 90] >>\nendobj\n\
                      trailer\n<< /Root 1 0 R /Size 4 >>\n%%EOF\n";

#[cfg(feature = "pdf")]
#[test]
fn figures_beside_a_document_are_no_articles() {
    let folder = with(&[("figure.pdf", FIGURE), ("a.md", "# Ties\n\nNothing is cited here.\n")]);
    assert_eq!(ibid(folder.path(), &["check", "."]).status.code(), Some(0));
    let named = ibid(folder.path(), &["check", "figure.pdf"]);
    assert_eq!(named.status.code(), Some(2));
    let message = String::from_utf8(named.stderr).unwrap();
    assert!(message.contains("figure.pdf: a PDF without text"), "{message}");
    // Also where the run before it kept that there was nothing to find.
    assert_eq!(ibid(folder.path(), &["check", "--cache", ".kept", "."]).status.code(), Some(0));
    let kept = ibid(folder.path(), &["check", "--cache", ".kept", "figure.pdf"]);
    assert_eq!(kept.status.code(), Some(2));
}

#[cfg(feature = "pdf")]
#[test]
fn the_print_of_a_source_is_not_checked_beside_it() {
    let folder = with(&[("a.pdf", "%PDF-1.4\nbroken"), ("a.tex", "Nothing is cited here.\n")]);
    assert_eq!(ibid(folder.path(), &["check", "."]).status.code(), Some(0));
    assert_eq!(ibid(folder.path(), &["check", "a.pdf"]).status.code(), Some(2));
    std::fs::rename(folder.path().join("a.tex"), folder.path().join("b.tex")).unwrap();
    assert_eq!(ibid(folder.path(), &["check", "."]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed_out_of_a_folder() {
    let outside = with(&[("secret.bib", LIBRARY)]);
    let folder = with(&[]);
    std::os::unix::fs::symlink(outside.path(), folder.path().join("in")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.bib"), folder.path().join("b.bib")).unwrap();
    assert_eq!(ibid(folder.path(), &["check", "."]).status.code(), Some(0));
}

#[test]
fn a_cache_gives_what_a_fresh_run_finds() {
    let paper = "---\nbibliography: refs.bib\n---\n\nTies have grown [@known]. Trade fell [@later].\n";
    let refs = "@misc{known, author = {N}, title = {T}, date = {2001}}\n";
    let folder = with(&[("a.bib", LIBRARY), ("paper.md", paper), ("refs.bib", refs)]);
    let run = |with: &[&str]| {
        let output = ibid(folder.path(), &[&["check", "."], with].concat());
        (output.status.code(), out(&output))
    };
    let cached = || run(&["--cache", ".kept"]);
    let same = |when: &str| assert_eq!((run(&[]), cached()), (cached(), run(&[])), "{when}");
    same("cold, then warm");
    assert!(out(&ibid(folder.path(), &["check", "--cache", ".kept", "."])).contains("later"));

    let both = format!("{refs}@misc{{later, author = {{N}}, title = {{U}}, date = {{2002}}}}\n");
    std::fs::write(folder.path().join("refs.bib"), both).unwrap();
    same("a library that an article names has changed");
    assert!(!cached().1.contains("later"));

    for entry in std::fs::read_dir(folder.path().join(".kept")).unwrap() {
        std::fs::write(entry.unwrap().path(), "{\"reads\":[]").unwrap();
    }
    same("entries are damaged");
    std::fs::remove_file(folder.path().join("refs.bib")).unwrap();
    same("a library is gone");
}

#[test]
fn what_a_document_brings_in_is_checked_with_it() {
    let main = "\\documentclass{article}\n\\begin{document}\nTies have grown~\\cite{known}.\n\\input{parts/one}\n\
                \\input{../outside}\n\\bibliography{refs}\n\\end{document}\n";
    let one = "Trade fell~\\cite{absent}.\n\\input{main}\n\\input{parts/two}\n";
    let two = "Prices rose~\\cite{missing}.\n";
    let refs = "@misc{known, author = {N}, title = {T}, date = {2001}}\n";
    let folder = with(&[("ibid.toml", ""), ("main.tex", main), ("refs.bib", refs)]);
    std::fs::create_dir(folder.path().join("parts")).unwrap();
    std::fs::write(folder.path().join("parts/one.tex"), one).unwrap();
    std::fs::write(folder.path().join("parts/two.tex"), two).unwrap();
    for paths in [&["main.tex"] as &[&str], &["."]] {
        let found = out(&ibid(folder.path(), &[&["check"], paths].concat()));
        assert!(found.contains("parts/one.tex:1:") && found.contains("absent"), "{found}");
        assert!(found.contains("parts/two.tex:1:") && found.contains("missing"), "{found}");
        assert!(!found.contains("outside"), "{found}");
    }
}

/// A folder with faults of every kind of source, and words that would be markup.
fn faulty() -> TempDir {
    let article = "Ties <b>have</b> grown & [1]. Trade fell [9]. Prices rose [1].\n\nReferences\n\
                   1. Weitz, R., 2006. A \"New\" <Great> Game. Survival, 3: 155-67.\n2. Okada, B., 2106. Trade. Survival, 4: 9-1.\n";
    with(&[("a.bib", LIBRARY), ("paper.txt", article), ("empty.txt", "Nothing is cited here.\n")])
}

#[test]
fn sarif_fits_the_official_schema() {
    if !installed("sarif-schema.json").exists() {
        eprintln!("skipped: the schema of SARIF is not at hand");
        return;
    }
    let folder = faulty();
    let log = out(&ibid(folder.path(), &["check", "--select", "all", "--format", "sarif", "."]));
    assert!(log.contains("a.bib") && log.contains("paper.txt"), "{log}");
    std::fs::write(folder.path().join("log.sarif"), log).unwrap();
    let script = "import json, sys, jsonschema; jsonschema.Draft7Validator(json.load(open(sys.argv[1]))).validate(json.load(open('log.sarif')))";
    let schema = installed("sarif-schema.json");
    let Some(output) = consumer("python3", &["-c", script, &schema.to_string_lossy()], folder.path()) else {
        return;
    };
    assert_content(&output);
}

#[test]
fn junit_fits_its_schema() {
    let folder = faulty();
    let report = out(&ibid(folder.path(), &["check", "--select", "all", "--format", "junit", "."]));
    std::fs::write(folder.path().join("report.xml"), report).unwrap();
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/junit.xsd");
    let args = ["--noout", "--schema", schema, "report.xml"];
    let Some(output) = consumer("xmllint", &args, folder.path()) else { return };
    assert_content(&output);
}

#[test]
fn works_of_a_list_without_numbers_that_are_never_cited() {
    let article = |prices: &str| {
        format!(
            "Ties have grown for years (Weber 2001). Trade fell (Okada 2003), and wages with it (Lindt 2004). {prices}\n\n\
             References\n\n\
             Lindt, C. (2004). On Wages. Journal of Trade, 7, 21-29.\n\n\
             Moreau, D. (2005). On Prices. Journal of Trade, 8, 31-39.\n\n\
             Okada, B. (2003). On Trade. Journal of Trade, 6, 11-19.\n\n\
             Weber, A. (2001). On Ties. Journal of Trade, 4, 1-9.\n"
        )
    };
    let findings = |prices: &str| {
        let folder = with(&[("a.txt", &article(prices))]);
        out(&ibid(folder.path(), &["check", "a.txt", "--select", "uncited-reference", "--format", "gitlab"]))
    };
    assert!(findings("Prices rose.").contains("`Moreau 2005` is never cited"));
    for named in
        ["Prices rose (Moreau 2005).", "In 2005, as Moreau says, or in Moreau's book of 2005, prices rose."]
    {
        assert!(!findings(named).contains("never cited"), "{named}");
    }
}

#[test]
fn an_input_that_is_missing_hides_nothing_of_the_others() {
    let folder = with(&[("a.bib", LIBRARY)]);
    let output = ibid(folder.path(), &["check", "absent.bib", "a.bib", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"][0]["path"], "a.bib");
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: absent.bib: "));
}

#[test]
fn a_file_is_one_however_it_is_named() {
    let folder = with(&[("a.bib", LIBRARY)]);
    let whole = std::fs::canonicalize(folder.path()).unwrap();
    let absolute = whole.join("a.bib").to_string_lossy().into_owned();
    let output = ibid(folder.path(), &["check", "a.bib", "./a.bib", &absolute]);
    assert!(out(&output).contains("found 1 error in 1 file"), "{}", out(&output));
    assert_eq!(ibid(folder.path(), &["check", "--write-baseline", "./a.bib"]).status.code(), Some(0));
    for path in ["a.bib", "./a.bib", ".", &absolute] {
        let output = ibid(folder.path(), &["check", "--baseline", "ibid-baseline.json", path]);
        assert_eq!(output.status.code(), Some(0), "{path}");
    }
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    let below = folder.path().join("sub");
    let output = ibid(&below, &["check", "--baseline", "../ibid-baseline.json", "../a.bib"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_ignore_is_told_what_is_wrong_with_it() {
    for (comment, message, help) in [
        (
            "ibid: ignore[nosuchrule] because",
            "no rule or family is called `nosuchrule`",
            "`ibid rules` lists them",
        ),
        ("ibid: ignore[impossible-yaer] why", "`impossible-yaer`", "did you mean `impossible-year`?"),
        (
            "ibid: ignore impossible-year",
            "the comment names no rule in brackets",
            "write `ibid: ignore[RULE]`",
        ),
        (
            "ibid: ignore[impossible-year]",
            "the comment does not say why",
            "write the reason behind the bracket",
        ),
    ] {
        let folder = with(&[("a.bib", &format!("% {comment}\n{LIBRARY}"))]);
        let told = out(&ibid(folder.path(), &["check", "--select", "SET002", "a.bib"]));
        assert!(told.contains(message) && told.contains(help), "{told}");
    }
}

#[test]
fn statistics_are_counts_in_json_too() {
    let folder = with(&[("a.bib", LIBRARY)]);
    let output = ibid(folder.path(), &["check", "--statistics", "--format", "json", "a.bib"]);
    let counts = r#"{"schema":1,"statistics":[{"code":"NUM001","count":1,"rule":"impossible-year"}]}"#;
    assert_eq!((out(&output).trim(), output.status.code()), (counts, Some(1)));
    let output = ibid(folder.path(), &["check", "--statistics", "--format", "sarif", "a.bib"]);
    assert_eq!((out(&output).as_str(), output.status.code()), ("", Some(2)));
}

#[test]
fn one_work_under_two_keys() {
    let entry = |key: &str, author: &str, title: &str, more: &str| {
        format!("@article{{{key}, author = {{{author}}}, title = {{{title}}}, date = {{2001}}, {more}}}\n")
    };
    let journal = |name: &str| format!("journaltitle = {{{name}}}");
    let trade = journal("Journal of Trade");
    for (first, second, is_one) in [
        (
            ("Jan Smith", "The Growth of Ties", &journal("Ties")),
            ("Jan Brown", "The Growth of Ties", &trade),
            false,
        ),
        (("Rawls, John", "A Theory of Ties", &trade), ("John Rawls", "A Theory of Ties", &trade), true),
        (("Mill, John", "On Liberty", &trade), ("Mill, John", "On Liberty", &trade), true),
        (("Mill, John", "Editorial", &journal("Ties")), ("Mill, John", "Editorial", &trade), false),
        (("Mill, John", "Editorial", &trade), ("Mill, James", "Editorial", &trade), false),
    ] {
        let text = entry("a", first.0, first.1, first.2) + &entry("b", second.0, second.1, second.2);
        let folder = with(&[("a.bib", &text)]);
        let told = out(&ibid(folder.path(), &["check", "--select", "REF008", "a.bib"]));
        assert_eq!(told.contains("is the same work as"), is_one, "{text}{told}");
    }
}

#[test]
fn faults_of_lists_of_names() {
    for (names, is_wrong) in [
        ("Smith, J. and Jones, A. and", true),
        ("Smith, John and Jones, Amy, and Wu, Bo", true),
        ("Smith, J. & Jones, A.", true),
        ("Smith, J. \\& Jones, A.", true),
        ("{Johnson & Johnson, Co., and Sons,} and Jones, A.", false),
        ("Johnson \\& Johnson", false),
        ("M{\\\"u}ller, J. and others", false),
    ] {
        let text = format!("@misc{{a, author = {{{names}}}, title = {{On Ties}}, date = {{2001}}}}\n");
        let folder = with(&[("a.bib", &text)]);
        let told = out(&ibid(folder.path(), &["check", "--select", "NAM003", "a.bib"]));
        assert_eq!(told.contains("NAM003"), is_wrong, "{names}: {told}");
    }
}

#[test]
fn identifiers_that_a_printed_list_has_wrong() {
    let text = "Ties have grown [1]. Trade fell [2]. Prices rose [3]. Wages fell with them [4].\n\nReferences\n\n\
                [1] Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9. ISBN 978-0-387-31073-3.\n\
                [2] Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19. doi:10.55/abc.1\n\
                [3] Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29. https://doi.org/10.1037h0043158\n\
                [4] Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39. doi:10.5555/abc.4\n";
    let folder = with(&[("a.txt", text)]);
    let told = out(&ibid(folder.path(), &["check", "--select", "identifiers", "a.txt"]));
    let lines: Vec<&str> = told.lines().filter(|line| line.contains("[IDN")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    warning[IDN002 malformed-isbn]: `978-0-387-31073-3` is not an ISBN: its check digit does not fit
    error[IDN001 malformed-doi]: `10.55/abc.1` is not a DOI
    error[IDN001 malformed-doi]: `https://doi.org/10.1037h0043158` is not a DOI
    ");
}

#[test]
fn signs_around_identifiers() {
    let text = "@misc{a, author = {Roe, A.}, title = {On Ties}, date = {2001}, doi = {10.5555/abc.},\n\
                url = {\\url{https://example.org/x}}}\n";
    let folder = with(&[("a.bib", text)]);
    let told = out(&ibid(folder.path(), &["check", "a.bib"]));
    assert!(told.contains("`10.5555/abc.` ends with `.`"), "{told}");
    assert!(told.contains("`\\url{https://example.org/x}` is not a URL alone"), "{told}");
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=n", "-c", "user.email=n@example.org"];
    let done = Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{done:?}");
}

#[test]
fn an_entry_that_lost_a_field_has_changed() {
    let whole = "@book{a,\n  author = {Weber, Ada},\n  title = {On Ties},\n  publisher = {Reed},\n  date = {2001},\n}\n";
    let folder = with(&[("a.bib", whole)]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "first"]);
    std::fs::write(folder.path().join("a.bib"), whole.replace("  title = {On Ties},\n", "")).unwrap();
    let found = out(&ibid(folder.path(), &["check", "--diff", "HEAD", "."]));
    assert!(found.contains("ENT003"), "{found}");
}

#[test]
fn a_renamed_file_has_not_changed() {
    let folder = with(&[("a.bib", LIBRARY)]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "first"]);
    git(folder.path(), &["mv", "a.bib", "b.bib"]);
    assert_eq!(ibid(folder.path(), &["check", "--diff", "HEAD", "."]).status.code(), Some(0));
}

#[test]
fn fixes_are_of_what_counts() {
    let entry = |key: &str| {
        format!(
            "@article{{{key},\n  author = {{Weber, Ada}},\n  title = {{On {key}}},\n  journaltitle = {{Trade}},\n  date = {{2001}},\n  doi = {{doi:10.5555/{key}}},\n}}\n"
        )
    };
    let (old, new) = (entry("old"), entry("new"));
    let folder = with(&[("a.bib", &old)]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "first"]);
    assert_eq!(ibid(folder.path(), &["check", "--write-baseline", "."]).status.code(), Some(0));
    let mended = format!("{old}{}", new.replace("doi:10", "10"));
    for limit in [["--diff", "HEAD"], ["--baseline", "ibid-baseline.json"]] {
        std::fs::write(folder.path().join("a.bib"), format!("{old}{new}")).unwrap();
        ibid(folder.path(), &["check", "--fix", limit[0], limit[1], "a.bib"]);
        assert_eq!(std::fs::read_to_string(folder.path().join("a.bib")).unwrap(), mended, "{limit:?}");
    }
}

#[test]
fn a_baseline_of_a_part_keeps_the_rest() {
    let folder =
        with(&[("a.bib", LIBRARY), ("b.bib", &LIBRARY.replace("{a,", "{b,")), ("gone.bib", LIBRARY)]);
    let write = |path: &str| ibid(folder.path(), &["check", "--write-baseline", path]).status.code();
    let known = || std::fs::read_to_string(folder.path().join("ibid-baseline.json")).unwrap();
    assert_eq!(write("."), Some(0));
    let all = known();
    assert_eq!(write("a.bib"), Some(0));
    assert_eq!(known(), all);
    std::fs::remove_file(folder.path().join("gone.bib")).unwrap();
    std::fs::write(folder.path().join("a.bib"), LIBRARY.replace("2101", "2001")).unwrap();
    assert_eq!(write("a.bib"), Some(0));
    assert!(known().contains("b.bib") && !known().contains("\"a.bib\"") && !known().contains("gone.bib"));
    let both = ibid(folder.path(), &["check", "--write-baseline", "--diff", "HEAD", "."]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_pattern_that_names_a_folder_is_of_all_in_it() {
    let folder = with(&[("a.bib", LIBRARY)]);
    std::fs::create_dir_all(folder.path().join("drafts/old")).unwrap();
    std::fs::rename(folder.path().join("a.bib"), folder.path().join("drafts/old/a.bib")).unwrap();
    for (pattern, code) in [
        ("drafts", 0),
        ("drafts/", 0),
        ("old", 0),
        ("/drafts", 0),
        ("*.bib", 0),
        ("drafts/**", 0),
        ("/old", 1),
        ("draft", 1),
    ] {
        let found = ibid(folder.path(), &["check", "--exclude", pattern, "."]);
        assert_eq!(found.status.code(), Some(code), "{pattern}");
    }
}

#[test]
fn names_that_no_string_defines() {
    let entry = "@misc{a,\n  author = {Weber, Ada},\n  title = {On Ties},\n  date = {2001},\n  publisher = reed,\n  month = sept,\n}\n";
    let folder = with(&[("a.bib", entry)]);
    let codes = || {
        let found = out(&ibid(folder.path(), &["check", "--select", "undefined-string", "a.bib"]));
        found.matches("ENT013").count()
    };
    assert_eq!(codes(), 2);
    std::fs::write(folder.path().join("strings.bib"), "@string{Reed = {Reed Press}}\n").unwrap();
    assert_eq!(codes(), 1);
}

#[test]
fn a_doi_out_of_a_url_is_decoded() {
    let library = "@article{a,\n  author = {Weber, Ada},\n  title = {On Ties},\n  journaltitle = {Trade},\n  date = {2001},\n  \
                   doi = {http://dx.doi.org/10.1002/(SICI)1097-4636(199823)43:4%3C338::AID%3E3.0.CO;2-B},\n}\n";
    let folder = with(&[("a.bib", library)]);
    ibid(folder.path(), &["check", "--fix", "a.bib"]);
    let text = std::fs::read_to_string(folder.path().join("a.bib")).unwrap();
    assert!(text.contains("doi = {10.1002/(SICI)1097-4636(199823)43:4<338::AID>3.0.CO;2-B}"), "{text}");
}

#[test]
fn years_that_contradict_the_date() {
    let of = |year: &str| {
        format!(
            "@misc{{a, author = {{Weber, Ada}}, title = {{On Ties}}, year = {{{year}}}, date = {{1999-05}}}}\n"
        )
    };
    for (year, count) in [("1998", 1), ("1999", 0), ("in press", 0)] {
        let folder = with(&[("a.bib", &of(year))]);
        let found = out(&ibid(folder.path(), &["check", "a.bib"]));
        assert_eq!(found.matches("ENT009").count(), count, "{found}");
    }
}
