//! `ibid claims` and `ibid diff` through the binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

const OLD: &str = "Introduction

The dams hold back half of the water [1]. The harvest has failed again [2].

References

1. Weitz, R., 2006. Borders of the East. Survival, 3: 155-167.
2. Blank, S., 2010. Water and Power. Analyst, 16: 3-5.
3. Marsh, T., 2011. Reeds and Banks. Analyst, 17: 6-9.
";

const NEW: &str = "Introduction

Farmers have left the valley [1]. The dams hold back half of the water [2, 3]. The harvest has failed again.

References

1. Freire, M.R., 2009. Grain in Dry Years. Asian Perspective, 2: 125-149.
2. Weitz, R., 2006. Borders of the East. Survival, 3: 155-167.
3. Blank, S., 2010. Water and Power. Analyst, 16: 3-5.
";

/// Runs `ibid` in `dir`: exit code, standard output and standard error.
fn ibid(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(args)
        .current_dir(dir)
        .env("COLUMNS", "90")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("old.txt"), OLD).unwrap();
    fs::write(dir.path().join("new.txt"), NEW).unwrap();
    dir
}

/// The objects of `ibid claims … --format json`.
fn objects(dir: &Path, args: &[&str]) -> Vec<serde_json::Value> {
    let (code, out, err) = ibid(dir, &[&["claims"], args, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{err}");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_article_answers_as_its_library_does() {
    let dir = folder();
    assert_eq!(ibid(dir.path(), &["extract", "old.txt"]).0, 0);
    let (article, library) = (objects(dir.path(), &["old.txt"]), objects(dir.path(), &[]));
    assert_eq!(article.len(), 2);
    for (a, l) in article.iter().zip(&library) {
        for name in ["id", "claim", "sentence", "sources", "line"] {
            assert_eq!(a[name], l[name]);
        }
    }
}

#[test]
fn questions() {
    let dir = folder();
    let found = |args: &[&str]| -> Vec<String> {
        objects(dir.path(), args).iter().map(|o| o["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found(&["old.txt", "--claim", "harvest failing"]), ["c2"]);
    assert_eq!(found(&["new.txt", "--number", "3"]), ["c2"]);
    assert_eq!(found(&["new.txt", "--single-source"]), ["c1"]);
    let key = objects(dir.path(), &["old.txt"])[0]["sources"][0]["key"].as_str().unwrap().to_owned();
    assert_eq!(found(&["old.txt", "--source", &key]), ["c1"]);
    assert_eq!(found(&["old.txt", "--source", "nobody"]), [""; 0]);
}

#[test]
fn what_goes_on_about_a_source_is_kept_apart_from_the_claim() {
    let dir = folder();
    let text = OLD.replace(
        "The harvest",
        "Marsh [3] proposed a model of the banks. They train it on maps. The harvest",
    );
    fs::write(dir.path().join("more.txt"), text).unwrap();
    assert_eq!(ibid(dir.path(), &["extract", "more.txt"]).0, 0);
    for place in ["more.txt", "bib/more.toml"] {
        let claims = objects(dir.path(), &[place]);
        let goes_on: Vec<_> = claims.iter().map(|claim| claim["continuation"].as_str()).collect();
        assert_eq!(goes_on, [None, Some("They train it on maps."), None], "{place}");
        assert_eq!(claims[1]["claim"], "Marsh proposed a model of the banks");
    }
}

#[test]
fn references_that_no_claim_cites() {
    let dir = folder();
    let uncited = objects(dir.path(), &["old.txt", "--uncited"]);
    assert_eq!(uncited.iter().map(|o| o["number"].as_u64().unwrap()).collect::<Vec<_>>(), [3]);
}

#[test]
fn tables() {
    let dir = folder();
    let (code, out, _) = ibid(dir.path(), &["claims", "old.txt"]);
    assert_eq!(code, 0);
    assert!(out.contains("The dams hold back half of the water"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 90), "{out}");
    let (_, csv, _) = ibid(dir.path(), &["claims", "old.txt", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 3);
    let (_, markdown, _) = ibid(dir.path(), &["claims", "old.txt", "--format", "markdown"]);
    assert!(markdown.starts_with("| article | claim |"), "{markdown}");
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let dir = folder();
    assert_eq!(ibid(dir.path(), &["claims", "absent.txt"]).0, 2);
    assert_eq!(ibid(dir.path(), &["claims", "old.txt", "--claim", "…"]).0, 2);
    assert_eq!(ibid(dir.path(), &["diff", "old.txt", "absent.txt"]).0, 2);
}

#[test]
fn drafts_are_compared_by_content() {
    let dir = folder();
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
    let dir = folder();
    let args = ["diff", "paper.txt", "old.txt", "0a", "100644", "new.txt", "0b", "100644"];
    let (code, out, err) = ibid(dir.path(), &args);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("paper.txt: "), "{out}");
    let created = ["diff", "paper.txt", "/dev/null", ".", ".", "new.txt", "0b", "100644"];
    assert!(ibid(dir.path(), &created).1.contains("New claim"));
}
