//! `ibid diff` through the binary, and as git calls it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{NEW, OLD, drafts, ibid};

#[test]
fn drafts_are_compared_by_content() {
    let dir = drafts();
    let (code, out, err) = ibid(dir.path(), &["diff", "old.txt", "new.txt", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let changes: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let kinds: Vec<&str> = changes.iter().map(|c| c["change"].as_str().unwrap()).collect();
    for kind in ["added", "sources", "lost-all-sources", "reference-added", "reference-renumbered"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    let changed = changes.iter().find(|c| c["change"] == "sources").unwrap();
    assert_eq!(
        (changed["lost"].as_array().unwrap().len(), changed["gained"].as_array().unwrap().len()),
        (0, 1)
    );
    let (_, same, _) = ibid(dir.path(), &["diff", "old.txt", "old.txt"]);
    assert_eq!(same, "");
}

#[test]
fn git_calls_with_seven_arguments() {
    let dir = drafts();
    let args = ["diff", "paper.txt", "old.txt", "0a", "100644", "new.txt", "0b", "100644"];
    let (code, out, err) = ibid(dir.path(), &args);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("paper.txt: "), "{out}");
    let created = ["diff", "paper.txt", "/dev/null", ".", ".", "new.txt", "0b", "100644"];
    assert!(ibid(dir.path(), &created).1.contains("New claim"));
}

#[test]
fn a_claim_in_other_words_has_the_same_sources() {
    let dir = drafts();
    let reworded =
        OLD.replace("The dams hold back half of the water", "The dams now hold back two thirds of the water");
    fs::write(dir.path().join("reworded.txt"), reworded).unwrap();
    let (_, out, _) = ibid(dir.path(), &["diff", "old.txt", "reworded.txt", "--format", "json"]);
    let changes: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(changes.len(), 1, "{out}");
    assert_eq!(changes[0]["change"], "reworded");
    let (_, out, _) = ibid(dir.path(), &["diff", "old.txt", "reworded.txt"]);
    assert!(out.contains("- The dams hold back half of the water\n+ The dams now hold"), "{out}");
}

/// Runs git in `dir` with settings of its own; `None`, with a line on standard error, if there is no git.
fn git(dir: &Path, args: &[&str]) -> Option<String> {
    let driver = format!("diff.claims.command='{}' diff", env!("CARGO_BIN_EXE_ibid"));
    let author = ["-c", "user.name=Rosa", "-c", "user.email=rosa@example.org", "-c", &driver];
    let mut command = Command::new("git");
    command.args(author).args(args).current_dir(dir);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_PAGER", "cat");
    let Ok(output) = command.output() else {
        eprintln!("skipped: git is not installed");
        return None;
    };
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn git_shows_claims_instead_of_lines() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let write = |name: &str, text: &[u8]| fs::write(root.join(name), text).unwrap();
    fs::create_dir(root.join("drafts")).unwrap();
    write(".gitattributes", b"*.txt diff=claims\n");
    write("drafts/paper.txt", OLD.as_bytes());
    if git(root, &["init", "-q", "."]).is_none() {
        return;
    }
    git(root, &["add", "."]);
    git(root, &["commit", "-q", "-m", "First draft"]);
    write("drafts/paper.txt", NEW.as_bytes());
    // One that cannot be read stands before the others, and does not keep them from being compared.
    write("bad.txt", b"a\0b\xff");
    git(root, &["add", "."]);
    let diff = git(root, &["diff", "--cached"]).unwrap();
    assert!(diff.contains("not compared: bad.txt: "), "{diff}");
    assert!(
        diff.contains("drafts/paper.txt: claims: 1 lost all sources, 1 with other sources, 1 new"),
        "{diff}"
    );
    assert!(!diff.contains("@@"), "{diff}");
    let lines = git(root, &["diff", "--cached", "--no-ext-diff"]).unwrap();
    assert!(lines.contains("@@"), "{lines}");
    git(root, &["mv", "drafts/paper.txt", "drafts/water.txt"]);
    git(root, &["commit", "-q", "-m", "Second draft"]);
    let log = git(root, &["log", "-p", "--ext-diff", "-1", "--", "drafts/water.txt"]).unwrap();
    assert!(log.contains("drafts/water.txt: claims: 2 new"), "{log}");
}

#[test]
fn a_file_whose_merge_is_not_resolved_stops_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let write = |name: &str, text: &str| fs::write(root.join(name), text).unwrap();
    write(".gitattributes", "*.txt diff=claims\n");
    write("a.txt", OLD);
    write("b.txt", OLD);
    if git(root, &["init", "-q", "-b", "main", "."]).is_none() {
        return;
    }
    git(root, &["add", "."]);
    git(root, &["commit", "-q", "-m", "First"]);
    git(root, &["checkout", "-q", "-b", "other"]);
    write("a.txt", &OLD.replace("half", "most"));
    git(root, &["commit", "-q", "-a", "-m", "Most"]);
    git(root, &["checkout", "-q", "main"]);
    write("a.txt", &OLD.replace("half", "a third"));
    git(root, &["commit", "-q", "-a", "-m", "A third"]);
    let merge = Command::new("git").args(["merge", "-q", "other"]).current_dir(root).output().unwrap();
    assert!(!merge.status.success());
    write("b.txt", NEW);
    git(root, &["add", "b.txt"]);
    let diff = git(root, &["diff", "--cached"]).unwrap();
    assert!(diff.contains("not compared: a.txt: it is unmerged"), "{diff}");
    assert!(diff.contains("b.txt: claims: "), "{diff}");

    let (code, _, err) = ibid(root, &["diff", "b.txt"]);
    assert!(code == 2 && err.contains("give two drafts"), "{err}");
}

#[test]
fn drafts_are_read_with_the_files_that_they_bring_in() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (draft, key, verb) in [("one", "weitz06", "stood"), ("two", "weitz2006borders", "fell")] {
        write(
            &format!("{draft}/main.tex"),
            &format!(
                "\\documentclass{{article}}\n\\begin{{document}}\nThe treaty holds in the east \\cite{{{key}}}.\n\n\\input{{prices}}\n\\bibliography{{refs}}\n\\end{{document}}\n"
            ),
        );
        write(
            &format!("{draft}/prices.tex"),
            &format!("The prices of grain {verb} for years \\cite{{{key}}}.\n"),
        );
        write(
            &format!("{draft}/refs.bib"),
            &format!(
                "@article{{{key},\n  author = {{Weitz, Rosa}},\n  title = {{Borders of the East}},\n  journal = {{Survival}},\n  year = 2006,\n}}\n"
            ),
        );
    }
    let (code, out, err) = ibid(dir.path(), &["diff", "one/main.tex", "two/main.tex", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let changes: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(
        changes.iter().map(|c| c["change"].as_str().unwrap()).collect::<Vec<_>>(),
        ["reworded"],
        "{out}"
    );
    assert_eq!(changes[0]["new"]["claim"], "The prices of grain fell for years");
    let (_, out, _) = ibid(dir.path(), &["claims", "two/main.tex", "--format", "json"]);
    assert!(out.contains("The prices of grain fell for years"), "{out}");
}

#[test]
fn markers_typed_otherwise_are_no_change() {
    let dir = tempfile::tempdir().unwrap();
    let draft = |name: &str, marker: &str| {
        let text = OLD.replace("[1]", marker);
        fs::write(dir.path().join(name), text).unwrap();
    };
    draft("one.txt", "[1], [3]");
    draft("two.txt", "[1, 3]");
    draft("three.txt", "[1], [2], [3]");
    assert_eq!(ibid(dir.path(), &["diff", "one.txt", "two.txt"]).1, "");
    let (_, out, _) = ibid(dir.path(), &["diff", "one.txt", "three.txt"]);
    assert!(out.starts_with("three.txt: claims: 1 with other sources\n"), "{out}");
    let (_, out, _) = ibid(dir.path(), &["claims", "one.txt", "--single-source", "--format", "json"]);
    assert!(out.contains("harvest") && !out.contains("dams"), "{out}");
}

#[test]
fn references_that_were_mended_show_what_they_said() {
    let dir = tempfile::tempdir().unwrap();
    let draft = |name: &str, reference: &str| {
        let text = format!("Rivers of the north freeze every winter [1].\n\nReferences\n\n[1] {reference}\n");
        fs::write(dir.path().join(name), text).unwrap();
    };
    let old = "Roe, A., & Doe, C. (2010). The rivers of the north. Journal of River Studies, 12(3), 101-109.";
    draft("old.txt", old);
    draft("new.txt", &old.replace("2010", "2011").replace("12(3)", "13(3)"));
    let (_, out, _) = ibid(dir.path(), &["diff", "old.txt", "new.txt"]);
    let want = "new.txt: claims: unchanged; references: 1 changed

References
  [1] roe2010rivers  says otherwise
-   date 2010
+   date 2011
-   volume 12
+   volume 13
";
    assert_eq!(out, want);
    let (_, out, _) = ibid(dir.path(), &["diff", "old.txt", "new.txt", "--format", "json"]);
    let change: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        change,
        serde_json::json!({"change": "reference-edited", "key": "roe2010rivers",
            "old": {"date": "2010", "volume": "12"}, "new": {"date": "2011", "volume": "13"}})
    );
}
