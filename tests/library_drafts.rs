//! A draft that changes under its library, and a person at a terminal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may panic"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const DRAFT: &str = "# Of rivers\n\n\
    Rivers in the north freeze early in winter [1]. Sediment moves with the spring flood [2].\n\
    Dams stop the sediment for good [3].\n\n## References\n\n\
    1. Roe, A., 2010. Ice of the North. River Studies, 12: 101-109.\n\
    2. Park, S., 2004. Sediment Transport in Valleys. River Studies, 6: 12-20.\n\
    3. Weitz, R., 2006. Averting a Flood in the Delta. Survival, 29: 155-167.\n";

/// The draft later: other words, another order of claims and references, one claim less and one more.
const LATER: &str = "# Of rivers\n\n\
    The delta sinks by five millimetres a year [1]. Sediment is moved by the spring flood [3].\n\
    Rivers in the far north freeze very early in winter [2].\n\n## References\n\n\
    1. Doe, C., 2015. Deltas That Sink. Journal of Deltas, 2: 1-9.\n\
    2. Roe, A., 2010. Ice of the North. River Studies, 12: 101-109.\n\
    3. Park, S., 2004. Sediment Transport in Valleys. River Studies, 6: 12-20.\n";

fn ibid(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(dir).args(args).env_remove("VISUAL").output().unwrap()
}

#[track_caller]
fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn library() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("draft.md"), DRAFT).unwrap();
    said(&ibid(dir.path(), &["extract", "draft.md"]));
    dir
}

fn toml(dir: &Path) -> String {
    fs::read_to_string(dir.join("bib/draft.toml")).unwrap()
}

/// The block of the .toml that has the line `line`.
#[track_caller]
fn block(toml: &str, line: &str) -> String {
    let found = toml.split("\n\n").find(|block| block.lines().any(|l| l == line));
    found.unwrap_or_else(|| panic!("{line} in\n{toml}")).to_owned()
}

#[test]
fn notes_stay_with_claims_that_are_reworded_and_renumbered() {
    let dir = library();
    let dir = dir.path();
    for (claim, note) in [("c1", "On ice."), ("c2", "On sediment."), ("c3", "On dams.")] {
        said(&ibid(dir, &["annotate", claim, "--note", note]));
    }
    fs::write(dir.join("draft.md"), LATER).unwrap();
    let remarks = said(&ibid(dir, &["extract", "draft.md"]));
    assert!(remarks.contains("c1: reworded in the article; its annotation was kept"), "{remarks}");
    let toml = toml(dir);
    let ice = block(&toml, "note = \"On ice.\"");
    assert!(ice.contains("far north freeze very early") && ice.contains("[\"roe2010ice\"]"), "{ice}");
    let sediment = block(&toml, "note = \"On sediment.\"");
    assert!(sediment.contains("Sediment is moved by the spring flood"), "{sediment}");
    let dams = block(&toml, "note = \"On dams.\"");
    assert!(dams.starts_with("[[orphan]]"), "{dams}");
    let found = ibid(dir, &["check", "bib"]);
    assert!(String::from_utf8_lossy(&found.stdout).contains("LIB002"), "{found:?}");
    // The claim comes back, and its note with it.
    fs::write(dir.join("draft.md"), DRAFT).unwrap();
    said(&ibid(dir, &["extract", "draft.md"]));
    assert!(block(&self::toml(dir), "note = \"On dams.\"").starts_with("[[claim]]"));
}

#[test]
fn a_dry_run_shows_the_change_as_a_diff() {
    let dir = library();
    let dir = dir.path();
    let old = toml(dir);
    fs::write(dir.join("draft.md"), LATER).unwrap();
    let diff = said(&ibid(dir, &["extract", "--dry-run", "draft.md"]));
    assert!(diff.contains("--- bib/draft.bib\n+++ bib/draft.bib\n@@ "), "{diff}");
    assert!(diff.contains("\n+@article{doe2015deltas,\n") && diff.contains("\n+vanished = true\n"), "{diff}");
    assert_eq!(toml(dir), old);
    said(&ibid(dir, &["extract", "draft.md"]));
    let removed =
        diff.lines().filter_map(|line| line.strip_prefix('-')).filter(|line| !line.starts_with("--"));
    assert!(removed.into_iter().all(|line| old.contains(line)), "{diff}");
    assert_eq!(said(&ibid(dir, &["extract", "--dry-run", "draft.md"])).matches("@@").count(), 0);
}

#[cfg(unix)]
mod unix {
    use std::io::Write;
    use std::process::Stdio;

    use super::*;

    /// What `ibid args` says in a terminal in which `keys` are typed; `None` where there is no `script`.
    fn typed(dir: &Path, args: &str, keys: &str) -> Option<String> {
        let line = format!("{} {args}", env!("CARGO_BIN_EXE_ibid"));
        let mut command = Command::new("script");
        command.current_dir(dir).args(["-qec", &line, "/dev/null"]);
        let Ok(mut child) = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
            eprintln!("skipped: script is not installed");
            return None;
        };
        child.stdin.take().unwrap().write_all(keys.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    #[test]
    fn a_review_by_keyboard_is_taken_up_where_it_was_left() {
        let dir = library();
        let dir = dir.path();
        let Some(first) = typed(dir, "review", "s\nc\nSee p. 4.\nq\n") else { return };
        assert!(first.contains("1 of 3  c1") && first.contains("2 of 3  c2"), "{first}");
        assert!(block(&toml(dir), "id = \"c1\"").contains("verdict = \"supported\""));
        assert!(block(&toml(dir), "id = \"c2\"").contains("note = \"See p. 4.\""));
        let second = typed(dir, "review", "\nb\nu\np\n").unwrap();
        assert!(second.contains("1 of 2  c2") && second.contains("No claim is left to check."), "{second}");
        assert!(block(&toml(dir), "id = \"c2\"").contains("verdict = \"unsupported\""));
        assert!(block(&toml(dir), "id = \"c3\"").contains("verdict = \"partly\""));
    }

    #[test]
    fn a_merge_asks_at_a_terminal() {
        let dir = library();
        let dir = dir.path();
        let own = "@article{mine, title = {Ice of the North}, author = {Roe, Ann}, date = {2010}}\n";
        fs::write(dir.join("bib/own.bib"), own).unwrap();
        let Some(asked) = typed(dir, "merge", "n\n") else { return };
        assert!(asked.contains("merge? [y/N]") && !asked.contains("wrote"), "{asked}");
        assert!(typed(dir, "merge", "y\n").unwrap().contains("wrote bib/draft.bib"));
        assert!(toml(dir).contains("key = \"mine\"") && !toml(dir).contains("\"roe2010ice\""));
        assert!(fs::read_to_string(dir.join("bib/draft.bib")).unwrap().contains("ids = {roe2010ice}"));
    }

    #[test]
    fn an_editor_gets_all_of_an_annotation() {
        use std::os::unix::fs::PermissionsExt;
        let dir = library();
        let dir = dir.path();
        said(&ibid(dir, &["annotate", "c1", "--tag", "ice", "--quote", "it freezes"]));
        let editor = dir.join("editor");
        fs::write(
            &editor,
            "#!/bin/sh\nsed -i 's/^note = .*/note = \"By hand.\"/; s/^quote = .*/quote = \"\"/' \"$1\"\n",
        )
        .unwrap();
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        let output =
            command.current_dir(dir).args(["annotate", "c1"]).env("EDITOR", &editor).output().unwrap();
        said(&output);
        let claim = block(&toml(dir), "id = \"c1\"");
        assert!(claim.contains("note = \"By hand.\"") && claim.contains("tags = [\"ice\"]"), "{claim}");
        assert!(!claim.contains("quote"), "{claim}");
    }
}
