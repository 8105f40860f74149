//! The command on a library while it is hindered, and run twice at once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use common::article;
use ibid::library::{Library, Source};
use tempfile::TempDir;

mod common;

fn ibid(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(dir).args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    ibid(dir, args).output().unwrap()
}

/// The words on standard error of a run that has to end with exit code 2.
#[track_caller]
fn refused(output: &Output) -> String {
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{words}");
    words
}

/// A folder with an article of `references` works, extracted.
fn extracted(references: u32) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("paper.txt"), article(references, "river")).unwrap();
    assert!(run(dir.path(), &["extract", "paper.txt"]).status.success());
    dir
}

fn both(dir: &Path) -> (String, String) {
    let read = |name: &str| fs::read_to_string(dir.join("bib").join(name)).unwrap_or_default();
    (read("paper.bib"), read("paper.toml"))
}

fn no_leftovers(dir: &Path) {
    let names = fs::read_dir(dir.join("bib")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let left: Vec<_> = names.filter(|name| name.starts_with(".ibid")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn two_at_once_lose_nothing() {
    let dir = extracted(40);
    let dir = dir.path();
    let notes: Vec<String> = (1..=12).map(|n| format!("note {n}.")).collect();
    let children: Vec<_> = notes
        .iter()
        .enumerate()
        .map(|(at, note)| ibid(dir, &["annotate", &format!("c{}", at + 1), "--note", note]).spawn().unwrap())
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let (bib, toml) = both(dir);
    let library = Library::load([Source { name: "bib/paper", bib: &bib, toml: &toml }]);
    let kept: Vec<_> = library.claims.iter().filter_map(|c| c.record.annotation.note.clone()).collect();
    assert_eq!(kept, notes);
    no_leftovers(dir);
}

#[test]
fn what_cannot_be_read_or_written_changes_nothing() {
    let dir = extracted(3);
    let dir = dir.path();
    let (bib, toml) = both(dir);
    fs::write(dir.join("paper.txt"), article(4, "river")).unwrap();
    fs::write(dir.join("bib/paper.bib"), format!("{bib}\n@article{{a, title = {{b}}\n@misc{{c, x 1}}\n"))
        .unwrap();
    let words = refused(&run(dir, &["extract", "paper.txt"]));
    let lines = bib.lines().count();
    assert!(
        words.contains(&format!("paper.bib:{}:", lines + 3))
            && words.contains(&format!("paper.bib:{}:", lines + 3)),
        "{words}"
    );
    assert_eq!(both(dir).1, toml);
    fs::write(dir.join("bib/paper.bib"), &bib).unwrap();
    fs::write(dir.join("bib/paper.toml"), format!("{toml}\n[[claim]]\nid = 1\n")).unwrap();
    assert!(refused(&run(dir, &["extract", "paper.txt"])).contains("paper.toml:"));
    assert_eq!(both(dir).0, bib);
    fs::write(dir.join("bib/paper.toml"), &toml).unwrap();
    fs::write(dir.join("file"), "").unwrap();
    assert!(refused(&run(dir, &["extract", "paper.txt", "-o", "file"])).contains("file: cannot write here"));
    fs::create_dir(dir.join("bib/other.bib")).unwrap();
    refused(&run(dir, &["extract", "paper.txt"]));
    assert_eq!(both(dir), (bib, toml));
}

#[test]
fn one_bad_article_does_not_stop_the_others() {
    let dir = extracted(2);
    let dir = dir.path();
    fs::write(dir.join("other.txt"), article(3, "glacier")).unwrap();
    fs::write(dir.join("binary.txt"), [0xff, 0, 1]).unwrap();
    let output = run(dir, &["extract", "none.txt", "binary.txt", "paper.txt", "other.txt"]);
    let words = refused(&output);
    assert!(words.contains("none.txt") && words.contains("binary.txt"), "{words}");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.find("paper.txt: nothing has changed") < said.find("other.txt: bib/other.bib, bib/other.toml"),
        "{said}"
    );
}

#[test]
fn another_article_of_the_same_name_is_refused() {
    let dir = extracted(3);
    let dir = dir.path();
    fs::create_dir(dir.join("other")).unwrap();
    let other =
        "Roads rise [1].\n\nReferences\n1. Zed, Q., 2010. Paving Deserts. Journal of Asphalt, 8: 1-9.\n";
    fs::write(dir.join("other/paper.txt"), other).unwrap();
    let old = both(dir);
    let words = refused(&run(dir, &["extract", "other/paper.txt"]));
    assert!(words.contains("are of ../paper.txt, another article of that name"), "{words}");
    assert_eq!(both(dir), old);
    // One reference in common makes no draft of it, nor does the same list below other words.
    let shared = article(3, "river").lines().rfind(|line| line.starts_with("3.")).unwrap().to_owned();
    let one = format!("{other}2. {}\n", shared.trim_start_matches("3. "));
    let text = article(3, "river");
    let (_, list) = text.split_once("References").unwrap();
    for text in [one, format!("Roads rise [1]. Bridges fall [2]. Ports close [3].\n\nReferences{list}")] {
        fs::write(dir.join("other/paper.txt"), text).unwrap();
        let words = refused(&run(dir, &["extract", "other/paper.txt"]));
        assert!(words.contains("if it is a draft of that"), "{words}");
        assert_eq!(both(dir), old);
    }
    // In another format or place it is the same article.
    fs::write(dir.join("other/paper.txt"), article(4, "river")).unwrap();
    assert!(run(dir, &["extract", "other/paper.txt"]).status.success());
    assert!(both(dir).1.contains("article = \"../other/paper.txt\""));
}

#[test]
fn a_new_name_of_the_article_is_noticed() {
    let dir = extracted(3);
    let dir = dir.path();
    fs::rename(dir.join("paper.txt"), dir.join("final.txt")).unwrap();
    let output = run(dir, &["extract", "final.txt"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("rename paper.bib and paper.toml to final.bib and final.toml"), "{said}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn symbolic_links_stay_and_their_files_change() {
        let dir = extracted(3);
        let dir = dir.path();
        fs::create_dir(dir.join("elsewhere")).unwrap();
        fs::rename(dir.join("bib/paper.bib"), dir.join("elsewhere/mine.bib")).unwrap();
        symlink("../elsewhere/mine.bib", dir.join("bib/paper.bib")).unwrap();
        fs::write(dir.join("paper.txt"), article(5, "river")).unwrap();
        assert!(run(dir, &["extract", "paper.txt"]).status.success());
        assert!(dir.join("bib/paper.bib").is_symlink());
        let bib = fs::read_to_string(dir.join("elsewhere/mine.bib")).unwrap();
        assert_eq!(bib.matches('@').count(), 5);
        fs::remove_file(dir.join("elsewhere/mine.bib")).unwrap();
        let words = refused(&run(dir, &["extract", "paper.txt"]));
        assert!(words.contains("paper.bib"), "{words}");
    }

    /// A limit on the size of files stands in for a full disk: the write fails in the middle.
    #[test]
    fn a_full_disk_changes_nothing() {
        let dir = extracted(3);
        let dir = dir.path();
        let old = both(dir);
        fs::write(dir.join("paper.txt"), article(400, "river")).unwrap();
        let script =
            format!("trap '' XFSZ; ulimit -f 16; exec {} extract paper.txt", env!("CARGO_BIN_EXE_ibid"));
        let output = Command::new("sh").current_dir(dir).args(["-c", &script]).output().unwrap();
        assert!(refused(&output).contains("cannot write here"));
        assert_eq!(both(dir), old);
        no_leftovers(dir);
    }

    #[test]
    fn a_file_that_is_read_only_is_left_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = extracted(3);
        let dir = dir.path();
        let old = both(dir);
        fs::write(dir.join("paper.txt"), article(5, "river")).unwrap();
        fs::set_permissions(dir.join("bib/paper.bib"), fs::Permissions::from_mode(0o444)).unwrap();
        let words = refused(&run(dir, &["extract", "paper.txt"]));
        assert!(words.contains("paper.bib: cannot write here (the file is read-only)"), "{words}");
        assert_eq!(both(dir), old);
        no_leftovers(dir);
    }

    /// As root nothing is forbidden; then there is nothing to see.
    #[test]
    fn a_folder_that_cannot_be_written_is_left_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = extracted(3);
        let dir = dir.path();
        let old = both(dir);
        fs::set_permissions(dir.join("bib"), fs::Permissions::from_mode(0o555)).unwrap();
        let forbidden = fs::write(dir.join("bib/try"), "").is_err();
        let output = run(dir, &["annotate", "c1", "--note", "x"]);
        fs::set_permissions(dir.join("bib"), fs::Permissions::from_mode(0o755)).unwrap();
        if forbidden {
            assert!(refused(&output).contains("cannot write here"));
            assert_eq!(both(dir), old);
        }
    }
}
