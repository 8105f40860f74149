//! All that the command prints for people, under snapshots: each test is a session in one folder, command after command.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use ibid::article::Source;
use ibid::lint::{Context, Levels, check_library};
use ibid::output::human::{Look, human};
use tempfile::TempDir;

fn with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// What a person sees who runs `commands` in `folder`: standard output, then standard error, then the exit code where it
/// is not 0.
fn session(folder: &Path, commands: &[&[&str]]) -> String {
    let mut seen = String::new();
    for arguments in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
            .args(*arguments)
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let [out, said] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        // How sure the field labeller is changes whenever it is trained.
        let out: String = out
            .split_inclusive('\n')
            .map(|line| match line.strip_suffix(" % sure\n") {
                Some(line) => format!("{} % sure\n", line.trim_end_matches(|c: char| c.is_ascii_digit())),
                None => line.to_owned(),
            })
            .collect();
        let said: String = said.lines().fold(String::new(), |text, line| text + "! " + line + "\n");
        write!(seen, "$ ibid {}\n{out}{said}", arguments.join(" ")).unwrap();
        match output.status.code() {
            Some(0) => seen.push('\n'),
            code => writeln!(seen, "(exit code {})\n", code.unwrap()).unwrap(),
        }
    }
    seen
}

/// Holds the session of `commands` in `folder` to the snapshot `name`.
#[track_caller]
fn holds(name: &str, folder: &TempDir, commands: &[&[&str]]) {
    let seen = session(folder.path(), commands);
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name, seen) });
}

const REFS: &str = "\
@article{weber2001ties,
  author = {Weber, Ada},
  title = {On Ties.},
  journaltitle = {Journal of Trade},
  date = {2001},
  volume = {4},
  pages = {1-9},
  doi = {https://doi.org/10.1000/182},
}

@book{Weber2001Ties,
  author = {Lindt, Carla; Okada, Ben},
  titel = {Wages},
  date = {2104},
  isbn = {978-3-16-148410-1},
}
";

const PAPER: &str = "---
bibliography: refs.bib
---

Ties have grown [@weber2001ties; @weber2001ties]. Trade fell in the north, where grain had been dear for as long as anybody could remember, and nobody knew why it did [@weber2001tise], or wanted to say so, or was asked to.

<!-- ibid: ignore[wide-range] -->
The rest is quiet.
";

#[test]
fn check() {
    let folder = with(&[("refs.bib", REFS), ("paper.md", PAPER), ("ok.txt", "Nothing is cited here.\n")]);
    holds(
        "check",
        &folder,
        &[
            &["check"],
            &["check", "--statistics", "."],
            &["check", "ok.txt"],
            &["check", "--fix", "--dry-run", "refs.bib"],
            &["check", "--write-baseline", "."],
            &["check", "--baseline", "ibid-baseline.json", "."],
            &["check", "--unsafe-fixes", "refs.bib"],
            &["check", "absent.bib"],
            &["check", "--select", "dangling-citatoin"],
            &["check", "--baseline", "absent.json"],
            &["check", "--format", "xml"],
            &["check", "--bibliography", "absent.bib"],
        ],
    );
}

#[test]
fn an_article_of_numbers() {
    let text = "Ties have grown [1]. Trade fell [2, 7]. Prices rose [5-3]. Wages fell [4, 4]. Tariffs rose [5].\n\nReferences\n\
                1. Weber, A., 2001. On Ties. Journal of Trade, 4: 1-9.\n\
                2. Okada, B., 2003. On Trade. Journal of Trade, 6: 11-19.\n\
                3. Weber, A., 2001. On ties. Journal of Trade, 4: 1-9.\n\
                4. Moreau, D., 2005. On Prices. Journal of Trade, 8: 39-31.\n\
                5. Novak, E., 2106. On Tariffs. Journal of Trade, 9: 41-49.\n";
    let folder = with(&[("paper.txt", text)]);
    holds("an_article_of_numbers", &folder, &[&["check", "paper.txt"]]);
}

#[test]
fn rules_and_settings() {
    let folder = with(&[]);
    holds(
        "rules_and_settings",
        &folder,
        &[&["rules"], &["rules", "CIT001"], &["rules", "dangling"], &["init"], &["init"]],
    );
}

const ARTICLE: &str = "\
On Grain

Introduction

Grain prices rose after the war [1]. Wages followed, as two surveys show [1, 2]. Tariffs fell [3].

References

1. Weber, A., 2001. On the Growth of Ties. Journal of Trade, 4: 1-9.
2. Okada, B., 2003. On the Fall of Trade. Journal of Trade, 6: 11-19.
3. Lindt, C., 2004. On Wages. Journal of Trade, 7: 21-29.
4. Moreau, D., 2005. On Prices. Journal of Trade, 8: 31-39.
";

#[test]
fn a_library_is_made_and_kept() {
    let folder =
        with(&[("grain.txt", ARTICLE), ("later.txt", &ARTICLE.replace("after the war", "in the north"))]);
    holds(
        "a_library_is_made_and_kept",
        &folder,
        &[
            &["extract", "--dry-run", "grain.txt"],
            &["extract", "grain.txt"],
            &["extract", "grain.txt"],
            &["extract", "absent.txt"],
            &["claims"],
            &["claims", "--source", "okada2003fall"],
            &["claims", "--uncited"],
            &["claims", "--claim", "tariffs"],
            &["annotate", "c1", "--verdict", "supported", "--locator", "p. 4"],
            &["annotate", "c99", "--note", "x"],
            &["explain", "okada2003fall.date"],
            &["explain", "okada2003fall"],
            &["explain", "absent.date"],
            &["merge", "--dry-run"],
            &["fmt", "--check"],
            &["diff", "grain.txt", "later.txt"],
            &["export", "--to", "ris", "--key", "okada2003fall"],
            &["check", "bib"],
        ],
    );
}

#[test]
fn help() {
    let folder = with(&[]);
    holds("help", &folder, &[&["--help"], &["check", "--help"], &["chekc"]]);
}

#[test]
fn links_and_colours_of_a_terminal() {
    let source = Source::new("a.bib", "@misc{a, title = {T}, author = {N}, date = {2101}}\n".to_owned());
    let found = check_library(&source, Context { year: 2026 }, &Levels::default());
    let drawn = human(&source, &found[0], Look { colour: true, links: true, ..Look::default() });
    insta::assert_snapshot!(drawn.replace('\u{1b}', "ESC"));
    let plain = human(&source, &found[0], Look::default());
    assert!(!plain.contains('\u{1b}') && !plain.contains("http"), "{plain}");
}

/// The README shows what its first command prints, and `bib/` is what it writes.
#[test]
fn the_readme_and_the_library_are_those_of_the_method() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let folder = with(&[("docs/method.md", &file("docs/method.md"))]);
    let seen = session(
        folder.path(),
        &[&["extract", "docs/method.md", "-o", "demo"], &["extract", "docs/method.md"]],
    );
    let readme = file("README.md");
    let (_, shown) = readme.split_once("-- extract docs/method.md -o demo\n").unwrap();
    let (shown, _) = shown.split_once("     …").unwrap();
    assert!(shown.lines().count() > 3 && seen.contains(shown), "the README shows\n{shown}and not\n{seen}");
    for name in ["bib/method.bib", "bib/method.toml"] {
        assert!(
            fs::read_to_string(folder.path().join(name)).unwrap() == file(name),
            "{name} is of another reading"
        );
    }
}
