//! The commands that work on a library, given files that mean no good.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Far above what a build without optimisation takes, far below what counting lines from the top each time does.
const LIMIT: Duration = Duration::from_secs(40);

/// What a terminal would obey: a colour, a title of its window, a turn of the direction of writing.
const COMMANDS: &str = "\u{1b}[31m\u{1b}]0;pwned\u{7}\u{202e}";

fn library(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("bib")).unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

/// Runs `ibid` in `dir`; it must end in time, and say nothing that a terminal obeys.
#[track_caller]
fn ibid(dir: &Path, args: &[&str]) -> Output {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.args(args).current_dir(dir).stdin(Stdio::null()).output().unwrap();
    assert!(start.elapsed() < LIMIT, "{args:?} took {:?}", start.elapsed());
    assert!(matches!(output.status.code(), Some(0..=2)), "{output:?}");
    for said in [&output.stdout, &output.stderr] {
        let obeyed = |c: char| c.is_control() && !"\n\t".contains(c) || c == '\u{202e}';
        let said = String::from_utf8_lossy(said).replace("\r\n", "\n");
        let line = said.lines().find(|line| line.contains(obeyed));
        assert_eq!(line, None, "{args:?}");
    }
    output
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_terminal_is_told_nothing() {
    let article = format!(
        "On Rivers {COMMANDS}\n\nRivers {COMMANDS} rise every year [1]. They fall {COMMANDS} too [2].\n\nReferences\n\
         1. Roe, A., 2001. The {COMMANDS} great game. Survival, 3: 1-9.\n2. Doe, B., 2004. On {COMMANDS} ties. Tides, 4: 5-9.\n"
    );
    let dir = library(&[("a.txt", &article)]);
    let dir = dir.path();
    let diff = out(&ibid(dir, &["extract", "--dry-run", "a.txt"]));
    assert!(diff.contains("+@article{roe2001") && diff.contains("<U+202E>"), "{diff}");
    assert!(out(&ibid(dir, &["extract", "a.txt"])).contains("2 references"));
    let bib = fs::read_to_string(dir.join("bib/a.bib")).unwrap();
    let key = bib.split(['{', ',']).nth(1).unwrap();
    let copy = format!(
        "@article{{own, author = {{Roe, A.}}, title = {{The {COMMANDS} great game}}, date = 2001, note = {{N{COMMANDS}}}}}\n\
         @article{{{key}, author = {{Doe, C.}}, title = {{Unlike all{COMMANDS}}}, date = 1990}}\n"
    );
    fs::write(dir.join("bib/own.bib"), copy).unwrap();
    assert!(out(&ibid(dir, &["explain", key])).contains("<U+202E>"));
    assert!(out(&ibid(dir, &["explain", "own.note"])).contains("␛[31m"));
    assert!(out(&ibid(dir, &["review"])).contains("1 of 2"));
    let merge = out(&ibid(dir, &["merge", "--dry-run"]));
    assert!(merge.contains(&format!("{key}: two works have this key")) && merge.contains("␛[31m"), "{merge}");
    assert_eq!(ibid(dir, &["export"]).status.code(), Some(2));
}

#[test]
fn files_of_faults_are_read_once() {
    let claims = "[[claim]]\nid = \n".repeat(50_000);
    let broken = "@misc{a, x 1}\n".repeat(50_000);
    let sheet = format!("schema = 1\narticle = \"p\"\n{claims}");
    let dir = library(&[("bib/p.bib", "@misc{a, title = {A}}\n"), ("bib/p.toml", &sheet)]);
    assert_eq!(ibid(dir.path(), &["export"]).status.code(), Some(2));
    assert_eq!(ibid(dir.path(), &["check", "bib/p.bib"]).status.code(), Some(1));
    let dir = library(&[("bib/p.bib", &broken)]);
    assert_eq!(ibid(dir.path(), &["fmt", "--check"]).status.code(), Some(2));
}

#[test]
fn children_of_one_parent_are_many() {
    let mut bib = String::new();
    for n in 0..4_000 {
        let _ = writeln!(bib, "@inproceedings{{k{n}, title = {{T{n}}}, crossref = {{p}}}}");
    }
    bib += "@proceedings{p, title = {On Rivers}, date = 2001}\n";
    let dir = library(&[("bib/p.bib", &bib)]);
    let ris = out(&ibid(dir.path(), &["export", "--to", "ris"]));
    assert_eq!(ris.matches("T2  - On Rivers").count(), 4_000);
}
